/** Dragging an arrow's head along its receiver's lane: pointer and touch, Esc cancels. Knows nothing of what comes of it. */
import type { Arrow } from '#derive/geometry.ts'
import type { Controller } from '../../diagram/controller.ts'

export interface Grip {
  readonly arrow: Arrow
  /** px in the diagram's body. */
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y: number
  /** Whole virtual ms at that height, never before it was sent. */
  readonly atMs: number
  readonly moved: boolean
}

export interface GripEnds {
  readonly onGrip: (grip: Grip | null) => void
  readonly onDrop: (arrow: Arrow, atMs: number) => void
  /** By touch only the selected message is gripped: a finger that scrolls begins anywhere. */
  readonly selected: () => number | null
}

/** Distance from the tip at which it is gripped, px; how far a press may move and still be a click. */
const MOUSE_PX = 12
const FINGER_PX = 26
const CLICK_PX = 4

class Gripping {
  private readonly body: HTMLElement
  private readonly controller: Controller
  private readonly ends: GripEnds
  private held: { readonly arrow: Arrow; readonly id: number; readonly startY: number; moved: boolean } | null = null

  constructor(body: HTMLElement, controller: Controller, ends: GripEnds) {
    this.body = body
    this.controller = controller
    this.ends = ends
  }

  private at(event: PointerEvent): readonly [number, number] {
    const box = this.body.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }

  /** The arrow whose tip is under the pointer, if it can be moved. */
  private tipAt(event: PointerEvent): Arrow | null {
    const [x, y] = this.at(event)
    const finger = event.pointerType === 'touch'
    const hit = this.controller.hit(x, y, finger)
    if (hit?.what !== 'message') return null
    const { arrow } = hit
    const { camera } = this.controller
    const reach = finger ? FINGER_PX : MOUSE_PX
    const isTip = Math.hypot(arrow.x1 - camera.x - x, arrow.y1 - camera.y - y) <= reach
    const isReal = arrow.phase !== 'lost' && !arrow.stub && !arrow.copy && !arrow.transitive
    return isTip && isReal && (!finger || this.ends.selected() === arrow.sent) ? arrow : null
  }

  down(event: PointerEvent): void {
    if (event.button !== 0 || this.held) return
    const arrow = this.tipAt(event)
    if (!arrow) return
    event.stopImmediatePropagation()
    event.preventDefault()
    this.body.setPointerCapture(event.pointerId)
    this.body.focus({ preventScroll: true })
    this.controller.current?.props.onPeek?.(null, null)
    this.held = { arrow, id: event.pointerId, startY: event.clientY, moved: false }
  }

  move(event: PointerEvent): void {
    const { held } = this
    if (!held) {
      if (event.pointerType !== 'touch') this.body.toggleAttribute('data-grip', this.tipAt(event) !== null)
      return
    }
    event.stopImmediatePropagation()
    if (event.pointerId !== held.id) return
    held.moved ||= Math.abs(event.clientY - held.startY) > CLICK_PX
    if (held.moved) this.ends.onGrip(this.gripAt(held.arrow, event))
  }

  private gripAt(arrow: Arrow, event: PointerEvent): Grip {
    const { camera } = this.controller
    const y0 = arrow.y0 - camera.y
    const y = Math.max(y0, this.at(event)[1])
    const at = this.controller.cursorAt(y)?.at ?? arrow.sentAt
    const atMs = Math.max(arrow.sentAt, Math.round(at))
    return { arrow, x0: arrow.x0 - camera.x, y0, x1: arrow.x1 - camera.x, y, atMs, moved: true }
  }

  up(event: PointerEvent): void {
    const { held } = this
    if (!held || event.pointerId !== held.id) return
    event.stopImmediatePropagation()
    const grip = held.moved ? this.gripAt(held.arrow, event) : null
    this.end()
    if (grip) this.ends.onDrop(grip.arrow, grip.atMs)
    else this.controller.current?.props.onSelect(held.arrow.sent)
  }

  cancel(): boolean {
    const was = this.held !== null
    this.end()
    return was
  }

  private end(): void {
    if (this.held && this.body.hasPointerCapture(this.held.id)) this.body.releasePointerCapture(this.held.id)
    this.held = null
    this.ends.onGrip(null)
  }
}

/** Listens before the diagram's own gestures do; gives back how to stop. */
export function listenForGrip(
  around: HTMLElement,
  body: HTMLElement,
  controller: Controller,
  ends: GripEnds,
): () => void {
  const gripping = new Gripping(body, controller, ends)
  const stop = new AbortController()
  const early = { signal: stop.signal, capture: true }
  around.addEventListener('pointerdown', (event) => gripping.down(event), early)
  around.addEventListener('pointermove', (event) => gripping.move(event), early)
  around.addEventListener('pointerup', (event) => gripping.up(event), early)
  around.addEventListener('pointercancel', () => gripping.cancel(), early)
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !gripping.cancel()) return
    event.stopImmediatePropagation()
    event.preventDefault()
  }
  window.addEventListener('keydown', onKey, early)
  return () => {
    stop.abort()
    gripping.cancel()
    body.removeAttribute('data-grip')
  }
}
