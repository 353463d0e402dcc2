import { SCENARIOS } from '#content/scenarios/index.ts'
import { type StateAt, stateIndex } from '#derive/stateIndex.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { ownerOf, roleOf } from '#model/roles.ts'
import { describe, expect, it } from 'vitest'
import { simulate } from '../simulate.ts'
import { chartOf } from './chartOf.ts'
import { CLUSTER } from './index.ts'

/** What the page would ask about a component, from the trace and the scenario alone. */
function asked(id: string, seen: readonly StateAt[], scenario: Scenario) {
  const owner = ownerOf(id) ?? id
  const role = roleOf(owner, (component) => scenario.agents.some((agent) => agent.id === component))
  const framework = scenario.frameworks.find((spec) => spec.id === owner.split('~')[0])?.kind ?? null
  return {
    kind: 'chart' as const,
    of: id,
    role,
    framework,
    states: seen.map(({ state }) => state),
    events: seen.map(({ event }) => event),
  }
}

describe('the chart of a component', () => {
  for (const name of ['first-app', 'docker-app', 'bcs-launch', 'two-frameworks', 'operators-day']) {
    it(`is that of its own machine, for all that live at the end of ${name}`, () => {
      const parsed = parseScenario(SCENARIOS.find(({ id }) => id === name)?.document)
      if (!parsed.ok) throw new Error(name)
      const scenario = parsed.value
      const { trace, run } = simulate(scenario)
      const index = stateIndex(trace)
      const kinds = [...run.checkpoint().world.instances.values()]
      expect(kinds.length).toBeGreaterThan(8)
      for (const { id, kind } of kinds) {
        const seen = index.history(id, trace.count, 50)
        const chart = chartOf(CLUSTER, asked(id, seen, scenario))
        expect(CLUSTER.definitions.get(chart?.kind ?? '')?.machine.id, id).toBe(
          CLUSTER.definitions.get(kind)?.machine.id,
        )
      }
    })
  }

  it('is none for states that no machine has', () => {
    expect(
      chartOf(CLUSTER, {
        kind: 'chart',
        of: 'master',
        role: 'master',
        framework: null,
        states: ['nowhere'],
        events: [],
      }),
    ).toBe(null)
  })

  it('knows what can happen in each state', () => {
    const chart = chartOf(CLUSTER, {
      kind: 'chart',
      of: 'master/offer:O1',
      role: 'master',
      framework: null,
      states: [],
      events: [],
    })
    expect(Object.keys(chart?.next ?? {})).toEqual(
      chart?.picture.states.filter(({ path }) => path !== '').map(({ path }) => path),
    )
  })
})
