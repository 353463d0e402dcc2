/** What the master tells the allocator about agents. Source: hierarchical.cpp, addSlave, removeSlave, updateSlave; reference 5.7. */
import { assert } from '#base/assert.ts'
import {
  NO_RESOURCES,
  type Resources,
  addResources,
  containsResources,
  equalResources,
  subtractResources,
} from '#model/resources.ts'
import { joinResources, scalarVector, splitResources } from './amounts.ts'
import { dropAgentFilters } from './filters.ts'
import { convert, hold, holdingRow, moveLaunched, refreshFree, releaseRow } from './holdings.ts'
import { dropCandidate, queueAgent } from './queue.ts'
import { type AllocatorState, agentRow, clientOf, columnOf, frameworkOf, frameworkRow, grown, roleOf } from './state.ts'
import type { AgentCapability, AgentDomain } from './tables.ts'

const CAPABILITIES: readonly AgentCapability[] = ['MULTI_ROLE', 'HIERARCHICAL_ROLE', 'RESERVATION_REFINEMENT']

const NO_ATTRIBUTES: Readonly<Record<string, string>> = {}

export interface AgentUse {
  readonly framework: string
  readonly role: string
  readonly resources: Resources
}

export interface AgentSpec {
  readonly agent: string
  readonly resources: Resources
  /** Default: the agent's id. */
  readonly hostname?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly domain?: AgentDomain | null
  /** Default: all. */
  readonly capabilities?: readonly AgentCapability[]
  /** What tasks use on it already, as an agent that comes back reports. */
  readonly used?: readonly AgentUse[]
}

function newRow(state: AllocatorState): number {
  const { agents, width } = state
  const reused = agents.unused.pop()
  if (reused !== undefined) return reused
  if (agents.rows === agents.active.length) {
    const capacity = Math.max(16, 2 * agents.rows)
    for (const flag of ['active', 'candidate', 'gpu', 'remote', 'multiRole', 'hierarchicalRole'] as const) {
      agents[flag] = grown(agents[flag], capacity)
    }
    for (const matrix of ['totalPlain', 'usedPlain', 'freePlain'] as const) {
      agents[matrix] = grown(agents[matrix], capacity * width)
    }
    for (const column of ['firstHolding', 'filterBlock', 'filterCount', 'filterBlockSize', 'rank', 'after'] as const) {
      agents[column] = grown(agents[column], capacity)
    }
  }
  agents.rows += 1
  return agents.rows - 1
}

/** Adds (1) or takes away (-1) an agent's scalars from the totals of the cluster and its reservations from the roles. */
function countTotals(state: AllocatorState, agent: number, factor: 1 | -1): void {
  const { agents, totals, width } = state
  const rest = agents.totalRest[agent] as Resources
  const sums = scalarVector(state, agents.totalPlain, agent * width, rest)
  for (let s = 0; s < totals.milli.length; s += 1) {
    totals.milli[s] = (totals.milli[s] as number) + factor * (sums[s] ?? 0)
  }
  totals.version += 1
  for (const entry of rest) {
    if (entry.ranges !== null || entry.role === '*') continue
    const column = columnOf(state, entry.name)
    const top = state.roles[state.roles[roleOf(state, entry.role)]?.top ?? -1]
    assert(top, 'a reservation has a role')
    top.reserved[column] = (top.reserved[column] ?? 0) + factor * entry.milli
    state.reserved[column] = (state.reserved[column] ?? 0) + factor * entry.milli
  }
}

function setTotal(state: AllocatorState, agent: number, total: Resources): void {
  const { agents } = state
  const { plain, rest } = splitResources(state, total)
  agents.total[agent] = total
  agents.totalPlain.set(plain, agent * state.width)
  agents.totalRest[agent] = rest
  agents.gpu[agent] = Number(total.some((entry) => entry.name === 'gpus' && entry.milli > 0))
  countTotals(state, agent, 1)
}

function isRemote(state: AllocatorState, domain: AgentDomain | null): boolean {
  return domain !== null && domain.region !== state.options.region
}

function setInfo(state: AllocatorState, agent: number, spec: Omit<AgentUpdate, 'resources'>): void {
  const { agents } = state
  if (spec.hostname !== undefined) agents.hostname[agent] = spec.hostname
  if (spec.attributes !== undefined) agents.attributes[agent] = spec.attributes
  if (spec.domain !== undefined) agents.domain[agent] = spec.domain
  agents.remote[agent] = Number(isRemote(state, agents.domain[agent] ?? null))
  if (spec.capabilities === undefined) return
  agents.capabilities[agent] = spec.capabilities
  agents.multiRole[agent] = Number(spec.capabilities.includes('MULTI_ROLE'))
  agents.hierarchicalRole[agent] = Number(spec.capabilities.includes('HIERARCHICAL_ROLE'))
}

/** Adds an agent, active, and queues a run for it. True: a run must be dispatched now. */
export function addAgent(state: AllocatorState, spec: AgentSpec): boolean {
  const { agents } = state
  assert(!agents.index.has(spec.agent), `the allocator does not know the agent ${spec.agent} yet`)
  splitResources(state, spec.resources)
  const row = newRow(state)
  agents.index.set(spec.agent, row)
  agents.id[row] = spec.agent
  agents.active[row] = 1
  agents.candidate[row] = 0
  agents.usedPlain.fill(0, row * state.width, (row + 1) * state.width)
  agents.usedRest[row] = NO_RESOURCES
  agents.firstHolding[row] = -1
  agents.filterCount[row] = 0
  agents.filterBlockSize[row] = -1
  agents.ranked = false
  const { hostname = spec.agent, attributes = NO_ATTRIBUTES, domain = null, capabilities = CAPABILITIES } = spec
  setInfo(state, row, { hostname, attributes, domain, capabilities })
  setTotal(state, row, spec.resources)
  for (const use of spec.used ?? []) addUse(state, row, use)
  refreshFree(state, row)
  endRecovery(state)
  return queueAgent(state, row, 'addSlave')
}

