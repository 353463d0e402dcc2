import { differencesAt } from '#derive/compare/standing.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { describe, expect, it } from 'vitest'
import { runOf } from '../why/incidents.fixture.ts'
import { divergence } from './divergence.ts'

const ONE = {
  version: 1,
  agents: [
    { id: 'a', resources: 'cpus:4;mem:4096' },
    { id: 'b', resources: 'cpus:4;mem:4096' },
  ],
  frameworks: [{ id: 'f', kind: 'batch', tasks: [{ id: 't', cpus: 1, mem: 64, atMs: 3000 }] }],
  untilMs: 10_000,
} as unknown as ScenarioDocument
const LOSE = { atMs: 2500, do: 'crashAgent', agent: 'a' }
const lost = { ...ONE, actions: [LOSE] } as unknown as ScenarioDocument

describe('two runs', () => {
  it('of one scenario do not part', () => {
    expect(divergence(runOf(ONE), runOf(ONE))).toBe(null)
    const at = differencesAt(runOf(ONE), runOf(ONE), 9000)
    expect(at).toEqual({ shares: [], placements: [] })
  })

  it('part at the first record that differs, with both causes', () => {
    const left = runOf(ONE)
    const right = runOf(lost)
    const parted = divergence(left, right)
    expect(parted?.right).toMatchObject({ type: 'action', do: 'crashAgent', at: 2500 })
    expect(parted?.left?.i).toBe(parted?.right?.i)
    expect(parted?.rightCauses).toEqual([parted?.ordinal])
    const [latest, ...before] = parted?.leftCauses ?? []
    expect(latest).toBe(parted?.ordinal)
    for (const cause of before) expect(cause).toBeLessThan(parted?.ordinal as number)
  })

  it('differ from then on in shares and in where tasks run', () => {
    const left = runOf(ONE)
    const right = runOf(lost)
    expect(differencesAt(left, right, 2000)).toEqual({ shares: [], placements: [] })
    const { placements, shares } = differencesAt(left, right, 9000)
    const place = left.series.get('task/f/t')
    const [only] = placements
    if (only) expect(only).toMatchObject({ framework: 'f', task: 't' })
    expect(place === undefined ? null : placements.length + shares.length).toBeGreaterThan(0)
  })
})
