/** The fast and the slow allocator side by side, and random operations on both. */
import { expect } from 'vitest'
import { makeRng } from '#base/rng.ts'
import {
  addResources,
  containsResources,
  formatResources,
  resourcesOf,
  subtractResources,
  withRole,
} from '#model/resources.ts'
import { addAgent, removeAgent, setAgentActive, updateAgent, updateAllocation, updateAvailable } from './agents.ts'
import { expireFilter } from './filters.ts'
import {
  activateFramework,
  addFramework,
  deactivateFramework,
  recoverResources,
  removeFramework,
  reviveOffers,
  suppressOffers,
  updateFramework,
} from './frameworks.ts'
import type { AllocationPlan } from './plan.ts'
import { quantitiesOf } from './quantities.ts'
import { queueBatch, updateWhitelist } from './queue.ts'
import { updateQuota, updateWeights } from './roles.ts'
import { runAllocation } from './run.ts'
import {
  type Slow,
  type SlowFramework,
  makeSlow,
  slowFree,
  slowHold,
  slowRelease,
  slowTrack,
  slowUntrack,
} from './slow.fixture.ts'
import { slowRun } from './slowRun.fixture.ts'
import { type AllocatorState, makeAllocator } from './state.ts'

const AGENTS = ['a1', 'a2', 'a10', 'b']
const FRAMEWORKS = ['f1', 'f2', 'f10', 'g']
const ROLES = ['*', 'a', 'a/b', 'a/b/c', 'q', 'q/x']
const TOTALS = [
  'cpus:4;mem:4096',
  'cpus:4;mem:4096;ports:[31000-31009]',
  'cpus:1;mem:512;cpus(a):2;mem(a):512',
  'cpus:3;mem:2048;cpus{REV}:2',
  'cpus:2;mem:2048;gpus:1;disk:100',
  'cpus:0.005;mem:16;disk:100',
  'cpus:8;mem:8192;cpus(a/b):1;cpus(q):2;ports(a):[1-5]',
  'cpus{REV}:2;mem{REV}:512',
  'tokens:5;cpus:6;mem:64',
].map(resourcesOf)
const AMOUNTS = ['', 'cpus:2', 'cpus:5;mem:1024', 'mem:3000', 'cpus:0', 'cpus:10;mem:8192;tokens:2'].map(quantitiesOf)
const CAPABILITIES = ['GPU_RESOURCES', 'REVOCABLE_RESOURCES', 'MULTI_ROLE', 'REGION_AWARE'] as const
const MINIMA = [[quantitiesOf('cpus:1;mem:100')], [quantitiesOf('ports:3'), quantitiesOf('disk:50')], []]

/** Both allocators, and what tells their filters apart. */
export interface Pair {
  readonly fast: AllocatorState
  readonly slow: Slow
  readonly rng: { fast: ReturnType<typeof makeRng>; slow: ReturnType<typeof makeRng> }
  readonly filters: { id: number; serial: number }[]
}

/** Numbers that an operation makes its choices by. */
export type Choice = readonly [kind: number, number, number, number]

export const pick = <T>(items: readonly T[], n: number): T => items[n % items.length] as T
const subset = <T>(items: readonly T[], bits: number): T[] => items.filter((_, i) => (bits >> i) & 1)
const knownFramework = (pair: Pair, id: string) => pair.slow.frameworks.find((f) => f.id === id)
const knownAgent = (pair: Pair, id: string) => pair.slow.agents.find((agent) => agent.id === id)

function queueAll(slow: Slow): void {
  for (const agent of slow.agents) slow.candidates.add(agent.id)
}

