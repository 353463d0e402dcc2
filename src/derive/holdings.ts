/**
 * What stands beside the master: offers and decline filters, each from its begin to its end, and what waits at agents.
 * Read from the trace's timelines (`offer/…`, `filter/…`, `updates/…`), found by bisection, decoded when shown.
 */
import type { FilterPoint, OfferPoint } from '#model/trace/series.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'
import { Intervals } from './intervals.ts'

function endOrdinal(series: Series): number {
  const last = series.values.length - 1
  return (series.values[last] as number) > 0 ? Infinity : (series.ordinals[last] as number)
}

/** A filter ends when its time is over, said or not. */
function filterEnd(trace: TraceStore, series: Series): number {
  const told = endOrdinal(series)
  if (told < Infinity || trace.count === 0) return told
  const until = series.values.at(-1) as number
  return until < (trace.at[trace.count - 1] as number) ? trace.ordinalAt(until) : Infinity
}

/** Things that stand at agents, by begin: all of them, and those of the few agents that somebody asked for. */
class AtAgents {
  readonly all: Intervals<Series>
  private readonly asked = new Map<string, Intervals<Series>>()
  private readonly endOf: (series: Series) => number
  readonly agentOf: (series: Series) => string

  constructor(endOf: (series: Series) => number, agentOf: (series: Series) => string) {
    this.all = new Intervals(endOf)
    this.endOf = endOf
    this.agentOf = agentOf
  }

  add(start: number, series: Series): void {
    this.all.add(start, series)
    if (this.asked.size > 0) this.asked.get(this.agentOf(series))?.add(start, series)
  }

  /** Of one agent. Reads all that there is when it is asked for the first time. */
  of(agent: string): Intervals<Series> {
    const known = this.asked.get(agent)
    if (known) return known
    const own = new Intervals(this.endOf)
    this.asked.set(agent, own)
    this.all.items.forEach((series, i) => {
      if (this.agentOf(series) === agent) own.add(this.all.start(i), series)
    })
    return own
  }
}

/** Timelines by what they are about, in order of first appearance. */
export class Holdings {
  readonly offers: AtAgents
  readonly filters: AtAgents
  private readonly updates = new Map<string, Intervals<Series>>()
  private readonly trace: TraceStore
  /** What was decoded last of a series: a bar in view is drawn in every frame. */
  private readonly read = new WeakMap<Series, { readonly k: number; readonly body: unknown }>()
  private readonly agents = new WeakMap<Series, string>()
  private entries: MapIterator<[string, Series]>
  private seen = 0

  constructor(trace: TraceStore) {
    this.trace = trace
    this.offers = new AtAgents(endOrdinal, (series) => this.offerAgent(series))
    this.filters = new AtAgents(
      (series) => filterEnd(trace, series),
      ({ name }) => name.split('/').at(-2) as string,
    )
    this.entries = trace.series.entries()
  }

  /** Reads the series that are new. The iterator is never asked beyond the last, so that it goes on with the map. */
  grow(): void {
    while (this.seen < this.trace.series.size) {
      const next = this.entries.next()
      if (next.done) return
      this.seen += 1
      this.take(next.value[1])
    }
  }

  private take(series: Series): void {
    const { name } = series
    const start = series.ordinals[0] as number
    if (name.startsWith('offer/')) this.offers.add(start, series)
    else if (name.startsWith('filter/')) this.filters.add(start, series)
    else if (name.startsWith('updates/')) {
      const agent = name.split('/')[1] as string
      const known = this.updates.get(agent) ?? new Intervals<Series>(endOrdinal)
      this.updates.set(agent, known)
      known.add(start, series)
    }
  }

  offer(series: Series, ordinal: number): OfferPoint {
    const k = Math.max(0, this.trace.pointAt(series, ordinal))
    const known = this.read.get(series)
    if (known?.k === k) return known.body as OfferPoint
    const body = this.trace.pointBody(series, k) as OfferPoint
    this.read.set(series, { k, body })
    return body
  }

  private offerAgent(series: Series): string {
    const known = this.agents.get(series)
    if (known !== undefined) return known
    const { agent } = this.trace.pointBody(series, 0) as OfferPoint
    this.agents.set(series, agent)
    return agent
  }

  /** Null where the trace tells only of its end. */
  filter(series: Series): FilterPoint | null {
    const known = this.read.get(series)
    if (known) return known.body as FilterPoint | null
    const body = this.trace.pointBody(series, 0) as FilterPoint | null
    this.read.set(series, { k: 0, body })
    return body
  }

  /** Status updates that wait in the streams of an agent. */
  updatesWaiting(agent: string, ordinal: number): number {
    let waiting = 0
    this.updates.get(agent)?.overlapping(ordinal, ordinal, (series) => {
      const k = this.trace.pointAt(series, ordinal)
      if (k >= 0) waiting += series.values[k] as number
    })
    return waiting
  }
}
