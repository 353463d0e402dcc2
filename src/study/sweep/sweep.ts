/** The same scenario under many seeds: which runs fit a predicate. Split by shard, mergeable, in any order. */
import { parseScenario } from '#model/scenario/parse.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { TraceStore } from '#model/trace/store.ts'
import { startRun } from '#sim/simulate.ts'
import type { Predicate } from './predicate.ts'

export interface Hit {
  readonly seed: number
  /** Ordinal of the record that shows it. */
  readonly ordinal: number
  /** Virtual ms of that record. */
  readonly at: number
  readonly trace: TraceStore
  /** Equal for runs that tell the same story up to it. */
  readonly likeness: string
}

/** Seeds of shard `index` (from 1) of `count`: every count-th, so that shards take equally long. */
export function shardOf(from: number, to: number, index = 1, count = 1): number[] {
  const seeds: number[] = []
  for (let seed = from + index - 1; seed <= to; seed += count) seeds.push(seed)
  return seeds
}

/**
 * The figure's messages up to the hit, repetitions left out: two hits with the same story are one. Latencies shift what
 * lies deeper, which is no other story.
 */
function likenessOf(trace: TraceStore, ordinal: number): string {
  const names: string[] = []
  for (let i = 0; i <= ordinal; i += 1) {
    if (trace.typeOf(i) !== 'sent' || trace.depthOf(i) !== 1) continue
    const name = trace.text(trace.name[i] as number)
    if (names.at(-1) !== name) names.push(name)
  }
  return names.join(' ')
}

const EVENTS_PER_STEP = 2000
const DEFAULT_END_MS = 60_000

/** One seed's run in steps, then judged; null where the predicate does not hold. The document must parse. */
export function* tryingSeed(
  document: ScenarioDocument,
  seed: number,
  predicate: Predicate,
): Generator<void, Hit | null> {
  const parsed = parseScenario({ ...document, seed })
  if (!parsed.ok) return null
  const run = startRun({ ...parsed.value, untilMs: parsed.value.untilMs ?? DEFAULT_END_MS })
  while (run.advance({ events: EVENTS_PER_STEP })) yield
  const trace = new TraceStore()
  trace.append(run.takeChunk())
  const { holds, ordinal } = predicate(trace)
  if (!holds) return null
  const shown = Math.max(0, ordinal)
  return { seed, ordinal: shown, at: trace.at[shown] as number, trace, likeness: likenessOf(trace, shown) }
}

/** In one go. */
export function trySeed(document: ScenarioDocument, seed: number, predicate: Predicate): Hit | null {
  const steps = tryingSeed(document, seed, predicate)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
