/** How much of each agent's cpus is in use, in columns of equal time up to a record: the agents' heat map. */
import { cpusAtPoint } from './agentCpus.ts'
import { seriesIndex } from './seriesIndex.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'

export interface Heat {
  /** In natural order: node-2 before node-10. */
  readonly agents: readonly string[]
  /** Virtual ms of a column. */
  readonly stepMs: number
  readonly columns: number
  /** 0..1 by agent, then column: at the column's end, or at the record in the last. NaN where the agent is not registered. */
  readonly used: Float32Array
}

const BY_NAME = new Intl.Collator('en', { numeric: true })

/** 1, 2 or 5 times a power of ten: the least with which all fits into so many columns. */
export function stepFor(spanMs: number, mostColumns: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (spanMs / (digit * power) <= mostColumns) return digit * power
  }
}

/** Shares in use by point, decoded once: a map is drawn again with each record. */
const SHARES = new WeakMap<Series, { readonly cuts: number; readonly byPoint: number[] }>()

function shareAt(trace: TraceStore, series: Series, k: number): number {
  let known = SHARES.get(series)
  if (known?.cuts !== trace.cuts) {
    known = { cuts: trace.cuts, byPoint: [] }
    SHARES.set(series, known)
  }
  const found = known.byPoint[k]
  if (found !== undefined) return found
  const cpus = cpusAtPoint(trace, series, k)
  const share = cpus && cpus.total > 0 ? cpus.used / cpus.total : Number.NaN
  known.byPoint[k] = share
  return share
}

export function heatOf(trace: TraceStore, ordinal: number, mostAgents: number, mostColumns: number): Heat {
  const all = seriesIndex(trace).of('agent').slice(0, mostAgents)
  const series = [...all].sort((a, b) => BY_NAME.compare(a.name, b.name))
  const now = trace.at[Math.max(0, ordinal)] ?? 0
  const stepMs = stepFor(now + 1, mostColumns)
  const columns = Math.max(1, Math.ceil((now + 1) / stepMs))
  const ends = Array.from({ length: columns }, (_, c) => Math.min(ordinal, trace.ordinalAt((c + 1) * stepMs - 1)))
  const used = new Float32Array(series.length * columns)
  for (const [row, one] of series.entries()) {
    for (const [column, end] of ends.entries()) {
      const k = trace.pointAt(one, end)
      used[row * columns + column] = k < 0 ? Number.NaN : shareAt(trace, one, k)
    }
  }
  return { agents: series.map(({ name }) => name.slice('agent/'.length)), stepMs, columns, used }
}
