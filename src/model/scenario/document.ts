/**
 * A scenario as the user writes it: JSON, whatever has a default may be absent. Edits, files and links speak of this
 * form; `parse.ts` makes the kernel's form of it.
 */
import type { OfferConstraints } from '../offerConstraints.ts'
import type {
  AgentFlags,
  Capability,
  Domain,
  LocalText,
  MarathonFlags,
  MasterFlags,
  Span,
  TaskSpec,
} from './settings.ts'

type Optional<T> = { readonly [K in keyof T]?: T[K] }

/** Flags whose document may say the same in Mesos' own text. */
type MasterDocument = Optional<
  Omit<
    MasterFlags,
    | 'minAllocatableResources'
    | 'fairSharingExcludedResourceNames'
    | 'agentRemovalRateLimit'
    | 'recoveryAgentRemovalLimit'
  >
> & {
  readonly minAllocatableResources?: string | readonly string[]
  readonly fairSharingExcludedResourceNames?: string | readonly string[]
  readonly agentRemovalRateLimit?: string | { readonly count: number; readonly perMs: number } | null
  readonly recoveryAgentRemovalLimit?: string
}

export interface RoleDocument {
  readonly weight?: number
  readonly quota?: { readonly guarantees?: string; readonly limits?: string } | null
}

export interface AgentDocument {
  readonly id: string
  readonly count?: number
  readonly resources?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly domain?: Domain | null
  readonly startAtMs?: number
  readonly containerLaunchMs?: Span | number
  readonly imagePullMs?: Span | number
  readonly fetchMs?: Span | number
  readonly flags?: Optional<AgentFlags>
}

export type TaskDocument = Optional<Omit<TaskSpec, 'id'>> & { readonly id: string }

interface CommonDocument {
  readonly id: string
  readonly role?: string
  readonly roles?: readonly string[]
  readonly suppressedRoles?: readonly string[]
  readonly capabilities?: readonly Capability[] | null
  readonly startAtMs?: number
  readonly stopAtMs?: number | null
  readonly callbackMs?: number
}

export interface MarathonDocument extends CommonDocument {
  readonly kind: 'marathon'
  readonly flags?: Optional<Omit<MarathonFlags, 'enableFeatures'>> & {
    readonly enableFeatures?: string | readonly string[]
    readonly suppressOffers?: boolean
    readonly mesosRole?: string
  }
}

export interface BatchDocument extends CommonDocument {
  readonly kind: 'batch'
  readonly api?: 'v0' | 'v1'
  readonly checkpoint?: boolean
  readonly failoverTimeoutMs?: number
  readonly refuseMs?: number
  readonly onDone?: 'teardown' | 'disconnect' | null
  readonly executor?: 'command' | 'custom'
  readonly requestResources?: string | null
  readonly messageToExecutor?: string | null
  readonly offerFilters?: Readonly<Record<string, string | readonly string[]>>
  readonly offerConstraints?: OfferConstraints
  readonly tasks?: readonly TaskDocument[]
}

export interface HoarderDocument extends CommonDocument {
  readonly kind: 'hoarder'
}

export interface BcsDocument extends CommonDocument {
  readonly kind: 'bcs'
  readonly asImplemented?: boolean
  readonly flags?: { readonly daemonCheckPhaseMs?: number | null }
}

export type FrameworkDocument = MarathonDocument | BatchDocument | HoarderDocument | BcsDocument

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
  'reloadProcess',
  'restartProcess',
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

/** A JSON object of the user's, read by whom it is for: Marathon's own reader, the BCS scheduler. */
export type ForeignDocument = Readonly<Record<string, unknown>>

interface OnFramework {
  readonly framework: string
}
interface OnAgent {
  readonly agent: string
}
interface OnApp extends OnFramework {
  /** Its id. */
  readonly app: string
  readonly force?: boolean
}
interface OnRoles extends OnFramework {
  /** Absent: all its roles. */
  readonly roles?: readonly string[]
}
interface OnReservation extends OnAgent {
  readonly role: string
  readonly resources: string
}
interface OnNext {
  readonly from: string
  readonly to: string
  /** Absent: whatever comes next. */
  readonly name?: string
}
type Nothing = Readonly<Record<never, never>>

