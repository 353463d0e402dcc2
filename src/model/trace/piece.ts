/** One chunk of a trace, to be read record by record: for who is done with the records before it. */
import { decodeText } from '#base/platform.ts'
import { FLAG_DEPTH, FLAG_STEP, FLAG_STEP_SHIFT, FLAG_WHAT, FLAG_WHAT_SHIFT, type TraceChunk } from './chunk.ts'
import { RECORD_TYPES, TIMER_WHATS, type Depth, type RecordType, type TimerWhat } from './records.ts'

/** The columns and texts of some records, counted from 0: a whole trace (`TraceStore`) or a piece of one. */
export interface Readable {
  readonly count: number
  readonly at: Float64Array
  readonly type: Uint8Array
  readonly from: Int32Array
  readonly to: Int32Array
  readonly name: Int32Array
  readonly link: Int32Array
  readonly due: Float64Array
  readonly strings: readonly string[]
  text(number: number): string
  typeOf(i: number): RecordType
  depthOf(i: number): Depth
  stepOf(i: number): number
  whatOf(i: number): TimerWhat
  bodyText(i: number): string
}

export class TracePiece implements Readable {
  readonly first: number
  readonly count: number
  readonly at: Float64Array
  readonly type: Uint8Array
  readonly from: Int32Array
  readonly to: Int32Array
  readonly name: Int32Array
  readonly cause: Int32Array
  readonly link: Int32Array
  readonly due: Float64Array
  readonly flags: Uint16Array
  readonly bodyStart: Uint32Array
  readonly arena: Uint8Array
  readonly strings: readonly string[]

  /** `strings`: of the trace so far, this chunk's among them. */
  constructor(chunk: TraceChunk, strings: readonly string[]) {
    this.first = chunk.first
    this.count = chunk.count
    this.at = chunk.at
    this.type = chunk.type
    this.from = chunk.from
    this.to = chunk.to
    this.name = chunk.name
    this.cause = chunk.cause
    this.link = chunk.link
    this.due = chunk.due
    this.flags = chunk.flags
    this.bodyStart = chunk.bodyStart
    this.arena = chunk.arena
    this.strings = strings
  }

  text(number: number): string {
    return number < 0 ? '' : (this.strings[number] as string)
  }

  typeOf(i: number): RecordType {
    return RECORD_TYPES[this.type[i] as number] as RecordType
  }

  depthOf(i: number): Depth {
    return ((this.flags[i] as number) & FLAG_DEPTH) as Depth
  }

  stepOf(i: number): number {
    return ((this.flags[i] as number) >> FLAG_STEP_SHIFT) & FLAG_STEP
  }

  whatOf(i: number): TimerWhat {
    return TIMER_WHATS[((this.flags[i] as number) >> FLAG_WHAT_SHIFT) & FLAG_WHAT] as TimerWhat
  }

  bodyText(i: number): string {
    return decodeText(this.arena, this.bodyStart[i] as number, this.bodyStart[i + 1] as number)
  }
}
