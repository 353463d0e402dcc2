/**
 * What messages carry: the payloads of reference 2 in camelCase, ids as plain text, resources as Mesos text, times in
 * seconds where Mesos has doubles and in nanoseconds where it has DurationInfo or TimeInfo. One entry a name;
 * where v0 and v1 use other names for one thing, both are listed.
 */
import type { OfferConstraints } from '../offerConstraints.ts'

export interface FrameworkInfo {
  readonly user: string
  readonly name: string
  readonly id?: string
  /** Seconds. */
  readonly failoverTimeout: number
  readonly checkpoint: boolean
  readonly roles: readonly string[]
  readonly hostname: string
  readonly principal?: string
  readonly capabilities: readonly string[]
  /** Per role the quantities of which an offer must hold one. */
  readonly offerFilters?: Readonly<Record<string, readonly string[]>>
}

export interface AgentInfo {
  readonly hostname: string
  readonly port: number
  readonly resources: string
  readonly attributes: Readonly<Record<string, string>>
  readonly id?: string
  readonly domain?: { readonly region: string; readonly zone: string }
  readonly checkpoint: boolean
}

export interface Offer {
  /** `MASTER-O0`. */
  readonly id: string
  readonly frameworkId: string
  /** `MASTER-S0`. */
  readonly slaveId: string
  /** The scenario's id of the agent. */
  readonly hostname: string
  readonly resources: string
  readonly attributes: Readonly<Record<string, string>>
  readonly domain?: { readonly region: string; readonly zone: string }
  readonly executorIds: readonly string[]
  readonly allocationInfo: { readonly role: string }
}

export interface Filters {
  /** Seconds; absent: Mesos' default 5. */
  readonly refuseSeconds?: number
}

export interface CommandInfo {
  readonly value?: string
  readonly arguments?: readonly string[]
  readonly shell: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly uris?: readonly string[]
  readonly user?: string
}

export interface ContainerInfo {
  readonly type: 'MESOS' | 'DOCKER'
  readonly image?: string
  readonly forcePullImage?: boolean
}

export interface ExecutorInfo {
  readonly type?: 'DEFAULT' | 'CUSTOM'
  readonly executorId: string
  readonly frameworkId?: string
  readonly command?: CommandInfo
  readonly container?: ContainerInfo
  readonly resources: string
  /** Nanoseconds. */
  readonly shutdownGracePeriod?: number
  readonly name?: string
  /** Version of the executor API that it speaks; v0 unless said. */
  readonly api?: 'v0' | 'v1'
  /** Role that the offered resources were allocated to: set by the master. */
  readonly allocationInfo?: { readonly role: string }
}

export interface HealthCheckInfo {
  readonly type: 'COMMAND' | 'HTTP' | 'TCP'
  readonly delaySeconds: number
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly consecutiveFailures: number
  readonly gracePeriodSeconds: number
}

export interface TaskInfo {
  readonly name: string
  readonly taskId: string
  readonly slaveId: string
  readonly resources: string
  readonly command?: CommandInfo
  readonly executor?: ExecutorInfo
  readonly container?: ContainerInfo
  readonly healthCheck?: HealthCheckInfo
  /** Nanoseconds. */
  readonly killPolicy?: { readonly gracePeriod: number }
  readonly maxCompletionTime?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly discovery?: { readonly name: string; readonly ports: readonly number[] }
  readonly data?: string
  /** Role that the offered resources were allocated to: set by the master (MP: Resource.allocation_info). */
  readonly allocationInfo?: { readonly role: string }
}

export interface TaskGroupInfo {
  readonly tasks: readonly TaskInfo[]
}

export type StatusSource = 'SOURCE_MASTER' | 'SOURCE_SLAVE' | 'SOURCE_EXECUTOR'

export interface TaskStatus {
  readonly taskId: string
  readonly state: string
  readonly message?: string
  readonly source: StatusSource
  readonly reason?: string
  readonly data?: string
  readonly slaveId?: string
  readonly executorId?: string
  /** Seconds since 1970. */
  readonly timestamp: number
  /** Present: the update must be acknowledged. */
  readonly uuid?: string
  readonly healthy?: boolean
  /** Nanoseconds since 1970. */
  readonly unreachableTime?: number
}

export interface StatusUpdate {
  readonly frameworkId: string
  readonly executorId?: string
  readonly slaveId?: string
  readonly status: TaskStatus
  readonly timestamp: number
  readonly uuid?: string
  /** The newest state that the agent knows: may be ahead of `status.state`. */
  readonly latestState?: string
}

