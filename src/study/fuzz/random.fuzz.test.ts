import { MESSAGE_ENTRIES } from '#model/messages/index.ts'
import { ACTION_NAMES, type ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { jsonLine } from '#model/trace/decode.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'
import { describe, expect, it } from 'vitest'
import { cover, fuzzRun, makeCoverage } from './fuzz.ts'

const SEEDS = Array.from({ length: 60 }, (_, k) => k + 1)

describe('random clusters with random faults', () => {
  const coverage = makeCoverage()

  it.each(SEEDS)('break nothing, seed %i', (seed) => {
    const { trace, failure } = fuzzRun(seed)
    cover(coverage, trace)
    expect(failure).toBe(null)
  })

  it('do nearly everything that can be done, and say what they do', () => {
    const sent = new Set(MESSAGE_ENTRIES.map(({ name }) => name))
    expect([...coverage.messages.keys()].filter((name) => !sent.has(name))).toEqual([])
    expect(coverage.actions.size).toBeGreaterThan(ACTION_NAMES.length * 0.7)
    expect(coverage.messages.size).toBeGreaterThan(sent.size * 0.6)
  })
})

function straight(document: ScenarioDocument): TraceStore {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return simulate(parsed.value).trace
}

describe('a random run', () => {
  it.each([3, 8, 21, 34])('is grown over checkpoints and tells what its document tells, seed %i', (seed) => {
    const { document, trace } = fuzzRun(seed)
    const again = straight(document)
    expect(again.count).toBe(trace.count)
    for (let i = 0; i < trace.count; i += 1) {
      if (jsonLine(again, i) !== jsonLine(trace, i)) expect(jsonLine(again, i)).toBe(jsonLine(trace, i))
    }
  })
})
