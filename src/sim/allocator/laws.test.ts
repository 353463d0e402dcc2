import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cloneData } from '#base/platform.ts'
import { addResources, formatResources } from '#model/resources.ts'
import { compare } from './compare.fixture.ts'
import { OPERATIONS, act, doUpdateAgent, makePair, pick } from './pair.fixture.ts'
import { REASONS } from './plan.ts'
import { queueBatch } from './queue.ts'
import { runAllocation } from './run.ts'
import { agentUsage } from './views.ts'

const number = fc.nat({ max: 5039 })
const choices = fc.array(fc.tuple(number, number, number, number), { minLength: 20, maxLength: 60 })
const seeds = fc.nat({ max: 1000 })

describe('the allocator, against one that works everything out anew', () => {
  it('grants and refuses the same, whatever happened before', () => {
    fc.assert(
      fc.property(choices, seeds, fc.boolean(), (operations, seed, excludesGpus) => {
        const pair = makePair(seed, excludesGpus ? ['gpus'] : [])
        for (const operation of operations) {
          act(pair, operation)
          compare(pair)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('the random operations', () => {
  it('reach both stages and every reason to refuse', () => {
    const met = new Set<string>()
    for (const operations of fc.sample(choices, { numRuns: 250, seed: 7 })) {
      const pair = makePair(1, [])
      for (const operation of operations) act(pair, operation)
      queueBatch(pair.fast)
      const plan = runAllocation(pair.fast, pair.rng.fast)
      for (const { stage } of plan?.grants ?? []) met.add(`Granted in stage ${stage}`)
      for (const { reason } of plan?.refusals ?? []) met.add(reason)
    }
    const reasons = REASONS.filter((reason) => reason !== 'Granted')
    expect([...met].sort()).toEqual([...reasons, 'Granted in stage 1', 'Granted in stage 2'].sort())
  })
})

describe('the allocator', () => {
  it('gives the same plans for the same commands and seed, also from a copy of its state', () => {
    fc.assert(
      fc.property(choices, seeds, fc.nat({ max: 20 }), (operations, seed, cut) => {
        const pair = makePair(seed, [])
        for (const operation of operations.slice(0, cut)) act(pair, operation)
        const copy = cloneData(pair.fast)
        const rng = { ...pair.rng.fast }
        queueBatch(copy)
        queueBatch(pair.fast)
        expect(runAllocation(copy, rng)).toEqual(runAllocation(pair.fast, pair.rng.fast))
        expect(copy).toEqual(pair.fast)
      }),
      { numRuns: 60 },
    )
  })

  it('offers nothing twice: what is held and what is free are the total, where the total was not cut', () => {
    fc.assert(
      fc.property(choices, seeds, (operations, seed) => {
        const pair = makePair(seed, [])
        for (const operation of operations) {
          if (pick(OPERATIONS, operation[0]) !== doUpdateAgent) act(pair, operation)
        }
        for (const { id, total } of pair.slow.agents) {
          const { free, held } = agentUsage(pair.fast, id)
          const parts = held.reduce((sum, each) => addResources(sum, each.resources), free)
          expect(formatResources(parts)).toBe(formatResources(total))
        }
      }),
      { numRuns: 60 },
    )
  })
})
