/** What the form changes in roles, links and timed actions: pure, keys that the form does not know are kept. */
import { KINDS_OF } from '#model/scenario/action.ts'
import {
  ACTION_NAMES,
  type Action,
  type ActionName,
  type RoleDocument,
  type ScenarioDocument,
} from '#model/scenario/document.ts'
import { schemasAt } from './schemaAt.ts'

type Values = Readonly<Record<string, unknown>>

function withoutKey<T extends object>(object: T, key: string): T {
  return Object.fromEntries(Object.entries(object).filter(([one]) => one !== key)) as T
}

/** A document without an empty `roles` or `actions` that was not there before. */
function withActions(document: ScenarioDocument, actions: readonly Action[]): ScenarioDocument {
  return { ...document, actions }
}

export function withRole(document: ScenarioDocument, name: string, change: Values): ScenarioDocument {
  const before = document.roles?.[name] ?? {}
  const after = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined)
  return { ...document, roles: { ...document.roles, [name]: Object.fromEntries(after) as RoleDocument } }
}

/** One of the two texts of a quota; both empty: no quota. */
export function withQuota(
  document: ScenarioDocument,
  name: string,
  key: 'guarantees' | 'limits',
  text: string,
): ScenarioDocument {
  const before = document.roles?.[name]?.quota ?? {}
  const quota = text.trim() === '' ? withoutKey(before, key) : { ...before, [key]: text.trim() }
  return withRole(document, name, { quota: Object.keys(quota).length === 0 ? undefined : quota })
}

/** The same role under another name, at its place; the document as it is where the name is taken. */
export function withRoleName(document: ScenarioDocument, name: string, next: string): ScenarioDocument {
  const roles = document.roles ?? {}
  if (next in roles) return document
  return {
    ...document,
    roles: Object.fromEntries(Object.entries(roles).map(([key, role]) => [key === name ? next : key, role])),
  }
}

export function withNewRole(document: ScenarioDocument): ScenarioDocument {
  let n = 1
  while (`role-${n}` in (document.roles ?? {})) n += 1
  return withRole(document, `role-${n}`, { weight: 1 })
}

export function withoutRole(document: ScenarioDocument, name: string): ScenarioDocument {
  return { ...document, roles: withoutKey(document.roles ?? {}, name) }
}

type Links = NonNullable<NonNullable<ScenarioDocument['network']>['links']>

export function withLinks(document: ScenarioDocument, links: Links): ScenarioDocument {
  return { ...document, network: { ...document.network, links } }
}

/** A key of an action by the schema: what may be written there. */
export interface ActionKey {
  readonly key: string
  readonly type: 'text' | 'whole' | 'boolean' | 'json'
  readonly needed: boolean
}

function typeOf(schema: Values): ActionKey['type'] {
  switch (schema['type']) {
    case 'string':
      return 'text'
    case 'integer':
      return 'whole'
    case 'boolean':
      return 'boolean'
    default:
      return 'json'
  }
}

/** Of the nth action, without its time and its kind. */
export function actionKeys(document: ScenarioDocument, n: number): readonly ActionKey[] {
  const [schema] = schemasAt(['actions', String(n)], document)
  const properties = (schema?.['properties'] ?? {}) as Readonly<Record<string, Values>>
  const needed = (schema?.['required'] ?? []) as readonly string[]
  return Object.entries(properties)
    .filter(([key]) => key !== 'atMs' && key !== 'do')
    .map(([key, property]) => ({ key, type: typeOf(property), needed: needed.includes(key) }))
}

function agentIds({ agents }: ScenarioDocument): readonly string[] {
  return agents.flatMap(({ id, count }) => (count === undefined ? [id] : [`${id}-1`]))
}

function appIds({ actions = [] }: ScenarioDocument): readonly string[] {
  return actions.flatMap((action) => (action.do === 'submitApp' ? [String(action.app['id'])] : []))
}

function frameworkFor(document: ScenarioDocument, name: ActionName): string | null {
  const kinds = KINDS_OF[name]
  return document.frameworks.find(({ kind }) => kinds === undefined || kinds.includes(kind))?.id ?? null
}

