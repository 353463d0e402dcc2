/** From one message of a run to the one that led to it, to the one that it led to, and along a lane. */
import type { DiagramModel } from '#derive/model.ts'
import { SENT } from '#derive/marks.ts'
import type { TraceStore } from '#model/trace/store.ts'

const TYPE_SENT = 0
/** Records looked at when searching for an effect. */
const MAX_LOOK = 20_000

/** The `sent` record of a message, or the record itself. */
export function headOf(trace: TraceStore, ordinal: number): number {
  const type = trace.typeOf(ordinal)
  return type === 'delivered' || type === 'lost' ? (trace.link[ordinal] as number) : ordinal
}

/** Which records a reader sees: where one does not, what led to it or came of it is looked for. */
type Shown = (ordinal: number) => boolean
const all: Shown = () => true

/** What the view draws. */
export function shownIn({ marks }: DiagramModel): Shown {
  return (ordinal) => marks.markOf(ordinal) >= 0
}

/** The message, or the user's action, that led to a record; -1 where nothing that is shown did. */
export function causeOf(trace: TraceStore, ordinal: number, shown: Shown = all): number {
  let i = trace.cause[headOf(trace, ordinal)] as number
  while (i >= 0) {
    const type = trace.typeOf(i)
    const isMessage = type === 'sent' || type === 'delivered' || type === 'lost'
    const head = isMessage ? headOf(trace, i) : i
    if ((isMessage || type === 'action') && shown(head)) return head
    i = trace.cause[i] as number
  }
  return -1
}

/** The first message that is shown and that a record led to; -1 where there is none, or none is computed. */
export function effectOf(trace: TraceStore, ordinal: number, shown: Shown = all): number {
  const head = headOf(trace, ordinal)
  const fate = trace.type[head] === TYPE_SENT ? (trace.fate[head] as number) : -1
  const roots = new Set([head, fate].filter((i) => i >= 0))
  const end = Math.min(trace.count, head + MAX_LOOK)
  for (let i = head + 1; i < end; i += 1) {
    if (!roots.has(trace.cause[i] as number)) continue
    if (trace.type[i] === TYPE_SENT && shown(i)) return i
    roots.add(i)
  }
  return -1
}

/** The next or previous message that is shown and touches a lane of the given one; -1 at the end. */
export function neighbourOf(model: DiagramModel, ordinal: number, by: 1 | -1): number {
  const { trace, marks, lanes } = model
  const head = ordinal < 0 ? -1 : headOf(trace, ordinal)
  const lane = head < 0 || trace.type[head] !== TYPE_SENT ? null : lanes.laneOfNumber(trace, trace.from[head] as number)
  let k = marks.ord.lastAtMost(head)
  if (by === -1 && k >= 0 && marks.ord.at(k) >= head) k -= 1
  else if (by === 1) k += 1
  for (; k >= 0 && k < marks.length; k += by) {
    if (marks.kind.at(k) !== SENT) continue
    const i = marks.ord.at(k)
    if (lane === null) return i
    const touches = [trace.from[i], trace.to[i]].some((end) => lanes.laneOfNumber(trace, end as number) === lane)
    if (touches) return i
  }
  return -1
}
