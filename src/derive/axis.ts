/**
 * The drawn time axis: virtual time and ordinals to height and back. A mark's height is `grow × stretch + fixed`: what
 * zooms and what does not, both ascending, so that zoom costs nothing and both directions are bisections. Source:
 * interaction.md 5.4, "Time scale".
 */
import { firstNot } from '#base/search.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { ByteColumn, FloatColumn } from './columns.ts'
import type { Marks } from './marks.ts'
import { SENT } from './marks.ts'
import { QUIET_MS, repetitionAt, Stretches, type Finding, type Repetition } from './stretches.ts'
import type { Cursor, ViewOptions } from './view.ts'

/** Px between two marks that share a millisecond, at stretch 1: a message has two. */
export const ROW_PX = 14
/** Px per virtual ms within a stretch, at stretch 1. */
export const PX_PER_MS = 7
/** Px of a compressed quiet gap, whatever the zoom. */
export const GAP_PX = 48
/** Px of a folded repetition. */
export const FOLD_PX = 76
/** Below this stretch quiet gaps and folds shrink along with the rest: a whole run can be seen from far on every scale. */
export const SQUEEZED_BELOW = 1 / 12
/** Viewer's ms at speed 1: least for a shown hop, most for a quiet gap. Source: design.md 4. */
export const HOP_WALL_MS = 600
export const GAP_WALL_MS = 800
const FOLD_WALL_MS = 1600
/** A stretch whose shortest hop is longer than this is not played any faster for it. */
const LONGEST_SHORT_HOP_PX = 42

/** What lies before a mark. */
export const LINE = 0
export const GAP = 1
export const FOLDED = 2

/** Between these a stretch is looked for; halved so often in proportion, they agree in the sixth digit. */
const LEAST_STRETCH = 1e-7
const MOST_STRETCH = 100
const BISECTIONS = 46

const NOTHING_FOLDS: Finding = { repetition: null, final: true }

/** A folded repetition: its first occurrence stands before it, in full. */
export interface Fold {
  readonly firstMark: number
  /** Mark behind its last. */
  readonly endMark: number
  /** Ordinal of its first record: what `ViewOptions.open` names. */
  readonly ordinal: number
  /** Exchanges inside. */
  readonly times: number
  readonly marksPerTime: number
  /** Not a repetition, but so many records that two compared runs have in common. */
  readonly equal?: number
}

/** Index of the first fold that ends behind a mark, among ascending ones. */
export function firstFold(folds: readonly Fold[], mark: number): number {
  return firstNot(0, folds.length, (f) => (folds[f] as Fold).endMark <= mark)
}

export class Axis {
  readonly grow = new FloatColumn()
  readonly fixed = new FloatColumn()
  /** Viewer's ms at speed 1 from the start to a mark. */
  readonly wall = new FloatColumn()
  readonly segment = new ByteColumn()
  readonly folds: Fold[] = []
  /** Repetitions that the reader opened: laid out in full, to be closed again. */
  readonly opened: Fold[] = []
  readonly stretches: Stretches
  private stretched = 1
  /** What gaps and folds are multiplied with: 1 unless they are seen from very far. */
  squeeze = 1
  private readonly trace: TraceStore
  private readonly marks: Marks
  private readonly view: ViewOptions
  /** Stretch from which on the layout may still change. */
  private resume = 0

  constructor(trace: TraceStore, marks: Marks, view: ViewOptions) {
    this.trace = trace
    this.marks = marks
    this.view = view
    this.stretches = new Stretches(trace, marks)
  }

  /** Px per grown px; zoom and density. Set by who draws. */
  get stretch(): number {
    return this.stretched
  }

  set stretch(stretch: number) {
    this.stretched = stretch
    this.squeeze = squeezeOf(stretch)
  }

  /** Lays out what the marks have grown by. */
  layout(): void {
    const { stretches } = this
    stretches.grow()
    this.cut(this.resume < stretches.length ? stretches.first.at(this.resume) : this.marks.length)
    const closed = stretches.length - 1
    let final = true
    for (let b = this.resume; b < stretches.length;) {
      const found = this.view.scale === 'true' ? NOTHING_FOLDS : repetitionAt(stretches.print, b, closed)
      if (final) this.resume = b
      final &&= found.final
      if (found.repetition) this.placeRepetition(found.repetition)
      else this.place(b)
      b += found.repetition ? found.repetition.period * found.repetition.times : 1
    }
  }

  private cut(mark: number): void {
    for (const column of [this.grow, this.fixed, this.wall, this.segment]) column.cut(mark)
    for (const folds of [this.folds, this.opened]) {
      while (folds.length > 0 && (folds.at(-1) as Fold).firstMark >= mark) folds.pop()
    }
  }

