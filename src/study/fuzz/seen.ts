/** What a random action can be about: who and what is there, read from the trace so far. */
import type { TaskPoint } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'

export interface Seen {
  readonly tasks: readonly TaskPoint[]
  /** Components that are alive, by id. */
  readonly components: readonly string[]
  /** Messages between two processes, newest last: from, to, name, id. */
  readonly messages: readonly {
    readonly from: string
    readonly to: string
    readonly name: string
    readonly id: string
    /** When it arrives, NaN where it is lost already. */
    readonly due: number
  }[]
}

const RECENT = 40

function liveTasks(trace: TraceStore): TaskPoint[] {
  const live: TaskPoint[] = []
  for (const series of trace.series.values()) {
    if (!series.name.startsWith('task/') || series.values.at(-1) !== 1) continue
    const point = trace.pointBody(series, series.points.length - 1) as TaskPoint | null
    if (point) live.push(point)
  }
  return live
}

/** One look over the whole trace: fuzz runs are short. */
export function seenIn(trace: TraceStore): Seen {
  const alive = new Set<string>()
  const messages: Seen['messages'][number][] = []
  for (let i = 0; i < trace.count; i += 1) {
    const type = trace.typeOf(i)
    const from = trace.text(trace.from[i] as number)
    if (type === 'state' && !from.includes('/')) {
      if (trace.text(trace.to[i] as number) === '') alive.delete(from)
      else alive.add(from)
    }
    if (type !== 'sent' || trace.due[i] === trace.at[i]) continue
    const to = trace.text(trace.to[i] as number)
    const name = trace.text(trace.name[i] as number)
    messages.push({ from, to, name, id: trace.messageId(i), due: trace.due[i] as number })
  }
  return { tasks: liveTasks(trace), components: [...alive], messages: messages.slice(-RECENT) }
}
