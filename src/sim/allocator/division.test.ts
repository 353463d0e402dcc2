import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DivisionUser, divide } from './division.ts'
import { quantitiesOf } from './quantities.ts'

const capacity = quantitiesOf('cpus:9;mem:18')
const user = (name: string, demand: string, weight = 1): DivisionUser => ({
  name,
  demand: quantitiesOf(demand),
  weight,
})
const paper = [user('A', 'cpus:1;mem:4'), user('B', 'cpus:3;mem:1')]

describe('fair division', () => {
  it('gives three tasks and two under DRF, as in the paper', () => {
    const tasks = divide('drf', capacity, paper)
    expect(tasks.get('A')).toBeCloseTo(3, 9)
    expect(tasks.get('B')).toBeCloseTo(2, 9)
  })

  it('gives 2.52 and 2.16 tasks under asset fairness, as in the paper', () => {
    const tasks = divide('asset', capacity, paper)
    expect(tasks.get('A')).toBeCloseTo(2.52, 9)
    expect(tasks.get('B')).toBeCloseTo(2.16, 9)
  })

  it('lets the others go on when a resource is used up', () => {
    const tasks = divide('drf', capacity, [user('A', 'cpus:1'), user('B', 'cpus:1;mem:1'), user('C', 'mem:1')])
    expect(tasks.get('A')).toBeCloseTo(4.5, 9)
    expect(tasks.get('B')).toBeCloseTo(4.5, 9)
    expect(tasks.get('C')).toBeCloseTo(13.5, 9)
  })

  it('lets shares rise as fast as the weights say', () => {
    const tasks = divide('drf', quantitiesOf('cpus:9'), [user('A', 'cpus:1', 2), user('B', 'cpus:1')])
    expect(tasks.get('A')).toBeCloseTo(6, 9)
    expect(tasks.get('B')).toBeCloseTo(3, 9)
  })

  it('gives nothing to who needs what is not there, or needs nothing', () => {
    const tasks = divide('drf', capacity, [user('A', 'gpus:1;cpus:1'), user('B', ''), user('C', 'cpus:1')])
    expect([...tasks]).toEqual([
      ['A', 0],
      ['B', 0],
      ['C', 9],
    ])
  })

  it('never gives more than there is, and leaves nobody who could have more', () => {
    const demand = fc.record({ cpus: fc.integer({ min: 0, max: 5 }), mem: fc.integer({ min: 0, max: 5 }) })
    const users = fc.array(fc.tuple(demand, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(users, fc.constantFrom('drf' as const, 'asset' as const), (list, policy) => {
        const all = list.map(([{ cpus, mem }, weight], i) => user(`u${i}`, `cpus:${cpus};mem:${mem}`, weight))
        const tasks = divide(policy, capacity, all)
        const used = (name: string) =>
          all.reduce((sum, u) => sum + (u.demand.get(name) ?? 0) * (tasks.get(u.name) ?? 0), 0)
        const full = ['cpus', 'mem'].filter((name) => used(name) > (capacity.get(name) ?? 0) - 1e-3)
        for (const name of ['cpus', 'mem']) expect(used(name)).toBeLessThanOrEqual((capacity.get(name) ?? 0) + 1e-3)
        for (const { demand: wants } of all) {
          const isIdle = [...wants.values()].every((amount) => amount === 0)
          expect(isIdle || full.some((name) => (wants.get(name) ?? 0) > 0)).toBe(true)
        }
      }),
    )
  })
})
