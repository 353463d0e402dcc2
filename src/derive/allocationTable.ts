/** One allocation run as a table, agents by frameworks: what was granted, or the check that refused. And who is next. */
import { recordAt } from '#model/trace/decode.ts'
import type { AllocationRecord } from '#model/trace/records.ts'
import { orderSeries, shareSeries } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { IntColumn } from './columns.ts'
import { perTrace } from './perTrace.ts'

const TYPE_ALLOCATION = 4

class Runs {
  readonly ordinals = new IntColumn(64)
  private read = 0
  private readonly trace: TraceStore

  constructor(trace: TraceStore) {
    this.trace = trace
  }

  grow(): void {
    const { trace } = this
    for (let i = this.read; i < trace.count; i += 1) if (trace.type[i] === TYPE_ALLOCATION) this.ordinals.push(i)
    this.read = trace.count
  }
}

const runs = perTrace((trace) => new Runs(trace))

/** Ordinals of the allocation runs, ascending, up to date; begun anew after a cut. */
export function allocationRuns(trace: TraceStore): IntColumn {
  return runs(trace).ordinals
}

export interface Decision {
  readonly role: string
  /** Resources, of all stages; null: refused. */
  readonly granted: string | null
  /** The check that refused; null: granted. */
  readonly reason: string | null
}

export interface AllocationTable {
  readonly record: AllocationRecord
  /** Rows and columns, by name, numbers in them as numbers. */
  readonly agents: readonly string[]
  readonly frameworks: readonly string[]
  /** In the order of the run; empty where the pair was not visited. */
  readonly at: (agent: string, framework: string) => readonly Decision[]
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

export function allocationTable(trace: TraceStore, ordinal: number): AllocationTable | null {
  if (ordinal < 0 || ordinal >= trace.count || trace.type[ordinal] !== TYPE_ALLOCATION) return null
  const record = recordAt(trace, ordinal) as AllocationRecord
  const cells = new Map<string, Decision[]>()
  const note = (agent: string, framework: string, decision: Decision): void => {
    const key = JSON.stringify([agent, framework])
    const known = cells.get(key)
    if (known) known.push(decision)
    else cells.set(key, [decision])
  }
  for (const { agent, framework, role, resources } of record.grants)
    note(agent, framework, { role, granted: resources, reason: null })
  for (const { agent, framework, role, reason } of record.refusals)
    note(agent, framework, { role, granted: null, reason })
  const both = [...record.grants, ...record.refusals]
  return {
    record,
    agents: [...new Set(both.map(({ agent }) => agent))].sort(byName),
    frameworks: [...new Set(both.map(({ framework }) => framework))].sort(byName),
    at: (agent, framework) => cells.get(JSON.stringify([agent, framework])) ?? [],
  }
}

export interface OrderedFramework {
  readonly framework: string
  readonly share: number
  /** Allocations so far: among equal shares the fewer goes first. Source: sorter.hpp, DRFComparator. */
  readonly count: number
}

export interface OrderedRole extends Omit<OrderedFramework, 'framework'> {
  readonly role: string
  readonly frameworks: readonly OrderedFramework[]
}

export interface OrderPoint {
  /** Virtual ms. */
  readonly at: number
  readonly ordinal: number
  readonly run: number
  readonly roles: readonly OrderedRole[]
}

/** The sorter's order as it changed, newest first; at most so many points. */
export function orderHistory(trace: TraceStore, ordinal: number, most: number): readonly OrderPoint[] {
  const series = trace.series.get(orderSeries())
  if (!series) return []
  const points: OrderPoint[] = []
  for (let k = trace.pointAt(series, ordinal); k >= 0 && points.length < most; k -= 1) {
    points.push({
      at: series.ats[k] as number,
      ordinal: series.ordinals[k] as number,
      run: series.values[k] as number,
      roles: (trace.pointBody(series, k) ?? []) as readonly OrderedRole[],
    })
  }
  return points
}

function shareNow(trace: TraceStore, name: string, ordinal: number, otherwise: number): number {
  const series = trace.series.get(name)
  const k = series ? trace.pointAt(series, ordinal) : -1
  return series && k >= 0 ? (series.values[k] as number) : otherwise
}

function inOrder<T extends Ranked>(rows: readonly T[], nameOf: (row: T) => string): readonly T[] {
  return rows.toSorted((a, b) => a.share - b.share || a.count - b.count || (nameOf(a) < nameOf(b) ? -1 : 1))
}

/** The order after the last run, with the shares of now: what was given back since then counts already. Who suppressed or revived since then does not. */
export function orderNow(trace: TraceStore, ordinal: number): readonly OrderedRole[] {
  const roles = orderHistory(trace, ordinal, 1)[0]?.roles ?? []
  const fresh = roles.map((row) => ({
    ...row,
    share: shareNow(trace, shareSeries(row.role), ordinal, row.share),
    frameworks: inOrder(
      row.frameworks.map((one) => ({
        ...one,
        share: shareNow(trace, shareSeries(row.role, one.framework), ordinal, one.share),
      })),
      ({ framework }) => framework,
    ),
  }))
  return inOrder(fresh, ({ role }) => role)
}

export interface Next {
  readonly role: OrderedRole
  readonly framework: OrderedFramework
  /** Why it and no other: it is alone; its role's share; its own share; fewer allocations; or the name alone. */
  readonly because: 'alone' | 'role' | 'share' | 'count' | 'name'
}

/** The framework that is asked first in the next run, as the sorter stands; null: there is none. */
export function whoIsNext(roles: readonly OrderedRole[]): Next | null {
  const taking = roles.filter(({ frameworks }) => frameworks.length > 0)
  const role = taking[0]
  const framework = role?.frameworks[0]
  if (!role || !framework) return null
  const rival = role.frameworks[1]
  if (rival) return { role, framework, because: decides(framework, rival) }
  const other = taking[1]
  if (!other) return { role, framework, because: 'alone' }
  const because = decides(role, other)
  return { role, framework, because: because === 'share' ? 'role' : because }
}

interface Ranked {
  readonly share: number
  readonly count: number
}

function decides(first: Ranked, second: Ranked): 'share' | 'count' | 'name' {
  if (first.share !== second.share) return 'share'
  return first.count === second.count ? 'name' : 'count'
}
