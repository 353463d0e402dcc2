/**
 * One clock for two diagrams: the marks of both runs in common rows, so that a height means the same moment on both sides.
 * Rows that are equal fold into one card for both; quiet gaps are compressed where both are quiet.
 */
import { firstNot, lastAtMost } from '#base/search.ts'
import type { TraceStore } from '#model/trace/store.ts'
import {
  Axis,
  FOLD_PX,
  FOLDED,
  GAP,
  GAP_PX,
  GAP_WALL_MS,
  HOP_WALL_MS,
  LINE,
  PX_PER_MS,
  ROW_PX,
  squeezeOf,
  type Fold,
} from '../axis.ts'
import { castOf } from '../lanes.ts'
import type { Marks } from '../marks.ts'
import { DiagramModel } from '../model.ts'
import { QUIET_MS } from '../stretches.ts'
import type { Cursor, ViewOptions } from '../view.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { EqualFold, Row, Rows } from './rows.ts'
import { atOnce, type Steps } from './steps.ts'

const FOLD_WALL_MS = 1600

/** Columns of the rows, shared by both axes. */
export class RowColumns {
  /** Virtual ms, ascending. */
  readonly at: number[] = []
  readonly grow: number[] = []
  readonly fixed: number[] = []
  readonly wall: number[] = []
  stretch = 1
  /** Virtual ms of the end of the longer run. */
  endMs = 0

  y(r: number): number {
    return (this.grow[r] as number) * this.stretch + (this.fixed[r] as number) * squeezeOf(this.stretch)
  }

  get length(): number {
    return this.at.length
  }

  yOfTime(at: number): number {
    const r = Math.max(0, lastAtMost(this.at, at))
    if (r + 1 >= this.length) return this.y(r) + this.tail(at - (this.at[r] as number))
    const dt = (this.at[r + 1] as number) - (this.at[r] as number)
    const part = dt <= 0 ? 0 : Math.min(1, Math.max(0, at - (this.at[r] as number)) / dt)
    return this.y(r) + part * (this.y(r + 1) - this.y(r))
  }

  /** First and last height of a virtual time: rows of one millisecond, which are whole, stand below one another. */
  heightsOf(at: number): readonly [low: number, high: number] {
    const high = this.yOfTime(at)
    const r = lastAtMost(this.at, at)
    if (r < 0 || this.at[r] !== at) return [high, high]
    return [this.y(lastAtMost(this.at, at - 1) + 1), high]
  }

  timeAt(y: number): number {
    const r = this.rowAt((k) => this.y(k) <= y)
    const from = this.at[r] as number
    if (r + 1 >= this.length) {
      const tail = this.tail(this.endMs - from)
      return tail <= 0 ? from : Math.min(this.endMs, from + (Math.max(0, y - this.y(r)) / tail) * (this.endMs - from))
    }
    const height = this.y(r + 1) - this.y(r)
    const part = height <= 0 ? 0 : Math.min(0.999_999, Math.max(0, (y - this.y(r)) / height))
    return from + part * ((this.at[r + 1] as number) - from)
  }

  wallOf(y: number): number {
    const r = this.rowAt((k) => this.y(k) <= y)
    const wall = this.wall[r] as number
    if (r + 1 >= this.length) return wall + ((y - this.y(r)) * HOP_WALL_MS) / (ROW_PX * this.stretch)
    const height = this.y(r + 1) - this.y(r)
    return height <= 0 ? wall : wall + ((y - this.y(r)) / height) * ((this.wall[r + 1] as number) - wall)
  }

  yAtWall(wall: number): number {
    const r = this.rowAt((k) => (this.wall[k] as number) <= wall)
    const from = this.wall[r] as number
    if (r + 1 >= this.length) return this.y(r) + ((wall - from) * ROW_PX * this.stretch) / HOP_WALL_MS
    const span = (this.wall[r + 1] as number) - from
    return this.y(r) + (span <= 0 ? 0 : (wall - from) / span) * (this.y(r + 1) - this.y(r))
  }

  private rowAt(holds: (r: number) => boolean): number {
    return Math.max(0, firstNot(0, this.length, holds) - 1)
  }

  private tail(dt: number): number {
    return Math.min(Math.max(0, dt), 2 * QUIET_MS) * PX_PER_MS * this.stretch
  }
}

