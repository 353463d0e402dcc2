/** An agent's cpus as the master counts them at a record. */
import { quantities, resourcesOf } from '#model/resources.ts'
import { agentSeries, type AgentPoint } from '#model/trace/series.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'

export interface AgentCpus {
  readonly used: number
  readonly total: number
}

/** Null where the agent is not registered. */
export function cpusOf(trace: TraceStore, agent: string, ordinal: number): AgentCpus | null {
  const series = trace.series.get(agentSeries(agent))
  if (!series) return null
  const k = trace.pointAt(series, ordinal)
  return k < 0 ? null : cpusAtPoint(trace, series, k)
}

/** The same at a point of the agent's timeline. */
export function cpusAtPoint(trace: TraceStore, series: Series, k: number): AgentCpus | null {
  if ((series.values[k] as number) === 0) return null
  const point = trace.pointBody(series, k) as AgentPoint | null
  if (!point) return null
  const used = Object.values(point.used).reduce((sum, text) => sum + cpusIn(text), 0)
  return { used, total: cpusIn(point.total) }
}

function cpusIn(resources: string): number {
  return (quantities(resourcesOf(resources)).get('cpus') ?? 0) / 1000
}
