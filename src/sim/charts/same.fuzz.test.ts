import fc from 'fast-check'
import { describe, it } from 'vitest'
import { randomEvents, randomMachines } from './random.fixture.ts'
import { expectSameRun } from './same.fixture.ts'

describe('many random small machines', () => {
  it('step alike in both grades: value, context, effects, taken', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        randomMachines,
        fc.nat(5),
        fc.array(randomEvents, { maxLength: 40 }),
        ({ machine }, input, events) => {
          expectSameRun(machine, events, input)
        },
      ),
      { numRuns: 3_000 },
    )
  })
})
