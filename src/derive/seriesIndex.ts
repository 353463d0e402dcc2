/** Timelines of a trace by what they are about (`model/trace/series.ts`), kept up with the trace as it grows. */
import type { AgentPoint, AppPoint, FilterPoint, TaskPoint } from '#model/trace/series.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'
import { perTrace } from './perTrace.ts'

const TOPICS = ['app', 'agent', 'task', 'share', 'filter', 'suppressed'] as const
type Topic = (typeof TOPICS)[number]

export class SeriesIndex {
  private readonly byTopic = new Map<Topic, Series[]>(TOPICS.map((topic) => [topic, []]))
  private seen = 0
  readonly trace: TraceStore

  constructor(trace: TraceStore) {
    this.trace = trace
  }

  grow(): void {
    if (this.seen === this.trace.series.size) return
    let k = 0
    for (const [name, series] of this.trace.series) {
      k += 1
      if (k <= this.seen) continue
      this.byTopic.get(name.slice(0, name.indexOf('/')) as Topic)?.push(series)
    }
    this.seen = this.trace.series.size
  }

  of(topic: Topic): readonly Series[] {
    return this.byTopic.get(topic) ?? []
  }
}

/** The index of a trace, up to date; begun anew after a cut. */
export const seriesIndex = perTrace((trace) => new SeriesIndex(trace))

/** Value and body of a series at a record, or null before its first point. */
export function pointOf<T>(trace: TraceStore, series: Series, ordinal: number): { value: number; body: T } | null {
  const k = trace.pointAt(series, ordinal)
  return k < 0 ? null : { value: series.values[k] as number, body: trace.pointBody(series, k) as T }
}

export interface AppAt {
  readonly framework: string
  readonly point: AppPoint
}

/** Where the newest document of an app stood when somebody asked last: the search goes on from there. */
const DOCUMENTS = new WeakMap<Series, { readonly from: number; readonly to: number; readonly app: unknown }>()

/** The app's document at a point: a point holds it only when it changed. */
function documentAt(trace: TraceStore, series: Series, k: number): unknown {
  const known = DOCUMENTS.get(series)
  if (known && known.from <= k && k <= known.to) return known.app
  for (let i = k; i >= 0; i -= 1) {
    if (known && i === known.to) {
      DOCUMENTS.set(series, { ...known, to: k })
      return known.app
    }
    const { app } = (trace.pointBody(series, i) ?? {}) as Partial<AppPoint>
    if (app === undefined) continue
    DOCUMENTS.set(series, { from: i, to: k, app })
    return app
  }
  return undefined
}

/** Apps that exist at a record, with their documents: a destroyed one has no body any more. */
export function appsAt(trace: TraceStore, ordinal: number): readonly AppAt[] {
  return seriesIndex(trace)
    .of('app')
    .flatMap((series) => {
      const k = trace.pointAt(series, ordinal)
      const body = k < 0 ? null : (trace.pointBody(series, k) as AppPoint | null)
      if (!body) return []
      const app = documentAt(trace, series, k)
      const framework = series.name.split('/')[1] as string
      return [{ framework, point: app === undefined ? body : { ...body, app } }]
    })
}

/** Tasks of the frameworks, as the master sees them, newest first; at most so many. */
export function tasksAt(trace: TraceStore, ordinal: number, most: number): readonly TaskPoint[] {
  const all = seriesIndex(trace).of('task')
  const tasks: TaskPoint[] = []
  for (let k = all.length - 1; k >= 0 && tasks.length < most; k -= 1) {
    const found = pointOf<TaskPoint>(trace, all[k] as Series, ordinal)
    if (found) tasks.push(found.body)
  }
  return tasks
}

export interface AgentAt {
  readonly agent: string
  readonly active: boolean
  readonly point: AgentPoint
}

/** Agents that the master knows at a record; at most so many. */
export function agentsAt(trace: TraceStore, ordinal: number, most: number): readonly AgentAt[] {
  const agents: AgentAt[] = []
  for (const series of seriesIndex(trace).of('agent')) {
    if (agents.length >= most) break
    const found = pointOf<AgentPoint | null>(trace, series, ordinal)
    if (found?.body)
      agents.push({ agent: series.name.slice('agent/'.length), active: found.value > 0, point: found.body })
  }
  return agents
}

export interface ShareLine {
  readonly framework: string
  readonly role: string
  readonly share: number
  readonly resource: string
  /** Corners of its step line up to the record: virtual ms and share, ascending. */
  readonly steps: readonly (readonly [at: number, share: number])[]
}

/** Dominant shares of the frameworks, each with its line; at most `most` corners a line, the newest. */
export function sharesAt(trace: TraceStore, ordinal: number, most: number): readonly ShareLine[] {
  return seriesIndex(trace)
    .of('share')
    .flatMap((series) => {
      const [, role, framework] = series.name.split('/')
      const k = trace.pointAt(series, ordinal)
      if (framework === undefined || k < 0) return []
      const steps: [number, number][] = []
      for (let i = Math.max(0, k + 1 - most); i <= k; i += 1) {
        steps.push([series.ats[i] as number, series.values[i] as number])
      }
      const body = trace.pointBody(series, k) as { resource?: string } | null
      const share = series.values[k] as number
      return [{ framework, role: role as string, share, resource: body?.resource ?? '', steps }]
    })
}

/** Decline filters that hold at a record. */
export function filtersAt(trace: TraceStore, ordinal: number): readonly FilterPoint[] {
  return seriesIndex(trace)
    .of('filter')
    .flatMap((series) => {
      const found = pointOf<FilterPoint | null>(trace, series, ordinal)
      return found && found.value > 0 && found.body ? [found.body] : []
    })
}

/** Whether a framework has suppressed all its roles that ever were. */
export function suppressedAt(trace: TraceStore, ordinal: number, framework: string): boolean {
  const own = seriesIndex(trace)
    .of('suppressed')
    .filter((series) => series.name.split('/')[1] === framework)
  return own.length > 0 && own.every((series) => (series.values[trace.pointAt(series, ordinal)] ?? 0) > 0)
}
