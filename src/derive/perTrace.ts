/** What is indexed of a trace as it grows: one index for each trace. */
import type { TraceStore } from '#model/trace/store.ts'

interface Growing {
  /** Reads what has come since it was asked last. */
  grow(): void
}

/** The index of a trace, up to date at each asking; begun anew after a cut. */
export function perTrace<T extends Growing>(begin: (trace: TraceStore) => T): (trace: TraceStore) => T {
  const known = new WeakMap<TraceStore, { readonly index: T; readonly cuts: number }>()
  return (trace) => {
    let kept = known.get(trace)
    if (kept?.cuts !== trace.cuts) {
      kept = { index: begin(trace), cuts: trace.cuts }
      known.set(trace, kept)
    }
    kept.index.grow()
    return kept.index
  }
}
