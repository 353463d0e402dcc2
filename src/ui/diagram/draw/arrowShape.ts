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

/** Heights between which is drawn, in the ends' measure. */
export interface Span {
  readonly top: number
  readonly bottom: number
}

/**
 * A line is shortened at its beginning by whole multiples of this: every period of dashes goes into it, so that none moves. A dashed
 * line costs by its length, seen or not, and among thousands of messages of one instant each is as long as thousands of rows.
 */
const CUT_PX = 3960

/** The part of a way that is between two heights, from and to in px along it. */
function seen(from: number, to: number, ends: Ends, uy: number, { top, bottom }: Span): readonly [number, number] {
  if (uy <= 0) return [from, to]
  const above = Math.max(0, (top - ends.y0) / uy - from)
  return [from + Math.floor(above / CUT_PX) * CUT_PX, Math.min(to, (bottom - ends.y0) / uy)]
}

export function arrowShape(
  ends: Ends,
  phase: Arrow['phase'],
  head: number,
  dots: boolean,
  span: Span = { top: -Infinity, bottom: Infinity },
): ArrowShape {
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
  const between = (from: number, to: number): string => {
    const [s0, s1] = seen(from, to, ends, uy, span)
    return s1 > s0 ? `M${at(s0)}L${at(s1)}` : ''
  }
  const line = between(start, lineEnd)
  const restFrom = phase === 'lost' ? tip + 8 : tip
  const restTo = length - (dots ? DOT : 0)
  const rest = phase === 'delivered' ? '' : between(restFrom, restTo)
  return { line, rest, head: { x: x0 + ux * tip, y: y0 + uy * tip, ux, uy } }
}
