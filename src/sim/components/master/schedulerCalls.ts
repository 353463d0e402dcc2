/**
 * Calls of schedulers beside SUBSCRIBE, ACCEPT and DECLINE. Source: master.cpp, revive, suppress, kill, shutdown, reconcile,
 * schedulerMessage, resourceRequest, updateFramework; reference 2.1, 2.9.1, 2.9.5.
 */
import { sameJson } from '#base/json.ts'
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type FrameworkRecord, type MasterApi, isAgentConnected, isPartitionAware } from './books.ts'
import { call } from './calls.ts'
import { callerOf } from './callers.ts'
import { tellAllocator } from './frameworks.ts'
import { subscribeFault } from './subscribe.ts'
import { send, tellError } from './tell.ts'
import { type MadeStatus, tellMade } from './updates.ts'
import { EPOCH_MS } from '#base/units.ts'

/** One role that is not subscribed, and the whole call is dropped. */
function knownRoles(framework: FrameworkRecord, roles: readonly string[]): boolean {
  return roles.every((role) => framework.info.roles.includes(role))
}

export function REVIVE(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { roles } = event.body as MessageBodies['REVIVE']
  if (!knownRoles(framework, roles)) return
  const meant = roles.length > 0 ? roles : framework.info.roles
  framework.suppressed = framework.suppressed.filter((role) => !meant.includes(role))
  call(api, 'reviveOffers', { frameworkId: framework.id, roles })
}

export function SUPPRESS(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { roles } = event.body as MessageBodies['SUPPRESS']
  if (!knownRoles(framework, roles)) return
  const meant = roles.length > 0 ? roles : framework.info.roles
  framework.suppressed = [...new Set([...framework.suppressed, ...meant])]
  call(api, 'suppressOffers', { frameworkId: framework.id, roles })
}

/** Remembered until the agent confirms it; an unknown task is answered by reconciliation. */
export function KILL(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { taskId, agentId, killPolicy } = event.body as MessageBodies['KILL']
  const task = framework.tasks.get(taskId)
  if (!task) return reconcileOne(api, framework, taskId, agentId)
  if (agentId !== undefined && agentId !== task.slaveId) return
  const agent = api.books.agents.get(task.slaveId)
  if (!agent) return
  const killed = agent.killed.get(framework.id) ?? new Set<string>()
  agent.killed.set(framework.id, killed)
  killed.add(taskId)
  if (!isAgentConnected(api, agent)) return
  const body = { frameworkId: framework.id, taskId }
  send(api, agent.name, 'KillTaskMessage', killPolicy ? { ...body, killPolicy } : body)
}

export function SHUTDOWN(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { agentId, executorId } = event.body as MessageBodies['SHUTDOWN']
  const agent = api.books.agents.get(agentId)
  if (agent) send(api, agent.name, 'ShutdownExecutorMessage', { executorId, frameworkId: framework.id })
}

export function MESSAGE(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { agentId, executorId, data } = event.body as MessageBodies['MESSAGE']
  const agent = api.books.agents.get(agentId)
  if (!agent || !isAgentConnected(api, agent)) return
  const body = { slaveId: agentId, frameworkId: framework.id, executorId, data }
  send(api, agent.name, 'FrameworkToExecutorMessage', body)
}

export function REQUEST(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { requests } = event.body as MessageBodies['REQUEST']
  call(api, 'requestResources', { frameworkId: framework.id, requests })
}

export function RECONCILE(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { tasks } = event.body as MessageBodies['RECONCILE']
  if (tasks.length === 0) return reconcileAll(api, framework)
  for (const { taskId, agentId } of tasks) reconcileOne(api, framework, taskId, agentId)
}

const REASON = 'REASON_RECONCILIATION'

/** Implicit: every task of the active list, terminal but unacknowledged ones too. */
function reconcileAll(api: MasterApi, framework: FrameworkRecord): void {
  for (const task of framework.tasks.values())
    tellMade(api, framework, {
      taskId: task.taskId,
      slaveId: task.slaveId,
      executorId: task.executorId,
      state: task.statusState ?? task.state,
      reason: REASON,
      message: 'Reconciliation: Latest task state',
    })
}

