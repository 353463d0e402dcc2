/**
 * Two runs record by record: which belong together, and how each stands to the other. Everything before the first
 * difference is equal by its bytes; behind it records are paired by what they are about, each kind in its own order.
 */
import type { TraceStore } from '#model/trace/store.ts'
import { PlainNames, sayTheSame, subjectOf, unlabelled } from './content.ts'
import { pairNearest } from './pairing.ts'
import { atOnce, type Steps } from './steps.ts'

/** Not known yet: the other run has not come so far. */
export const PENDING = 0
export const SAME = 1
/** The same, at another time. */
export const MOVED = 2
/** The same by what it is about, but it says something else, or ends otherwise. */
export const CHANGED = 3
/** The other run has nothing like it. */
export const ONLY = 4

export interface Side {
  readonly trace: TraceStore
  /** Records that were looked at; those behind are pending. */
  readonly count: number
  /** By ordinal: the record of the other side that belongs to it, or -1. */
  readonly mate: Int32Array
  readonly verdict: Uint8Array
}

export interface Alignment {
  readonly left: Side
  readonly right: Side
  /** Records that both begin with, equal byte for byte. */
  readonly shared: number
  /** Virtual ms up to which both runs were looked at. */
  readonly untilMs: number
}

export interface Span {
  /** Virtual ms up to which both runs are computed; Infinity where both are over. */
  readonly untilMs: number
  /** Records behind the first difference that are looked at, of each side. */
  readonly most?: number
}

const TYPE_SENT = 0
const TYPE_LOST = 2
const TYPE_TIMER = 6
const TYPE_TASK = 7
const TYPE_ACTION = 8
const MOST = 200_000
const PER_BREATH = 2000

/** Works in small steps; the last gives the alignment. Cost: O(records), and the bodies behind the first difference. */
export function* aligning(left: TraceStore, right: TraceStore, span: Span): Steps<Alignment> {
  const shared = yield* equalBeginning(left, right)
  const most = span.most ?? MOST
  const ends = [left, right].map((trace) => {
    const reach = span.untilMs === Infinity ? trace.count : trace.ordinalAt(span.untilMs) + 1
    return Math.max(shared, Math.min(reach, shared + most))
  })
  const sides = [sideOf(left, ends[0] as number), sideOf(right, ends[1] as number)] as const
  const work = new Work(sides[0], sides[1], shared)
  yield* work.pairAll()
  yield* work.judgeAll()
  return { left: sides[0], right: sides[1], shared, untilMs: lookedUntil(sides, span.untilMs) }
}

/** All at once: for tests and small runs. */
export function aligned(left: TraceStore, right: TraceStore, span: Span = { untilMs: Infinity }): Alignment {
  return atOnce(aligning(left, right, span))
}

function sideOf(trace: TraceStore, count: number): Side {
  return { trace, count, mate: new Int32Array(trace.count).fill(-1), verdict: new Uint8Array(trace.count) }
}

function lookedUntil(sides: readonly Side[], untilMs: number): number {
  const cut = sides.flatMap(({ trace, count }) => (count < trace.count ? [trace.at[count] as number] : []))
  return Math.min(untilMs, ...cut)
}

function* equalBeginning(left: TraceStore, right: TraceStore): Steps<number> {
  const both = Math.min(left.count, right.count)
  for (let i = 0; i < both; i += 1) {
    if (!alike(left, right, i) || !left.hasBodyOf(i, right, i)) return i
    if (i % PER_BREATH === PER_BREATH - 1) yield
  }
  return both
}

function alike(a: TraceStore, b: TraceStore, i: number): boolean {
  return (
    a.at[i] === b.at[i] &&
    a.type[i] === b.type[i] &&
    a.cause[i] === b.cause[i] &&
    a.flags[i] === b.flags[i] &&
    Object.is(a.due[i], b.due[i]) &&
    sameText(a, b, a.from[i] as number, b.from[i] as number) &&
    sameText(a, b, a.to[i] as number, b.to[i] as number) &&
    sameText(a, b, a.name[i] as number, b.name[i] as number)
  )
}