/** Keys that mean the same in whatever action they stand. */
function plainKeys(document: ScenarioDocument): Values {
  const agent = agentIds(document)[0] ?? 'agent-1'
  const framework = document.frameworks[0]?.id ?? 'marathon'
  const app = appIds(document)[0] ?? '/app'
  const roles = [...Object.keys(document.roles ?? {}), ...document.frameworks.map((framework) => framework.role ?? '*')]
  const role = roles.find((name) => name !== '*') ?? 'role-1'
  return {
    agent,
    app,
    role,
    task: 'task-1',
    executor: `custom@${agent}`,
    process: 'process-1',
    instances: 2,
    healthy: false,
    resources: 'cpus:1;mem:128',
    weight: 2,
    guarantees: 'cpus:1;mem:128',
    limits: 'cpus:2;mem:256',
    between: [agent, 'master'],
    latencyMs: [100, 200],
    from: `driver:${framework}`,
    to: 'master',
    byMs: 1000,
    message: `driver:${framework}#1`,
    deliverMs: 1000,
  }
}

/** The least that the BCS scheduler starts a process of. */
function sampleProcess(name: string): Values {
  const started = { procName: 'server', startCmd: './start.sh', stopCmd: './stop.sh', startGracePeriod: 10 }
  const processes = [{ ...started, resources: { limits: { cpu: '0.1', memory: '64' } } }]
  return { metadata: { name, namespace: 'play' }, spec: { instance: 1, template: { spec: { processes } } } }
}

function ownKeys(document: ScenarioDocument, name: ActionName): Values {
  const n = (document.actions?.length ?? 0) + 1
  switch (name) {
    case 'submitApp':
      return { app: { id: `/app-${n}`, cmd: 'sleep 60', cpus: 0.1, mem: 32 } }
    case 'updateApp':
      return { app: { id: appIds(document)[0] ?? '/app', instances: 2 } }
    case 'submitTasks':
      return { tasks: [{ id: `task-${n}`, cpus: 0.1, mem: 32 }] }
    case 'submitProcess':
      return { process: sampleProcess(`process-${n}`) }
    case 'addAgent':
      return { agent: { ...document.agents.at(-1), count: undefined, id: `agent-new-${n}` } }
    default:
      return {}
  }
}

/** An action of a kind at a time, its needed keys filled in so that it can be read; null where nobody can do it here. */
export function newAction(document: ScenarioDocument, name: ActionName, atMs: number): Action | null {
  const framework = frameworkFor(document, name)
  const bare = { atMs, do: name } as Action
  const draft = withActions(document, [...(document.actions ?? []), bare])
  const keys = actionKeys(draft, draft.actions?.length ? draft.actions.length - 1 : 0)
  const samples: Values = { ...plainKeys(document), framework, ...ownKeys(document, name) }
  const needed = keys.filter((key) => key.needed)
  if (needed.some(({ key }) => key === 'framework') && framework === null) return null
  const filled = needed.map(({ key }) => [key, samples[key]] as const)
  // What is undefined is left out, as JSON does.
  return JSON.parse(JSON.stringify({ ...bare, ...Object.fromEntries(filled) })) as Action
}

/** Kinds that somebody of this scenario can do. */
export function possibleActions(document: ScenarioDocument): readonly ActionName[] {
  return ACTION_NAMES.filter((name) => KINDS_OF[name] === undefined || frameworkFor(document, name) !== null)
}

export function withNewAction(document: ScenarioDocument, name: ActionName, atMs: number): ScenarioDocument {
  const action = newAction(document, name, atMs)
  return action ? withActions(document, [...(document.actions ?? []), action]) : document
}

export function withoutAction(document: ScenarioDocument, n: number): ScenarioDocument {
  return withActions(
    document,
    (document.actions ?? []).filter((_, k) => k !== n),
  )
}

/** A value that is undefined takes its key away. */
export function withActionKey(document: ScenarioDocument, n: number, key: string, value: unknown): ScenarioDocument {
  const actions = (document.actions ?? []).map((action, k): Action => {
    if (k !== n) return action
    return value === undefined ? withoutKey(action, key) : { ...action, [key]: value }
  })
  return withActions(document, actions)
}

/** Another kind at the same time and place in the list. */
export function withActionKind(document: ScenarioDocument, n: number, name: ActionName): ScenarioDocument {
  const before = document.actions?.[n]
  const next = before ? newAction(document, name, before.atMs ?? 0) : null
  if (!next) return document
  return withActions(
    document,
    (document.actions ?? []).map((action, k) => (k === n ? next : action)),
  )
}
