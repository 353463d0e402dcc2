/** Aligns the traces of two branches in small steps between frames, again as they grow. */
import { aligning, type Alignment } from '#derive/compare/alignment.ts'
import type { Branch } from '#store/session.ts'
import type { App } from '#store/app.ts'
import { useEffect, useState } from 'react'
import { useApp } from '../../widgets/context.ts'

/** Wall time of one step, and least rest between two alignments: laying out what came of one costs by the records, too. */
const SLICE_MS = 6
const REST_MS = 120
const RECORDS_PER_REST_MS = 100

export interface Aligned {
  readonly alignment: Alignment
  /** Both runs are over: nothing will be added. */
  readonly isFinal: boolean
}

function isOver({ halted, aheadMs, trace }: Branch): boolean {
  return halted !== null && trace.count > 0 && aheadMs >= (trace.at[trace.count - 1] as number)
}

/** Up to where both tell something: what comes later is not judged. Where a run is quiet, nothing else would come. */
function untilOf(left: Branch, right: Branch): number {
  const ends = [left, right].map((branch) => (branch.halted === 'quiet' ? Infinity : branch.aheadMs))
  return Math.min(...ends)
}

/** Whether the records that were aligned are still those of the branches. */
export function isFresh({ alignment }: Aligned, left: Branch, right: Branch): boolean {
  return (
    alignment.left.trace === left.trace &&
    alignment.right.trace === right.trace &&
    cutsOf.get(alignment) === left.trace.cuts + right.trace.cuts
  )
}

const cutsOf = new WeakMap<Alignment, number>()

class Aligner {
  private readonly app: App
  private readonly ids: readonly [string, string]
  private readonly found: (aligned: Aligned | null) => void
  private working: Generator<void, Alignment> | null = null
  private cuts = 0
  private isFinal = false
  private restMs = 0
  private done = ''
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(app: App, ids: readonly [string, string], found: (aligned: Aligned | null) => void) {
    this.app = app
    this.ids = ids
    this.found = found
  }

  private pair(): readonly [Branch, Branch] | null {
    const { branches } = this.app.store.getState()
    const [left, right] = this.ids.map((id) => branches[id])
    return left && right && left.trace.count > 0 && right.trace.count > 0 ? [left, right] : null
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  /** Something may have grown or been cut. */
  look(): void {
    const pair = this.pair()
    if (!pair) return
    const [left, right] = pair
    if (this.working && this.cuts !== left.trace.cuts + right.trace.cuts) this.working = null
    if (this.working || this.timer !== undefined) return
    const state = stateOf(left, right)
    if (state === this.done) return
    this.timer = setTimeout(() => this.begin(), this.restMs)
  }

  private begin(): void {
    this.timer = undefined
    const pair = this.pair()
    if (!pair) return
    const [left, right] = pair
    this.done = stateOf(left, right)
    this.cuts = left.trace.cuts + right.trace.cuts
    this.isFinal = isOver(left) && isOver(right)
    this.working = aligning(left.trace, right.trace, { untilMs: untilOf(left, right) })
    this.slice()
  }

  private slice(): void {
    const pair = this.pair()
    this.timer = undefined
    if (!this.working || !pair) return
    if (this.cuts !== pair[0].trace.cuts + pair[1].trace.cuts) {
      this.working = null
      return this.look()
    }
    const began = performance.now()
    while (performance.now() - began < SLICE_MS) {
      const { done, value } = this.working.next()
      if (done === true) return this.finish(value)
    }
    this.timer = setTimeout(() => this.slice(), 0)
  }

  private finish(alignment: Alignment): void {
    this.working = null
    const records = alignment.left.count + alignment.right.count
    this.restMs = Math.max(REST_MS, records / RECORDS_PER_REST_MS)
    cutsOf.set(alignment, this.cuts)
    this.found({ alignment, isFinal: this.isFinal })
    this.look()
  }
}

function stateOf(left: Branch, right: Branch): string {
  return [left, right].map(({ trace, aheadMs, halted }) => `${trace.count}/${trace.cuts}/${aheadMs}/${halted}`).join()
}

/** The newest alignment of the two branches; null until there is one. Who asks is keyed by the two. */
export function useAlignment(leftId: string, rightId: string): Aligned | null {
  const app = useApp()
  const [aligned, setAligned] = useState<Aligned | null>(null)
  useEffect(() => {
    const aligner = new Aligner(app, [leftId, rightId], setAligned)
    aligner.look()
    const stop = app.store.subscribe(() => aligner.look())
    return () => {
      stop()
      aligner.stop()
    }
  }, [app, leftId, rightId])
  return aligned
}
