/**
 * How many messages of which kind left and arrived at each lane before any mark: sums at every so many marks, so that any stretch of a
 * run is counted exactly by two look-ups, however long it is. Made when a run is first seen from far, a piece at a time.
 */
import { MESSAGE_KINDS, type MessageKind } from '#model/messages/catalogue.ts'
import { DELIVERED, LOST, SENT, STUB } from './marks.ts'
import type { DiagramModel } from './model.ts'

/** Marks between two sums. */
const BLOCK = 256
/** Marks that are summed up at once. */
const AT_ONCE = 60_000
export const KINDS = MESSAGE_KINDS.length
const FAULT = MESSAGE_KINDS.indexOf('fault')

export class DensityCounts {
  private readonly model: DiagramModel
  private readonly kindOfName: number[] = []
  /** Sums before the marks 0, BLOCK, 2 × BLOCK, …; what stands behind the end of one is 0. */
  private readonly sums: Uint32Array<ArrayBuffer>[] = []
  private running = new Uint32Array(0)
  private read = 0

  constructor(model: DiagramModel) {
    this.model = model
  }

  /** Goes on summing up; whether everything before `until` is known. */
  grow(until: number): boolean {
    const end = Math.min(until, this.read + AT_ONCE)
    for (let k = this.read; k < end; k += 1) {
      if (k % BLOCK === 0) this.sums.push(this.running.slice())
      this.running = this.counted(k, this.running)
    }
    this.read = Math.max(this.read, end)
    return this.read >= until
  }

  /** Counts by lane and kind (`lane × KINDS + kind`) of the marks from `from` to before `to`, which are summed up already. */
  between(from: number, to: number): Uint32Array<ArrayBuffer> {
    const first = Math.ceil(from / BLOCK)
    const last = Math.floor(to / BLOCK)
    const [before, after] = [this.sums[first], this.sums[last]]
    if (last - first < 1 || !before || !after) return this.walked(from, to, new Uint32Array(0))
    const whole = after.map((count, n) => count - (before[n] ?? 0))
    return this.walked(last * BLOCK, to, this.walked(from, first * BLOCK, whole))
  }

  private walked(from: number, to: number, counts: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
    let room = counts
    for (let k = from; k < to; k += 1) room = this.counted(k, room)
    return room
  }

  /** Lane × kind of a mark of a message, or -1. */
  placeOf(k: number): number {
    const { marks, trace, lanes } = this.model
    const kind = marks.kind.at(k)
    if (kind !== SENT && kind !== STUB && kind !== DELIVERED && kind !== LOST) return -1
    const sent = marks.message.at(k)
    const end = (kind === DELIVERED ? trace.to[sent] : trace.from[sent]) as number
    const lane = lanes.laneOfNumber(trace, end).n
    return lane * KINDS + (kind === LOST ? FAULT : this.kindOf(sent))
  }

  /** The same counts with a mark more: in place, unless its lane is a new one. */
  private counted(k: number, counts: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
    const place = this.placeOf(k)
    if (place < 0) return counts
    let room = counts
    if (place >= counts.length) {
      room = new Uint32Array((Math.floor(place / KINDS) + 1) * KINDS)
      room.set(counts)
    }
    room[place] = (room[place] as number) + 1
    return room
  }

  /** By the number of a message's name: looked up once each. */
  private kindOf(sent: number): number {
    const { trace, looks } = this.model
    const name = trace.name[sent] as number
    return (this.kindOfName[name] ??= MESSAGE_KINDS.indexOf(looks.at(sent).kind satisfies MessageKind))
  }
}

const KNOWN = new WeakMap<DiagramModel, DensityCounts>()

/** Of a model; a trace that was cut has another. */
export function densityCounts(model: DiagramModel): DensityCounts {
  let known = KNOWN.get(model)
  if (!known) KNOWN.set(model, (known = new DensityCounts(model)))
  return known
}
