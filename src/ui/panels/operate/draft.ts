/** Any act of the scenario's format as a form: its keys with what may stand there, and back to an act. Pure. */
import { KINDS_OF } from '#model/scenario/action.ts'
import type { Action, ActionName, ScenarioDocument } from '#model/scenario/document.ts'
import { type ActionKey, actionKeys, newAction, possibleActions } from '../editor/actionEdits.ts'

type Group = 'work' | 'frameworks' | 'operator' | 'agents' | 'network'

const GROUP_OF: Readonly<Record<ActionName, Group>> = {
  submitApp: 'work',
  updateApp: 'work',
  scaleApp: 'work',
  restartApp: 'work',
  destroyApp: 'work',
  resetDelay: 'work',
  submitTasks: 'work',
  submitProcess: 'work',
  stopProcess: 'work',
  reloadProcess: 'work',
  restartProcess: 'work',
  killTask: 'work',
  finishTask: 'work',
  failTask: 'work',
  setHealth: 'work',
  suppress: 'frameworks',
  revive: 'frameworks',
  reconcile: 'frameworks',
  teardown: 'frameworks',
  crashScheduler: 'frameworks',
  restartScheduler: 'frameworks',
  setWeight: 'operator',
  setQuota: 'operator',
  reserve: 'operator',
  unreserve: 'operator',
  crashMaster: 'operator',
  restartMaster: 'operator',
  addAgent: 'agents',
  unregisterAgent: 'agents',
  crashAgent: 'agents',
  restartAgent: 'agents',
  markAgentGone: 'agents',
  deactivateAgent: 'agents',
  reactivateAgent: 'agents',
  drainAgent: 'agents',
  crashExecutor: 'agents',
  crashDaemon: 'agents',
  restartDaemon: 'agents',
  cutLink: 'network',
  healLink: 'network',
  setLatency: 'network',
  loseNext: 'network',
  duplicateNext: 'network',
  delayNext: 'network',
  deliverAt: 'network',
}
const GROUPS: readonly Group[] = ['operator', 'work', 'agents', 'frameworks', 'network']

export interface ActGroup {
  readonly id: Group
  readonly names: readonly ActionName[]
}

/** What somebody of this scenario can do, in groups. */
export function actGroups(document: ScenarioDocument): readonly ActGroup[] {
  const possible = possibleActions(document)
  const names = (Object.keys(GROUP_OF) as ActionName[]).filter((name) => possible.includes(name))
  return GROUPS.map((id) => ({ id, names: names.filter((name) => GROUP_OF[name] === id) })).filter(
    (group) => group.names.length > 0,
  )
}

/** Who and what there is at the moment. */
export interface Present {
  readonly agents: readonly string[]
  readonly apps: readonly string[]
  readonly tasks: readonly string[]
  readonly executors: readonly string[]
}

function rolesOf({ roles = {}, frameworks }: ScenarioDocument): readonly string[] {
  const own = frameworks.flatMap((framework) => [framework.role, ...(framework.roles ?? [])])
  return [...new Set([...own, ...Object.keys(roles)])].filter((role) => role !== undefined && role !== '*') as string[]
}

function frameworksFor({ frameworks }: ScenarioDocument, name: ActionName): readonly string[] {
  const kinds = KINDS_OF[name]
  return frameworks.filter(({ kind }) => kinds === undefined || kinds.includes(kind)).map(({ id }) => id)
}

function componentsOf({ frameworks }: ScenarioDocument, agents: readonly string[]): readonly string[] {
  return ['master', ...frameworks.flatMap(({ id }) => [`driver:${id}`, id]), ...agents]
}

function processesOf({ actions = [] }: ScenarioDocument): readonly string[] {
  return actions.flatMap((action) => {
    const metadata = action.do === 'submitProcess' ? action.process['metadata'] : null
    const name = typeof metadata === 'object' && metadata !== null && 'name' in metadata ? metadata.name : null
    return typeof name === 'string' ? [name] : []
  })
}

/** What is there to be named under a key; empty: anything may be written. */
export function choicesOf(
  document: ScenarioDocument,
  name: ActionName,
  key: string,
  there: Present,
): readonly string[] {
  switch (key) {
    case 'framework':
      return frameworksFor(document, name)
    case 'agent':
      return name === 'addAgent' ? [] : there.agents
    case 'app':
      return name === 'submitApp' || name === 'updateApp' ? [] : there.apps
    case 'task':
      return there.tasks
    case 'executor':
      return there.executors
    case 'process':
      return name === 'submitProcess' ? [] : processesOf(document)
    case 'role':
      return rolesOf(document)
    case 'from':
    case 'to':
      return componentsOf(document, there.agents)
    default:
      return []
  }
}

export interface ActField extends ActionKey {
  readonly choices: readonly string[]
}

/** The keys of an act, and the texts that they begin with; null where nobody can do it here. */
export interface Draft {
  readonly fields: readonly ActField[]
  readonly texts: Readonly<Record<string, string>>
}

function textOf(value: unknown, type: ActionKey['type']): string {
  if (value === undefined) return ''
  return type === 'json' ? JSON.stringify(value, null, typeof value === 'object' ? 1 : 0) : String(value)
}

export function draftOf(document: ScenarioDocument, name: ActionName, there: Present): Draft | null {
  const sample = newAction(document, name, 0)
  if (!sample) return null
  const before = document.actions ?? []
  const keys = actionKeys({ ...document, actions: [...before, sample] }, before.length)
  const fields = keys.map((key) => ({ ...key, choices: choicesOf(document, name, key.key, there) }))
  const texts = fields.map(({ key, type, choices }) => {
    const value = (sample as unknown as Readonly<Record<string, unknown>>)[key]
    const known = typeof value === 'string' && choices.length > 0 && !choices.includes(value) ? choices[0] : value
    return [key, textOf(known, type)] as const
  })
  return { fields, texts: Object.fromEntries(texts) }
}

/** The act that the texts say, without its time; or the key whose text is no JSON. */
export function actOf(
  name: ActionName,
  fields: readonly ActField[],
  texts: Readonly<Record<string, string>>,
): { readonly ok: true; readonly act: Omit<Action, 'atMs'> } | { readonly ok: false; readonly key: string } {
  const act: Record<string, unknown> = { do: name }
  for (const { key, type, needed } of fields) {
    const text = texts[key] ?? ''
    if (type === 'boolean') {
      if (text === 'true' || needed) act[key] = text === 'true'
    } else if (text.trim() !== '' || (needed && type === 'text')) {
      const read = valueOf(text, type)
      if (!read.ok) return { ok: false, key }
      act[key] = read.value
    }
  }
  return { ok: true, act: act as unknown as Omit<Action, 'atMs'> }
}

function valueOf(text: string, type: ActionKey['type']): { readonly ok: boolean; readonly value?: unknown } {
  if (type === 'text') return { ok: true, value: text }
  if (type === 'whole') return { ok: true, value: Number(text) }
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false }
  }
}
