/** How much happens, where single messages cannot be told apart: one path for each kind. */
import type { MessageKind } from '#model/messages/catalogue.ts'
import type { DensityBar } from '#derive/geometry.ts'
import tones from '../tones.module.css'
import type { Frame } from './frame.ts'
import styles from './density.module.css'
import type { WidthOf } from './measure.ts'
import type { Pen } from './pen.ts'

export class DensityLayer {
  private readonly root: Pen
  private readonly bars: Pen
  private readonly paths = new Map<MessageKind, Pen>()
  private readonly chip: Pen
  private readonly note: Pen
  private readonly band: Pen
  private readonly widthOf: WidthOf

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    this.root = parent.add('g')
    this.bars = this.root.add('g')
    this.chip = this.root.add('rect', styles.chip)
    this.note = this.root.add('text', styles.note)
    this.band = parent.add('rect', styles.band)
  }

  draw(frame: Frame): void {
    this.drawBand(frame)
    const { scene, origin, words, top, left, width } = frame
    const { density } = scene
    this.root.shown(density !== null)
    if (!density) return
    const drawn = new Map<MessageKind, string>()
    for (const bar of density.bars) drawn.set(bar.kind, (drawn.get(bar.kind) ?? '') + rect(bar, origin))
    for (const [kind, path] of this.paths) path.attr('d', drawn.get(kind) ?? '')
    for (const [kind, d] of drawn) this.pathOf(kind).attr('d', d)
    const text = words.dense(density.count, density.isExact)
    const wide = this.widthOf(text) + 24
    const [x, y] = [left + width / 2, top - origin + 18]
    this.chip
      .attr('x', x - wide / 2)
      .attr('y', y - 15)
      .attr('width', wide)
      .attr('height', 24)
      .attr('rx', 12)
    this.note
      .text(text)
      .attr('x', x)
      .attr('y', y + 1)
      .attr('text-anchor', 'middle')
  }

  /** The area that the hand draws. */
  private drawBand({ picked, left, top, origin, width }: Frame): void {
    this.band.shown(picked !== null)
    if (!picked) return
    this.band
      .attr('x', left)
      .attr('y', top - origin + picked[0])
      .attr('width', width)
      .attr('height', picked[1] - picked[0])
  }

  private pathOf(kind: MessageKind): Pen {
    const known = this.paths.get(kind)
    if (known) return known
    const path = this.bars.add('path', `${styles.bars} ${tones[kind]}`)
    this.paths.set(kind, path)
    return path
  }
}

function rect({ x, y, width, height }: DensityBar, origin: number): string {
  return `M${x.toFixed(1)} ${(y - origin).toFixed(1)}h${width.toFixed(1)}v${height}h${(-width).toFixed(1)}z`
}
