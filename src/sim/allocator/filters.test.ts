import { describe, expect, it } from 'vitest'
import { resourcesOf } from '#model/resources.ts'
import { addAgent, removeAgent, updateAgent } from './agents.ts'
import { dropClientFilters, expireFilter, filterLifeMs, setFilter } from './filters.ts'
import { addFramework } from './frameworks.ts'
import { type AllocatorState, agentRow, clientOf, frameworkRow, makeAllocator, roleOf } from './state.ts'
import { filterCount, filtersInForce, filtersOn } from './views.ts'

function aCluster(): AllocatorState {
  const state = makeAllocator()
  for (const agent of ['a1', 'a2']) addAgent(state, { agent, resources: resourcesOf('cpus:4;mem:64') })
  for (const framework of ['f1', 'f2']) addFramework(state, { framework, roles: ['r'] })
  return state
}

function filter(state: AllocatorState, framework: string, agent: string, refused: string): number {
  const client = clientOf(state, frameworkRow(state, framework), roleOf(state, 'r'))
  return setFilter(state, agentRow(state, agent), client, resourcesOf(refused), 5000)
}

describe('the life of a filter', () => {
  it.each([
    ['no filter at 0', 0, 0],
    ['at least one allocation interval', 1, 1000],
    ['what was asked', 120_000, 120_000],
    ['5 s where the time is negative', -1, 5000],
    ['5 s where it is no number', Number.NaN, 5000],
    ['365 days at most', Number.MAX_VALUE, 31_536_000_000],
  ])('is %s', (_, asked, lasts) => {
    expect(filterLifeMs(makeAllocator(), asked)).toBe(lasts)
  })
})

describe('filters', () => {
  it('are shown with what was refused, and until when', () => {
    const state = aCluster()
    filter(state, 'f1', 'a1', 'cpus:2;ports:[1-3]')
    expect(filtersInForce(state)).toEqual([
      { framework: 'f1', role: 'r', agent: 'a1', resources: resourcesOf('cpus:2;ports:[1-3]'), untilMs: 5000 },
    ])
  })

  it('end once: the id of a dropped one never means the filter that took its place', () => {
    const state = aCluster()
    const first = filter(state, 'f1', 'a1', 'cpus:1')
    dropClientFilters(state, clientOf(state, frameworkRow(state, 'f1'), roleOf(state, 'r')))
    const second = filter(state, 'f1', 'a2', 'cpus:1')
    expect(second).not.toBe(first)
    expect(expireFilter(state, first)).toBe(false)
    expect(filterCount(state, 'r')).toBe(1)
    expect(expireFilter(state, second)).toBe(true)
    expect(expireFilter(state, second)).toBe(false)
    expect(expireFilter(state, 12_345)).toBe(false)
  })

  it('stay apart when there are many on an agent and they end in any order', () => {
    const state = aCluster()
    const ids = Array.from({ length: 40 }, (_, n) =>
      filter(state, n % 2 ? 'f1' : 'f2', n % 3 ? 'a1' : 'a2', `cpus:${n + 1}`),
    )
    const gone = ids.filter((_, n) => n % 5 !== 0)
    for (const id of gone) expect(expireFilter(state, id)).toBe(true)
    const left = filtersInForce(state).map(
      ({ framework, agent, resources }) => `${framework} ${agent} ${resources[0]?.milli}`,
    )
    const wanted = ids.flatMap((_, n) =>
      n % 5 !== 0 ? [] : [`${n % 2 ? 'f1' : 'f2'} ${n % 3 ? 'a1' : 'a2'} ${(n + 1) * 1000}`],
    )
    expect(left.sort()).toEqual(wanted.sort())
  })

  it('go with their agent, and when its attributes change', () => {
    const state = aCluster()
    const onRemoved = filter(state, 'f1', 'a1', 'cpus:1')
    filter(state, 'f2', 'a2', 'cpus:1')
    removeAgent(state, 'a1')
    updateAgent(state, 'a2', { attributes: {} })
    expect(filtersOn(state, 'a2')).toHaveLength(1)
    updateAgent(state, 'a2', { attributes: { rack: 'x' } })
    expect(filtersInForce(state)).toEqual([])
    expect(expireFilter(state, onRemoved)).toBe(false)
    expect(state.filters.count).toBe(0)
    expect(state.shapes.index.size).toBe(0)
  })

  it('know what was refused, though a filter of the same resources ended before', () => {
    const state = aCluster()
    const client = clientOf(state, frameworkRow(state, 'f1'), roleOf(state, 'r'))
    const refused = resourcesOf('cpus:3')
    expireFilter(state, setFilter(state, agentRow(state, 'a1'), client, refused, 5000))
    setFilter(state, agentRow(state, 'a1'), client, refused, 5000)
    filter(state, 'f2', 'a2', 'cpus:1')
    expect(filtersOn(state, 'a1')).toMatchObject([{ resources: refused }])
    expect(filtersOn(state, 'a2')).toMatchObject([{ resources: resourcesOf('cpus:1') }])
  })
})
