/** What the timelines say at a record: of an app, of filters, of agents. */
import {
  addResources,
  quantities,
  resourcesOf,
  scalarMilli,
  subtractResources,
  type Resources,
} from '#model/resources.ts'
import { appSeries, suppressedSeries, type AgentPoint, type AppPoint, type FilterPoint } from '#model/trace/series.ts'
import { lastAtMost } from '#base/search.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'

/** What an app asks of one agent. Scalars in thousandths. */
export interface Needs {
  readonly cpus: number
  readonly mem: number
  readonly disk: number
  readonly gpus: number
}

export interface AppMoment {
  readonly framework: string
  readonly point: AppPoint
  readonly needs: Needs
  readonly role: string
}

function prefixed(trace: TraceStore, prefix: string): Series[] {
  return [...trace.series.values()].filter((series) => series.name.startsWith(prefix))
}

/** The app as its scheduler sees it at a record; null where no scheduler knows it. */
export function appAt(
  trace: TraceStore,
  frameworks: readonly string[],
  app: string,
  ordinal: number,
): AppMoment | null {
  for (const framework of frameworks) {
    const series = trace.series.get(appSeries(framework, app))
    const k = series ? trace.pointAt(series, ordinal) : -1
    if (!series || k < 0) continue
    const point = trace.pointBody(series, k) as AppPoint | null
    if (!point) continue
    const document = documentAt(trace, series, k)
    return { framework, point, needs: needsOf(document), role: String(document['role'] ?? '*') }
  }
  return null
}

/** The document stands only in the points at which it changed. */
function documentAt(trace: TraceStore, series: Series, k: number): Record<string, unknown> {
  for (let at = k; at >= 0; at -= 1) {
    const point = trace.pointBody(series, at) as AppPoint | null
    if (point?.app !== undefined) return point.app as Record<string, unknown>
  }
  return {}
}

function needsOf(document: Record<string, unknown>): Needs {
  const milli = (key: string): number => Math.round(Number(document[key] ?? 0) * 1000)
  return { cpus: milli('cpus'), mem: milli('mem'), disk: milli('disk'), gpus: milli('gpus') }
}

export function isSuppressed(trace: TraceStore, framework: string, role: string, ordinal: number): boolean {
  const series = trace.series.get(suppressedSeries(framework, role))
  if (!series) return false
  const k = lastAtMost(series.ordinals, ordinal)
  return k >= 0 && series.values[k] === 1
}

/** Filters of a framework and role that are in force. */
export function filtersAt(
  trace: TraceStore,
  framework: string,
  role: string,
  ordinal: number,
  at: number,
): FilterPoint[] {
  const found: FilterPoint[] = []
  for (const series of prefixed(trace, `filter/${framework}/${role}/`)) {
    const k = lastAtMost(series.ordinals, ordinal)
    if (k < 0 || (series.values[k] as number) <= at) continue
    const body = (trace.pointBody(series, k) ?? trace.pointBody(series, 0)) as FilterPoint | null
    if (body) found.push(body)
  }
  return found.sort((a, b) => (a.agent < b.agent ? -1 : a.agent > b.agent ? 1 : a.untilMs - b.untilMs))
}

export interface AgentMoment {
  readonly agent: string
  readonly total: Resources
  readonly free: Resources
  /** Offered to frameworks other than the one that asks. */
  readonly heldByOthers: Resources
}

function sum(texts: readonly string[]): Resources {
  return texts.reduce<Resources>((all, text) => addResources(all, resourcesOf(text)), [])
}

/** Registered, active agents as the master counts them. */
export function agentsAt(trace: TraceStore, framework: string, ordinal: number): AgentMoment[] {
  const found: AgentMoment[] = []
  for (const series of prefixed(trace, 'agent/')) {
    const k = lastAtMost(series.ordinals, ordinal)
    if (k < 0 || series.values[k] !== 1) continue
    const point = trace.pointBody(series, k) as AgentPoint | null
    if (!point) continue
    const total = resourcesOf(point.total)
    const held = addResources(sum(Object.values(point.used)), sum(Object.values(point.offered)))
    const others = Object.entries(point.offered).filter(([holder]) => holder !== framework)
    found.push({
      agent: series.name.slice('agent/'.length),
      total,
      free: subtractResources(total, held),
      heldByOthers: sum(others.map(([, text]) => text)),
    })
  }
  return found
}

/** Whether what an app needs of scalars is there. Ports and placement rules are not looked at. */
export function fits(resources: Resources, needs: Needs): boolean {
  return (Object.entries(needs) as [keyof Needs, number][]).every(
    ([name, milli]) => scalarMilli(resources, name) >= milli,
  )
}

export function amountOf(resources: Resources, name: string): number {
  return quantities(resources).get(name) ?? 0
}
