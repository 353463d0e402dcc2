/** Writes the trace as columns. Chunks are cut at any record; strings are numbered over the whole run. */
import { assert } from '#base/assert.ts'
import { encodeText } from '#base/platform.ts'
import { writeUtf8 } from '#base/utf8.ts'
import { FLAG_STEP_SHIFT, FLAG_WHAT_SHIFT, type TraceChunk } from '#model/trace/chunk.ts'
import { RECORD_TYPES, TIMER_WHATS, type Depth, type RecordType, type TimerWhat } from '#model/trace/records.ts'

const TYPE_NUMBER = new Map<RecordType, number>(RECORD_TYPES.map((type, n) => [type, n]))
const SENT = RECORD_TYPES.indexOf('sent')
const DELIVERED = RECORD_TYPES.indexOf('delivered')
const STATE = RECORD_TYPES.indexOf('state')
const TIMER = RECORD_TYPES.indexOf('timer')
const WHAT_NUMBER = new Map<TimerWhat, number>(TIMER_WHATS.map((what, n) => [what, n]))

export interface Row {
  readonly at: number
  readonly type: RecordType
  readonly from?: string
  readonly to?: string
  readonly name?: string
  /** Ordinal or -1. */
  readonly cause: number
  readonly link?: number
  readonly due?: number | null
  readonly depth?: Depth
  readonly step?: number
  readonly what?: TimerWhat
  readonly body?: unknown
  /** The body as JSON already, in pieces, instead of it. */
  readonly json?: readonly string[]
}

/** What the records of a message's way share. */
interface Way {
  readonly fromNumber: number
  readonly toNumber: number
  readonly nameNumber: number
  readonly depth: Depth
}

/** Shorter texts are written faster by hand than by the platform. */
const SHORT = 150
/** Lists of offers shorter than this are not worth remembering. */
const MANY_OFFERS = 8
const offersText = new WeakMap<object, string>()

/** The body as JSON. A long list of offers goes out and is handed on by the driver: its text is made once. */
function bodyText(body: unknown): string {
  const offers = (body as { readonly offers?: unknown } | null)?.offers
  if (!Array.isArray(offers) || offers.length < MANY_OFFERS) return JSON.stringify(body)
  let known = offersText.get(offers)
  if (known === undefined) offersText.set(offers, (known = JSON.stringify(offers)))
  const members: string[] = []
  for (const [key, value] of Object.entries(body as object)) {
    if (value !== undefined) members.push(`${JSON.stringify(key)}:${value === offers ? known : JSON.stringify(value)}`)
  }
  return `{${members.join(',')}}`
}

/** Bodies one behind the other as UTF-8. */
class Arena {
  bytes = new Uint8Array(1 << 14)
  used = 0

  add(body: unknown): void {
    if (body !== undefined) this.addText(bodyText(body))
  }

  addText(text: string): void {
    const need = this.used + text.length * 3
    if (need > this.bytes.length) {
      const room = new Uint8Array(Math.max(need, this.bytes.length * 2))
      room.set(this.bytes.subarray(0, this.used))
      this.bytes = room
    }
    this.used = (text.length < SHORT ? writeUtf8 : encodeText)(this.bytes, this.used, text)
  }

  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.used)
    this.used = 0
    return taken
  }
}

const COLUMNS = 4096

/** Columns of the chunk that is being written; they grow by doubling. */
class Columns {
  count = 0
  at = new Float64Array(COLUMNS)
  type = new Uint8Array(COLUMNS)
  from = new Int32Array(COLUMNS)
  to = new Int32Array(COLUMNS)
  name = new Int32Array(COLUMNS)
  cause = new Int32Array(COLUMNS)
  link = new Int32Array(COLUMNS)
  due = new Float64Array(COLUMNS)
  flags = new Uint16Array(COLUMNS)
  bodyStart = new Uint32Array(COLUMNS + 1)
  arena = new Arena()