function sameText(a: TraceStore, b: TraceStore, m: number, n: number): boolean {
  return a.text(m) === b.text(n)
}

class Work {
  private readonly left: Side
  private readonly right: Side
  private readonly shared: number

  constructor(left: Side, right: Side, shared: number) {
    this.left = left
    this.right = right
    this.shared = shared
  }

  /** Pairs first what names the very same task, then what is left over without its numbers. */
  *pairAll(): Steps<void> {
    const { left, right, shared } = this
    for (let i = 0; i < shared; i += 1) this.pair(i, i)
    for (const exact of [true, false]) {
      const ours = yield* keyed(left, shared, exact)
      const theirs = yield* keyed(right, shared, exact)
      let paired = 0
      for (const [key, ordinals] of ours) {
        this.pairList(ordinals, theirs.get(key))
        paired += ordinals.length
        if (paired < PER_BREATH) continue
        paired = 0
        yield
      }
    }
    yield* this.pairEnds()
  }

  private pairList(ours: readonly number[], theirs: readonly number[] | undefined): void {
    if (!theirs) return
    const { left, right } = this
    const timeOf = {
      left: (k: number) => left.trace.at[k] as number,
      right: (k: number) => right.trace.at[k] as number,
    }
    pairNearest(ours, theirs, timeOf, (l, r) => this.pair(l, r))
  }

  private pair(l: number, r: number): void {
    this.left.mate[l] = r
    this.right.mate[r] = l
  }

  /** Deliveries and losses belong together as their messages do, the first with the first. */
  private *pairEnds(): Steps<void> {
    const { left, right, shared } = this
    const theirs = yield* endsOf(right, shared)
    let count = 0
    for (const [sent, ends] of yield* endsOf(left, shared)) {
      if (++count % PER_BREATH === 0) yield
      const mate = left.mate[sent] as number
      const others = mate < 0 ? undefined : theirs.get(mate)
      if (others) ends.slice(0, others.length).forEach((end, k) => this.pair(end, others[k] as number))
    }
  }

  *judgeAll(): Steps<void> {
    const { left, right, shared } = this
    for (const side of [left, right]) side.verdict.fill(SAME, 0, shared)
    for (let l = 0; l < left.count; l += 1) {
      const r = left.mate[l] as number
      if (l >= shared) this.settle(l, r, r < 0 ? ONLY : this.verdictOf(l, r))
      else if (left.trace.type[l] === TYPE_SENT) this.judgeShared(l)
      if (l % PER_BREATH === PER_BREATH - 1) yield
    }
    for (let r = shared; r < right.count; r += 1) if ((right.mate[r] as number) < 0) right.verdict[r] = ONLY
    yield* this.judgeEnds()
  }

  /** Sent before the runs part, but maybe not ended alike. */
  private judgeShared(l: number): void {
    const fate = this.left.trace.fate[l] as number
    if (fate < this.shared && (this.right.trace.fate[l] as number) === fate) return
    this.settle(l, l, this.fateVerdict(l, l))
  }

  private settle(l: number, r: number, verdict: number): void {
    this.left.verdict[l] = verdict
    if (r >= 0) this.right.verdict[r] = verdict
  }

  private verdictOf(l: number, r: number): number {
    const [a, b] = [this.left.trace, this.right.trace]
    if (!sayTheSame(a, l, b, r)) return CHANGED
    const type = a.type[l]
    if (type === TYPE_TIMER && !Object.is(lasts(a, l), lasts(b, r))) return CHANGED
    const moved = a.at[l] === b.at[r] ? SAME : MOVED
    return type === TYPE_SENT ? Math.max(moved, this.fateVerdict(l, r)) : moved
  }

  /** Where both have ended within what was looked at: alike, at another time, or otherwise. */
  private fateVerdict(l: number, r: number): number {
    const [a, b] = [this.left.trace, this.right.trace]
    const [one, two] = [a.fate[l] as number, b.fate[r] as number]
    if (one < 0 || two < 0 || one >= this.left.count || two >= this.right.count) return this.openVerdict(l, r)
    if ((a.type[one] === TYPE_LOST) !== (b.type[two] === TYPE_LOST)) return CHANGED
    return a.at[one] === b.at[two] ? SAME : MOVED
  }

