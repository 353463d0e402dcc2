/** What the reader sees of the run, chosen by hand, by key or by name: closer, the whole, a part. Each asks for a zoom and for what stays in sight. */
import type { Cursor } from '#derive/view.ts'
import { FOLLOW_AT, HEAD_ROOM, type Camera } from './camera.ts'
import type { Input } from './controller.ts'
import { clampZoom, spanZoom, wholeZoom } from './zoom.ts'

const START: Cursor = { ordinal: -1, at: 0 }
/** A part that is asked for by name has room around it. */
const PART_OF_VIEW = 0.8
/** The whole is seen already, near enough. */
const SAME_ZOOM = 0.02

/** Has the view zoom so that a moment stands at a height of the screen. */
type Ask = (zoom: number, moment: Cursor, screenY: number) => void

export class DiagramLens {
  /** Where the pointer is over the drawing, px of the screen. */
  pointerY: number | null = null
  private readonly camera: Camera
  private readonly input: () => Input | null
  private readonly ask: Ask

  constructor(camera: Camera, input: () => Input | null, ask: Ask) {
    this.camera = camera
    this.input = input
    this.ask = ask
  }

  /** Leaves the moment at a height of the screen where it is. */
  zoomAt(factor: number, screenY: number): void {
    const input = this.input()
    if (!input) return
    const { view } = input.props
    const zoom = clampZoom(view.zoom * factor, wholeOf(input))
    if (zoom !== view.zoom) this.ask(zoom, this.momentAt(input, screenY), screenY)
  }

  /** In or out at the pointer, else at what is selected, else at the cursor. */
  zoom(factor: number): void {
    const input = this.input()
    if (input) this.zoomAt(factor, this.pointerY ?? this.shownY(input) ?? input.height / 2)
  }

  /** The whole run; where that is seen already, what is at the cursor again as it can be read. */
  fit(): void {
    const input = this.input()
    if (!input) return
    const { view, cursor } = input.props
    const whole = wholeOf(input)
    if (Math.abs(view.zoom / whole - 1) > SAME_ZOOM) this.ask(whole, START, HEAD_ROOM)
    else this.ask(1, cursor, input.height * FOLLOW_AT)
  }

  /** What lies between two moments takes so much of the view, as far as the axis zooms. */
  show(from: Cursor, to: Cursor, part = PART_OF_VIEW): void {
    const input = this.input()
    if (!input) return
    const { model, height, props } = input
    const zoom = clampZoom(spanZoom(model.axis, props.view, [from, to], height * part), wholeOf(input))
    this.ask(zoom, from, (height * (1 - part)) / 2)
  }

  /** What is between two heights on the screen fills it. */
  showArea([top, bottom]: readonly [number, number]): void {
    const input = this.input()
    if (input) this.show(this.momentAt(input, top), this.momentAt(input, bottom), 1)
  }

  private momentAt({ model }: Input, screenY: number): Cursor {
    return model.axis.cursorAt(this.camera.y + screenY)
  }

  /** Where on the screen the selected message or the cursor is, if it is. */
  private shownY({ props, model, height }: Input): number | null {
    const { selection, trace, cursor } = props
    const places = selection === null ? [cursor] : [{ ordinal: selection, at: trace.at[selection] ?? 0 }, cursor]
    const heights = places.map((place) => model.axis.yOf(place) - this.camera.y)
    return heights.find((y) => y >= 0 && y <= height) ?? null
  }
}

function wholeOf({ model, props, height }: Input): number {
  return wholeZoom(model.axis, props.view, height)
}
