/** A run, worked out as somebody takes its chunks. */
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceChunk } from '#model/trace/chunk.ts'
import type { Run, RunOptions } from '#sim/kernel/run.ts'
import { startRun } from '#sim/simulate.ts'

/** Where a scenario does not say when it ends. */
export const DEFAULT_END_MS = 60_000
const RECORDS_A_BREATH = 20_000

export function* runChunks(scenario: Scenario, options: RunOptions): Generator<TraceChunk> {
  const run = startRun(scenario, options)
  let more = true
  while (more) {
    more = advanced(run, run.records + RECORDS_A_BREATH)
    yield run.takeChunk()
  }
}

/** False at the end; where the scenario does not say when that is, once nothing is pending, and after a minute anyway. */
function advanced(run: Run, records: number): boolean {
  const { untilMs } = run.scenario
  run.advance(untilMs === null ? { records, untilMs: DEFAULT_END_MS } : { records })
  if (run.halted === null && run.records < records) run.halt('until', DEFAULT_END_MS)
  return run.halted === null
}
