/** The worked examples of reference 5.11, to the number. */
import { describe, expect, it } from 'vitest'
import { makeRng } from '#base/rng.ts'
import { type Resources, formatResources, resourcesOf, subtractResources } from '#model/resources.ts'
import { addAgent } from './agents.ts'
import { expireFilter } from './filters.ts'
import { addFramework, recoverResources, suppressOffers, transitionOfferedToAllocated } from './frameworks.ts'
import type { AllocationPlan } from './plan.ts'
import { quantitiesOf } from './quantities.ts'
import { queueBatch } from './queue.ts'
import { updateQuota, updateWeights } from './roles.ts'
import { runAllocation } from './run.ts'
import { type AllocatorState, makeAllocator } from './state.ts'
import { frameworkShare, roleShare } from './views.ts'

const rng = makeRng(1, 'allocator')

function batch(state: AllocatorState): AllocationPlan {
  queueBatch(state)
  const plan = runAllocation(state, rng)
  expect(plan).not.toBeNull()
  return plan as AllocationPlan
}

function told(plan: AllocationPlan): string[] {
  return plan.grants.map(({ framework, agent, resources }) => `${framework} ${agent} ${formatResources(resources)}`)
}

/** Launches a task on an offer and gives the rest back, or declines where it does not fit. */
function launchOne(state: AllocatorState, plan: AllocationPlan, tasks: Readonly<Record<string, Resources>>): string {
  const [offer] = plan.grants
  if (!offer) return 'no offer'
  const task = tasks[offer.framework] ?? []
  const rest = subtractResources(offer.resources, task)
  const fits = formatResources(rest) !== formatResources(offer.resources) && offer.resources.length === 2
  const { framework, role, agent } = offer
  recoverResources(state, 0, { framework, role, agent, resources: fits ? rest : offer.resources, refuseMs: 0 })
  if (fits) transitionOfferedToAllocated(state, { framework, role, agent, resources: task })
  return `${framework} ${formatResources(offer.resources)} ${fits ? 'launch' : 'decline'}`
}

describe('example 1, the DRF paper', () => {
  it('ends at three tasks and two, both dominant shares two thirds', () => {
    const state = makeAllocator()
    addAgent(state, { agent: 'm1', resources: resourcesOf('cpus:9;mem:18432') })
    addFramework(state, { framework: 'fA', roles: ['A'] })
    addFramework(state, { framework: 'fB', roles: ['B'] })
    const tasks = { fA: resourcesOf('cpus:1;mem:4096'), fB: resourcesOf('cpus:3;mem:1024') }
    const course = Array.from({ length: 7 }, () => {
      const happened = launchOne(state, batch(state), tasks)
      const counts = ['A', 'B'].map((role) => roleShare(state, role)?.count)
      const shares = ['A', 'B'].map((role) => roleShare(state, role)?.share.toFixed(4))
      return `${happened} | ${shares.join(' ')} | ${counts.join(' ')}`
    })
    expect(course).toEqual([
      'fA cpus:9;mem:18432 launch | 0.2222 0.0000 | 1 0',
      'fB cpus:8;mem:14336 launch | 0.2222 0.3333 | 1 1',
      'fA cpus:5;mem:13312 launch | 0.4444 0.3333 | 2 1',
      'fB cpus:4;mem:9216 launch | 0.4444 0.6667 | 2 2',
      'fA cpus:1;mem:8192 launch | 0.6667 0.6667 | 3 2',
      'fB mem:4096 decline | 0.6667 0.6667 | 3 3',
      'fA mem:4096 decline | 0.6667 0.6667 | 4 3',
    ])
    expect(roleShare(state, 'A')?.resource).toBe('mem')
    expect(frameworkShare(state, 'fB', 'B')?.resource).toBe('cpus')
  })
})

describe('example 2, weights', () => {
  it('gives the role of weight 2 four agents of six, the other two', () => {
    const state = makeAllocator()
    for (const n of [1, 2, 3, 4, 5, 6]) addAgent(state, { agent: `a${n}`, resources: resourcesOf('cpus:4;mem:8192') })
    addFramework(state, { framework: 'fDev', roles: ['dev'] })
    addFramework(state, { framework: 'fProd', roles: ['prod'] })
    updateWeights(state, { prod: 2 })
    const plan = batch(state)
    expect(plan.grants.map(({ framework }) => framework)).toEqual(['fDev', 'fDev', 'fProd', 'fProd', 'fProd', 'fProd'])
    expect(roleShare(state, 'dev')?.share).toBeCloseTo(1 / 3, 12)
    expect(roleShare(state, 'prod')?.share).toBeCloseTo(1 / 3, 12)
  })
})

