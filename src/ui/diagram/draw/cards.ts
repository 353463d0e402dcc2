/** Folded repetitions as stacked cards, and records that are no messages. */
import type { FoldCard, Point } from '#derive/geometry.ts'
import marksStyles from './marks.module.css'
import textStyles from './text.module.css'
import type { Frame } from './frame.ts'
import { fitted } from './labels.ts'
import type { WidthOf } from './measure.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
import { CHEVRON, CROSS, SIGNS } from './shapes.ts'

class CardNode implements Pooled {
  readonly root: Pen
  readonly back: Pen
  readonly front: Pen
  readonly chevron: Pen
  readonly label: Pen
  readonly title: Pen
  readonly count: Pen
  readonly span: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.back = this.root.add('rect', marksStyles.foldBack)
    this.front = this.root.add('rect', marksStyles.foldFront)
    this.chevron = this.root.add('path', marksStyles.chevron)
    this.label = this.root.add('text', textStyles.text1)
    this.title = this.label.add('tspan', textStyles.step)
    this.count = this.label.add('tspan')
    this.label.attr('x', 24).attr('y', 21)
    this.span = this.root.add('text', textStyles.text3)
  }
}

class BracketNode implements Pooled {
  readonly root: Pen
  readonly line: Pen
  readonly chevron: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.line = this.root.add('path', marksStyles.bracket)
    this.chevron = this.root.add('path', marksStyles.chevron)
  }
}

class PointNode implements Pooled {
  readonly root: Pen
  readonly line: Pen
  readonly mark: Pen
  readonly text: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.line = this.root.add('path', marksStyles.pointLine)
    this.mark = this.root.add('path', marksStyles.pointMark)
    this.text = this.root.add('text', marksStyles.pointText)
  }
}

const MARKS: Readonly<Record<Point['kind'], string>> = {
  allocation: 'M-5 -5H5V5H-5Z',
  exited: CROSS,
  action: 'M-4 -6L6 0L-4 6Z',
  ended: '',
}

export class Cards {
  private readonly cards: Pool<CardNode>
  private readonly points: Pool<PointNode>
  private readonly brackets: Pool<BracketNode>
  private readonly widthOf: WidthOf

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    const points = parent.add('g')
    const cards = parent.add('g')
    this.brackets = new Pool(() => new BracketNode(points))
    this.points = new Pool(() => new PointNode(points))
    this.cards = new Pool(() => new CardNode(cards))
  }

  draw(frame: Frame): void {
    const { scene } = frame
    this.cards.draw(
      scene.folds,
      ({ ordinal }) => ordinal,
      (node, card) => this.putCard(node, card, frame),
    )
    this.points.draw(
      scene.points,
      ({ ordinal }) => ordinal,
      (node, point) => this.putPoint(node, point, frame),
    )
    this.brackets.draw(
      scene.opened,
      ({ ordinal }) => ordinal,
      (node, { x, y0, y1 }) => {
        const [top, bottom] = [y0 - frame.origin - 8, y1 - frame.origin + 8]
        node.line.attr('d', `M${x + 6} ${top.toFixed(1)}H${x}V${bottom.toFixed(1)}H${x + 6}`)
        node.chevron.attr('d', `M${x - 12} ${(top + 4).toFixed(1)}l4 4l4 -4`)
      },
    )
  }

  private putCard(node: CardNode, card: FoldCard, { origin, words, view, layout }: Frame): void {
    const narrow = layout.form === 'narrow'
    const looks = card.looks.slice(0, 3)
    const points = looks.length === 0 ? card.points.slice(0, 1).map((point) => words.point(point)) : []
    const names = looks.map((look) => (narrow ? SIGNS[look.glyph] : words.messageShort(look, view.dialect)))
    const room = cardWidth(card, narrow)
    const equal = card.equal === undefined ? null : (words.equal?.(card.equal) ?? null)
    const count = equal === null ? ` × ${card.done}` : ''
    const title = fitted(
      equal ?? [...names, ...points].join(narrow ? ' ' : ' → '),
      room - 40 - this.widthOf(count),
      this.widthOf,
    )
    const x = (card.x0 + card.x1) / 2 - room / 2
    const high = cardHeight(card)
    const y = (card.y0 + card.y1) / 2 - origin - high / 2
    const hasRoom = high === CARD_PX
    node.root.attr('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`)
    node.root.attr('data-ordinal', card.ordinal)
    node.back
      .attr('x', 3)
      .attr('y', 4)
      .attr('width', room - 6)
      .attr('height', high)
      .attr('rx', Math.min(8, high / 2))
    node.front
      .attr('x', 0)
      .attr('y', 0)
      .attr('width', room)
      .attr('height', high)
      .attr('rx', Math.min(8, high / 2))
    for (const part of [node.chevron, node.label, node.span]) part.shown(hasRoom)
    if (!hasRoom) return
    node.chevron.attr('d', CHEVRON).attr('transform', 'translate(14 17)')
    node.title.text(title)
    node.count.text(count)
    const span =
      narrow || equal !== null ? words.duration(card.ms) : fitted(words.foldSpan(card.ms), room - 36, this.widthOf)
    node.span.text(span).attr('x', 24).attr('y', 38)
  }

  private putPoint(node: PointNode, point: Point, { origin, words, layout }: Frame): void {
    const y = (point.y - origin).toFixed(1)
    node.root.attr('data-kind', point.kind)
    const across = point.kind === 'action' || point.kind === 'ended'
    const x = across ? layout.timeRight + 14 : point.x
    node.mark.attr('d', MARKS[point.kind]).attr('transform', `translate(${x} ${y})`)
    node.line.attr('d', across ? `M${x + 8} ${y}H${layout.width}` : `M${point.x1} ${y}H${point.x}`)
    const text = layout.form === 'narrow' && !across ? '' : words.point(point)
    node.text
      .text(text)
      .attr('x', x + 12)
      .attr('y', Number(y) + (across ? -6 : 4))
  }
}

const CARD_PX = 50

/** Seen from very far, there is less room than it needs: then it is a bar without words. */
export function cardHeight({ y0, y1 }: FoldCard): number {
  const room = y1 - y0
  return room >= CARD_PX ? CARD_PX : Math.max(3, room - 2)
}

/** Where a card stands and how wide: also for the pointer. */
export function cardWidth(card: FoldCard, narrow: boolean): number {
  return Math.max(narrow ? 96 : 176, card.x1 - card.x0 + (narrow ? 24 : 36))
}
