import { describe, expect, it } from 'vitest'
import { SCENARIOS } from '#content/scenarios/index.ts'
import { messageEntry } from '#model/messages/index.ts'
import { roleOf } from '#model/roles.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import { agentIds } from '../kernel/sim.ts'
import { simulate } from '../simulate.ts'

function parsed(document: unknown): Scenario {
  const result = parseScenario(document)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function recordsOf(scenario: Scenario): readonly TraceRecord[] {
  const { trace } = simulate(scenario, { checkEvery: 1 })
  return Array.from({ length: trace.count }, (_, i) => recordAt(trace, i))
}

describe.each(SCENARIOS)('the cluster in $id', ({ document }) => {
  const scenario = parsed(document)
  const records = recordsOf(scenario)

  it('breaks no invariant and comes to its end', () => {
    expect(records.filter(({ type }) => type === 'broken')).toEqual([])
    expect(records.at(-1)).toMatchObject({ type: 'halted', why: 'until' })
  })

  it('sends only messages of the catalogue', () => {
    const agents = agentIds(scenario)
    const role = (id: string) => roleOf(id, (agent) => agents.has(agent))
    const unknown = records.flatMap((record) => {
      if (record.type !== 'sent') return []
      const { name, from, to } = record
      return messageEntry(name, role(from), role(to)) ? [] : [`${name} ${from} > ${to}`]
    })
    expect([...new Set(unknown)]).toEqual([])
  })

  it('carries out its actions', () => {
    expect(records.filter((record) => record.type === 'action' && 'impossible' in record)).toEqual([])
  })
})
