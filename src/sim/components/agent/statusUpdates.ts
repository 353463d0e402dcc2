/** Status updates on their way through an agent, and the two acknowledgements. Source: S; reference 2.8 (9–12), 4(f). */
import { EPOCH_MS } from '#base/units.ts'
import type { MessageBodies, StatusUpdate } from '#model/messages/bodies.ts'
import type { ExecutorCalls, UpdatesLocals } from '#model/messages/executorBodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import {
  type AgentApi,
  agentId,
  driverId,
  type ExecutorBook,
  executorsOf,
  executorWithTask,
  type FrameworkBook,
  isPartitionAware,
  MASTER,
  stepExecutor,
} from './books.ts'
import { checkpointHeard, forgetTask } from './disk.ts'
import { removeExecutorIfDone, removeFrameworkIfIdle } from './removal.ts'
import { noteForwarded, updateTaskState } from './tasks.ts'

export interface OwnStatus {
  readonly frameworkId: string
  readonly taskId: string
  readonly state: string
  readonly reason: string
  readonly message: string
  readonly executorId?: string
}

/** An update that the agent itself makes: it is acknowledged as an executor's is. */
export function makeUpdate(api: AgentApi, own: OwnStatus): StatusUpdate {
  const { frameworkId, taskId, state, reason, message } = own
  const slaveId = api.books.info.id ?? ''
  const timestamp = (EPOCH_MS + api.now) / 1000
  const uuid = api.uuid()
  const by = own.executorId === undefined ? {} : { executorId: own.executorId }
  const status = { taskId, state, message, source: 'SOURCE_SLAVE', reason, slaveId, ...by, timestamp, uuid } as const
  return { frameworkId, ...by, slaveId, status, timestamp, uuid }
}

interface StoreOptions {
  readonly framework: string
  readonly checkpoint: boolean
  /** Who is acknowledged once it is stored. */
  readonly pid: string
}

export function storeUpdate(api: AgentApi, update: StatusUpdate, options: StoreOptions): void {
  const { taskId, state, reason } = update.status
  const { framework } = options
  api.task({ framework, task: taskId, agent: agentId(api), state, seenBy: 'agent', reason: reason ?? null })
  const body: UpdatesLocals['update'] = { update, ...options }
  api.send(`updates:${agentId(api)}`, 'update', body)
}

/** What a draining agent makes of an end that it asked for. Source: S:statusUpdate. */
export function drained(api: AgentApi, framework: FrameworkBook, update: StatusUpdate): StatusUpdate {
  const { draining } = api.books
  const { state } = update.status
  if (draining === null || (state !== 'TASK_KILLING' && state !== 'TASK_KILLED')) return update
  const gone = state === 'TASK_KILLED' && draining.markGone && isPartitionAware(framework.info)
  const told = gone ? 'TASK_GONE_BY_OPERATOR' : state
  return { ...update, status: { ...update.status, state: told, reason: 'REASON_SLAVE_DRAINING' } }
}

/**
 * Takes an update of an executor (`pid` its address) or of the agent itself (empty). Updates of frameworks that are
 * unknown or end here are dropped without a word; an update of a task that no executor has is stored nevertheless.
 */
export function statusUpdate(api: AgentApi, given: StatusUpdate, pid: string): void {
  const framework = api.books.frameworks.get(given.frameworkId)
  if (!framework || framework.terminating || given.uuid === undefined) return
  const update = drained(api, framework, given)
  const { name } = framework.info
  const executor = executorWithTask(framework, update.status.taskId)
  if (!executor) return storeUpdate(api, update, { framework: name, checkpoint: false, pid })
  if (pid !== '') checkpointHeard(api, executor)
  if (!updateTaskState(executor, update.status)) return acknowledge(api, update, pid)
  storeUpdate(api, update, { framework: name, checkpoint: executor.checkpoint, pid })
}

