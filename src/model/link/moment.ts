/** The record that a link means, in the run as it is today. */
import type { TraceStore } from '../trace/store.ts'
import { TraceChecksums } from './checksum.ts'
import { type LinkPosition, UNTIMED } from './types.ts'

/** What a record is called in a link: the name on the wire, the event, the timer, the state; its type where it has no name. */
export function recordName(trace: TraceStore, ordinal: number): string {
  return trace.text(trace.name[ordinal] as number) || trace.typeOf(ordinal)
}

/** The position of a record, for a link. The record must be there. */
export function positionOf(trace: TraceStore, ordinal: number, sums = new TraceChecksums(trace)): LinkPosition {
  return {
    ordinal,
    at: trace.at[ordinal] as number,
    name: recordName(trace, ordinal),
    checksum: sums.at(ordinal),
  }
}

/** Whether the trace goes far enough to say what `foundMoment` will say: what comes later is later than the link's moment. */
export function reaches(trace: TraceStore, position: LinkPosition): boolean {
  return trace.count > position.ordinal && (trace.at[trace.count - 1] ?? -1) > position.at
}

export interface FoundMoment {
  /** -1 where the trace has no record yet. */
  readonly ordinal: number
  /**
   * `same`: the run replays as when the link was made. `moved`: it replays differently; this is the nearest record of
   * that name. `lost`: no record of that name; this is the last at that time.
   */
  readonly how: 'same' | 'moved' | 'lost'
}

/** Nearest by time, then by ordinal. O(records) only where the run replays differently. */
export function foundMoment(trace: TraceStore, position: LinkPosition, sums = new TraceChecksums(trace)): FoundMoment {
  const { ordinal, at, name, checksum } = position
  const there =
    ordinal < trace.count &&
    (at === UNTIMED || trace.at[ordinal] === at) &&
    (name === '' || recordName(trace, ordinal) === name)
  if (there && (checksum === null || sums.at(ordinal) === checksum)) return { ordinal, how: 'same' }
  if (at === UNTIMED) return { ordinal: Math.min(ordinal, trace.count - 1), how: 'lost' }
  const nearest = nearestNamed(trace, position)
  return nearest < 0 ? { ordinal: trace.ordinalAt(at), how: 'lost' } : { ordinal: nearest, how: 'moved' }
}

function nearestNamed(trace: TraceStore, { ordinal, at, name }: LinkPosition): number {
  let best = -1
  let bestFar = Infinity
  for (let i = 0; i < trace.count; i += 1) {
    const far = Math.abs((trace.at[i] as number) - at)
    if (far > bestFar || recordName(trace, i) !== name) continue
    if (far === bestFar && Math.abs(i - ordinal) >= Math.abs(best - ordinal)) continue
    best = i
    bestFar = far
  }
  return best
}
