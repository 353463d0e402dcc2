/** Mouse, touch and pen on the drawing: pan, zoom, hover, select, seek, menu. Source: interaction.md 4.4. */
import { nextMessage } from '#derive/steps.ts'
import type { Controller } from './controller.ts'
import type { Hit } from './hit.ts'

/** Px that a press may move and still be a click. */
const CLICK_PX = 4
const PEEK_MS = 150
const LONG_PRESS_MS = 500
const DOUBLE_MS = 350
const WHEEL_ZOOM = 0.0022
const LINE_PX = 16

interface Press {
  readonly id: number
  x: number
  y: number
  readonly startX: number
  readonly startY: number
}

/** Lanes move sideways under the finger, and with the wheel, on their heads too. */
function listenToHeads(heads: HTMLElement, controller: Controller, signal: AbortSignal): void {
  let last: number | null = null
  heads.addEventListener('wheel', ({ deltaX, deltaY }) => controller.moveBy(deltaX + deltaY, 0), {
    passive: true,
    signal,
  })
  heads.addEventListener('touchstart', ({ touches }) => (last = touches[0]?.clientX ?? null), { passive: true, signal })
  heads.addEventListener(
    'touchmove',
    ({ touches }) => {
      const x = touches[0]?.clientX
      if (x === undefined || last === null) return
      controller.moveBy(last - x, 0)
      last = x
    },
    { passive: true, signal },
  )
}

/** Listens on the body and the heads; the returned function stops it. */
export function listen(body: HTMLElement, heads: HTMLElement, controller: Controller): () => void {
  const gestures = new Gestures(body, controller)
  const stop = new AbortController()
  const { signal } = stop
  listenToHeads(heads, controller, signal)
  body.addEventListener('wheel', (event) => gestures.wheel(event), { passive: false, signal })
  body.addEventListener('pointerdown', (event) => gestures.down(event), { signal })
  body.addEventListener('pointermove', (event) => gestures.move(event), { signal })
  body.addEventListener('pointerup', (event) => gestures.up(event), { signal })
  body.addEventListener('pointercancel', (event) => gestures.cancel(event), { signal })
  body.addEventListener('pointerleave', () => gestures.leave(), { signal })
  body.addEventListener('contextmenu', (event) => gestures.menu(event), { signal })
  body.addEventListener('keydown', (event) => gestures.key(event), { signal })
  return () => {
    stop.abort()
    gestures.leave()
  }
}

class Gestures {
  private readonly body: HTMLElement
  private readonly controller: Controller
  private readonly presses = new Map<number, Press>()
  private moved = false
  private peekTimer: ReturnType<typeof setTimeout> | undefined
  private pressTimer: ReturnType<typeof setTimeout> | undefined
  private pinch = 0
  /** Drawn over density, in heights on the screen. */
  private area: readonly [number, number] | null = null
  private lastClick = -Infinity

  constructor(body: HTMLElement, controller: Controller) {
    this.body = body
    this.controller = controller
  }

  private at(event: MouseEvent): readonly [number, number] {
    const box = this.body.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }

  wheel(event: WheelEvent): void {
    event.preventDefault()
    const unit = event.deltaMode === 1 ? LINE_PX : event.deltaMode === 2 ? this.body.clientHeight : 1
    if (event.ctrlKey || event.metaKey) {
      const [, y] = this.at(event)
      this.controller.lens.zoomAt(Math.exp(-event.deltaY * unit * WHEEL_ZOOM), y)
      return
    }
    const sideways = event.shiftKey && event.deltaX === 0
    const dx = sideways ? event.deltaY : event.deltaX
    this.controller.moveBy(dx * unit, sideways ? 0 : event.deltaY * unit)
  }

  down(event: PointerEvent): void {
    if (event.button !== 0) return
    this.body.setPointerCapture(event.pointerId)
    const { clientX: x, clientY: y } = event
    this.presses.set(event.pointerId, { id: event.pointerId, x, y, startX: x, startY: y })
    this.moved = this.presses.size > 1
    this.pinch = this.spread()
    this.endPeek()
    clearTimeout(this.pressTimer)
    if (event.pointerType !== 'touch') return
    const at = this.at(event)
    this.pressTimer = setTimeout(() => this.longPress(event.pointerId, at), LONG_PRESS_MS)
  }

  move(event: PointerEvent): void {
    const press = this.presses.get(event.pointerId)
    if (!press) return this.over(event)
    const dx = event.clientX - press.x
    const dy = event.clientY - press.y
    const far = Math.hypot(event.clientX - press.startX, event.clientY - press.startY)
    if (far <= CLICK_PX && !this.moved) return
    this.moved = true
    clearTimeout(this.pressTimer)
    this.body.toggleAttribute('data-grabbing', true)
    press.x = event.clientX
    press.y = event.clientY
    if (this.picks(event, press)) return
    if (this.presses.size === 1) this.controller.moveBy(-dx, -dy)
    else this.pinched(event, dx, dy)
  }

  /**
   * Over density a drag of the mouse draws an area, and with Shift it moves the drawing; elsewhere it is the other way round. A finger
   * draws where it rested first.
   */
  private picks(event: PointerEvent, { startY }: Press): boolean {
    const draws = this.area !== null || (event.pointerType === 'mouse' && this.controller.isDense !== event.shiftKey)
    if (!draws) return false
    const { top } = this.body.getBoundingClientRect()
    const [a, b] = [startY - top, event.clientY - top]
    this.area = [Math.min(a, b), Math.max(a, b)]
    this.controller.pick(this.area)
    return true
  }

