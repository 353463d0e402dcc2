/**
 * What an agent remembers: frameworks, their pending launches, their executors, and the tasks of each in buckets:
 * pending → queued → launched → terminated → forgotten. Source: S:Framework, S:Executor; reference 2.8.
 */
import { must } from '#base/assert.ts'
import type { AgentInfo, ExecutorInfo, FrameworkInfo, Task, TaskGroupInfo, TaskInfo } from '#model/messages/bodies.ts'
import type { AgentSpec } from '#model/scenario/types.ts'
import type { Api } from '../../kernel/definition.ts'

export const MASTER = 'master'

/** A launch between its message and the checks: a task alone, or a group. */
export interface Launch {
  readonly tasks: readonly TaskInfo[]
  readonly group: TaskGroupInfo | null
  readonly executor: ExecutorInfo
  /** Made by the agent for a task that brings a command and no executor. */
  readonly generated: boolean
  readonly launchExecutor: boolean | null
}

/** How a container ended, where the agent knows better than TASK_FAILED, REASON_EXECUTOR_TERMINATED. */
export interface Termination {
  readonly state: string
  readonly reason: string
  readonly message: string
}

export interface ExecutorBook {
  readonly frameworkId: string
  readonly executorId: string
  /** Short name of machine, driver and process: the executor's id, made unique on this agent. */
  readonly key: string
  readonly info: ExecutorInfo
  readonly generated: boolean
  readonly checkpoint: boolean
  readonly containerId: string
  /** Its driver's address once it is registered. */
  pid: string | null
  everSentTask: boolean
  /** It has said something of a task of its own: kept over a restart, where nobody knows what was sent. */
  heard: boolean
  readonly queued: Map<string, TaskInfo>
  readonly queuedGroups: TaskGroupInfo[]
  readonly launched: Map<string, Task>
  readonly terminated: Map<string, Task>
  /** Nanoseconds, of live tasks with a kill policy. */
  readonly graces: Map<string, number>
  termination: Termination | null
  /** The agent itself ended the container. */
  destroyed: boolean
}

export interface FrameworkBook {
  readonly id: string
  info: FrameworkInfo
  pid: string
  terminating: boolean
  /** By task id; the tasks of a group share their launch. */
  readonly pending: Map<string, Launch>
  readonly executors: Map<string, ExecutorBook>
}

export interface Draining {
  readonly markGone: boolean
  /** Nanoseconds. */
  readonly maxGracePeriod: number | null
}

export interface AgentBooks {
  readonly spec: AgentSpec
  /** With the id once it is registered. */
  info: AgentInfo
  draining: Draining | null
  readonly frameworks: Map<string, FrameworkBook>
  /** Launches whose authorization is not through, oldest first. */
  readonly authorizing: { readonly frameworkId: string; readonly launch: Launch }[]
  /** Image to the virtual time at which its pull is over. */
  readonly images: Map<string, number>
  /** Bound of the next random wait before registering again, ms. */
  backoffMs: number
  /** How long the master may be silent, ms: it tells. */
  pingTimeoutMs: number
}

export type AgentApi = Api<AgentBooks>

/** SlaveInfo.port. Source: MP. */
const PORT = 5051

export function agentBooks(spec: AgentSpec, resources: string): AgentBooks {
  const info: AgentInfo = {
    hostname: spec.id,
    port: PORT,
    resources,
    attributes: spec.attributes,
    checkpoint: true,
    ...(spec.domain === null ? {} : { domain: spec.domain }),
  }
  return {
    spec,
    info,
    draining: null,
    frameworks: new Map(),
    authorizing: [],
    images: new Map(),
    backoffMs: 0,
    pingTimeoutMs: 75_000,
  }
}

export const driverId = (key: string, agent: string): string => `execdriver:${key}@${agent}`
export const codeId = (key: string, agent: string): string => `executor:${key}@${agent}`
export const containerProcess = (key: string, agent: string): string => `container:${key}@${agent}`
export const executorMachine = (key: string, agent: string): string => `${agent}/executor:${key}`

/** All executors, in the order of their frameworks. */
export function* executorsOf(books: AgentBooks): Generator<ExecutorBook> {
  for (const framework of books.frameworks.values()) yield* framework.executors.values()
}

export function executorOf(books: AgentBooks, frameworkId: string, executorId: string): ExecutorBook | undefined {
  return books.frameworks.get(frameworkId)?.executors.get(executorId)
}

export function hasTask(executor: ExecutorBook, taskId: string): boolean {
  return executor.queued.has(taskId) || executor.launched.has(taskId) || executor.terminated.has(taskId)
}

/** The executor that has the task in any bucket. */
export function executorWithTask(framework: FrameworkBook, taskId: string): ExecutorBook | undefined {
  for (const executor of framework.executors.values()) if (hasTask(executor, taskId)) return executor
  return undefined
}

export function isPartitionAware(info: FrameworkInfo): boolean {
  return info.capabilities.includes('PARTITION_AWARE')
}

/** TASK_LOST stands in for what only partition-aware frameworks know. */
export function stateFor(info: FrameworkInfo, state: 'TASK_DROPPED' | 'TASK_GONE'): string {
  return isPartitionAware(info) ? state : 'TASK_LOST'
}

/** Nothing is left to do for the framework here. */
export function isIdle(framework: FrameworkBook): boolean {
  return framework.pending.size === 0 && framework.executors.size === 0
}

/** The executor whose machine's effect runs. */
export function ownExecutor(api: AgentApi): ExecutorBook {
  const { frameworkId, executorId } = api.context as { frameworkId: string; executorId: string }
  return must(executorOf(api.books, frameworkId, executorId), `${api.id} is in its agent's books`)
}

export function frameworkOf(api: AgentApi, executor: ExecutorBook): FrameworkBook {
  return must(api.books.frameworks.get(executor.frameworkId), `${executor.key} belongs to a framework`)
}

export function agentId(api: AgentApi): string {
  return api.books.spec.id
}

/** State of an executor's machine without its details. */
export function phaseOf(api: AgentApi, executor: ExecutorBook): string {
  const value = api.stateOf(executorMachine(executor.key, agentId(api))) ?? 'terminated'
  const dot = value.indexOf('.')
  return dot < 0 ? value : value.slice(0, dot)
}

export function stepExecutor(api: AgentApi, executor: ExecutorBook, event: { type: string; [key: string]: unknown }) {
  return api.step(executorMachine(executor.key, agentId(api)), event)
}
