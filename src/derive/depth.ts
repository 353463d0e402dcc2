/** Which records a depth shows (design.md 3): a filter over the one trace, ordinals kept. */
import type { Depth, RecordType } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'

/** Least depth of what is not a message. Machines of books and timers belong to the wire. */
const LEAST: Readonly<Record<Exclude<RecordType, 'sent' | 'delivered' | 'lost' | 'state'>, Depth>> = {
  allocation: 2,
  exited: 2,
  timer: 3,
  task: 2,
  action: 1,
  broken: 1,
  halted: 1,
}

export function recordInDepth(trace: TraceStore, i: number, depth: Depth): boolean {
  if (depth === 3) return true
  const type = trace.typeOf(i)
  if (type === 'sent' || type === 'delivered' || type === 'lost') return trace.depthOf(i) <= depth
  if (type === 'state') return depth >= 2 && !trace.text(trace.from[i] as number).includes('/')
  return LEAST[type] <= depth
}
