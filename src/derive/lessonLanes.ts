/** Which lanes matter at a moment: for a picture that has room for few of them. */
import type { Depth } from '#model/trace/records.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { type Cast, LaneBook } from './lanes.ts'
import { sequence } from './sequence.ts'
import { DEFAULT_VIEW } from './view.ts'

export interface Moment {
  readonly cast: Cast
  readonly depth: Depth
  readonly ordinal: number
}

/** So far back messages are looked at, in records. */
const REACH = 2000

/** Components that the record itself speaks of. */
function spokenOf(trace: TraceStore, ordinal: number): readonly string[] {
  const record = recordAt(trace, ordinal) as unknown as Readonly<Record<string, unknown>>
  const keys = record['type'] === 'state' ? ['of'] : ['of', 'from', 'to']
  return keys.flatMap((key) => (typeof record[key] === 'string' ? [record[key]] : []))
}

/**
 * Ids of lanes to leave out, so that `most` are left: those stay that the record speaks of, and those of the newest
 * messages before it. Empty where there are not more.
 */
export function quietLanes(trace: TraceStore, { cast, depth, ordinal }: Moment, most: number): readonly string[] {
  const { lanes, messages } = sequence(trace, {
    cast,
    depth,
    from: Math.max(0, ordinal - REACH),
    to: ordinal + 1,
  })
  const book = new LaneBook(cast, { ...DEFAULT_VIEW, depth })
  const all = new Set([...book.lanes, ...lanes].map(({ id }) => id))
  if (all.size <= most) return []
  const kept = new Set(spokenOf(trace, ordinal).map((component) => book.laneOf(component).id))
  for (const { from, to } of messages.toReversed()) {
    const more = new Set([...kept, from.id, to.id])
    if (more.size > most) break
    for (const id of more) kept.add(id)
  }
  return [...all].filter((id) => !kept.has(id))
}
