/** Laws that hold for whole runs of the cluster: here on the built-in scenarios, in `study/fuzz` on random ones. */
import { SCENARIOS } from '#content/scenarios/index.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { jsonLine } from '#model/trace/decode.ts'
import { TraceStore } from '#model/trace/store.ts'
import { describe, expect, it } from 'vitest'
import { oracleStepper } from './charts/oracle.ts'
import { CLUSTER } from './components/index.ts'
import { Run } from './kernel/run.ts'
import { simulate } from './simulate.ts'

/** Runs are cut here: the laws need not be seen on the longest stories to the end. */
const LONGEST_MS = 30_000
const MOST_RECORDS = 12_000

function scenarioOf(document: unknown): Scenario {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(parsed.error.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return { ...parsed.value, untilMs: Math.min(parsed.value.untilMs ?? LONGEST_MS, LONGEST_MS) }
}

function linesOf(trace: TraceStore): string[] {
  return Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))
}

const STORIES = SCENARIOS.map(({ id, document }) => [id, scenarioOf(document)] as const).filter(
  ([, scenario]) => scenario.agents.length < 100,
)

describe.each(STORIES)('%s', (_id, scenario) => {
  it('tells the same bytes with XState’s own transition as with the compiled charts', () => {
    const options = { budget: MOST_RECORDS }
    const compiled = simulate(scenario, options).trace
    const oracle = simulate(scenario, { ...options, makeStepper: oracleStepper }).trace
    expect(linesOf(oracle)).toEqual(linesOf(compiled))
  })

  it('breaks no invariant', () => {
    const { trace } = simulate(scenario, { checkEvery: 1, budget: MOST_RECORDS })
    const broken = linesOf(trace).filter((line) => line.includes('"type":"broken"'))
    expect(broken).toEqual([])
  })

  it('goes on from a checkpoint in its middle as if nothing had been', () => {
    const whole = linesOf(simulate(scenario, { budget: MOST_RECORDS }).trace)
    const run = Run.start(scenario, CLUSTER, { budget: MOST_RECORDS })
    run.advance({ records: Math.floor(whole.length / 2) })
    const trace = new TraceStore()
    trace.append(run.takeChunk())
    const checkpoint = run.checkpoint()
    run.advance()
    const resumed = Run.resume(scenario, CLUSTER, checkpoint, run.strings, { budget: MOST_RECORDS })
    resumed.advance()
    trace.append(resumed.takeChunk())
    expect(linesOf(trace)).toEqual(whole)
  })
})
