/** The trace as JSON lines (contracts.md 3) in bytes, straight out of a chunk: bodies are JSON already and are copied. */
import { ByteText } from '#base/byteText.ts'
import type { TraceChunk } from '#model/trace/chunk.ts'
import { recordAt } from '#model/trace/decode.ts'
import { RECORD_TYPES, TIMER_WHATS } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { ByteNames } from './byteNames.ts'
import { Phrase } from './phrase.ts'

const SENT = RECORD_TYPES.indexOf('sent')
const DELIVERED = RECORD_TYPES.indexOf('delivered')
const STATE = RECORD_TYPES.indexOf('state')
const ALLOCATION = RECORD_TYPES.indexOf('allocation')
const TIMER = RECORD_TYPES.indexOf('timer')

const I = new Phrase('{"i":')
const AT = new Phrase(',"at":')
const TYPES = RECORD_TYPES.map((type) => new Phrase(`,"type":"${type}","cause":`))
const NULL = new Phrase('null')
const ID = new Phrase(',"id":"')
const FROM = new Phrase(',"from":')
const TO = new Phrase(',"to":')
const NAME = new Phrase(',"name":')
const ARRIVES = new Phrase(',"arrivesAt":')
const DEPTH = new Phrase(',"depth":')
const STEP = new Phrase(',"step":')
const BODY = new Phrase(',"body":')
const OF = new Phrase(',"of":')
const EVENT = new Phrase(',"event":')
const WHATS = TIMER_WHATS.map((what) => new Phrase(`,"what":"${what}","dueAt":`))
const EMPTY = new Phrase('""')
const HASH = 35
const QUOTE = 34
const COMMA = 44
const END = 125
const LINE_END = 10
/** The fixed words and numbers of a line, names and body apart. */
const ROOM = 256

export class JsonWriter {
  /** All lines so far, each with its end; who takes them sets `used` back. */
  readonly out = new ByteText(1 << 12)
  private readonly trace: TraceStore
  private readonly names: ByteNames
  /** The same within a text that goes on. */
  private readonly inner: ByteNames

  /** `trace`: what the chunks go into; messages tell their ids by what was sent before. */
  constructor(trace: TraceStore) {
    this.trace = trace
    this.names = new ByteNames(trace.strings, (text) => JSON.stringify(text))
    this.inner = new ByteNames(trace.strings, (text) => JSON.stringify(text).slice(1, -1))
  }

  /** Writes the line of a record of this chunk, which the trace has already. */
  line(chunk: TraceChunk, i: number): void {
    const { out, trace } = this
    const k = i - chunk.first
    const type = chunk.type[k] as number
    if (type !== SENT && type !== DELIVERED && type !== STATE && type !== TIMER && type !== ALLOCATION) {
      out.text(JSON.stringify(recordAt(trace, i)))
    } else {
      out.reserve(ROOM)
      I.put(out)
      out.number(i)
      AT.put(out)
      out.number(trace.at[i] as number)
      ;(TYPES[type] as Phrase).put(out)
      this.orNull(trace.cause[i] as number)
      this.keys(chunk, type, i)
      out.reserve(2)
      out.byte(END)
    }
    out.reserve(1)
    out.byte(LINE_END)
  }

  private keys(chunk: TraceChunk, type: number, i: number): void {
    if (type === SENT) this.sent(chunk, i)
    else if (type === DELIVERED) this.way(i, this.trace.link[i] as number)
    else if (type === STATE) this.state(i)
    else if (type === TIMER) this.timer(i)
    else this.members(chunk, i - chunk.first)
  }

  private sent(chunk: TraceChunk, i: number): void {
    const { out, trace } = this
    this.way(i, i)
    ARRIVES.put(out)
    this.orNull(trace.due[i] as number)
    DEPTH.put(out)
    out.number(trace.depthOf(i))
    if (trace.stepOf(i) > 0) {
      STEP.put(out)
      out.number(trace.stepOf(i))
    }
    BODY.put(out)
    const [start, end] = bodyOf(chunk, i - chunk.first)
    if (start === end) NULL.put(out)
    else this.copy(chunk, start, end)
  }

  private copy({ arena }: TraceChunk, start: number, end: number): void {
    this.out.reserve(end - start + ROOM)
    this.out.stretch(arena, start, end)
  }

  /** The members of the body stand beside the others. */
  private members(chunk: TraceChunk, k: number): void {
    const [start, end] = bodyOf(chunk, k)
    this.out.byte(COMMA)
    this.copy(chunk, start + 1, end - 1)
  }

  private way(i: number, sent: number): void {
    const { out, trace, names } = this
    ID.put(out)
    this.inner.put(out, trace.from[sent] as number)
    out.reserve(ROOM)
    out.byte(HASH)
    out.number(trace.link[sent] as number)
    out.byte(QUOTE)
    FROM.put(out)
    names.put(out, trace.from[i] as number)
    TO.put(out)
    names.put(out, trace.to[i] as number)
    NAME.put(out)
    names.put(out, trace.name[i] as number)
    out.reserve(ROOM)
  }

  private state(i: number): void {
    const { trace } = this
    this.text(OF, trace.from[i] as number)
    this.text(FROM, trace.link[i] as number)
    this.text(TO, trace.to[i] as number)
    this.text(EVENT, trace.name[i] as number)
  }

  private timer(i: number): void {
    const { out, trace } = this
    this.text(OF, trace.from[i] as number)
    this.text(NAME, trace.name[i] as number)
    ;(WHATS[TIMER_WHATS.indexOf(trace.whatOf(i))] as Phrase).put(out)
    out.reserve(ROOM)
    this.orNull(trace.due[i] as number)
  }

  private text(key: Phrase, number: number): void {
    key.put(this.out)
    if (number < 0) EMPTY.put(this.out)
    else this.names.put(this.out, number)
  }

  /** An ordinal or a time; -1 and NaN are none. */
  private orNull(value: number): void {
    if (value >= 0) this.out.number(value)
    else NULL.put(this.out)
  }
}

function bodyOf({ bodyStart }: TraceChunk, k: number): readonly [number, number] {
  return [bodyStart[k] as number, bodyStart[k + 1] as number]
}