/** Keys of each action beside `atMs` and `do`, in the document's own form: what stands at its default may be absent. */
export interface ActionKeys {
  submitApp: OnFramework & { readonly app: ForeignDocument; readonly force?: boolean }
  updateApp: OnFramework & { readonly app: ForeignDocument; readonly force?: boolean }
  scaleApp: OnApp & { readonly instances: number }
  restartApp: OnApp
  destroyApp: OnApp
  resetDelay: OnApp
  submitTasks: OnFramework & { readonly tasks: readonly TaskDocument[] }
  submitProcess: OnFramework & { readonly process: ForeignDocument }
  stopProcess: OnFramework & { readonly process: string }
  reloadProcess: OnFramework & { readonly process: string }
  restartProcess: OnFramework & { readonly process: string }
  killTask: OnFramework & { readonly task: string; readonly scale?: boolean; readonly wipe?: boolean }
  finishTask: { readonly task: string; readonly exitCode?: number }
  failTask: { readonly task: string; readonly exitCode?: number }
  setHealth: { readonly task: string; readonly healthy: boolean }
  suppress: OnRoles
  revive: OnRoles
  reconcile: OnRoles
  teardown: OnFramework
  crashScheduler: OnFramework
  restartScheduler: OnFramework & { readonly takeover?: boolean }
  crashMaster: Nothing
  restartMaster: Nothing
  addAgent: { readonly agent: AgentDocument }
  unregisterAgent: OnAgent
  crashAgent: OnAgent
  restartAgent: OnAgent
  markAgentGone: OnAgent
  deactivateAgent: OnAgent
  reactivateAgent: OnAgent
  drainAgent: OnAgent & { readonly maxGraceMs?: number; readonly markGone?: boolean }
  crashExecutor: { readonly executor: string }
  crashDaemon: OnAgent
  restartDaemon: OnAgent
  reserve: OnReservation
  unreserve: OnReservation
  setWeight: { readonly role: string; readonly weight: number }
  setQuota: { readonly role: string; readonly guarantees: string; readonly limits: string }
  cutLink: { readonly between: readonly [string, string] }
  healLink: { readonly between: readonly [string, string] }
  /** Without `between`: every link. */
  setLatency: { readonly between?: readonly [string, string]; readonly latencyMs: Span }
  loseNext: OnNext & { readonly count?: number }
  duplicateNext: OnNext & { readonly count?: number }
  delayNext: OnNext & { readonly byMs: number }
  deliverAt: { readonly message: string; readonly deliverMs: number }
}

/** One kind of action with its own keys; narrow an `Action` by its `do`. */
export type ActionOf<A extends ActionName> = { readonly atMs: number; readonly do: A } & ActionKeys[A] & {
    readonly [key: string]: unknown
  }

/**
 * A timed wish of the user or a fault, verified by `parse.ts` and kept in the document's own form (keys in the
 * contract's order, defaults left out), so that its record says what the user wrote. `action.ts` reads the agents
 * and tasks in it.
 */
export type Action = { [A in ActionName]: ActionOf<A> }[ActionName]

export interface ScenarioDocument {
  readonly version: 1
  readonly title?: LocalText
  readonly seed?: number
  readonly master?: MasterDocument
  readonly network?: {
    readonly latencyMs?: Span | number
    readonly links?: readonly { readonly between: readonly [string, string]; readonly latencyMs: Span | number }[]
  }
  readonly roles?: Readonly<Record<string, RoleDocument>>
  readonly agents: readonly AgentDocument[]
  readonly frameworks: readonly FrameworkDocument[]
  readonly actions?: readonly Action[]
  readonly untilMs?: number | null
}
