/** How far the time axis zooms. */
import type { TimeScale } from '#derive/view.ts'

const LEAST_ZOOM = 0.08
const LEAST_TRUE_ZOOM = 0.00002
const MOST_ZOOM = 8

/** The factor within the ends of a scale: true time reaches from single ms to days. */
export function clampZoom(zoom: number, scale: TimeScale): number {
  const least = scale === 'true' ? LEAST_TRUE_ZOOM : LEAST_ZOOM
  return Math.min(MOST_ZOOM, Math.max(least, zoom))
}
