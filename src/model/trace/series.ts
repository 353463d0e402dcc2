/**
 * Names of the timelines (`chunk.ts`). A name is made here and nowhere else, so that who writes and who reads agree.
 *
 * | series | value | body |
 * |---|---|---|
 * | `share/ROLE` | weighted dominant share of the role, 0..1 | `{ resource, weight }` |
 * | `share/ROLE/FRAMEWORK` | dominant share of the framework in that role | `{ resource }` |
 * | `order` | run | `[{ role, share, count, frameworks: [{ framework, share, count }] }]` in the sorter's order |
 * | `offer/OFFER` | 1 outstanding, 0 ended | `OfferPoint` |
 * | `filter/FRAMEWORK/ROLE/AGENT/N` | until, virtual ms; 0 once it is gone | `FilterPoint` |
 * | `agent/AGENT` | 1 registered and active, 0 not | `AgentPoint` |
 * | `task/FRAMEWORK/TASK` | 1 live, 0 ended | `TaskPoint`: the master's view |
 * | `app/FRAMEWORK/APP` | instances wanted | `AppPoint`: the scheduler's view |
 * | `updates/AGENT/TASK` | status updates waiting in the agent's stream | |
 * | `suppressed/FRAMEWORK/ROLE` | 1 suppressed, 0 not | |
 */
export const shareSeries = (role: string, framework?: string): string =>
  framework === undefined ? `share/${role}` : `share/${role}/${framework}`
export const orderSeries = (): string => 'order'
export const offerSeries = (offer: string): string => `offer/${offer}`
export const filterSeries = (framework: string, role: string, agent: string, n: number): string =>
  `filter/${framework}/${role}/${agent}/${n}`
export const agentSeries = (agent: string): string => `agent/${agent}`
export const taskSeries = (framework: string, task: string): string => `task/${framework}/${task}`
export const appSeries = (framework: string, app: string): string => `app/${framework}/${app}`
export const updatesSeries = (agent: string, task: string): string => `updates/${agent}/${task}`
export const suppressedSeries = (framework: string, role: string): string => `suppressed/${framework}/${role}`

export type OfferEnd = 'accepted' | 'declined' | 'rescinded' | 'discarded'

export interface OfferPoint {
  readonly offer: string
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: string
  /** Present once it ended. */
  readonly end?: OfferEnd
  /** What an ACCEPT took; the rest went back. */
  readonly used?: string
}

export interface FilterPoint {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: string
  readonly untilMs: number
}

export interface AgentPoint {
  readonly total: string
  /** Per framework, both as the master counts them. */
  readonly used: Readonly<Record<string, string>>
  readonly offered: Readonly<Record<string, string>>
}

export interface TaskPoint {
  readonly task: string
  readonly framework: string
  readonly agent: string
  readonly state: string
  readonly reason: string | null
  readonly resources: string
}

/** Marathon's reasons for leaving an offer unused, in the order of its funnel. Source: NoOfferMatchReason.scala; marathon.md 3.4. */
export const NO_MATCH_REASONS = [
  'UnfulfilledRole',
  'UnfulfilledConstraint',
  'NoCorrespondingReservationFound',
  'AgentMaintenance',
  'InsufficientCpus',
  'InsufficientMemory',
  'InsufficientDisk',
  'InsufficientGpus',
  'InsufficientPorts',
  'DeclinedScarceResources',
] as const
export type NoMatchReason = (typeof NO_MATCH_REASONS)[number]

/** One step of a funnel: what came to it, and what it declined. */
export interface FunnelStep {
  readonly reason: NoMatchReason
  readonly processed: number
  readonly declined: number
}

/** Why an offer did not fit. Amounts as Mesos prints them, where the reason has any: `1.5`, `[31000-31005]`. */
export interface NoMatch {
  readonly reason: NoMatchReason
  readonly needed?: string
  readonly offered?: string
}

/** The newest offer of an agent that an app did not use. */
export interface UnusedOffer {
  readonly offer: string
  readonly agent: string
  /** Virtual ms. */
  readonly at: number
  readonly resources: string
  /** In the funnel's order; empty where Marathon records none (an agent of a foreign region). */
  readonly reasons: readonly NoMatch[]
}

export interface AppPoint {
  readonly id: string
  readonly wanted: number
  readonly staged: number
  readonly running: number
  readonly healthy: number
  readonly unhealthy: number
  /** What Marathon's page would say: Deploying, Running, Waiting, Delayed, Suspended, or nothing. */
  readonly status: string
  /** Instances scheduled or provisioned. */
  readonly queued: number
  /** Since when the oldest of them is; null: none is. */
  readonly since: number | null
  readonly delayUntilMs: number | null
  /** Launch tokens left for all apps. */
  readonly tokens: number
  /** Ids of running deployments that touch it. */
  readonly deployments: readonly string[]
  /** The app's document as normalised, when it changed. */
  readonly app?: unknown
  /** Over all offers since the launch began, and over the newest unused offer of each agent, in Marathon's order. */
  readonly funnel?: readonly FunnelStep[]
  readonly funnelLastOffers?: readonly FunnelStep[]
  /** By agent; of more than `MAX_OFFERS_SHOWN` agents the newest. */
  readonly offers?: readonly UnusedOffer[]
  /** In order of creation, at most `MAX_TASKS_SHOWN`. */
  readonly tasks: readonly AppTask[]
  /** How many are left out of `tasks`. */
  readonly tasksOmitted: number
  /** The app was destroyed, and nothing of it is left. */
  readonly gone?: boolean
}

export const MAX_TASKS_SHOWN = 100
export const MAX_OFFERS_SHOWN = 200

/** An instance as the scheduler sees it. */
export interface AppTask {
  readonly instance: string
  /** The task's id; the instance's own where it was never launched. */
  readonly id: string
  readonly agent: string | null
  /** Scheduled, Provisioned, Running, … */
  readonly condition: string
  readonly healthy: boolean | null
  readonly ports: readonly number[]
  /** Of a resident app: what its volumes hold on the agent, MB, also while no task runs. */
  readonly keptMb?: number
}
