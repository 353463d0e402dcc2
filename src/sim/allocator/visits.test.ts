import { describe, expect, it } from 'vitest'
import { makeRng } from '#base/rng.ts'
import { formatResources, resourcesOf } from '#model/resources.ts'
import { addAgent } from './agents.ts'
import { setFilter } from './filters.ts'
import { addFramework } from './frameworks.ts'
import type { AllocationPlan } from './plan.ts'
import { quantitiesOf } from './quantities.ts'
import { updateQuota } from './roles.ts'
import { runAllocation } from './run.ts'
import { type AllocatorState, agentRow, clientOf, frameworkRow, makeAllocator, roleOf } from './state.ts'

function filter(state: AllocatorState, framework: string, role: string, agent: string, refused: string): void {
  const client = clientOf(state, frameworkRow(state, framework), roleOf(state, role))
  setFilter(state, agentRow(state, agent), client, resourcesOf(refused), 1e9)
}

function run(state: AllocatorState, seed = 1): AllocationPlan {
  const plan = runAllocation(state, makeRng(seed, 'allocator'))
  expect(plan).not.toBeNull()
  return plan as AllocationPlan
}

const texts = (plan: AllocationPlan) =>
  plan.grants.map(({ framework, agent, resources }) => `${framework} ${agent} ${formatResources(resources)}`)
const reasons = (plan: AllocationPlan) =>
  plan.refusals.map(({ framework, agent, reason }) => `${framework} ${agent} ${reason}`)

describe('a visit', () => {
  it('is refused by any of several filters', () => {
    for (const [first, second] of [
      ['cpus:1', 'cpus:2;mem:64'],
      ['cpus:2;mem:64', 'cpus:1'],
    ] as const) {
      const state = makeAllocator()
      addAgent(state, { agent: 'a1', resources: resourcesOf('cpus:2;mem:64') })
      addFramework(state, { framework: 'f', roles: ['r'] })
      filter(state, 'f', 'r', 'a1', first)
      filter(state, 'f', 'r', 'a1', second)
      expect(reasons(run(state))).toEqual(['f a1 Filtered'])
    }
  })

  it('compares the same refused resources with each offer anew', () => {
    for (let seed = 1; seed < 6; seed += 1) {
      const state = makeAllocator()
      addAgent(state, { agent: 'large', resources: resourcesOf('cpus:4;mem:64') })
      addAgent(state, { agent: 'small', resources: resourcesOf('cpus:2;mem:64') })
      addFramework(state, { framework: 'f', roles: ['r'] })
      filter(state, 'f', 'r', 'large', 'cpus:2;mem:64')
      filter(state, 'f', 'r', 'small', 'cpus:2;mem:64')
      expect(texts(run(state, seed))).toEqual(['f large cpus:4;mem:64'])
    }
  })

  it('is not touched by what was worked out for a framework with a minimum of its own', () => {
    const state = makeAllocator()
    updateQuota(state, 'kept', quantitiesOf('mem:4000'), quantitiesOf(''))
    updateQuota(state, 'r', quantitiesOf(''), quantitiesOf('cpus:1'))
    addAgent(state, { agent: 'a1', resources: resourcesOf('cpus:4;mem:4096') })
    addFramework(state, { framework: 'f1', roles: ['r'] })
    addFramework(state, { framework: 'f2', roles: ['r'], minAllocatable: { r: [quantitiesOf('cpus:2')] } })
    addFramework(state, { framework: 'f3', roles: ['r'] })
    filter(state, 'f1', 'r', 'a1', 'cpus:4;mem:4096')
    const plan = run(state)
    expect(texts(plan)).toEqual(['f3 a1 cpus:1;mem:96'])
    expect(reasons(plan)).toEqual(['f1 a1 Filtered', 'f2 a1 QuotaLimit'])
  })

  it('tells the first check that refuses, in the order in which they are made', () => {
    const state = makeAllocator({ region: 'here' })
    addAgent(state, {
      agent: 'a1',
      resources: resourcesOf('cpus{REV}:1;mem:16;gpus:1'),
      capabilities: [],
      domain: { region: 'there', zone: 'z' },
    })
    const rack = { selector: { kind: 'attribute', name: 'rack' }, predicate: { kind: 'exists' } } as const
    const able = ['GPU_RESOURCES', 'REGION_AWARE']
    const frameworks = {
      a: { offerConstraints: { 'r/s': [[rack]] } },
      b: { minAllocatable: { 'r/s': [quantitiesOf('cpus:2')] } },
      c: {},
      d: { capabilities: ['GPU_RESOURCES'] },
      e: { capabilities: able },
      f: { capabilities: [...able, 'REVOCABLE_RESOURCES', 'MULTI_ROLE'] },
      g: { capabilities: [...able, 'REVOCABLE_RESOURCES'] },
      h: { suppressedRoles: ['r/s'] },
      i: { active: false },
    }
    for (const [framework, info] of Object.entries(frameworks))
      addFramework(state, { framework, roles: ['r/s'], ...info })
    expect(reasons(run(state))).toEqual([
      'h a1 Suppressed',
      'i a1 Inactive',
      'a a1 OfferConstraints',
      'b a1 MinAllocatable',
      'c a1 Gpus',
      'd a1 Region',
      'e a1 Incapable',
      'f a1 AgentCapability',
      'g a1 AgentCapability',
    ])
  })

  it('finds nothing where all that is free is reserved for others, and goes to no further framework of the role', () => {
    const state = makeAllocator()
    addAgent(state, { agent: 'a1', resources: resourcesOf('cpus(x):4;mem(x):64') })
    for (const framework of ['f1', 'f2']) addFramework(state, { framework, roles: ['r'] })
    addFramework(state, { framework: 'g', roles: ['x/y'] })
    const plan = run(state)
    expect(reasons(plan)).toEqual(['f1 a1 NothingAllocatable'])
    expect(texts(plan)).toEqual(['g a1 cpus(x):4;mem(x):64'])
    expect(plan.order).toEqual([
      { role: 'r', frameworks: ['f1', 'f2'] },
      { role: 'x/y', frameworks: ['g'] },
    ])
  })
})
