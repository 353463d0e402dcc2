/**
 * Things that begin and end, found by what they overlap: offers, filters, update streams. Begins arrive in ascending
 * order; an end may become known later, so it is asked for. Blocks whose things have all ended are skipped by their
 * latest end.
 */
import { lastAtMost } from '#base/search.ts'

const BLOCK_BITS = 6
const BLOCK = 1 << BLOCK_BITS

export class Intervals<T> {
  readonly items: T[] = []
  private readonly starts: number[] = []
  /** Latest end of a block, or NaN while one of its things has no end. */
  private readonly latest: number[] = []
  private readonly endOf: (item: T) => number

  /** `endOf` gives the end of a thing, or Infinity while it has none. */
  constructor(endOf: (item: T) => number) {
    this.endOf = endOf
  }

  /** Begin of the i-th thing. */
  start(i: number): number {
    return this.starts[i] as number
  }

  add(start: number, item: T): void {
    if (this.items.length % BLOCK === 0) this.latest.push(Number.NaN)
    this.items.push(item)
    this.starts.push(start)
  }

  /**
   * Calls `found` with what overlaps [from, to], in order of begin, until it says `false`. Cost: blocks before `to` + hits.
   */
  overlapping(from: number, to: number, found: (item: T, start: number, end: number) => unknown): void {
    const stop = this.firstAfter(to)
    for (let block = 0; block << BLOCK_BITS < stop; block += 1) {
      if (this.latestEnd(block) < from) continue
      const last = Math.min(stop, (block + 1) << BLOCK_BITS)
      for (let i = block << BLOCK_BITS; i < last; i += 1) {
        const item = this.items[i] as T
        const end = this.endOf(item)
        if (end >= from && found(item, this.starts[i] as number, end) === false) return
      }
    }
  }

  private latestEnd(block: number): number {
    const known = this.latest[block] as number
    if (!Number.isNaN(known)) return known
    const first = block << BLOCK_BITS
    if (first + BLOCK > this.items.length) return Infinity
    let latest = -Infinity
    for (let i = first; i < first + BLOCK; i += 1) latest = Math.max(latest, this.endOf(this.items[i] as T))
    if (latest < Infinity) this.latest[block] = latest
    return latest
  }

  private firstAfter(value: number): number {
    return lastAtMost(this.starts, value) + 1
  }
}
