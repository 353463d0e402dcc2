/** The box that rides on a flight with its words, and when it is due at the other end. */
import type { Arrow } from '#derive/geometry.ts'
import arrowsStyles from './arrows.module.css'
import tones from '../tones.module.css'
import type { Arrows } from './arrows.ts'
import type { Ends } from './arrowShape.ts'
import type { Frame } from './frame.ts'
import { LabelNode } from './labelNode.ts'
import type { WidthOf } from './measure.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'

const MOST_RIDERS = 8
const HEIGHT = 24
const GAP = 18
/** The times of the axis, and room for a due time beside them. */
const AXIS_PX = 150

export interface RiderBox {
  readonly left: number
  readonly top: number
  readonly width: number
}

interface Wish {
  /** Where the flight's head is. */
  readonly x: number
  readonly y: number
  readonly rightward: boolean
  readonly width: number
}

interface Limits {
  readonly left: number
  readonly right: number
}

/** Above the head and a little ahead of it; below or farther out where another box is; null where there is no room. */
export function riderBox(
  { x, y, rightward, width }: Wish,
  taken: readonly RiderBox[],
  limits: Limits,
): RiderBox | null {
  const near = rightward ? x - 18 : x - width + 18
  const inside = (left: number): number => Math.min(Math.max(limits.left, left), limits.right - width)
  const above = y - HEIGHT - GAP
  const below = y + GAP
  const places = [
    [near, above],
    [near, below],
    [near, above - HEIGHT - 4],
    [near, below + HEIGHT + 4],
  ] as const
  for (const [left, top] of places) {
    const box = { left: inside(left), top, width }
    if (taken.every((other) => apart(box, other))) return box
  }
  return null
}

function apart(a: RiderBox, b: RiderBox): boolean {
  return Math.abs(a.top - b.top) >= HEIGHT + 2 || a.left + a.width + 2 <= b.left || b.left + b.width + 2 <= a.left
}

class DueNode implements Pooled {
  readonly root: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('text', arrowsStyles.due)
  }
}

/** What stands around the flights already. */
export interface Crowd {
  /** Never covered. */
  readonly taken: readonly RiderBox[]
  /** Labels: covered rather than that a flight has no name. */
  readonly labels: readonly RiderBox[]
  /** Many messages side by side, the largest first. */
  readonly beams: readonly Ride[]
}

/** What a box speaks for: a flight, or a beam. */
export interface Ride {
  readonly arrow: Arrow
  readonly count: number
  readonly x: number
  readonly y: number
}

interface Riding {
  readonly arrow: Arrow
  readonly box: RiderBox
  readonly text: string
}

export class Riders {
  private readonly boxes: Pool<LabelNode>
  private readonly dues: Pool<DueNode>
  private readonly widthOf: WidthOf

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    const dues = parent.add('g')
    const boxes = parent.add('g')
    this.dues = new Pool(() => new DueNode(dues))
    this.boxes = new Pool(() => new LabelNode(boxes))
  }

  draw(frame: Frame, arrows: Arrows, { taken, labels, beams }: Crowd): void {
    const narrow = frame.layout.form === 'narrow'
    const flying = frame.scene.arrows.filter(({ phase, stub }) => phase === 'flying' && !stub)
    const many = narrow ? [] : beams.slice(0, MOST_RIDERS)
    const few = narrow || many.length > 0 ? [] : flying.slice(-MOST_RIDERS)
    const dues = alone(few)
    const said = dues.flatMap((arrow) => this.dueBox(arrow, frame, arrows) ?? [])
    this.boxes.draw(
      this.riding([...many, ...rides(few, frame, arrows)], frame, { taken: [...taken, ...said], labels, beams }),
      ({ arrow }) => arrow.key,
      (node, riding) => putRider(node, riding),
    )
    this.dues.draw(
      dues,
      ({ key }) => key,
      (node, arrow) => putDue(node, arrow, frame, arrows),
    )
  }

  /** The room that a flight's due time takes beside the receiver. */
  private dueBox(arrow: Arrow, frame: Frame, arrows: Arrows): RiderBox | null {
    const ends = arrows.endsOf(arrow, frame)
    if (!ends) return null
    const width = this.widthOf(frame.words.due(arrow.arrivesAt)) + 10
    return { left: isDueRight(ends, frame) ? ends.x1 : ends.x1 - width, top: ends.y1 - 2, width }
  }

  private riding(wished: readonly Ride[], frame: Frame, crowd: Crowd): Riding[] {
    const limits = { left: frame.left + 4, right: frame.left + frame.width - 4 }
    const riding: Riding[] = []
    for (const { arrow, count, x, y } of wished) {
      const name = frame.words.message(arrow.look, frame.view.dialect)
      const text = count === 1 ? name : `${name} × ${count}`
      const width = this.widthOf(text) + (arrow.step > 0 ? this.widthOf(String(arrow.step)) + 5 : 0) + 20
      const taken = [...crowd.taken, ...riding.map(({ box }) => box)]
      const wish = { x, y, rightward: arrow.x1 >= arrow.x0, width }
      const box = riderBox(wish, [...taken, ...crowd.labels], limits) ?? riderBox(wish, taken, limits)
      if (box) riding.push({ arrow, box, text })
    }
    return riding
  }
}

/** At the heads of flights. */
function rides(flying: readonly Arrow[], frame: Frame, arrows: Arrows): Ride[] {
  return flying.flatMap((arrow) => {
    const ends = arrows.endsOf(arrow, frame)
    if (!ends) return []
    const { x0, y0, x1, y1 } = ends
    return [{ arrow, count: 1, x: x0 + (x1 - x0) * arrow.head, y: y0 + (y1 - y0) * arrow.head }]
  })
}

/** Of flights that end close to one another only the first says when. */
function alone(flying: readonly Arrow[]): Arrow[] {
  const kept: Arrow[] = []
  for (const arrow of flying) {
    if (Number.isNaN(arrow.arrivesAt)) continue
    if (kept.every((other) => other.to !== arrow.to || Math.abs(other.y1 - arrow.y1) > 15)) kept.push(arrow)
  }
  return kept
}

function putRider(node: LabelNode, { arrow, box, text }: Riding): void {
  node.root.attr('class', `${arrowsStyles.label} ${tones[arrow.look.kind]}`)
  node.root.attr('transform', `translate(${box.left.toFixed(1)} ${box.top.toFixed(1)})`)
  node.box.shown(true).attr('width', box.width).attr('height', HEIGHT).attr('rx', 6)
  node.say(arrow.step, text, false)
  node.text
    .attr('text-anchor', 'middle')
    .attr('x', box.width / 2)
    .attr('y', 16)
}

/** Beyond the receiver, seen from the sender; but never over the times of the axis. */
function isDueRight({ x0, x1 }: Ends, { left }: Frame): boolean {
  return x1 >= x0 || x1 - left < AXIS_PX
}

function putDue(node: DueNode, arrow: Arrow, frame: Frame, arrows: Arrows): void {
  const ends = arrows.endsOf(arrow, frame)
  node.root.shown(ends !== null)
  if (!ends) return
  const rightward = isDueRight(ends, frame)
  node.root.text(frame.words.due(arrow.arrivesAt)).attr('text-anchor', rightward ? 'start' : 'end')
  node.root.attr('x', ends.x1 + (rightward ? 10 : -10)).attr('y', ends.y1 + 16)
}
