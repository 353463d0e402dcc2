/** Actions of the document by `do`, with their keys. Source: contracts.md 2, table of actions. */
import { must as present } from '#base/assert.ts'
import { AGENT, type AgentRead, agentSpecs, unfoldedIds } from './agent.ts'
import { TASKS } from './framework.ts'
import { between, ownRole, quantities, role, someText, unreserved, weight } from './leaves.ts'
import { read } from './read.ts'
import {
  type Key,
  type ObjectSpec,
  boolean,
  constant,
  document,
  list,
  may,
  ms,
  must,
  object,
  or,
  span,
  text,
  variants,
  whole,
} from './shape.ts'
import type { Action, ActionName, ActionOf, AgentSpec, FrameworkSpec, TaskSpec } from './types.ts'

type Kind = FrameworkSpec['kind']

/** Which kinds of framework an action may name; absent: any. */
export const KINDS_OF: { readonly [A in ActionName]?: readonly Kind[] } = {
  submitApp: ['marathon'],
  updateApp: ['marathon'],
  scaleApp: ['marathon'],
  restartApp: ['marathon'],
  destroyApp: ['marathon'],
  resetDelay: ['marathon'],
  submitTasks: ['batch'],
  submitProcess: ['bcs'],
  stopProcess: ['bcs'],
  reloadProcess: ['bcs'],
  restartProcess: ['bcs'],
  killTask: ['marathon', 'batch', 'bcs'],
}

const framework = must(someText('the id of a framework'))
const agent = must(someText('the id of an agent'))
const app = must(someText('the id of an app'))
const task = must(someText("a task's id"))
const component = must(someText('the id of a component'))
const force = or(boolean(), false)
const someRoles = may(list(role(), 100))
const name = may(someText("a message's name"))
const exitCode = may(whole(0, 255))

/** `ID@AGENT`. */
const executor = must(
  text('an executor', 400, (id) => (/^[^@]+@[^@]+$/.test(id) ? null : 'expected an executor as ID@AGENT')),
)
/** `SENDER#n`. */
const message = must(
  text('the id of a message', 400, (id) => (/^[^#]+#\d+$/.test(id) ? null : 'expected the id of a message: SENDER#n')),
)

type Keys = Readonly<Record<string, Key<unknown>>>

const KEYS: { readonly [A in ActionName]: Keys } = {
  submitApp: { framework, app: must(document()), force },
  updateApp: { framework, app: must(document('id')), force },
  scaleApp: { framework, app, instances: must(whole(0, 1_000_000)), force },
  restartApp: { framework, app, force },
  /** The one route whose default is to force (marathon.md 3). */
  destroyApp: { framework, app, force: or(boolean(), true) },
  resetDelay: { framework, app, force },
  submitTasks: { framework, tasks: must(TASKS) },
  submitProcess: { framework, process: must(document()) },
  stopProcess: { framework, process: must(someText('the name of a process')) },
  reloadProcess: { framework, process: must(someText('the name of a process')) },
  restartProcess: { framework, process: must(someText('the name of a process')) },
  killTask: { framework, task, scale: or(boolean(), false), wipe: or(boolean(), false) },
  finishTask: { task, exitCode },
  failTask: { task, exitCode },
  setHealth: { task, healthy: must(boolean()) },
  suppress: { framework, roles: someRoles },
  revive: { framework, roles: someRoles },
  reconcile: { framework, roles: someRoles },
  teardown: { framework },
  crashScheduler: { framework },
  restartScheduler: { framework, takeover: or(boolean(), false) },
  crashMaster: {},
  restartMaster: {},
  addAgent: { agent: must(AGENT) },
  unregisterAgent: { agent },
  crashAgent: { agent },
  restartAgent: { agent },
  markAgentGone: { agent },
  deactivateAgent: { agent },
  reactivateAgent: { agent },
  drainAgent: { agent, maxGraceMs: may(ms()), markGone: or(boolean(), false) },
  crashExecutor: { executor },
  crashDaemon: { agent },
  restartDaemon: { agent },
  reserve: { agent, role: must(ownRole()), resources: must(unreserved()) },
  unreserve: { agent, role: must(ownRole()), resources: must(unreserved()) },
  setWeight: { role: must(role()), weight: must(weight()) },
  setQuota: { role: must(role()), guarantees: must(quantities()), limits: must(quantities()) },
  cutLink: { between: must(between()) },
  healLink: { between: must(between()) },
  setLatency: { between: may(between()), latencyMs: must(span()) },
  loseNext: { from: component, to: component, name, count: or(whole(1, 1_000_000), 1) },
  duplicateNext: { from: component, to: component, name, count: or(whole(1, 1_000_000), 1) },
  delayNext: { from: component, to: component, name, byMs: must(ms()) },
  deliverAt: { message, deliverMs: must(ms()) },
}

/** A `deliverAt` speaks of its own time, so that it may leave out when it begins to hold. */
function spec(action: ActionName): ObjectSpec {
  const atMs = action === 'deliverAt' ? or(ms(), 0) : must(ms())
  return object({ atMs, do: must(constant(action)), ...KEYS[action] })
}

export const ACTION = variants<Action>(
  'do',
  Object.fromEntries(Object.keys(KEYS).map((action) => [action, spec(action as ActionName)])),
)

/**
 * An `addAgent` whose agent has a `count` is as many actions of the same millisecond, in the order of their ids.
 * Others are given back as they are.
 */
export function unfolded(action: Action): readonly Action[] {
  if (action.do !== 'addAgent' || action.agent.count === undefined) return [action]
  const { count, ...agent } = action.agent
  return unfoldedIds(agent.id, count).map((id) => ({ ...action, agent: { ...agent, id } }))
}

/** The agent of an `addAgent`, defaults filled in. For actions of a parsed scenario. */
export function addedAgent(action: ActionOf<'addAgent'>): AgentSpec {
  return present(agentSpecs(read<AgentRead>(AGENT, action.agent, '', []))[0], 'an added agent is one agent')
}

/** The tasks of a `submitTasks`, defaults filled in. For actions of a parsed scenario. */
export function submittedTasks(action: ActionOf<'submitTasks'>): readonly TaskSpec[] {
  return read(TASKS, action.tasks, '', [])
}
