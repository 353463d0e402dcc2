import { describe, expect, it } from 'vitest'
import { makeRng } from '#base/rng.ts'
import { formatResources, resourcesOf, withRole } from '#model/resources.ts'
import { addAgent, removeAgent, setAgentActive, updateAgent, updateAllocation, updateAvailable } from './agents.ts'
import {
  activateFramework,
  addFramework,
  deactivateFramework,
  recoverResources,
  removeFramework,
  reviveOffers,
  suppressOffers,
  transitionOfferedToAllocated,
  updateFramework,
} from './frameworks.ts'
import { quantitiesOf } from './quantities.ts'
import { pause, queueBatch, recover, resume, updateWhitelist } from './queue.ts'
import { updateQuota, updateWeights } from './roles.ts'
import { runAllocation } from './run.ts'
import { type AllocatorState, makeAllocator } from './state.ts'
import { agentUsage, roleShare, totalResources } from './views.ts'

const rng = makeRng(1, 'allocator')
const FOUR = resourcesOf('cpus:4;mem:4096')

function aCluster(agents: readonly string[] = ['a1']): AllocatorState {
  const state = makeAllocator()
  for (const agent of agents) addAgent(state, { agent, resources: FOUR })
  return state
}

function offers(state: AllocatorState): string[] {
  queueBatch(state)
  const plan = runAllocation(state, rng)
  return (plan?.grants ?? []).map((grant) => `${grant.framework} ${grant.agent} ${formatResources(grant.resources)}`)
}

describe('what queues a run', () => {
  it('is an agent that comes or changes, a framework that comes, connects or revives, and the batch timer', () => {
    const state = makeAllocator()
    const isQueued = (act: () => boolean | void) => {
      const answer = act()
      const { queued } = state
      expect(answer ?? false).toBe(queued)
      runAllocation(state, rng)
      return queued
    }
    expect(isQueued(() => addAgent(state, { agent: 'a1', resources: FOUR }))).toBe(true)
    expect(isQueued(() => addFramework(state, { framework: 'f', roles: ['r'] }))).toBe(true)
    expect(isQueued(() => addFramework(state, { framework: 'idle', roles: ['r'], active: false }))).toBe(false)
    expect(isQueued(() => updateAgent(state, 'a1', { resources: FOUR, attributes: {} }))).toBe(false)
    expect(isQueued(() => updateAgent(state, 'a1', { hostname: 'other' }))).toBe(true)
    expect(isQueued(() => updateAgent(state, 'a1', { capabilities: ['MULTI_ROLE'] }))).toBe(true)
    expect(isQueued(() => updateAgent(state, 'a1', { domain: { region: 'r', zone: 'z' } }))).toBe(true)
    expect(isQueued(() => activateFramework(state, 'f'))).toBe(true)
    expect(isQueued(() => reviveOffers(state, 'f'))).toBe(true)
    expect(isQueued(() => queueBatch(state))).toBe(true)
    expect(isQueued(() => suppressOffers(state, 'f'))).toBe(false)
    expect(isQueued(() => updateFramework(state, 'f', { roles: ['r', 's'] }))).toBe(false)
    expect(isQueued(() => updateQuota(state, 'r', quantitiesOf('cpus:1'), quantitiesOf('')))).toBe(false)
    expect(isQueued(() => updateWeights(state, { r: 2 }))).toBe(false)
    expect(isQueued(() => setAgentActive(state, 'a1', true))).toBe(false)
    expect(isQueued(() => updateWhitelist(state, null))).toBe(false)
    expect(isQueued(() => deactivateFramework(state, 'f'))).toBe(false)
    expect(isQueued(() => removeFramework(state, 'f'))).toBe(false)
    expect(isQueued(() => removeAgent(state, 'a1'))).toBe(false)
    expect(runAllocation(state, rng)).toBeNull()
  })

  it('lets commands share one run, which names them all', () => {
    const state = makeAllocator()
    expect(addAgent(state, { agent: 'a1', resources: FOUR })).toBe(true)
    expect(addFramework(state, { framework: 'f', roles: ['r'] })).toBe(false)
    expect(runAllocation(state, rng)).toMatchObject({ run: 1, trigger: 'addSlave + addFramework' })
    expect(state.runs).toBe(1)
  })

  it('looks only at the agents that were queued', () => {
    const state = aCluster()
    addFramework(state, { framework: 'f', roles: ['r'] })
    runAllocation(state, rng)
    recoverResources(state, 0, { framework: 'f', role: 'r', agent: 'a1', resources: FOUR })
    addAgent(state, { agent: 'a2', resources: FOUR })
    expect(runAllocation(state, rng)?.grants.map(({ agent }) => agent)).toEqual(['a2'])
    expect(offers(state)).toEqual(['f a1 cpus:4;mem:4096'])
  })
})

