/** The same scenario under many seeds: which runs fit a predicate. Split by shard, mergeable, in any order. */
import { positionOf } from '#model/link/moment.ts'
import type { LinkPosition } from '#model/link/types.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { TraceStore } from '#model/trace/store.ts'
import { startRun } from '#sim/simulate.ts'
import { shrinking } from '../shrink/shrink.ts'
import type { Predicate } from './predicate.ts'

export interface Hit {
  /** The scenario that was run, its seed and its knobs written out. */
  readonly document: ScenarioDocument
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

/** `impossible`: the document has mistakes; a knob may ask for what a scenario cannot be. */
export type Tried = Hit | 'none' | 'impossible'

/** One document's run in steps, then judged. */
export function* trying(document: ScenarioDocument, predicate: Predicate): Generator<void, Tried> {
  const parsed = parseScenario(document)
  if (!parsed.ok) return 'impossible'
  const run = startRun({ ...parsed.value, untilMs: parsed.value.untilMs ?? DEFAULT_END_MS })
  while (run.advance({ events: EVENTS_PER_STEP })) yield
  const trace = new TraceStore()
  trace.append(run.takeChunk())
  const { holds, ordinal } = predicate(trace)
  if (!holds) return 'none'
  const shown = Math.max(0, ordinal)
  const { seed } = parsed.value
  return { document, seed, ordinal: shown, at: trace.at[shown] as number, trace, likeness: likenessOf(trace, shown) }
}

/** The smallest document that still shows it, with the same seed, as the hit that it is then. */
export function* shrinkingHit(hit: Hit, predicate: Predicate): Generator<void, Hit> {
  const small = yield* shrinking(hit.document, function* (smaller) {
    return typeof (yield* trying(smaller, predicate)) === 'object'
  })
  const again = yield* trying(small, predicate)
  return typeof again === 'object' ? again : hit
}

/** Of all work in steps: in one go. */
export function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** For the link that opens it. */
export function positionOfHit({ trace, ordinal }: Hit): LinkPosition {
  return positionOf(trace, ordinal)
}
