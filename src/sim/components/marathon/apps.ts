/** Requests that change apps. Source: AppsResource.scala, GroupManagerImpl.scala; reference/marathon.md 3, 8. */
import { type ClusterView, mergeAppUpdate, parseApp, replaceApp } from '#model/marathon/answer.ts'
import type { MarathonError } from '#model/marathon/errors.ts'
import { canonicalPath } from '#model/marathon/ids.ts'
import type { App } from '#model/marathon/shape.ts'
import { isConfigChange } from '#model/marathon/update.ts'
import { normalisedApp } from '#model/marathon/write.ts'
import type { Result } from '#base/result.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { deploymentsOf } from './appPoint.ts'
import { delayedUntil, dropDelay } from './backoff.ts'
import {
  type DeploymentRecord,
  type InstanceRecord,
  type MarathonApi,
  type MarathonBooks,
  type RunSpec,
  instancesOf,
  nextVersion,
  touch,
} from './books.ts'
import { cancelDeployment, startDeployment } from './deployment.ts'
import { publish, publishGroupChange } from './events.ts'
import { answer, answerDeployment, appInPath, isForced, refuse, requestOf, type Request } from './http.ts'
import { retire } from './instances.ts'
import { recount } from './launcher.ts'
import { affectedApps, makePlan } from './plan.ts'

/** What documents are judged against. */
function clusterView(books: MarathonBooks): ClusterView {
  return {
    apps: [...books.store.apps.values()].map(({ app }) => app),
    groups: [],
    pods: [],
    defaultRole: books.spec.roles[0] ?? '*',
    features: new Set(books.spec.flags.enableFeatures),
    defaultNetworkName: null,
    servicePorts: { low: books.spec.flags.localPortMin, high: books.spec.flags.localPortMax },
  }
}

function missing(api: MarathonApi, request: Request, app: string): void {
  refuse(api, request, 404, `App '${app}' does not exist`)
}

function tellError(api: MarathonApi, request: Request, { status, body }: MarathonError): void {
  answer(api, request, status, body)
}

type Apps = ReadonlyMap<string, RunSpec>

/** Why a change cannot be deployed now; null: it can. Running deployments in its way are cancelled where it is forced. */
function clearTheWay(api: MarathonApi, request: Request, apps: readonly string[], force: boolean): boolean {
  const { books } = api
  const inTheWay = [...new Set(apps.flatMap((app) => deploymentsOf(books, app)))]
  if (inTheWay.length > 0 && !force) {
    const message =
      'App is locked by one or more deployments. Override with the option ' +
      `'?force=true'. View details at '/v2/deployments/<DEPLOYMENT_ID>'.`
    refuse(api, request, 409, message, { deployments: inTheWay.map((id) => ({ id })) })
    return false
  }
  const { maxRunningDeployments } = books.spec.flags
  if (books.store.deployments.size - inTheWay.length >= maxRunningDeployments) {
    const message = `Max number (${maxRunningDeployments}) of running deployments is achieved. Wait for existing deployments to complete or cancel one using force=true parameter. You can increase max deployment number by using --max_running_deployments parameter`
    refuse(api, request, 403, message)
    return false
  }
  for (const id of inTheWay) cancelDeployment(api, id)
  return true
}

interface Wish {
  readonly request: Request
  readonly target: Apps
  readonly version: number
  readonly force: boolean
}

/** Stores the new apps and plans the way there; gives null where it was refused. */
function plan(api: MarathonApi, { request, target, version, force }: Wish): DeploymentRecord | null {
  const { books } = api
  const original = new Map(books.store.apps)
  const change = { original, target }
  const affected = affectedApps(change)
  if (!clearTheWay(api, request, affected, force)) return null
  const record = makePlan(api.uuid(), version, change)
  books.store.apps.clear()
  for (const [id, spec] of target) books.store.apps.set(id, spec)
  books.store.deployments.set(record.id, record)
  for (const id of affected) touch(books, id)
  publishGroupChange(api, version)
  return record
}

function tellPost(api: MarathonApi, { from, path }: Request, app: App | null): void {
  publish(api, 'api_post_event', {
    clientIp: from,
    uri: path,
    ...(app === null ? {} : { appDefinition: normalisedApp(app) }),
  })
}

function withApp(apps: Apps, spec: RunSpec): Apps {
  return new Map([...apps, [spec.app.id, spec]])
}

function newSpec(app: App, version: number): RunSpec {
  return { app, version, lastScalingAt: version, configVersion: version }
}

/** Answers 201, then deploys. */
export function postApp(api: MarathonApi, event: SimEvent): void {
  const request = requestOf(event)
  const app = parseApp(request.body, clusterView(api.books))
  if (app.ok) createApp(api, request, app.value, true)
  else tellError(api, request, app.error)
}

