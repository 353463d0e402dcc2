/** Why a record differs: up its causes to what only one run has, to a message that was lost in the other, or to what changed. */
import type { TraceStore } from '#model/trace/store.ts'
import { CHANGED, ONLY, PENDING, SAME, type Alignment, type Side } from './alignment.ts'
import type { Difference } from './differences.ts'

export type SideName = 'left' | 'right'

export type Why =
  /** A user's act that only this run has. */
  | { readonly kind: 'action'; readonly side: SideName; readonly ordinal: number }
  /** It, or what led to it, was lost in one run: the `lost` record, and the act that took the receiver away, or -1. */
  | {
      readonly kind: 'lost'
      readonly side: SideName
      readonly ordinal: number
      readonly why: string
      readonly act: number
    }
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
  const act = networkAct(alignment, difference)
  if (act) return act
  const why = fromCauses(alignment, name, start)
  if (why !== null && why.kind !== 'unknown') return why
  const other = name === 'right' && difference.left >= 0 ? fromCauses(alignment, 'left', difference.left) : null
  return other ?? { kind: 'unknown' }
}

/** A message that both sent at one time, but that an act on the network let arrive at another: the act. */
function networkAct({ left, right }: Alignment, difference: Difference): Why | null {
  if (difference.left < 0 || difference.right < 0) return null
  if (left.trace.at[difference.left] !== right.trace.at[difference.right]) return null
  for (const [name, side] of [['right', right] as const, ['left', left] as const]) {
    const ordinal = lastActOn(side, difference[name])
    if (ordinal >= 0) return { kind: 'action', side: name, ordinal }
  }
  return null
}

/** The last act that only this run has and that may have delayed a message; -1 where there is none. */
function lastActOn({ trace, verdict }: Side, sent: number): number {
  const fate = trace.fate[sent] as number
  for (let i = fate < 0 ? sent : fate; i >= Math.max(0, sent - MOST_LOOK); i -= 1) {
    if (trace.type[i] === TYPE_ACTION && verdict[i] === ONLY && isAbout(trace, i, sent)) return i
  }
  return -1
}

function isAbout(trace: TraceStore, act: number, sent: number): boolean {
  const { do: name, message, from, to } = trace.body(act) as Readonly<Record<string, unknown>>
  if (name === 'deliverAt') return message === trace.messageId(sent)
  const ends = [trace.from[sent] as number, trace.to[sent] as number].map((end) => trace.text(end))
  if (name === 'delayNext' || name === 'duplicateNext') return from === ends[0] && to === ends[1]
  return name === 'setLatency'
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
  return { kind: 'lost', side, ordinal, why: body?.why ?? '', act: actBehind(trace, ordinal) }
}

/** The act that ended the receiver of a lost message; -1 where it lived, or ended by itself. */
function actBehind(trace: TraceStore, lost: number): number {
  const receiver = trace.to[lost] as number
  for (let i = lost - 1; i >= Math.max(0, lost - MOST_LOOK); i -= 1) {
    if (trace.type[i] !== TYPE_STATE || trace.from[i] !== receiver) continue
    if (trace.text(trace.to[i] as number) !== '') return -1
    let root = i
    while ((trace.cause[root] as number) >= 0) root = trace.cause[root] as number
    return trace.type[root] === TYPE_ACTION ? root : -1
  }
  return -1
}

/** Up the causes to the root: an act or a loss; else the nearest cause that differs; else who stood otherwise. */
function fromCauses(alignment: Alignment, name: SideName, start: number): Why | null {
  const side = alignment[name]
  const { trace } = side
  let below = start
  let nearest: Why | null = null
  let i = trace.cause[start] as number
  for (let step = 0; i >= 0 && step < MOST_STEPS; step += 1) {
    const verdict = side.verdict[i] as number
    if (trace.type[i] === TYPE_ACTION && verdict === ONLY) return { kind: 'action', side: name, ordinal: i }
    if (verdict === SAME || verdict === PENDING) return nearest ?? stoodOtherwise(alignment, name, i, below)
    if (verdict !== ONLY) {
      const pair = pairOf(alignment, name, i)
      const root = fateReason(alignment, pair) ?? networkAct(alignment, pair)
      if (root) return root
      nearest ??= { kind: verdict === CHANGED ? 'changed' : 'moved', left: pair.left, right: pair.right }
    }
    below = i
    i = trace.cause[i] as number
  }
  return nearest
}

/** A record that both runs have, with its mate. */
function pairOf(alignment: Alignment, name: SideName, i: number): Difference {
  const head = headOf(alignment[name].trace, i)
  const mate = alignment[name].mate[head] as number
  const [left, right] = name === 'left' ? [head, mate] : [mate, head]
  return { kind: 'changed', left, right, at: 0, equalBefore: 0 }
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
