import type { ScenarioDocument } from '#model/scenario/document.ts'
import { describe, expect, it } from 'vitest'
import { MOST_TRIALS, shrink } from './shrink.ts'

const lose = (atMs: number) => ({ atMs, do: 'loseNext', from: 'a', to: 'b' })

function aDocument(): ScenarioDocument {
  return {
    version: 1,
    agents: Array.from({ length: 9 }, (_, k) => ({ id: `a${k}`, resources: 'cpus:1;mem:32' })),
    frameworks: Array.from({ length: 4 }, (_, k) => ({ id: `f${k}`, kind: 'hoarder' })),
    actions: Array.from({ length: 13 }, (_, k) => lose(k * 1000)),
    untilMs: 60_000,
  } as unknown as ScenarioDocument
}

describe('shrinking', () => {
  it('leaves only what is needed to show it', () => {
    const shows = (d: ScenarioDocument) =>
      (d.actions ?? []).some((action) => action.atMs === 7000) &&
      d.agents.some((agent) => agent.id === 'a5') &&
      (d.untilMs ?? 0) >= 9000
    const small = shrink(aDocument(), shows)
    expect(small.actions).toEqual([lose(7000)])
    expect(small.agents.map((agent) => agent.id)).toEqual(['a5'])
    expect(small.frameworks).toEqual([])
    expect(small.untilMs).toBeGreaterThanOrEqual(9000)
    expect(small.untilMs).toBeLessThan(9600)
  })

  it('is bounded', () => {
    let trials = 0
    shrink(aDocument(), () => {
      trials += 1
      return trials % 3 === 0
    })
    expect(trials).toBeLessThanOrEqual(MOST_TRIALS)
  })
})
