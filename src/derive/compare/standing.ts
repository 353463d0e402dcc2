/** What two runs disagree about at a virtual time: dominant shares, and where tasks run. */
import type { TaskPoint } from '#model/trace/series.ts'
import { lastAtMost } from '#base/search.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { seriesIndex } from '../seriesIndex.ts'
import { unlabelled } from './content.ts'

/** A share in both runs; null: there is none. */
export interface ShareBeside {
  /** `share/ROLE` or `share/ROLE/FRAMEWORK`. */
  readonly series: string
  readonly left: number | null
  readonly right: number | null
}

/** On which agent a task is; null: it is not launched, or has ended. */
export interface PlacementBeside {
  readonly framework: string
  /** The task's id in the run that has it; the left one's where both have. */
  readonly task: string
  readonly left: string | null
  readonly right: string | null
}

export interface Standing {
  readonly shares: readonly ShareBeside[]
  readonly placements: readonly PlacementBeside[]
}

function shareAt(trace: TraceStore, name: string, at: number): number | null {
  const series = trace.series.get(name)
  const k = series ? lastAtMost(series.ats, at) : -1
  return series && k >= 0 ? (series.values[k] as number) : null
}

/** All shares that either run has by then, equal ones too, in order of appearance. */
export function sharesBeside(left: TraceStore, right: TraceStore, at: number): ShareBeside[] {
  const names = new Set(
    [left, right].flatMap((trace) =>
      seriesIndex(trace)
        .of('share')
        .map(({ name }) => name),
    ),
  )
  return [...names]
    .map((series) => ({ series, left: shareAt(left, series, at), right: shareAt(right, series, at) }))
    .filter((share) => share.left !== null || share.right !== null)
}

function placesAt(trace: TraceStore, at: number): Map<string, TaskPoint> {
  const places = new Map<string, TaskPoint>()
  for (const series of seriesIndex(trace).of('task')) {
    const k = lastAtMost(series.ats, at)
    const point = k >= 0 && series.values[k] === 1 ? (trace.pointBody(series, k) as TaskPoint | null) : null
    if (point) places.set(series.name, point)
  }
  return places
}

/** All tasks that live in either run. Tasks of one app that differ by their uuids alone are paired in order. */
export function placementsBeside(left: TraceStore, right: TraceStore, at: number): PlacementBeside[] {
  const ours = placesAt(left, at)
  const theirs = placesAt(right, at)
  const found: PlacementBeside[] = []
  const alone = new Map<string, TaskPoint[]>()
  for (const [name, point] of theirs) {
    if (ours.has(name)) continue
    const key = unlabelled(name)
    alone.set(key, [...(alone.get(key) ?? []), point])
  }
  for (const [name, point] of ours) {
    const other = theirs.get(name) ?? alone.get(unlabelled(name))?.shift()
    found.push({ framework: point.framework, task: point.task, left: point.agent, right: other?.agent ?? null })
  }
  for (const { framework, task, agent } of [...alone.values()].flat())
    found.push({ framework, task, left: null, right: agent })
  return found
}

/** What differs, and nothing else. */
export function differencesAt(left: TraceStore, right: TraceStore, at: number): Standing {
  return {
    shares: sharesBeside(left, right, at).filter((share) => share.left !== share.right),
    placements: placementsBeside(left, right, at).filter((place) => place.left !== place.right),
  }
}
