/**
 * The settings of a scenario: flags of master, agents and Marathon by their names in camelCase, durations in virtual
 * milliseconds. All defaults are in the tables beside the parser.
 */
export type LocalText = string | { readonly en: string; readonly zh: string }

export interface Domain {
  readonly region: string
  readonly zone: string
}

export interface MasterFlags {
  readonly allocationIntervalMs: number
  /** Null: offers never expire. */
  readonly offerTimeoutMs: number | null
  readonly agentPingTimeoutMs: number
  readonly maxAgentPingTimeouts: number
  readonly agentReregisterTimeoutMs: number
  readonly allocatorRecoveryTimeoutMs: number
  /** `cpus:0.01`, `mem:32`: an offer holds at least one of these. */
  readonly minAllocatableResources: readonly string[]
  readonly fairSharingExcludedResourceNames: readonly string[]
  readonly filterGpuResources: boolean
  /** `n/duration` in ms, or null: throttles marking agents unreachable. */
  readonly agentRemovalRateLimit: { readonly count: number; readonly perMs: number } | null
  /** 0..1: if more of the recovered agents are missing at the timeout, the master exits. */
  readonly recoveryAgentRemovalLimit: number
  /** 0..1 of the recovered agents. */
  readonly allocatorAgentRecoveryFactor: number
  readonly allocator: 'hierarchical'
  readonly roleSorter: 'drf'
  readonly frameworkSorter: 'drf'
  /** Null: all agents. */
  readonly whitelist: readonly string[] | null
  /** Where the master stands; agents of another region are remote. Null: nowhere, no agent is remote. */
  readonly domain: Domain | null
  readonly maxCompletedFrameworks: number
  readonly maxCompletedTasksPerFramework: number
  readonly maxUnreachableTasksPerFramework: number
  readonly registryGcIntervalMs: number
  readonly registryMaxAgentAgeMs: number
  readonly registryMaxAgentCount: number
  readonly registryFetchTimeoutMs: number
  readonly registryStoreTimeoutMs: number
  readonly zkSessionTimeoutMs: number
  readonly authenticationV0TimeoutMs: number
  readonly maxOperatorEventStreamSubscribers: number
  readonly detector: 'leader' | 'standalone'
}

/** Uniform in [low, high]. */
export type Span = readonly [low: number, high: number]

export interface AgentFlags {
  readonly registrationBackoffFactorMs: number
  readonly executorRegistrationTimeoutMs: number
  readonly executorReregistrationTimeoutMs: number
  readonly executorReregistrationRetryIntervalMs: number | null
  readonly executorShutdownGracePeriodMs: number
  readonly recoveryTimeoutMs: number
  readonly httpCommandExecutor: boolean
  readonly gcDelayMs: number
  readonly diskWatchIntervalMs: number
  /** 0..1 */
  readonly gcDiskHeadroom: number
  readonly maxCompletedExecutorsPerFramework: number
  readonly authenticationTimeoutMinMs: number
  readonly authenticationTimeoutMaxMs: number
  readonly authenticationBackoffFactorMs: number
}

/** Tasks of a plain framework: `id-0` … `id-(count-1)`, `id` alone where no count is given. */
export interface TaskSpec {
  readonly id: string
  readonly count: number | null
  readonly cpus: number
  readonly mem: number
  readonly disk: number
  readonly gpus: number
  readonly ports: number
  readonly atMs: number
  /** Null: runs until killed. */
  readonly runMs: number | null
  readonly exitCode: number
  readonly ignoreSigterm: boolean
  /** Null: Mesos' default. */
  readonly killGraceMs: number | null
  /** At most so many in one ACCEPT; null: as many as fit. */
  readonly perOffer: number | null
  /** A docker image: the docker executor runs it. */
  readonly image: string | null
  /** Tasks of one group are launched all or none (LAUNCH_GROUP, default executor). */
  readonly group: boolean
  /** Its resources are reserved for the role first (RESERVE in the same ACCEPT). */
  readonly reserve: boolean
  /** Longest it may run; null: as long as it likes. */
  readonly maxCompletionMs: number | null
}

export type Capability =
  | 'REVOCABLE_RESOURCES'
  | 'TASK_KILLING_STATE'
  | 'GPU_RESOURCES'
  | 'SHARED_RESOURCES'
  | 'PARTITION_AWARE'
  | 'MULTI_ROLE'
  | 'RESERVATION_REFINEMENT'
  | 'REGION_AWARE'

export interface MarathonFlags {
  readonly declineOfferDurationMs: number
  readonly minReviveOffersIntervalMs: number
  readonly disableSuppressOffers: boolean
  readonly launchTokens: number
  readonly launchTokenRefreshIntervalMs: number
  readonly maxParallelOffers: number
  readonly maxQueuedOffers: number
  readonly maxInstancesPerOffer: number
  readonly offerMatchingTimeoutMs: number
  readonly taskOperationNotificationTimeoutMs: number
  readonly killChunkSize: number
  readonly killRetryTimeoutMs: number
  readonly taskLaunchConfirmTimeoutMs: number
  readonly taskLaunchTimeoutMs: number
  readonly taskReservationTimeoutMs: number
  readonly reconciliationInitialDelayMs: number
  readonly reconciliationIntervalMs: number
  readonly scaleAppsInitialDelayMs: number
  readonly scaleAppsIntervalMs: number
  readonly taskLostExpungeInitialDelayMs: number
  readonly taskLostExpungeIntervalMs: number
  readonly mesosHeartbeatIntervalMs: number
  readonly mesosHeartbeatFailureThreshold: number
  readonly storageCompactionIntervalMs: number
  readonly failoverTimeoutMs: number
  readonly localPortMin: number
  readonly localPortMax: number
  readonly maxRunningDeployments: number
  readonly maxParallelStatusUpdates: number
  readonly maxQueuedStatusUpdates: number
  readonly eventStreamMaxOutstandingMessages: number
  readonly gpuSchedulingBehavior: 'restricted' | 'unrestricted'
  readonly acceptedResourceRolesDefaultBehavior: 'any' | 'unreserved' | 'reserved'
  readonly mesosUser: string | null
  readonly maintenanceMode: boolean
  readonly drainingSeconds: number
  readonly enableFeatures: readonly string[]
}
