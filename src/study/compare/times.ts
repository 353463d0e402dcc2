/** Order of cause and timer-driven times of what both tales tell. */
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { openingsOf, openSince, type Openings } from './batches.ts'
import { BATCH_TIMER, canBeTold, causeOf, randomWaitMs, type Cause } from './causes.ts'
import type { Difference, Matching, Pair, Sides } from './matching.ts'
import type { Item } from './tale.ts'

/** A message may take so much longer there than here, and a timer fire so much later: a slow build on a busy machine. */
export const LATENCY_MS = 400
/** When a framework leaves is the test's script, not Mesos': a scenario need not repeat it to the millisecond. */
const SCRIPT_TIMERS: ReadonlySet<string> = new Set(['stopAt'])
const SCRIPT_MS = 1500
/** A batch starts a little later each time, since the next wait begins when a run is over. */
const DRIFT_PER_BATCH_MS = 3
const PHASE_MS = 60
/** The allocator hears of an answer a little before or after the recorder. */
const EARLY_MS = 20

interface Told {
  readonly item: Item
  readonly words: string
}

/** What is known of a record of ours: its counterpart. */
class Counterparts {
  private readonly map = new Map<number, Told>()

  constructor({ pairs, breaks }: Matching) {
    for (const { theirs, ours } of pairs)
      if (!this.map.has(ours.item.n))
        this.map.set(ours.item.n, { item: theirs.item, words: `${theirs.strand}: ${theirs.key}` })
    for (const [theirs, ours] of breaks)
      this.map.set(ours.n, {
        item: theirs,
        words: `${theirs.to.role} notices the end of ${theirs.from.role} ${theirs.from.id}`,
      })
  }

  has(ordinal: number): boolean {
    return this.map.has(ordinal)
  }

  of(ordinal: number): Told | undefined {
    return this.map.get(ordinal)
  }

