import { describe, expect, it } from 'vitest'
import { runAllocatorCase } from './allocatorCase.ts'

const AGENT = { do: 'addAgent', agent: 'a1', resources: 'cpus:2;mem:64' }
const FRAMEWORK = { do: 'addFramework', framework: 'f', roles: ['r'] }
const OFFER = { framework: 'f', role: 'r', agent: 'a1', resources: 'cpus:2;mem:64' }

function differenceOf(kind: string, steps: readonly unknown[], more: object = {}): string {
  const result = runAllocatorCase({ kind, steps, ...more })
  return result.ok ? 'none' : result.difference
}

describe('a case of the allocator that goes wrong', () => {
  it.each([
    [{ expect: 'offers', offers: [] }, 'step 3 (offers): offers f in r on a1: cpus:2;mem:64; expected none'],
    [
      { expect: 'oneOf', alternatives: [[], []] },
      'step 3 (oneOf): offers f in r on a1: cpus:2;mem:64; expected one of none | none',
    ],
    [
      { expect: 'allocated', role: 'r', resources: 'cpus:1' },
      "step 3 (allocated): held: 'cpus:2;mem:64'; expected 'cpus:1'",
    ],
    [{ expect: 'total', resources: '' }, "step 3 (total): 'cpus:2;mem:64'; expected ''"],
    [{ expect: 'shares', shares: { r: null }, tolerance: 0 }, 'step 3 (shares): the share of r is 1; expected null'],
    [{ expect: 'filters', counts: { r: 1 } }, 'step 3 (filters): 0 filters in r; expected 1'],
    [{ expect: 'allocationRuns', count: 3 }, 'step 3 (allocationRuns): 1 runs; expected 3'],
    [{ expect: 'luck' }, "step 3 (luck): 'luck' is not an expectation"],
    [{ do: 'dance' }, "step 3 (dance): 'dance' is not a command"],
    [{ do: 'removeAgent', agent: 'a9' }, 'step 3 (removeAgent): there is no agent a9'],
    [{ do: 'revive', framework: 'g' }, 'step 3 (revive): there is no framework g'],
    [{ do: 'advance', seconds: 'one' }, "step 3 (advance): 'seconds' is not a number"],
    [{ do: 'settle', hard: true }, "step 3 (settle): has a key 'hard' that means nothing here"],
    [
      { do: 'addAgent', agent: 'a2', resources: 'cpus' },
      "step 3 (addAgent): 'resources' 'cpus': 'cpus' is not of the form name:value",
    ],
    [{ do: 'reserve', agent: 'a1', role: 'r', resources: 'cpus:9' }, 'step 3 (reserve): there is not enough'],
    [
      { do: 'recoverResources', framework: 'f', role: 'r', agent: 'a1', resources: 'cpus:1' },
      "step 3 (recoverResources): f holds only '' in r on a1",
    ],
    [7, 'step 3 (undefined): is not an object'],
  ])('%j', (step, difference) => {
    expect(differenceOf('allocator', [AGENT, FRAMEWORK, step])).toBe(difference)
  })

  it('adds offers up until they are looked at', () => {
    const steps = [
      AGENT,
      FRAMEWORK,
      { do: 'settle' },
      { do: 'recoverResources', framework: 'f', role: 'r', agent: 'a1', resources: 'cpus:1' },
      { do: 'advance', seconds: 1 },
      { expect: 'offers', offers: [{ ...OFFER, resources: 'cpus:3;mem:64' }] },
      { expect: 'offers', offers: [] },
    ]
    expect(differenceOf('allocator', steps)).toBe('none')
  })
})

describe('other cases that go wrong', () => {
  it.each([
    [3, 'the case is not an object'],
    [{ kind: 'chess' }, 'the kind "chess" is not allocator, sorter or division'],
    [{ kind: 'allocator' }, "'steps' is not a list"],
    [{ kind: 'allocator', config: { allocationInterval: 0 }, steps: [] }, "config 'allocationInterval' is not above 0"],
    [
      { kind: 'allocator', config: { minAllocatable: ['x'] }, steps: [] },
      "config 'minAllocatable' 'x': 'x' is not an amount of the form name:value",
    ],
  ])('%j', (json, difference) => {
    expect(runAllocatorCase(json)).toEqual({ ok: false, difference })
  })

  it('tells the order of a sorter', () => {
    const clients = ['b', 'a'].map((client) => ({ do: 'addClient', client }))
    const steps = [...clients, { expect: 'order', clients: ['b', 'a'] }]
    expect(differenceOf('sorter', steps)).toBe('step 3 (order): the order is a, b; expected b, a')
    expect(differenceOf('sorter', [...clients, { ...steps[2], anyOrder: true }])).toBe('none')
  })

  it('tells the tasks of a division', () => {
    const more = { capacity: 'cpus:2', users: [{ name: 'A', demand: 'cpus:1' }] }
    const steps = [{ expect: 'division', policy: 'drf', tasks: { A: 3 }, tolerance: 0.1 }]
    expect(differenceOf('division', steps, more)).toBe('step 1 (division): A has 2 tasks; expected 3')
  })
})
