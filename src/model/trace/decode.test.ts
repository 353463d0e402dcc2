import { describe, expect, it } from 'vitest'
import { SCENARIOS } from '#content/scenarios/index.ts'
import { simulate } from '#sim/simulate.ts'
import { parseScenario } from '../scenario/parse.ts'
import { jsonLine, recordAt } from './decode.ts'

const TOLD = ['first-app', 'bcs-launch', 'idea-8-lost-messages', 'operators-day', 'http-apis']

describe('a line of the trace as JSON', () => {
  for (const { id, document } of SCENARIOS.filter((scenario) => TOLD.includes(scenario.id))) {
    it(`is what JSON makes of each record of ${id}`, () => {
      const parsed = parseScenario(document)
      if (!parsed.ok) throw new Error(id)
      const { trace } = simulate(parsed.value)
      const types = new Set<string>()
      for (let i = 0; i < trace.count; i += 1) {
        types.add(trace.typeOf(i))
        expect(jsonLine(trace, i)).toBe(JSON.stringify(recordAt(trace, i)))
      }
      expect([...types]).toEqual(expect.arrayContaining(['sent', 'delivered', 'state', 'timer', 'halted']))
    })
  }
})
