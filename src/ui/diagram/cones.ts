/** Past and future of the selected record, as the messages in them; found once for each selection and each growth of the run. */
import { futureOf, pastOf } from '#derive/cone.ts'
import type { Cone } from './draw/frame.ts'
import type { DiagramProps } from './types.ts'

export class Cones {
  private known: { readonly of: number; readonly count: number; readonly cone: Cone } | null = null

  /** The run or the view is another. */
  forget(): void {
    this.known = null
  }

  of({ selection, trace }: Pick<DiagramProps, 'selection' | 'trace'>): Cone | null {
    if (selection === null || selection >= trace.count) return null
    if (this.known?.of === selection && this.known.count === trace.count) return this.known.cone
    const start = trace.type[selection] === 0 ? selection : ((trace.link[selection] ?? selection) as number)
    const cone = {
      past: new Set(pastOf(trace, selection)),
      future: new Set(futureOf(trace, Math.max(0, trace.type[selection] === 1 ? selection : start), trace.count - 1)),
    }
    this.known = { of: selection, count: trace.count, cone }
    return cone
  }
}
