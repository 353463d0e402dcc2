/**
 * Rows so close that arrows would be a black mess are told as density: how many messages of which kind left and arrived at each lane, a
 * few px of height at a time. Counts are exact up to `MOST_COUNTED` marks in view; beyond that every n-th mark stands for n.
 */
import type { MessageKind } from '#model/messages/catalogue.ts'
import type { Density, DensityBar, Tick } from './geometry.ts'
import { DELIVERED, LOST, SENT, STUB } from './marks.ts'
import type { Moment } from './scene.ts'
import { MESSAGE_KINDS } from './until.ts'

/** Fewer are always drawn one by one. */
const LEAST_MARKS = 800
/** From so many marks to a px of height on, rows cannot be told apart. */
const DENSE_PER_PX = 2.5
const BIN_PX = 4
const MOST_COUNTED = 60_000
const TICK_PX = 64
/** Of the distance between lanes; and px for each doubling of a count. */
const MOST_WIDE = 0.8
const DOUBLING_PX = 7

export function isDense({ first, last, top, bottom, nowMark }: Moment): boolean {
  const marks = Math.min(last, nowMark) - first
  return marks > LEAST_MARKS && marks / (bottom - top) > DENSE_PER_PX
}

/** What is past in the window, as bars; the widest stand for the most. */
export function densityOf(moment: Moment): Density {
  const { counts, total } = counted(moment)
  const bars: DensityBar[] = []
  const most = MOST_WIDE * nearest(moment)
  for (const [key, kinds] of counts) bars.push(...barsOf(moment, key, kinds, most))
  return { bars, count: total }
}

interface Counted {
  /** By lane and bin: counts in the order of `MESSAGE_KINDS`. */
  readonly counts: ReadonlyMap<number, readonly number[]>
  readonly total: number
}

/** Lanes of a book are fewer. */
const LANES = 4096

function counted({ model, first, last, nowMark }: Moment): Counted {
  const { marks, axis, trace, lanes } = model
  const until = Math.min(last, nowMark)
  const stride = Math.ceil((until - first + 1) / MOST_COUNTED)
  const kindOf = kinds(model)
  const counts = new Map<number, number[]>()
  let total = 0
  for (let k = first; k <= until; k += stride) {
    const kind = marks.kind.at(k)
    if (kind !== SENT && kind !== STUB && kind !== DELIVERED && kind !== LOST) continue
    const sent = marks.message.at(k)
    const end = (kind === DELIVERED ? trace.to[sent] : trace.from[sent]) as number
    const key = Math.floor(axis.y(k) / BIN_PX) * LANES + lanes.laneOfNumber(trace, end).n
    let bin = counts.get(key)
    if (!bin) counts.set(key, (bin = MESSAGE_KINDS.map(() => 0)))
    const n = kind === LOST ? MESSAGE_KINDS.indexOf('fault') : kindOf(sent)
    bin[n] = (bin[n] as number) + stride
    total += stride
  }
  return { counts, total }
}

/** Kind by the number of a message's name: looked up once each. */
function kinds({ trace, looks }: Moment['model']): (sent: number) => number {
  const known = new Map<number, number>()
  return (sent) => {
    const name = trace.name[sent] as number
    let kind = known.get(name)
    if (kind === undefined) known.set(name, (kind = MESSAGE_KINDS.indexOf(looks.at(sent).kind)))
    return kind
  }
}

/** Least distance between two lanes that are shown. */
function nearest({ layout }: Moment): number {
  const at = layout.shown.map(({ n }) => layout.x[n] as number)
  return at.slice(1).reduce((least, x, i) => Math.min(least, x - (at[i] as number)), 240)
}

function barsOf({ layout }: Moment, key: number, counts: readonly number[], most: number): DensityBar[] {
  const lane = key % LANES
  const y = Math.floor(key / LANES) * BIN_PX
  const x = layout.x[lane] as number
  if (Number.isNaN(x)) return []
  const total = counts.reduce((sum, count) => sum + count, 0)
  const width = Math.min(most, 2 + DOUBLING_PX * Math.log2(1 + total))
  let left = x - width / 2
  return counts.flatMap((count, n): DensityBar[] => {
    if (count === 0) return []
    const part = (width * count) / total
    const bar = { kind: MESSAGE_KINDS[n] as MessageKind, x: left, y, width: part, height: BIN_PX - 1, count }
    left += part
    return [bar]
  })
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
