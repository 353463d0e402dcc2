/** What is under the pointer: computed from the scene, so that the drawing carries no invisible targets. */
import type { Arrow, FoldCard, OfferBar, OpenedFold, Point, Scene } from '#derive/geometry.ts'
import type { Layout } from '#derive/layout.ts'
import { cardHeight, cardWidth } from './draw/cards.ts'

export type Hit =
  | { readonly what: 'message'; readonly arrow: Arrow; readonly ordinal: number }
  | { readonly what: 'fold'; readonly card: FoldCard }
  | { readonly what: 'opened'; readonly fold: OpenedFold }
  | { readonly what: 'offer'; readonly bar: OfferBar; readonly ordinal: number }
  | { readonly what: 'point'; readonly point: Point; readonly ordinal: number }

/** Half of the 16 px that an arrow can be hit in, and of 44 for a finger. */
const MOUSE_PX = 8
const FINGER_PX = 22

/** `x`, `y` in the run's px. */
export function hitAt(scene: Scene, layout: Layout, x: number, y: number, finger: boolean): Hit | null {
  const reach = finger ? FINGER_PX : MOUSE_PX
  const card = scene.folds.find((fold) => inCard(fold, layout, x, y))
  if (card) return { what: 'fold', card }
  const fold = scene.opened.find((its) => Math.abs(its.x - 4 - x) <= reach + 4 && y >= its.y0 - 12 && y <= its.y1 + 12)
  if (fold) return { what: 'opened', fold }
  const arrow = nearestArrow(scene.arrows, x, y, reach)
  if (arrow) return { what: 'message', arrow, ordinal: arrow.sent }
  const bar = scene.offers.find((offer) => Math.abs(offer.x - x) <= reach && y >= offer.y0 && y <= offer.y1)
  if (bar) return { what: 'offer', bar, ordinal: bar.ordinal }
  const point = scene.points.find((mark) => Math.abs(mark.y - y) <= reach && Math.abs(mark.x - x) <= reach * 2)
  return point ? { what: 'point', point, ordinal: point.ordinal } : null
}

function nearestArrow(arrows: readonly Arrow[], x: number, y: number, reach: number): Arrow | null {
  let best: Arrow | null = null
  let least = reach
  for (const arrow of arrows) {
    const distance = distanceTo(arrow, x, y)
    if (distance > least) continue
    least = distance
    best = arrow
  }
  return best
}

/** Distance of a point from the way of a message. */
export function distanceTo({ x0, y0, x1, y1 }: Arrow, x: number, y: number): number {
  const dx = x1 - x0
  const dy = y1 - y0
  const squared = dx * dx + dy * dy
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared))
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy)
}

function inCard(card: FoldCard, { form }: Layout, x: number, y: number): boolean {
  const half = cardWidth(card, form === 'narrow') / 2
  return (
    Math.abs(x - (card.x0 + card.x1) / 2) <= half && Math.abs(y - (card.y0 + card.y1) / 2) <= cardHeight(card) / 2 + 2
  )
}
