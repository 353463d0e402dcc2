/** Queues at a moment, where they wait: at the lanes. */
import type { AppPoint } from '#model/trace/series.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'
import type { Arrow, Waiting } from './geometry.ts'
import type { Lane } from './lanes.ts'
import type { Moment } from './scene.ts'
import { seriesIndex } from './seriesIndex.ts'

/** `arrows`: of the moment's window, which holds the messages that fly now. */
export function waitingAt(moment: Moment, arrows: readonly Arrow[]): Waiting[] {
  const { layout } = moment
  const late = lateAt(moment, arrows)
  const queued = queuedByFramework(moment)
  return layout.shown.flatMap((lane) => {
    const counts = [
      ['updates', updatesOf(moment, lane)],
      ['queue', lane.role === 'scheduler' ? (queued.get(lane.id) ?? 0) : 0],
      ['inbox', late.get(lane.n) ?? 0],
    ] as const
    return counts
      .filter(([, count]) => count > 0)
      .map(([kind, count], place) => ({ kind, lane, x: layout.x[lane.n] as number, place, count }))
  })
}

function updatesOf({ model, cursor }: Moment, lane: Lane): number {
  const agent = lane.role === 'agent' ? lane.id : lane.role === 'updates' ? lane.component?.slice(8) : undefined
  return agent === undefined ? 0 : model.holdings.updatesWaiting(agent, cursor.ordinal)
}

/** Per lane, messages whose time has come while their receiver did something else. */
function lateAt({ cursor }: Moment, arrows: readonly Arrow[]): ReadonlyMap<number, number> {
  const late = new Map<number, number>()
  for (const { phase, stub, arrivesAt, to } of arrows) {
    if (phase === 'flying' && !stub && arrivesAt < cursor.at) late.set(to.n, (late.get(to.n) ?? 0) + 1)
  }
  return late
}

function queuedByFramework({ model, cursor }: Moment): ReadonlyMap<string, number> {
  const { trace } = model
  const queued = new Map<string, number>()
  for (const series of seriesIndex(trace).of('app')) {
    const framework = series.name.split('/')[1] as string
    queued.set(framework, (queued.get(framework) ?? 0) + queuedAt(trace, series, cursor.ordinal))
  }
  return queued
}

/** The body of a point is read once while the cursor stays on it: this is asked for with every frame. */
const LAST = new WeakMap<Series, { readonly point: number; readonly queued: number }>()

function queuedAt(trace: TraceStore, series: Series, ordinal: number): number {
  const k = trace.pointAt(series, ordinal)
  if (k < 0) return 0
  const point = series.points[k] as number
  const known = LAST.get(series)
  if (known?.point === point) return known.queued
  const queued = (trace.pointBody(series, k) as AppPoint | null)?.queued ?? 0
  LAST.set(series, { point, queued })
  return queued
}