/** Where the marks of one side stand, made before they are put there. */
interface LaidSide {
  readonly rows: RowColumns
  /** By mark. */
  readonly rowOf: number[]
  readonly segment: number[]
  readonly folds: Fold[]
  readonly opened: Fold[]
}

/** The axis of one side: its marks stand at the heights of the common rows. */
export class SharedAxis extends Axis {
  private rows = new RowColumns()
  private rowOf: readonly number[] = []
  private readonly ownMarks: Marks
  private readonly ownTrace: TraceStore

  constructor(trace: TraceStore, marks: Marks, view: ViewOptions) {
    super(trace, marks, view)
    this.ownMarks = marks
    this.ownTrace = trace
  }

  /** Laid out together with the other side, by `layOut`. */
  override layout(): void {}

  /** All at once: who draws meanwhile sees the one layout or the other. */
  take({ rows, rowOf, segment, folds, opened }: LaidSide): void {
    this.rows = rows
    rows.stretch = this.stretch
    for (const column of [this.grow, this.fixed, this.wall, this.segment]) column.cut(0)
    this.rowOf = rowOf
    rowOf.forEach((row, k) => {
      this.grow.push(rows.grow[row] as number)
      this.fixed.push(rows.fixed[row] as number)
      this.wall.push(rows.wall[row] as number)
      this.segment.push(segment[k] as number)
    })
    this.folds.splice(0, this.folds.length, ...folds)
    this.opened.splice(0, this.opened.length, ...opened)
  }

  /** Marks that came since all was laid out stand at its end. */
  override y(k: number): number {
    return k < this.length ? super.y(k) : this.endY
  }

  override markAtCursor(cursor: Cursor): number {
    return Math.max(0, Math.min(super.markAtCursor(cursor), this.length - 1))
  }

  /** Zoom and density, the same for both sides. */
  restretch(stretch: number): void {
    this.stretch = stretch
  }

  override get stretch(): number {
    return super.stretch
  }

  override set stretch(stretch: number) {
    super.stretch = stretch
    this.rows.stretch = stretch
  }

  /** Where both are quiet: what only the other side has does not stretch it. */
  override gapY(k: number): number {
    const row = this.rowOf[k] as number
    return (this.rows.y(Math.max(0, row - 1)) + this.rows.y(row)) / 2
  }

  override yOfTime(at: number): number {
    return this.rows.yOfTime(at)
  }

  /**
   * By its time: how far the way to the next mark is gone (`within`) only tells places apart that share a millisecond, and
   * was true of the rows as they were.
   */
  override yOf(cursor: Cursor): number {
    const k = this.markAtCursor(cursor)
    const y = this.y(k)
    const last = k + 1 >= this.length
    const [low, high] = this.rows.heightsOf(cursor.at)
    const within = cursor.within !== undefined && !last ? y + cursor.within * (this.y(k + 1) - y) : null
    const wished = within ?? (cursor.at <= this.ownMarks.at(k) ? y : high)
    const there = Math.max(y, Math.min(high, Math.max(low, wished)))
    // A mark of this very millisecond that is not reached yet must stay below the cursor.
    return last ? there : Math.min(there, y + 0.999_999 * (this.y(k + 1) - y))
  }

  override cursorAt(y: number): Cursor {
    const at = this.rows.timeAt(Math.max(0, y))
    const k = this.markAtY(Math.max(0, y))
    const { ord } = this.ownMarks
    if (k + 1 >= this.length) return { ordinal: Math.max(ord.at(k), this.ownTrace.ordinalAt(at)), at }
    const height = this.y(k + 1) - this.y(k)
    const within = height <= 0 ? 0 : Math.min(0.999_999, Math.max(0, (y - this.y(k)) / height))
    const ordinal = Math.max(ord.at(k), Math.min(this.ownTrace.ordinalAt(at), ord.at(k + 1) - 1))
    return { ordinal, at, within }
  }

  override get endY(): number {
    return this.rows.yOfTime(this.rows.endMs)
  }

  override wallAt(y: number): number {
    return this.rows.wallOf(y)
  }

  override playStep(y: number, wallMs: number, speed: number): number {
    const end = this.endY
    return y >= end ? end : Math.min(end, this.rows.yAtWall(this.rows.wallOf(y) + wallMs * speed))
  }
}

