/** Records in columns, counted from 0: of a whole trace (`TraceStore`) or of a piece of one (`TracePiece`). */
import { FLAG_DEPTH, FLAG_STEP, FLAG_STEP_SHIFT, FLAG_WHAT, FLAG_WHAT_SHIFT } from './chunk.ts'
import { RECORD_TYPES, TIMER_WHATS, type Depth, type RecordType, type TimerWhat } from './records.ts'

export abstract class Readable {
  abstract readonly count: number
  abstract readonly at: Float64Array
  abstract readonly type: Uint8Array
  abstract readonly from: Int32Array
  abstract readonly to: Int32Array
  abstract readonly name: Int32Array
  abstract readonly link: Int32Array
  abstract readonly due: Float64Array
  abstract readonly flags: Uint16Array
  abstract readonly strings: readonly string[]

  /** The body as text: JSON, or empty. */
  abstract bodyText(i: number): string

  text(number: number): string {
    return number < 0 ? '' : (this.strings[number] as string)
  }

  typeOf(i: number): RecordType {
    return RECORD_TYPES[this.type[i] as number] as RecordType
  }

  depthOf(i: number): Depth {
    return ((this.flags[i] as number) & FLAG_DEPTH) as Depth
  }

  /** 1 to 12, or 0 for none. */
  stepOf(i: number): number {
    return ((this.flags[i] as number) >> FLAG_STEP_SHIFT) & FLAG_STEP
  }

  whatOf(i: number): TimerWhat {
    return TIMER_WHATS[((this.flags[i] as number) >> FLAG_WHAT_SHIFT) & FLAG_WHAT] as TimerWhat
  }
}
