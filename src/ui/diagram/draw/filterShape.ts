/**
 * Decline filters as data of a few paths. A filter reaches over thousands of px and ends at the now rule, which moves in every frame:
 * only the piece next to the rule is drawn anew then. Its edges are dashed, and a dash costs whether it changed or not.
 */
import type { FilterBar } from '#derive/geometry.ts'
import { short } from './pen.ts'

/** The style sheet's dashes: so much ink, so much with the gap. */
const INK_PX = 4
const DASH_PX = 7
/** Pieces end at multiples of this from the bar's begin: no dash is cut by it. */
const PIECE_PX = 9 * DASH_PX
/** Half of a bar's width. */
const HALF_PX = 4

/** Fill and edges of all bars; `still` holds until the now rule has gone a piece further, `moving` for this frame. */
export interface FilterShapes {
  readonly past: { readonly still: Shape; readonly moving: Shape }
  readonly ahead: { readonly still: Shape; readonly moving: Shape }
  /** Across the ends of those that are over. */
  readonly slashes: string
}

/** Data of two paths; written to by who makes it. */
export class Shape {
  fill = ''
  edge = ''

  /** A piece of a bar that begins at `y0`, from one height to another. */
  add(x: number, y0: number, from: number, to: number): void {
    if (to <= from) return
    this.fill += `M${x - HALF_PX} ${short(from)}h${2 * HALF_PX}V${short(to)}h${-2 * HALF_PX}z`
    // Where a dash of the whole edge goes on, this one begins in its midst.
    const into = (from - y0) % DASH_PX
    const next = into === 0 ? from : from + DASH_PX - into
    for (const side of [x - HALF_PX, x + HALF_PX]) {
      if (into > 0 && into < INK_PX) this.edge += `M${side} ${short(from)}V${short(Math.min(to, from + INK_PX - into))}`
      if (to > next) this.edge += `M${side} ${short(next)}V${short(to)}`
    }
  }

  /** The upper or lower end of a bar. */
  across(x: number, y: number): void {
    this.edge += `M${x - HALF_PX} ${short(y)}h${2 * HALF_PX}`
  }
}

export interface Window {
  readonly origin: number
  readonly top: number
  readonly bottom: number
}

/** `pitch`: px between two bars on one agent at one time; the fourth place is the last. */
export function filterShapes(bars: readonly FilterBar[], pitch: number, window: Window): FilterShapes {
  const past = { still: new Shape(), moving: new Shape() }
  const ahead = { still: new Shape(), moving: new Shape() }
  let slashes = ''
  const [top, bottom] = [window.top - window.origin, window.bottom - window.origin]
  for (const bar of bars) {
    const x = bar.x + Math.min(bar.slot, 3) * pitch
    // Those that share the last place have their dashes at the same heights: together they look like one.
    const grid = bar.slot < 3 ? 1 : DASH_PX
    const y0 = Math.round(bar.y0 / grid) * grid - window.origin
    const y1 = bar.y1 - window.origin
    const piece = (y: number, round: (part: number) => number, size: number): number =>
      y0 + round((y - y0) / size) * size
    const from = Math.max(y0, piece(top, Math.floor, DASH_PX))
    if (y0 >= top) past.still.across(x, y0)
    if (!bar.holds) {
      past.still.add(x, y0, from, Math.min(y1, bottom))
      slashes += bar.cancelled ? `M${x - 5} ${short(y1 + 3)}l10 -6` : `M${x - 5} ${short(y1)}h10`
      continue
    }
    const until = Math.min(bar.untilY, window.bottom + 40) - window.origin
    const before = Math.max(from, piece(y1, Math.floor, PIECE_PX))
    const after = Math.min(until, piece(y1, Math.ceil, PIECE_PX))
    past.still.add(x, y0, from, Math.min(before, bottom))
    past.moving.add(x, y0, before, Math.min(y1, bottom))
    ahead.moving.add(x, y0, Math.max(y1, from), after)
    ahead.still.add(x, y0, Math.max(after, from), until)
    if (until < bottom) ahead.still.across(x, until)
  }
  return { past, ahead, slashes }
}
