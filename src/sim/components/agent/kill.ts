/** Ends that the master asks for. Source: S:killTask, kill, shutdownExecutor, shutdownFramework, drain, shutdown; reference 2.9. */
import type { MessageBodies, StatusUpdate } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import {
  type AgentApi,
  agentId,
  type ExecutorBook,
  executorOf,
  executorWithTask,
  type FrameworkBook,
  type Launch,
  phaseOf,
  stateFor,
  stepExecutor,
} from './books.ts'
import { agentDisk, forgetDisk } from './disk.ts'
import { removeExecutor, removeFrameworkIfIdle } from './removal.ts'
import { drained, makeUpdate, statusUpdate, storeUpdate } from './statusUpdates.ts'
import { queuedGroupOf } from './tasks.ts'

type KillPolicy = { readonly gracePeriod: number }

/** It ends before an executor ever heard of it. */
function killUndelivered(api: AgentApi, { frameworkId, executorId }: ExecutorBook, taskIds: readonly string[]): void {
  for (const taskId of taskIds) statusUpdate(api, undelivered(api, frameworkId, executorId, taskId, taskIds), '')
}

function undelivered(
  api: AgentApi,
  frameworkId: string,
  executorId: string,
  taskId: string,
  group: readonly string[],
): StatusUpdate {
  const reason = 'REASON_TASK_KILLED_DURING_LAUNCH'
  const message = group.length > 1 ? 'A task within the task group was killed during launch' : 'Killed before delivery'
  return makeUpdate(api, { frameworkId, taskId, state: 'TASK_KILLED', reason, message, executorId })
}

/**
 * The launch finds its tasks gone when its authorization comes (`launch.ts`). The framework goes at once where nothing else
 * of it is here: before the updates are stored, so that they outlive it. Source: S:killPendingTask, statusUpdate.
 */
function killPending(api: AgentApi, framework: FrameworkBook, launch: Launch): void {
  const taskIds = launch.tasks.map(({ taskId }) => taskId)
  const { executorId } = launch.executor
  const updates = taskIds.map((taskId) =>
    drained(api, framework, undelivered(api, framework.id, executorId, taskId, taskIds)),
  )
  for (const taskId of taskIds) framework.pending.delete(taskId)
  removeFrameworkIfIdle(api, framework)
  for (const update of updates) storeUpdate(api, update, { framework: framework.info.name, checkpoint: false, pid: '' })
}

function kill(api: AgentApi, executor: ExecutorBook, taskId: string, killPolicy: KillPolicy | undefined): void {
  const phase = phaseOf(api, executor)
  if (phase === 'terminating' || phase === 'terminated') return
  if (phase === 'registering' || executor.queued.has(taskId)) {
    killUndelivered(api, executor, queuedGroupOf(executor, taskId))
    // One that has yet to register is told then.
    const isIdle = executor.queued.size === 0 && !executor.everSentTask
    if (isIdle && phase === 'running') stepExecutor(api, executor, { type: 'shutdown' })
    return
  }
  const pid = executor.pid ?? ''
  const policy = killPolicy === undefined ? {} : { killPolicy }
  if (executor.info.api === 'v1') return api.send(pid, 'KILL', { taskId, ...policy })
  const body: MessageBodies['KillTaskMessage'] = { frameworkId: executor.frameworkId, taskId, ...policy }
  api.send(pid, 'KillTaskMessage', body)
}

/** Reference 2.9.1, row by row. */
export function killTask(api: AgentApi, event: SimEvent): void {
  const { frameworkId, taskId, killPolicy } = event.body as MessageBodies['KillTaskMessage']
  const framework = api.books.frameworks.get(frameworkId)
  if (!framework || framework.terminating) return
  const launch = framework.pending.get(taskId)
  if (launch) return killPending(api, framework, launch)
  const executor = executorWithTask(framework, taskId)
  if (executor) return kill(api, executor, taskId, killPolicy)
  const state = stateFor(framework.info, 'TASK_DROPPED')
  const reason = 'REASON_EXECUTOR_TERMINATED'
  statusUpdate(api, makeUpdate(api, { frameworkId, taskId, state, reason, message: 'Cannot find executor' }), '')
}

export function shutdownExecutor(api: AgentApi, event: SimEvent): void {
  const { frameworkId = '', executorId = '' } = event.body as MessageBodies['ShutdownExecutorMessage']
  const executor = executorOf(api.books, frameworkId, executorId)
  if (executor) stepExecutor(api, executor, { type: 'shutdown' })
}

function endFramework(api: AgentApi, framework: FrameworkBook): void {
  if (framework.terminating) return
  framework.terminating = true
  for (const executor of framework.executors.values()) {
    if (phaseOf(api, executor) === 'terminated') removeExecutor(api, framework, executor)
    else stepExecutor(api, executor, { type: 'shutdown' })
  }
  removeFrameworkIfIdle(api, framework)
}

export function shutdownFramework(api: AgentApi, event: SimEvent): void {
  const { frameworkId } = event.body as MessageBodies['ShutdownFrameworkMessage']
  const framework = api.books.frameworks.get(frameworkId)
  if (framework) endFramework(api, framework)
}

/** All frameworks are shut down; the process ends with the last. */
export function shutdown(api: AgentApi): void {
  for (const framework of api.books.frameworks.values()) endFramework(api, framework)
  if (api.books.frameworks.size === 0) api.step(agentId(api), { type: 'lastFrameworkRemoved' })
}

/** Nothing is left to recover: a restart on this machine registers as a new agent. Source: S:finalize. */
export function endAgent(api: AgentApi): void {
  forgetDisk(api)
  api.endProcess(agentId(api))
}

/** Kill grace of the built-in executors where a task says nothing. Source: CE, DE, DK; reference 3.3. */
const DEFAULT_GRACE_NS = 3_000_000_000
const DOCKER_GRACE_NS = 5_000_000_000

/** The shorter of the task's own grace and the drain's bound; the task's own where there is no bound. */
function drainPolicy(api: AgentApi, { info, graces }: ExecutorBook, taskId: string): KillPolicy | undefined {
  const bound = api.books.draining?.maxGracePeriod ?? null
  if (bound === null) return undefined
  const own = graces.get(taskId) ?? (info.container?.type === 'DOCKER' ? DOCKER_GRACE_NS : DEFAULT_GRACE_NS)
  return { gracePeriod: Math.min(bound, own) }
}

/** Kills every task and lets no new one in. Comes again at each re-registration. Source: S:drain. */
export function drain(api: AgentApi, event: SimEvent): void {
  const { config } = event.body as MessageBodies['DrainSlaveMessage']
  if (api.books.frameworks.size === 0) return
  api.books.draining = { markGone: config.markGone, maxGracePeriod: config.maxGracePeriod ?? null }
  agentDisk(api).draining = api.books.draining
  for (const framework of api.books.frameworks.values()) {
    if (framework.terminating) continue
    for (const launch of new Set(framework.pending.values())) killPending(api, framework, launch)
    for (const executor of framework.executors.values()) killAll(api, executor)
  }
}

/** A queued task may be gone with its group before its turn comes. */
function killAll(api: AgentApi, executor: ExecutorBook): void {
  const { queued, launched } = executor
  for (const taskId of [...queued.keys(), ...launched.keys()])
    if (queued.has(taskId) || launched.has(taskId)) kill(api, executor, taskId, drainPolicy(api, executor, taskId))
}
