/** “Find me a run where…”: seeds handed to a pool of workers, what fits gathered by story. The same as `mesoscope sweep`. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { printScenario } from '#model/scenario/print.ts'
import {
  boundedDocument,
  MOST_SEEDS_ASKED,
  type HitFound,
  type ShrinkAnswer,
  type TrialsAnswer,
} from '#model/sweep/answers.ts'
import type { Question } from '#model/protocol.ts'
import type { Reply } from './workerPool.ts'

export interface Sweep {
  readonly document: ScenarioDocument
  /** A predicate and knobs as they are written. */
  readonly find: string
  readonly vary: string
  readonly from: number
  readonly to: number
}

/** Runs that tell the same up to the hit; the one with the least seed stands for them. */
export interface Story {
  readonly hit: HitFound
  readonly runs: number
}

export interface Found {
  readonly tried: number
  readonly total: number
  readonly hits: number
  /** Runs whose values make no scenario, and runs that no worker survived. */
  readonly impossible: number
  readonly failed: number
  /** By seed. */
  readonly stories: readonly Story[]
}

/** Whoever answers questions: a pool, or a test's stand-in. */
export interface Answerer {
  readonly ask: (question: Question) => Promise<Reply>
}

/** Small enough that each worker gets many turns and a stop loses little. */
function chunkOf(total: number, workers: number): number {
  return Math.max(1, Math.min(16, MOST_SEEDS_ASKED, Math.floor(total / (workers * 8))))
}

function withAnswer(found: Found, stories: Map<string, Story>, { tried, impossible, hits }: TrialsAnswer): Found {
  for (const hit of hits) {
    const known = stories.get(hit.likeness)
    const first = known && known.hit.seed < hit.seed ? known.hit : hit
    stories.set(hit.likeness, { hit: first, runs: (known?.runs ?? 0) + 1 })
  }
  return {
    ...found,
    tried: found.tried + tried,
    impossible: found.impossible + impossible,
    hits: found.hits + hits.length,
    stories: [...stories.values()].sort((a, b) => a.hit.seed - b.hit.seed),
  }
}

/** Tries all seeds, `workers` questions at a time; `tell` hears how far it is. `stopped` is looked at between questions. */
export async function sweep(
  { document, find, vary, from, to }: Sweep,
  pool: Answerer,
  workers: number,
  tell: (found: Found) => void,
  stopped: () => boolean,
): Promise<void> {
  const text = printScenario(boundedDocument(document))
  const total = to - from + 1
  const size = chunkOf(total, workers)
  const stories = new Map<string, Story>()
  let found: Found = { tried: 0, total, hits: 0, impossible: 0, failed: 0, stories: [] }
  let next = from
  const work = async (): Promise<void> => {
    while (next <= to && !stopped()) {
      const seeds = Array.from({ length: Math.min(size, to - next + 1) }, (_, k) => next + k)
      next += seeds.length
      await tryAll(seeds)
    }
  }
  /** A run that no worker survives must not take the others of its question along: then each is asked alone. */
  const tryAll = async (seeds: readonly number[]): Promise<void> => {
    const { ok, answer } = await pool.ask({ kind: 'trials', text, find, vary, seeds })
    if (stopped()) return
    if (!ok && seeds.length > 1) {
      for (const seed of seeds) await tryAll([seed])
      return
    }
    found = ok
      ? withAnswer(found, stories, answer as TrialsAnswer)
      : { ...found, tried: found.tried + 1, failed: found.failed + 1 }
    tell(found)
  }
  await Promise.all(Array.from({ length: workers }, work))
}

/** The smallest scenario that still shows what a seed showed, or why there is none. */
export async function shrink(
  { document, find, vary }: Sweep,
  seed: number,
  pool: Answerer,
): Promise<{ ok: true; value: ShrinkAnswer } | { ok: false; why: string }> {
  const text = printScenario(boundedDocument(document))
  const { ok, answer } = await pool.ask({ kind: 'shrink', text, find, vary, seed })
  return ok ? { ok, value: answer as ShrinkAnswer } : { ok: false, why: String(answer) }
}
