/** Moments that the reader marked: a dotted rule with its name on a flag at the edge of the time axis. */
import type { Frame } from './frame.ts'
import styles from './flags.module.css'
import type { WidthOf } from './measure.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'

const HEIGHT = 20

class FlagNode implements Pooled {
  readonly root: Pen
  readonly rule: Pen
  readonly flag: Pen
  readonly name: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.rule = this.root.add('path', styles.rule)
    this.flag = this.root.add('path', styles.flag)
    this.name = this.root.add('text', styles.name)
  }
}

export class Flags {
  private readonly pool: Pool<FlagNode>
  private readonly widthOf: WidthOf

  constructor(parent: Pen, widthOf: WidthOf) {
    this.widthOf = widthOf
    this.pool = new Pool(() => new FlagNode(parent))
  }

  draw({ scene, layout, origin, left }: Frame): void {
    this.pool.draw(
      scene.marks,
      ({ ordinal }) => ordinal,
      (node, { name, y }) => {
        const x = left + 2
        // At the very cursor it stands above the time of now.
        const foot = Math.abs(y - scene.nowY) < HEIGHT ? -12 : 0
        const width = this.widthOf(name) + 14
        node.root.attr('transform', `translate(0 ${(y - origin).toFixed(1)})`)
        node.rule.attr('d', `M${left}.5 0H${layout.width}`)
        const [top, middle] = [foot - HEIGHT, foot - HEIGHT / 2]
        node.flag.attr('d', `M${x} ${top}H${x + width}L${x + width + 7} ${middle}L${x + width} ${foot}H${x}Z`)
        node.name
          .text(name)
          .attr('x', x + 7)
          .attr('y', middle + 4)
      },
    )
  }
}
