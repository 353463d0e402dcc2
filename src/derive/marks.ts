/**
 * Marks: the records that take a place on the drawn time axis, in order. A message has two, where it leaves and where it
 * arrives or is lost. They are found once per view and go on with the trace.
 */
import type { TraceStore } from '#model/trace/store.ts'
import { ByteColumn, IntColumn } from './columns.ts'
import { isShown, type LaneBook } from './lanes.ts'

/** Kinds of mark. `START` stands at virtual 0 and has no record. */
export const START = 0
export const SENT = 1
export const DELIVERED = 2
export const LOST = 3
export const ALLOCATION = 4
export const EXITED = 5
export const ACTION = 6
export const ENDED = 7
/** Leaves for a hidden lane. */
export const STUB = 8

const TYPE_SENT = 0
const TYPE_DELIVERED = 1
const TYPE_LOST = 2
const TYPE_STATE = 3
const TYPE_ALLOCATION = 4
const TYPE_EXITED = 5
const TYPE_ACTION = 8
const TYPE_BROKEN = 9
const TYPE_HALTED = 10

const BLOCK_BITS = 8
/** Steps up the causes when looking for what a hidden lane handed on. */
const MAX_CAUSES = 48

export class Marks {
  /** Ordinal of the record, -1 for the start. */
  readonly ord = new IntColumn()
  readonly kind = new ByteColumn()
  /** Mark at the other end of the message, or -1. A message through a hidden lane begins at the first sender. */
  readonly mate = new IntColumn()
  /** Ordinal of the `sent` record that a mark belongs to, or -1. */
  readonly message = new IntColumn()
  /** Latest end among the messages that leave in a block of marks, and how many of them still fly. */
  private readonly latest = new IntColumn(64)
  private readonly flying = new IntColumn(64)
  /** Mark of a `sent` record by its ordinal, + 1; 0 for none. */
  private starts = new Int32Array(1024)
  private read = 0
  private readonly trace: TraceStore
  private readonly lanes: LaneBook
  /** Per lane, the records that change the state of what it stands for. */
  readonly states: (StateLine | undefined)[] = []
  private readonly alive = new Set<number>()

  constructor(trace: TraceStore, lanes: LaneBook) {
    this.trace = trace
    this.lanes = lanes
    this.add(-1, START, -1)
  }

  get length(): number {
    return this.ord.length
  }

  /** Virtual ms of a mark. */
  at(k: number): number {
    const ordinal = this.ord.at(k)
    return ordinal < 0 ? 0 : (this.trace.at[ordinal] as number)
  }

  /** Mark of a record, or -1 where it has none. */
  markOf(ordinal: number): number {
    const k = this.ord.lastAtMost(ordinal)
    return k >= 0 && this.ord.at(k) === ordinal ? k : -1
  }

  /** Reads what the trace has grown by, up to so many records. */
  grow(until = this.trace.count): void {
    const { trace } = this
    if (this.starts.length < trace.count) {
      const room = new Int32Array(Math.max(trace.count, this.starts.length * 2))
      room.set(this.starts)
      this.starts = room
    }
    for (let i = this.read; i < until; i += 1) this.take(i)
    this.read = Math.max(this.read, until)
  }

  /** Calls `found` with the leaving marks before `k` whose message arrives after it. */
  spanning(k: number, found: (mark: number) => void): void {
    for (let block = 0; block << BLOCK_BITS < k; block += 1) {
      if (this.latest.at(block) < k && this.flying.at(block) === 0) continue
      const last = Math.min(k, (block + 1) << BLOCK_BITS)
      for (let m = block << BLOCK_BITS; m < last; m += 1) {
        const kind = this.kind.at(m)
        const mate = this.mate.at(m)
        if (mate >= k ? kind === SENT || kind === STUB : kind === SENT && mate < 0) found(m)
      }
    }
  }

  private take(i: number): void {
    switch (this.trace.type[i]) {
      case TYPE_SENT:
        return this.takeSent(i)
      case TYPE_DELIVERED:
        return this.takeEnd(i, DELIVERED)
      case TYPE_LOST:
        return this.takeEnd(i, LOST)
      case TYPE_STATE:
        return this.takeState(i)
      case TYPE_ALLOCATION:
        return this.takeAllocation(i)
      case TYPE_EXITED:
        return this.takeExited(i)
      case TYPE_ACTION:
        this.add(i, ACTION, -1)
        return
      case TYPE_BROKEN:
      case TYPE_HALTED:
        this.add(i, ENDED, -1)
        return
      default:
    }
  }

