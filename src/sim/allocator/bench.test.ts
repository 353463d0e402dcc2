import { describe, expect, it } from 'vitest'
import { makeRng } from '#base/rng.ts'
import { declineEverything, giveBackAll, makeBenchCluster } from './bench.ts'
import { queueBatch } from './queue.ts'
import { runAllocation } from './run.ts'
import { filtersOn } from './views.ts'

const rng = makeRng(1, 'allocator')

describe('what the benchmark times', () => {
  it('offers every agent once', () => {
    const { state } = makeBenchCluster(30, 7)
    const plan = runAllocation(state, rng)
    expect(new Set(plan?.grants.map(({ agent }) => agent)).size).toBe(30)
    expect(plan?.grants).toHaveLength(30)
  })

  it('offers nothing once everybody declined everything for ever, and visits everybody', () => {
    const cluster = makeBenchCluster(30, 7)
    const plan = runAllocation(cluster.state, rng)
    if (plan) giveBackAll(cluster.state, plan)
    declineEverything(cluster)
    expect(filtersOn(cluster.state, 'agent-1')).toHaveLength(7)
    queueBatch(cluster.state)
    const filtered = runAllocation(cluster.state, rng)
    expect(filtered?.grants).toEqual([])
    expect(filtered?.refusals).toHaveLength(30 * 7)
    expect(new Set(filtered?.refusals.map(({ reason }) => reason))).toEqual(new Set(['Filtered']))
  })
})
