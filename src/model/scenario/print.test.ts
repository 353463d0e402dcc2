import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseScenario } from './parse.ts'
import { minimalDocument, printScenario } from './print.ts'
import { aScenarioDocument } from './scenario.fixture.ts'

describe('printScenario', () => {
  it('leaves out what is the default, and nothing else', () => {
    expect(
      printScenario({
        frameworks: [
          { kind: 'marathon', id: 'm', flags: { launchTokens: 100, declineOfferDurationMs: 1 } },
          { id: 'b', kind: 'batch', tasks: [{ cpus: 1, id: 't', runMs: null, mem: 32 }] },
        ],
        agents: [{ resources: 'mem(*):64; cpus:2', id: 'a', startAtMs: 0, count: 1 }],
        master: { allocationIntervalMs: 1000, minAllocatableResources: 'mem:32|cpus:0.01' },
        untilMs: null,
        actions: [],
        seed: 7,
        version: 1,
      }),
    ).toBe(
      '{"version":1,"seed":7,"master":{"minAllocatableResources":"mem:32|cpus:0.01"},' +
        '"agents":[{"id":"a","count":1,"resources":"cpus:2;mem:64"}],' +
        '"frameworks":[{"kind":"marathon","id":"m","flags":{"declineOfferDurationMs":1}},' +
        '{"kind":"batch","id":"b","tasks":[{"id":"t","mem":32}]}]}',
    )
  })

  it('keeps the documents of Marathon as they are', () => {
    const action = { atMs: 1, do: 'submitApp', framework: 'm', app: { z: 1, id: '/a', instances: 1 } } as const
    const document = { version: 1, agents: [], frameworks: [], actions: [action] } as const
    expect(printScenario(document)).toContain('"app":{"z":1,"id":"/a","instances":1}')
  })

  it('loses nothing of a document with mistakes', () => {
    const mistaken = { version: 1, agents: 'none', frameworks: [{ kind: 'x', foo: [1] }], bar: { a: 1 }, seed: -1 }
    expect(JSON.parse(printScenario(mistaken as never))).toEqual(mistaken)
  })

  it('says the same scenario, in the same bytes', () => {
    fc.assert(
      fc.property(aScenarioDocument, (document) => {
        const parsed = parseScenario(document)
        const again = parseScenario(printScenario(document))
        expect(parsed).toMatchObject({ ok: true })
        expect(again).toEqual(parsed)
        expect(JSON.stringify(again)).toBe(JSON.stringify(parsed))
      }),
      { numRuns: 120 },
    )
  })

  it('has nothing more to leave out of what it printed', () => {
    fc.assert(
      fc.property(aScenarioDocument, (document) => {
        const minimal = minimalDocument(document)
        expect(JSON.stringify(minimalDocument(minimal))).toBe(JSON.stringify(minimal))
      }),
      { numRuns: 60 },
    )
  })
})
