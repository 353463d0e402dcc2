/** Records of a run that are so: for links and lessons that mean a moment and not a number. */
import { recordAt } from '#model/trace/decode.ts'
import type { TraceStore } from '#model/trace/store.ts'

export interface RecordWish {
  /** Values of a record's own keys. */
  readonly where: Readonly<Record<string, string | number | boolean>>
  /** Virtual ms; earlier records do not count. */
  readonly afterMs?: number
  /** From 1; -1 is the last. Default 1. */
  readonly nth?: number
}

/** Ordinal of the record that is wished for, or -1. Reads each record once. */
export function findRecord(trace: TraceStore, { where, afterMs = 0, nth = 1 }: RecordWish): number {
  const wanted = Object.entries(where)
  let found = -1
  let count = 0
  for (let i = 0; i < trace.count; i += 1) {
    if ((trace.at[i] as number) < afterMs) continue
    const record = recordAt(trace, i) as unknown as Readonly<Record<string, unknown>>
    if (!wanted.every(([key, value]) => record[key] === value)) continue
    found = i
    count += 1
    if (count === nth) return i
  }
  return nth === -1 ? found : -1
}