function doAddAgent(pair: Pair, [, n, m, k]: Choice): void {
  const id = pick(AGENTS, n)
  if (knownAgent(pair, id)) return
  const total = pick(TOTALS, m)
  const capabilities = subset(['MULTI_ROLE', 'HIERARCHICAL_ROLE'] as const, k % 7 === 0 ? k : 3)
  const attributes = { rack: pick(['r1', 'r2'], k) }
  const remote = m % 4 === 0
  const domain = { region: remote ? 'far' : 'near', zone: 'z' }
  const part = total.filter((entry) => entry.name === 'cpus' && !entry.revocable && entry.role === '*')
  const use = { framework: pick(FRAMEWORKS, m), role: pick(ROLES, k), resources: part }
  const used = k % 4 === 0 && part.length > 0 ? [use] : []
  const hierarchical = capabilities.includes('HIERARCHICAL_ROLE')
  pair.slow.agents.push({
    id,
    total,
    active: true,
    multiRole: capabilities.includes('MULTI_ROLE'),
    hierarchical,
    remote,
    attributes,
  })
  for (const each of used)
    slowHold(pair.slow, { ...each, agent: id }, knownFramework(pair, each.framework) !== undefined)
  pair.slow.candidates.add(id)
  addAgent(pair.fast, { agent: id, resources: total, used, capabilities, attributes, domain })
}

function doRemoveAgent(pair: Pair, [, n]: Choice): void {
  const id = pick(AGENTS, n)
  if (!knownAgent(pair, id)) return
  for (const row of pair.slow.held.filter((h) => h.agent === id)) slowRelease(pair.slow, row, row.known)
  pair.slow.agents = pair.slow.agents.filter((agent) => agent.id !== id)
  pair.slow.filters = pair.slow.filters.filter((filter) => filter.agent !== id)
  pair.slow.candidates.delete(id)
  removeAgent(pair.fast, id)
}

export function doUpdateAgent(pair: Pair, [, n, m, k]: Choice): void {
  const agent = knownAgent(pair, pick(AGENTS, n))
  if (!agent) return
  const total = pick(TOTALS, m)
  const rack = pick(['r1', 'r2'], k)
  const changed = formatResources(total) !== formatResources(agent.total) || rack !== agent.attributes.rack
  if (rack !== agent.attributes.rack) pair.slow.filters = pair.slow.filters.filter((x) => x.agent !== agent.id)
  agent.total = total
  agent.attributes = { rack }
  if (changed) pair.slow.candidates.add(agent.id)
  updateAgent(pair.fast, agent.id, { resources: total, attributes: { rack } })
}

function doAgentActivity(pair: Pair, [, n, m]: Choice): void {
  const agent = knownAgent(pair, pick(AGENTS, n))
  if (!agent) return
  agent.active = m % 2 === 0
  setAgentActive(pair.fast, agent.id, agent.active)
}

function frameworkInfo(n: number, m: number, k: number): Omit<SlowFramework, 'id' | 'active'> {
  const role = pick(ROLES, k)
  return {
    roles: subset(ROLES, m % 64),
    suppressed: subset(ROLES, n % 5 === 0 ? k % 64 : 0),
    capabilities: subset(CAPABILITIES, k),
    minima: n % 6 === 0 ? { [role]: pick(MINIMA, m) } : {},
    rack: n % 7 === 0 ? { [role]: pick(['r1', 'r2'], m) } : {},
  }
}

function fastInfo(info: Omit<SlowFramework, 'id' | 'active'>) {
  const constraint = (value: string) => ({
    selector: { kind: 'attribute', name: 'rack' } as const,
    predicate: { kind: 'textEquals', value } as const,
  })
  return {
    roles: info.roles,
    suppressedRoles: info.suppressed,
    capabilities: CAPABILITIES.filter((each) => info.capabilities.includes(each)),
    minAllocatable: info.minima,
    offerConstraints: Object.fromEntries(Object.entries(info.rack).map(([role, rack]) => [role, [[constraint(rack)]]])),
  }
}

function doAddFramework(pair: Pair, [, n, m, k]: Choice): void {
  const id = pick(FRAMEWORKS, n)
  if (knownFramework(pair, id)) return
  const info = { ...frameworkInfo(n, m, k), capabilities: subset(CAPABILITIES, k) }
  const active = m % 5 !== 0
  pair.slow.frameworks.push({ ...info, id, active })
  for (const role of info.roles) slowTrack(pair.slow, id, role)
  const used = pair.slow.held.filter((h) => h.framework === id && !h.known).map((h) => ({ ...h }))
  for (const use of used) {
    slowRelease(pair.slow, use, false)
    slowHold(pair.slow, use, true)
  }
  if (active) queueAll(pair.slow)
  addFramework(pair.fast, { ...fastInfo(info), framework: id, active, used })
}

