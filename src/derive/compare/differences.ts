/** What differs between two aligned runs, in order of time, as a reader goes through it: one entry a message. */
import type { DiagramModel } from '../model.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { CHANGED, MOVED, ONLY, SAME, type Alignment, type Side } from './alignment.ts'
import { sayTheSame } from './content.ts'
import { atOnce, type Steps } from './steps.ts'

/** `left`, `right`: only that run has it. */
export type DifferenceKind = 'left' | 'right' | 'moved' | 'changed'

export interface Difference {
  readonly kind: DifferenceKind
  /** Ordinals of the `sent` record, or of a record that is no message; -1 where that run has none. */
  readonly left: number
  readonly right: number
  /** Virtual ms at which the runs differ in it first: of a message that both sent alike, its earlier end. */
  readonly at: number
  /** Records that are equal between the difference before and this one, at every depth. */
  readonly equalBefore: number
}

export interface Differences {
  readonly list: readonly Difference[]
  /** Equal records behind the last difference. */
  readonly equalAfter: number
  readonly counts: Readonly<Record<DifferenceKind, number>>
  /** Records of both runs that differ, but that this view does not show. */
  readonly hidden: number
}

const TYPE_SENT = 0
const TYPE_DELIVERED = 1
const TYPE_LOST = 2
const TYPE_HALTED = 10

/** Records between two breaths. */
const PER_BREATH = 8000

/** `shows`: whether the view of that side shows a record. Cost: O(records). */
function* differencesOf(
  alignment: Alignment,
  shows: { readonly left: (ordinal: number) => boolean; readonly right: (ordinal: number) => boolean },
): Steps<Differences> {
  const { left, right } = alignment
  const ours = yield* changedHeads(left, (l) => entryOf(alignment, l))
  const theirs = yield* changedHeads(right, (r) =>
    (right.mate[r] as number) >= 0 ? null : { kind: 'right', left: -1, right: r, at: right.trace.at[r] as number },
  )
  const entries = yield* mergedInTime(ours, theirs)
  const sums = yield* samesBefore(left)
  const list: Difference[] = []
  const counts = { left: 0, right: 0, moved: 0, changed: 0 }
  let before = 0
  for (const [n, entry] of entries.entries()) {
    if (n % PER_BREATH === PER_BREATH - 1) yield
    if (!((entry.left >= 0 && shows.left(entry.left)) || (entry.right >= 0 && shows.right(entry.right)))) continue
    const passed = Math.max(before, sums[placeOf(left, entry)] as number)
    list.push({ ...entry, equalBefore: passed - before })
    counts[entry.kind] += 1
    before = passed
  }
  const equalAfter = (sums[left.count] as number) - before
  return { list, equalAfter, counts, hidden: entries.length - list.length }
}

/** The differences that the two diagrams show. */
export function shownDifferences(alignment: Alignment, left: DiagramModel, right: DiagramModel): Differences {
  return atOnce(shownDifferencesInSteps(alignment, left, right))
}

/** The same, a little at a time. */
export function shownDifferencesInSteps(
  alignment: Alignment,
  left: DiagramModel,
  right: DiagramModel,
): Steps<Differences> {
  const shownBy = (model: DiagramModel) => (ordinal: number) => model.marks.markOf(ordinal) >= 0
  return differencesOf(alignment, { left: shownBy(left), right: shownBy(right) })
}

type Entry = Omit<Difference, 'equalBefore'>

function orderIn({ left, right }: Entry): number {
  return left >= 0 ? left : right
}

function inTime(a: Entry, b: Entry): number {
  return a.at - b.at || orderIn(a) - orderIn(b)
}

/** Both in order of time. Each is nearly in order already; sorted apart, neither is long. */
function* mergedInTime(ours: Entry[], theirs: Entry[]): Steps<Entry[]> {
  ours.sort(inTime)
  yield
  theirs.sort(inTime)
  yield
  const both: Entry[] = []
  let k = 0
  for (const entry of ours) {
    while (k < theirs.length && inTime(theirs[k] as Entry, entry) < 0) both.push(theirs[k++] as Entry)
    both.push(entry)
    if (both.length % PER_BREATH === 0) yield
  }
  while (k < theirs.length) both.push(theirs[k++] as Entry)
  return both
}

/** Records of a side that are no ends of messages and differ; how far a run goes is no difference of what happens. */
function* changedHeads({ trace, verdict, count }: Side, entry: (i: number) => Entry | null): Steps<Entry[]> {
  const heads: Entry[] = []
  for (let i = 0; i < count; i += 1) {
    if (i % PER_BREATH === PER_BREATH - 1) yield
    const type = trace.type[i]
    const isHead = type !== TYPE_DELIVERED && type !== TYPE_LOST && type !== TYPE_HALTED
    const made = (verdict[i] as number) >= MOVED && isHead ? entry(i) : null
    if (made) heads.push(made)
  }
  return heads
}

function entryOf({ left, right }: Alignment, l: number): Entry {
  const r = left.mate[l] as number
  const at = left.trace.at[l] as number
  if (left.verdict[l] === ONLY || r < 0) return { kind: 'left', left: l, right: -1, at }
  const kind = left.verdict[l] === CHANGED ? 'changed' : 'moved'
  const first = Math.min(at, right.trace.at[r] as number)
  return { kind, left: l, right: r, at: partsAtEnd({ left, right }, l, r) ?? first }
}

/** A message that both sent alike differs from when it arrives, or is lost, in the one where that is earlier. */
function partsAtEnd({ left, right }: Pick<Alignment, 'left' | 'right'>, l: number, r: number): number | null {
  const [one, two] = [left.trace, right.trace]
  if (one.type[l] !== TYPE_SENT || one.at[l] !== two.at[r] || !sayTheSame(one, l, two, r)) return null
  const ends = [endOf(one, l), endOf(two, r)].filter((at) => at !== null)
  return ends.length === 0 ? null : Math.min(...ends)
}

function endOf(trace: TraceStore, sent: number): number | null {
  const fate = trace.fate[sent] as number
  return fate < 0 ? null : (trace.at[fate] as number)
}

/** Where an entry stands among the records of the left side. */
function placeOf({ trace, count }: Side, { left, at }: Entry): number {
  return left >= 0 ? left : Math.min(count, trace.ordinalAt(at - 1) + 1)
}

/** How many of the first n records are equal, for every n. */
export function* samesBefore({ verdict, count }: Side): Steps<Int32Array> {
  const sums = new Int32Array(count + 1)
  for (let i = 0; i < count; i += 1) {
    if (i % (4 * PER_BREATH) === 0) yield
    sums[i + 1] = (sums[i] as number) + (verdict[i] === SAME ? 1 : 0)
  }
  return sums
}

/** The difference after (`by` 1) or before a moment; null where there is none. */
export function nextDifference(list: readonly Difference[], at: number, by: 1 | -1): number | null {
  if (by === 1) {
    const k = list.findIndex((difference) => difference.at > at)
    return k < 0 ? null : k
  }
  const k = list.findLastIndex((difference) => difference.at < at)
  return k < 0 ? null : k
}
