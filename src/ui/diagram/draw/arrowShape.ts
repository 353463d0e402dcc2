/** The drawn parts of one arrow from its ends: line, head, ghost. Pure numbers and paths. */
import type { Arrow } from '#derive/geometry.ts'
import { short } from './pen.ts'
import type { Pose } from './shapes.ts'

export interface Ends {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

export interface ArrowShape {
  readonly line: string
  /** Rest of the way of a flight or a loss; empty otherwise. */
  readonly rest: string
  readonly head: Pose
}

/** From the dot's edge; the head's tip stands before the receiver's dot. */
const DOT = 4.5
const TIP = 7.5
const HEAD = 10

export function arrowShape(ends: Ends, phase: Arrow['phase'], head: number, dots: boolean): ArrowShape {
  const { x0, y0, x1, y1 } = ends
  const dx = x1 - x0
  const dy = y1 - y0
  const length = Math.hypot(dx, dy) || 1
  const ux = dx / length
  const uy = dy / length
  const start = dots ? DOT : 0
  const tip = phase === 'delivered' ? length - (dots ? TIP : 1) : length * head
  const at = (s: number): string => `${short(x0 + ux * s)} ${short(y0 + uy * s)}`
  const lineEnd = phase === 'lost' ? tip - 8 : tip - HEAD + 1
  const line = lineEnd > start ? `M${at(start)}L${at(lineEnd)}` : ''
  const restFrom = phase === 'lost' ? tip + 8 : tip
  const restTo = length - (dots ? DOT : 0)
  const rest = phase !== 'delivered' && restTo > restFrom ? `M${at(restFrom)}L${at(restTo)}` : ''
  return { line, rest, head: { x: x0 + ux * tip, y: y0 + uy * tip, ux, uy } }
}
