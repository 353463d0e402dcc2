/** Parts of a node that few items show: made when first shown, and written to only while they are. */
import type { Pen } from './pen.ts'

export class Parts {
  private readonly root: Pen
  private readonly made = new Map<string, Pen>()

  constructor(root: Pen) {
    this.root = root
  }

  /** Null where it is not shown. */
  part(name: string, tag: string, className: string | undefined, shown: boolean): Pen | null {
    const known = this.made.get(name)
    if (!shown) {
      known?.shown(false)
      return null
    }
    const pen = known ?? this.root.add(tag, className)
    if (!known) this.made.set(name, pen)
    return pen.shown(true)
  }
}