describe('example 3, filters', () => {
  function untilF2Accepted() {
    const state = makeAllocator()
    addAgent(state, { agent: 'm1', resources: resourcesOf('cpus:4;mem:4096') })
    addFramework(state, { framework: 'F1', roles: ['r1'] })
    addFramework(state, { framework: 'F2', roles: ['r2'] })
    expect(told(batch(state))).toEqual(['F1 m1 cpus:4;mem:4096'])
    const whole = { role: 'r1', agent: 'm1', resources: resourcesOf('cpus:4;mem:4096'), refuseMs: 5000 }
    const first = recoverResources(state, 200, { framework: 'F1', ...whole }).filter
    expect(first?.untilMs).toBe(5200)
    expect(told(batch(state))).toEqual(['F2 m1 cpus:4;mem:4096'])
    const rest = { role: 'r2', agent: 'm1', resources: resourcesOf('cpus:3;mem:3072'), refuseMs: 5000 }
    expect(recoverResources(state, 1300, { framework: 'F2', ...rest }).filter?.untilMs).toBe(6300)
    return { state, firstId: first?.id ?? -1 }
  }

  it('hides what is left from both until the first filter ends', () => {
    const { state, firstId } = untilF2Accepted()
    const quiet = batch(state)
    expect(quiet.grants).toEqual([])
    expect(quiet.refusals.map(({ framework, reason }) => `${framework} ${reason}`)).toEqual([
      'F1 Filtered',
      'F2 Filtered',
    ])
    expect(expireFilter(state, firstId)).toBe(true)
    expect(told(batch(state))).toEqual(['F1 m1 cpus:3;mem:3072'])
  })

  it('does not hide more than was refused: the task ends, and F2 gets the whole agent in spite of its filter', () => {
    const { state } = untilF2Accepted()
    recoverResources(state, 3500, {
      framework: 'F2',
      role: 'r2',
      agent: 'm1',
      resources: resourcesOf('cpus:1;mem:1024'),
    })
    expect(told(batch(state))).toEqual(['F2 m1 cpus:4;mem:4096'])
  })
})

describe('example 4, quota', () => {
  function cluster(): AllocatorState {
    const state = makeAllocator()
    for (const n of [1, 2, 3])
      addAgent(state, { agent: `a${n}`, resources: resourcesOf('cpus:4;mem:4096;ports:[1-9]') })
    addFramework(state, { framework: 'Fd', roles: ['d'] })
    addFramework(state, { framework: 'Fq', roles: ['q'] })
    const six = quantitiesOf('cpus:6;mem:6144')
    updateQuota(state, 'q', six, six)
    return state
  }

  it('serves the guarantee first and cuts at the limit, whichever agents come first', () => {
    const parts = batch(cluster()).grants.map(({ framework, stage, resources }) => {
      const scalars = resources.filter((entry) => entry.ranges === null)
      return `${framework} ${stage} ${formatResources(scalars)}`
    })
    expect(parts.sort()).toEqual([
      'Fd 2 cpus:2;mem:2048',
      'Fd 2 cpus:4;mem:4096',
      'Fq 1 cpus:2;mem:2048',
      'Fq 1 cpus:4;mem:4096',
    ])
  })

  it('keeps six cpus back for the role while its framework has suppressed it', () => {
    const state = cluster()
    suppressOffers(state, 'Fq')
    const plan = batch(state)
    const given = plan.grants.map(
      ({ framework, resources }) => `${framework} ${formatResources(resources.slice(0, 2))}`,
    )
    expect(given.sort()).toEqual(['Fd cpus:2;mem:2048', 'Fd cpus:4;mem:4096'])
    expect(plan.refusals.filter(({ framework }) => framework === 'Fd')).toMatchObject([
      { reason: 'Headroom', stage: 2 },
    ])
    expect(plan.refusals.filter(({ reason }) => reason === 'Suppressed').length).toBeGreaterThan(0)
  })
})