/** A diagram's model whose axis is laid out with another's. `until`: so many records are read at once. */
export class SharedModel extends DiagramModel {
  readonly shared: SharedAxis

  constructor(trace: TraceStore, scenario: Scenario, view: ViewOptions, until = trace.count) {
    super(trace, castOf(scenario), view, (...given) => new SharedAxis(...given), until)
    this.shared = this.axis as SharedAxis
  }
}

/** Rows between two breaths. */
const PER_BREATH = 3000

/** Puts both sides' marks at the heights of the common rows. Cost: O(marks). */
export function layOut(left: SharedModel, right: SharedModel, rows: Rows): void {
  atOnce(layingOut(left, right, rows))()
}

/** The same, a little at a time; what it gives puts them there. */
export function* layingOut(left: SharedModel, right: SharedModel, { rows, folds }: Rows): Steps<() => void> {
  const columns = new RowColumns()
  const ends = [left, right].map(({ trace }) => (trace.count === 0 ? 0 : (trace.at[trace.count - 1] as number)))
  columns.endMs = Math.max(...ends)
  const ours: LaidSide = { rows: columns, rowOf: [], segment: [], folds: [], opened: [] }
  const theirs: LaidSide = { rows: columns, rowOf: [], segment: [], folds: [], opened: [] }
  let f = 0
  for (let r = 0; r < rows.length; r += 1) {
    if (r % PER_BREATH === PER_BREATH - 1) yield
    while (f < folds.length && (folds[f] as EqualFold).end <= r) f += 1
    const fold = folds[f]
    const inside = fold !== undefined && fold.first <= r && !fold.isOpen
    place(columns, rows, r, inside ? fold.end - fold.first : 0)
    const segment = inside ? FOLDED : isGap(rows, r) ? GAP : LINE
    putMark(ours, (rows[r] as Row).left, r, segment)
    putMark(theirs, (rows[r] as Row).right, r, segment)
  }
  for (const fold of folds) {
    putFold(ours, left, fold, [(rows[fold.first] as Row).left, (rows[fold.end - 1] as Row).left])
    putFold(theirs, right, fold, [(rows[fold.first] as Row).right, (rows[fold.end - 1] as Row).right])
  }
  return () => {
    left.shared.take(ours)
    right.shared.take(theirs)
  }
}

function putMark({ rowOf, segment }: LaidSide, mark: number, row: number, what: number): void {
  if (mark < 0) return
  rowOf.push(row)
  segment.push(what)
}

function putFold(
  side: LaidSide,
  { marks }: SharedModel,
  fold: EqualFold,
  [first, last]: readonly [number, number],
): void {
  const endMark = last + 1
  const ordinal = marks.ord.at(first)
  const card = { firstMark: first, endMark, ordinal, times: 1, marksPerTime: endMark - first, equal: fold.equal }
  if (fold.isOpen) side.opened.push(card)
  else side.folds.push(card)
}

function isGap(rows: readonly Row[], r: number): boolean {
  return r > 0 && (rows[r] as Row).at - (rows[r - 1] as Row).at > QUIET_MS
}

/** `folded`: rows of the fold that it is in, or 0. */
function place(columns: RowColumns, rows: readonly Row[], r: number, folded: number): void {
  const { at } = rows[r] as Row
  columns.at.push(at)
  const before = r - 1
  const [grow, fixed, wall] = r === 0 ? [0, 0, 0] : stepTo(rows, r, folded)
  columns.grow.push(grow + (columns.grow[before] ?? 0))
  columns.fixed.push(fixed + (columns.fixed[before] ?? 0))
  columns.wall.push(wall + (columns.wall[before] ?? 0))
}

function stepTo(rows: readonly Row[], r: number, folded: number): readonly [number, number, number] {
  if (folded > 0) return [0, FOLD_PX / folded, FOLD_WALL_MS / folded]
  if (isGap(rows, r)) return [0, GAP_PX, GAP_WALL_MS]
  const px = Math.max(ROW_PX, ((rows[r] as Row).at - (rows[r - 1] as Row).at) * PX_PER_MS)
  return [px, 0, (px * HOP_WALL_MS) / ROW_PX / 2]
}
