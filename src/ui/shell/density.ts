/** How many marks stand in each column of the minimap, as parts of the fullest; counts on a root scale, so that few are seen too. */
import { firstFold, type Axis, type Fold } from '#derive/axis.ts'
import type { DiagramModel } from '#derive/model.ts'

/** Px of a column. */
export const BAR_PX = 6

interface Known {
  readonly columns: number
  readonly length: number
  readonly endY: number
  readonly bars: readonly number[]
}

/** The minimap is drawn in every frame of playing; its bars change only with the run or the view. */
const KNOWN = new WeakMap<Axis, Known>()

/** O(columns × log marks) where the axis or the width changed since it was asked last. */
export function densities({ axis }: DiagramModel, widthPx: number, columnPx: number): readonly number[] {
  const columns = Math.max(1, Math.floor(widthPx / columnPx))
  const { endY, length } = axis
  const known = KNOWN.get(axis)
  if (known?.columns === columns && known.length === length && known.endY === endY) return known.bars
  const bars = counted(axis, endY, columns)
  KNOWN.set(axis, { columns, length, endY, bars })
  return bars
}

/** Marks inside folds, one left for each: a thousand that are drawn as one card are one thing to see. */
function folded({ folds }: Axis, from: number, to: number): number {
  let count = 0
  for (let f = firstFold(folds, from); f < folds.length; f += 1) {
    const { firstMark, endMark } = folds[f] as Fold
    if (firstMark > to) break
    count += Math.max(0, Math.min(endMark - 1, to) - Math.max(firstMark, from))
  }
  return count
}

function counted(axis: Axis, endY: number, columns: number): readonly number[] {
  if (endY <= 0) return []
  const counts: number[] = []
  let before = axis.markAtY(0)
  for (let c = 1; c <= columns; c += 1) {
    const mark = axis.markAtY((endY * c) / columns)
    counts.push(mark - before - folded(axis, before + 1, mark))
    before = mark
  }
  const most = Math.max(1, ...counts)
  return counts.map((count) => Math.sqrt(count / most))
}