function createApp(api: MarathonApi, request: Request, app: App, isPost: boolean): void {
  const version = nextVersion(api)
  const target = withApp(api.books.store.apps, newSpec(app, version))
  const record = plan(api, { request, target, version, force: isForced(request, false) })
  if (!record) return
  tellPost(api, request, app)
  if (isPost) {
    const body = {
      ...normalisedApp(app, { version }),
      tasksStaged: 0,
      tasksRunning: 0,
      tasksHealthy: 0,
      tasksUnhealthy: 0,
      deployments: [{ id: record.id }],
    }
    answer(api, request, 201, body, { Location: app.id, 'Marathon-Deployment-Id': record.id })
  } else answerDeployment(api, request, record, 201)
  startDeployment(api, record)
}

/** Scaling keeps the configuration's version, and with it backoff and instances. */
function updatedSpec(before: RunSpec, app: App, version: number): RunSpec {
  if (isConfigChange(before.app, app))
    return { app, version, lastScalingAt: before.lastScalingAt, configVersion: version }
  if (before.app.instances === app.instances) return before
  return { app, version, lastScalingAt: version, configVersion: before.configVersion }
}

export function putApp(api: MarathonApi, event: SimEvent): void {
  const { books } = api
  const request = requestOf(event)
  const id = canonicalPath(appInPath(request, '/v2/apps'))
  const before = books.store.apps.get(id)
  const view = clusterView(books)
  const isPartial = request.query?.['partialUpdate'] !== 'false'
  const app: Result<App, MarathonError> =
    before && isPartial ? mergeAppUpdate(before.app, request.body, view) : replaceApp(id, request.body, view)
  if (!app.ok) return tellError(api, request, app.error)
  if (!before) return createApp(api, request, app.value, false)
  const version = nextVersion(api)
  changeApp(api, request, updatedSpec(before, app.value, version), version)
}

function changeApp(api: MarathonApi, request: Request, spec: RunSpec, version: number): void {
  const target = withApp(api.books.store.apps, spec)
  const record = plan(api, { request, target, version, force: isForced(request, false) })
  if (!record) return
  tellPost(api, request, spec.app)
  answerDeployment(api, request, record)
  startDeployment(api, record)
}

/** The same configuration once more, as a new version. */
export function restartApp(api: MarathonApi, event: SimEvent): void {
  const request = requestOf(event)
  const id = canonicalPath(appInPath(request, '/v2/apps', '/restart'))
  const before = api.books.store.apps.get(id)
  if (!before) return missing(api, request, id)
  const version = nextVersion(api)
  changeApp(api, request, { ...before, version, configVersion: version }, version)
}

/** Unlike elsewhere a running deployment is overridden unless the request says no. */
export function deleteApp(api: MarathonApi, event: SimEvent): void {
  const { books } = api
  const request = requestOf(event)
  const id = canonicalPath(appInPath(request, '/v2/apps'))
  if (!books.store.apps.has(id)) return missing(api, request, id)
  const version = nextVersion(api)
  const target = new Map(books.store.apps)
  target.delete(id)
  const record = plan(api, { request, target, version, force: isForced(request, true) })
  if (!record) return
  tellPost(api, request, null)
  answerDeployment(api, request, record)
  startDeployment(api, record)
}

/** Some instances less; the named ones go first. */
export function scaleBy(api: MarathonApi, request: Request, id: string, victims: readonly InstanceRecord[]): void {
  const before = api.books.store.apps.get(id)
  if (!before) return missing(api, request, id)
  const version = nextVersion(api)
  const app = { ...before.app, instances: Math.max(0, before.app.instances - victims.length) }
  const spec = updatedSpec(before, app, version)
  const target = withApp(api.books.store.apps, spec)
  const record = plan(api, { request, target, version, force: isForced(request, false) })
  if (!record) return
  for (const victim of victims) retire(api, victim)
  answerDeployment(api, request, record)
  startDeployment(api, record)
}

/** Ends the backoff of an app that waits. */
export function deleteDelay(api: MarathonApi, event: SimEvent): void {
  const { books } = api
  const request = requestOf(event)
  const id = canonicalPath(appInPath(request, '/v2/queue', '/delay'))
  const scheduled = books.launchers.get(id)?.scheduled ?? new Set<string>()
  const isQueued = scheduled.size > 0 || instancesOf(books, id).some(({ condition }) => condition === 'Provisioned')
  if (!isQueued) return refuse(api, request, 404, `Application ${id} not found in tasks queue.`)
  for (const { spec } of instancesOf(books, id)) {
    if (delayedUntil(books, spec) !== null) dropDelay(books, spec)
  }
  recount(api, id)
  answer(api, request, 204)
}