  private endPick(zooms: boolean): void {
    const { area } = this
    if (!area) return
    this.area = null
    this.controller.pick(null)
    if (zooms && area[1] - area[0] > CLICK_PX) this.controller.lens.showArea(area)
  }

  private pinched(event: PointerEvent, dx: number, dy: number): void {
    const spread = this.spread()
    const [, y] = this.at(event)
    if (this.pinch > 0 && spread > 0) this.controller.lens.zoomAt(spread / this.pinch, y)
    this.pinch = spread
    this.controller.moveBy(-dx / 2, -dy / 2)
  }

  private spread(): number {
    const [a, b] = [...this.presses.values()]
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0
  }

  up(event: PointerEvent): void {
    if (!this.presses.delete(event.pointerId)) return
    clearTimeout(this.pressTimer)
    this.body.toggleAttribute('data-grabbing', false)
    if (this.presses.size > 0) return
    this.endPick(true)
    if (!this.moved) this.click(event)
    this.moved = false
  }

  cancel(event: PointerEvent): void {
    this.presses.delete(event.pointerId)
    clearTimeout(this.pressTimer)
    this.endPick(false)
    this.moved = false
    this.body.toggleAttribute('data-grabbing', false)
  }

  /** A click selects and does not move time; a second one goes there. */
  private click(event: PointerEvent): void {
    const props = this.controller.current?.props
    if (!props) return
    const [x, y] = this.at(event)
    const hit = this.controller.hit(x, y, event.pointerType === 'touch')
    const double = event.timeStamp - this.lastClick < DOUBLE_MS
    this.lastClick = double ? -Infinity : event.timeStamp
    if (double) return this.seek(hit, y)
    if (hit?.what === 'fold') props.onOpenFold(hit.card.ordinal)
    else if (hit?.what === 'opened') props.onCloseFold?.(hit.fold.ordinal)
    else props.onSelect(hit ? hit.ordinal : null)
  }

  private seek(hit: Hit | null, y: number): void {
    const input = this.controller.current
    if (!input) return
    if (hit?.what === 'message') {
      const { trace } = input.props
      const end = trace.fate[hit.ordinal] as number
      const ordinal = end >= 0 ? end : hit.ordinal
      input.props.onSeek({ ordinal, at: trace.at[ordinal] as number })
      return
    }
    const cursor = this.controller.cursorAt(y)
    if (cursor) input.props.onSeek({ ordinal: cursor.ordinal, at: Math.floor(cursor.at) })
  }

  /** On a message its menu; elsewhere the beginning of an area. */
  private longPress(id: number, [x, y]: readonly [number, number]): void {
    const press = this.presses.get(id)
    if (!press || this.presses.size > 1) return
    this.moved = true
    if (this.openMenu(x, y, true)) return
    this.area = [y, y]
    this.controller.pick(this.area)
  }

  menu(event: MouseEvent): void {
    event.preventDefault()
    const [x, y] = this.at(event)
    this.openMenu(x, y, false)
  }

  private openMenu(x: number, y: number, finger: boolean): boolean {
    const props = this.controller.current?.props
    const hit = this.controller.hit(x, y, finger)
    if (!props || hit?.what !== 'message') return false
    props.onSelect(hit.ordinal)
    const box = this.body.getBoundingClientRect()
    props.onMessageMenu(hit.ordinal, { left: box.left + x, top: box.top + y, width: 0, height: 0 })
    return true
  }

  private over(event: PointerEvent): void {
    if (event.pointerType === 'touch') return
    const [x, y] = this.at(event)
    this.controller.lens.pointerY = y
    const hit = this.controller.hit(x, y, false)
    const ordinal = hit && 'ordinal' in hit ? hit.ordinal : null
    this.body.toggleAttribute('data-over', hit !== null)
    if (ordinal === this.controller.hovered) return
    this.controller.hover(ordinal)
    this.endPeek()
    if (ordinal === null) return
    this.peekTimer = setTimeout(() => {
      this.controller.current?.props.onPeek?.(ordinal, this.controller.placeOf(ordinal))
    }, PEEK_MS)
  }

  private endPeek(): void {
    clearTimeout(this.peekTimer)
    this.controller.current?.props.onPeek?.(null, null)
  }

  leave(): void {
    this.controller.lens.pointerY = null
    this.controller.hover(null)
    this.endPeek()
  }

  /** The drawing has the focus: up and down go from message to message, Enter goes there, the menu key opens its menu. */
  key(event: KeyboardEvent): void {
    const input = this.controller.current
    if (!input || event.ctrlKey || event.metaKey || event.altKey) return
    const { props, model } = input
    const menu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')
    if (menu && props.selection !== null) {
      const place = this.controller.placeOf(props.selection)
      if (place) props.onMessageMenu(props.selection, place)
    } else if (!event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const from = props.selection ?? props.cursor.ordinal
      const next = nextMessage(model, from, event.key === 'ArrowDown' ? 1 : -1, props.cursor.ordinal)
      if (next !== null) props.onSelect(next)
    } else if (event.key === 'Enter' && props.selection !== null) {
      const fold = model.axis.foldAt(Math.max(0, model.marks.ord.lastAtMost(props.selection)))
      if (fold) props.onOpenFold(fold.ordinal)
      else props.onSeek({ ordinal: props.selection, at: props.trace.at[props.selection] as number })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
}
