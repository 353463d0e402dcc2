/** Boxes of letters as they stand in the drawing, for tests: computed apart from what places them. */
import type { Label } from './labels.ts'

export type Corner = readonly [x: number, y: number]

/** The text's own box, turned along its arrow. */
export function cornersOf({ arrow, width, side, along }: Label): readonly Corner[] {
  const { x0, y0, x1, y1 } = arrow
  const angle = Math.atan2(y1 - y0, x1 - x0)
  const turned = Math.abs(angle) > Math.PI / 2 ? angle - Math.sign(angle) * Math.PI : angle
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)]
  const [cx, cy] = [x0 + (x1 - x0) * along, y0 + (y1 - y0) * along]
  // Base line 7 px above the line or 16 px below it; letters are 9 px high.
  const [top, bottom] = side === 'above' ? [-16, -7] : [7, 16]
  const half = width / 2
  return [
    [-half, top],
    [half, top],
    [half, bottom],
    [-half, bottom],
  ].map(([dx = 0, dy = 0]) => [cx + dx * cos - dy * sin, cy + dx * sin + dy * cos])
}

/** Whether two turned boxes meet: no side's direction tells them apart. */
export function meet(a: readonly Corner[], b: readonly Corner[]): boolean {
  return [a, b].every((box) =>
    [0, 1].every((side) => {
      const [p, q] = [box[side] as Corner, box[side + 1] as Corner]
      const normal: Corner = [p[1] - q[1], q[0] - p[0]]
      const span = (corners: readonly Corner[]): Corner => {
        const at = corners.map(([x, y]) => x * normal[0] + y * normal[1])
        return [Math.min(...at), Math.max(...at)]
      }
      const [first, second] = [span(a), span(b)]
      return first[0] < second[1] && second[0] < first[1]
    }),
  )
}
