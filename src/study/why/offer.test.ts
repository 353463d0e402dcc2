import type { ScenarioDocument } from '#model/scenario/document.ts'
import { describe, expect, it } from 'vitest'
import { runOf } from './incidents.fixture.ts'
import { whyAgent, whyFramework } from './offer.ts'

const TWO = {
  version: 1,
  agents: [
    { id: 'a', resources: 'cpus:4;mem:4096' },
    { id: 'b', resources: 'cpus:2;mem:2048', startAtMs: 500 },
  ],
  frameworks: [
    { id: 'busy', kind: 'batch', refuseMs: 3000, tasks: [{ id: 't', cpus: 1, mem: 64 }] },
    { id: 'idle', kind: 'batch', refuseMs: 3000 },
  ],
  untilMs: 12_000,
} as unknown as ScenarioDocument

describe('an offer', () => {
  const trace = runOf(TWO)
  const offers = [...trace.series.keys()].filter((name) => name.startsWith('offer/')).map((name) => name.slice(6))

  it('says which run granted it, to whom, of which agent', () => {
    for (const offer of offers) {
      const why = whyFramework(trace, offer)
      expect(why).toMatchObject({ offer, stage: 2 })
      expect(trace.typeOf(why?.ordinal as number)).toBe('allocation')
    }
  })

  it('went to the framework with the smallest share that did not refuse it', () => {
    const later = offers.map((offer) => whyFramework(trace, offer)).filter((why) => (why?.order.length ?? 0) > 1)
    expect(later.length).toBeGreaterThan(3)
    for (const why of later) {
      const before =
        why?.order.slice(
          0,
          why.order.findIndex(({ framework }) => framework === why.framework),
        ) ?? []
      const refused = why?.passedOver.map(({ framework }) => framework) ?? []
      for (const { framework } of before) expect(refused).toContain(framework)
    }
    expect(later.flatMap((why) => why?.passedOver.map(({ reason }) => reason) ?? [])).toContain('Filtered')
  })

  it('says what became of the other agents in that run', () => {
    const why = offers.map((offer) => whyAgent(trace, offer))
    const seen = why.flatMap((one) => one?.others ?? [])
    expect(seen.every(({ agent }) => agent === 'a' || agent === 'b')).toBe(true)
    expect(seen.some(({ reason }) => reason === 'Filtered')).toBe(true)
  })

  it('that never was has no why', () => {
    expect([whyFramework(trace, 'O999'), whyAgent(trace, 'O999')]).toEqual([null, null])
  })
})
