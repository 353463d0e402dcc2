/** Beside the master: offers as hatched bars, decline filters, timers. */
import type { OfferBar, TimerPie } from '#derive/geometry.ts'
import gutterStyles from './gutter.module.css'
import textStyles from './text.module.css'
import { Filters } from './filters.ts'
import type { Frame } from './frame.ts'
import { Parts } from './parts.ts'
import type { WidthOf } from './measure.ts'
import { short, type Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
import { hasRoom } from './room.ts'
import { crossAt, headPath, piePath } from './shapes.ts'

class OfferNode implements Pooled {
  readonly root: Pen
  readonly outline: Pen
  /** cpu beside memory, hatched. */
  readonly inside: Pen
  readonly parts: Parts
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.outline = this.root.add('rect', gutterStyles.bar).attr('width', 10).attr('rx', 2.5)
    this.inside = this.root.add('path')
    this.parts = new Parts(this.root)
  }
}

class PieNode implements Pooled {
  readonly root: Pen
  readonly ring: Pen
  readonly pie: Pen
  readonly title: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g', gutterStyles.timer)
    this.title = this.root.add('title')
    this.ring = this.root.add('circle', gutterStyles.pieRing)
    this.pie = this.root.add('path', gutterStyles.pie)
  }
}

/** What the ends of bars look like; an accepted one goes on as what was used. */
function endPath(end: OfferBar['end'], x: number, y: number): string {
  if (end === 'declined') return headPath('slashed', { x: x + 5, y, ux: 1, uy: 0 })
  if (end === 'rescinded') return headPath('diamond', { x: x + 5, y, ux: 1, uy: 0 })
  return end === 'discarded' ? crossAt(x, y) : ''
}

export class Bars {
  private readonly filters: Filters
  private readonly offers: Pool<OfferNode>
  private readonly timers: Pool<PieNode>
  private readonly widthOf: WidthOf

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    const filters = parent.add('g')
    const offers = parent.add('g')
    const pies = parent.add('g')
    this.filters = new Filters(filters, widthOf)
    this.offers = new Pool(() => new OfferNode(offers))
    this.timers = new Pool(() => new PieNode(pies))
  }

  draw(frame: Frame): void {
    const pitch = frame.layout.form === 'narrow' ? 4 : 11
    const { scene } = frame
    this.filters.draw(frame, pitch)
    this.offers.draw(
      scene.offers,
      ({ id }) => id,
      (node, bar) => putOffer(node, bar, frame, { pitch, widthOf: this.widthOf }),
    )
    this.timers.draw(
      scene.timers,
      ({ ordinal }) => ordinal,
      (node, timer) => putTimer(node, timer, frame),
    )
  }
}

interface Beside {
  readonly pitch: number
  readonly widthOf: WidthOf
}

function putOffer(
  { outline, inside, parts }: OfferNode,
  bar: OfferBar,
  frame: Frame,
  { pitch, widthOf }: Beside,
): void {
  const { origin, words, patterns, layout } = frame
  const x = bar.x + Math.min(bar.slot, 3) * pitch
  const height = Math.max(2, bar.y1 - bar.y0)
  const y = bar.y0 - origin
  const end = y + height
  outline
    .attr('x', x - 5)
    .attr('y', y)
    .attr('height', height)
  const [top, bottom] = [y + 2, Math.max(y + 2, end - 2)]
  inside.attr('fill', `url(#${patterns.hatch})`).attr('d', box(x - 3.5, top, 3, bottom) + box(x + 0.5, top, 3, bottom))
  const used = bar.end === 'accepted'
  const after = Math.max(0, bar.afterY - bar.y1 - 2)
  parts.part('used', 'path', gutterStyles.used, used)?.attr('d', box(x - 3.5, end + 2, 3, end + 2 + after))
  const name = words.offer(bar.id)
  parts
    .part('tail', 'path', gutterStyles.tail, used && after > 2)
    ?.attr('d', `M${x + 2} ${(end + 3).toFixed(1)}V${(end + 2 + after).toFixed(1)}`)
  const path = endPath(bar.end, x, end + 5)
  parts
    .part('end', 'path', gutterStyles.barEnd, path !== '')
    ?.attr('d', path)
    .attr('data-end', bar.end)
  parts
    .part('text', 'text', textStyles.text2, height >= 18 && bar.slot === 0 && hasRoom(layout, bar.x, widthOf(name)))
    ?.text(name)
    .attr('x', x + 9)
    .attr('y', y + height / 2 + 4)
}

/** A box down to a height. */
function box(x: number, y: number, width: number, bottom: number): string {
  return `M${short(x)} ${short(y)}h${width}V${short(bottom)}h${-width}z`
}

function putTimer(node: PieNode, timer: TimerPie, { scene, origin, words }: Frame): void {
  const x = timer.x - 14
  const y = scene.nowY - origin + 18 + timer.place * 16
  node.title.text(`${timer.name} ${words.duration(timer.remainingMs)}`)
  node.ring.attr('cx', x).attr('cy', y).attr('r', 6)
  node.pie.attr('d', piePath(timer.left)).attr('transform', `translate(${x} ${y.toFixed(1)})`)
}
