/** What every executor does with a task: start it, watch it, end it, say so. Source: CE, DE, DK; reference 2.9.1, 3.3. */
import { EPOCH_MS } from '#base/units.ts'
import type { TaskInfo, TaskStatus } from '#model/messages/bodies.ts'
import type { ExecutorLocals } from '#model/messages/executorBodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type ExecutorApi, type SupervisedTask, timerOf } from './books.ts'
import { startChecks, stopChecks } from './health.ts'
import type { TaskProcessInput } from './task.ts'

const NANOSECONDS = 1_000_000

type Said = Pick<TaskStatus, 'message' | 'reason' | 'healthy'>

/** Hands a status to the driver, which stamps it. */
export function say(api: ExecutorApi, taskId: string, state: string, said: Said = {}): void {
  const { driver, framework, agent } = api.books.input
  const status: TaskStatus = {
    taskId,
    state,
    source: 'SOURCE_EXECUTOR',
    timestamp: (EPOCH_MS + api.now) / 1000,
    ...said,
  }
  api.books.unacknowledged += 1
  api.task({ framework, task: taskId, agent, state, seenBy: 'executor', reason: said.reason ?? null })
  const body: ExecutorLocals['sendStatusUpdate'] = { status }
  api.send(driver, 'sendStatusUpdate', body)
}

/** Two frameworks may use one task id: the later process is told apart by its framework. */
function processId(api: ExecutorApi, taskId: string): string {
  const id = `task:${taskId}`
  return api.isUp(id) ? `${id}~${api.books.input.framework}` : id
}

/** Plain frameworks hand their own executor what to run as data. */
function commandOf({ command, data }: TaskInfo): string {
  return command ? (command.value ?? command.arguments?.join(' ') ?? '') || UNTIL_KILLED : (data ?? UNTIL_KILLED)
}

/** An image's own entry point: nobody knows how long it runs. */
const UNTIL_KILLED = 'sleep infinity'

export function start(api: ExecutorApi, info: TaskInfo, group: readonly string[] | null = null): SupervisedTask {
  const process = processId(api, info.taskId)
  const task: SupervisedTask = {
    info,
    process,
    launchedAt: api.now,
    group,
    killed: false,
    overdue: false,
    unhealthy: false,
    untested: true,
    failures: 0,
    killedAt: 0,
    killAt: 0,
  }
  api.books.tasks.set(info.taskId, task)
  const input: TaskProcessInput = { taskId: info.taskId, parent: api.id }
  api.spawn('task', process, input)
  const body: ExecutorLocals['fork'] = { command: commandOf(info) }
  api.send(process, 'fork', body)
  return task
}

/** It runs: checks and the clock of its completion begin. */
export function sayRunning(api: ExecutorApi, task: SupervisedTask): void {
  const { taskId, maxCompletionTime } = task.info
  say(api, taskId, 'TASK_RUNNING')
  startChecks(api, task)
  if (maxCompletionTime !== undefined && maxCompletionTime > 0)
    api.arm(timerOf(api, task, 'maxCompletionTime'), Math.ceil(maxCompletionTime / NANOSECONDS), {
      type: 'maxCompletionTime',
      taskId,
    })
}

/** The executor that knows but one state of a task to come from: TASK_STARTING, then at once TASK_RUNNING. */
export function launch(api: ExecutorApi, info: TaskInfo): void {
  if (api.books.traits.starting) say(api, info.taskId, 'TASK_STARTING')
  sayRunning(api, start(api, info))
}

/** Grace of a kill: the KILL's own, else the task's, else the executor's. */
export function graceOf(api: ExecutorApi, task: SupervisedTask, event: SimEvent): number {
  const { killPolicy } = (event.body ?? {}) as Partial<ExecutorLocals['killTask']>
  const policy = killPolicy ?? task.info.killPolicy
  return policy ? Math.ceil(policy.gracePeriod / NANOSECONDS) : api.books.traits.killGraceMs
}

/** Grace of a kill that the executor makes of its own accord: the one of groups asks no policy then. Source: DE:kill. */
export function ownGrace(api: ExecutorApi, task: SupervisedTask): number {
  return api.books.traits.groups ? api.books.traits.killGraceMs : graceOf(api, task, { type: 'own' })
}

