/**
 * A checksum of the records of a trace up to one of them: what happened, when, between whom and why, without the bodies
 * and without the depth and step that only say how it is shown. Over the columns, so that it costs no decoding; texts go
 * in by their letters, so that it does not depend on how strings were numbered.
 */
import { hashText } from '#base/rng.ts'
import { FLAG_WHAT, FLAG_WHAT_SHIFT } from '../trace/chunk.ts'
import { RECORD_TYPES } from '../trace/records.ts'
import type { TraceStore } from '../trace/store.ts'

/** Types whose `link` column is the number of a string. */
const LINK_IS_TEXT = new Set([RECORD_TYPES.indexOf('state'), RECORD_TYPES.indexOf('task')])

/** Ordinals between two sums that are kept. */
const STRIDE = 4096

function mixed(hash: number, word: number): number {
  const h = Math.imul(hash ^ word, 0x9e3779b1)
  return h ^ (h >>> 15)
}

/** Both halves of a whole number; NaN (nothing) is told from any. */
function mixedNumber(hash: number, value: number): number {
  if (Number.isNaN(value)) return mixed(hash, 0x7fc00000)
  return mixed(mixed(hash, value | 0), Math.floor(value / 4294967296))
}

/**
 * Sums of one trace, which may grow between two questions. After the trace was cut, `truncate` forgets what is gone.
 * The first question for a record costs O(records before it), about 0.1 µs each; later ones at most 4096 records.
 */
export class TraceChecksums {
  private readonly trace: TraceStore
  /** Sum over the first `k × STRIDE` records, at k. */
  private readonly kept: number[] = [0x811c9dc5]
  /** Hash of each string, by number. */
  private texts: number[] = []

  constructor(trace: TraceStore) {
    this.trace = trace
  }

  /**
   * Computes the sums that `at` starts from, for at most `records` further ones; whether none is missing any more. For who
   * must not be held up by a long run: ask until it says so, with pauses.
   */
  prepare(ordinal: number, records: number): boolean {
    const end = Math.min(ordinal, this.trace.count - 1) + 1
    const until = Math.min(end, this.kept.length * STRIDE + records)
    while (this.kept.length * STRIDE <= until) this.keepNext()
    return this.kept.length * STRIDE > end
  }

  private keepNext(): void {
    const k = this.kept.length
    this.kept.push(this.over(this.kept[k - 1] as number, (k - 1) * STRIDE, k * STRIDE))
  }

  /** 8 hex digits over the records 0 to `ordinal`, both included; of no records for -1. */
  at(ordinal: number): string {
    const end = Math.min(ordinal, this.trace.count - 1) + 1
    while (this.kept.length * STRIDE <= end) this.keepNext()
    const k = Math.floor(end / STRIDE)
    return (this.over(this.kept[k] as number, k * STRIDE, end) >>> 0).toString(16).padStart(8, '0')
  }

  /** Forgets what was computed from record `count` on, and all texts: their numbers may be given anew. */
  truncate(count: number): void {
    this.kept.length = Math.min(this.kept.length, Math.floor(count / STRIDE) + 1)
    this.texts = []
  }

  private over(sum: number, from: number, to: number): number {
    let hash = sum
    for (let i = from; i < to; i += 1) hash = this.withRecord(hash, i)
    return hash
  }

  private withRecord(sum: number, i: number): number {
    const { trace } = this
    const type = trace.type[i] as number
    const link = trace.link[i] as number
    let hash = mixedNumber(mixed(sum, type), trace.at[i] as number)
    hash = mixed(hash, this.text(trace.from[i] as number))
    hash = mixed(hash, this.text(trace.to[i] as number))
    hash = mixed(hash, this.text(trace.name[i] as number))
    hash = mixed(hash, LINK_IS_TEXT.has(type) ? this.text(link) : link)
    hash = mixedNumber(mixed(hash, trace.cause[i] as number), trace.due[i] as number)
    return mixed(hash, ((trace.flags[i] as number) >> FLAG_WHAT_SHIFT) & FLAG_WHAT)
  }

  private text(number: number): number {
    if (number < 0) return 0
    return (this.texts[number] ??= hashText(this.trace.text(number)))
  }
}

/** The checksum of one record, for who asks once. */
export function checksumOf(trace: TraceStore, ordinal: number): string {
  return new TraceChecksums(trace).at(ordinal)
}