/** The executor may forget the update: this agent has it. */
function acknowledge(api: AgentApi, update: StatusUpdate, pid: string): void {
  const { uuid, frameworkId, status } = update
  if (pid === '' || uuid === undefined) return
  const { taskId } = status
  const executor = executorAt(api, pid)
  if (executor?.info.api === 'v1') return api.send(pid, 'ACKNOWLEDGED', { taskId, uuid })
  const slaveId = api.books.info.id ?? ''
  const body: MessageBodies['StatusUpdateAcknowledgementMessage'] = { slaveId, frameworkId, taskId, uuid }
  api.send(pid, 'StatusUpdateAcknowledgementMessage', body)
}

export function executorAt(api: AgentApi, pid: string): ExecutorBook | undefined {
  const agent = agentId(api)
  for (const executor of executorsOf(api.books)) if (driverId(executor.key, agent) === pid) return executor
  return undefined
}

/** TASK_STAGING is not an executor's to say: it is shut down. */
export function executorUpdate(api: AgentApi, event: SimEvent): void {
  const { update, pid } = event.body as MessageBodies['StatusUpdateMessage']
  if (update.status.state === 'TASK_STAGING') {
    const executor = executorAt(api, pid ?? '')
    if (executor) stepExecutor(api, executor, { type: 'shutdown' })
    return
  }
  statusUpdate(api, update, pid ?? '')
}

/** A call over HTTP was let in: no more than that. Source: SH:executor. */
export function acceptCall(api: AgentApi, event: SimEvent): void {
  if (event.from !== undefined) api.send(event.from, '202', {})
}

/** Over HTTP: what is refused is answered by its status. Source: SH:executor. */
export function executorCallUpdate(api: AgentApi, event: SimEvent): void {
  const { frameworkId, executorId, status } = event.body as ExecutorCalls['UPDATE']
  const from = event.from ?? ''
  const executor = api.books.frameworks.get(frameworkId)?.executors.get(executorId)
  if (!executor || status.uuid === undefined || status.state === 'TASK_STAGING') return api.send(from, '400', {})
  if (executor.pid === null) return api.send(from, '403', {})
  acceptCall(api, event)
  const { timestamp, uuid } = status
  const slaveId = api.books.info.id ?? ''
  statusUpdate(api, { frameworkId, executorId, slaveId, status, timestamp, uuid }, from)
}

/** Stored: the executor is told. */
export function acknowledgeExecutor(api: AgentApi, event: SimEvent): void {
  const { update, pid } = event.body as UpdatesLocals['updated']
  acknowledge(api, update, pid)
}

export function forward(api: AgentApi, event: SimEvent): void {
  const { update } = event.body as UpdatesLocals['forward']
  const framework = api.books.frameworks.get(update.frameworkId)
  const executor = framework && executorWithTask(framework, update.status.taskId)
  const latest = executor ? noteForwarded(executor, update.status) : null
  const body: MessageBodies['StatusUpdateMessage'] = {
    update: latest === null ? update : { ...update, latestState: latest },
    pid: agentId(api),
  }
  api.send(MASTER, 'StatusUpdateMessage', body)
}

export function acknowledgeUpdate(api: AgentApi, event: SimEvent): void {
  const { frameworkId, taskId, uuid } = event.body as MessageBodies['StatusUpdateAcknowledgementMessage']
  const body: UpdatesLocals['acknowledgement'] = { frameworkId, taskId, uuid }
  api.send(`updates:${agentId(api)}`, 'acknowledgement', body)
}

/** Source: S:_statusUpdateAcknowledgement. */
export function updateAcknowledged(api: AgentApi, event: SimEvent): void {
  const { frameworkId, taskId, open } = event.body as UpdatesLocals['acknowledged']
  const framework = api.books.frameworks.get(frameworkId)
  const executor = framework && executorWithTask(framework, taskId)
  if (!framework || !executor) return
  if (!open && executor.terminated.delete(taskId)) {
    executor.graces.delete(taskId)
    forgetTask(api, executor, taskId)
  }
  removeExecutorIfDone(api, framework, executor)
  removeFrameworkIfIdle(api, framework)
}
