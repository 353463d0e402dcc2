/**
 * Why an offer went to this framework, and why it is of this agent: the allocation run that granted it, the order in
 * which it went through the frameworks, and what refused the others. Source: mesos-protocol.md 5.3 to 5.5.
 */
import type { Grant, Refusal } from '#model/trace/records.ts'
import { offerSeries, orderSeries, type OfferPoint } from '#model/trace/series.ts'
import { lastAtMost } from '#base/search.ts'
import type { TraceStore } from '#model/trace/store.ts'

export interface Standing {
  readonly role: string
  readonly framework: string
  /** 0..1, of the framework within the role. */
  readonly share: number
  /** Grants so far: who has fewer comes first where shares are equal. */
  readonly count: number
}

export interface WhyOffer {
  readonly offer: string
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: string
  /** Ordinal, run number and trigger of the allocation. */
  readonly ordinal: number
  readonly run: number
  readonly trigger: string
  readonly stage: 1 | 2
}

export interface WhyFramework extends WhyOffer {
  /** As the sorters stood before the run: those before `framework` were asked first. */
  readonly order: readonly Standing[]
  /** Who was passed over on this agent, with the check that refused. */
  readonly passedOver: readonly { readonly framework: string; readonly role: string; readonly reason: string }[]
}

export interface WhyAgent extends WhyOffer {
  /** The other agents in that run: what the framework got of them, or the check that refused; null: not visited for it. */
  readonly others: readonly {
    readonly agent: string
    readonly granted: string | null
    readonly reason: string | null
  }[]
}

interface Allocation {
  readonly run: number
  readonly trigger: string
  readonly grants: readonly Grant[]
  readonly refusals: readonly Refusal[]
}

function isGrantOf({ framework, role, agent }: OfferPoint) {
  return (grant: Grant): boolean => grant.framework === framework && grant.role === role && grant.agent === agent
}

function found(trace: TraceStore, offer: string): { about: WhyOffer; allocation: Allocation } | null {
  const series = trace.series.get(offerSeries(offer))
  const point = series ? (trace.pointBody(series, 0) as OfferPoint | null) : null
  if (!series || !point) return null
  for (let i = series.ordinals[0] as number; i >= 0; i -= 1) {
    if (trace.typeOf(i) !== 'allocation') continue
    const allocation = trace.body(i) as Allocation
    const grant = allocation.grants.find(isGrantOf(point))
    if (!grant) continue
    const { framework, role, agent, resources } = point
    const { run, trigger } = allocation
    return {
      about: { offer, framework, role, agent, resources, ordinal: i, run, trigger, stage: grant.stage },
      allocation,
    }
  }
  return null
}

interface OrderRow {
  readonly role: string
  readonly frameworks: readonly { readonly framework: string; readonly share: number; readonly count: number }[]
}

/** The order that the run before this one left behind. */
function orderBefore(trace: TraceStore, ordinal: number): Standing[] {
  const series = trace.series.get(orderSeries())
  const k = series ? lastAtMost(series.ordinals, ordinal - 1) : -1
  if (!series || k < 0) return []
  const rows = trace.pointBody(series, k) as readonly OrderRow[]
  return rows.flatMap(({ role, frameworks }) => frameworks.map((standing) => ({ role, ...standing })))
}

/** Null where there is no such offer. */
export function whyFramework(trace: TraceStore, offer: string): WhyFramework | null {
  const known = found(trace, offer)
  if (!known) return null
  const { about, allocation } = known
  const passedOver = allocation.refusals
    .filter(({ agent, framework }) => agent === about.agent && framework !== about.framework)
    .map(({ framework, role, reason }) => ({ framework, role, reason }))
  return { ...about, order: orderBefore(trace, about.ordinal), passedOver }
}

/** Null where there is no such offer. */
export function whyAgent(trace: TraceStore, offer: string): WhyAgent | null {
  const known = found(trace, offer)
  if (!known) return null
  const { about, allocation } = known
  const others = new Map<string, { agent: string; granted: string | null; reason: string | null }>()
  for (const { agent, framework, role, reason } of allocation.refusals)
    if (framework === about.framework && role === about.role) others.set(agent, { agent, granted: null, reason })
  for (const { agent, framework, role, resources } of allocation.grants)
    if (framework === about.framework && role === about.role)
      others.set(agent, { agent, granted: resources, reason: null })
  others.delete(about.agent)
  for (const series of trace.series.values()) {
    const agent = series.name.startsWith('agent/') ? series.name.slice('agent/'.length) : about.agent
    const k = lastAtMost(series.ordinals, about.ordinal)
    const isThere = k >= 0 && series.values[k] === 1
    if (agent !== about.agent && isThere && !others.has(agent))
      others.set(agent, { agent, granted: null, reason: null })
  }
  return { ...about, others: [...others.values()].sort((a, b) => (a.agent < b.agent ? -1 : 1)) }
}