function doUpdateFramework(pair: Pair, [, n, m, k]: Choice): void {
  const framework = knownFramework(pair, pick(FRAMEWORKS, n))
  if (!framework) return
  const info = { ...frameworkInfo(k, m, n + k), capabilities: subset(CAPABILITIES, n + k) }
  const left = framework.roles.filter((role) => !info.roles.includes(role))
  const revived = framework.suppressed.filter((role) => !info.suppressed.includes(role) && info.roles.includes(role))
  const cleared = [...left, ...revived.filter((role) => framework.roles.includes(role))]
  pair.slow.filters = pair.slow.filters.filter((x) => x.framework !== framework.id || !cleared.includes(x.role))
  for (const role of info.roles) slowTrack(pair.slow, framework.id, role)
  Object.assign(framework, info)
  slowUntrack(pair.slow)
  updateFramework(pair.fast, framework.id, fastInfo(info))
}

function doRemoveFramework(pair: Pair, [, n]: Choice): void {
  const id = pick(FRAMEWORKS, n)
  if (!knownFramework(pair, id)) return
  for (const row of pair.slow.held.filter((h) => h.framework === id)) slowRelease(pair.slow, row, row.known)
  pair.slow.frameworks = pair.slow.frameworks.filter((f) => f.id !== id)
  pair.slow.filters = pair.slow.filters.filter((x) => x.framework !== id)
  slowUntrack(pair.slow)
  removeFramework(pair.fast, id)
}

function doFrameworkActivity(pair: Pair, [, n, m]: Choice): void {
  const framework = knownFramework(pair, pick(FRAMEWORKS, n))
  if (!framework) return
  framework.active = m % 2 === 0
  if (framework.active) {
    queueAll(pair.slow)
    activateFramework(pair.fast, framework.id)
    return
  }
  pair.slow.filters = pair.slow.filters.filter((x) => x.framework !== framework.id)
  deactivateFramework(pair.fast, framework.id)
}

function doSuppressOrRevive(pair: Pair, [, n, m, k]: Choice): void {
  const framework = knownFramework(pair, pick(FRAMEWORKS, n))
  if (!framework) return
  const asked = subset(ROLES, k % 64)
  const roles = asked.length === 0 ? framework.roles : asked.filter((role) => framework.roles.includes(role))
  if (m % 2 === 0) {
    framework.suppressed = [...new Set([...framework.suppressed, ...roles])]
    suppressOffers(pair.fast, framework.id, asked)
    return
  }
  framework.suppressed = framework.suppressed.filter((role) => !roles.includes(role))
  pair.slow.filters = pair.slow.filters.filter((x) => x.framework !== framework.id || !roles.includes(x.role))
  queueAll(pair.slow)
  reviveOffers(pair.fast, framework.id, asked)
}

function doRecover(pair: Pair, [, n, m, k]: Choice): void {
  const rows = pair.slow.held.filter((h) => h.known)
  const row = rows[n % Math.max(1, rows.length)]
  if (!row) return
  const half = row.resources.map((entry) => ({ ...entry, milli: Math.ceil(entry.milli / 2) }))
  const resources = m % 3 === 0 ? half : row.resources
  const { framework, role, agent } = row
  slowRelease(pair.slow, { framework, role, agent, resources })
  const refusal = k % 3 === 0 ? {} : { refuseMs: 1000 }
  const { filter } = recoverResources(pair.fast, 0, { framework, role, agent, resources, ...refusal })
  expect(filter !== null).toBe(k % 3 !== 0)
  if (!filter) return
  pair.slow.serial += 1
  pair.slow.filters.push({ framework, role, agent, refused: resources, serial: pair.slow.serial })
  pair.filters.push({ id: filter.id, serial: pair.slow.serial })
}

function doExpire(pair: Pair, [, n]: Choice): void {
  const [filter] = pair.filters.splice(n % Math.max(1, pair.filters.length), 1)
  if (!filter) return
  const before = pair.slow.filters.length
  pair.slow.filters = pair.slow.filters.filter((x) => x.serial !== filter.serial)
  expect(expireFilter(pair.fast, filter.id)).toBe(pair.slow.filters.length < before)
  expect(expireFilter(pair.fast, filter.id)).toBe(false)
}

