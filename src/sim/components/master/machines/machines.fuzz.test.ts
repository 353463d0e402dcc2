import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { AnyStateMachine } from 'xstate'
import { expectSameSteps } from '../../../charts/same.fixture.ts'
import { allocatorMachine } from '../../allocator/machine.ts'
import { agentMachine } from './agent.ts'
import { frameworkMachine } from './framework.ts'
import { masterMachine } from './master.ts'
import { observerMachine } from './observer.ts'
import { offerMachine } from './offer.ts'
import { taskMachine } from './task.ts'

const facts = fc.record(
  {
    sameAddress: fc.boolean(),
    takesOver: fc.boolean(),
    failoverTimeoutMs: fc.nat(9),
    overlay: fc.constantFrom('drained', 'draining', 'deactivated', null),
    markGone: fc.boolean(),
  },
  { requiredKeys: [] },
)

const INPUTS: readonly (readonly [machine: AnyStateMachine, input: unknown])[] = [
  [masterMachine, { registryFetchTimeoutMs: 60_000 }],
  [frameworkMachine, 'F'],
  [agentMachine, { id: 'S0', reregisterTimeoutMs: 600_000 }],
  [offerMachine, 'O0'],
  [taskMachine, { frameworkId: 'F', taskId: 't' }],
  [observerMachine, { agent: 'a', slaveId: 'S0', pingTimeoutMs: 1000, maxPingTimeouts: 3 }],
  [allocatorMachine, null],
]

describe('the charts of the master’s process', () => {
  it.each(INPUTS.map(([machine, input]) => ({ id: machine.id, machine, input })))(
    'step alike: $id',
    ({ machine, input }) => {
      const events = machine.events.filter((type) => type !== '*')
      const any = fc.tuple(fc.constantFrom(...events), facts).map(([type, more]) => ({ ...more, type }))
      expectSameSteps(machine, any, { input })
    },
  )
})
