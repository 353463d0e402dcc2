/** One chunk of a trace, to be read record by record: for who is done with the records before it. */
import { decodeText } from '#base/platform.ts'
import type { TraceChunk } from './chunk.ts'
import { Readable } from './readable.ts'

export class TracePiece extends Readable {
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
    super()
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

  bodyText(i: number): string {
    return decodeText(this.arena, this.bodyStart[i] as number, this.bodyStart[i + 1] as number)
  }
}
