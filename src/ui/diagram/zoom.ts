/** How far the time axis zooms: from a few rows to the whole run, on every scale. */
import type { Axis } from '#derive/axis.ts'
import { DENSITY_FACTOR, type Cursor, type ViewOptions } from '#derive/view.ts'

/** Always reached, also where the run is short. */
const LEAST_ZOOM = 0.08
export const MOST_ZOOM = 16
/** Room around a whole run. */
const AROUND_PX = 60

/** The zoom at which all that is computed is seen; readable where that is less. */
export function wholeZoom(axis: Axis, view: ViewOptions, heightPx: number): number {
  const stretch = axis.stretchForAll(Math.max(1, heightPx - AROUND_PX))
  return Math.min(1, stretch / DENSITY_FACTOR[view.density])
}

/** The zoom at which the way between two moments is so high. */
export function spanZoom(axis: Axis, view: ViewOptions, span: readonly [Cursor, Cursor], heightPx: number): number {
  return axis.stretchFor(span[0], span[1], Math.max(1, heightPx)) / DENSITY_FACTOR[view.density]
}

export function clampZoom(zoom: number, whole: number): number {
  return Math.min(MOST_ZOOM, Math.max(Math.min(LEAST_ZOOM, whole), zoom))
}
