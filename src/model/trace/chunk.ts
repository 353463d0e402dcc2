/**
 * A piece of a trace as columns: what the kernel writes, the worker transfers and the page reads.
 * Every column has `count` entries. Texts are numbers into one growing list of strings; each chunk
 * brings the strings that are new since the chunk before it.
 *
 * What a column holds depends on the record's type:
 *
 * | type | from | to | name | link | due | flags |
 * |---|---|---|---|---|---|---|
 * | sent | sender | receiver | message | n of `SENDER#n` | arrivesAt or NaN | depth, step |
 * | delivered, lost | sender | receiver | message | ordinal of its `sent` | NaN | depth, step |
 * | state | of | new state | event | old state (string) | NaN | |
 * | allocation | -1 | -1 | trigger | run | NaN | |
 * | exited | of | peer | -1 | -1 | NaN | |
 * | timer | of | -1 | timer's name | -1 | dueAt or NaN | what |
 * | task | framework | task | state | agent (string) | NaN | |
 * | action | -1 | -1 | do | -1 | NaN | |
 * | broken, halted | -1 | -1 | invariant, why | -1 | NaN | |
 *
 * A body is JSON in UTF-8: the message's body, or the keys that have no column (task: seenBy, reason;
 * lost: why; allocation; action; broken). No body is an empty stretch.
 */
export interface TraceChunk {
  /** Ordinal of its first record. */
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
  /** `count + 1` offsets into `arena`. */
  readonly bodyStart: Uint32Array
  readonly arena: Uint8Array
  readonly stringsFirst: number
  readonly strings: readonly string[]
  readonly points: PointChunk
}

/**
 * Timelines: what changes over time, as points of named series. A point holds from its record on, until
 * the next point of its series. Names of series are listed in `series.ts`.
 */
export interface PointChunk {
  readonly count: number
  /** String number of the series' name. */
  readonly series: Int32Array
  /** Ordinal of the record from which on it holds. */
  readonly ordinal: Int32Array
  readonly at: Float64Array
  readonly value: Float64Array
  /** `count + 1` offsets into `arena`; empty where the value says all. */
  readonly bodyStart: Uint32Array
  readonly arena: Uint8Array
}

/** Bits of `flags`. */
export const FLAG_DEPTH = 0b11
export const FLAG_STEP_SHIFT = 2
export const FLAG_STEP = 0b1111
export const FLAG_WHAT_SHIFT = 6
export const FLAG_WHAT = 0b11

/** The buffers of a chunk, to hand over instead of copying. */
export function transferables(chunk: TraceChunk): ArrayBuffer[] {
  const points = chunk.points
  const columns = [
    chunk.at,
    chunk.type,
    chunk.from,
    chunk.to,
    chunk.name,
    chunk.cause,
    chunk.link,
    chunk.due,
    chunk.flags,
    chunk.bodyStart,
    chunk.arena,
    points.series,
    points.ordinal,
    points.at,
    points.value,
    points.bodyStart,
    points.arena,
  ]
  return columns.map((column) => column.buffer as ArrayBuffer)
}
