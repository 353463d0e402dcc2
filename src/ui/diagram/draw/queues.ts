/** What waits at a lane, on a chip beside it at the now rule, where it covers neither a flight nor a label. */
import type { Waiting } from '#derive/geometry.ts'
import type { Ends } from './arrowShape.ts'
import type { Arrows } from './arrows.ts'
import type { Frame } from './frame.ts'
import gutterStyles from './gutter.module.css'
import type { WidthOf } from './measure.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
import type { RiderBox } from './riders.ts'

export const QUEUE_HEIGHT = 20
/** Two envelopes and the space around them. */
const ICON_PX = 32
const BESIDE_PX = 9

/** Tops of a chip from the now rule, each tried on the lane's right, then on its left: the nearest first. */
const TOPS = [-24, 5, -48, 29, -72, 53] as const
const PLACES: readonly (readonly [side: 1 | -1, top: number])[] = TOPS.flatMap((top) => [
  [1, top] as const,
  [-1, top] as const,
])

/** What a chip keeps clear of. Heights less the frame's origin. */
export interface Around {
  readonly boxes: readonly RiderBox[]
  readonly lines: readonly Ends[]
  readonly left: number
  readonly right: number
}

interface Wish {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Where a chip stands: `kept` while that is free, else the first free place, else the first inside of view. */
export function queuePlace(wish: Wish, around: Around, kept: number): number {
  if (kept >= 0 && isFree(boxOf(wish, kept), around)) return kept
  const inside = PLACES.map((_, place) => place).filter((place) => isInside(boxOf(wish, place), around))
  return inside.find((place) => isFree(boxOf(wish, place), around)) ?? inside[0] ?? 0
}

export function boxOf({ x, y, width }: Wish, place: number): RiderBox {
  const [side, top] = PLACES[place] ?? PLACES[0]!
  return { left: side > 0 ? x + BESIDE_PX : x - BESIDE_PX - width, top: y + top, width }
}

function isInside({ left, width }: RiderBox, around: Around): boolean {
  return left >= around.left && left + width <= around.right
}

function isFree(box: RiderBox, around: Around): boolean {
  return (
    isInside(box, around) &&
    around.boxes.every((other) => apart(box, other)) &&
    around.lines.every((line) => !crosses(line, box))
  )
}

function apart(a: RiderBox, b: RiderBox): boolean {
  if (a.left + a.width + 3 <= b.left || b.left + b.width + 3 <= a.left) return true
  return a.top + QUEUE_HEIGHT + 1 <= b.top || b.top + 23 <= a.top
}

/** Whether a line comes into the box: its height is looked at above both of the box's sides. */
function crosses({ x0, y0, x1, y1 }: Ends, { left, top, width }: RiderBox): boolean {
  const from = Math.max(left - 4, Math.min(x0, x1))
  const to = Math.min(left + width + 4, Math.max(x0, x1))
  if (from > to) return false
  const slope = x1 === x0 ? 0 : (y1 - y0) / (x1 - x0)
  const [a, b] = [y0 + (from - x0) * slope, y0 + (to - x0) * slope]
  return Math.max(a, b) > top - 4 && Math.min(a, b) < top + QUEUE_HEIGHT + 4
}

class QueueNode implements Pooled {
  readonly root: Pen
  readonly chip: Pen
  readonly back: Pen
  readonly front: Pen
  readonly flap: Pen
  readonly text: Pen
  place = -1
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g', gutterStyles.queue)
    this.chip = this.root.add('rect', gutterStyles.queueChip)
    this.back = this.root.add('rect', gutterStyles.envelope)
    this.front = this.root.add('rect', gutterStyles.envelope)
    this.flap = this.root.add('path', gutterStyles.envelope).attr('d', 'M6 7.5l8.5 5 8.5 -5')
    this.text = this.root.add('text')
  }
}

export class Queues {
  private readonly pool: Pool<QueueNode>
  private readonly widthOf: WidthOf
  /** Where chips stand in the last drawing. */
  readonly boxes: RiderBox[] = []

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    this.pool = new Pool(() => new QueueNode(parent))
  }

  /** `taken` are boxes that nothing may cover. */
  draw(frame: Frame, arrows: Arrows, taken: readonly RiderBox[]): void {
    const { scene, left, width, origin } = frame
    this.boxes.length = 0
    if (scene.waiting.length === 0 && this.pool.isEmpty) return
    const y = scene.nowY - origin
    const near = scene.arrows.filter(({ y0, y1 }) => y1 > scene.nowY - 120 && y0 < scene.nowY + 120)
    const lines = near.flatMap((arrow) => arrows.endsOf(arrow, frame) ?? [])
    const boxes = [...taken, ...pieBoxes(frame)]
    this.pool.draw(
      scene.waiting,
      ({ lane, kind }) => `${lane.n} ${kind}`,
      (node, waiting, fresh) => {
        const text = textOf(waiting, frame)
        const wish = { x: waiting.x, y, width: ICON_PX + this.widthOf(text) + 8 }
        const around = { boxes: [...boxes, ...this.boxes], lines, left: left + 4, right: left + width - 4 }
        node.place = queuePlace(wish, around, fresh ? -1 : node.place)
        const box = boxOf(wish, node.place)
        this.boxes.push(box)
        putQueue(node, box, text, waiting)
      },
    )
  }
}

function textOf(waiting: Waiting, { layout, words }: Frame): string {
  return layout.form === 'narrow' ? String(waiting.count) : words.waiting(waiting)
}

/** Room that the pies of the timers take beside their lanes. */
function pieBoxes({ scene, origin }: Frame): RiderBox[] {
  return scene.timers.map(({ x, place }) => ({ left: x - 22, top: scene.nowY - origin + 10 + place * 16, width: 16 }))
}

function putQueue(node: QueueNode, box: RiderBox, said: string, { kind, count }: Waiting): void {
  const { root, chip, back, front, flap, text } = node
  root.attr('transform', `translate(${box.left.toFixed(1)} ${box.top.toFixed(1)})`)
  chip.attr('width', box.width).attr('height', QUEUE_HEIGHT).attr('rx', 6)
  back
    .shown(count > 1)
    .attr('x', 9)
    .attr('y', 3)
    .attr('width', 17)
    .attr('height', 11)
    .attr('rx', 2.5)
  front.attr('x', 6).attr('y', 6).attr('width', 17).attr('height', 11).attr('rx', 2.5)
  // Messages and updates lie in envelopes, instances in boxes.
  flap.shown(kind !== 'queue')
  text.text(said).attr('x', ICON_PX).attr('y', 14)
}