describe('a pause', () => {
  it('drops what would queue a run, and keeps what was queued before for the next', () => {
    const state = aCluster()
    addFramework(state, { framework: 'f', roles: ['r'] })
    pause(state)
    expect(queueBatch(state)).toBe(false)
    expect(runAllocation(state, rng)).toBeNull()
    resume(state)
    expect(runAllocation(state, rng)).toBeNull()
    addAgent(state, { agent: 'a2', resources: FOUR })
    expect(runAllocation(state, rng)?.grants.map(({ agent }) => agent)).toEqual(['a1', 'a2'])
  })

  it('lasts after a failover until four fifths of the agents are back, where there is quota', () => {
    expect(recover(makeAllocator(), 10)).toBe(false)
    const state = makeAllocator()
    updateQuota(state, 'r', quantitiesOf('cpus:1'), quantitiesOf(''))
    expect(recover(state, 1)).toBe(false)
    expect(recover(state, 4)).toBe(true)
    const answers = ['a1', 'a2', 'a3'].map((agent) => addAgent(state, { agent, resources: FOUR }))
    expect(answers).toEqual([false, false, true])
  })
})

describe('who is offered what', () => {
  it('is decided by the whitelist of hostnames and by whether the agent is active', () => {
    const state = aCluster(['a1', 'a2', 'a3'])
    addFramework(state, { framework: 'f', roles: ['r'] })
    updateWhitelist(state, ['a1', 'a2'])
    setAgentActive(state, 'a2', false)
    expect(offers(state)).toEqual(['f a1 cpus:4;mem:4096'])
  })

  it('keeps agents of another region for frameworks that are aware of regions', () => {
    const state = makeAllocator({ region: 'here' })
    const there = { region: 'there', zone: 'z' }
    addAgent(state, { agent: 'near', resources: FOUR, domain: { region: 'here', zone: 'z' } })
    addAgent(state, { agent: 'far', resources: FOUR, domain: there })
    addFramework(state, { framework: 'plain', roles: ['r'] })
    const plan = runAllocation(state, rng)
    expect(plan?.grants.map(({ agent }) => agent)).toEqual(['near'])
    expect(plan?.refusals.filter(({ agent }) => agent === 'far')).toMatchObject([{ reason: 'Region' }])
    addFramework(state, { framework: 'aware', roles: ['s'], capabilities: ['REGION_AWARE', 'PARTITION_AWARE'] })
    expect(runAllocation(state, rng)?.grants.map(({ framework, agent }) => `${framework} ${agent}`)).toEqual([
      'aware far',
    ])
  })

  it('counts what was on offer and what runs tasks', () => {
    const state = aCluster()
    addFramework(state, { framework: 'f', roles: ['r'] })
    offers(state)
    const task = { framework: 'f', role: 'r', agent: 'a1', resources: resourcesOf('cpus:1;mem:96') }
    transitionOfferedToAllocated(state, task)
    recoverResources(state, 0, { ...task, resources: resourcesOf('cpus:2;mem:1000') })
    const texts = () => {
      const { free, held } = agentUsage(state, 'a1')
      return [free, held[0]?.offered ?? [], held[0]?.launched ?? []].map(formatResources)
    }
    expect(texts()).toEqual(['cpus:2;mem:1000', 'cpus:1;mem:3000', 'cpus:1;mem:96'])
    recoverResources(state, 0, { ...task, wasAllocated: true })
    expect(texts()).toEqual(['cpus:3;mem:1096', 'cpus:1;mem:3000', ''])
    expect(() => recoverResources(state, 0, task)).not.toThrow()
    expect(() => recoverResources(state, 0, { ...task, resources: FOUR })).toThrow('what is given back was held')
  })

  it('reserves out of an offer and out of what is free, and changes no share', () => {
    const state = aCluster()
    addFramework(state, { framework: 'f', roles: ['r'] })
    offers(state)
    const one = resourcesOf('cpus:1')
    const reserved = withRole(one, 'r')
    updateAllocation(state, { framework: 'f', role: 'r', agent: 'a1' }, one, reserved)
    expect(formatResources(totalResources(state))).toBe('cpus:3;cpus(r):1;mem:4096')
    expect(roleShare(state, 'r')).toMatchObject({ share: 1, count: 1 })
    expect(updateAvailable(state, 'a1', one, reserved)).toBe(false)
    recoverResources(state, 0, { framework: 'f', role: 'r', agent: 'a1', resources: resourcesOf('cpus(r):1;cpus:2') })
    expect(updateAvailable(state, 'a1', one, reserved)).toBe(true)
    expect(formatResources(agentUsage(state, 'a1').free)).toBe('cpus:1;cpus(r):2')
  })

  it('takes over what an agent reports, once its framework is known', () => {
    const state = makeAllocator()
    const use = { framework: 'f', role: 'r', resources: resourcesOf('cpus:1') }
    addAgent(state, { agent: 'a1', resources: FOUR, used: [use] })
    expect(agentUsage(state, 'a1').held).toMatchObject([{ counted: false, offered: [] }])
    addFramework(state, {
      framework: 'f',
      roles: ['r'],
      active: false,
      used: [
        { ...use, agent: 'a1' },
        { ...use, agent: 'gone' },
      ],
    })
    expect(roleShare(state, 'r')).toMatchObject({ share: 0.25, count: 1, resource: 'cpus' })
    expect(formatResources(agentUsage(state, 'a1').free)).toBe('cpus:3;mem:4096')
    removeFramework(state, 'f')
    expect(roleShare(state, 'r')).toBeNull()
    expect(formatResources(agentUsage(state, 'a1').free)).toBe('cpus:4;mem:4096')
  })

  it('names at most a thousand refusals and counts the others', () => {
    const state = aCluster(Array.from({ length: 60 }, (_, n) => `a${n}`))
    for (let n = 0; n < 20; n += 1) {
      addFramework(state, { framework: `f${n}`, roles: ['r'], minAllocatable: { r: [quantitiesOf('cpus:5')] } })
    }
    const plan = runAllocation(state, rng)
    expect(plan?.refusals).toHaveLength(1000)
    expect(plan?.refusalsOmitted).toBe(200)
    expect(plan?.refusals[0]).toMatchObject({ role: 'r', reason: 'MinAllocatable', stage: 2 })
  })

  it('puts grants by framework and agent, also where there are many', () => {
    const ids = Array.from({ length: 100 }, (_, n) => `a${n}`)
    const state = aCluster(ids)
    for (const framework of ['f2', 'f10']) addFramework(state, { framework, roles: ['r'] })
    const pairs = runAllocation(state, rng)?.grants.map(({ framework, agent }) => `${framework} ${agent}`) ?? []
    expect(pairs).toEqual([...pairs].sort())
    expect(pairs).toHaveLength(100)
  })

  it('lets in scalars of any name', () => {
    const state = makeAllocator({ minAllocatable: [] })
    const total = resourcesOf('cpus:1;mem:64;a:1;b:2;c:3;d:4;e:5')
    addAgent(state, { agent: 'a1', resources: resourcesOf('cpus:1;mem:64') })
    addFramework(state, { framework: 'f', roles: ['r'] })
    expect(offers(state)).toEqual(['f a1 cpus:1;mem:64'])
    updateAgent(state, 'a1', { resources: total })
    expect(offers(state)).toEqual(['f a1 a:1;b:2;c:3;d:4;e:5'])
    expect(roleShare(state, 'r')?.share).toBe(1)
    expect(formatResources(totalResources(state))).toBe(formatResources(total))
  })
})