  grow(): void {
    const room = this.at.length * 2
    this.at = copied(this.at, new Float64Array(room))
    this.type = copied(this.type, new Uint8Array(room))
    this.from = copied(this.from, new Int32Array(room))
    this.to = copied(this.to, new Int32Array(room))
    this.name = copied(this.name, new Int32Array(room))
    this.cause = copied(this.cause, new Int32Array(room))
    this.link = copied(this.link, new Int32Array(room))
    this.due = copied(this.due, new Float64Array(room))
    this.flags = copied(this.flags, new Uint16Array(room))
    this.bodyStart = copied(this.bodyStart, new Uint32Array(room + 1))
  }
}

class PointColumns {
  count = 0
  series = new Int32Array(COLUMNS)
  ordinal = new Int32Array(COLUMNS)
  at = new Float64Array(COLUMNS)
  value = new Float64Array(COLUMNS)
  bodyStart = new Uint32Array(COLUMNS + 1)
  arena = new Arena()

  grow(): void {
    const room = this.at.length * 2
    this.series = copied(this.series, new Int32Array(room))
    this.ordinal = copied(this.ordinal, new Int32Array(room))
    this.at = copied(this.at, new Float64Array(room))
    this.value = copied(this.value, new Float64Array(room))
    this.bodyStart = copied(this.bodyStart, new Uint32Array(room + 1))
  }
}

function copied<T extends Float64Array | Int32Array | Uint8Array | Uint16Array | Uint32Array>(old: T, room: T): T {
  room.set(old as never)
  return room
}

export class Recorder {
  /** Ordinal of the next record. */
  next = 0
  /** All texts, or those of the chunk that is being written where the earlier ones are forgotten. */
  strings: string[] = []
  private readonly keepsStrings: boolean
  /** How many are forgotten. */
  private forgotten = 0
  private readonly numbers = new Map<string, number>()
  private columns = new Columns()
  private points = new PointColumns()
  /** The newest change of a state: the next one is mostly the same. */
  private readonly change = { before: '', after: '', event: '', from: -1, to: -1, name: -1 }
  private first = 0
  private stringsFirst = 0

  constructor(keepsStrings = true) {
    this.keepsStrings = keepsStrings
  }

  get stringCount(): number {
    return this.forgotten + this.strings.length
  }

  /** Goes on behind `next` records that knew these strings: for a run that resumes. */
  static resumed(next: number, strings: readonly string[]): Recorder {
    const recorder = new Recorder()
    recorder.next = next
    recorder.first = next
    for (const text of strings) recorder.number(text)
    recorder.stringsFirst = strings.length
    return recorder
  }

  /** Nothing is recorded any more: only what the strings are is still asked for. */
  close(): void {
    this.numbers.clear()
    this.columns = new Columns()
    this.points = new PointColumns()
  }

  number(text: string): number {
    let n = this.numbers.get(text)
    if (n === undefined) {
      n = this.fresh(text)
      this.numbers.set(text, n)
    }
    return n
  }

  /** Number of a text that was never numbered before; who asks keeps it, since it cannot be asked for again. */
  fresh(text: string): number {
    return this.forgotten + this.strings.push(text) - 1
  }

  /** Appends a record and gives its ordinal. */
  add(row: Row): number {
    if (row.json !== undefined) for (const piece of row.json) this.columns.arena.addText(piece)
    const what = row.what === undefined ? 0 : (WHAT_NUMBER.get(row.what) as number)
    return this.write(
      row.at,
      TYPE_NUMBER.get(row.type) as number,
      row.from === undefined ? -1 : this.number(row.from),
      row.to === undefined ? -1 : this.number(row.to),
      row.name === undefined ? -1 : this.number(row.name),
      row.cause,
      row.link ?? -1,
      row.due ?? Number.NaN,
      (row.depth ?? 0) | ((row.step ?? 0) << FLAG_STEP_SHIFT) | (what << FLAG_WHAT_SHIFT),
      row.body,
    )
  }

