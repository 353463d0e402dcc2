import fc from 'fast-check'
import { describe, it } from 'vitest'
import { compare } from './compare.fixture.ts'
import { act, makePair } from './pair.fixture.ts'

const number = fc.nat({ max: 5039 })
const choices = fc.array(fc.tuple(number, number, number, number), { minLength: 40, maxLength: 150 })

describe('the allocator, against one that works everything out anew', () => {
  it('grants and refuses the same through long sequences of commands', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(choices, fc.nat({ max: 1000 }), fc.boolean(), (operations, seed, excludesGpus) => {
        const pair = makePair(seed, excludesGpus ? ['gpus'] : [])
        for (const operation of operations) {
          act(pair, operation)
          compare(pair)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
