/** Timers that run at a moment, per lane: what the drawing shows as pies. */
import type { TraceStore } from '#model/trace/store.ts'
import { IntColumn } from './columns.ts'
import type { LaneBook } from './lanes.ts'

const TYPE_TIMER = 6

export interface RunningTimer {
  /** Ordinal of the `timer` record that armed it. */
  readonly ordinal: number
  readonly of: string
  readonly name: string
  readonly armedAt: number
  readonly dueAt: number
}

/** Records of one timer of one component. */
interface TimerLine {
  readonly component: number
  readonly ordinals: IntColumn
}

/** Only lanes of single components: the timers of a thousand folded ones tell nothing. */
export class Timers {
  private readonly lines = new Map<number, Map<number, TimerLine>>()
  private read = 0
  private readonly trace: TraceStore
  private readonly lanes: LaneBook

  constructor(trace: TraceStore, lanes: LaneBook) {
    this.trace = trace
    this.lanes = lanes
  }

  /** Reads what the trace has grown by, up to so many records. */
  grow(until = this.trace.count): void {
    const { trace, lanes } = this
    for (let i = this.read; i < until; i += 1) {
      if (trace.type[i] !== TYPE_TIMER) continue
      const component = trace.from[i] as number
      const lane = lanes.laneOfNumber(trace, component)
      if (lane.component !== null && !trace.text(component).includes('/')) this.take(i, component, lane.n)
    }
    this.read = Math.max(this.read, until)
  }

  private take(i: number, component: number, lane: number): void {
    const ofLane = this.lines.get(lane) ?? new Map<number, TimerLine>()
    this.lines.set(lane, ofLane)
    const key = component * 65_536 + (this.trace.name[i] as number)
    const line = ofLane.get(key) ?? { component, ordinals: new IntColumn(16) }
    ofLane.set(key, line)
    line.ordinals.push(i)
  }

  /** Timers of a lane that run at a moment, soonest first. */
  running(lane: number, ordinal: number): RunningTimer[] {
    const { trace } = this
    const found: RunningTimer[] = []
    for (const { component, ordinals } of this.lines.get(lane)?.values() ?? []) {
      const k = ordinals.lastAtMost(ordinal)
      if (k < 0) continue
      const i = ordinals.at(k)
      if (trace.whatOf(i) !== 'armed') continue
      found.push({
        ordinal: i,
        of: trace.text(component),
        name: trace.text(trace.name[i] as number),
        armedAt: trace.at[i] as number,
        dueAt: trace.due[i] as number,
      })
    }
    return found.sort((a, b) => a.dueAt - b.dueAt)
  }
}
