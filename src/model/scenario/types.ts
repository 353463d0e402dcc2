/**
 * A scenario, version 1, with every default filled in (contracts.md 2). What a user writes is read by `parse.ts`,
 * what is kept in files and links is printed by `print.ts`. Durations are virtual milliseconds.
 */
import type { Resources } from '../resources.ts'

export type LocalText = string | { readonly en: string; readonly zh: string }

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
  /** Null: all agents. */
  readonly whitelist: readonly string[] | null
  readonly detector: 'leader' | 'standalone'
}

/** Uniform in [low, high]. */
export type Span = readonly [low: number, high: number]

export interface NetworkRules {
  readonly latencyMs: Span
  readonly links: readonly { readonly between: readonly [string, string]; readonly latencyMs: Span }[]
}

export interface RoleRules {
  readonly weight: number
  readonly quota: { readonly guarantees: Resources; readonly limits: Resources } | null
}

export interface AgentFlags {
  readonly registrationBackoffFactorMs: number
  readonly executorRegistrationTimeoutMs: number
  readonly executorReregistrationTimeoutMs: number
  readonly executorReregistrationRetryIntervalMs: number | null
  readonly executorShutdownGracePeriodMs: number
  readonly recoveryTimeoutMs: number
  readonly httpCommandExecutor: boolean
}

export interface AgentSpec {
  readonly id: string
  readonly resources: Resources
  readonly attributes: Readonly<Record<string, string>>
  readonly domain: { readonly region: string; readonly zone: string } | null
  readonly startAtMs: number
  readonly containerLaunchMs: Span
  readonly imagePullMs: Span
  readonly fetchMs: Span
  readonly flags: AgentFlags
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

interface FrameworkBase {
  readonly id: string
  readonly roles: readonly string[]
  readonly suppressedRoles: readonly string[]
  /** Null: the default of its kind. */
  readonly capabilities: readonly Capability[] | null
  readonly startAtMs: number
  readonly stopAtMs: number | null
  /** How long its scheduler code takes per callback. */
  readonly callbackMs: number
}

export interface MarathonFlags {
  readonly declineOfferDurationMs: number
  readonly minReviveOffersIntervalMs: number
  readonly disableSuppressOffers: boolean
  readonly launchTokens: number
  readonly launchTokenRefreshIntervalMs: number
  readonly maxInstancesPerOffer: number
  readonly offerMatchingTimeoutMs: number
  readonly killChunkSize: number
  readonly killRetryTimeoutMs: number
  readonly taskLaunchConfirmTimeoutMs: number
  readonly taskLaunchTimeoutMs: number
  readonly reconciliationInitialDelayMs: number
  readonly reconciliationIntervalMs: number
  readonly scaleAppsInitialDelayMs: number
  readonly scaleAppsIntervalMs: number
  readonly taskLostExpungeInitialDelayMs: number
  readonly taskLostExpungeIntervalMs: number
  readonly failoverTimeoutMs: number
  readonly localPortMin: number
  readonly localPortMax: number
  readonly maxRunningDeployments: number
  readonly gpuSchedulingBehavior: 'restricted' | 'unrestricted'
  readonly enableFeatures: readonly string[]
}

export interface MarathonSpec extends FrameworkBase {
  readonly kind: 'marathon'
  readonly flags: MarathonFlags
}

export interface BatchSpec extends FrameworkBase {
  readonly kind: 'batch'
  readonly api: 'v0' | 'v1'
  readonly checkpoint: boolean
  readonly failoverTimeoutMs: number
  readonly refuseMs: number
  readonly onDone: 'teardown' | 'disconnect' | null
  readonly executor: 'command' | 'custom'
  readonly tasks: readonly TaskSpec[]
}

export interface HoarderSpec extends FrameworkBase {
  readonly kind: 'hoarder'
}

export interface BcsSpec extends FrameworkBase {
  readonly kind: 'bcs'
  readonly asImplemented: boolean
  readonly flags: Readonly<Record<string, unknown>>
}

export type FrameworkSpec = MarathonSpec | BatchSpec | HoarderSpec | BcsSpec

/** A timed wish of the user or fault. `do` and its keys as in contracts.md 2; checked by `parse.ts`. */
export type Action = { readonly atMs: number; readonly do: ActionName } & { readonly [key: string]: unknown }

export const ACTION_NAMES = [
  'submitApp',
  'updateApp',
  'scaleApp',
  'restartApp',
  'destroyApp',
  'resetDelay',
  'submitTasks',
  'submitProcess',
  'stopProcess',
  'killTask',
  'finishTask',
  'failTask',
  'setHealth',
  'suppress',
  'revive',
  'reconcile',
  'teardown',
  'crashScheduler',
  'restartScheduler',
  'crashMaster',
  'restartMaster',
  'addAgent',
  'unregisterAgent',
  'crashAgent',
  'restartAgent',
  'markAgentGone',
  'deactivateAgent',
  'reactivateAgent',
  'drainAgent',
  'crashExecutor',
  'crashDaemon',
  'restartDaemon',
  'reserve',
  'unreserve',
  'setWeight',
  'setQuota',
  'cutLink',
  'healLink',
  'setLatency',
  'loseNext',
  'duplicateNext',
  'delayNext',
  'deliverAt',
] as const
export type ActionName = (typeof ACTION_NAMES)[number]

export interface Scenario {
  readonly version: 1
  readonly title: LocalText
  /** uint32 */
  readonly seed: number
  readonly master: MasterFlags
  readonly network: NetworkRules
  readonly roles: Readonly<Record<string, RoleRules>>
  /** `count` is unfolded: `node-1`, `node-2`, … */
  readonly agents: readonly AgentSpec[]
  readonly frameworks: readonly FrameworkSpec[]
  /** Sorted by `atMs`, document order kept within one millisecond. */
  readonly actions: readonly Action[]
  /** Null: the run goes on as long as it is watched; the headless `run` then uses its default end. */
  readonly untilMs: number | null
}

/** A mistake in the user's document: where (`/agents/0/resources` style path) and what. */
export interface ParseIssue {
  readonly path: string
  readonly message: string
}
