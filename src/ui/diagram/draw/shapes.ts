/** Heads of arrows and other small shapes, pointing right, tip at 0, 0. */
import type { Glyph } from '#derive/messages.ts'
import { arc } from 'd3-shape'

export const HEADS: Readonly<Record<Glyph, string>> = {
  arrow: 'M-11 -5.5L0.5 0L-11 5.5Z',
  open: 'M-10 -4.5L-0.5 0L-10 4.5Z',
  diamond: 'M-12 0L-5.5 -5.5L1 0L-5.5 5.5Z',
  hollowDiamond: 'M-12 0L-5.5 -5.5L1 0L-5.5 5.5Z',
  slashed: 'M-10 0A5 5 0 1 1 0 0A5 5 0 1 1 -10 0ZM-8.5 3.5L-1.5 -3.5',
  disc: 'M-9 0A4.5 4.5 0 1 1 0 0A4.5 4.5 0 1 1 -9 0Z',
  ring: 'M-9 0A4.5 4.5 0 1 1 0 0A4.5 4.5 0 1 1 -9 0Z',
  cross: 'M-9 -4.5L0 4.5M-9 4.5L0 -4.5',
}

export const FILLED: ReadonlySet<Glyph> = new Set(['arrow', 'diamond', 'disc'])

export const CROSS = 'M-5 -5L5 5M-5 5L5 -5'
export const CHEVRON = 'M-2 -4L2 0L-2 4'

const pie = arc<unknown, number>()
  .innerRadius(0)
  .outerRadius(5)
  .startAngle((left) => 2 * Math.PI * (1 - left))
  .endAngle(2 * Math.PI)

/** The part of a circle of radius 5 that is left; empties clockwise. */
export function piePath(left: number): string {
  return pie(Math.min(0.9999, Math.max(0, left))) ?? ''
}

/** A zig-zag of a width, around y 0. */
export function zigzag(width: number): string {
  let path = 'M-4 -3'
  for (let x = 4, up = false; x <= width + 8; x += 8, up = !up) path += `L${x} ${up ? -3 : 3}`
  return path
}
