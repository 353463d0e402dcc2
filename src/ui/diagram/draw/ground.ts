/** Under the messages: the time grid, lifelines, activations, quiet gaps, the now rule. */
import type { Activation, Gap, Tick } from '#derive/geometry.ts'
import type { Layout } from '#derive/layout.ts'
import groundStyles from './ground.module.css'
import textStyles from './text.module.css'
import tones from '../tones.module.css'
import type { Frame } from './frame.ts'
import type { WidthOf } from './measure.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
import type { RiderBox } from './riders.ts'
import { zigzag } from './shapes.ts'

class Two implements Pooled {
  readonly root: Pen
  readonly shape: Pen
  readonly text: Pen
  seen = 0

  constructor(parent: Pen, tag: string, shape: string | undefined, text: string | undefined) {
    this.root = parent.add('g')
    this.shape = this.root.add(tag, shape)
    this.text = this.root.add('text', text)
  }
}

class One implements Pooled {
  readonly root: Pen
  seen = 0

  constructor(root: Pen) {
    this.root = root
  }
}

class GapNode implements Pooled {
  readonly root: Pen
  readonly ground: Pen
  readonly zig: Pen
  readonly chip: Pen
  readonly text: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.ground = this.root.add('rect', groundStyles.gapGround)
    this.zig = this.root.add('path', groundStyles.zig)
    this.chip = this.root.add('rect', groundStyles.chip)
    this.text = this.root.add('text', textStyles.text2)
  }
}

export class Ground {
  private readonly grid: Pool<Two>
  /** Before and after they live; while they do. */
  private readonly gone: Pen
  private readonly alive: Pen
  private readonly activations: Pool<One>

  constructor(parent: Pen) {
    const grid = parent.add('g')
    const life = parent.add('g')
    const activations = parent.add('g')
    this.grid = new Pool(() => new Two(grid, 'path', groundStyles.grid, textStyles.text3))
    this.gone = life.add('path', groundStyles.life)
    this.alive = life.add('path', groundStyles.life).attr('data-alive', '')
    this.activations = new Pool(() => new One(activations.add('rect')))
  }

  draw(frame: Frame): void {
    this.drawGrid(frame)
    this.drawLife(frame)
    this.drawActivations(frame)
  }

  private drawGrid({ scene, layout, origin, words }: Frame): void {
    const narrow = layout.form === 'narrow'
    this.grid.draw(
      scene.ticks,
      (tick: Tick) => `${tick.at}/${tick.full ? 1 : 0}/${Math.round(tick.y)}`,
      (node, tick) => {
        node.root.attr('transform', `translate(0 ${(tick.y - origin).toFixed(1)})`)
        node.shape.attr('d', `M${layout.timeRight + 8} 0H${layout.width}`)
        node.text.shown(!narrow && Math.abs(tick.y - scene.nowY) > 18)
        if (narrow) return
        const text = words.seconds(tick.at)
        node.text.text(tick.full ? text : text.slice(text.length - 4))
        node.text.attr('x', layout.timeRight).attr('y', 4).attr('text-anchor', 'end')
      },
    )
  }

  /** All lanes in two paths: in a wide drawing they are dozens. */
  private drawLife({ scene, origin }: Frame): void {
    const lines = (alive: boolean): string =>
      scene.life
        .filter((part) => part.alive === alive)
        .map(({ x, y0, y1 }) => `M${x.toFixed(1)} ${(y0 - origin).toFixed(1)}V${(y1 - origin).toFixed(1)}`)
        .join('')
    this.gone.attr('d', lines(false))
    this.alive.attr('d', lines(true))
  }

  private drawActivations({ scene, origin }: Frame): void {
    const past = scene.activations.filter(({ y0 }) => y0 <= scene.nowY)
    this.activations.draw(
      past,
      ({ key }: Activation) => key,
      ({ root }, { lane, x, y0, y1 }) => {
        root.attr('class', `${groundStyles.activation} ${tones[lane.tone]}`)
        root
          .attr('x', x - 4)
          .attr('y', y0 - origin)
          .attr('width', 8)
          .attr('rx', 3)
        root.attr('height', Math.max(0, Math.min(y1, scene.nowY) - y0))
      },
    )
  }
}