  private placeRepetition({ from, period, times }: Repetition): void {
    const { stretches, marks } = this
    for (let b = from; b < from + period; b += 1) this.place(b)
    const firstMark = stretches.first.at(from + period)
    const ordinal = marks.ord.at(firstMark)
    const endMark = stretches.end(from + period * times - 1)
    const count = endMark - firstMark
    const fold = { firstMark, endMark, ordinal, times: times - 1, marksPerTime: count / (times - 1) }
    if (this.view.open.includes(ordinal)) {
      this.opened.push(fold)
      for (let b = from + period; b < from + period * times; b += 1) this.place(b)
      return
    }
    this.folds.push(fold)
    for (let k = firstMark; k < endMark; k += 1) this.put(k, 0, FOLD_PX / count, FOLD_WALL_MS / count, FOLDED)
  }

  /** Appends the marks of one stretch. */
  private place(b: number): void {
    const { scale } = this.view
    const first = this.stretches.first.at(b)
    const end = this.stretches.end(b)
    const pace = HOP_WALL_MS / this.shortestHop(first, end)
    let before = first === 0 ? 0 : this.marks.at(first - 1)
    for (let k = first; k < end; k += 1) {
      const at = this.marks.at(k)
      const dt = at - before
      before = at
      if (k === 0) this.put(0, 0, 0, 0, LINE)
      else if (dt > QUIET_MS && scale === 'gaps') this.put(k, 0, GAP_PX, GAP_WALL_MS, GAP)
      else {
        const grow = scale === 'gaps' ? rowPx(dt) : scale === 'order' ? ROW_PX : this.trueGrow(k)
        this.put(k, grow, 0, dt > QUIET_MS ? Math.min(dt, GAP_WALL_MS) : rowPx(dt) * pace, LINE)
      }
    }
  }

  /** True time: marks of one millisecond share its height in their order. */
  private trueGrow(k: number): number {
    const { marks } = this
    const at = marks.at(k)
    let first = k
    while (first > 0 && marks.at(first - 1) === at) first -= 1
    let end = k + 1
    while (end < marks.length && marks.at(end) === at) end += 1
    const y = (at + (0.9 * (k - first)) / (end - first)) * PX_PER_MS
    return y - this.grow.at(k - 1)
  }

  /** Least height of a message within a stretch: it sets the stretch's pace. */
  private shortestHop(first: number, end: number): number {
    const { marks } = this
    let shortest = LONGEST_SHORT_HOP_PX
    for (let k = first; k < end && shortest > ROW_PX; k += 1) {
      const mate = marks.mate.at(k)
      if (marks.kind.at(k) !== SENT || mate < k || mate >= end) continue
      let height = 0
      for (let m = k + 1; m <= mate && height < shortest; m += 1) height += rowPx(marks.at(m) - marks.at(m - 1))
      shortest = Math.min(shortest, height)
    }
    return Math.max(ROW_PX, shortest)
  }

  private put(k: number, grow: number, fixed: number, wall: number, segment: number): void {
    const before = k - 1
    this.grow.push(k === 0 ? 0 : this.grow.at(before) + grow)
    this.fixed.push(k === 0 ? 0 : this.fixed.at(before) + fixed)
    this.wall.push(k === 0 ? 0 : this.wall.at(before) + wall)
    this.segment.push(segment)
  }

  /** Height of a mark in px from the start of the run. */
  y(k: number): number {
    return this.grow.at(k) * this.stretched + this.fixed.at(k) * this.squeeze
  }

  /** The greatest stretch at which the way from one moment to another is at most so high. */
  stretchFor(from: Cursor, to: Cursor, heightPx: number): number {
    return this.stretchWhere(() => this.yOf(to) - this.yOf(from) <= heightPx)
  }

  /** The greatest stretch at which all that is computed is at most so high. */
  stretchForAll(heightPx: number): number {
    return this.stretchWhere(() => this.endY <= heightPx)
  }

  private stretchWhere(fits: () => boolean): number {
    const before = this.stretch
    let [low, high] = [LEAST_STRETCH, MOST_STRETCH]
    for (let n = 0; n < BISECTIONS; n += 1) {
      const middle = Math.sqrt(low * high)
      this.stretch = middle
      if (fits()) low = middle
      else high = middle
    }
    this.stretch = before
    return low
  }

  /** Middle of the quiet gap before a mark. */
  gapY(k: number): number {
    return (this.y(k - 1) + this.y(k)) / 2
  }

  get length(): number {
    return this.grow.length
  }

  /** The folded repetition that a mark is in, or null. */
  foldAt(k: number): Fold | null {
    const fold = this.folds[firstFold(this.folds, k)]
    return fold && fold.firstMark <= k ? fold : null
  }

  /** Last mark at or above a height. */
  markAtY(y: number): number {
    return this.lastMark((k) => this.y(k) <= y)
  }

  /** Last mark at or before a virtual time. */
  markAtTime(at: number): number {
    return this.lastMark((k) => this.marks.at(k) <= at)
  }

