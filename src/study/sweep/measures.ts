/** What a predicate can measure in a run (`model/sweep/measures.ts`). Each gives a number and the record that showed it. */
import type { MeasureName } from '#model/sweep/measures.ts'
import { lastAtMost } from '#base/search.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'

export interface Measured {
  readonly value: number
  /** Ordinal of the record at which the value was reached, or the last of the run. */
  readonly ordinal: number
  /** Ordinal of the first record at which the value was above another; absent: `ordinal` shows it. */
  readonly above?: (bound: number) => number
}

type Measure = (trace: TraceStore, words: readonly string[]) => Measured

function last(trace: TraceStore): number {
  return trace.count - 1
}

/** Counts records that fit; the first of them shows it. */
function count(trace: TraceStore, fits: (i: number) => boolean): Measured {
  let value = 0
  let ordinal = -1
  for (let i = 0; i < trace.count; i += 1) {
    if (!fits(i)) continue
    value += 1
    if (ordinal < 0) ordinal = i
  }
  return { value, ordinal: ordinal < 0 ? last(trace) : ordinal }
}

function named(trace: TraceStore, type: string, name: string | undefined): Measured {
  const number = name === undefined ? null : trace.numberOf(name)
  return count(trace, (i) => trace.typeOf(i) === type && (number === null || trace.name[i] === number))
}

interface StatusBody {
  readonly status?: { readonly state?: string }
  readonly update?: StatusBody
}

/** Lost messages of a name, or lost status updates of a state. */
function lost(trace: TraceStore, name: string | undefined): Measured {
  if (!name?.startsWith('TASK_')) return named(trace, 'lost', name)
  return count(trace, (i) => {
    if (trace.typeOf(i) !== 'lost') return false
    const body = trace.body(trace.link[i] as number) as StatusBody | null
    return (body?.update?.status ?? body?.status)?.state === name
  })
}

/** Longest stretch of virtual ms in which the app wanted more than was running. */
function waits(trace: TraceStore, app: string): Measured {
  let best: Measured = { value: 0, ordinal: last(trace) }
  for (const series of trace.series.values()) {
    if (!series.name.startsWith('app/') || !series.name.endsWith(`/${app}`)) continue
    const waited = longestWait(trace, series)
    if (waited.value > best.value) best = waited
  }
  return best
}

function longestWait(trace: TraceStore, series: Series): Measured {
  let best: Measured = { value: 0, ordinal: last(trace) }
  let since: number | null = null
  for (let k = 0; k <= series.ordinals.length; k += 1) {
    const point =
      k < series.ordinals.length ? (trace.pointBody(series, k) as { wanted: number; running: number }) : null
    const at = point ? (series.ats[k] as number) : (trace.at[last(trace)] as number)
    const short = point !== null && point.running < point.wanted
    if (short && since === null) since = at
    if (short || since === null) continue
    const value = at - since
    const from = since
    // The first record behind the moment at which the wait became too long.
    const above = (bound: number): number => Math.min(last(trace), trace.ordinalAt(from + bound) + 1)
    if (value > best.value) best = { value, ordinal: point ? (series.ordinals[k] as number) : last(trace), above }
    since = null
  }
  return best
}

/** Highest value of a dominant share. */
function share(trace: TraceStore, words: readonly string[]): Measured {
  const series = trace.series.get(`share/${words.join('/')}`)
  let best: Measured = { value: 0, ordinal: last(trace) }
  series?.values.forEach((value, k) => {
    if (value > best.value) best = { value, ordinal: series.ordinals[k] as number }
  })
  const above = (bound: number): number => {
    const k = series?.values.findIndex((value) => value > bound) ?? -1
    return k < 0 ? best.ordinal : (series?.ordinals[k] as number)
  }
  return { ...best, above }
}

/** Offers that were taken back while an ACCEPT that names them was on its way. */
function rescindedDuringAccept(trace: TraceStore): Measured {
  const accept = trace.numberOf('ACCEPT')
  return count(trace, (i) => {
    if (trace.typeOf(i) !== 'sent' || trace.name[i] !== accept) return false
    const { offerIds } = trace.body(i) as { offerIds: readonly string[] }
    return offerIds.some((offer) => endedBetween(trace, offer, i, trace.fate[i] as number))
  })
}

function endedBetween(trace: TraceStore, offer: string, sent: number, arrived: number): boolean {
  const series = trace.series.get(`offer/${offer.slice(offer.lastIndexOf('-') + 1)}`)
  if (!series || arrived < 0) return false
  const before = lastAtMost(series.ordinals, sent)
  const after = lastAtMost(series.ordinals, arrived - 1)
  return before >= 0 && series.values[before] === 1 && after > before && series.values[after] === 0
}

export const MEASURES: Readonly<Record<MeasureName, Measure>> = {
  waits: (t, [app]) => waits(t, app as string),
  share,
  count: (t, [name]) => named(t, 'sent', name),
  lost: (t, [name]) => lost(t, name),
  task: (t, [state]) => named(t, 'task', state),
  timer: (t, [name]) =>
    count(t, (i) => t.typeOf(i) === 'timer' && t.whatOf(i) === 'fired' && t.text(t.name[i] as number) === name),
  rescindedDuringAccept,
  broken: (t) => named(t, 'broken', undefined),
  records: (t) => ({ value: t.count, ordinal: last(t) }),
}
