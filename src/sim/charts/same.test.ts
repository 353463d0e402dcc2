import fc from 'fast-check'
import { describe, it } from 'vitest'
import { randomEvents, randomMachines } from './random.fixture.ts'
import { agentEvents, agentMachine, streamEvents, streamMachine } from './rich.fixture.ts'
import { expectSameRun, expectSameSteps } from './same.fixture.ts'

describe('random small machines', () => {
  it('step alike in both grades: value, context, effects, taken', () => {
    fc.assert(
      fc.property(
        randomMachines,
        fc.nat(5),
        fc.array(randomEvents, { maxLength: 15 }),
        ({ machine }, input, events) => {
          expectSameRun(machine, events, input)
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('rich machines by hand', () => {
  it('step alike: an agent that registers, runs tasks, drains and ends', () => {
    expectSameSteps(agentMachine, agentEvents, { input: { firstBackoffMs: 100 } })
  })
  it('step alike: a stream of updates with retries and a completion', () => {
    expectSameSteps(streamMachine, streamEvents)
  })
})
