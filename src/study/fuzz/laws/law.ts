/** What holds over a whole run, read from its trace: what no look at a single moment can tell. */
import type { TraceStore } from '#model/trace/store.ts'

export interface Law {
  readonly name: string
  /** A sentence that says where it is broken, or null. */
  readonly check: (trace: TraceStore) => string | null
}

export function nameAt(trace: TraceStore, i: number): string {
  return trace.text(trace.name[i] as number)
}

export function fromAt(trace: TraceStore, i: number): string {
  return trace.text(trace.from[i] as number)
}

export function toAt(trace: TraceStore, i: number): string {
  return trace.text(trace.to[i] as number)
}

/** Body of the message that a `delivered` record speaks of. */
export function deliveredBody(trace: TraceStore, i: number): unknown {
  return trace.body(trace.link[i] as number)
}