function addUse(state: AllocatorState, agent: number, use: AgentUse): void {
  const framework = frameworkOf(state, use.framework)
  const client = clientOf(state, framework, roleOf(state, use.role))
  const charged = state.frameworks[framework]?.known ?? false
  const amounts = splitResources(state, use.resources)
  hold(state, agent, client, amounts, charged)
  moveLaunched(state, holdingRow(state, agent, client, charged), amounts, 1)
}

/** After a failover, enough agents are back. Source: hierarchical.cpp, addSlave. */
function endRecovery(state: AllocatorState): void {
  if (!state.paused || state.expectedAgents === null || state.agents.index.size < state.expectedAgents) return
  state.expectedAgents = null
  state.paused = false
}

/** Removes an agent with all that is held on it and all filters on it. Queues nothing. */
export function removeAgent(state: AllocatorState, agent: string): void {
  const { agents } = state
  const row = agentRow(state, agent)
  for (;;) {
    const holding = agents.firstHolding[row] as number
    if (holding < 0) break
    releaseRow(state, row, holding)
  }
  dropAgentFilters(state, row)
  countTotals(state, row, -1)
  agents.index.delete(agent)
  agents.id[row] = ''
  agents.ranked = false
  dropCandidate(state, row)
  agents.total[row] = NO_RESOURCES
  agents.totalRest[row] = NO_RESOURCES
  agents.totalPlain.fill(0, row * state.width, (row + 1) * state.width)
  refreshFree(state, row)
  agents.unused.push(row)
}

export interface AgentUpdate {
  readonly resources?: Resources
  readonly hostname?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly domain?: AgentDomain | null
  readonly capabilities?: readonly AgentCapability[]
}

function sameAttributes(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

function changesInfo(state: AllocatorState, row: number, update: AgentUpdate): boolean {
  const { agents } = state
  const domain = agents.domain[row] ?? null
  const capabilities = agents.capabilities[row] ?? []
  return (
    (update.hostname !== undefined && update.hostname !== agents.hostname[row]) ||
    (update.domain !== undefined &&
      (update.domain?.region !== domain?.region || update.domain?.zone !== domain?.zone)) ||
    (update.capabilities !== undefined &&
      CAPABILITIES.some((each) => update.capabilities?.includes(each) !== capabilities.includes(each)))
  )
}

/**
 * Replaces what is given. The total may fall below what is held; new attributes drop all filters on the agent. Where
 * anything changed a run is queued for the agent. True: a run must be dispatched now.
 */
export function updateAgent(state: AllocatorState, agent: string, update: AgentUpdate): boolean {
  const { agents } = state
  const row = agentRow(state, agent)
  let changed = changesInfo(state, row, update)
  if (update.attributes !== undefined && !sameAttributes(agents.attributes[row] ?? {}, update.attributes)) {
    changed = true
    dropAgentFilters(state, row)
  }
  setInfo(state, row, update)
  if (update.resources !== undefined && replaceTotal(state, row, update.resources)) changed = true
  return changed && queueAgent(state, row, 'updateSlave')
}

function replaceTotal(state: AllocatorState, row: number, total: Resources): boolean {
  if (equalResources(total, state.agents.total[row] as Resources)) return false
  splitResources(state, total)
  countTotals(state, row, -1)
  setTotal(state, row, total)
  refreshFree(state, row)
  return true
}

/** An inactive agent is not offered; totals, shares and filters stay. Queues nothing. */
export function setAgentActive(state: AllocatorState, agent: string, active: boolean): void {
  state.agents.active[agentRow(state, agent)] = Number(active)
}

/**
 * A framework's RESERVE or UNRESERVE: a part of what it holds becomes `to`, and the agent's total with it. Amounts stay
 * the same, counts too. Queues nothing. Source: hierarchical.cpp, updateAllocation.
 */
export function updateAllocation(
  state: AllocatorState,
  what: { readonly framework: string; readonly role: string; readonly agent: string },
  from: Resources,
  to: Resources,
): void {
  const agent = agentRow(state, what.agent)
  const client = clientOf(state, frameworkRow(state, what.framework), roleOf(state, what.role))
  const taken = splitResources(state, from)
  const given = splitResources(state, to)
  convert(state, agent, client, taken, given)
  replaceTotal(state, agent, addResources(subtractResources(state.agents.total[agent] as Resources, from), to))
  refreshFree(state, agent)
}

/** The operator's RESERVE or UNRESERVE, out of what is free. False, and nothing changes, where not all of it is. */
export function updateAvailable(state: AllocatorState, agent: string, from: Resources, to: Resources): boolean {
  const row = agentRow(state, agent)
  if (!containsResources(freeResources(state, row), from)) return false
  replaceTotal(state, row, addResources(subtractResources(state.agents.total[row] as Resources, from), to))
  return true
}

/** What is free on an agent's row. */
export function freeResources(state: AllocatorState, row: number): Resources {
  const { agents } = state
  return joinResources(state, agents.freePlain, row, agents.freeRest[row] as Resources)
}
