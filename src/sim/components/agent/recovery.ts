/** What a restarted agent reads from disk and how its executors come back. Source: S:recover, _recover; reference 2.9.6. */
import type { Task, TaskInfo } from '#model/messages/bodies.ts'
import { isTerminal } from '#model/taskState.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import {
  type AgentApi,
  agentId,
  containerProcess,
  driverId,
  type ExecutorBook,
  executorMachine,
  executorsOf,
  type FrameworkBook,
  stepExecutor,
} from './books.ts'
import { agentDisk, type ExecutorFile, type FrameworkFile } from './disk.ts'
import type { ExecutorMachineInput } from './executorMachine.ts'
import { recoverSandboxes } from './sandboxes.ts'
import { taskRecord } from './tasks.ts'
import { streamFiles, streamKey } from './updatesBooks.ts'

/** Reading the containers' state. Simplified: always 5 ms. */
const CONTAINER_RECOVERY_MS = 5

/** What the stored updates say of a task: its newest state. */
function recoveredTask(api: AgentApi, executor: ExecutorBook, info: TaskInfo): Task {
  const file = streamFiles(api.disk)[streamKey(executor.frameworkId, info.taskId)]
  const newest = file?.records.findLast((record) => record.type === 'UPDATE')
  return taskRecord(executor, info, newest?.update.status.state ?? 'TASK_STAGING')
}

function recoveredExecutor(api: AgentApi, frameworkId: string, file: ExecutorFile): ExecutorBook {
  const { executorId, key, info, generated, containerId, pid, heard, tasks } = file
  const executor: ExecutorBook = {
    frameworkId,
    executorId,
    key,
    info,
    generated,
    checkpoint: true,
    containerId,
    pid,
    everSentTask: heard,
    heard,
    queued: new Map(),
    queuedGroups: [],
    launched: new Map(),
    terminated: new Map(),
    graces: new Map(),
    termination: null,
    destroyed: false,
  }
  for (const taskInfo of Object.values(tasks)) {
    const task = recoveredTask(api, executor, taskInfo)
    const bucket = isTerminal(task.state) ? executor.terminated : executor.launched
    bucket.set(task.taskId, task)
    if (taskInfo.killPolicy) executor.graces.set(task.taskId, taskInfo.killPolicy.gracePeriod)
  }
  return executor
}

function recoverFramework(api: AgentApi, file: FrameworkFile): void {
  const { id, info, pid } = file
  const framework: FrameworkBook = { id, info, pid, terminating: false, pending: new Map(), executors: new Map() }
  api.books.frameworks.set(id, framework)
  for (const executorFile of Object.values(file.executors)) {
    const executor = recoveredExecutor(api, id, executorFile)
    framework.executors.set(executor.executorId, executor)
    const input: ExecutorMachineInput = {
      frameworkId: id,
      executorId: executor.executorId,
      recovered: true,
      docker: false,
      pullMs: null,
      fetchMs: null,
      launchMs: 0,
    }
    api.spawn('agent/executor', executorMachine(executor.key, agentId(api)), input)
  }
}

/** Containers that no checkpoint speaks of are killed. */
function destroyOrphans(api: AgentApi): void {
  const { containers } = agentDisk(api)
  const known = new Set([...executorsOf(api.books)].map(({ key }) => key))
  for (const key of Object.keys(containers)) {
    if (known.has(key)) continue
    delete containers[key]
    api.endProcess(containerProcess(key, agentId(api)))
  }
}

/** With nothing to recover it goes on at once. */
export function recover(api: AgentApi): void {
  const { slaveId, draining, frameworks, images } = agentDisk(api)
  const { books } = api
  books.draining = draining
  for (const [image, until] of Object.entries(images)) books.images.set(image, Math.min(until, api.now))
  if (slaveId !== null) books.info = { ...books.info, id: slaveId }
  for (const file of Object.values(frameworks)) recoverFramework(api, file)
  destroyOrphans(api)
  recoverSandboxes(api)
  if (books.frameworks.size === 0) api.step(api.id, { type: 'recovered', slaveId })
  else api.arm('containerRecovery', CONTAINER_RECOVERY_MS, { type: 'containersRecovered', slaveId })
}

function reconnect(api: AgentApi, executor: ExecutorBook): void {
  const { pid, info } = executor
  if (pid !== null && info.api !== 'v1') api.send(pid, 'ReconnectExecutorMessage', { slaveId: api.books.info.id ?? '' })
}

/** Old style executors are asked, others come by themselves; who is dead is noticed at once. */
export function reconnectExecutors(api: AgentApi): void {
  const { executorReregistrationTimeoutMs: timeout, executorReregistrationRetryIntervalMs: retry } =
    api.books.spec.flags
  api.arm('executorReregistrationTimeout', timeout, { type: 'executorReregistrationTimeout' })
  if (retry !== null) api.arm('executorReregistrationRetry', retry, { type: 'executorReregistrationRetry' })
  for (const executor of executorsOf(api.books)) {
    const driver = driverId(executor.key, agentId(api))
    if (api.isUp(driver)) {
      api.link(driver)
      reconnect(api, executor)
    } else stepExecutor(api, executor, { type: 'containerEnded' })
  }
}

export function reconnectAgain(api: AgentApi): void {
  const retry = api.books.spec.flags.executorReregistrationRetryIntervalMs
  if (retry !== null) api.arm('executorReregistrationRetry', retry, { type: 'executorReregistrationRetry' })
  for (const executor of executorsOf(api.books)) {
    const value = api.stateOf(executorMachine(executor.key, agentId(api)))
    if (value === 'registering.returning') reconnect(api, executor)
  }
}

/** The wait is over: who has not come back is killed. Source: S:reregisterExecutorTimeout. */
export function dropUnreturned(api: AgentApi): void {
  for (const executor of executorsOf(api.books)) stepExecutor(api, executor, { type: 'notReturned' })
}

export function stopRecovering(api: AgentApi): void {
  api.cancel('executorReregistrationRetry')
}

/** The kernel tells of the driver; its container's look comes a moment later. */
export function executorExited(api: AgentApi, event: SimEvent): void {
  const agent = agentId(api)
  for (const executor of executorsOf(api.books))
    if (driverId(executor.key, agent) === event.peer) stepExecutor(api, executor, { type: 'exited' })
}
