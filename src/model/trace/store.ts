/**
 * A trace as its readers hold it: chunks joined into growing columns, O(1) by ordinal. Bodies stay encoded until
 * somebody asks. The kernel's side is `sim/kernel/recorder.ts`.
 */
import { assert } from '#base/assert.ts'
import { decodeText } from '#base/platform.ts'
import { firstNot, lastAtMost } from '#base/search.ts'
import { readUtf8 } from '#base/utf8.ts'
import type { TraceChunk } from './chunk.ts'
import { Readable } from './readable.ts'

/** Shorter bodies are read faster by hand than by the platform. */
const SHORT = 32

interface Arena {
  readonly first: number
  readonly count: number
  readonly bodyStart: Uint32Array
  readonly arena: Uint8Array
}

/** Points of one series, ascending by ordinal. */
export interface Series {
  readonly name: string
  readonly ordinals: number[]
  readonly ats: number[]
  readonly values: number[]
  /** Index of the point over the whole trace, to decode its body. */
  readonly points: number[]
}

export const NO_STRING = -1

/** Growing columns. Append-only except for `truncate`. Mutable inside, to be read by everybody else. */
export class TraceStore extends Readable {
  count = 0
  /** Goes up when records are forgotten: what was derived from them is void. */
  cuts = 0
  at = new Float64Array(1024)
  type = new Uint8Array(1024)
  from = new Int32Array(1024)
  to = new Int32Array(1024)
  name = new Int32Array(1024)
  cause = new Int32Array(1024)
  link = new Int32Array(1024)
  due = new Float64Array(1024)
  flags = new Uint16Array(1024)
  readonly strings: string[] = []
  /** Series by name, in order of first appearance. */
  readonly series = new Map<string, Series>()
  /** Numbers of the first `numbered` strings: most readers of a trace never ask for one. */
  private readonly numbers = new Map<string, number>()
  private numbered = 0
  private arenas: Arena[] = []
  /** Of these, how many have been let go of. */
  private forgotten = 0
  private pointArenas: Arena[] = []
  private pointCount = 0
  /** For a `sent` record the ordinal of its `delivered` or `lost`, or -1. */
  fate = new Int32Array(1024).fill(-1)

  append(chunk: TraceChunk): void {
    assert(chunk.first === this.count, `chunk starts at ${chunk.first}, the trace ends at ${this.count}`)
    assert(chunk.stringsFirst === this.strings.length, 'strings of a chunk follow those before it')
    for (const text of chunk.strings) this.strings.push(text)
    this.reserve(this.count + chunk.count)
    const n = this.count
    this.at.set(chunk.at, n)
    this.type.set(chunk.type, n)
    this.from.set(chunk.from, n)
    this.to.set(chunk.to, n)
    this.name.set(chunk.name, n)
    this.cause.set(chunk.cause, n)
    this.link.set(chunk.link, n)
    this.due.set(chunk.due, n)
    this.flags.set(chunk.flags, n)
    this.arenas.push({ first: n, count: chunk.count, bodyStart: chunk.bodyStart, arena: chunk.arena })
    this.count += chunk.count
    this.noteFates(n)
    this.appendPoints(chunk)
  }

  private noteFates(first: number): void {
    for (let i = first; i < this.count; i += 1) {
      const type = this.type[i]
      if (type === 1 || type === 2) this.fate[this.link[i] as number] = i
    }
  }

  private appendPoints(chunk: TraceChunk): void {
    const points = chunk.points
    for (let k = 0; k < points.count; k += 1) {
      const name = this.strings[points.series[k] as number] as string
      const [ordinal, at, value] = [points.ordinal[k] as number, points.at[k] as number, points.value[k] as number]
      const point = this.pointCount + k
      const series: Growing | undefined = this.series.get(name)
      if (!series) {
        this.series.set(name, { name, ordinals: [ordinal], ats: [at], values: [value], points: [point] })
        continue
      }
      series.ordinals = added(series.ordinals, ordinal)
      series.ats = added(series.ats, at)
      series.values = added(series.values, value)
      series.points = added(series.points, point)
    }
    this.pointArenas.push({
      first: this.pointCount,
      count: points.count,
      bodyStart: points.bodyStart,
      arena: points.arena,
    })
    this.pointCount += points.count
  }

  private reserve(size: number): void {
    if (size <= this.at.length) return
    const room = Math.max(size, this.at.length * 2)
    this.at = grown(this.at, new Float64Array(room))
    this.type = grown(this.type, new Uint8Array(room))
    this.from = grown(this.from, new Int32Array(room))
    this.to = grown(this.to, new Int32Array(room))
    this.name = grown(this.name, new Int32Array(room))
    this.cause = grown(this.cause, new Int32Array(room))
    this.link = grown(this.link, new Int32Array(room))
    this.due = grown(this.due, new Float64Array(room))
    this.flags = grown(this.flags, new Uint16Array(room))
    this.fate = grown(this.fate, new Int32Array(room).fill(-1))
  }

