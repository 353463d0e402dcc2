/** Two diagrams that look at one place: the one that the hand is on leads, the other follows. */
import type { Lens } from '#store/stage.ts'
import type { Controller } from '../../diagram/controller.ts'

export type SideName = 'left' | 'right'

export class Linked {
  private readonly controllers: Record<SideName, Controller | null> = { left: null, right: null }
  private leader: SideName = 'left'

  readonly take = {
    left: (controller: Controller | null): void => this.set('left', controller),
    right: (controller: Controller | null): void => this.set('right', controller),
  }

  /** Who is pointed at or has the focus leads. Gives back how to stop. */
  watch(side: SideName, element: HTMLElement | null): (() => void) | undefined {
    if (!element) return undefined
    const stop = new AbortController()
    for (const name of ['pointerenter', 'pointerdown', 'focusin'])
      element.addEventListener(name, () => this.lead(side), { signal: stop.signal, capture: true })
    return () => stop.abort()
  }

  /** The hand is on this side now. */
  lead(side: SideName): void {
    this.leader = side
  }

  /** Zooms by the one that leads. */
  readonly lens: Lens = {
    zoom: (factor) => this.controllers[this.leader]?.lens.zoom(factor),
    fit: () => (this.controllers.left ?? this.controllers.right)?.lens.fit(),
    // The moments are the left run's.
    show: (from, to) => this.controllers.left?.lens.show(from, to),
  }

  private set(side: SideName, controller: Controller | null): void {
    this.controllers[side] = controller
    if (controller) controller.onCamera = () => this.align()
    this.align()
  }

  private align(): void {
    const leading = this.controllers[this.leader]
    const following = this.controllers[this.leader === 'left' ? 'right' : 'left']
    if (!leading || !following) return
    const { y, follows } = leading.camera
    if (following.camera.y !== y) following.lookAt(y, follows)
  }

  /** The heights have changed above the reader: what was seen stays in its place. */
  shift(dy: number): void {
    const leading = this.controllers[this.leader]
    if (leading && dy !== 0) leading.lookAt(leading.camera.y + dy, leading.camera.follows)
  }
}
