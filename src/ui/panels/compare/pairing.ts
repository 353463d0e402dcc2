/** Pairs the runs of two branches and lays them out, a little at a time between frames, again as they grow or the view changes. */
import { aligning, CHANGED, MOVED, ONLY, type Alignment, type Side } from '#derive/compare/alignment.ts'
import { shownDifferencesInSteps, type Differences } from '#derive/compare/differences.ts'
import { commonRowsInSteps } from '#derive/compare/rows.ts'
import { layingOut, SharedModel } from '#derive/compare/sharedAxis.ts'
import type { Steps } from '#derive/compare/steps.ts'
import type { ViewOptions } from '#derive/view.ts'
import type { App } from '#store/app.ts'
import type { Branch } from '#store/session.ts'

/** Wall time of one step, and least rest between two pairings. */
const SLICE_MS = 6
const REST_MS = 120
const RECORDS_PER_REST_MS = 100
/** Records that a model reads in a step; records of both runs to a step of all the work, as measured. */
const READ_AT_ONCE = 3000
const RECORDS_PER_STEP = 450

export interface Models {
  readonly left: SharedModel
  readonly right: SharedModel
}

/** The same object as long as no height and no difference has changed. */
export interface Laid {
  readonly models: Models
  readonly differences: Differences
  /** Heads of what differs, by side: how to point them out. */
  readonly marks: { readonly left: ReadonlyMap<number, string>; readonly right: ReadonlyMap<number, string> }
  readonly alignment: Alignment
  /** Both runs are over: nothing will be added. */
  readonly isFinal: boolean
  /** What of the traces it was made from. */
  readonly cuts: number
}

/** What a reader asked for. */
export interface Wanted {
  readonly view: ViewOptions
  /** Folds that stand open, by ordinals of the left run. */
  readonly open: readonly number[]
}

function isOver({ halted, aheadMs, trace }: Branch): boolean {
  return halted !== null && trace.count > 0 && aheadMs >= (trace.at[trace.count - 1] as number)
}

/** Up to where both tell something: what comes later is not judged. Where a run is quiet, nothing else would come. */
function untilOf(left: Branch, right: Branch): number {
  const ends = [left, right].map((branch) => (branch.halted === 'quiet' ? Infinity : branch.aheadMs))
  return Math.min(...ends)
}

function cutsOf(left: Branch, right: Branch): number {
  return left.trace.cuts + right.trace.cuts
}

/** Whether the records that were paired are still those of the branches. */
export function isFresh({ alignment, cuts }: Laid, left: Branch, right: Branch): boolean {
  const same = alignment.left.trace === left.trace && alignment.right.trace === right.trace
  return same && cuts === cutsOf(left, right)
}

const HOW: Readonly<Record<number, string>> = { [MOVED]: 'moved', [CHANGED]: 'changed', [ONLY]: 'only' }

function* pointedOut({ trace, verdict, count }: Side, from: number): Steps<ReadonlyMap<number, string>> {
  const found = new Map<number, string>()
  for (let i = 0; i < count; i += 1) {
    if (i % (4 * READ_AT_ONCE) === 0) yield
    const how = trace.type[i] === 0 && (i >= from || (verdict[i] as number) > 1) ? HOW[verdict[i] as number] : undefined
    if (how) found.set(i, how)
  }
  return found
}

function* grown(model: SharedModel): Steps<void> {
  const { count } = model.trace
  for (let n = 0; n < count; n += READ_AT_ONCE) {
    model.marks.grow(Math.min(count, n))
    model.timers.grow(Math.min(count, n))
    yield
  }
  model.grow(count)
  yield
}

/** Of a side: the one that is known already, where it is of the same records under the same view. */
function modelOf(known: SharedModel | undefined, { trace, scenario }: Branch, view: ViewOptions): SharedModel {
  return known?.trace === trace && known.view === view ? known : new SharedModel(trace, scenario, view, 0)
}

