/** Messages of a scene: flights, arrows, losses, copies, what goes through hidden lanes; and what they set to work. */
import type { Activation, Arrow, Phase } from './geometry.ts'
import { FOLDED, ROW_PX } from './axis.ts'
import { DELIVERED, LOST, SENT, STUB } from './marks.ts'
import type { Moment } from './scene.ts'

const TYPE_DELIVERED = 1
const TYPE_TIMER = 6

/** Where the ✕ stands on the way: lost on the way, or turned away at the end. */
const LOST_ON_THE_WAY = 0.55
const LOST_AT_THE_END = 0.9

/** Marks from one window to the next rarely differ by more: longer ones are cut, with what is nearest to the cursor. */
const MOST_ARROWS = 2500

/** Arrows that touch the window and have begun by the cursor, in the order in which they begin. */
export function arrowsOf(moment: Moment): Arrow[] {
  const { model, first, last, nowMark } = moment
  const { marks, axis } = model
  const found: Arrow[] = []
  const add = (start: number, end: number): void => {
    if (start > nowMark || axis.segment.at(start) === FOLDED) return
    found.push(arrowOf(moment, start, end))
  }
  marks.spanning(first, (start) => add(start, marks.mate.at(start)))
  const until = Math.min(last, nowMark, first + MOST_ARROWS)
  for (let k = first; k <= until; k += 1) {
    const kind = marks.kind.at(k)
    const mate = marks.mate.at(k)
    if (kind === SENT || kind === STUB) add(k, mate)
    else if ((kind === DELIVERED || kind === LOST) && marks.mate.at(mate) !== k) add(mate, k)
  }
  return found
}

function arrowOf(moment: Moment, start: number, end: number): Arrow {
  const { model, layout, nowMark } = moment
  const { trace, lanes, marks, axis, looks } = model
  const sent = marks.message.at(start)
  const final = end < 0 ? sent : marks.message.at(end)
  const from = lanes.laneOfNumber(trace, trace.from[sent] as number)
  const to = lanes.laneOfNumber(trace, trace.to[final] as number)
  const due = trace.due[final] as number
  const ended = end >= 0 && end <= nowMark
  const isLost = end >= 0 && marks.kind.at(end) === LOST
  const phase: Phase = !ended ? 'flying' : isLost ? 'lost' : 'delivered'
  const x0 = layout.x[from.n] as number
  const y0 = axis.y(start)
  const stub = to.hidden
  const x1 = stub ? x0 + stubLength(moment, from.n) : (layout.x[to.n] as number)
  const onTheWay = isLost && Number.isNaN(due)
  const y1 = endY(moment, { start, end, due, onTheWay, stub })
  const lossAt = onTheWay ? LOST_ON_THE_WAY : LOST_AT_THE_END
  const head = phase === 'delivered' ? 1 : phase === 'lost' ? lossAt : flown(moment.nowY, y0, y1, stub)
  return {
    key: end >= 0 && marks.mate.at(start) !== end ? marks.ord.at(end) * 2 + 1 : sent * 2,
    sent: final === sent ? sent : final,
    look: looks.at(final),
    step: trace.stepOf(final),
    from,
    to,
    x0,
    y0,
    x1,
    y1,
    phase: stub ? 'delivered' : phase,
    head,
    sentAt: trace.at[sent] as number,
    arrivesAt: ended ? marks.at(end) : due,
    transitive: final !== sent,
    stub,
    copy: end >= 0 && final === sent && marks.mate.at(start) !== end,
  }
}

function flown(nowY: number, y0: number, y1: number, stub: boolean): number {
  if (stub || y1 <= y0) return 1
  return Math.min(1, Math.max(0, (nowY - y0) / (y1 - y0)))
}

interface End {
  readonly start: number
  readonly end: number
  readonly due: number
  readonly onTheWay: boolean
  readonly stub: boolean
}

function endY({ model }: Moment, { start, end, due, onTheWay, stub }: End): number {
  const { axis } = model
  const row = ROW_PX * axis.stretch
  if (stub) return axis.y(start) + row * 0.6
  if (onTheWay) return axis.y(end) + row
  if (end >= 0) return axis.y(end)
  return Number.isNaN(due) ? axis.y(start) + row : Math.max(axis.y(start) + row, axis.yOfTime(due))
}

/** A stub points to the nearer edge of the neighbouring lane. */
function stubLength({ layout }: Moment, from: number): number {
  const x = layout.x[from] as number
  const right = layout.shown.find((lane) => (layout.x[lane.n] as number) > x)
  return right ? ((layout.x[right.n] as number) - x) * 0.4 : -40
}

const MAX_CAUSES = 8

/** Bars on a lane from the message that woke it to the last that it sent for it. */
export function activationsOf(moment: Moment, arrows: readonly Arrow[]): Activation[] {
  const { model, layout } = moment
  const { marks, axis } = model
  const byCause = new Map<number, Activation>()
  for (const arrow of arrows) {
    const start = marks.markOf(arrow.transitive ? -2 : arrow.sent)
    if (start < 0) continue
    const cause = wokenBy(moment, arrow)
    if (cause < 0) continue
    const known = byCause.get(cause)
    const mark = known ? 0 : marks.markOf(cause)
    if (mark < 0) continue
    const y1 = axis.y(start)
    const x = layout.x[arrow.from.n] as number
    byCause.set(cause, { lane: arrow.from, key: cause, x, y0: known?.y0 ?? axis.y(mark), y1 })
  }
  return [...byCause.values()]
}

/** The delivery at the same lane that made it send, or -1. */
function wokenBy({ model }: Moment, arrow: Arrow): number {
  const { trace, lanes } = model
  let i = trace.cause[arrow.sent] as number
  for (let step = 0; i >= 0 && step < MAX_CAUSES; step += 1) {
    const type = trace.type[i]
    if (type === TYPE_TIMER) return -1
    if (type === TYPE_DELIVERED) {
      return lanes.laneOfNumber(trace, trace.to[i] as number) === arrow.from ? i : -1
    }
    i = trace.cause[i] as number
  }
  return -1
}
