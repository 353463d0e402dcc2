/** The layers of the drawing inside the one group that React leaves to D3, from the ground up. */
import { sceneAcross } from '#derive/sceneAcross.ts'
import { Arrows } from './arrows.ts'
import { Bars } from './bars.ts'
import { Cards } from './cards.ts'
import { DensityLayer } from './density.ts'
import { Flags } from './flags.ts'
import type { Frame } from './frame.ts'
import { Gaps, Ground, NowRule } from './ground.ts'
import { LabelLayer } from './labelLayer.ts'
import type { WidthOf } from './measure.ts'
import { Pen } from './pen.ts'
import { Queues } from './queues.ts'
import { Riders } from './riders.ts'

export class Stage {
  private readonly root: Pen
  private readonly ground: Ground
  private readonly bars: Bars
  private readonly gaps: Gaps
  private readonly cards: Cards
  private readonly arrows: Arrows
  private readonly density: DensityLayer
  private readonly flags: Flags
  private readonly now: NowRule
  private readonly labels: LabelLayer
  private readonly queues: Queues
  private readonly riders: Riders

  /** `middle` is where the height 0 stands in the group; `redraw` asks for another drawing. */
  constructor(group: SVGGElement, widthOf: WidthOf, middle: number, redraw: () => void) {
    this.root = new Pen(group).add('g').attr('transform', `translate(0 ${middle})`)
    const layer = (): Pen => this.root.add('g')
    this.ground = new Ground(layer())
    this.bars = new Bars(layer(), widthOf)
    this.gaps = new Gaps(layer(), widthOf)
    this.cards = new Cards(layer(), widthOf)
    this.arrows = new Arrows(layer(), redraw)
    this.density = new DensityLayer(layer(), widthOf)
    this.flags = new Flags(layer(), widthOf)
    this.now = new NowRule(layer(), widthOf)
    this.labels = new LabelLayer(layer(), widthOf)
    this.queues = new Queues(layer(), widthOf)
    this.riders = new Riders(layer(), widthOf)
  }

  beginMorph(): void {
    this.arrows.beginMorph()
  }

  draw(whole: Frame): void {
    const frame = acrossView(whole)
    this.ground.draw(frame)
    this.bars.draw(frame)
    this.gaps.draw(frame)
    this.cards.draw(frame)
    const beams = this.arrows.draw(frame)
    this.density.draw(frame)
    this.flags.draw(frame)
    this.labels.draw(frame, this.arrows, this.gaps.chips)
    this.queues.draw(frame, this.arrows, [...this.gaps.chips, ...this.labels.boxes])
    this.now.draw(frame, this.queues.boxes)
    const taken = [...this.gaps.chips, ...this.queues.boxes]
    this.riders.draw(frame, this.arrows, { taken, labels: this.labels.boxes, beams })
  }
}

/** Only what is in view is drawn; while lanes move, an arrow may come from where it was in view. */
function acrossView(frame: Frame): Frame {
  const { scene, layout, left, width } = frame
  if (layout.width <= width || frame.morph < 1) return frame
  return { ...frame, scene: sceneAcross(scene, left, left + width) }
}
