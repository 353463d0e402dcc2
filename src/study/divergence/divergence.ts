/** Two runs that share a beginning: the first record that differs, and why. */
import { jsonLine, recordAt } from '#model/trace/decode.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'

export interface Divergence {
  /** Ordinal from which on the runs differ. */
  readonly ordinal: number
  /** What stands there in each; null where that run has ended. */
  readonly left: TraceRecord | null
  readonly right: TraceRecord | null
  /** The chain of causes of the differing records, latest first, up to the first that both share. */
  readonly leftCauses: readonly number[]
  readonly rightCauses: readonly number[]
}

function causes(trace: TraceStore, i: number): number[] {
  const chain: number[] = []
  for (let at = i; at >= 0 && at < trace.count; at = trace.cause[at] as number) chain.push(at)
  return chain
}

/** Columns that say the same record, but for the numbers of its texts. */
function alike(a: TraceStore, b: TraceStore, i: number): boolean {
  return (
    a.at[i] === b.at[i] &&
    a.type[i] === b.type[i] &&
    a.cause[i] === b.cause[i] &&
    a.text(a.from[i] as number) === b.text(b.from[i] as number) &&
    a.text(a.to[i] as number) === b.text(b.to[i] as number) &&
    a.text(a.name[i] as number) === b.text(b.name[i] as number)
  )
}

/** The first difference, or null where one run is the beginning of the other. O(records). */
export function divergence(left: TraceStore, right: TraceStore): Divergence | null {
  const both = Math.min(left.count, right.count)
  for (let i = 0; i < both; i += 1) {
    if (alike(left, right, i) && jsonLine(left, i) === jsonLine(right, i)) continue
    return {
      ordinal: i,
      left: recordAt(left, i),
      right: recordAt(right, i),
      leftCauses: causes(left, i),
      rightCauses: causes(right, i),
    }
  }
  return null
}
