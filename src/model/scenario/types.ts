/**
 * A scenario, version 1, with every default filled in (contracts.md 2). What a user writes is read by `parse.ts`,
 * what is kept in files and links is printed by `print.ts`. Durations are virtual milliseconds.
 */
import type { OfferConstraints } from '../offerConstraints.ts'
import type { Resources } from '../resources.ts'
import type { Action } from './document.ts'
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

export { ACTION_NAMES } from './document.ts'
export type { Action, ActionName, ActionOf } from './document.ts'
export type {
  AgentFlags,
  Capability,
  Domain,
  LocalText,
  MarathonFlags,
  MasterFlags,
  Span,
  TaskSpec,
} from './settings.ts'

export interface NetworkRules {
  readonly latencyMs: Span
  readonly links: readonly { readonly between: readonly [string, string]; readonly latencyMs: Span }[]
}

export interface RoleRules {
  readonly weight: number
  /** Amounts by name, all under `*`. A limit of 0 is an entry with `milli` 0; a name that is absent has no limit. */
  readonly quota: { readonly guarantees: Resources; readonly limits: Resources } | null
}

export interface AgentSpec {
  readonly id: string
  readonly resources: Resources
  readonly attributes: Readonly<Record<string, string>>
  readonly domain: Domain | null
  readonly startAtMs: number
  readonly containerLaunchMs: Span
  readonly imagePullMs: Span
  readonly fetchMs: Span
  readonly flags: AgentFlags
}

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
  /** What it asks the master for once it is registered, to no effect; null: it does not ask. */
  readonly requestResources: Resources | null
  /** What it says to its own executor when a task runs, which says it back; null: nothing. */
  readonly messageToExecutor: string | null
  /** By role: an offer holds at least one of these amounts, in place of the master's own list. */
  readonly offerFilters: Readonly<Record<string, readonly string[]>>
  readonly offerConstraints: OfferConstraints
  readonly tasks: readonly TaskSpec[]
}

export interface HoarderSpec extends FrameworkBase {
  readonly kind: 'hoarder'
}

export interface BcsSpec extends FrameworkBase {
  readonly kind: 'bcs'
  readonly asImplemented: boolean
  readonly flags: { readonly daemonCheckPhaseMs: number | null }
}

export type FrameworkSpec = MarathonSpec | BatchSpec | HoarderSpec | BcsSpec

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
  /** Sorted by `atMs`, document order kept within one millisecond; `count` of an added agent is unfolded. */
  readonly actions: readonly Action[]
  /** Null: the run goes on as long as it is watched; the headless `run` then uses its default end. */
  readonly untilMs: number | null
}

/** A mistake in the user's document: where (`/agents/0/resources` style path) and what. */
export interface ParseIssue {
  readonly path: string
  readonly message: string
}
