import { describe, expect, it } from 'vitest'
import { addTo, makeWindow, removeFrom } from '#base/window.ts'
import { resourcesOf } from '#model/resources.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { addAgent } from '../../allocator/agents.ts'
import type { WorldView } from '../../kernel/definition.ts'
import { type FilterEntry, makeAllocatorBooks } from '../allocator/books.ts'
import { type AgentRecord, type FrameworkRecord, makeBooks, type OfferRecord, putOffer } from './books.ts'
import { MASTER_INVARIANTS } from './invariants.ts'

const parsed = parseScenario({ version: 1, agents: [{ id: 'a', resources: 'cpus:4' }], frameworks: [] })
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
const scenario = parsed.value

function anAgent(): AgentRecord {
  return {
    key: 'a',
    name: 'a',
    id: 'S0',
    info: { hostname: 'a', port: 5051, resources: 'cpus:4', attributes: {}, checkpoint: true },
    attributes: {},
    domain: undefined,
    total: resourcesOf('cpus:4'),
    reserved: [],
    capabilities: [],
    tasks: new Map(),
    executors: new Map(),
    offer: null,
    furtherOffers: null,
    killed: new Map(),
    used: new Map(),
    registered: true,
    series: -1,
    machine: null,
  }
}

/** A master and an allocator that agree on one agent. */
function aWorld() {
  const master = makeBooks()
  const allocator = makeAllocatorBooks(scenario)
  const agent = anAgent()
  master.agents.set(agent.id, agent)
  addAgent(allocator.state, { agent: 'a', resources: agent.total })
  const view: WorldView = {
    now: 0,
    scenario,
    booksOf: (id) => (id === 'master' ? master : id === 'allocator' ? allocator : null),
    stateOf: () => 'outstanding',
    ids: () => [],
  }
  const faults = (): string[] => MASTER_INVARIANTS.flatMap(({ check }) => check(view) ?? [])
  return { master, allocator, agent, faults }
}

const FRAMEWORK: FrameworkRecord = {
  key: 'f',
  name: 'f',
  id: 'F',
  info: {
    user: 'root',
    name: 'f',
    hostname: '',
    roles: ['*'],
    failoverTimeout: 0,
    checkpoint: false,
    capabilities: [],
  },
  pid: 'driver:f',
  v1: false,
  suppressed: [],
  constraints: null,
  tasks: new Map(),
  unreachable: new Map(),
  completed: new Map(),
  offers: 0,
  machine: null,
}

function anOffer(agent: AgentRecord, id: string): OfferRecord {
  const machine = { id: 'master/offer:O0', state: { value: 'outstanding' }, gone: false }
  const resources = resourcesOf('cpus:4')
  const number = Number(id.slice(-1))
  return {
    id,
    key: `O${number}`,
    number,
    machine,
    framework: FRAMEWORK,
    agent,
    role: '*',
    resources,
    text: 'cpus:4',
    series: -1,
  }
}

describe('the invariants', () => {
  it('say nothing of a world in order', () => {
    expect(aWorld().faults()).toEqual([])
  })

  it('catch resources that were not returned', () => {
    const { agent, faults } = aWorld()
    agent.used.set('F', resourcesOf('cpus:1'))
    expect(faults()).toEqual(['a uses cpus:1, its tasks ', 'a: tasks use cpus:1, the allocator says '])
  })

  it('catch resources that are offered twice', () => {
    const { master, agent, faults } = aWorld()
    for (const id of ['M-O0', 'M-O1']) {
      const offer = anOffer(agent, id)
      addTo(master.offers, offer)
      putOffer(agent, offer)
    }
    expect(faults()[0]).toBe('a has cpus:4, of which cpus:8 is held')
  })

  it('catch an offer that its framework does not have', () => {
    const { master, agent, faults } = aWorld()
    const offer = anOffer(agent, 'M-O0')
    addTo(master.offers, offer)
    putOffer(agent, offer)
    expect(faults().at(-1)).toBe('1 offers are out, frameworks have 0, agents 1')
  })

  it('catch a filter that was ignored, but not one that came with the answer', () => {
    const { allocator, faults } = aWorld()
    const grant = { framework: 'F', role: '*', agent: 'a', resources: resourcesOf('cpus:2'), stage: 2 as const }
    const series = 7
    const of = { framework: 'F', series, role: '*', agent: 'a' }
    const filter = { type: 'filter' as const, id: 0, ...of, resources: 'cpus:4', run: 1, timer: null, number: 0 }
    allocator.last = { run: 2, at: 0, grants: [grant] }
    const own = makeWindow<FilterEntry>()
    addTo(own, filter)
    allocator.filters.set('F', own)
    expect(faults()).toEqual(['F refused cpus:4 of a and is offered it'])
    removeFrom(own, 0)
    addTo(own, { ...filter, run: 2 })
    expect(faults()).toEqual([])
  })

  it('wait until the dispatches between both are done', () => {
    const { master, agent, faults } = aWorld()
    agent.total = resourcesOf('cpus:3')
    expect(faults()).toEqual(['a: cpus:3 is free, the allocator says cpus:4'])
    master.callsToAllocator = 1
    expect(faults()).toEqual([])
  })
})
