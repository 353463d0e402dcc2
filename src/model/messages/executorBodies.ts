/**
 * Bodies of the calls and events of the v1 executor API whose names the scheduler API uses too (`bodies.ts` holds
 * the scheduler's), and of the calls inside an executor's process and inside an agent's. Source: EP, X, T.
 */
import type { ExecutorInfo, FrameworkInfo, StatusUpdate, TaskGroupInfo, TaskInfo, TaskStatus } from './bodies.ts'
import type { AgentInfo } from './bodies.ts'

interface KillPolicy {
  /** Nanoseconds. */
  readonly gracePeriod: number
}

/** Executor → agent, v1. Each names framework and executor, as the HTTP calls do. */
export interface ExecutorCalls {
  SUBSCRIBE: {
    readonly frameworkId: string
    readonly executorId: string
    readonly unacknowledgedTasks: readonly TaskInfo[]
    readonly unacknowledgedUpdates: readonly StatusUpdate[]
  }
  UPDATE: { readonly frameworkId: string; readonly executorId: string; readonly status: TaskStatus }
  MESSAGE: { readonly frameworkId: string; readonly executorId: string; readonly data: string }
  HEARTBEAT: { readonly frameworkId: string; readonly executorId: string }
}

/** Agent → executor, v1. */
export interface ExecutorEvents {
  SUBSCRIBED: {
    readonly executorInfo: ExecutorInfo
    readonly frameworkInfo: FrameworkInfo
    readonly agentInfo: AgentInfo
    readonly containerId: string
  }
  KILL: { readonly taskId: string; readonly killPolicy?: KillPolicy }
  SHUTDOWN: Record<string, never>
  MESSAGE: { readonly data: string }
  HEARTBEAT: Record<string, never>
}

/** Driver or library → executor code (callbacks), executor code → driver, executor code ↔ task. */
export interface ExecutorLocals {
  registered: {
    readonly executorInfo: ExecutorInfo
    readonly frameworkInfo: FrameworkInfo
    readonly slaveInfo: AgentInfo
  }
  reregistered: { readonly slaveInfo: AgentInfo }
  launchTask: { readonly task: TaskInfo }
  launchTaskGroup: { readonly taskGroup: TaskGroupInfo }
  killTask: { readonly taskId: string; readonly killPolicy?: KillPolicy }
  shutdown: Record<string, never>
  frameworkMessage: { readonly data: string }
  acknowledged: { readonly taskId: string; readonly uuid: string }
  sendStatusUpdate: { readonly status: TaskStatus }
  sendFrameworkMessage: { readonly data: string }
  stop: Record<string, never>
  fork: { readonly command: string }
  /** One of the two is null. */
  exit: { readonly taskId: string; readonly exitCode: number | null; readonly signal: string | null }
}

/** Agent ↔ its status-update manager. */
export interface UpdatesLocals {
  /** `pid`: who is acknowledged once it is stored; empty for the agent's own updates. */
  update: {
    readonly update: StatusUpdate
    readonly framework: string
    readonly checkpoint: boolean
    readonly pid: string
  }
  /** The update is stored. */
  updated: { readonly update: StatusUpdate; readonly pid: string }
  forward: { readonly update: StatusUpdate }
  acknowledgement: { readonly frameworkId: string; readonly taskId: string; readonly uuid: string }
  /** `open` false: that was the terminal update, the stream is closed. */
  acknowledged: { readonly frameworkId: string; readonly taskId: string; readonly open: boolean }
  pause: Record<string, never>
  resume: Record<string, never>
  cleanup: { readonly frameworkId: string }
}
