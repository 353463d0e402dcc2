/** Decline filters beside the master: pale dashed bars, what is left of the newest as a clock under the now rule. */
import type { FilterBar } from '#derive/geometry.ts'
import gutterStyles from './gutter.module.css'
import textStyles from './text.module.css'
import { filterShapes, type Shape } from './filterShape.ts'
import type { Frame } from './frame.ts'
import { Parts } from './parts.ts'
import type { WidthOf } from './measure.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
import { hasRoom } from './room.ts'
import { piePath } from './shapes.ts'

/** Fill and dashed edges of many bars. */
class ShapePens {
  private readonly fill: Pen
  private readonly edge: Pen

  constructor(parent: Pen, ahead: boolean) {
    const mark = ahead ? '' : null
    this.fill = parent.add('path', gutterStyles.filterFill).attr('data-ahead', mark)
    this.edge = parent.add('path', gutterStyles.filterEdge).attr('data-ahead', mark)
  }

  draw({ fill, edge }: Shape): void {
    this.fill.attr('d', fill)
    this.edge.attr('d', edge)
  }
}

/** What is left of one filter. */
class ClockNode implements Pooled {
  readonly root: Pen
  readonly ring: Pen
  readonly pie: Pen
  readonly parts: Parts
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.ring = this.root.add('circle', gutterStyles.pieRing).attr('r', 6)
    this.pie = this.root.add('path', gutterStyles.pie)
    this.parts = new Parts(this.root)
  }
}

export class Filters {
  private readonly past: readonly [still: ShapePens, moving: ShapePens]
  private readonly ahead: readonly [still: ShapePens, moving: ShapePens]
  private readonly slashes: Pen
  private readonly clocks: Pool<ClockNode>
  private readonly widthOf: WidthOf

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    this.past = [new ShapePens(parent, false), new ShapePens(parent, false)]
    this.ahead = [new ShapePens(parent, true), new ShapePens(parent, true)]
    this.slashes = parent.add('path', gutterStyles.slash)
    const clocks = parent.add('g')
    this.clocks = new Pool(() => new ClockNode(clocks))
  }

  draw(frame: Frame, pitch: number): void {
    const { filters, top, bottom } = frame.scene
    const { past, ahead, slashes } = filterShapes(filters, pitch, { origin: frame.origin, top, bottom })
    this.past[0].draw(past.still)
    this.past[1].draw(past.moving)
    this.ahead[0].draw(ahead.still)
    this.ahead[1].draw(ahead.moving)
    this.slashes.attr('d', slashes)
    const holding = new Map<number, number>()
    for (const { x, holds } of filters) if (holds) holding.set(x, (holding.get(x) ?? 0) + 1)
    this.clocks.draw(
      filters.filter(({ holds, slot }) => holds && slot === 0),
      ({ id }) => id,
      (node, bar) => this.putClock(node, bar, frame, holding.get(bar.x) === 1),
    )
  }

  /** `alone`: no other filter holds on this agent. */
  private putClock({ ring, pie, parts }: ClockNode, bar: FilterBar, frame: Frame, alone: boolean): void {
    const { origin, layout, words } = frame
    const { x } = bar
    const y = bar.y1 - origin
    const left = words.duration(bar.remainingMs)
    // Room for any digits: what counts down does not come and go.
    const room = hasRoom(layout, x, this.widthOf(left.replace(/\d/g, '0')))
    ring.attr('cx', x).attr('cy', y + 20)
    pie.attr('d', piePath(bar.left)).attr('transform', `translate(${x} ${(y + 20).toFixed(1)})`)
    parts
      .part('text', 'text', gutterStyles.countdown, alone && room)
      ?.text(left)
      .attr('x', x + 10)
      .attr('y', y + 24)
    const last = layout.gutter?.columns.at(-1)?.x === x
    parts
      .part('note', 'text', textStyles.text2, alone && last && layout.form !== 'narrow')
      ?.text(words.filters)
      .attr('x', x + 10)
      .attr('y', y + 40)
  }
}