  private takeSent(i: number): void {
    const { trace, lanes } = this
    const from = lanes.laneOfNumber(trace, trace.from[i] as number)
    const to = lanes.laneOfNumber(trace, trace.to[i] as number)
    if (from.hidden || !isShown(lanes.view, trace.depthOf(i), from, to)) return
    const k = this.add(i, to.hidden ? STUB : SENT, i)
    this.starts[i] = k + 1
    if (!to.hidden) this.flying.data[k >> BLOCK_BITS] = this.flying.at(k >> BLOCK_BITS) + 1
  }

  private takeEnd(i: number, kind: number): void {
    const { trace, lanes } = this
    const sent = trace.link[i] as number
    const from = lanes.laneOfNumber(trace, trace.from[i] as number)
    const to = lanes.laneOfNumber(trace, trace.to[i] as number)
    if (to.hidden || !isShown(lanes.view, trace.depthOf(sent), from, to)) return
    const start = from.hidden ? this.handedOnFrom(sent) : (this.starts[sent] as number) - 1
    if (start < 0) return
    const k = this.add(i, kind, sent)
    this.mate.data[k] = start
    const block = start >> BLOCK_BITS
    if (this.mate.at(start) < 0) {
      this.mate.data[start] = k
      if (this.kind.at(start) === SENT) this.flying.data[block] = this.flying.at(block) - 1
    }
    this.latest.data[block] = Math.max(this.latest.at(block), k)
  }

  /** The leaving mark of the message that made a hidden lane send this one, or -1. */
  private handedOnFrom(sent: number): number {
    const { trace, lanes } = this
    let i = trace.cause[sent] as number
    for (let step = 0; i >= 0 && step < MAX_CAUSES; step += 1) {
      if (trace.type[i] === TYPE_DELIVERED) {
        const message = trace.link[i] as number
        const from = lanes.laneOfNumber(trace, trace.from[message] as number)
        const to = lanes.laneOfNumber(trace, trace.to[message] as number)
        if (!to.hidden) return -1
        if (!from.hidden) return (this.starts[message] as number) - 1
        i = message
      }
      i = trace.cause[i] as number
    }
    return -1
  }

  private takeState(i: number): void {
    const { trace, lanes } = this
    const component = trace.from[i] as number
    const id = trace.text(component)
    if (id.includes('/')) return
    const lane = lanes.laneOfNumber(trace, component)
    if (!speaksFor(lanes, lane.id, id)) return
    const line = (this.states[lane.n] ??= new StateLine())
    const gone = trace.text(trace.to[i] as number) === ''
    if (gone) this.alive.delete(component)
    const born = !gone && !this.alive.has(component)
    if (born) this.alive.add(component)
    line.add(i, born ? 1 : gone ? -1 : 0)
  }

  private takeAllocation(i: number): void {
    const lane = this.lanes.laneOf('allocator')
    if (lane.role === 'allocator' && !lane.hidden) this.add(i, ALLOCATION, -1)
  }

  private takeExited(i: number): void {
    const { trace, lanes } = this
    const of = lanes.laneOfNumber(trace, trace.from[i] as number)
    const peer = lanes.laneOfNumber(trace, trace.to[i] as number)
    if (lanes.view.depth >= 2 && of !== peer && !of.hidden && !peer.hidden) this.add(i, EXITED, -1)
  }

  private add(ordinal: number, kind: number, message: number): number {
    if (this.ord.length >> BLOCK_BITS === this.latest.length) {
      this.latest.push(-1)
      this.flying.push(0)
    }
    this.ord.push(ordinal)
    this.kind.push(kind)
    this.mate.push(-1)
    this.message.push(message)
    return this.ord.length - 1
  }
}

/** A folded lane shows the state of the one that gives it its name: the scheduler's, not its driver's. */
function speaksFor(lanes: LaneBook, lane: string, component: string): boolean {
  if (lane === component) return true
  const role = lanes.roleOf(component)
  return lane === role || (lane === 'agents' && role === 'agent')
}

/** Ordinals of `state` records of a lane, and how many of its components live after each. */
export class StateLine {
  readonly ordinals = new IntColumn(16)
  readonly alive = new IntColumn(16)

  add(ordinal: number, change: number): void {
    const last = this.alive.length === 0 ? 0 : this.alive.at(this.alive.length - 1)
    this.ordinals.push(ordinal)
    this.alive.push(last + change)
  }
}
