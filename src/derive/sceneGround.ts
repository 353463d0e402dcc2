/** What messages are drawn on: lifelines, time grid, quiet gaps, folded repetitions, records that are no messages. */
import type { FoldCard, Gap, LifePart, Mark, MarkLine, OpenedFold, Point, Tick } from './geometry.ts'
import { FOLDED, GAP, firstFold, GAP_PX, PX_PER_MS, type Fold } from './axis.ts'
import type { Lane } from './lanes.ts'
import { ACTION, ALLOCATION, ENDED, EXITED, SENT } from './marks.ts'
import type { MessageLook } from './messages.ts'
import type { Moment } from './scene.ts'

export function lifeParts(moment: Moment): LifePart[] {
  return moment.layout.shown.flatMap((lane) => lifeOf(moment, lane))
}

function lifeOf({ model, layout, cursor, top, bottom }: Moment, lane: Lane): LifePart[] {
  const { marks, axis, trace } = model
  const x = layout.x[lane.n] as number
  const line = marks.states[lane.n]
  if (!line) return [{ lane, x, y0: top, y1: bottom, alive: lane.role === 'client' }]
  const parts: LifePart[] = []
  let k = line.ordinals.lastAtMost(axis.cursorAt(top).ordinal)
  let alive = k >= 0 && line.alive.at(k) > 0
  let y0 = top
  for (k += 1; k < line.ordinals.length; k += 1) {
    const ordinal = line.ordinals.at(k)
    if (ordinal > cursor.ordinal) break
    const now = line.alive.at(k) > 0
    if (now === alive) continue
    const y = axis.yOf({ ordinal, at: trace.at[ordinal] as number })
    if (y > bottom) break
    if (y > y0) parts.push({ lane, x, y0, y1: y, alive })
    y0 = y
    alive = now
  }
  parts.push({ lane, x, y0, y1: bottom, alive })
  return parts
}

/** A gap that is lower has no room for its sign: seen from very far, it is a blank between rows. */
const SIGNED_GAP_PX = 24

/** Least px between two lines of the grid. */
const TICK_PX = 44
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500]

function stepOf(pxPerMs: number): number {
  const least = TICK_PX / pxPerMs
  let unit = 1
  while (unit < 1e9) {
    for (const step of STEPS) if (step * unit >= least) return step * unit
    unit *= 1000
  }
  return unit
}

export function ticksOf(moment: Moment): Tick[] {
  const { view } = moment.model
  if (view.scale === 'true') return trueTicks(moment)
  return markTicks(moment, view.scale === 'gaps')
}

function trueTicks({ model, top, bottom }: Moment): Tick[] {
  const px = PX_PER_MS * model.axis.stretch
  const step = stepOf(px)
  const ticks: Tick[] = []
  for (let at = Math.max(0, Math.floor(top / px / step)) * step; at * px <= bottom; at += step) {
    ticks.push({ y: at * px, at, full: step % 1000 === 0 || at % 1000 === 0 || ticks.length === 0 })
  }
  return ticks
}

/** Within a stretch lines at round times; its first mark carries the full time. */
function markTicks({ model, first, last, bottom, nowMark }: Moment, round: boolean): Tick[] {
  const { axis, marks } = model
  const step = stepOf(PX_PER_MS * axis.stretch)
  const ticks: Tick[] = []
  let lastY = -Infinity
  const add = (y: number, at: number, full: boolean): void => {
    if (y - lastY < (full ? 20 : TICK_PX * 0.6) || y > bottom) return
    ticks.push({ y, at, full })
    lastY = y
  }
  const until = Math.min(last + 1, marks.length - 1)
  for (let k = Math.max(0, first - 1); k <= until; k += 1) {
    const at = marks.at(k)
    const before = k === 0 ? -1 : marks.at(k - 1)
    const segment = axis.segment.at(k)
    // Time goes on ahead, but when something next happens is not known yet.
    if (segment !== 0 && k > nowMark) break
    if (segment === GAP || k === 0) {
      add(axis.y(k), at, true)
      continue
    }
    if (!round) {
      if (at !== before) add(axis.y(k), at, at - before > 25)
      continue
    }
    if (segment !== 0) continue
    for (let t = Math.ceil((before + 0.5) / step) * step; t <= at; t += step) add(axis.yOfTime(t), t, false)
  }
  return ticks
}

export function gapsOf(moment: Moment): Gap[] {
  const { model, first, last, nowY, nowMark, cursor } = moment
  const { axis, marks } = model
  const gaps: Gap[] = []
  if (GAP_PX * axis.squeeze < SIGNED_GAP_PX) return gaps
  for (let k = Math.max(1, first); k <= Math.min(last + 1, axis.length - 1); k += 1) {
    if (axis.segment.at(k) !== GAP) continue
    const y = axis.gapY(k)
    if (y > nowY) continue
    // While it lasts nobody knows how long it will be: it counts.
    const until = k <= nowMark ? marks.at(k) : Math.floor(cursor.at)
    gaps.push({ key: k, y, ms: until - marks.at(k - 1), busy: busyAt(moment, k) })
  }
  return gaps
}

/** Marks with words at the left edge, and the room that these take. */
const WRITTEN: ReadonlySet<number> = new Set([ACTION, ENDED])
const WRITTEN_PX = 170

