/** How many marks stand in each column of the minimap, as parts of the fullest; counts on a root scale, so that few are seen too. */
import type { DiagramModel } from '#derive/model.ts'

/** O(columns × log marks). */
export function densities({ axis }: DiagramModel, widthPx: number, columnPx: number): readonly number[] {
  const columns = Math.max(1, Math.floor(widthPx / columnPx))
  const { endY } = axis
  if (endY <= 0) return []
  const counts: number[] = []
  let before = axis.markAtY(0)
  for (let c = 1; c <= columns; c += 1) {
    const mark = axis.markAtY((endY * c) / columns)
    counts.push(mark - before)
    before = mark
  }
  const most = Math.max(1, ...counts)
  return counts.map((count) => Math.sqrt(count / most))
}
