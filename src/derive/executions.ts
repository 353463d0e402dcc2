/** Executors and tasks by the agent that they run on, in order of first appearance; kept up with the trace. */
import { agentOf } from '#model/roles.ts'
import type { TaskPoint } from '#model/trace/series.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'
import { perTrace } from './perTrace.ts'
import { seriesIndex } from './seriesIndex.ts'

const TYPE_STATE = 3
/** Executors of Mesos, and BCS' daemon that stands in their place. */
const IS_EXECUTOR = /^(executor|daemon):/

class Executions {
  private readonly executors = new Map<string, string[]>()
  private readonly tasks = new Map<string, Series[]>()
  private readonly agents = new Map<string, string>()
  private readonly seen = new Set<number>()
  private read = 0
  private readTasks = 0
  private readonly trace: TraceStore

  constructor(trace: TraceStore) {
    this.trace = trace
  }

  /** Ids of components. */
  executorsOf(agent: string): readonly string[] {
    return this.executors.get(agent) ?? []
  }

  /** Timelines `task/…`. */
  tasksOf(agent: string): readonly Series[] {
    return this.tasks.get(agent) ?? []
  }

  agentOfTask(task: string): string | null {
    return this.agents.get(task) ?? null
  }

  grow(): void {
    const { trace } = this
    for (let i = this.read; i < trace.count; i += 1) {
      if (trace.type[i] === TYPE_STATE) this.take(trace.from[i] as number)
    }
    this.read = trace.count
    const all = seriesIndex(trace).of('task')
    for (let k = this.readTasks; k < all.length; k += 1) this.takeTask(all[k] as Series)
    this.readTasks = all.length
  }

  private take(component: number): void {
    if (this.seen.has(component)) return
    this.seen.add(component)
    const id = this.trace.text(component)
    if (!IS_EXECUTOR.test(id) || id.includes('/')) return
    const agent = agentOf(id)
    if (agent !== null) push(this.executors, agent, id)
  }

  private takeTask(series: Series): void {
    const point = this.trace.pointBody(series, 0) as TaskPoint | null
    if (!point) return
    push(this.tasks, point.agent, series)
    this.agents.set(point.task, point.agent)
  }
}

/** Of a trace, up to date; begun anew after a cut. */
export const executionsOf = perTrace((trace) => new Executions(trace))

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
