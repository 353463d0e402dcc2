/**
 * Rows so close that arrows would be a black mess are told as density: how many messages of which kind left and arrived at each lane, a
 * few px of height at a time. Counts are exact; until a very long run is summed up, a sample stands for it, and says so.
 */
import { firstNot } from '#base/search.ts'
import { MESSAGE_KINDS, type MessageKind } from '#model/messages/catalogue.ts'
import { firstFold, FOLD_PX, type Fold } from './axis.ts'
import { densityCounts, KINDS } from './densityCounts.ts'
import type { Density, DensityBar, Tick } from './geometry.ts'
import type { DiagramModel } from './model.ts'
import type { Moment } from './scene.ts'

/** Fewer are always drawn one by one. */
const LEAST_MARKS = 800
/** From so many marks to a px of height on, rows cannot be told apart. */
const DENSE_PER_PX = 2.5
/** A folded repetition is one thing, as long as it can be read. */
const READABLE_FOLD_PX = 24
const BIN_PX = 4
/** Marks of a sample, while sums are made. */
const SAMPLED = 20_000
const TICK_PX = 64
/** Of the distance between lanes; and px for each doubling of a count. */
const MOST_WIDE = 0.8
const DOUBLING_PX = 7

export function isDense(moment: Moment): boolean {
  const { first, last, top, bottom, nowMark } = moment
  const until = Math.min(last, nowMark)
  const marks = until - first
  const least = Math.max(LEAST_MARKS, DENSE_PER_PX * (bottom - top))
  return marks > least && marks - folded(moment.model, first, until) > least
}

/** Marks of a stretch of the run that are inside folds which can be read. */
function folded({ axis }: DiagramModel, first: number, until: number): number {
  if (FOLD_PX * axis.squeeze < READABLE_FOLD_PX) return 0
  const { folds } = axis
  let count = 0
  for (let f = firstFold(folds, first); f < folds.length && (folds[f] as Fold).firstMark <= until; f += 1) {
    const { firstMark, endMark } = folds[f] as Fold
    count += Math.min(endMark, until + 1) - Math.max(firstMark, first)
  }
  return count
}

/** What is past in the window, as bars; the widest stand for the most. */
export function densityOf(moment: Moment): Density {
  const { model, first, last, nowMark } = moment
  const until = Math.min(last, nowMark) + 1
  const isExact = densityCounts(model).grow(until)
  const bins = isExact ? exactBins(moment, first, until) : sampledBins(moment, first, until)
  const most = MOST_WIDE * nearest(moment)
  const bars: DensityBar[] = []
  let count = 0
  for (const { bin, counts } of bins) {
    for (const n of counts) count += n
    barsOf(moment, { bin, counts, most }, bars)
  }
  return { bars, count, isExact }
}

interface Bin {
  /** Its height in steps of `BIN_PX`. */
  readonly bin: number
  /** By lane × kind. */
  readonly counts: Uint32Array
}

/** Marks from `first` to before `until`, a few px of height at a time. */
function exactBins({ model }: Moment, first: number, until: number): Bin[] {
  const { axis } = model
  const sums = densityCounts(model)
  const bins: Bin[] = []
  for (let k = first; k < until;) {
    const bin = Math.floor(axis.y(k) / BIN_PX)
    const next = Math.min(until, firstBelow(model, (bin + 1) * BIN_PX, k + 1))
    bins.push({ bin, counts: sums.between(k, next) })
    k = next
  }
  return bins
}

/** First mark from `from` on at or below a height. */
function firstBelow({ axis }: DiagramModel, y: number, from: number): number {
  return firstNot(from, axis.length, (k) => axis.y(k) < y)
}

/** Every n-th mark stands for n. */
function sampledBins({ model }: Moment, first: number, until: number): Bin[] {
  const sums = densityCounts(model)
  const stride = Math.ceil((until - first) / SAMPLED)
  const lanes = model.lanes.lanes.length
  const bins = new Map<number, Uint32Array>()
  for (let k = first; k < until; k += stride) {
    const place = sums.placeOf(k)
    if (place < 0) continue
    const bin = Math.floor(model.axis.y(k) / BIN_PX)
    let counts = bins.get(bin)
    if (!counts) bins.set(bin, (counts = new Uint32Array(lanes * KINDS)))
    counts[place] = (counts[place] ?? 0) + stride
  }
  return [...bins].map(([bin, counts]) => ({ bin, counts }))
}

/** Least distance between two lanes that are shown. */
function nearest({ layout }: Moment): number {
  const at = layout.shown.map(({ n }) => layout.x[n] as number)
  return at.slice(1).reduce((least, x, i) => Math.min(least, x - (at[i] as number)), 240)
}

function barsOf({ layout }: Moment, { bin, counts, most }: Bin & { readonly most: number }, bars: DensityBar[]): void {
  for (let place = 0; place < counts.length; place += KINDS) {
    let total = 0
    for (let n = 0; n < KINDS; n += 1) total += counts[place + n] as number
    const x = layout.x[place / KINDS] as number
    if (total === 0 || x === undefined || Number.isNaN(x)) continue
    const width = Math.min(most, 2 + DOUBLING_PX * Math.log2(1 + total))
    let left = x - width / 2
    for (let n = 0; n < KINDS; n += 1) {
      const count = counts[place + n] as number
      if (count === 0) continue
      const part = (width * count) / total
      const kind = MESSAGE_KINDS[n] as MessageKind
      bars.push({ kind, x: left, y: bin * BIN_PX, width: part, height: BIN_PX - 1, count })
      left += part
    }
  }
}

/** Times at even heights: what lies between them is too much to be read. */
export function densityTicks({ model, top, bottom }: Moment): Tick[] {
  const ticks: Tick[] = []
  const end = Math.min(bottom, model.axis.endY)
  for (let y = Math.max(0, Math.ceil(top / TICK_PX) * TICK_PX); y <= end; y += TICK_PX) {
    ticks.push({ y, at: Math.round(model.axis.cursorAt(y).at), full: true })
  }
  return ticks
}