  /** Last mark that a cursor has reached. */
  markAtCursor(cursor: Cursor): number {
    return Math.max(0, this.marks.ord.lastAtMost(cursor.ordinal))
  }

  private lastMark(holds: (k: number) => boolean): number {
    return Math.max(0, firstNot(0, this.length, holds) - 1)
  }

  yOfTime(at: number): number {
    const k = this.markAtTime(at)
    return this.y(k) + this.partOf(k, at) * this.heightAfter(k, at)
  }

  /** Height of the place that a cursor stands at. */
  yOf(cursor: Cursor): number {
    const k = this.markAtCursor(cursor)
    const last = k + 1 >= this.length
    if (cursor.within !== undefined && !last) return this.y(k) + cursor.within * (this.y(k + 1) - this.y(k))
    // A mark of this very millisecond that is not reached yet must stay below the cursor.
    const part = last ? this.partOf(k, cursor.at) : Math.min(0.999, this.partOf(k, cursor.at))
    return this.y(k) + part * this.heightAfter(k, cursor.at)
  }

  private partOf(k: number, at: number): number {
    const from = this.marks.at(k)
    if (k + 1 >= this.length) return 1
    const dt = this.marks.at(k + 1) - from
    return dt <= 0 ? 0 : Math.min(1, Math.max(0, at - from) / dt)
  }

  /** Height between a mark and the next, or behind the last mark down to a time. */
  private heightAfter(k: number, at: number): number {
    if (k + 1 < this.length) return this.y(k + 1) - this.y(k)
    return this.tail(Math.max(0, at - this.marks.at(k)))
  }

  private tail(dt: number): number {
    if (this.view.scale === 'order') return dt > 0 ? ROW_PX * this.stretch : 0
    const shown = this.view.scale === 'gaps' ? Math.min(dt, 2 * QUIET_MS) : dt
    return shown * PX_PER_MS * this.stretch
  }

  /** Height of the end of what is computed. */
  get endY(): number {
    const { trace } = this
    return this.yOfTime(trace.count === 0 ? 0 : (trace.at[trace.count - 1] as number))
  }

  /** The moment at a height: inverse of `yOf`. */
  cursorAt(y: number): Cursor {
    const { trace, marks } = this
    const k = this.markAtY(Math.max(0, y))
    const from = marks.at(k)
    if (k + 1 >= this.length) {
      const last = trace.count === 0 ? 0 : (trace.at[trace.count - 1] as number)
      const tail = this.tail(last - from)
      const at = tail <= 0 ? last : Math.min(last, from + ((y - this.y(k)) / tail) * (last - from))
      return { ordinal: Math.max(marks.ord.at(k), trace.ordinalAt(at)), at }
    }
    const height = this.y(k + 1) - this.y(k)
    const within = height <= 0 ? 0 : Math.min(0.999_999, Math.max(0, (y - this.y(k)) / height))
    const at = from + within * (marks.at(k + 1) - from)
    const ordinal = Math.max(marks.ord.at(k), Math.min(trace.ordinalAt(at), marks.ord.at(k + 1) - 1))
    return { ordinal, at, within }
  }

  /** Where the cursor stands after playing: `wallMs` of the viewer's time at a speed from a height on. */
  playStep(y: number, wallMs: number, speed: number): number {
    const end = this.endY
    if (y >= end) return end
    const lastWall = this.wall.at(this.length - 1)
    const wall = this.wallAt(y) + wallMs * speed
    if (wall <= lastWall) return Math.min(end, this.yAtWall(wall))
    const beyond = ((wall - lastWall) * ROW_PX * this.stretch) / HOP_WALL_MS
    return Math.min(end, this.y(this.length - 1) + beyond)
  }

  /** Viewer's ms at speed 1 from the start to a height. */
  wallAt(y: number): number {
    const k = this.markAtY(y)
    const wall = this.wall.at(k)
    if (k + 1 >= this.length) return wall + ((y - this.y(k)) * HOP_WALL_MS) / (ROW_PX * this.stretch)
    const height = this.y(k + 1) - this.y(k)
    return height <= 0 ? wall : wall + ((y - this.y(k)) / height) * (this.wall.at(k + 1) - wall)
  }

  private yAtWall(wall: number): number {
    const k = this.lastMark((m) => this.wall.at(m) <= wall)
    if (k + 1 >= this.length) return this.y(k)
    const span = this.wall.at(k + 1) - this.wall.at(k)
    const part = span <= 0 ? 0 : (wall - this.wall.at(k)) / span
    return this.y(k) + part * (this.y(k + 1) - this.y(k))
  }
}

/** Of the fixed heights at a stretch. */
export function squeezeOf(stretch: number): number {
  return Math.min(1, stretch / SQUEEZED_BELOW)
}

function rowPx(dt: number): number {
  return Math.max(ROW_PX, dt * PX_PER_MS)
}
