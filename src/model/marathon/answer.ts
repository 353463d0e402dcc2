/**
 * What Marathon answers to a document: the stages of reference/marathon.md 2.1 in order. Only the first stage that fails is told,
 * with all its errors. Source: AppsResource.scala, AppHelpers.scala, MarathonExceptionMapper.scala.
 */
import { type Result, err } from '#base/result.ts'
import { hashText, makeRng, nextUuid } from '#base/rng.ts'
import type { SimTime } from '#base/units.ts'
import { Findings, type MarathonError, notValid, refusal } from './errors.ts'
import { canonicalPath, segments } from './ids.ts'
import { type Json, type JsonObject, describeFault, parseJson } from './jsonText.ts'
import { migrate } from './migrate.ts'
import { assignServicePorts, normalise, servicePorts } from './normalise.ts'
import { readApp, readUpdate, withDefaults } from './read.ts'
import { checkCanonical, checkDefinition, checkTree } from './rules.ts'
import { checkDeprecated } from './rulesDeprecated.ts'
import { checkSharing } from './rulesExternal.ts'
import { type Settings, MESOS_BRIDGE } from './rulesFeatures.ts'
import type { App, RawApp } from './shape.ts'
import { canMerge, checkResidentUpdate, merged } from './update.ts'
import { normalisedApp } from './write.ts'

/** What a document is judged against. */
export interface ClusterView extends Settings {
  readonly apps: readonly App[]
  /** Groups that exist without an app in them, too. */
  readonly groups: readonly string[]
  readonly pods: readonly string[]
}

/** No apps, flags as out of the box: role `*`, no optional feature, no default network name. */
export const EMPTY_CLUSTER: ClusterView = {
  apps: [],
  groups: [],
  pods: [],
  defaultRole: '*',
  features: new Set(),
  defaultNetworkName: null,
}

/** Reads a document as `POST /v2/apps` does. A string is the body's text, anything else an already parsed document. */
export function parseApp(document: unknown, cluster: ClusterView = EMPTY_CLUSTER): Result<App, MarathonError> {
  const json = parseBody(document)
  if (!json.ok) return json
  const raw = readApp(json.value)
  if (!raw.ok) return raw
  const app = finish(raw.value, null, cluster)
  if (!app.ok) return app
  const { id } = app.value
  return cluster.apps.some((other) => other.id === id)
    ? err(refusal(409, `An app with id [${id}] already exists.`))
    : app
}

/** `PUT /v2/apps/{id}` of an app that does not exist, or of one whose old members shall not be kept (`partialUpdate=false`). */
export function replaceApp(
  id: string,
  document: unknown,
  cluster: ClusterView = EMPTY_CLUSTER,
): Result<App, MarathonError> {
  const json = parseBody(document)
  if (!json.ok) return json
  const update = readUpdate(json.value)
  if (!update.ok) return update
  const path = canonicalPath(id)
  return finish(withDefaults(update.value, path), cluster.apps.find((app) => app.id === path) ?? null, cluster)
}

/**
 * `PUT` or `PATCH /v2/apps/{id}` with `partialUpdate`: what the document does not name keeps its value; named members are
 * replaced whole (a container, a list), never merged inside.
 */
export function mergeAppUpdate(
  app: App,
  document: unknown,
  cluster: ClusterView = EMPTY_CLUSTER,
): Result<App, MarathonError> {
  const json = parseBody(document)
  if (!json.ok) return json
  const update = readUpdate(json.value)
  if (!update.ok) return update
  const allowed = canMerge(app.id, update.value)
  if (!allowed.ok) return allowed
  const raw = merged(app, update.value, cluster.mesosBridgeName ?? MESOS_BRIDGE)
  return raw.ok ? finish(raw.value, app, cluster) : raw
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  /** The app that was created; null after an error. */
  readonly app: App | null
}

/** The whole answer to `POST /v2/apps`. The deployment's id is drawn from the text, so that the same document gives the same answer. */
export function answerPostApp(text: string, cluster: ClusterView = EMPTY_CLUSTER, at: SimTime = 0): Answer {
  const app = parseApp(text, cluster)
  if (!app.ok) return { status: app.error.status, body: app.error.body, app: null }
  const deployment = nextUuid(makeRng(hashText(text), 'deployment'))
  const body: JsonObject = {
    ...normalisedApp(app.value, { version: at }),
    tasksStaged: 0,
    tasksRunning: 0,
    tasksHealthy: 0,
    tasksUnhealthy: 0,
    deployments: [{ id: deployment }],
  }
  return { status: 201, body, app: app.value }
}

function parseBody(document: unknown): Result<Json, MarathonError> {
  const given = typeof document === 'string' ? document : (JSON.stringify(document) ?? '')
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given
  if (text.trim() === '') {
    const details = 'No content to map due to end-of-input\n at [Source: (byte[])""; line: 1, column: 0]'
    return err({ status: 400, body: { message: 'Please specify data in JSON format', details } })
  }
  const parsed = parseJson(text)
  if (parsed.ok) return parsed
  return err({ status: 400, body: { message: 'Invalid JSON', details: describeFault(parsed.error) } })
}

/** Stages 3 to 6. */
function finish(raw: RawApp, old: App | null, cluster: ClusterView): Result<App, MarathonError> {
  const deprecated = new Findings()
  checkDeprecated(raw, deprecated)
  if (deprecated.any) return err(notValid(deprecated))
  const canonical = migrate(raw, cluster.defaultRole, cluster.mesosBridgeName ?? MESOS_BRIDGE)
  if (!canonical.ok) return canonical
  const rules = new Findings()
  checkCanonical(canonical.value, cluster, validRoles(canonical.value.id, old, cluster), rules)
  if (rules.any) return err(notValid(rules))
  const app = normalise(canonical.value, cluster)
  return app.ok ? admit(app.value, old, cluster) : app
}

function admit(app: App, old: App | null, cluster: ClusterView): Result<App, MarathonError> {
  const definition = new Findings()
  checkDefinition(app, definition)
  if (definition.any) return err(notValid(definition))
  const tree = new Findings()
  checkTree(app, cluster, tree)
  checkSharing([...cluster.apps.filter(({ id }) => id !== app.id), app], tree)
  if (tree.any) return err(notValid(tree))
  const assigned = assignServicePorts(app, old, new Set(cluster.apps.flatMap(servicePorts)), cluster.servicePorts)
  if (!assigned.ok || old === null) return assigned
  const change = new Findings()
  checkResidentUpdate(old, assigned.value, change)
  return change.any ? err(notValid(change)) : assigned
}

/** A top-level app has the default role; one in a group may have the top group's; each may keep what it has. */
function validRoles(id: string, old: App | null, cluster: ClusterView): readonly string[] {
  const [top = '', ...rest] = segments(id)
  return [...new Set([cluster.defaultRole, ...(rest.length > 0 ? [top] : []), ...(old === null ? [] : [old.role])])]
}