export class Pairing {
  private readonly app: App
  private readonly ids: readonly [string, string]
  private readonly found: (laid: Laid) => void
  private readonly progress: (part: number) => void
  private wanted: Wanted
  private known: Laid | null = null
  private working: Steps<Laid> | null = null
  private cuts = 0
  private steps = 0
  private restMs = 0
  /** Of what the newest work was begun; of what the alignment that is known was made. */
  private begun: readonly unknown[] = []
  private aligned = ''
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    app: App,
    ids: readonly [string, string],
    wanted: Wanted,
    heard: { readonly found: (laid: Laid) => void; readonly progress: (part: number) => void },
  ) {
    this.app = app
    this.ids = ids
    this.wanted = wanted
    this.found = heard.found
    this.progress = heard.progress
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.working = null
  }

  /** The reader wants to see it otherwise: at once. */
  want(wanted: Wanted): void {
    if (wanted.view === this.wanted.view && wanted.open === this.wanted.open) return
    this.wanted = wanted
    this.stop()
    this.restMs = 0
    this.look()
  }

  private pair(): readonly [Branch, Branch] | null {
    const { branches } = this.app.store.getState()
    const [left, right] = this.ids.map((id) => branches[id])
    return left && right && left.trace.count > 0 && right.trace.count > 0 ? [left, right] : null
  }

  /** Something may have grown or been cut. */
  look(): void {
    const pair = this.pair()
    if (!pair) return
    if (this.working && this.cuts !== cutsOf(...pair)) this.stop()
    if (this.working || this.timer !== undefined) return
    const { view, open } = this.wanted
    const state = [stateOf(...pair), view, open]
    if (state.every((part, n) => part === this.begun[n])) return
    this.timer = setTimeout(() => this.begin(), this.restMs)
  }

  private begin(): void {
    this.timer = undefined
    const pair = this.pair()
    if (!pair) return
    const { view, open } = this.wanted
    this.begun = [stateOf(...pair), view, open]
    this.cuts = cutsOf(...pair)
    this.steps = 0
    this.working = this.work(...pair, this.wanted)
    this.slice()
  }

  private *work(left: Branch, right: Branch, { view, open }: Wanted): Steps<Laid> {
    const state = stateOf(left, right)
    const cuts = cutsOf(left, right)
    const known = this.known?.cuts === cuts ? this.known : null
    const isFinal = isOver(left) && isOver(right)
    const kept = this.aligned === state ? known?.alignment : undefined
    const alignment = kept ?? (yield* aligning(left.trace, right.trace, { untilMs: untilOf(left, right) }))
    const models = {
      left: modelOf(known?.models.left, left, view),
      right: modelOf(known?.models.right, right, view),
    }
    yield* grown(models.left)
    yield* grown(models.right)
    const rows = yield* commonRowsInSteps(alignment, models.left, models.right, open)
    const put = yield* layingOut(models.left, models.right, rows)
    const differences = yield* shownDifferencesInSteps(alignment, models.left, models.right)
    const marks = {
      left: yield* pointedOut(alignment.left, alignment.shared),
      right: yield* pointedOut(alignment.right, alignment.shared),
    }
    put()
    this.aligned = state
    return { models, differences, marks, alignment, isFinal, cuts }
  }

  private slice(): void {
    const pair = this.pair()
    this.timer = undefined
    if (!this.working || !pair) return
    if (this.cuts !== cutsOf(...pair)) {
      this.working = null
      return this.look()
    }
    const began = performance.now()
    while (performance.now() - began < SLICE_MS) {
      const { done, value } = this.working.next()
      this.steps += 1
      if (done === true) return this.finish(value)
    }
    const records = pair[0].trace.count + pair[1].trace.count
    this.progress(Math.min(0.99, this.steps / (records / RECORDS_PER_STEP)))
    this.timer = setTimeout(() => this.slice(), 0)
  }

  private finish(laid: Laid): void {
    this.working = null
    this.known = laid
    const records = laid.alignment.left.count + laid.alignment.right.count
    this.restMs = Math.max(REST_MS, records / RECORDS_PER_REST_MS)
    this.found(laid)
    this.look()
  }
}

function stateOf(left: Branch, right: Branch): string {
  return [left, right].map(({ trace, aheadMs, halted }) => `${trace.count}/${trace.cuts}/${aheadMs}/${halted}`).join()
}
