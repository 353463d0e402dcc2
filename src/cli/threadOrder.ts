/** What the thread of a run is told. */
import type { Scenario } from '#model/scenario/types.ts'
import type { RunOptions } from '#sim/kernel/run.ts'

export interface ThreadOrder {
  readonly scenario: Scenario
  readonly options: Pick<RunOptions, 'timelines' | 'bodies' | 'strings'>
  /** One shared number: how many chunks were taken. */
  readonly taken: Int32Array
}

/** So many chunks may wait to be taken: a slow reader does not make the run pile up. */
export const AHEAD = 16