  /**
   * A message is handed over: the hot half of all records goes through here and `delivered`, without an object each and
   * with the numbers of texts that are known already.
   */
  sent(at: number, way: Way, cause: number, n: number, due: number, step: number, body: unknown): number {
    const flags = way.depth | (step << FLAG_STEP_SHIFT)
    return this.write(at, SENT, way.fromNumber, way.toNumber, way.nameNumber, cause, n, due, flags, body)
  }

  /** `to`: whoever bears the receiver's id by now. */
  delivered(at: number, { fromNumber, nameNumber, depth }: Way, to: number, sent: number, step: number): number {
    const flags = depth | (step << FLAG_STEP_SHIFT)
    return this.write(at, DELIVERED, fromNumber, to, nameNumber, sent, sent, Number.NaN, flags, undefined)
  }

  state(at: number, of: number, before: string, after: string, event: string, cause: number): number {
    const c = this.change
    if (c.before !== before || c.after !== after || c.event !== event) {
      Object.assign(c, { before, after, event })
      c.to = this.number(after)
      c.name = this.number(event)
      c.from = this.number(before)
    }
    return this.write(at, STATE, of, c.to, c.name, cause, c.from, Number.NaN, 0, undefined)
  }

  timer(at: number, of: number, name: number, what: TimerWhat, due: number, cause: number): number {
    const flags = (WHAT_NUMBER.get(what) as number) << FLAG_WHAT_SHIFT
    return this.write(at, TIMER, of, -1, name, cause, -1, due, flags, undefined)
  }

  private write(
    at: number,
    type: number,
    from: number,
    to: number,
    name: number,
    cause: number,
    link: number,
    due: number,
    flags: number,
    body: unknown,
  ): number {
    const c = this.columns
    const k = c.count
    if (k === c.at.length) c.grow()
    c.at[k] = at
    c.type[k] = type
    c.from[k] = from
    c.to[k] = to
    c.name[k] = name
    c.cause[k] = cause
    c.link[k] = link
    c.due[k] = due
    c.flags[k] = flags
    if (body !== undefined) c.arena.add(body)
    c.bodyStart[k + 1] = c.arena.used
    c.count = k + 1
    this.next += 1
    return this.next - 1
  }

  /** A point of a timeline, holding from the last record on. */
  point(at: number, series: number, value: number, body: unknown): void {
    const p = this.points
    const k = p.count
    if (k === p.at.length) p.grow()
    p.series[k] = series
    p.ordinal[k] = Math.max(0, this.next - 1)
    p.at[k] = at
    p.value[k] = value
    p.arena.add(body)
    p.bodyStart[k + 1] = p.arena.used
    p.count = k + 1
  }

  /** What was written since the last call. */
  take(): TraceChunk {
    const c = this.columns
    const p = this.points
    const n = c.count
    assert(this.first + n === this.next, 'a chunk holds the records since the last one')
    const chunk: TraceChunk = {
      first: this.first,
      count: n,
      at: c.at.slice(0, n),
      type: c.type.slice(0, n),
      from: c.from.slice(0, n),
      to: c.to.slice(0, n),
      name: c.name.slice(0, n),
      cause: c.cause.slice(0, n),
      link: c.link.slice(0, n),
      due: c.due.slice(0, n),
      flags: c.flags.slice(0, n),
      bodyStart: c.bodyStart.slice(0, n + 1),
      arena: c.arena.take(),
      stringsFirst: this.stringsFirst,
      strings: this.strings.slice(this.stringsFirst - this.forgotten),
      points: {
        count: p.count,
        series: p.series.slice(0, p.count),
        ordinal: p.ordinal.slice(0, p.count),
        at: p.at.slice(0, p.count),
        value: p.value.slice(0, p.count),
        bodyStart: p.bodyStart.slice(0, p.count + 1),
        arena: p.arena.take(),
      },
    }
    c.count = 0
    p.count = 0
    this.first = this.next
    if (!this.keepsStrings) {
      this.forgotten += this.strings.length
      this.strings = []
    }
    this.stringsFirst = this.stringCount
    return chunk
  }
}
