/** Effects of an executor's machine on its agent's books. Source: S; reference 2.9.2, 4(d). */
import { nextInt } from '#base/rng.ts'
import type { MessageBodies, StatusUpdate, TaskInfo } from '#model/messages/bodies.ts'
import type { ExecutorEvents } from '#model/messages/executorBodies.ts'
import type { Definition, SimEvent } from '../../kernel/definition.ts'
import { defineComponent } from '../define.ts'
import {
  type AgentApi,
  type AgentBooks,
  driverId,
  agentId,
  type ExecutorBook,
  frameworkOf,
  ownExecutor,
  stateFor,
  stepExecutor,
  type Termination,
} from './books.ts'
import { destroyContainer, graceMs, startContainer } from './containers.ts'
import { agentDisk, checkpointPid } from './disk.ts'
import { executorMachine } from './executorMachine.ts'
import { tellExecutorExited } from './exits.ts'
import { removeExecutorIfDone, removeFrameworkIfIdle } from './removal.ts'
import { makeUpdate, statusUpdate } from './statusUpdates.ts'
import { taskRecord } from './tasks.ts'

/** Resources of a container are changed before its executor gets tasks. Simplified: always 1 ms. */
const CONTAINER_UPDATE_MS = 1
/** DEFAULT_EXECUTOR_HEARTBEAT_INTERVAL. Source: SC. */
const HEARTBEAT_MS = 30 * 60_000
/** Ended processes are looked for that often, of up to 50. Source: reap.cpp, MIN_REAP_INTERVAL; reference 3.2. */
export const REAP_INTERVAL_MS = 100

function watchRegistration(api: AgentApi): void {
  if ((api.context as { recovered: boolean }).recovered) return
  const { executorRegistrationTimeoutMs } = api.books.spec.flags
  api.arm('executorRegistrationTimeout', executorRegistrationTimeoutMs, { type: 'executorRegistrationTimeout' })
}

function takeAddress(api: AgentApi, event: SimEvent): ExecutorBook {
  const executor = ownExecutor(api)
  executor.pid = event.from ?? null
  api.link(driverId(executor.key, agentId(api)))
  checkpointPid(api, executor)
  return executor
}

function updateContainer(api: AgentApi): void {
  if (api.dueAt('containerUpdate') === null)
    api.arm('containerUpdate', CONTAINER_UPDATE_MS, { type: 'containerUpdate' })
}

function registered(api: AgentApi, event: SimEvent): void {
  const executor = takeAddress(api, event)
  const { id: frameworkId, info: frameworkInfo } = frameworkOf(api, executor)
  const { info: slaveInfo } = api.books
  const slaveId = slaveInfo.id ?? ''
  const about = { executorInfo: executor.info, frameworkId, frameworkInfo, slaveId, slaveInfo }
  const body: MessageBodies['ExecutorRegisteredMessage'] = about
  api.send(event.from ?? '', 'ExecutorRegisteredMessage', body)
  updateContainer(api)
}

interface Return {
  readonly tasks: readonly TaskInfo[]
  readonly updates: readonly StatusUpdate[]
}

/**
 * What the executor still holds counts; what it never got has not started. One that never got anything has nothing to wait
 * for: it is shut down, and the answer is false. Source: S:reregisterExecutor, subscribe.
 */
function takeBack(api: AgentApi, executor: ExecutorBook, { tasks, updates }: Return): boolean {
  for (const update of updates) statusUpdate(api, update, executor.pid ?? '')
  const { info, id: frameworkId } = frameworkOf(api, executor)
  const known = new Set(tasks.map(({ taskId }) => taskId))
  for (const { taskId, state } of executor.launched.values()) {
    if (state !== 'TASK_STAGING' || known.has(taskId)) continue
    const reason = 'REASON_SLAVE_RESTARTED'
    const message = 'Task launched during agent restart'
    const { executorId } = executor
    const own = { frameworkId, taskId, state: stateFor(info, 'TASK_DROPPED'), reason, message, executorId }
    statusUpdate(api, makeUpdate(api, own), '')
  }
  executor.everSentTask ||= executor.heard || executor.launched.size > 0
  const stays = executor.everSentTask || executor.queued.size > 0
  if (!stays) stepExecutor(api, executor, { type: 'shutdown' })
  return stays
}

function reregistered(api: AgentApi, event: SimEvent): void {
  const executor = takeAddress(api, event)
  const { info: slaveInfo } = api.books
  const body: MessageBodies['ExecutorReregisteredMessage'] = { slaveId: slaveInfo.id ?? '', slaveInfo }
  api.send(event.from ?? '', 'ExecutorReregisteredMessage', body)
  if (takeBack(api, executor, event as unknown as Return)) updateContainer(api)
}

function subscribed(api: AgentApi, event: SimEvent): void {
  const executor = takeAddress(api, event)
  const { info: frameworkInfo } = frameworkOf(api, executor)
  const { info: agentInfo } = api.books
  const { info: executorInfo, containerId } = executor
  const body: ExecutorEvents['SUBSCRIBED'] = { executorInfo, frameworkInfo, agentInfo, containerId }
  api.send(event.from ?? '', '200', {})
  if (!takeBack(api, executor, event as unknown as Return)) return
  api.send(event.from ?? '', 'SUBSCRIBED', body)
  updateContainer(api)
  api.arm('heartbeat', HEARTBEAT_MS, { type: 'heartbeat' }, { periodic: true })
}

