/** What each stop of the tour points at: the first of these that is seen. */
import type { TourStop } from '#content/tour.ts'
import type { Box } from './place.ts'

const TARGETS: Readonly<Record<TourStop['id'], readonly string[]>> = {
  what: [],
  play: ['footer [role=toolbar]'],
  lanes: ['[data-tour=lanes]'],
  offers: ['[data-tour=gutter]'],
  act: ['[data-tour=submit]', 'footer [data-command=submit]'],
  why: ['[data-tour=apps]', '[data-tour=more]'],
  share: ['header [data-command=share]'],
}

/** The heads speak of what is below them: so much of the drawing belongs to the stop, px. */
const BELOW_HEADS = 180

function clipped({ left, top, width, height }: DOMRect, more: number): Box {
  const [x, y] = [Math.max(0, left), Math.max(0, top)]
  return {
    left: x,
    top: y,
    width: Math.max(0, Math.min(innerWidth, left + width) - x),
    height: Math.max(0, Math.min(innerHeight, top + height + more) - y),
  }
}

/** The part of the target that lies in the window; null where nothing of it is seen. */
export function targetOf(stop: TourStop['id']): Box | null {
  for (const selector of TARGETS[stop]) {
    const element = document.querySelector(selector)
    const box = element ? clipped(element.getBoundingClientRect(), stop === 'lanes' ? BELOW_HEADS : 0) : null
    if (box && box.width > 0 && box.height > 0) return box
  }
  return null
}