/** SIGTERM now, SIGKILL after the grace; TASK_KILLING first where somebody kills it that knows it. Once for each task. */
export function kill(api: ExecutorApi, task: SupervisedTask, graceMs: number): void {
  const { taskId } = task.info
  if (task.killed) return
  task.killed = true
  stopChecks(api, task)
  api.cancel(timerOf(api, task, 'maxCompletionTime'))
  if (!task.overdue && api.books.info.capabilities.includes('TASK_KILLING_STATE')) say(api, taskId, 'TASK_KILLING')
  api.send(task.process, 'SIGTERM', {})
  task.killedAt = api.now
  armGrace(api, task, graceMs)
}

function armGrace(api: ExecutorApi, task: SupervisedTask, leftMs: number): void {
  task.killAt = api.now + leftMs
  api.arm(timerOf(api, task, 'killGrace'), leftMs, { type: 'killGrace', taskId: task.info.taskId })
}

/** A second kill can only bring SIGKILL nearer: its grace counts from the first one. Source: CE:kill. */
export function shortenGrace(api: ExecutorApi, task: SupervisedTask, graceMs: number): void {
  const since = api.books.traits.restartsGrace ? api.now : task.killedAt
  if (since + graceMs < task.killAt) armGrace(api, task, Math.max(0, since + graceMs - api.now))
}

export function killHard(api: ExecutorApi, task: SupervisedTask): void {
  api.send(task.process, 'SIGKILL', {})
}

/** Its time is up: killed without grace, and failed. */
export function killOverdue(api: ExecutorApi, task: SupervisedTask): void {
  if (task.killed) return
  task.overdue = true
  kill(api, task, 0)
}

function stateAtEnd(task: SupervisedTask, exitCode: number | null): string {
  if (task.overdue) return 'TASK_FAILED'
  if (task.killed) return 'TASK_KILLED'
  return exitCode === 0 ? 'TASK_FINISHED' : 'TASK_FAILED'
}

/** The process was reaped. Gives the state that it is said to have ended in. Source: CE:reaped. */
export function sayEnded(api: ExecutorApi, task: SupervisedTask, end: ExecutorLocals['exit']): string {
  const { taskId } = task.info
  const { exitCode, signal } = end
  stopChecks(api, task)
  api.cancel(timerOf(api, task, 'killGrace'))
  api.cancel(timerOf(api, task, 'maxCompletionTime'))
  api.books.tasks.delete(taskId)
  api.remove(task.process)
  const how = signal === null ? `exited with status ${exitCode}` : `terminated with signal ${signal}`
  const state = stateAtEnd(task, exitCode)
  say(api, taskId, state, {
    message: `${api.books.traits.noun} ${how}`,
    ...(task.overdue ? { reason: 'REASON_MAX_COMPLETION_TIME_REACHED' } : {}),
    ...(task.unhealthy || (api.books.unhealthy && api.books.traits.groups) ? { healthy: false } : {}),
  })
  return state
}

/** So that the terminal update leaves before the process does. Source: CE:reaped. */
const SELF_EXIT_MS = 1000
/** Over HTTP it waits for the acknowledgements, at most that long. Source: CE:reaped, DE:_shutdown. */
const FAIL_SAFE_MS = 60_000

export function waitAMoment(api: ExecutorApi): void {
  api.arm('selfExit', SELF_EXIT_MS, { type: 'selfExit' })
}

export function waitToGo(api: ExecutorApi): void {
  if (!api.books.input.v1) return waitAMoment(api)
  api.arm('selfExit', FAIL_SAFE_MS, { type: 'selfExit' })
}

/** Tells the machine once no update waits any more: a v1 executor goes then. */
export function countAcknowledged(api: ExecutorApi): void {
  const { books } = api
  books.unacknowledged = Math.max(0, books.unacknowledged - 1)
  if (books.unacknowledged === 0) api.step(api.id, { type: 'settled' })
}

/** Its last words are said: the process goes, or the driver lets it. */
export function stopDriver(api: ExecutorApi): void {
  api.send(api.books.input.driver, 'stop', {})
}
