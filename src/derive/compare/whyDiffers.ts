/** Why a record differs: up its causes to what only one run has, to a message that was lost in the other, or to what changed. */
import type { TraceStore } from '#model/trace/store.ts'
import { CHANGED, MOVED, ONLY, SAME, type Alignment, type Side } from './alignment.ts'
import type { Difference } from './differences.ts'

export type SideName = 'left' | 'right'

export type Why =
  /** A user's act that only this run has. */
  | { readonly kind: 'action'; readonly side: SideName; readonly ordinal: number }
  /** What led to it in one run was lost in the other: the `lost` record. */
  | { readonly kind: 'lost'; readonly side: SideName; readonly ordinal: number; readonly why: string }
  /** What led to it came at another time, or said something else; ordinals of both. */
  | { readonly kind: 'moved' | 'changed'; readonly left: number; readonly right: number }
  /** Both runs have what led to it, but the component stood otherwise by then: the last difference that touched it. */
  | { readonly kind: 'state'; readonly of: string; readonly side: SideName; readonly ordinal: number }
  /** Nothing of the runs tells. */
  | { readonly kind: 'unknown' }

const TYPE_DELIVERED = 1
const TYPE_LOST = 2
const TYPE_STATE = 3
const TYPE_ALLOCATION = 4
const TYPE_ACTION = 8
const MOST_STEPS = 10_000
const MOST_LOOK = 50_000

export function whyDiffers(alignment: Alignment, difference: Difference): Why {
  const name: SideName = difference.right >= 0 ? 'right' : 'left'
  const side = alignment[name]
  const start = difference[name]
  const fate = fateReason(alignment, difference)
  if (fate) return fate
  if (side.trace.type[start] === TYPE_ACTION) return { kind: 'action', side: name, ordinal: start }
  return fromCauses(alignment, name, start) ?? { kind: 'unknown' }
}

/** A message that both sent, but that was lost in one of the runs, needs no further cause. */
function fateReason({ left, right }: Alignment, difference: Difference): Why | null {
  if (difference.left < 0 || difference.right < 0) return null
  const [one, two] = [left.trace.fate[difference.left] as number, right.trace.fate[difference.right] as number]
  const lostLeft = one >= 0 && left.trace.type[one] === TYPE_LOST
  const lostRight = two >= 0 && right.trace.type[two] === TYPE_LOST
  if (lostLeft === lostRight || one < 0 || two < 0) return null
  return lostRight ? lostAs('right', right.trace, two) : lostAs('left', left.trace, one)
}

function lostAs(side: SideName, trace: TraceStore, ordinal: number): Why {
  const body = trace.body(ordinal) as { readonly why?: string } | null
  return { kind: 'lost', side, ordinal, why: body?.why ?? '' }
}

function fromCauses(alignment: Alignment, name: SideName, start: number): Why | null {
  const side = alignment[name]
  const { trace } = side
  let below = start
  let i = trace.cause[start] as number
  for (let step = 0; i >= 0 && step < MOST_STEPS; step += 1) {
    const verdict = side.verdict[i] as number
    if (trace.type[i] === TYPE_ACTION && verdict === ONLY) return { kind: 'action', side: name, ordinal: i }
    if (verdict === MOVED || verdict === CHANGED) return throughPair(alignment, name, i)
    if (verdict !== ONLY) return stoodOtherwise(alignment, name, i, below)
    below = i
    i = trace.cause[i] as number
  }
  return null
}

/** The cause is in both runs and differs: that is the reason, unless the other run lost it. */
function throughPair(alignment: Alignment, name: SideName, i: number): Why {
  const head = headOf(alignment[name].trace, i)
  const mate = alignment[name].mate[head] as number
  const [left, right] = name === 'left' ? [head, mate] : [mate, head]
  const pair: Difference = { kind: 'changed', left, right, at: 0, equalBefore: 0 }
  const fate = fateReason(alignment, pair)
  if (fate) return fate
  const verdict = alignment[name].verdict[head]
  return { kind: verdict === CHANGED ? 'changed' : 'moved', left, right }
}

/** The `sent` record of a message's end; any other record itself. */
export function headOf(trace: TraceStore, i: number): number {
  const type = trace.type[i]
  return type === TYPE_DELIVERED || type === TYPE_LOST ? (trace.link[i] as number) : i
}

/** The same cause had another outcome: who acted stood otherwise. The last difference before that touched it, on either side. */
function stoodOtherwise(alignment: Alignment, name: SideName, cause: number, below: number): Why {
  const { trace } = alignment[name]
  const actor = actorOf(trace, below) || actorOf(trace, cause)
  const at = trace.at[below] as number
  const found = (['left', 'right'] as const).flatMap((side) => {
    const last = side === name ? below - 1 : alignment[side].trace.ordinalAt(at)
    const ordinal = lastTouching(alignment[side], actor, last, alignment.shared)
    return ordinal < 0 ? [] : [{ side, ordinal, at: alignment[side].trace.at[ordinal] as number }]
  })
  const last = found.toSorted((a, b) => b.at - a.at)[0]
  return last ? { kind: 'state', of: actor, side: last.side, ordinal: last.ordinal } : { kind: 'unknown' }
}

/** Who did what a record tells. */
function actorOf(trace: TraceStore, i: number): string {
  const type = trace.type[i]
  if (type === TYPE_ALLOCATION) return 'allocator'
  return trace.text((type === TYPE_DELIVERED || type === TYPE_LOST ? trace.to : trace.from)[i] as number)
}

function lastTouching({ trace, verdict, count }: Side, actor: string, last: number, from: number): number {
  const number = trace.numberOf(actor)
  if (number < 0) return -1
  const start = Math.min(count - 1, last)
  for (let i = start; i >= Math.max(from, start - MOST_LOOK); i -= 1) {
    if ((verdict[i] as number) <= SAME) continue
    const type = trace.type[i]
    const isEnd = type === TYPE_DELIVERED || type === TYPE_LOST
    if (isEnd ? trace.to[i] === number : type === TYPE_STATE && isOf(trace, i, actor)) return i
  }
  return -1
}

function isOf(trace: TraceStore, i: number, actor: string): boolean {
  const of = trace.text(trace.from[i] as number)
  return of === actor || of.startsWith(`${actor}/`)
}