function beat(api: AgentApi): void {
  const { pid } = ownExecutor(api)
  if (pid !== null) api.send(pid, 'HEARTBEAT', {})
  api.arm('heartbeat', HEARTBEAT_MS, { type: 'heartbeat' }, { periodic: true })
}

function sendTask(api: AgentApi, executor: ExecutorBook, task: TaskInfo): void {
  const { id: frameworkId, info: framework } = frameworkOf(api, executor)
  const pid = executor.pid ?? ''
  if (executor.info.api === 'v1') return api.send(pid, 'LAUNCH', { task })
  const body: MessageBodies['RunTaskMessage'] = { framework, frameworkId, task }
  api.send(pid, 'RunTaskMessage', body)
}

/** The container has room for all that is queued: off it goes. Source: S:___run. */
function sendQueued(api: AgentApi): void {
  const executor = ownExecutor(api)
  const { queued, queuedGroups, launched } = executor
  const grouped = new Set(queuedGroups.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId)))
  for (const task of queued.values()) if (!grouped.has(task.taskId)) sendTask(api, executor, task)
  for (const taskGroup of queuedGroups.splice(0)) api.send(executor.pid ?? '', 'LAUNCH_GROUP', { taskGroup })
  for (const task of queued.values()) launched.set(task.taskId, taskRecord(executor, task, 'TASK_STAGING'))
  if (queued.size > 0) executor.everSentTask = true
  queued.clear()
}

function askToShutDown(api: AgentApi): void {
  const executor = ownExecutor(api)
  const { pid, info } = executor
  if (pid !== null) api.send(pid, info.api === 'v1' ? 'SHUTDOWN' : 'ShutdownExecutorMessage', {})
  api.arm('executorShutdownGrace', graceMs(api, executor), { type: 'executorShutdownGrace' })
}

function note(make: (api: AgentApi, executor: ExecutorBook) => Termination) {
  return (api: AgentApi): void => {
    const executor = ownExecutor(api)
    executor.termination = make(api, executor)
  }
}

const seconds = (ms: number): string => `${ms / 1000}secs`

/** Kills the container. One that never started ends at once. */
function destroy(api: AgentApi): void {
  if (!destroyContainer(api, ownExecutor(api))) api.step(api.id, { type: 'containerEnded' })
}

/** The container's first process ended; the agent's look at its children finds it. */
function reap(api: AgentApi): void {
  if (api.dueAt('reap') === null) api.arm('reap', nextInt(api.rng, 0, REAP_INTERVAL_MS), { type: 'containerEnded' })
}

/** Simplified: 9 (SIGKILL) where it was killed or left live tasks behind, 0 where it went by itself. */
function waitStatus({ destroyed, launched }: ExecutorBook): number {
  return destroyed || launched.size > 0 ? 9 : 0
}

/** Source: S:executorTerminated, sendExecutorTerminatedStatusUpdate. */
function ended(api: AgentApi): void {
  const executor = ownExecutor(api)
  const framework = frameworkOf(api, executor)
  const { termination, executorId, frameworkId } = executor
  delete agentDisk(api).containers[executor.key]
  const status = waitStatus(executor)
  const state = termination?.state ?? 'TASK_FAILED'
  const reason = termination?.reason ?? 'REASON_EXECUTOR_TERMINATED'
  const message = termination?.message ?? 'Executor terminated'
  for (const taskId of [...executor.launched.keys(), ...executor.queued.keys()])
    statusUpdate(api, makeUpdate(api, { frameworkId, taskId, state, reason, message, executorId }), '')
  if (!executor.generated) tellExecutorExited(api, frameworkId, executorId, status)
  removeExecutorIfDone(api, framework, executor)
  removeFrameworkIfIdle(api, framework)
}

export const AGENT_EXECUTOR: Definition = defineComponent<AgentBooks>({
  kind: 'agent/executor',
  machine: executorMachine,
  effects: {
    watchRegistration,
    stopWatchingRegistration: (api) => api.cancel('executorRegistrationTimeout'),
    startContainer: (api) => startContainer(api, ownExecutor(api)),
    registered,
    reregistered,
    subscribed,
    updateContainer,
    sendQueued,
    beat,
    stopRunning: (api) => {
      api.cancel('containerUpdate')
      api.cancel('heartbeat')
    },
    askToShutDown,
    stopGrace: (api) => api.cancel('executorShutdownGrace'),
    noteRegistrationTimeout: note((api) => ({
      state: 'TASK_FAILED',
      reason: 'REASON_EXECUTOR_REGISTRATION_TIMEOUT',
      message: `Executor did not register within ${seconds(api.books.spec.flags.executorRegistrationTimeoutMs)}`,
    })),
    noteReregistrationTimeout: note((api, executor) => ({
      state: stateFor(frameworkOf(api, executor).info, 'TASK_GONE'),
      reason: 'REASON_EXECUTOR_REREGISTRATION_TIMEOUT',
      message: `Executor did not reregister within ${seconds(api.books.spec.flags.executorReregistrationTimeoutMs)}`,
    })),
    noteLaunchFailed: note(() => ({
      state: 'TASK_FAILED',
      reason: 'REASON_CONTAINER_LAUNCH_FAILED',
      message: 'Failed to launch container',
    })),
    destroy,
    reap,
    ended,
    forgetMachine: (api) => api.remove(api.id),
  },
})
