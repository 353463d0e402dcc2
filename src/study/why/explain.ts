/** Why an app waits at a moment (contracts.md 4). Everything is read from the trace; fixes are tried in `fixes.ts`. */
import { addResources } from '#model/resources.ts'
import { NO_MATCH_REASONS, type AppPoint, type FunnelStep } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { agentsAt, appAt, filtersAt, fits, isSuppressed, type AppMoment } from './moment.ts'

export const WHYS = [
  'NotDeployed',
  'Backoff',
  'LaunchTokens',
  'OffersSuppressed',
  'HeldByOthers',
  'Filtered',
  'NoOffers',
] as const
export type Why = (typeof WHYS)[number] | FunnelStep['reason']

export interface Explanation {
  readonly app: string
  readonly at: number
  readonly waiting: boolean
  readonly since: number | null
  readonly instances: { readonly wanted: number; readonly running: number }
  /** Null where it does not wait. */
  readonly why: Why | null
  readonly funnel: readonly FunnelStep[]
  readonly funnelLastOffers: readonly FunnelStep[]
  readonly offers: readonly { readonly agent: string; readonly at: number; readonly reasons: readonly string[] }[]
  readonly filters: readonly { readonly agent: string; readonly role: string; readonly untilMs: number }[]
}

const EMPTY_FUNNEL: readonly FunnelStep[] = NO_MATCH_REASONS.map((reason) => ({ reason, processed: 0, declined: 0 }))

function heldByOthers(trace: TraceStore, { framework, needs }: AppMoment, ordinal: number): boolean {
  const agents = agentsAt(trace, framework, ordinal)
  if (agents.some(({ free }) => fits(free, needs))) return false
  return agents.some(({ free, heldByOthers: held }) => held.length > 0 && fits(addResources(free, held), needs))
}

/** A filter hides an agent that has room for the app. */
function filtered(trace: TraceStore, moment: AppMoment, ordinal: number, at: number): boolean {
  const hidden = new Set(filtersAt(trace, moment.framework, moment.role, ordinal, at).map(({ agent }) => agent))
  if (hidden.size === 0) return false
  const roomy = agentsAt(trace, moment.framework, ordinal).filter(({ free }) => fits(free, moment.needs))
  const refusing = new Set(
    (moment.point.offers ?? []).filter(({ reasons }) => reasons.length > 0).map(({ agent }) => agent),
  )
  return roomy.some(({ agent }) => hidden.has(agent) && !refusing.has(agent))
}

function firstDeclined(point: AppPoint): FunnelStep['reason'] | null {
  return point.funnel?.find(({ declined }) => declined > 0)?.reason ?? null
}

/** The first that holds, in the contract's order. */
function whyOf(trace: TraceStore, moment: AppMoment, ordinal: number, at: number): Why {
  const { point, framework, role } = moment
  if (point.delayUntilMs !== null && point.delayUntilMs > at) return 'Backoff'
  if (point.tokens === 0) return 'LaunchTokens'
  if (isSuppressed(trace, framework, role, ordinal)) return 'OffersSuppressed'
  if (heldByOthers(trace, moment, ordinal)) return 'HeldByOthers'
  if (filtered(trace, moment, ordinal, at)) return 'Filtered'
  return firstDeclined(point) ?? 'NoOffers'
}

/** All that is wanted runs, and nothing is on its way. */
export function isSettled({ queued, running, wanted }: AppPoint): boolean {
  return queued === 0 && running >= wanted
}

/** Instances wait to be launched. Those that are launched and not running yet (an image is pulled) wait for no offer. */
export function isWaiting({ queued, running, staged, wanted, tasks, tasksOmitted }: AppPoint): boolean {
  const provisioned = tasks.filter(({ condition }) => condition === 'Provisioned').length
  return (tasksOmitted > 0 ? queued > 0 : queued > provisioned) || running + Math.max(staged, provisioned) < wanted
}

/** At the record `ordinal`, at the virtual time `at` ≥ its own. */
export function explain(
  trace: TraceStore,
  frameworks: readonly string[],
  app: string,
  ordinal: number,
  at: number,
): Explanation {
  const moment = appAt(trace, frameworks, app, ordinal)
  if (!moment || moment.point.gone === true) {
    const instances = { wanted: 0, running: 0 }
    const nothing = { funnel: EMPTY_FUNNEL, funnelLastOffers: EMPTY_FUNNEL, offers: [], filters: [] }
    return { app, at, waiting: true, since: null, instances, why: 'NotDeployed', ...nothing }
  }
  const { point, framework, role } = moment
  const waiting = isWaiting(point)
  return {
    app,
    at,
    waiting,
    since: waiting ? point.since : null,
    instances: { wanted: point.wanted, running: point.running },
    why: waiting ? whyOf(trace, moment, ordinal, at) : null,
    funnel: point.funnel ?? EMPTY_FUNNEL,
    funnelLastOffers: point.funnelLastOffers ?? EMPTY_FUNNEL,
    offers: (point.offers ?? []).map(({ agent, at: offeredAt, reasons }) => ({
      agent,
      at: offeredAt,
      reasons: reasons.map(({ reason }) => reason),
    })),
    filters: filtersAt(trace, framework, role, ordinal, at).map(({ agent, role: of, untilMs }) => ({
      agent,
      role: of,
      untilMs,
    })),
  }
}
