/** Where labels stand: along their arrow, above it or below it where two run close; not at all where there is no room. */
import type { Arrow } from '#derive/geometry.ts'

export interface Label {
  readonly arrow: Arrow
  readonly text: string
  /** Whole width with the step's number. */
  readonly width: number
  readonly side: 'above' | 'below'
  /** 0..1 along the arrow. */
  readonly along: number
}

/** Distance of a label's middle from its line. */
const OFFSET = 12
/** Least distance of a label's middle from another line or label. */
const CLEAR = 11
/** Room that dots and head need. */
const ENDS = 26

export interface Wanted {
  readonly arrow: Arrow
  readonly text: string
  readonly must: boolean
}

/** A label's letters: a box turned along its line, by its middle. */
interface Box {
  readonly x: number
  readonly y: number
  readonly half: number
  readonly cos: number
  readonly sin: number
}

/** Text cut to a width with an ellipsis; empty where not even a few letters fit. */
export function fitted(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text
  let low = 0
  let high = text.length
  while (low < high) {
    const mid = (low + high + 1) >> 1
    if (widthOf(`${text.slice(0, mid)}…`) <= room) low = mid
    else high = mid - 1
  }
  return low < 4 ? '' : `${text.slice(0, low)}…`
}

const PLACES: readonly (readonly [Label['side'], number])[] = [
  ['above', 0.5],
  ['below', 0.5],
  ['above', 0.36],
  ['below', 0.64],
  ['above', 0.64],
  ['below', 0.36],
  ['above', 0.78],
  ['above', 0.22],
  ['below', 0.78],
  ['below', 0.22],
]

/** What labels keep clear of: the bars beside the master. */
export interface Stripe {
  readonly left: number
  readonly right: number
}

/** `wanted` in order of begin. Cost: neighbours in height. */
export function placedLabels(
  wanted: readonly Wanted[],
  widthOf: (text: string) => number,
  stripe: Stripe | null = null,
): Label[] {
  const labels: Label[] = []
  const boxes: Box[] = []
  const arrows = wanted.map(({ arrow }) => arrow)
  for (const { arrow, text, must } of wanted) {
    const length = Math.hypot(arrow.x1 - arrow.x0, arrow.y1 - arrow.y0)
    const step = arrow.step > 0 ? widthOf(String(arrow.step)) + 5 : 0
    const shown = fitted(text, length - ENDS - step, widthOf)
    if (shown === '') continue
    const width = widthOf(shown) + step
    const place = PLACES.find(([side, along]) => {
      const box = boxAt(arrow, side, along, width)
      return isWithin(box, arrow, along) && !isOver(stripe, box) && isFree(box, arrow, arrows, boxes)
    })
    if (!place && !must) continue
    const [side, along] = place ?? ['above', 0.5]
    boxes.push(boxAt(arrow, side, along, width))
    labels.push({ arrow, text: shown, width, side, along })
  }
  return labels
}

function boxAt({ x0, y0, x1, y1 }: Arrow, side: Label['side'], along: number, width: number): Box {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1
  // Never upside down: the letters run rightward.
  const way = x1 < x0 ? -1 : 1
  const [cos, sin] = [((x1 - x0) * way) / length, ((y1 - y0) * way) / length]
  const off = side === 'above' ? -OFFSET : OFFSET
  return { x: x0 + (x1 - x0) * along - off * sin, y: y0 + (y1 - y0) * along + off * cos, half: width / 2, cos, sin }
}

/** Half of the height that letters take, with some air. */
const TALL = 6

/** Whether two turned boxes meet: no direction of their sides tells them apart. */
function covers(a: Box, b: Box): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const reach = a.half + b.half + 2 * TALL
  if (Math.abs(dx) > reach || Math.abs(dy) > reach) return false
  return [a, b].every(
    ({ cos, sin }) =>
      Math.abs(dx * cos + dy * sin) < spanOf(a, cos, sin) + spanOf(b, cos, sin) + 4 &&
      Math.abs(dy * cos - dx * sin) < spanOf(a, -sin, cos) + spanOf(b, -sin, cos),
  )
}

/** Half of a box's extent in a direction. */
function spanOf({ half, cos, sin }: Box, x: number, y: number): number {
  return half * Math.abs(cos * x + sin * y) + TALL * Math.abs(cos * y - sin * x)
}

function isFree(box: Box, own: Arrow, arrows: readonly Arrow[], boxes: readonly Box[]): boolean {
  if (boxes.some((other) => covers(other, box))) return false
  for (const arrow of arrows) {
    if (arrow === own || arrow.y0 > box.y + 40 || arrow.y1 < box.y - 40) continue
    if (crosses(arrow, box)) return false
  }
  return true
}

/** In the middle a label may be as long as its line; moved along, it stays clear of the dots. */
function isWithin({ x, half }: Box, { x0, x1 }: Arrow, along: number): boolean {
  return along === 0.5 || (x - half > Math.min(x0, x1) + 8 && x + half < Math.max(x0, x1) - 8)
}

function isOver(stripe: Stripe | null, { x, half }: Box): boolean {
  return stripe !== null && x + half > stripe.left && x - half < stripe.right
}

/** Whether a line comes near the box, looked at in its middle and near its ends. */
function crosses(arrow: Arrow, { x, y, half }: Box): boolean {
  const left = Math.min(arrow.x0, arrow.x1)
  const right = Math.max(arrow.x0, arrow.x1)
  const dx = arrow.x1 - arrow.x0 || 1
  for (const at of [x - half * 0.8, x, x + half * 0.8]) {
    if (at < left || at > right) continue
    const lineY = arrow.y0 + ((at - arrow.x0) / dx) * (arrow.y1 - arrow.y0)
    if (Math.abs(lineY - y) < CLEAR) return true
  }
  return false
}

/** Labels in a margin: one under the other, those without room left out; none that belongs above `floor` goes below it. */
export function marginRows<T extends { readonly y: number }>(
  rows: readonly T[],
  height: number,
  floor = Infinity,
): T[] {
  const sorted = rows.toSorted((a, b) => a.y - b.y)
  const kept: T[] = []
  let last = -Infinity
  for (const row of sorted) {
    const y = Math.max(row.y, last + height)
    if (y - row.y > height * 0.75) continue
    kept.push({ ...row, y })
    last = y
  }
  return raised(kept, height, floor)
}

/** Those that were pushed down to the floor stand on it, and push the ones above them up. */
function raised<T extends { readonly y: number }>(rows: readonly T[], height: number, floor: number): T[] {
  let lowest = floor
  return rows
    .toReversed()
    .map((row) => {
      if (row.y > floor + height) return row
      const y = Math.min(row.y, lowest)
      lowest = y - height
      return { ...row, y }
    })
    .toReversed()
}
