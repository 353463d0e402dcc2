/** Of a moment, what is seen across: in a wide drawing most of it stands beside the view. */
import type { Scene } from './geometry.ts'

/** Heads, dots, labels and words of bars reach so far over their ends. */
const REACH_PX = 160

/** The scene less the arrows and bars that touch nothing between `left` and `right`. What goes all across stays. */
export function sceneAcross(scene: Scene, left: number, right: number): Scene {
  const from = left - REACH_PX
  const to = right + REACH_PX
  const isSeen = ({ x }: { readonly x: number }): boolean => x >= from && x <= to
  return {
    ...scene,
    arrows: scene.arrows.filter(({ x0, x1 }) => Math.max(x0, x1) >= from && Math.min(x0, x1) <= to),
    activations: scene.activations.filter(isSeen),
    offers: scene.offers.filter(isSeen),
    filters: scene.filters.filter(isSeen),
    timers: scene.timers.filter(isSeen),
    waiting: scene.waiting.filter(isSeen),
  }
}
