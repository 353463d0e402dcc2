/**
 * Everything that the diagram derives from one trace under one view, kept up with the trace as it grows. Zoom and density
 * are not part of it: they only stretch the axis.
 */
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { Axis } from './axis.ts'
import { Holdings } from './holdings.ts'
import { castOf, LaneBook, type Cast } from './lanes.ts'
import { Marks } from './marks.ts'
import { MessageLooks } from './messages.ts'
import { perTrace } from './perTrace.ts'
import { Timers } from './timers.ts'
import { stretchOf, type ViewOptions } from './view.ts'

export class DiagramModel {
  readonly trace: TraceStore
  readonly lanes: LaneBook
  readonly marks: Marks
  readonly axis: Axis
  readonly looks: MessageLooks
  readonly holdings: Holdings
  readonly timers: Timers
  readonly view: ViewOptions

  /** `makeAxis`: another way to lay the marks out, for who shows two traces on one clock; `until`: records that are read at once. */
  constructor(
    trace: TraceStore,
    cast: Cast,
    view: ViewOptions,
    makeAxis: (trace: TraceStore, marks: Marks, view: ViewOptions) => Axis = (...given) => new Axis(...given),
    until = trace.count,
  ) {
    this.trace = trace
    this.view = view
    this.lanes = new LaneBook(cast, view)
    this.marks = new Marks(trace, this.lanes)
    this.axis = makeAxis(trace, this.marks, view)
    this.looks = new MessageLooks(trace, this.lanes)
    this.holdings = holdingsOf(trace)
    this.timers = new Timers(trace, this.lanes)
    this.grow(until)
  }

  /** Reads what the trace has grown by, up to so many records. Cost: the new records, and the last repetition. */
  grow(until = this.trace.count): void {
    this.marks.grow(until)
    this.axis.layout()
    this.holdings.grow()
    this.timers.grow(until)
  }
}

/** Offers and filters are the same under every view. */
const holdingsOf = perTrace((trace) => new Holdings(trace))

/** What of a view decides which model it needs. */
function shapeOf(view: ViewOptions): string {
  const { depth, scale, hidden, folded, open } = view
  return JSON.stringify([depth, scale, hidden, Object.entries(folded).toSorted(), open])
}

interface Known {
  readonly model: DiagramModel
  readonly shape: string
  readonly cuts: number
  readonly scenario: Scenario
  count: number
}

/** Views of one trace that are kept up: the diagram's, a table's, one to come back to. */
const MOST_KNOWN = 3
const KNOWN = new WeakMap<TraceStore, Known[]>()

/**
 * The model of a trace under a view, up to date. Remembers the last few of each trace, so that all who ask with the same
 * view get the same; a cut trace begins anew. Sets the axis' stretch from the view's zoom and density.
 */
export function diagramModel(trace: TraceStore, scenario: Scenario, view: ViewOptions): DiagramModel {
  const shape = shapeOf(view)
  const models = (KNOWN.get(trace) ?? []).filter(({ cuts }) => cuts === trace.cuts)
  let known = models.find((other) => other.shape === shape && other.scenario === scenario)
  if (!known) {
    const model = new DiagramModel(trace, castOf(scenario), view)
    known = { model, shape, cuts: trace.cuts, scenario, count: trace.count }
  } else if (known.count !== trace.count) {
    known.model.grow()
    known.count = trace.count
  }
  const kept = known
  KNOWN.set(trace, [kept, ...models.filter((other) => other !== kept)].slice(0, MOST_KNOWN))
  kept.model.axis.stretch = stretchOf(view)
  return kept.model
}
