/** An agent's cpus as the master counts them at a record. */
import { quantities, resourcesOf } from '#model/resources.ts'
import { agentSeries, type AgentPoint } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'

/** Null where the agent is not registered. */
export function cpusOf(
  trace: TraceStore,
  agent: string,
  ordinal: number,
): { readonly used: number; readonly total: number } | null {
  const series = trace.series.get(agentSeries(agent))
  if (!series) return null
  const k = trace.pointAt(series, ordinal)
  if (k < 0 || (series.values[k] as number) === 0) return null
  const point = trace.pointBody(series, k) as AgentPoint | null
  if (!point) return null
  const used = Object.values(point.used).reduce((sum, text) => sum + cpusIn(text), 0)
  return { used, total: cpusIn(point.total) }
}

function cpusIn(resources: string): number {
  return (quantities(resourcesOf(resources)).get('cpus') ?? 0) / 1000
}