  /** One of them is still under way where the comparison ends: it was meant to arrive at another time. */
  private openVerdict(l: number, r: number): number {
    const [a, b] = [this.left.trace, this.right.trace]
    return Object.is(a.due[l], b.due[r]) || a.at[l] !== b.at[r] ? SAME : MOVED
  }

  /** The end of a message stands to the other run as the message does; a copy that the other run lacks is alone. */
  private *judgeEnds(): Steps<void> {
    const { left, right, shared } = this
    let count = 0
    for (const side of [left, right]) {
      for (const [sent, ends] of yield* endsOf(side, shared)) {
        if (++count % PER_BREATH === 0) yield
        const isPaired = (side.mate[sent] as number) >= 0
        ends.forEach((end, k) => {
          if ((side.mate[end] as number) >= 0 || (isPaired && k === 0)) side.verdict[end] = side.verdict[sent] as number
        })
      }
    }
  }
}

/** How long a timer was armed for. */
function lasts(trace: TraceStore, i: number): number {
  return (trace.due[i] as number) - (trace.at[i] as number)
}

/** Deliveries and losses from a record on, by their message. */
function* endsOf({ trace, count }: Side, from: number): Steps<Map<number, number[]>> {
  const ends = new Map<number, number[]>()
  for (let i = from; i < count; i += 1) {
    if (i % PER_BREATH === 0) yield
    const type = trace.type[i] as number
    if (type === TYPE_SENT || type > TYPE_LOST) continue
    const sent = trace.link[i] as number
    const known = ends.get(sent)
    if (known) known.push(i)
    else ends.set(sent, [i])
  }
  return ends
}

/** Records without a mate by what they are; ends of messages follow their messages. `exact`: tasks by their full ids. */
function* keyed(side: Side, from: number, exact: boolean): Steps<Map<string, number[]>> {
  const { trace, count, mate } = side
  const names = new PlainNames(trace)
  const found = new Map<string, number[]>()
  for (let i = from; i < count; i += 1) {
    if (i % PER_BREATH === 0) yield
    const type = trace.type[i] as number
    if ((mate[i] as number) >= 0 || type === 1 || type === TYPE_LOST) continue
    const key = keyOf(trace, i, exact, names)
    const known = found.get(key)
    if (known) known.push(i)
    else found.set(key, [i])
  }
  return found
}

function keyOf(trace: TraceStore, i: number, exact: boolean, names: PlainNames): string {
  const type = trace.type[i] as number
  const textOf = exact ? (number: number) => trace.text(number) : (number: number) => names.at(number)
  const [from, to, name] = [trace.from, trace.to, trace.name].map((column) => textOf(column[i] as number))
  const about = aboutOf(trace, i, exact)
  return `${type}|${from}|${to}|${name}|${about}`
}

/** What a record is about beyond its ends and its name. */
function aboutOf(trace: TraceStore, i: number, exact: boolean): string {
  const plain = (text: string): string => (exact ? text : unlabelled(text))
  switch (trace.type[i]) {
    case TYPE_SENT:
      return plain(subjectOf(trace.bodyText(i)))
    case TYPE_ACTION:
      return plain(trace.bodyText(i))
    case TYPE_TIMER:
      return trace.whatOf(i)
    case TYPE_TASK:
      return trace.bodyText(i)
    default:
      return ''
  }
}

/** Records from `from` to before `to` that stand to the other run as `verdict` says. */
export function countVerdict(side: Side, from: number, to: number, verdict: number): number {
  let count = 0
  for (let i = Math.max(0, from); i < Math.min(to, side.count); i += 1) if (side.verdict[i] === verdict) count += 1
  return count
}

/** The mate of a record, or of the last before it that has one; -1 where none has. */
export function mateBefore({ mate }: Side, ordinal: number): number {
  for (let i = Math.min(ordinal, mate.length - 1); i >= 0; i -= 1)
    if ((mate[i] as number) >= 0) return mate[i] as number
  return -1
}