/** Explicit, in Mesos' order: known; perhaps on an agent still to come back; registered, unreachable, gone, unknown. */
function reconcileOne(api: MasterApi, framework: FrameworkRecord, taskId: string, slaveId: string | undefined): void {
  const answer = answerFor(api, framework, taskId, slaveId)
  if (answer) tellMade(api, framework, { taskId, slaveId, reason: REASON, ...answer })
}

type Answer = Pick<MadeStatus, 'state' | 'message'> & Partial<MadeStatus>

function answerFor(
  api: MasterApi,
  framework: FrameworkRecord,
  taskId: string,
  slaveId: string | undefined,
): Answer | null {
  const { agents, recovered, unreachable, gone } = api.books
  const isAware = isPartitionAware(framework)
  const task = framework.tasks.get(taskId)
  if (task) {
    const { statusState, state, executorId } = task
    const message = 'Reconciliation: Latest task state'
    return { state: statusState ?? state, slaveId: task.slaveId, executorId, message }
  }
  if (slaveId === undefined ? recovered.size > 0 : recovered.has(slaveId)) return null
  if (slaveId !== undefined && agents.has(slaveId))
    return { state: isAware ? 'TASK_GONE' : 'TASK_LOST', message: 'Reconciliation: Task is unknown to the agent' }
  const since = unreachableSince(unreachable.get(slaveId ?? '')?.atMs)
  if (since !== undefined)
    return {
      state: isAware ? 'TASK_UNREACHABLE' : 'TASK_LOST',
      message: 'Reconciliation: Task is unreachable',
      unreachableTime: since,
    }
  if (slaveId !== undefined && gone.has(slaveId))
    return { state: isAware ? 'TASK_GONE_BY_OPERATOR' : 'TASK_LOST', message: 'Reconciliation: Task is gone' }
  return { state: isAware ? 'TASK_UNKNOWN' : 'TASK_LOST', message: 'Reconciliation: Task is unknown' }
}

/** Nanoseconds since 1970. */
function unreachableSince(atMs: number | undefined): number | undefined {
  return atMs === undefined ? undefined : (EPOCH_MS + atMs) * 1_000_000
}

/** Roles may change; offers of roles that it leaves are rescinded. User and checkpoint may not. */
export function UPDATE_FRAMEWORK(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const body = event.body as MessageBodies['UPDATE_FRAMEWORK']
  const { frameworkInfo: wished, suppressedRoles, offerConstraints = null } = body
  const fault = updateFault(api, framework, body)
  if (fault !== null)
    return framework.v1
      ? api.send(framework.pid, '400', { message: fault })
      : tellError(api, framework.pid, false, fault)
  const changed = !sameJson({ ...wished, id: framework.id }, framework.info)
  framework.info = { ...wished, id: framework.id }
  framework.suppressed = suppressedRoles
  framework.constraints = offerConstraints
  tellAllocator(api, framework)
  if (changed) tellAgents(api, framework)
  if (framework.v1) api.send(framework.pid, '200', {})
}

function updateFault(
  api: MasterApi,
  framework: FrameworkRecord,
  body: Pick<MessageBodies['SUBSCRIBE'], 'frameworkInfo' | 'suppressedRoles' | 'offerConstraints'>,
): string | null {
  const { frameworkInfo: wished } = body
  const { info } = framework
  if (wished.user !== info.user) return "Updating 'FrameworkInfo.user' is unsupported"
  if (wished.checkpoint !== info.checkpoint) return "Updating 'FrameworkInfo.checkpoint' is unsupported"
  return subscribeFault(api, { ...body, frameworkInfo: { ...wished, id: framework.id } })
}

function tellAgents(api: MasterApi, framework: FrameworkRecord): void {
  const body = { frameworkId: framework.id, pid: framework.v1 ? '' : framework.pid, frameworkInfo: framework.info }
  for (const agent of api.books.agents.values()) send(api, agent.name, 'UpdateFrameworkMessage', body)
}
