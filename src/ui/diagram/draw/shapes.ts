/** Heads of arrows and other small shapes. Heads point right with the tip at 0, 0. */
import type { Glyph } from '#derive/messages.ts'
import { short } from './pen.ts'

type Command =
  | readonly [letter: 'M' | 'L', x: number, y: number]
  | readonly ['Z']
  | readonly ['O', x: number, r: number]

/** `O` is a circle around x, 0. */
const SHAPES: Readonly<Record<Glyph, readonly Command[]>> = {
  arrow: [['M', -11, -5.5], ['L', 0.5, 0], ['L', -11, 5.5], ['Z']],
  open: [['M', -10, -4.5], ['L', -0.5, 0], ['L', -10, 4.5], ['Z']],
  diamond: [['M', -12, 0], ['L', -5.5, -5.5], ['L', 1, 0], ['L', -5.5, 5.5], ['Z']],
  hollowDiamond: [['M', -12, 0], ['L', -5.5, -5.5], ['L', 1, 0], ['L', -5.5, 5.5], ['Z']],
  slashed: [
    ['O', -5, 5],
    ['M', -8.5, 3.5],
    ['L', -1.5, -3.5],
  ],
  disc: [['O', -4.5, 4.5]],
  ring: [['O', -4.5, 4.5]],
  cross: [
    ['M', -9, -4.5],
    ['L', 0, 4.5],
    ['M', -9, 4.5],
    ['L', 0, -4.5],
  ],
}

export interface Pose {
  /** Where the tip is. */
  readonly x: number
  readonly y: number
  /** Direction, of length 1. */
  readonly ux: number
  readonly uy: number
}

/**
 * A head turned and placed. The numbers are in the path, not in a `transform`: each transformed node is a layer of its own
 * to the compositor, and 300 of them cost 2 ms a frame.
 */
export function headPath(glyph: Glyph, { x, y, ux, uy }: Pose, scale = 1): string {
  const at = (dx: number, dy: number): string => {
    const px = x + (dx * ux - dy * uy) * scale
    const py = y + (dx * uy + dy * ux) * scale
    return `${Math.round(px * 10) / 10} ${Math.round(py * 10) / 10}`
  }
  let path = ''
  for (const command of SHAPES[glyph]) {
    if (command[0] === 'Z') path += 'Z'
    else if (command[0] === 'O') {
      const [, cx, r] = command
      const radius = Math.round(r * scale * 10) / 10
      path += `M${at(cx - r, 0)}A${radius} ${radius} 0 1 1 ${at(cx + r, 0)}A${radius} ${radius} 0 1 1 ${at(cx - r, 0)}Z`
    } else path += `${command[0]}${at(command[1], command[2])}`
  }
  return path
}

export const FILLED: ReadonlySet<Glyph> = new Set(['arrow', 'diamond', 'disc'])

export const CROSS = crossAt(0, 0)

export function crossAt(x: number, y: number): string {
  const [left, right, top, bottom] = [x - 5, x + 5, y - 5, y + 5].map((n) => Math.round(n * 10) / 10)
  return `M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}`
}

export const CHEVRON = 'M-2 -4L2 0L-2 4'

const PIE_PX = 5

/** The part of a circle of radius 5 that is left; empties clockwise. Clockwise from its edge to twelve o'clock. */
export function piePath(left: number): string {
  const part = Math.min(0.9999, Math.max(0, left))
  if (part === 0) return ''
  const angle = 2 * Math.PI * (1 - part)
  const x = short(PIE_PX * Math.sin(angle))
  const y = short(-PIE_PX * Math.cos(angle))
  return `M0 0L${x} ${y}A${PIE_PX} ${PIE_PX} 0 ${part > 0.5 ? 1 : 0} 1 0 ${-PIE_PX}Z`
}

/** A zig-zag of a width, around y 0. */
export function zigzag(width: number): string {
  let path = 'M-4 -3'
  for (let x = 4, up = false; x <= width + 8; x += 8, up = !up) path += `L${x} ${up ? -3 : 3}`
  return path
}

/** Kinds in a line of text, where there is no room for words. */
export const SIGNS: Readonly<Record<Glyph, string>> = {
  arrow: '▶',
  open: '▷',
  diamond: '◆',
  hollowDiamond: '◇',
  slashed: '⊘',
  disc: '●',
  ring: '○',
  cross: '✕',
}
