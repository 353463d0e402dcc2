/** Beside the master: offers as hatched bars, decline filters as pale dashed ones with what is left of them; timers. */
import type { FilterBar, OfferBar, TimerPie } from '#derive/geometry.ts'
import type { Layout } from '#derive/layout.ts'
import gutterStyles from './gutter.module.css'
import textStyles from './text.module.css'
import type { Frame } from './frame.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
import { crossAt, headPath, piePath } from './shapes.ts'

class OfferNode implements Pooled {
  readonly root: Pen
  readonly outline: Pen
  readonly cpu: Pen
  readonly mem: Pen
  readonly used: Pen
  readonly tail: Pen
  readonly end: Pen
  readonly text: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.outline = this.root.add('rect', gutterStyles.bar)
    this.cpu = this.root.add('rect')
    this.mem = this.root.add('rect')
    this.used = this.root.add('rect', gutterStyles.used)
    this.tail = this.root.add('path', gutterStyles.tail)
    this.end = this.root.add('path', gutterStyles.barEnd)
    this.text = this.root.add('text', textStyles.text2)
  }
}

class FilterNode implements Pooled {
  readonly root: Pen
  readonly past: Pen
  readonly rest: Pen
  readonly slash: Pen
  readonly ring: Pen
  readonly pie: Pen
  readonly text: Pen
  readonly note: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.past = this.root.add('rect', gutterStyles.filter)
    this.rest = this.root.add('rect', gutterStyles.filter)
    this.slash = this.root.add('path', gutterStyles.slash)
    this.ring = this.root.add('circle', gutterStyles.pieRing)
    this.pie = this.root.add('path', gutterStyles.pie)
    this.text = this.root.add('text', gutterStyles.countdown)
    this.note = this.root.add('text', textStyles.text2)
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

function putOffer(node: OfferNode, bar: OfferBar, frame: Frame, pitch: number): void {
  const { origin, words, patterns, layout } = frame
  const x = bar.x + Math.min(bar.slot, 3) * pitch
  const height = Math.max(2, bar.y1 - bar.y0)
  const y = bar.y0 - origin
  const end = y + height
  node.outline
    .attr('x', x - 5)
    .attr('y', y)
    .attr('width', 10)
    .attr('height', height)
    .attr('rx', 2.5)
  const fill = `url(#${patterns.hatch})`
  const inner = Math.max(0, height - 4)
  node.cpu
    .attr('x', x - 3.5)
    .attr('y', y + 2)
    .attr('width', 3)
    .attr('height', inner)
    .attr('fill', fill)
  node.mem
    .attr('x', x + 0.5)
    .attr('y', y + 2)
    .attr('width', 3)
    .attr('height', inner)
    .attr('fill', fill)
  const used = bar.end === 'accepted'
  const after = Math.max(0, bar.afterY - bar.y1 - 2)
  node.used
    .shown(used)
    .attr('x', x - 3.5)
    .attr('y', end + 2)
    .attr('width', 3)
    .attr('height', after)
  node.tail.shown(used && after > 2).attr('d', `M${x + 2} ${(end + 3).toFixed(1)}V${(end + 2 + after).toFixed(1)}`)
  const path = endPath(bar.end, x, end + 5)
  node.end
    .shown(path !== '')
    .attr('d', path)
    .attr('data-end', bar.end)
  node.text.shown(hasRoom(layout, bar.x) && height >= 18 && bar.slot === 0)
  node.text
    .text(words.offer(bar.id))
    .attr('x', x + 9)
    .attr('y', y + height / 2 + 4)
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

function putFilter(node: FilterNode, bar: FilterBar, frame: Frame, { pitch, crowd }: Among): void {
  const { origin, layout, words, scene } = frame
  const x = bar.x + Math.min(bar.slot, 3) * pitch
  const y0 = bar.y0 - origin
  const y1 = bar.y1 - origin
  node.past
    .attr('x', x - 4)
    .attr('y', y0)
    .attr('width', 8)
    .attr('height', Math.max(0, y1 - y0))
  const until = Math.min(bar.untilY, scene.bottom + 40) - origin
  node.rest
    .shown(bar.holds)
    .attr('data-ahead', '')
    .attr('x', x - 4)
    .attr('y', y1)
    .attr('width', 8)
  node.rest.attr('height', Math.max(0, until - y1))
  node.slash
    .shown(!bar.holds)
    .attr('d', bar.cancelled ? `M${x - 5} ${(y1 + 3).toFixed(1)}l10 -6` : `M${x - 5} ${y1.toFixed(1)}h10`)
  const narrow = layout.form === 'narrow'
  const said = bar.holds && bar.slot === 0
  node.ring
    .shown(said)
    .attr('cx', x)
    .attr('cy', y1 + 20)
    .attr('r', 6)
  node.pie
    .shown(said)
    .attr('d', piePath(bar.left))
    .attr('transform', `translate(${x} ${(y1 + 20).toFixed(1)})`)
  node.text
    .shown(said && hasRoom(layout, bar.x) && crowd === 1)
    .text(words.duration(bar.remainingMs))
    .attr('x', x + 10)
    .attr('y', y1 + 24)
  const last = layout.gutter?.columns.at(-1)?.x === bar.x
  node.note
    .shown(said && !narrow && crowd === 1 && last)
    .text(words.filters)
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