  get ordinals(): readonly number[] {
    return [...this.map.keys()].sort((a, b) => a - b)
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`
}

interface Wait {
  readonly theirs: number
  readonly ours: number
  readonly what: string
  /** Random waits before the moment that both are measured from, ms. */
  readonly spreadMs: number
}

/** How long after what led to it; where nothing told did, after the first that the same beginning led to. */
function waitOf(
  cause: Cause,
  at: number,
  told: Told,
  known: Counterparts,
  first: Map<string, Wait>,
  spreadMs: number,
): Wait | null {
  const own = told.item.at
  if (cause.trigger !== null) {
    const before = known.of(cause.trigger)
    if (!before) return null
    return {
      theirs: own - (before.item.receivedAt ?? before.item.at),
      ours: at - cause.at,
      what: before.words,
      spreadMs,
    }
  }
  const begun = first.get(cause.root)
  if (begun)
    return { theirs: own - begun.theirs, ours: at - begun.ours, what: begun.what, spreadMs: begun.spreadMs + spreadMs }
  first.set(cause.root, { theirs: own, ours: at, what: told.words, spreadMs })
  return null
}

function waitDifference(wait: Wait, cause: Cause, told: Told): Difference | null {
  const { theirs, ours, what, spreadMs } = wait
  const at = told.item.at
  if (cause.trigger !== null && theirs < 0)
    return { at, text: `${told.words}: recorded at ${seconds(at)}, before what leads to it (${what})` }
  const script = cause.timers.some((timer) => SCRIPT_TIMERS.has(timer)) ? SCRIPT_MS : 0
  if (Math.abs(theirs - ours) <= LATENCY_MS + spreadMs + script) return null
  const by = cause.timers.length > 0 ? `by ${[...new Set(cause.timers)].join(', ')}: ` : ''
  return { at, text: `${told.words}: ${by}recorded ${seconds(theirs)} after ${what}, ours ${seconds(ours)}` }
}

/** Times of what messages and timers lead to; offers of batches are looked at by themselves. */
function waitDifferences(trace: TraceStore, scenario: Scenario, known: Counterparts): readonly Difference[] {
  const first = new Map<string, Wait>()
  return known.ordinals.flatMap((ordinal) => {
    const told = known.of(ordinal) as Told
    if (!canBeTold(trace, ordinal)) return []
    const cause = causeOf(trace, ordinal, (other) => known.has(other))
    if (cause.timers.includes(BATCH_TIMER)) return []
    const spreadMs = cause.timers.reduce((sum, timer) => sum + randomWaitMs(timer, scenario), 0)
    const wait = waitOf(cause, trace.at[ordinal] as number, told, known, first, spreadMs)
    const difference = wait && waitDifference(wait, cause, told)
    return difference ? [difference] : []
  })
}

function topicOf(words: string): string {
  return words.slice(words.indexOf(' about '), words.indexOf(': '))
}

/** What one actor does about one thing for one reason keeps its order: "the forward is issued before the acknowledgement". */
function orderDifferences(trace: TraceStore, known: Counterparts): readonly Difference[] {
  const last = new Map<string, Told>()
  return known.ordinals.flatMap((ordinal): readonly Difference[] => {
    const told = known.of(ordinal) as Told
    if (told.item.kind === 'broken') return []
    const { trigger } = causeOf(trace, ordinal, (other) => known.has(other))
    if (trigger === null) return []
    const key = `${trigger} ${trace.from[ordinal] as number} ${trace.at[ordinal] as number}${topicOf(told.words)}`
    const before = last.get(key)
    last.set(key, told)
    if (!before || before.item.at <= told.item.at) return []
    const { at } = told.item
    return [{ at, text: `${told.words}: recorded at ${seconds(at)}, before ${before.words}` }]
  })
}

interface Batch {
  readonly pair: Pair
  readonly theirs: number | null
  readonly ours: number | null
}

function waitedFor(openings: Openings, { item, offer }: Pair['ours']): number | null {
  const since = offer && openSince(openings, item, offer)
  return since === null ? null : item.at - since
}

function batchDifference({ pair, theirs, ours }: Batch, intervalMs: number): Difference | null {
  if (theirs === null || ours === null) return null
  const most = intervalMs + LATENCY_MS / 2
  const inBatch = (wait: number): boolean => wait >= -EARLY_MS && wait <= most
  const alike = inBatch(ours) ? inBatch(theirs) : Math.abs(theirs - ours) <= most
  if (alike) return null
  const { at } = pair.theirs.item
  const words = `${pair.theirs.strand}: ${pair.theirs.key}`
  return {
    at,
    text: `${words}: offered ${seconds(theirs)} after it could be, ours after ${seconds(ours)} (one batch takes ${intervalMs} ms)`,
  }
}

/** Batches of the recording keep their distance: whole intervals, and a little more with each. */
function phaseDifferences(batches: readonly Batch[], intervalMs: number): readonly Difference[] {
  const times = batches.map(({ pair }) => pair.theirs).sort((a, b) => a.item.at - b.item.at)
  return times.flatMap((told, at): readonly Difference[] => {
    const before = times[at - 1]
    if (!before) return []
    const gap = told.item.at - before.item.at
    const off = gap - Math.round(gap / intervalMs) * intervalMs
    const allowed = PHASE_MS + (DRIFT_PER_BATCH_MS * gap) / intervalMs
    if (Math.abs(off) <= allowed) return []
    const text = `${told.strand}: ${told.key}: recorded at ${seconds(told.item.at)}, ${seconds(gap)} after the batch before: no whole number of intervals`
    return [{ at: told.item.at, text }]
  })
}

function offerDifferences(
  trace: TraceStore,
  scenario: Scenario,
  { theirs, ours }: Sides,
  { pairs }: Matching,
): readonly Difference[] {
  const intervalMs = scenario.master.allocationIntervalMs
  const there = openingsOf(theirs.tale, theirs.cast.homes, intervalMs)
  const here = openingsOf(ours.tale, ours.cast.homes, intervalMs)
  const batches = pairs
    .filter(
      ({ ours: told }) => told.offer !== null && causeOf(trace, told.item.n, () => false).timers.includes(BATCH_TIMER),
    )
    .map((pair) => ({ pair, theirs: waitedFor(there, pair.theirs), ours: waitedFor(here, pair.ours) }))
  const late = batches.flatMap((batch) => batchDifference(batch, intervalMs) ?? [])
  return [...late, ...phaseDifferences(batches, intervalMs)]
}

export function timeDifferences(
  trace: TraceStore,
  scenario: Scenario,
  sides: Sides,
  matching: Matching,
): readonly Difference[] {
  const known = new Counterparts(matching)
  return [
    ...waitDifferences(trace, scenario, known),
    ...orderDifferences(trace, known),
    ...offerDifferences(trace, scenario, sides, matching),
  ]
}
