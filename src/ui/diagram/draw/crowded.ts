/** When there are too many arrows for each to have dots, dashes and words of its own. */
import type { Frame } from './frame.ts'

/** A row of less height has no room for a dot. */
const ROW_PX = 6
/** However high the view is, or how low: so many arrows are a crowd, so many are none. */
const MOST = 220
const LEAST = 60

export function isCrowded({ scene, height }: Pick<Frame, 'scene' | 'height'>): boolean {
  return scene.arrows.length > Math.min(MOST, Math.max(LEAST, height / ROW_PX))
}
