/** The nodes of one label: an optional box, the step's number, the words, a sign for a copy. */
import arrowsStyles from './arrows.module.css'
import textStyles from './text.module.css'
import type { Pen } from './pen.ts'
import type { Pooled } from './pool.ts'

export class LabelNode implements Pooled {
  readonly root: Pen
  readonly box: Pen
  readonly text: Pen
  readonly step: Pen
  readonly words: Pen
  readonly copy: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g', arrowsStyles.label)
    this.box = this.root.add('rect', arrowsStyles.rider)
    this.text = this.root.add('text')
    this.step = this.text.add('tspan', textStyles.step)
    this.words = this.text.add('tspan')
    this.copy = this.text.add('tspan', textStyles.step)
  }

  say(step: number, text: string, copy: boolean): void {
    this.step.text(step > 0 ? String(step) : '')
    this.words.text(text).attr('dx', step > 0 ? 5 : 0)
    this.copy.text(copy ? '×2' : '').attr('dx', copy ? 5 : 0)
  }
}