/** Leftmost and rightmost lane of the messages on both sides of a gap; what is ahead only keeps the label away. */
function busyAt({ model, layout }: Moment, k: number): readonly [number, number] {
  const { marks, trace, lanes } = model
  let left = Infinity
  let right = -Infinity
  for (const mark of [k - 1, k, k + 1]) {
    if (mark >= marks.length) continue
    if (WRITTEN.has(marks.kind.at(mark))) {
      left = Math.min(left, layout.timeRight)
      right = Math.max(right, layout.timeRight + WRITTEN_PX)
    }
    const sent = marks.message.at(mark)
    if (sent < 0) continue
    for (const end of [trace.from[sent] as number, trace.to[sent] as number]) {
      const x = layout.x[lanes.laneOfNumber(trace, end).n] as number
      left = Math.min(left, x)
      right = Math.max(right, x)
    }
  }
  return [left, right]
}

export function foldCards(moment: Moment): FoldCard[] {
  const { first, last, nowMark, model } = moment
  const { folds } = model.axis
  const cards: FoldCard[] = []
  for (let f = firstFold(folds, first); f < folds.length; f += 1) {
    const fold = folds[f] as Fold
    if (fold.firstMark > last || fold.firstMark > nowMark) break
    cards.push(cardOf(moment, fold))
  }
  return cards
}

export function openedFolds({ model, layout, first, last, nowMark }: Moment): OpenedFold[] {
  const { axis } = model
  return axis.opened
    .filter(({ firstMark, endMark }) => firstMark <= Math.min(last, nowMark) && endMark > first)
    .map(({ ordinal, firstMark, endMark }) => ({
      ordinal,
      x: (layout.x[layout.shown[0]?.n ?? 0] as number) - 24,
      y0: axis.y(firstMark),
      y1: axis.y(Math.min(endMark - 1, nowMark)),
    }))
}

function cardOf(moment: Moment, fold: Fold): FoldCard {
  const { model, nowMark } = moment
  const { axis, marks } = model
  const past = Math.floor((nowMark + 1 - fold.firstMark) / fold.marksPerTime)
  const before = fold.firstMark - 1
  return {
    ordinal: fold.ordinal,
    y0: axis.y(before),
    y1: axis.y(fold.endMark - 1),
    ...exchangeOf(moment, fold),
    done: Math.min(fold.times, past),
    times: fold.times,
    equal: fold.equal,
    ms: marks.at(Math.min(nowMark, fold.endMark - 1)) - marks.at(Math.max(0, before)),
  }
}

/** What one of the folded exchanges consists of, and between which lanes. */
function exchangeOf(moment: Moment, fold: Fold): Pick<FoldCard, 'looks' | 'points' | 'x0' | 'x1'> {
  const { model, layout } = moment
  const { marks, trace, lanes, looks: all } = model
  const looks: MessageLook[] = []
  const points: Point[] = []
  const xs: number[] = []
  const until = Math.min(fold.endMark, fold.firstMark + Math.ceil(fold.marksPerTime))
  for (let k = fold.firstMark; k < until; k += 1) {
    const point = pointOf(moment, k)
    if (point && !points.some(({ name }) => name === point.name)) {
      points.push(point)
      xs.push(point.x)
    }
    if (marks.kind.at(k) !== SENT) continue
    const sent = marks.message.at(k)
    const look = all.at(sent)
    if (!looks.includes(look)) looks.push(look)
    for (const end of [trace.from[sent] as number, trace.to[sent] as number]) {
      xs.push(layout.x[lanes.laneOfNumber(trace, end).n] as number)
    }
  }
  const shown = xs.filter((x) => !Number.isNaN(x))
  const [x0, x1] =
    shown.length === 0 ? [layout.x[0] as number, layout.x[0] as number] : [Math.min(...shown), Math.max(...shown)]
  return { looks, points, x0, x1 }
}

/** Marked moments in the window, as far as the run is computed. */
export function markLines({ model, top, bottom }: Moment, marks: readonly Mark[]): MarkLine[] {
  const { axis, trace } = model
  return marks
    .filter(({ ordinal }) => ordinal < trace.count)
    .map((mark) => ({ ...mark, y: axis.yOf(mark) }))
    .filter(({ y }) => y >= top && y <= bottom)
}

const POINTS: Readonly<Record<number, Point['kind']>> = {
  [ALLOCATION]: 'allocation',
  [EXITED]: 'exited',
  [ACTION]: 'action',
  [ENDED]: 'ended',
}

export function pointsOf(moment: Moment): Point[] {
  const { model, first, last, nowMark } = moment
  const points: Point[] = []
  for (let k = first; k <= Math.min(last, nowMark); k += 1) {
    const point = model.axis.segment.at(k) === FOLDED ? null : pointOf(moment, k)
    if (point) points.push(point)
  }
  return points
}

function pointOf({ model, layout }: Moment, k: number): Point | null {
  const { marks, axis, trace, lanes } = model
  const kind = POINTS[marks.kind.at(k)]
  if (kind === undefined) return null
  const ordinal = marks.ord.at(k)
  const of = trace.from[ordinal] as number
  const peer = trace.to[ordinal] as number
  const own = of < 0 ? lanes.laneOf(kind === 'allocation' ? 'allocator' : 'client') : lanes.laneOfNumber(trace, of)
  const other = peer < 0 ? own : lanes.laneOfNumber(trace, peer)
  const name = trace.text(trace.name[ordinal] as number)
  return { ordinal, kind, y: axis.y(k), x: layout.x[own.n] as number, x1: layout.x[other.n] as number, name }
}
