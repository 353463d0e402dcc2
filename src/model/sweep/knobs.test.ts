import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScenarioDocument } from '../scenario/document.ts'
import { readScenario } from '../scenario/parse.ts'
import { knobNames, printKnobs, readKnobs, variantOf, type Knob } from './knobs.ts'

const DOCUMENT: ScenarioDocument = {
  version: 1,
  network: { latencyMs: [2, 9] },
  agents: [{ id: 'a' }, { id: 'node', count: 2 }],
  frameworks: [
    { id: 'marathon', kind: 'marathon', flags: { launchTokens: 4 } },
    { id: 'b', kind: 'batch' },
  ],
  actions: [{ atMs: 5, do: 'submitApp', framework: 'marathon', app: { id: '/web', cmd: 'sleep 1' } }],
  untilMs: 9000,
}

function turned(text: string, seed = 7): ScenarioDocument {
  const knobs = readKnobs(text, DOCUMENT)
  if (!knobs.ok) throw new Error(knobs.error.message)
  return variantOf(DOCUMENT, seed, knobs.value)
}

describe('a knob', () => {
  it('turns what it names and nothing else', () => {
    expect(turned('latencyMs=50..50').network).toEqual({ latencyMs: [2, 50] })
    expect(turned('latencyMs=1..1').network).toEqual({ latencyMs: [1, 1] })
    expect(turned('refuseMs(b)=77..77').frameworks).toMatchObject([{ flags: { launchTokens: 4 } }, { refuseMs: 77 }])
    expect(turned('refuseMs=77..77').frameworks[0]).toMatchObject({
      flags: { launchTokens: 4, declineOfferDurationMs: 77 },
    })
    expect(turned('instances(/web)=4..4').actions?.[0]).toMatchObject({ app: { id: '/web', instances: 4 } })
    expect(turned('/frameworks/0/flags/launchTokens=9..9')).toMatchObject({
      ...DOCUMENT,
      seed: 7,
      frameworks: [{ flags: { launchTokens: 9 } }, { id: 'b' }],
    })
  })

  it.each([
    [0, []],
    [2, [{ id: 'a' }, { id: 'node', count: 1 }]],
    [5, [{ id: 'a' }, { id: 'node', count: 4 }]],
  ])('makes %i agents', (n, agents) => expect(turned(`agents=${n}..${n}`).agents).toEqual(agents))

  it('loses messages between the master and who speaks with it, within the run', () => {
    const lost = turned('losses=9..9').actions?.slice(1) ?? []
    expect(lost).toHaveLength(9)
    for (const action of lost) {
      expect(action).toMatchObject({ do: 'loseNext' })
      expect([action['from'], action['to']]).toContain('master')
      expect(action.atMs).toBeLessThan(9000)
    }
  })

  it('loses messages of agents that are there, whichever knob is named first', () => {
    for (const text of ['losses=9..9,agents=1..1', 'agents=1..1,losses=9..9']) {
      const lost = turned(text, 0).actions?.slice(1) ?? []
      for (const { from, to } of lost as { from?: string; to?: string }[]) expect(`${from} ${to}`).not.toContain('node')
      expect(readScenario(turned(text, 0)).ok).toBe(true)
    }
  })

  it('is drawn within its bounds, by seed and name alone', () => {
    const seeds = Array.from({ length: 60 }, (_, seed) => seed)
    const alone = seeds.map((seed) => turned('instances(/web)=1..5', seed).actions?.[0])
    const beside = seeds.map((seed) => turned('latencyMs=1..9,instances(/web)=1..5', seed).actions?.[0])
    expect(beside).toEqual(alone)
    expect(new Set(alone.map((action) => JSON.stringify(action))).size).toBe(5)
  })

  it('makes scenarios that can be read, and is read as it is printed', () => {
    const names = knobNames(DOCUMENT)
    expect(names).toEqual([
      'latencyMs',
      'losses',
      'agents',
      'refuseMs',
      'refuseMs(marathon)',
      'refuseMs(b)',
      'instances(/web)',
    ])
    const bound = fc.integer({ min: 1, max: 50 })
    const knob = fc.tuple(fc.constantFrom(...names), bound, bound)
    fc.assert(
      fc.property(fc.uniqueArray(knob, { selector: ([name]) => name, maxLength: 7 }), fc.nat(), (all, seed) => {
        const knobs = all.map(([name, a, b]): Knob => ({ name, from: Math.min(a, b), to: Math.max(a, b) }))
        expect(readKnobs(printKnobs(knobs), DOCUMENT)).toEqual({ ok: true, value: knobs })
        expect(readScenario(variantOf(DOCUMENT, seed, knobs)).ok).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a mistake in a knob', () => {
  it.each([
    ['latency', 0, 'not a knob'],
    ['speed=1..2', 0, 'no knob'],
    ['latencyMs=1..2,refuseMs(c)=1..2', 15, 'no knob'],
    ['instances=1..2', 0, 'no knob'],
    ['losses=1..101', 0, '0 to 100'],
    ['losses=0.5..1', 0, 'whole'],
    ['latencyMs=1..2, latencyMs=1..2', 15, 'twice'],
    ['/nowhere/at/all=1..2', 0, 'there is nothing'],
  ])('%s', (text, at, message) => {
    const read = readKnobs(text, DOCUMENT)
    expect(read.ok).toBe(false)
    if (!read.ok) expect([read.error.at, read.error.message]).toEqual([at, expect.stringContaining(message)])
  })

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => void readKnobs(text, DOCUMENT)))
  })
})
