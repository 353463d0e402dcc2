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

export interface AppPoint {
  readonly id: string
  readonly wanted: number
  readonly staged: number
  readonly running: number
  readonly healthy: number
  readonly unhealthy: number
  /** What Marathon's page would say: Deploying, Running, Waiting, Delayed, Suspended. */
  readonly status: string
  readonly queued: number
  readonly delayUntilMs: number | null
  /** The app's document as normalised, when it changed. */
  readonly app?: unknown
  /** Funnel over all offers since the launch began, in Marathon's order. */
  readonly funnel?: readonly { readonly reason: string; readonly processed: number; readonly declined: number }[]
  readonly tasks: readonly { readonly id: string; readonly agent: string | null; readonly condition: string }[]
}
