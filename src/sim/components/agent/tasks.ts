/** The buckets of an agent's tasks. Source: S:Executor::updateTaskState, S:Framework; reference 2.8, 4(f). */
import type { Task, TaskInfo, TaskStatus } from '#model/messages/bodies.ts'
import { isTerminal } from '#model/taskState.ts'
import { type ExecutorBook, executorWithTask, type FrameworkBook } from './books.ts'

export function isKnownTask(framework: FrameworkBook, taskId: string): boolean {
  return framework.pending.has(taskId) || executorWithTask(framework, taskId) !== undefined
}

export function taskRecord(executor: ExecutorBook, info: TaskInfo, state: string): Task {
  const { name, taskId, slaveId, resources, allocationInfo } = info
  const { frameworkId, executorId, generated } = executor
  const by = generated ? {} : { executorId }
  return { name, taskId, frameworkId, slaveId, ...by, state, resources, ...(allocationInfo ? { allocationInfo } : {}) }
}

/** A task group that waits is one: with one of its tasks all leave the queue. */
export function queuedGroupOf(executor: ExecutorBook, taskId: string): readonly string[] {
  const group = executor.queuedGroups.find(({ tasks }) => tasks.some((task) => task.taskId === taskId))
  return group ? group.tasks.map((task) => task.taskId) : [taskId]
}

function leaveQueue(executor: ExecutorBook, taskId: string): void {
  executor.queued.delete(taskId)
  const at = executor.queuedGroups.findIndex(({ tasks }) => tasks.every((task) => !executor.queued.has(task.taskId)))
  if (at >= 0) executor.queuedGroups.splice(at, 1)
}

/**
 * Notes a status. False where it does not count: a task that has ended keeps its first end, a queued one can only end.
 */
export function updateTaskState(executor: ExecutorBook, { taskId, state }: TaskStatus): boolean {
  const ends = isTerminal(state)
  const queued = executor.queued.get(taskId)
  if (queued) {
    if (!ends) return false
    leaveQueue(executor, taskId)
    executor.terminated.set(taskId, taskRecord(executor, queued, state))
    return true
  }
  const task = executor.launched.get(taskId)
  if (!task) return false
  if (ends) {
    executor.launched.delete(taskId)
    executor.terminated.set(taskId, { ...task, state })
  } else executor.launched.set(taskId, { ...task, state })
  return true
}

/** The task's newest state is told with each update, and which update was the last to be forwarded. */
export function noteForwarded(executor: ExecutorBook, status: TaskStatus): string | null {
  const bucket = executor.launched.has(status.taskId) ? executor.launched : executor.terminated
  const task = bucket.get(status.taskId)
  if (!task) return null
  const uuid = status.uuid === undefined ? {} : { statusUpdateUuid: status.uuid }
  bucket.set(status.taskId, { ...task, statusUpdateState: status.state, ...uuid })
  return task.state
}

export function hasIncompleteTasks(executor: ExecutorBook): boolean {
  return executor.queued.size > 0 || executor.launched.size > 0 || executor.terminated.size > 0
}