export class Gaps {
  /** Where their labels stand: what flies keeps clear of them. */
  readonly chips: RiderBox[] = []
  private readonly pool: Pool<GapNode>
  private readonly widthOf: WidthOf

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    this.pool = new Pool(() => new GapNode(parent))
  }

  draw({ scene, layout, origin, words }: Frame): void {
    const path = zigzag(layout.width)
    this.chips.length = 0
    const narrow = layout.form === 'narrow'
    this.pool.draw(
      scene.gaps,
      ({ key }: Gap) => key,
      (node, gap) => {
        const text = words.quiet(gap.ms)
        const width = this.widthOf(text) + 26
        const middle = narrow ? layout.width - width / 2 - 10 : chipMiddle(layout, gap.busy, width)
        this.chips.push({ left: middle - width / 2, top: gap.y - origin - 11, width })
        node.root.attr('transform', `translate(0 ${(gap.y - origin).toFixed(1)})`)
        node.ground.attr('x', 0).attr('y', -11).attr('width', layout.width).attr('height', 22)
        node.zig.attr('d', path)
        node.chip
          .attr('x', middle - width / 2)
          .attr('y', -11)
          .attr('width', width)
          .attr('height', 22)
          .attr('rx', 11)
        node.text.text(text).attr('x', middle).attr('y', 4).attr('text-anchor', 'middle')
      },
    )
  }
}

/** Between two lanes where no message passes close by; else between the first two. */
function chipMiddle({ shown, x, gutter }: Layout, [left, right]: Gap['busy'], width: number): number {
  const at = shown.map(({ n }) => x[n] as number)
  const middles = at.slice(1).map((b, i) => ({ a: at[i] as number, b, middle: ((at[i] as number) + b) / 2 }))
  const free = middles.find(({ a, b, middle }) => {
    if (b - a < width + 12 || (gutter && a < gutter.left && b > gutter.right)) return false
    return middle + width / 2 < left || middle - width / 2 > right
  })
  // Else as far from the words at the left edge as may be.
  const open = middles.findLast(({ a, b }) => !gutter || a >= gutter.right || b <= gutter.left)
  return (free ?? open ?? middles[0])?.middle ?? at[0] ?? 80
}

/** The rule between what is past and what is ahead. */
export class NowRule {
  private readonly rule: Pen
  private readonly chip: Pen
  private readonly time: Pen
  private readonly word: Pen
  private readonly widthOf: WidthOf

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    const root = parent.add('g')
    this.rule = root.add('path', groundStyles.now)
    this.chip = root.add('rect', groundStyles.nowChip)
    this.time = root.add('text', groundStyles.nowTime)
    this.word = root.add('text', groundStyles.nowWord)
  }

  /** `beside` are boxes at the rule that its word keeps clear of. */
  draw(frame: Frame, beside: readonly RiderBox[]): void {
    const { scene, layout, words, origin, left, width } = frame
    const narrow = layout.form === 'narrow'
    const y = scene.nowY - origin
    const right = left + width
    this.rule.attr('d', `M${narrow ? 0 : layout.timeRight + 10} ${y.toFixed(1)}H${layout.width}`)
    const text = narrow ? words.now : words.seconds(scene.nowAt)
    const chipWidth = Math.max(44, this.widthOf(text) + 20)
    const chipLeft = narrow ? right - chipWidth - 8 : Math.max(left + 2, left + layout.timeRight + 10 - chipWidth)
    this.chip
      .attr('x', chipLeft)
      .attr('y', y - 11)
      .attr('width', chipWidth)
      .attr('height', 22)
      .attr('rx', 11)
    this.time
      .text(text)
      .attr('x', chipLeft + chipWidth / 2)
      .attr('y', y + 4)
      .attr('text-anchor', 'middle')
    this.word
      .shown(!narrow && !this.isCrowded(frame, right, beside))
      .text(words.now)
      .attr('x', right - 12)
      .attr('y', y - 7)
      .attr('text-anchor', 'end')
  }

  /** What stands in the rule's corner is read first: the rule and its time say enough of now then. */
  private isCrowded({ scene, words, origin }: Frame, right: number, beside: readonly RiderBox[]): boolean {
    const from = right - this.widthOf(words.now) - 18
    const y = scene.nowY - origin
    return beside.some(({ left, top, width }) => left + width > from && top < y && top > y - 44)
  }
}
