/** Labels of messages: along the arrows, or in a phone's margin. */
import type { Arrow } from '#derive/geometry.ts'
import arrowsStyles from './arrows.module.css'
import type { Arrows } from './arrows.ts'
import type { Ends } from './arrowShape.ts'
import { isCrowded } from './crowded.ts'
import type { Frame } from './frame.ts'
import { fitted, marginRows, placedLabels, type Label, type Stripe, type Wanted } from './labels.ts'
import type { WidthOf } from './measure.ts'
import { LabelNode } from './labelNode.ts'
import type { Pen } from './pen.ts'
import { Pool } from './pool.ts'
import type { RiderBox } from './riders.ts'

/** Between the now rule's chip and a label. */
const CHIP_PX = 20

interface Row {
  readonly arrow: Arrow
  readonly text: string
  readonly y: number
}

export class LabelLayer {
  private readonly along: Pool<LabelNode>
  private readonly margin: Pool<LabelNode>
  private readonly leaders: Pen
  private readonly widthOf: WidthOf
  private placed: Label[] = []
  private signature = ''
  /** Where labels stand along arrows that have arrived. */
  readonly boxes: RiderBox[] = []

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    this.leaders = parent.add('path', arrowsStyles.leader)
    const standing = parent.add('g')
    this.along = new Pool(() => new LabelNode(standing))
    this.margin = new Pool(() => new LabelNode(standing))
  }

  /** `chips` are those of the gaps: a margin's words keep clear of them. */
  draw(frame: Frame, arrows: Arrows, chips: readonly RiderBox[]): void {
    const narrow = frame.layout.form === 'narrow'
    this.drawAlong(frame, arrows, narrow ? [] : this.placement(frame))
    this.drawMargin(frame, narrow, chips)
  }

  /** Placed anew only when arrows came or went: a flight keeps its label's place. */
  private placement(frame: Frame): readonly Label[] {
    const { scene, view, words, selection } = frame
    const signature = signatureOf(frame)
    if (signature === this.signature) return this.placed
    this.signature = signature
    const few = !isCrowded(frame)
    const wanted: Wanted[] = []
    for (const arrow of scene.arrows) {
      const must = arrow.sent === selection
      if (!must && (!few || arrow.stub)) continue
      wanted.push({ arrow, text: words.message(arrow.look, view.dialect), must })
    }
    this.placed = placedLabels(wanted, this.widthOf, stripeOf(frame))
    return this.placed
  }

  private drawAlong(frame: Frame, arrows: Arrows, labels: readonly Label[]): void {
    const phases = new Map(frame.scene.arrows.map((arrow) => [arrow.key, arrow.phase]))
    const standing = labels.filter(({ arrow }) => phases.get(arrow.key) !== 'flying')
    this.boxes.length = 0
    this.along.draw(
      standing,
      ({ arrow }) => arrow.key,
      (node, label) => {
        const ends = arrows.endsOf(label.arrow, frame)
        node.root.shown(ends !== null)
        if (!ends) return
        this.boxes.push(labelBox(ends, label))
        node.box.shown(false)
        node.say(label.arrow.step, label.text, label.arrow.copy)
        node.text
          .attr('text-anchor', 'middle')
          .attr('y', label.side === 'above' ? -7 : 16)
          .attr('x', 0)
        node.root.attr('data-dim', isDim(label.arrow, frame) ? '' : null)
        node.root.attr('transform', alongTransform(ends, label.along))
      },
    )
  }

  private drawMargin(frame: Frame, narrow: boolean, chips: readonly RiderBox[]): void {
    const rows: Row[] = []
    const besideNow = heightBesideNow(frame, chips)
    if (narrow && !isCrowded(frame)) {
      for (const arrow of frame.scene.arrows) {
        if (arrow.stub) continue
        const room = frame.layout.width - frame.layout.marginLeft - (arrow.step > 0 ? 22 : 4)
        const text = fitted(frame.words.messageShort(arrow.look, frame.view.dialect), room, this.widthOf)
        const middle = (arrow.y0 + arrow.y1) / 2
        // The chip of the now rule stands in the margin too.
        const y = Math.abs(middle - frame.scene.nowY) < CHIP_PX ? besideNow : middle
        rows.push({ arrow, text, y: y - frame.origin })
      }
    }
    const kept = marginRows(rows, 15, frame.scene.nowY - CHIP_PX - frame.origin)
    const x = frame.layout.marginLeft
    this.leaders.attr('d', kept.map(({ y }) => `M${x - 10} ${y.toFixed(1)}h6`).join(''))
    this.margin.draw(
      kept,
      ({ arrow }) => arrow.key,
      (node, { arrow, text, y }) => {
        node.box.shown(false)
        node.say(arrow.step, text, arrow.copy)
        node.text.attr('text-anchor', 'start').attr('x', 0).attr('y', 4)
        node.root.attr('data-dim', isDim(arrow, frame) ? '' : null)
        node.root.attr('transform', `translate(${x} ${y.toFixed(1)})`)
      },
    )
  }
}

/** Words that belong at the now rule's chip stand above it, or below it where a gap's chip is in their place. */
function heightBesideNow({ scene, origin }: Frame, chips: readonly RiderBox[]): number {
  const above = scene.nowY - CHIP_PX
  const taken = chips.some(({ top }) => Math.abs(top + 11 - (above - origin)) < CHIP_PX - 2)
  return taken ? scene.nowY + CHIP_PX : above
}

function stripeOf({ layout }: Frame): Stripe | null {
  const columns = layout.gutter?.columns
  const first = columns?.[0]
  const last = columns?.at(-1)
  return first && last ? { left: first.x - 7, right: last.x + 7 } : null
}

function signatureOf({ scene, view, layout, selection, words }: Frame): string {
  let sum = 0
  for (const arrow of scene.arrows) sum = (sum * 31 + arrow.key * 7 + arrow.y1 + arrow.y0 + arrow.x1) % 4_294_967_291
  return `${sum} ${scene.arrows.length} ${view.dialect} ${layout.width} ${selection} ${words.now}`
}

function labelBox({ x0, y0, x1, y1 }: Ends, { along, side, width }: Label): RiderBox {
  const y = y0 + (y1 - y0) * along + (side === 'above' ? -12 : 12)
  return { left: x0 + (x1 - x0) * along - width / 2, top: y - 12, width }
}

/** Along the line, never upside down. */
function alongTransform({ x0, y0, x1, y1 }: Ends, along: number): string {
  const x = x0 + (x1 - x0) * along
  const y = y0 + (y1 - y0) * along
  const angle = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI
  const upright = angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle
  return `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${upright.toFixed(1)})`
}

function isDim(arrow: Arrow, { cone, selection }: Frame): boolean {
  if (!cone || selection === arrow.sent) return false
  return !cone.past.has(arrow.sent) && !cone.future.has(arrow.sent)
}
