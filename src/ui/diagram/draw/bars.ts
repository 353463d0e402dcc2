/** Beside the master: offers as hatched bars, decline filters as pale dashed ones with what is left of them; timers. */
import type { FilterBar, OfferBar, TimerPie } from '#derive/geometry.ts'
import type { Layout } from '#derive/layout.ts'
import gutterStyles from './gutter.module.css'
import textStyles from './text.module.css'
import type { Frame } from './frame.ts'
import { Parts } from './parts.ts'
import { short, type Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
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

class FilterNode implements Pooled {
  readonly root: Pen
  readonly past: Pen
  readonly parts: Parts
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.past = this.root.add('path', gutterStyles.filter)
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
  private readonly filters: Pool<FilterNode>
  private readonly offers: Pool<OfferNode>
  private readonly timers: Pool<PieNode>

  constructor(parent: Pen) {
    const filters = parent.add('g')
    const offers = parent.add('g')
    const pies = parent.add('g')
    this.filters = new Pool(() => new FilterNode(filters))
    this.offers = new Pool(() => new OfferNode(offers))
    this.timers = new Pool(() => new PieNode(pies))
  }

  draw(frame: Frame): void {
    const pitch = frame.layout.form === 'narrow' ? 4 : 11
    const { scene } = frame
    const crowd = new Map<number, number>()
    for (const { x, holds } of scene.filters) if (holds) crowd.set(x, (crowd.get(x) ?? 0) + 1)
    this.filters.draw(
      scene.filters,
      ({ id }) => id,
      (node, bar) => putFilter(node, bar, frame, { pitch, crowd: crowd.get(bar.x) ?? 0 }),
    )
    this.offers.draw(
      scene.offers,
      ({ id }) => id,
      (node, bar) => putOffer(node, bar, frame, pitch),
    )
    this.timers.draw(
      scene.timers,
      ({ ordinal }) => ordinal,
      (node, timer) => putTimer(node, timer, frame),
    )
  }
}

function putOffer({ outline, inside, parts }: OfferNode, bar: OfferBar, frame: Frame, pitch: number): void {
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
  parts
    .part('tail', 'path', gutterStyles.tail, used && after > 2)
    ?.attr('d', `M${x + 2} ${(end + 3).toFixed(1)}V${(end + 2 + after).toFixed(1)}`)
  const path = endPath(bar.end, x, end + 5)
  parts
    .part('end', 'path', gutterStyles.barEnd, path !== '')
    ?.attr('d', path)
    .attr('data-end', bar.end)
  parts
    .part('text', 'text', textStyles.text2, hasRoom(layout, bar.x) && height >= 18 && bar.slot === 0)
    ?.text(words.offer(bar.id))
    .attr('x', x + 9)
    .attr('y', y + height / 2 + 4)
}

/** A box down to a height. */
function box(x: number, y: number, width: number, bottom: number): string {
  return `M${short(x)} ${short(y)}h${width}V${short(bottom)}h${-width}z`
}

/** Whether words fit between a column and the next. */
function hasRoom({ form, gutter }: Layout, x: number): boolean {
  if (form === 'narrow' || !gutter) return false
  return gutter.pitch >= 40 || gutter.columns.at(-1)?.x === x
}

interface Among {
  readonly pitch: number
  /** Filters that hold on this agent. */
  readonly crowd: number
}

function putFilter({ past, parts }: FilterNode, bar: FilterBar, frame: Frame, { pitch, crowd }: Among): void {
  const { origin, layout, words, scene } = frame
  const x = bar.x + Math.min(bar.slot, 3) * pitch
  const y1 = bar.y1 - origin
  past.attr('d', box(x - 4, bar.y0 - origin, 8, y1))
  const until = Math.min(bar.untilY, scene.bottom + 40) - origin
  parts
    .part('rest', 'path', gutterStyles.filter, bar.holds)
    ?.attr('data-ahead', '')
    .attr('d', box(x - 4, y1, 8, Math.max(y1, until)))
  parts
    .part('slash', 'path', gutterStyles.slash, !bar.holds)
    ?.attr('d', bar.cancelled ? `M${x - 5} ${(y1 + 3).toFixed(1)}l10 -6` : `M${x - 5} ${y1.toFixed(1)}h10`)
  const said = bar.holds && bar.slot === 0
  parts
    .part('ring', 'circle', gutterStyles.pieRing, said)
    ?.attr('cx', x)
    .attr('cy', y1 + 20)
    .attr('r', 6)
  parts
    .part('pie', 'path', gutterStyles.pie, said)
    ?.attr('d', piePath(bar.left))
    .attr('transform', `translate(${x} ${(y1 + 20).toFixed(1)})`)
  const alone = said && crowd === 1
  parts
    .part('text', 'text', gutterStyles.countdown, alone && hasRoom(layout, bar.x))
    ?.text(words.duration(bar.remainingMs))
    .attr('x', x + 10)
    .attr('y', y1 + 24)
  const last = layout.gutter?.columns.at(-1)?.x === bar.x
  parts
    .part('note', 'text', textStyles.text2, alone && last && layout.form !== 'narrow')
    ?.text(words.filters)
    .attr('x', x + 10)
    .attr('y', y1 + 40)
}

function putTimer(node: PieNode, timer: TimerPie, { scene, origin, words }: Frame): void {
  const x = timer.x - 14
  const y = scene.nowY - origin + 18 + timer.place * 16
  node.title.text(`${timer.name} ${words.duration(timer.remainingMs)}`)
  node.ring.attr('cx', x).attr('cy', y).attr('r', 6)
  node.pie.attr('d', piePath(timer.left)).attr('transform', `translate(${x} ${y.toFixed(1)})`)
}
