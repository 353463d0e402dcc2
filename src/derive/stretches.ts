/**
 * Busy stretches of a run and their repetitions. A stretch ends where nothing shown happens for more than `QUIET_MS`. Two
 * stretches are alike when the same messages pass between the same lanes, in whatever order jitter gives them.
 */
import type { TraceStore } from '#model/trace/store.ts'
import { FloatColumn, IntColumn } from './columns.ts'
import { ALLOCATION, DELIVERED, LOST, SENT, START, type Marks } from './marks.ts'

/** Virtual ms without a mark after which time is compressed. */
export const QUIET_MS = 25

/** Later steps of the figure are what a reader came for: they never fold. */
const LAST_FOLDED_STEP = 3

export class Stretches {
  /** First mark of each stretch. */
  readonly first = new IntColumn()
  /** Fingerprint of what passes in it; NaN where it cannot be one of a repetition. */
  readonly print = new FloatColumn()
  private readonly trace: TraceStore
  private readonly marks: Marks

  constructor(trace: TraceStore, marks: Marks) {
    this.trace = trace
    this.marks = marks
  }

  get length(): number {
    return this.first.length
  }

  /** Mark behind the last of a stretch. */
  end(b: number): number {
    return b + 1 < this.first.length ? this.first.at(b + 1) : this.marks.length
  }

  /** Reads on; the last stretch may have grown. */
  grow(): void {
    const { marks } = this
    const last = this.length - 1
    let from = last < 0 ? 0 : this.first.at(last)
    this.first.length = Math.max(0, last)
    this.print.cut(Math.max(0, last))
    for (let k = from + 1; k < marks.length; k += 1) {
      if (marks.at(k) - marks.at(k - 1) <= QUIET_MS) continue
      this.close(from, k)
      from = k
    }
    this.close(from, marks.length)
  }

  private close(from: number, end: number): void {
    this.first.push(from)
    let print = end - from
    for (let k = from; k < end; k += 1) {
      const part = this.printOf(k, from, end)
      if (Number.isNaN(part)) {
        print = Number.NaN
        break
      }
      print += part
    }
    this.print.push(print)
  }

  private printOf(k: number, from: number, end: number): number {
    const { trace, marks } = this
    const kind = marks.kind.at(k)
    if (kind === ALLOCATION) return mix(kind, 0, 0, trace.name[marks.ord.at(k)] as number)
    if (kind !== SENT && kind !== DELIVERED && kind !== LOST) return kind === START ? 0 : Number.NaN
    const mate = marks.mate.at(k)
    if (mate < from || mate >= end) return Number.NaN
    const sent = marks.message.at(k)
    if (trace.stepOf(sent) > LAST_FOLDED_STEP) return Number.NaN
    return mix(kind, trace.from[sent] as number, trace.to[sent] as number, trace.name[sent] as number)
  }
}

/** A number of 32 bits out of four. */
function mix(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b)
  h = Math.imul(h ^ b ^ (h >>> 13), 0xc2b2ae35)
  h = Math.imul(h ^ c ^ (h >>> 16), 0x27d4eb2f)
  h = Math.imul(h ^ d ^ (h >>> 15), 0x165667b1)
  return (h ^ (h >>> 14)) >>> 0
}

/** A run of like stretches: `period` stretches, `times` over, beginning at stretch `from`. */
export interface Repetition {
  readonly from: number
  readonly period: number
  readonly times: number
}

const MAX_PERIOD = 3
/** From so many repetitions on they fold. */
export const MIN_TIMES = 3

/** What begins at a stretch, and whether stretches to come can change that. */
export interface Finding {
  readonly repetition: Repetition | null
  readonly final: boolean
}

/** Looks for a repetition that begins at a stretch. Only closed stretches count: those before `until`. */
export function repetitionAt(print: FloatColumn, from: number, until: number): Finding {
  let final = true
  for (let period = 1; period <= MAX_PERIOD; period += 1) {
    let b = from + period
    while (b < until && print.at(b) === print.at(b - period)) b += 1
    if (b >= until) final = false
    const times = Math.floor((b - from) / period)
    if (times >= MIN_TIMES) return { repetition: { from, period, times }, final: b < until }
  }
  return { repetition: null, final }
}