  /**
   * Forgets the records from ordinal `count` on: an edit replaces them. `strings` is how many strings the kernel
   * knew at that point (of the checkpoint that it resumes from); those after it are forgotten too.
   */
  truncate(count: number, strings = this.strings.length): void {
    for (const text of this.strings.splice(strings)) if (this.numbered > strings) this.numbers.delete(text)
    this.numbered = Math.min(this.numbered, strings)
    if (count >= this.count) return
    this.cuts += 1
    for (let i = count; i < this.count; i += 1) {
      const type = this.type[i]
      if (type === 1 || type === 2) this.fate[this.link[i] as number] = -1
    }
    this.fate.fill(-1, count, this.count)
    this.count = count
    this.arenas = this.arenas.filter((arena) => arena.first < count)
    for (const series of this.series.values()) {
      while (series.ordinals.length > 0 && (series.ordinals.at(-1) as number) >= count) {
        series.ordinals.pop()
        series.ats.pop()
        series.values.pop()
        series.points.pop()
      }
      if (series.ordinals.length === 0) this.series.delete(series.name)
    }
  }

  /** A copy of the first `count` records, to go on differently. Arenas are shared. */
  fork(count: number, strings = this.strings.length): TraceStore {
    const copy = new TraceStore()
    for (const text of this.strings) copy.strings.push(text)
    copy.reserve(this.count)
    for (const key of ['at', 'type', 'from', 'to', 'name', 'cause', 'link', 'due', 'flags', 'fate'] as const) {
      copy[key].set(this[key].subarray(0, this.count) as never)
    }
    copy.count = this.count
    copy.arenas = [...this.arenas]
    copy.pointArenas = [...this.pointArenas]
    copy.pointCount = this.pointCount
    for (const series of this.series.values()) {
      copy.series.set(series.name, {
        name: series.name,
        ordinals: [...series.ordinals],
        ats: [...series.ats],
        values: [...series.values],
        points: [...series.points],
      })
    }
    copy.truncate(count, strings)
    return copy
  }

  /** The number of a text, or -1 where no record has it. */
  numberOf(text: string): number {
    for (; this.numbered < this.strings.length; this.numbered += 1)
      this.numbers.set(this.strings[this.numbered] as string, this.numbered)
    return this.numbers.get(text) ?? NO_STRING
  }

  /** `SENDER#n` of a `sent`, `delivered` or `lost` record. */
  messageId(i: number): string {
    const sent = this.type[i] === 0 ? i : (this.link[i] as number)
    return `${this.text(this.from[sent] as number)}#${this.link[sent] as number}`
  }

  /** The body as text: JSON, or empty. */
  bodyText(i: number): string {
    return arenaText(this.arenas, i)
  }

  body(i: number): unknown {
    const text = this.bodyText(i)
    return text === '' ? null : JSON.parse(text)
  }

  /** Whether a record of another trace has the very same body. What both hold in one arena costs nothing to compare. */
  hasBodyOf(i: number, other: TraceStore, j: number): boolean {
    const [one, two] = [bodyAt(this.arenas, i), bodyAt(other.arenas, j)]
    if (one.arena === two.arena && one.from === two.from) return true
    if (one.to - one.from !== two.to - two.from) return false
    for (let k = one.from, m = two.from; k < one.to; k += 1, m += 1) if (one.arena[k] !== two.arena[m]) return false
    return true
  }

  /** Lets go of the bodies of all records so far: for who has printed them. They are null from now on. */
  forgetBodies(): void {
    for (; this.forgotten < this.arenas.length; this.forgotten += 1) {
      const { first, count } = this.arenas[this.forgotten] as Arena
      const none = { bodyStart: new Uint32Array(count + 1), arena: new Uint8Array(0) }
      this.arenas[this.forgotten] = { first, count, ...none }
    }
  }

  /** Body of the k-th point of a series. */
  pointBody(series: Series, k: number): unknown {
    const text = arenaText(this.pointArenas, series.points[k] as number)
    return text === '' ? null : JSON.parse(text)
  }

  /** Index in the series of the point that holds at the record `ordinal`, or -1. Bisection. */
  pointAt(series: Series, ordinal: number): number {
    return lastAtMost(series.ordinals, ordinal)
  }

  /** Ordinal of the last record at or before the virtual time, or -1. */
  ordinalAt(at: number): number {
    return lastAtMost(this.at, at, this.count)
  }
}

type Growing = { -readonly [K in keyof Series]: Series[K] }

/** Most series have a point or two, and there are hundreds of thousands: a list that is pushed to makes room for 17. */
const FEW_POINTS = 6

function added(list: number[], value: number): number[] {
  if (list.length < FEW_POINTS) return list.concat(value)
  list.push(value)
  return list
}

function grown<T extends Float64Array | Int32Array | Uint8Array | Uint16Array>(old: T, room: T): T {
  room.set(old as never)
  return room
}

interface BodyBytes {
  readonly arena: Uint8Array
  readonly from: number
  readonly to: number
}

function bodyAt(arenas: readonly Arena[], i: number): BodyBytes {
  const arena = arenas[firstNot(0, arenas.length, (k) => (arenas[k] as Arena).first <= i) - 1]
  assert(arena !== undefined && i - arena.first < arena.count, `record ${i} has an arena`)
  const k = i - arena.first
  return { arena: arena.arena, from: arena.bodyStart[k] as number, to: arena.bodyStart[k + 1] as number }
}

function arenaText(arenas: readonly Arena[], i: number): string {
  const { arena, from, to } = bodyAt(arenas, i)
  return to - from < SHORT ? readUtf8(arena, from, to) : decodeText(arena, from, to)
}
