/**
 * Status updates on their way to the scheduler, and acknowledgements on their way back. Source: master.cpp, statusUpdate,
 * forward, acknowledge, exitedExecutor; reference 2.5, 4(f), 6.2.
 */
import type { MessageBodies, StatusUpdate, TaskStatus } from '#model/messages/bodies.ts'
import { isTerminal } from '#model/taskState.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import {
  type FrameworkRecord,
  type MasterApi,
  type TaskRecord,
  isAgentConnected,
  isConnected,
  taskKey,
} from './books.ts'
import { callerOf, reporterOf } from './callers.ts'
import { agentNameOf } from './holdings.ts'
import { changeTask, checkDrained, closeTask, removeExecutor } from './tasks.ts'
import { secondsNow, send, tellExecutorLost, tellUpdate } from './tell.ts'

/** Forwards first, then writes its own record. */
export function StatusUpdateMessage(api: MasterApi, event: SimEvent): void {
  const { update } = event.body as MessageBodies['StatusUpdateMessage']
  const { status } = update
  const agent = reporterOf(api, update.slaveId ?? status.slaveId)
  const framework = api.books.frameworks.get(update.frameworkId)
  if (!agent || !framework) return
  const task = agent.tasks.get(taskKey(framework.id, status.taskId))
  if (isConnected(api, framework)) {
    if (task) noteForwarded(task, update)
    forward(api, framework, update, agent.name)
  }
  if (!task) return
  changeTask(api, task, update.latestState ?? status.state, status.reason ?? null)
  if (isTerminal(task.state) && task.statusUuid === undefined) closeTask(api, task)
}

/** What reconciliation answers and what an acknowledgement must match. Source: master.cpp, forward. */
function noteForwarded(task: TaskRecord, { status, uuid }: StatusUpdate): void {
  task.statusState = status.state
  task.statusUuid = uuid ?? status.uuid
}

/** `pid` empty: made by the master, not to be acknowledged. */
export function forward(api: MasterApi, framework: FrameworkRecord, update: StatusUpdate, pid: string): void {
  const { status } = update
  tellUpdate(api, framework, update, pid)
  api.task({
    framework: framework.name,
    task: status.taskId,
    agent: agentNameOf(api, update.slaveId ?? status.slaveId ?? ''),
    state: status.state,
    seenBy: 'master',
    reason: status.reason ?? null,
  })
}

export interface MadeStatus {
  readonly taskId: string
  readonly state: string
  readonly reason: string
  readonly message: string
  readonly slaveId?: string | undefined
  readonly executorId?: string | undefined
  readonly unreachableTime?: number | undefined
}

/** An update of the master's own: source MASTER, no uuid; nothing is sent to who is not connected. */
export function tellMade(api: MasterApi, framework: FrameworkRecord, made: MadeStatus): void {
  if (!isConnected(api, framework)) return
  const { taskId, state, reason, message, slaveId, executorId, unreachableTime } = made
  const timestamp = secondsNow(api)
  const ids = { ...(slaveId === undefined ? {} : { slaveId }), ...(executorId === undefined ? {} : { executorId }) }
  const status: TaskStatus = {
    taskId,
    state,
    ...(message === '' ? {} : { message }),
    source: 'SOURCE_MASTER',
    reason,
    ...ids,
    timestamp,
    ...(unreachableTime === undefined ? {} : { unreachableTime }),
  }
  forward(api, framework, { frameworkId: framework.id, ...ids, status, timestamp }, '')
}

export function madeFor(task: TaskRecord, state: string, reason: string, message: string): MadeStatus {
  const { taskId, slaveId, executorId } = task
  return { taskId, slaveId, executorId, state, reason, message }
}

/** Only a registered and connected agent can be told; what is dropped here the agent sends again. */
export function ACKNOWLEDGE(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { agentId, taskId, uuid, frameworkId } = event.body as MessageBodies['ACKNOWLEDGE']
  const agent = api.books.agents.get(agentId)
  if (!agent || !isAgentConnected(api, agent)) return
  const task = agent.tasks.get(taskKey(frameworkId, taskId))
  if (task && task.statusState === undefined) return
  if (task && isTerminal(task.statusState ?? '') && task.statusUuid === uuid) closeTask(api, task)
  send(api, agent.name, 'StatusUpdateAcknowledgementMessage', { slaveId: agentId, frameworkId, taskId, uuid })
  checkDrained(api, agent)
}

/** Of an executor that the master does not know nobody is told: a command task's, or one that it has dropped already. */
export function ExitedExecutorMessage(api: MasterApi, event: SimEvent): void {
  const body = event.body as MessageBodies['ExitedExecutorMessage']
  const agent = reporterOf(api, body.slaveId)
  if (!agent?.executors.get(body.frameworkId)?.has(body.executorId)) return
  removeExecutor(api, agent, body.frameworkId, body.executorId, false)
  const framework = api.books.frameworks.get(body.frameworkId)
  if (framework && isConnected(api, framework)) tellExecutorLost(api, framework, body)
}

export function ExecutorToFrameworkMessage(api: MasterApi, event: SimEvent): void {
  const body = event.body as MessageBodies['ExecutorToFrameworkMessage']
  const framework = api.books.frameworks.get(body.frameworkId)
  if (!reporterOf(api, body.slaveId) || !framework || !isConnected(api, framework)) return
  const { slaveId, executorId, data } = body
  if (framework.v1) api.send(framework.pid, 'MESSAGE', { agentId: slaveId, executorId, data })
  else send(api, framework.pid, 'ExecutorToFrameworkMessage', body)
}
