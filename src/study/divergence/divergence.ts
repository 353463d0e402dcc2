/** Two runs that share a beginning: the first record that differs, and why. */
import { jsonLine, recordAt } from '#model/trace/decode.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import type { TaskPoint } from '#model/trace/series.ts'
import { lastAtMost, type TraceStore } from '#model/trace/store.ts'

export interface Divergence {
  /** Ordinal from which on the runs differ. */
  readonly ordinal: number
  /** What stands there in each; null where that run has ended. */
  readonly left: TraceRecord | null
  readonly right: TraceRecord | null
  /** The chain of causes of the differing records, latest first, up to the first that both share. */
  readonly leftCauses: readonly number[]
  readonly rightCauses: readonly number[]
}

function causes(trace: TraceStore, i: number): number[] {
  const chain: number[] = []
  for (let at = i; at >= 0 && at < trace.count; at = trace.cause[at] as number) chain.push(at)
  return chain
}

/** Columns that say the same record, but for the numbers of its texts. */
function alike(a: TraceStore, b: TraceStore, i: number): boolean {
  return (
    a.at[i] === b.at[i] &&
    a.type[i] === b.type[i] &&
    a.cause[i] === b.cause[i] &&
    a.text(a.from[i] as number) === b.text(b.from[i] as number) &&
    a.text(a.to[i] as number) === b.text(b.to[i] as number) &&
    a.text(a.name[i] as number) === b.text(b.name[i] as number)
  )
}

/** The first difference, or null where one run is the beginning of the other. O(records). */
export function divergence(left: TraceStore, right: TraceStore): Divergence | null {
  const both = Math.min(left.count, right.count)
  for (let i = 0; i < both; i += 1) {
    if (alike(left, right, i) && jsonLine(left, i) === jsonLine(right, i)) continue
    return {
      ordinal: i,
      left: recordAt(left, i),
      right: recordAt(right, i),
      leftCauses: causes(left, i),
      rightCauses: causes(right, i),
    }
  }
  return null
}

/** Values of a share in both runs where they are not the same; null: there is none. */
export interface ShareDifference {
  /** `share/ROLE` or `share/ROLE/FRAMEWORK`. */
  readonly series: string
  readonly left: number | null
  readonly right: number | null
}

/** On which agent a task is; null: it is not launched, or has ended. */
export interface PlacementDifference {
  readonly framework: string
  readonly task: string
  readonly left: string | null
  readonly right: string | null
}

function shareAt(trace: TraceStore, name: string, at: number): number | null {
  const series = trace.series.get(name)
  const k = series ? lastAtMost(series.ats, at) : -1
  return series && k >= 0 ? (series.values[k] as number) : null
}

function placesAt(trace: TraceStore, at: number): Map<string, TaskPoint> {
  const places = new Map<string, TaskPoint>()
  for (const series of trace.series.values()) {
    if (!series.name.startsWith('task/')) continue
    const k = lastAtMost(series.ats, at)
    const point = k >= 0 && series.values[k] === 1 ? (trace.pointBody(series, k) as TaskPoint | null) : null
    if (point) places.set(series.name, point)
  }
  return places
}

export interface Differences {
  readonly shares: readonly ShareDifference[]
  readonly placements: readonly PlacementDifference[]
}

/** What two runs disagree about at a virtual time: shares, and where tasks run. */
export function differencesAt(left: TraceStore, right: TraceStore, at: number): Differences {
  const names = new Set([...left.series.keys(), ...right.series.keys()].filter((name) => name.startsWith('share/')))
  const shares = [...names]
    .map((series) => ({ series, left: shareAt(left, series, at), right: shareAt(right, series, at) }))
    .filter((share) => share.left !== share.right)
  const ours = placesAt(left, at)
  const theirs = placesAt(right, at)
  const placements = [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((name): PlacementDifference[] => {
    const point = (ours.get(name) ?? theirs.get(name)) as TaskPoint
    const places = { left: ours.get(name)?.agent ?? null, right: theirs.get(name)?.agent ?? null }
    return places.left === places.right ? [] : [{ framework: point.framework, task: point.task, ...places }]
  })
  return { shares, placements }
}