/** A task as master and agents keep it. */
export interface Task {
  readonly name: string
  readonly taskId: string
  readonly frameworkId: string
  readonly slaveId: string
  readonly executorId?: string
  readonly state: string
  readonly resources: string
  readonly statusUpdateState?: string
  readonly statusUpdateUuid?: string
  /** As the master gave it with the task. */
  readonly allocationInfo?: { readonly role: string }
}

export type Operation =
  | { readonly type: 'LAUNCH'; readonly taskInfos: readonly TaskInfo[] }
  | { readonly type: 'LAUNCH_GROUP'; readonly executor: ExecutorInfo; readonly taskGroup: TaskGroupInfo }
  | {
      readonly type: 'RESERVE' | 'UNRESERVE'
      /** The amounts, written without a role. */
      readonly resources: string
      readonly role: string
      readonly labels?: Readonly<Record<string, string>>
    }
  /** Persistent volumes on reserved disk: `disk(prod){key:value}[ID:PATH]:10`. */
  | { readonly type: 'CREATE' | 'DESTROY'; readonly volumes: string }

export interface MasterInfo {
  readonly id: string
  readonly hostname: string
  readonly port: number
}

/** Bodies by name on the wire. `FrameworkToExecutorMessage`'s cousins share a shape on purpose. */
export interface MessageBodies {
  // scheduler → master (reference 2.1)
  SUBSCRIBE: {
    readonly frameworkInfo: FrameworkInfo
    readonly suppressedRoles: readonly string[]
    readonly offerConstraints?: OfferConstraints
    readonly force?: boolean
  }
  TEARDOWN: { readonly frameworkId: string }
  DeactivateFrameworkMessage: { readonly frameworkId: string }
  ACCEPT: {
    readonly frameworkId: string
    readonly offerIds: readonly string[]
    readonly operations: readonly Operation[]
    readonly filters: Filters
  }
  DECLINE: { readonly frameworkId: string; readonly offerIds: readonly string[]; readonly filters: Filters }
  REVIVE: { readonly frameworkId: string; readonly roles: readonly string[] }
  SUPPRESS: { readonly frameworkId: string; readonly roles: readonly string[] }
  KILL: {
    readonly frameworkId: string
    readonly taskId: string
    readonly agentId?: string
    readonly killPolicy?: { readonly gracePeriod: number }
  }
  SHUTDOWN: { readonly frameworkId: string; readonly executorId: string; readonly agentId: string }
  ACKNOWLEDGE: {
    readonly frameworkId: string
    readonly agentId: string
    readonly taskId: string
    readonly uuid: string
  }
  RECONCILE: {
    readonly frameworkId: string
    readonly tasks: readonly { readonly taskId: string; readonly agentId?: string }[]
  }
  MESSAGE: {
    readonly frameworkId: string
    readonly agentId: string
    readonly executorId: string
    readonly data: string
  }
  REQUEST: { readonly frameworkId: string; readonly requests: readonly { readonly resources: string }[] }
  UPDATE_FRAMEWORK: {
    readonly frameworkId: string
    readonly frameworkInfo: FrameworkInfo
    readonly suppressedRoles: readonly string[]
    readonly offerConstraints?: OfferConstraints
  }
  // master → scheduler (2.2)
  FrameworkRegisteredMessage: { readonly frameworkId: string; readonly masterInfo: MasterInfo }
  FrameworkReregisteredMessage: { readonly frameworkId: string; readonly masterInfo: MasterInfo }
  ResourceOffersMessage: { readonly offers: readonly Offer[]; readonly pids: readonly string[] }
  RescindResourceOfferMessage: { readonly offerId: string }
  /** Also agent → master (2.5) and executor → agent (2.6). `pid` empty: made by the master, no acknowledgement. */
  StatusUpdateMessage: { readonly update: StatusUpdate; readonly pid?: string }
  LostSlaveMessage: { readonly slaveId: string }
  ExitedExecutorMessage: {
    readonly slaveId: string
    readonly frameworkId: string
    readonly executorId: string
    readonly status: number
  }
  ExecutorToFrameworkMessage: {
    readonly slaveId: string
    readonly frameworkId: string
    readonly executorId: string
    readonly data: string
  }
  FrameworkErrorMessage: { readonly message: string }
  // v1 scheduler events
  SUBSCRIBED: {
    readonly frameworkId?: string
    readonly heartbeatIntervalSeconds?: number
    readonly masterInfo?: MasterInfo
    /** To an executor. */
    readonly executorInfo?: ExecutorInfo
    readonly frameworkInfo?: FrameworkInfo
    readonly agentInfo?: AgentInfo
  }
  OFFERS: { readonly offers: readonly Offer[] }
  RESCIND: { readonly offerId: string }
  UPDATE: { readonly status: TaskStatus }
  FAILURE: { readonly agentId: string; readonly executorId?: string; readonly status?: number }
  ERROR: { readonly message: string }
  HEARTBEAT: Record<string, never>
  // agent ↔ master (2.3)
  RegisterSlaveMessage: {
    readonly slave: AgentInfo
    readonly version: string
    readonly agentCapabilities: readonly string[]
    /** What was reserved at run time; absent where nothing was. */
    readonly checkpointedResources?: string
  }
  SlaveRegisteredMessage: {
    readonly slaveId: string
    readonly connection: { readonly totalPingTimeoutSeconds: number }
  }
  ReregisterSlaveMessage: {
    readonly slave: AgentInfo
    readonly tasks: readonly Task[]
    readonly executorInfos: readonly ExecutorInfo[]
    readonly frameworks: readonly FrameworkInfo[]
    readonly completedFrameworks: readonly string[]
    readonly version: string
    readonly agentCapabilities: readonly string[]
    readonly checkpointedResources?: string
  }
  SlaveReregisteredMessage: {
    readonly slaveId: string
    readonly reconciliations: readonly {
      readonly frameworkId: string
      readonly taskIds: readonly string[]
      /** The agent may never have heard of it. */
      readonly framework?: FrameworkInfo
    }[]
    readonly connection: { readonly totalPingTimeoutSeconds: number }
  }
  UpdateSlaveMessage: {
    readonly slaveId: string
    readonly updateOversubscribedResources: boolean
    readonly total?: string
  }
  UpdateFrameworkMessage: { readonly frameworkId: string; readonly pid: string; readonly frameworkInfo: FrameworkInfo }
  PingSlaveMessage: { readonly connected: boolean }
  PongSlaveMessage: Record<string, never>
  UnregisterSlaveMessage: { readonly slaveId: string }
  ShutdownMessage: { readonly message: string }
  DrainSlaveMessage: { readonly config: { readonly maxGracePeriod?: number; readonly markGone: boolean } }
  // master → agent: work (2.4)
  /** An operator's operation has no framework. */
  ApplyOperationMessage: { readonly frameworkId?: string; readonly operationInfo: Operation }
  RunTaskMessage: {
    readonly framework: FrameworkInfo
    readonly frameworkId: string
    readonly task: TaskInfo
    /** The scheduler's address; empty for v1. Absent towards an executor. */
    readonly pid?: string
    readonly launchExecutor?: boolean
  }
  RunTaskGroupMessage: {
    readonly framework: FrameworkInfo
    readonly frameworkId: string
    readonly executor: ExecutorInfo
    readonly taskGroup: TaskGroupInfo
    readonly pid?: string
    readonly launchExecutor: boolean
  }
  KillTaskMessage: {
    readonly frameworkId: string
    readonly taskId: string
    readonly killPolicy?: { readonly gracePeriod: number }
  }
  ShutdownExecutorMessage: { readonly executorId?: string; readonly frameworkId?: string }
  ShutdownFrameworkMessage: { readonly frameworkId: string }
  StatusUpdateAcknowledgementMessage: {
    readonly slaveId: string
    readonly frameworkId: string
    readonly taskId: string
    readonly uuid: string
  }
  FrameworkToExecutorMessage: {
    readonly slaveId: string
    readonly frameworkId: string
    readonly executorId: string
    readonly data: string
  }
  // agent ↔ executor (2.6)
  RegisterExecutorMessage: { readonly frameworkId: string; readonly executorId: string }
  ExecutorRegisteredMessage: {
    readonly executorInfo: ExecutorInfo
    readonly frameworkId: string
    readonly frameworkInfo: FrameworkInfo
    readonly slaveId: string
    readonly slaveInfo: AgentInfo
  }
  ExecutorReregisteredMessage: { readonly slaveId: string; readonly slaveInfo: AgentInfo }
  ReconnectExecutorMessage: { readonly slaveId: string }
  ReregisterExecutorMessage: {
    readonly executorId: string
    readonly frameworkId: string
    readonly tasks: readonly TaskInfo[]
    readonly updates: readonly StatusUpdate[]
  }
  LAUNCH: { readonly task: TaskInfo }
  LAUNCH_GROUP: { readonly taskGroup: TaskGroupInfo }
  ACKNOWLEDGED: { readonly taskId: string; readonly uuid: string }
}

export type MessageName = keyof MessageBodies
