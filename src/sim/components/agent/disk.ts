/**
 * What an agent has on disk. Its own id and its draining survive always, frameworks with their executors and tasks
 * where the framework checkpoints; the streams' records lie beside (`updatesBooks.ts`). Source: S:recover; reference
 * 2.9.6, 8b.
 */
import type { ExecutorInfo, FrameworkInfo, TaskGroupInfo, TaskInfo } from '#model/messages/bodies.ts'
import type { AgentApi, Draining, ExecutorBook, FrameworkBook } from './books.ts'

export interface ExecutorFile {
  readonly executorId: string
  readonly key: string
  readonly info: ExecutorInfo
  readonly generated: boolean
  readonly containerId: string
  pid: string | null
  heard: boolean
  readonly tasks: Record<string, TaskInfo>
}

export interface FrameworkFile {
  readonly id: string
  info: FrameworkInfo
  pid: string
  readonly executors: Record<string, ExecutorFile>
}

export interface AgentDisk {
  slaveId: string | null
  draining: Draining | null
  readonly frameworks: Record<string, FrameworkFile>
  /** Keys of all containers that were started: the launcher's own list, checkpointed or not. */
  readonly containers: Record<string, true>
  /** What was reserved at run time; it lies beside the agent's own id and outlives it. */
  reserved: string
  /** Images that are there. */
  readonly images: Record<string, number>
  /** Sandboxes of ended executors and when they are removed, virtual ms. */
  readonly sandboxes: Record<string, number>
}

export function agentDisk(api: AgentApi): AgentDisk {
  const known = api.disk['agent'] as AgentDisk | undefined
  if (known) return known
  const made: AgentDisk = {
    slaveId: null,
    draining: null,
    frameworks: {},
    containers: {},
    reserved: '',
    images: {},
    sandboxes: {},
  }
  api.disk['agent'] = made
  return made
}

/** Of an agent that ends on purpose: the next one on this machine registers as a new one. Source: S:finalize. */
export function forgetDisk(api: AgentApi): void {
  const { images, reserved, sandboxes } = agentDisk(api)
  const empty: AgentDisk = {
    slaveId: null,
    draining: null,
    frameworks: {},
    containers: {},
    reserved,
    images,
    sandboxes,
  }
  api.disk['agent'] = empty
  delete api.disk['streams']
}

export function checkpointFramework(api: AgentApi, framework: FrameworkBook): void {
  if (!framework.info.checkpoint) return
  const { frameworks } = agentDisk(api)
  const file = frameworks[framework.id]
  if (file) {
    file.info = framework.info
    file.pid = framework.pid
  } else frameworks[framework.id] = { id: framework.id, info: framework.info, pid: framework.pid, executors: {} }
}

function executorFile(api: AgentApi, executor: ExecutorBook): ExecutorFile | undefined {
  return agentDisk(api).frameworks[executor.frameworkId]?.executors[executor.executorId]
}

export function checkpointExecutor(api: AgentApi, executor: ExecutorBook): void {
  const { executorId, key, info, generated, containerId, pid, heard } = executor
  const framework = agentDisk(api).frameworks[executor.frameworkId]
  if (executor.checkpoint && framework)
    framework.executors[executorId] = { executorId, key, info, generated, containerId, pid, heard, tasks: {} }
}

export function checkpointPid(api: AgentApi, executor: ExecutorBook): void {
  const file = executorFile(api, executor)
  if (file) file.pid = executor.pid
}

/** Mesos finds it in the statuses of tasks, which are not kept here once they are acknowledged. Source: S:everSentTask. */
export function checkpointHeard(api: AgentApi, executor: ExecutorBook): void {
  if (executor.heard) return
  executor.heard = true
  const file = executorFile(api, executor)
  if (file) file.heard = true
}

export function checkpointTask(api: AgentApi, executor: ExecutorBook, task: TaskInfo): void {
  const file = executorFile(api, executor)
  if (file) file.tasks[task.taskId] = task
}

export function checkpointGroup(api: AgentApi, executor: ExecutorBook, group: TaskGroupInfo): void {
  for (const task of group.tasks) checkpointTask(api, executor, task)
}

/** A task whose updates are all acknowledged is not recovered again. */
export function forgetTask(api: AgentApi, executor: ExecutorBook, taskId: string): void {
  const file = executorFile(api, executor)
  if (file) delete file.tasks[taskId]
}

export function forgetExecutor(api: AgentApi, executor: ExecutorBook): void {
  const framework = agentDisk(api).frameworks[executor.frameworkId]
  if (framework) delete framework.executors[executor.executorId]
}

export function forgetFramework(api: AgentApi, frameworkId: string): void {
  delete agentDisk(api).frameworks[frameworkId]
}
