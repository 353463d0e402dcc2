/** Of a moment, what is seen across: in a wide drawing most of it stands beside the view. */
import type { Scene } from './geometry.ts'

/** Words of bars reach so far over their place; heads and dots of arrows so far over their ends. */
const WORDS_PX = 160
const HEAD_PX = 24

/** The scene less the arrows and bars that touch nothing between `left` and `right`. What goes all across stays. */
export function sceneAcross(scene: Scene, left: number, right: number): Scene {
  const isSeen = ({ x }: { readonly x: number }): boolean => x >= left - WORDS_PX && x <= right + WORDS_PX
  return {
    ...scene,
    arrows: scene.arrows.filter(
      ({ x0, x1 }) => Math.max(x0, x1) >= left - HEAD_PX && Math.min(x0, x1) <= right + HEAD_PX,
    ),
    activations: scene.activations.filter(isSeen),
    offers: scene.offers.filter(isSeen),
    filters: scene.filters.filter(isSeen),
    timers: scene.timers.filter(isSeen),
    waiting: scene.waiting.filter(isSeen),
  }
}
