import type { AgentAt, AppAt } from '#derive/seriesIndex.ts'
import { describe, expect, it } from 'vitest'
import { barsOf, needsOf } from './capacityAt.ts'

const agent = (point: Partial<AgentAt['point']>): AgentAt => ({
  agent: 'node-1',
  active: true,
  point: { total: 'cpus:4;mem:1000', used: {}, offered: {}, ...point },
})

const app = (queued: number, cpus: number): AppAt =>
  ({ framework: 'marathon', point: { queued, app: { id: '/web', cpus, mem: 100 } } }) as unknown as AppAt

describe('the bars of an agent', () => {
  it('say what is used and offered, by framework', () => {
    const [cpus] = barsOf(agent({ used: { a: 'cpus:1;mem:500' }, offered: { b: 'cpus:2' } }))
    expect(cpus).toMatchObject({ usedSum: 1, used: [{ framework: 'a', part: 0.25 }] })
    expect(cpus?.offered).toEqual([{ framework: 'b', part: 0.5 }])
    expect(cpus).toMatchObject({ reserved: 0, stranded: 0 })
  })

  it('outline what is reserved for a role and not taken', () => {
    const total = 'cpus:2;cpus(prod):2;mem:1000'
    const [cpus] = barsOf(agent({ total, used: { a: 'cpus(prod):1' } }))
    expect(cpus).toMatchObject({ total: 4, usedSum: 1, reserved: 0.25 })
  })

  it('dot what is free where no waiting app fits', () => {
    const used = { a: 'cpus:3;mem:100' }
    const [cpus, mem] = barsOf(agent({ used }), needsOf([app(1, 2)]))
    expect(cpus?.stranded).toBeCloseTo(0.25)
    expect(mem?.stranded).toBeCloseTo(0.9)
  })

  it('dot nothing where one of the waiting apps fits, or none waits', () => {
    const used = { a: 'cpus:3;mem:100' }
    expect(barsOf(agent({ used }), needsOf([app(1, 2), app(1, 0.5)]))[0]?.stranded).toBe(0)
    expect(barsOf(agent({ used }), needsOf([app(0, 2)]))[0]?.stranded).toBe(0)
  })
})
