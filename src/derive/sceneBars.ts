/** What stands still and runs out: offers and filters in the gutter, timers, updates that wait. */
import type { OfferPoint } from '#model/trace/series.ts'
import type { Series } from '#model/trace/store.ts'
import { FOLDED } from './axis.ts'
import type { FilterBar, OfferBar, TimerPie } from './geometry.ts'
import type { Moment } from './scene.ts'

/** Most bars of one column in a window: what begins later is left out. */
const MOST_BARS = 80
/** A bar of less is not drawn. */
const LEAST_PX = 1.5
/** What an accepted offer leaves is shown so far down. */
const AFTER_PX = 46

/** Free places side by side in one column, by the height at which they become free. */
class Slots {
  private readonly ends: number[] = []

  take(y0: number, y1: number): number {
    const free = this.ends.findIndex((end) => end <= y0)
    const slot = free < 0 ? this.ends.length : free
    this.ends[slot] = y1
    return slot
  }
}

/** Calls `put` with what stands in a column in a stretch of records; never with more than is drawn. */
function inColumns(
  { layout, model }: Moment,
  things: 'offers' | 'filters',
  [from, to]: readonly [number, number],
  put: (thing: Thing) => void,
): void {
  const of = model.holdings[things]
  for (const { agent, x } of layout.gutter?.columns ?? []) {
    const slots = new Slots()
    let count = 0
    const intervals = agent === null ? of.all : of.of(agent)
    intervals.overlapping(from, to, (series, start, end) => {
      // Of all agents, those without a column of their own.
      if (agent === null && model.lanes.hasOwnLane(of.agentOf(series))) return true
      count += 1
      put({ series, start, end, x, slots })
      return count < MOST_BARS
    })
  }
}

interface Thing {
  readonly series: Series
  readonly start: number
  readonly end: number
  readonly x: number
  readonly slots: Slots
}

/** Begins and ends inside one folded repetition, which stands for it. */
function isFolded({ model }: Moment, start: number, end: number): boolean {
  const { axis, marks } = model
  const first = marks.ord.lastAtMost(start)
  const last = end === Infinity ? first : marks.ord.lastAtMost(end)
  return axis.segment.at(first) === FOLDED && end < Infinity && axis.segment.at(last) === FOLDED
}

function yOfOrdinal({ model }: Moment, ordinal: number): number {
  return model.axis.yOf({ ordinal, at: model.trace.at[ordinal] as number })
}

/** Ordinals of the records in the window that are past. */
function ordinalsIn({ model, cursor, top, bottom }: Moment): readonly [number, number] {
  const { axis } = model
  return [axis.cursorAt(top).ordinal, Math.min(cursor.ordinal, axis.cursorAt(Math.max(top, bottom)).ordinal)]
}

export function offerBars(moment: Moment): OfferBar[] {
  const { holdings } = moment.model
  const bars: OfferBar[] = []
  const [from, to] = ordinalsIn(moment)
  // What an accepted offer leaves hangs below its end: look a little above the window.
  const above = moment.model.axis.cursorAt(moment.top - AFTER_PX).ordinal
  inColumns(moment, 'offers', [Math.min(from, above), to], ({ series, start, end, x, slots }) => {
    if (isFolded(moment, start, end)) return
    const offer = holdings.offer(series, moment.cursor.ordinal)
    const bar = offerBar(moment, { series, start, end, offer, x })
    if (bar.y1 - bar.y0 < LEAST_PX) return
    bars.push({ ...bar, slot: slots.take(bar.y0, bar.y1) })
  })
  return bars.sort((a, b) => a.ordinal - b.ordinal)
}

interface OfferPlace {
  readonly series: Series
  readonly start: number
  readonly end: number
  readonly offer: OfferPoint
  readonly x: number
}

function offerBar(moment: Moment, { start, end, offer, x }: OfferPlace): OfferBar {
  const { nowY, cursor } = moment
  const ended = end <= cursor.ordinal
  const y1 = ended ? yOfOrdinal(moment, end) : nowY
  const used = ended && offer.end === 'accepted'
  return {
    id: offer.offer,
    ordinal: start,
    x,
    slot: 0,
    y0: yOfOrdinal(moment, start),
    y1,
    end: ended ? (offer.end ?? 'discarded') : null,
    framework: offer.framework,
    agent: offer.agent,
    afterY: used ? Math.max(y1, Math.min(nowY, y1 + AFTER_PX)) : y1,
    count: 1,
  }
}

export function filterBars(moment: Moment): FilterBar[] {
  const { holdings } = moment.model
  const bars: FilterBar[] = []
  inColumns(moment, 'filters', ordinalsIn(moment), ({ series, start, end, x, slots }) => {
    if (isFolded(moment, start, end)) return
    const filter = holdings.filter(series)
    if (!filter) return
    const { agent, framework } = filter
    const bar = filterBar(moment, { series, start, end, x, agent, framework })
    bars.push({ ...bar, slot: slots.take(bar.y0, bar.untilY) })
  })
  return bars.sort((a, b) => a.ordinal - b.ordinal)
}

interface FilterPlace {
  readonly series: Series
  readonly start: number
  readonly end: number
  readonly x: number
  readonly agent: string
  readonly framework: string
}

function filterBar(moment: Moment, { series, start, end, x, agent, framework }: FilterPlace): FilterBar {
  const { model, cursor, nowY } = moment
  const { trace, axis } = model
  const k = trace.pointAt(series, cursor.ordinal)
  const until = series.values.findLast((value, i) => i <= k && value > 0) ?? 0
  const startAt = series.ats[0] as number
  const gone = end <= cursor.ordinal
  const endAt = gone ? Math.min(until, trace.at[end] as number) : until
  const over = endAt <= cursor.at
  const y0 = yOfOrdinal(moment, start)
  const goneY = gone && (trace.at[end] as number) <= until ? yOfOrdinal(moment, end) : axis.yOfTime(endAt)
  const y1 = over ? goneY : nowY
  return {
    id: series.name,
    ordinal: start,
    x,
    slot: 0,
    y0,
    y1: Math.max(y0, y1),
    untilY: over ? Math.max(y0, y1) : Math.max(nowY, axis.yOfTime(until)),
    holds: !over,
    cancelled: gone && endAt < until,
    remainingMs: over ? 0 : until - cursor.at,
    left: over ? 0 : Math.min(1, Math.max(0, (until - cursor.at) / Math.max(1, until - startAt))),
    framework,
    agent,
  }
}

/** Pies of one lane at most. */
const MOST_PIES = 3

/** From depth 2 on: the twelve steps know no timers. */
export function timerPies({ model, layout, cursor }: Moment): TimerPie[] {
  if (model.view.depth < 2) return []
  return layout.shown.flatMap((lane) =>
    model.timers
      .running(lane.n, cursor.ordinal)
      .filter(({ dueAt }) => dueAt > cursor.at)
      .slice(0, MOST_PIES)
      .map(({ ordinal, name, armedAt, dueAt }, place) => ({
        ordinal,
        lane,
        x: layout.x[lane.n] as number,
        place,
        name,
        remainingMs: dueAt - cursor.at,
        left: (dueAt - cursor.at) / Math.max(1, dueAt - armedAt),
      })),
  )
}
