/** The marks of two runs in common rows: side by side where they belong together, alone where they do not; equal rows fold. */
import { ENDED, START, type Marks } from '../marks.ts'
import type { DiagramModel } from '../model.ts'
import { QUIET_MS } from '../stretches.ts'
import { SAME, type Alignment, type Side } from './alignment.ts'
import { samesBefore } from './differences.ts'
import { atOnce, type Steps } from './steps.ts'

export interface Row {
  /** Virtual ms. */
  readonly at: number
  /** Marks of both sides; -1 where a side has none here. */
  readonly left: number
  readonly right: number
  readonly isEqual: boolean
}

export interface EqualFold {
  /** First row, and the row behind the last. */
  readonly first: number
  readonly end: number
  /** Equal records inside, at every depth. */
  readonly equal: number
  readonly isOpen: boolean
}

export interface Rows {
  readonly rows: readonly Row[]
  readonly folds: readonly EqualFold[]
}

/** Fewer rows than this are shown rather than folded. */
const LEAST_FOLDED = 4

/** Rows between two breaths. */
const PER_BREATH = 3000

/** `open`: ordinals of the left run that begin folds which the reader opened. Cost: O(marks). */
export function commonRows(
  alignment: Alignment,
  left: DiagramModel,
  right: DiagramModel,
  open: readonly number[],
): Rows {
  return atOnce(commonRowsInSteps(alignment, left, right, open))
}

/** The same, a little at a time. */
export function* commonRowsInSteps(
  alignment: Alignment,
  left: DiagramModel,
  right: DiagramModel,
  open: readonly number[],
): Steps<Rows> {
  const rows = yield* merged(alignment, left.marks, right.marks)
  return { rows, folds: yield* foldsOf(alignment.left, rows, left.marks, open) }
}

function* merged(alignment: Alignment, left: Marks, right: Marks): Steps<Row[]> {
  const rows: Row[] = []
  let l = 0
  let r = 0
  let breath = PER_BREATH
  while (l < left.length || r < right.length) {
    if (rows.length > breath) {
      breath = rows.length + PER_BREATH
      yield
    }
    const at = Math.min(l < left.length ? left.at(l) : Infinity, r < right.length ? right.at(r) : Infinity)
    const endL = endOfInstant(left, l, at)
    const endR = endOfInstant(right, r, at)
    pairInstant(alignment, left, right, { at, l, endL, r, endR }, rows)
    l = endL
    r = endR
  }
  return rows
}

function endOfInstant(marks: Marks, from: number, at: number): number {
  let k = from
  while (k < marks.length && marks.at(k) === at) k += 1
  return k
}

interface Instant {
  readonly at: number
  readonly l: number
  readonly endL: number
  readonly r: number
  readonly endR: number
}

/** Marks of one millisecond: those that belong together share a row; of two that cross, the left one waits for its own. */
function pairInstant({ left: side }: Alignment, left: Marks, right: Marks, instant: Instant, rows: Row[]): void {
  const { at, endL, endR } = instant
  let { l, r } = instant
  const mates = new Map<number, number>()
  for (let k = r; k < endR; k += 1) mates.set(right.ord.at(k), k)
  while (l < endL || r < endR) {
    const mate = l < endL ? mates.get(mateOf(side, left, l)) : undefined
    if (l < endL && mate === undefined) rows.push({ at, left: l++, right: -1, isEqual: false })
    else if (mate !== undefined && mate > r) rows.push({ at, left: -1, right: r++, isEqual: false })
    else if (mate === r) {
      rows.push({ at, left: l, right: r, isEqual: isEqual(side, left, l) })
      l += 1
      r += 1
    } else if (l < endL) rows.push({ at, left: l++, right: -1, isEqual: false })
    else rows.push({ at, left: -1, right: r++, isEqual: false })
  }
}

function mateOf({ mate }: Side, marks: Marks, k: number): number {
  const ordinal = marks.ord.at(k)
  if (marks.kind.at(k) === START) return -1
  return ordinal < mate.length ? (mate[ordinal] as number) : -2
}

function isEqual({ verdict, count }: Side, marks: Marks, k: number): boolean {
  const kind = marks.kind.at(k)
  if (kind === START) return true
  const ordinal = marks.ord.at(k)
  return kind !== ENDED && ordinal < count && verdict[ordinal] === SAME
}

/**
 * Runs of equal rows, whole busy stretches: the stretch beside a difference stays in full, so that what happened just
 * before it is seen.
 */
function* foldsOf(side: Side, rows: readonly Row[], left: Marks, open: readonly number[]): Steps<EqualFold[]> {
  const stretches = stretchesOf(rows)
  yield
  const plain = stretches.map(({ first, end }) => allEqual(rows, first, end))
  yield
  const sums = yield* samesBefore(side)
  const folds: EqualFold[] = []
  const keeps = (s: number): boolean => plain[s] === true && plain[s - 1] !== false && plain[s + 1] !== false
  for (let s = 0; s < stretches.length; s += 1) {
    if (!keeps(s)) continue
    let last = s
    while (last + 1 < stretches.length && keeps(last + 1)) last += 1
    // The start has no record: it stays above.
    const first = Math.max(1, (stretches[s] as Stretch).first)
    const { end } = stretches[last] as Stretch
    s = last
    if (end - first < LEAST_FOLDED) continue
    const from = left.ord.at((rows[first] as Row).left)
    const to = left.ord.at((rows[end - 1] as Row).left)
    folds.push({ first, end, equal: (sums[to + 1] as number) - (sums[from] as number), isOpen: open.includes(from) })
  }
  return folds
}

interface Stretch {
  readonly first: number
  readonly end: number
}

function stretchesOf(rows: readonly Row[]): Stretch[] {
  const stretches: Stretch[] = []
  let first = 0
  for (let r = 1; r <= rows.length; r += 1) {
    if (r < rows.length && (rows[r] as Row).at - (rows[r - 1] as Row).at <= QUIET_MS) continue
    stretches.push({ first, end: r })
    first = r
  }
  return rows.length === 0 ? [] : stretches
}

function allEqual(rows: readonly Row[], first: number, end: number): boolean {
  for (let r = first; r < end; r += 1) if (!(rows[r] as Row).isEqual) return false
  return true
}