function doRoles(pair: Pair, [, n, m, k]: Choice): void {
  if (n % 2 === 0) {
    const role = pick(ROLES, m)
    const weight = pick([1, 2, 0.5, 3], k)
    pair.slow.weights[role] = weight
    updateWeights(pair.fast, { [role]: weight })
    return
  }
  const role = pick(['*', 'a', 'q'], m)
  const guarantees = pick(AMOUNTS, k)
  const limits = pick(AMOUNTS, n + k)
  const isSome = [...guarantees.values()].some((milli) => milli > 0) || limits.size > 0
  if (isSome) pair.slow.quota[role] = { guarantees, limits }
  else delete pair.slow.quota[role]
  updateQuota(pair.fast, role, guarantees, limits)
}

function doWhitelist(pair: Pair, [, n, m]: Choice): void {
  pair.slow.whitelist = n % 3 === 0 ? null : subset(AGENTS, m % 16)
  updateWhitelist(pair.fast, pair.slow.whitelist)
}

function doReserve(pair: Pair, [, n, m, k]: Choice): void {
  const agent = knownAgent(pair, pick(AGENTS, n))
  if (!agent) return
  const one = resourcesOf('cpus:1')
  const role = pick(['a', 'a/b', 'q'], m)
  const [from, to] = k % 2 === 0 ? [one, withRole(one, role)] : [withRole(one, role), one]
  if (m % 2 === 0) {
    const isThere = containsResources(slowFree(pair.slow, agent), from)
    expect(updateAvailable(pair.fast, agent.id, from, to)).toBe(isThere)
    if (isThere) agent.total = addResources(subtractResources(agent.total, from), to)
    return
  }
  const row = pair.slow.held.find((h) => h.known && h.agent === agent.id && containsResources(h.resources, from))
  if (!row || !containsResources(agent.total, from)) return
  updateAllocation(pair.fast, row, from, to)
  agent.total = addResources(subtractResources(agent.total, from), to)
  row.resources = addResources(subtractResources(row.resources, from), to)
}

function doRun(pair: Pair, [, n]: Choice): void {
  if (n % 2 === 0) {
    queueBatch(pair.fast)
    queueAll(pair.slow)
  }
  const plan = runAllocation(pair.fast, pair.rng.fast)
  if (!plan) return
  const { grants, refusals } = slowRun(pair.slow, pair.rng.slow)
  expect(grantTexts(plan)).toEqual(
    grants
      .map((grant, i) => ({ ...grant, i }))
      .sort((a, b) => order(a.framework, b.framework) || order(a.agent, b.agent) || a.i - b.i)
      .map(grantText),
  )
  expect(plan.refusalsOmitted).toBe(0)
  expect(refusalTexts(plan)).toEqual(refusals)
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const grantText = (g: AllocationPlan['grants'][number]) =>
  `${g.stage} ${g.agent} ${g.role} ${g.framework} ${formatResources(g.resources)}`
const grantTexts = (plan: AllocationPlan) => plan.grants.map(grantText)
const refusalTexts = (plan: AllocationPlan) =>
  plan.refusals
    .filter(({ reason }) => reason !== 'Suppressed' && reason !== 'Inactive')
    .map((r) => `${r.stage} ${r.agent} ${r.role} ${r.framework} ${r.reason}`)

export const OPERATIONS = [
  doAddAgent,
  doAddAgent,
  doAddFramework,
  doAddFramework,
  doRun,
  doRun,
  doRun,
  doRecover,
  doRecover,
  doRecover,
  doExpire,
  doUpdateAgent,
  doUpdateFramework,
  doSuppressOrRevive,
  doRoles,
  doRoles,
  doReserve,
  doAgentActivity,
  doFrameworkActivity,
  doRemoveAgent,
  doRemoveFramework,
  doWhitelist,
]

export function makePair(seed: number, excluded: string[]): Pair {
  const fast = makeAllocator({ excludedFromFairShare: excluded, region: 'near' })
  const rng = { fast: makeRng(seed, 'allocator'), slow: makeRng(seed, 'allocator') }
  return { fast, slow: makeSlow([...fast.options.minAllocatable], excluded), rng, filters: [] }
}

/** One operation on both. */
export function act(pair: Pair, choice: Choice): void {
  pick(OPERATIONS, choice[0])(pair, choice)
}
