/** An incident of the gallery: what happened to whom, the smallest run that shows it, the change that cures it. */
import type { PatchOperation } from '#model/patch.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'

export interface Both {
  readonly en: string
  readonly zh: string
}

/** The record to open: the nth (from 1, default 1; -1 the last) that has all these values, at or after `afterMs`. */
export interface Moment {
  readonly where: Readonly<Record<string, string | number | boolean>>
  readonly afterMs?: number
  readonly nth?: number
}

export interface Incident {
  readonly id: string
  readonly title: Both
  /** What was seen. */
  readonly story: Both
  /** What to look for in the run, and why it is so. */
  readonly look: Both
  readonly cureText: Both
  /** Public threads, as `owner/repo#N (date)`. */
  readonly sources: readonly string[]
  readonly document: ScenarioDocument
  readonly cure: readonly PatchOperation[]
  /** Where the link of the run, and where the link of the cure, opens. */
  readonly opens: Moment
  readonly opensCure: Moment
}
