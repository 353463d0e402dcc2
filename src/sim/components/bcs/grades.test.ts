import { describe, expect, it } from 'vitest'
import { BCS_CRASH } from '#content/scenarios/bcs-crash.ts'
import { BCS_STOP } from '#content/scenarios/bcs-stop.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { jsonLine } from '#model/trace/decode.ts'
import { oracleStepper } from '../../charts/oracle.ts'
import { simulate, startRun } from '../../simulate.ts'

describe("BCS' charts", () => {
  it.each([BCS_CRASH, BCS_STOP])('tell the same compiled and by XState: $title.en', (document) => {
    const parsed = parseScenario({ ...document, untilMs: 26_000 })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const [compiled, oracle] = [{}, { makeStepper: oracleStepper }].map((options) => {
      const { trace } = simulate(parsed.value, options)
      return Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))
    })
    expect(compiled).toEqual(oracle)
  })
})

describe('a cluster with BCS', () => {
  it('is quiet while it only keeps offers', () => {
    const document = {
      version: 1,
      agents: [{ id: 'a', resources: 'cpus:1;mem:1024' }],
      frameworks: [{ id: 'bcs', kind: 'bcs' }],
    }
    const parsed = parseScenario(document)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const run = startRun(parsed.value)
    run.advance({ untilMs: 1_000_000 })
    expect(run.halted).toBe('quiet')
    expect(run.now).toBeLessThan(10_000)
  })
})
