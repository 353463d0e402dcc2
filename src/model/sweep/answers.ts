/** What page and worker say to each other of a sweep, and what both and the command agree on. */
import type { LinkPosition } from '../link/types.ts'
import type { ScenarioDocument } from '../scenario/document.ts'
import type { TraceRecord } from '../trace/records.ts'

/** Where a scenario does not say when it ends, a sweep's runs end here: virtual ms. */
export const SWEEP_END_MS = 60_000
/** Seeds of one sweep in the page, and of one question to a worker, at most. */
export const MOST_SEEDS = 10_000
export const MOST_SEEDS_ASKED = 64

/** With an end, as the runs of a sweep need one. */
export function boundedDocument(document: ScenarioDocument): ScenarioDocument {
  const { untilMs, ...rest } = document
  return { ...rest, untilMs: untilMs ?? SWEEP_END_MS }
}

/** A run that fits, without its trace. */
export interface HitFound {
  readonly seed: number
  readonly position: LinkPosition
  /** Equal for runs that tell the same story up to the hit. */
  readonly likeness: string
  /** The record that shows it; of an arrival the message as it was sent. */
  readonly record: TraceRecord
  readonly body: unknown
  readonly records: number
}

/** To `trials`: `{ text, find, vary, seeds }`. */
export interface TrialsAnswer {
  readonly tried: number
  readonly impossible: number
  readonly hits: readonly HitFound[]
}

/** To `shrink`: `{ text, find, seed, vary }`. */
export interface ShrinkAnswer {
  readonly document: ScenarioDocument
  readonly hit: HitFound
}
