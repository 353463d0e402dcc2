/** Going from record to record: what the keys for "next", "previous" and "settle" mean under a view. */
import type { Lane } from './lanes.ts'
import { SENT, START } from './marks.ts'
import type { DiagramModel } from './model.ts'
import type { Cursor } from './view.ts'

/** The cursor on the next shown record, or on the end of what is computed; a fold is passed in one step. */
export function nextStep(model: DiagramModel, cursor: Cursor): Cursor {
  const { axis, marks, trace } = model
  const k = marks.ord.lastAtMost(cursor.ordinal) + 1
  if (k >= marks.length) return settled(model, trace.count - 1)
  const fold = axis.foldAt(k)
  return settled(model, marks.ord.at(fold ? fold.endMark - 1 : k))
}

/** The cursor on the shown record before, or at the start. */
export function previousStep(model: DiagramModel, cursor: Cursor): Cursor {
  const { axis, marks } = model
  const here = marks.ord.lastAtMost(cursor.ordinal)
  // Between two records, or behind one that is not shown, the one before is the first to go back to.
  const isOn = marks.ord.at(here) === cursor.ordinal && !(cursor.within !== undefined && cursor.within > 0)
  const fold = axis.foldAt(here)
  const k = fold ? fold.firstMark - 1 : isOn ? here - 1 : here
  return k <= 0 ? { ordinal: 0, at: 0 } : settled(model, marks.ord.at(k))
}

/** The cursor on a record. What it leads to in the same instant is not past yet: a step lands exactly on a record. */
export function settled({ trace }: DiagramModel, ordinal: number): Cursor {
  const i = Math.min(Math.max(0, ordinal), Math.max(0, trace.count - 1))
  return { ordinal: i, at: trace.count === 0 ? 0 : (trace.at[i] as number) }
}

/**
 * The message after or before a record, up to `last`, on a lane where one is given. Ordinals of `sent` records; a folded
 * repetition counts as one, by the ordinal that opens it, and not at all on a single lane.
 */
export function nextMessage(
  { marks, trace, lanes, axis }: DiagramModel,
  from: number,
  direction: 1 | -1,
  last: number,
  lane?: Lane,
): number | null {
  const here = Math.max(0, marks.ord.lastAtMost(from))
  const within = axis.foldAt(here)
  const isOn = marks.ord.at(here) === from
  let k = within
    ? direction === 1
      ? within.endMark - 1
      : within.firstMark
    : direction === -1 && !isOn
      ? here + 1
      : here
  for (k += direction; k > 0 && k < marks.length; k += direction) {
    const ordinal = marks.ord.at(k)
    if (ordinal > last) return null
    const fold = axis.foldAt(k)
    if (fold && !lane) return fold.ordinal
    if (marks.kind.at(k) !== SENT || fold) continue
    const ends = [trace.from[ordinal] as number, trace.to[ordinal] as number]
    if (!lane || ends.some((end) => lanes.laneOfNumber(trace, end) === lane)) return ordinal
  }
  return null
}

/** How many shown records there are up to a cursor, and in all: `event 37 of 212`. */
export function countOf({ marks }: DiagramModel, cursor: Cursor): { readonly past: number; readonly all: number } {
  const start = marks.kind.at(0) === START ? 1 : 0
  return { past: Math.max(0, marks.ord.lastAtMost(cursor.ordinal) + 1 - start), all: marks.length - start }
}
