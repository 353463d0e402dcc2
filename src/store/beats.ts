/** The arrows of the twelve steps in a run: where the narration stands and where its next beat is. Grows with the trace. */
import { IntColumn } from '#derive/columns.ts'
import { perTrace } from '#derive/perTrace.ts'
import type { TraceStore } from '#model/trace/store.ts'

const SENT = 0
const DELIVERED = 1

export class Beats {
  /** Ordinals of `sent` records that carry a step, ascending. */
  private readonly sent = new IntColumn(64)
  /** Ordinals of their `delivered` records, ascending. */
  private readonly arrived = new IntColumn(64)
  private read = 0
  private readonly trace: TraceStore

  constructor(trace: TraceStore) {
    this.trace = trace
  }

  grow(): void {
    const { trace } = this
    for (let i = this.read; i < trace.count; i += 1) {
      if (trace.stepOf(i) === 0) continue
      if (trace.type[i] === SENT) this.sent.push(i)
      else if (trace.type[i] === DELIVERED) this.arrived.push(i)
    }
    this.read = trace.count
  }

  /** Ordinal of the newest `sent` of a step at or before a record, or -1. */
  at(ordinal: number): number {
    const k = this.sent.lastAtMost(ordinal)
    return k < 0 ? -1 : this.sent.at(k)
  }

  /** The next arrival of a step behind a record that `counts`, or -1. */
  next(ordinal: number, counts: (ordinal: number) => boolean): number {
    for (let k = this.arrived.lastAtMost(ordinal) + 1; k < this.arrived.length; k += 1) {
      if (counts(this.arrived.at(k))) return this.arrived.at(k)
    }
    return -1
  }

  /** The arrival before a record that `counts`, or -1. */
  previous(ordinal: number, counts: (ordinal: number) => boolean): number {
    for (let k = this.arrived.lastAtMost(ordinal - 1); k >= 0; k -= 1) {
      if (counts(this.arrived.at(k))) return this.arrived.at(k)
    }
    return -1
  }

  /** Ordinal of the first arrival of a step that is computed, or -1. */
  firstOf(step: number): number {
    for (let k = 0; k < this.arrived.length; k += 1) {
      if (this.trace.stepOf(this.arrived.at(k)) === step) return this.arrived.at(k)
    }
    return -1
  }

  /** Steps that were sent at or before a record, as bits 1 to 12; the last first pass is what counts. */
  told(ordinal: number): number {
    let bits = 0
    for (let k = this.sent.lastAtMost(ordinal); k >= 0 && bits !== 0b1_1111_1111_1110; k -= 1) {
      bits |= 1 << this.trace.stepOf(this.sent.at(k))
    }
    return bits
  }
}

/** Of a trace, up to date; begun anew after a cut. */
export const beatsIn = perTrace((trace) => new Beats(trace))
