/** A scenario's run in one call: for tests and for the headless program. */
import type { Scenario } from '#model/scenario/types.ts'
import { TraceStore } from '#model/trace/store.ts'
import { CLUSTER } from './components/index.ts'
import { Run, type RunOptions } from './kernel/run.ts'

export interface SimulateOptions extends RunOptions {
  /** Where a scenario does not say when it ends; default 60 virtual seconds. */
  readonly untilMs?: number
}

export interface Simulation {
  readonly trace: TraceStore
  readonly run: Run
}

const DEFAULT_END_MS = 60_000

export function startRun(scenario: Scenario, options: RunOptions = {}): Run {
  return Run.start(scenario, CLUSTER, options)
}

/** Runs to the end and gives the whole trace. */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Simulation {
  const untilMs = scenario.untilMs ?? options.untilMs ?? DEFAULT_END_MS
  const run = startRun(scenario.untilMs === null ? { ...scenario, untilMs } : scenario, options)
  run.advance()
  const trace = new TraceStore()
  trace.append(run.takeChunk())
  return { trace, run }
}
