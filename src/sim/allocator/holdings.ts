/**
 * Who holds what, where: the moment an offer is made its resources are held, and count in the shares of role and
 * framework, until they are given back. Source: hierarchical.cpp, trackAllocatedResources, untrackAllocatedResources,
 * trackFrameworkUnderRole, tryUntrackFrameworkUnderRole; reference 5.1, 5.7.
 */
import { assert, must } from '#base/assert.ts'
import { NO_RESOURCES, type Resources, addResources, subtractResources } from '#model/resources.ts'
import { containsRest, isEmptyRow, countedScalars } from './amounts.ts'
import {
  activate,
  addClient,
  allocated,
  deactivate,
  makeSorter,
  reallocated,
  removeClient,
  unallocated,
} from './sorter.ts'
import { type AllocatorState, grown } from './state.ts'
import type { Amounts, FrameworkRow, HoldingTable, RoleRow } from './tables.ts'

export function clientFramework(state: AllocatorState, client: number): FrameworkRow {
  return must(state.frameworks[state.clients.framework[client] as number], 'a client has a framework')
}

export function clientRole(state: AllocatorState, client: number): RoleRow {
  return must(state.roles[state.clients.role[client] as number], 'a client has a role')
}

/** Puts a client into the sorters, inactive; the first one brings its role with it. */
export function track(state: AllocatorState, client: number): void {
  if (state.clients.tracked[client]) return
  const role = clientRole(state, client)
  if (role.sorter === null) {
    role.sorter = makeSorter(state.totals, true)
    addClient(state.roleSorter, role.name, state.clients.role[client] as number)
    activate(state.roleSorter, role.name)
  }
  addClient(role.sorter, clientFramework(state, client).id, client)
  state.clients.tracked[client] = true
}

/** Takes a client that holds nothing out of the sorters; the last one takes its role along. */
export function tryUntrack(state: AllocatorState, client: number): void {
  if (!state.clients.tracked[client] || (state.clients.holdings[client] as number) > 0) return
  const role = clientRole(state, client)
  const sorter = must(role.sorter, 'a tracked client has a sorter')
  removeClient(sorter, clientFramework(state, client).id)
  state.clients.tracked[client] = false
  if (sorter.leaves.size > 0) return
  removeClient(state.roleSorter, role.name)
  role.sorter = null
}

/** A client is in the order of its role while its framework is active, subscribed, and has not suppressed the role. */
export function refreshActivity(state: AllocatorState, client: number): void {
  if (!state.clients.tracked[client]) return
  const framework = clientFramework(state, client)
  const role = state.clients.role[client] as number
  const sorter = must(clientRole(state, client).sorter, 'a tracked client has a sorter')
  const served = framework.active && framework.roles.has(role) && !framework.suppressed.has(role)
  if (served) activate(sorter, framework.id)
  else deactivate(sorter, framework.id)
}

function addRow(matrix: Float64Array, base: number, plain: ArrayLike<number>, factor: 1 | -1): void {
  for (let s = 0; s < plain.length; s += 1) {
    matrix[base + s] = (matrix[base + s] as number) + factor * (plain[s] as number)
  }
}

function addVector(sums: number[], amounts: ArrayLike<number>, factor: 1 | -1): void {
  for (let s = 0; s < amounts.length; s += 1) sums[s] = (sums[s] ?? 0) + factor * (amounts[s] as number)
}

/** Free is total less used, never below nothing, whatever the total was set to meanwhile. Source: hierarchical.hpp, updateAvailable. */
export function refreshFree(state: AllocatorState, agent: number): void {
  const { agents, width } = state
  for (let s = agent * width; s < (agent + 1) * width; s += 1) {
    agents.freePlain[s] = Math.max(0, (agents.totalPlain[s] as number) - (agents.usedPlain[s] as number))
  }
  agents.freeRest[agent] = subtractRest(agents.totalRest[agent] as Resources, agents.usedRest[agent] as Resources)
}

function addRest(a: Resources, b: Resources): Resources {
  return a.length === 0 ? b : addResources(a, b)
}

function subtractRest(from: Resources, taken: Resources): Resources {
  return from === taken ? NO_RESOURCES : subtractResources(from, taken)
}

function newRow(state: AllocatorState): number {
  const { holdings, width } = state
  if (holdings.unused >= 0) {
    const reused = holdings.unused
    holdings.unused = holdings.next[reused] as number
    return reused
  }
  if (holdings.rows === holdings.next.length) {
    const capacity = Math.max(64, 2 * holdings.rows)
    holdings.next = grown(holdings.next, capacity)
    holdings.client = grown(holdings.client, capacity)
    holdings.charged = grown(holdings.charged, capacity)
    holdings.plain = grown(holdings.plain, capacity * width)
    holdings.launchedPlain = grown(holdings.launchedPlain, capacity * width)
  }
  holdings.rows += 1
  return holdings.rows - 1
}

/** The row of what a client holds on an agent, or -1. */
export function holdingRow(state: AllocatorState, agent: number, client: number, charged: boolean): number {
  const { holdings } = state
  let row = state.agents.firstHolding[agent] as number
  while (row >= 0) {
    if (holdings.client[row] === client && holdings.charged[row] === Number(charged)) return row
    row = holdings.next[row] as number
  }
  return -1
}

function ownRow(state: AllocatorState, agent: number, client: number, charged: boolean): number {
  const known = holdingRow(state, agent, client, charged)
  if (known >= 0) return known
  const { agents, holdings } = state
  const row = newRow(state)
  holdings.next[row] = agents.firstHolding[agent] as number
  holdings.client[row] = client
  holdings.charged[row] = Number(charged)
  holdings.rest[row] = NO_RESOURCES
  holdings.launchedRest[row] = NO_RESOURCES
  agents.firstHolding[agent] = row
  if (charged) state.clients.holdings[client] = (state.clients.holdings[client] as number) + 1
  return row
}

function dropRow(state: AllocatorState, agent: number, row: number): void {
  const { agents, clients, holdings, width } = state
  const next = holdings.next[row] as number
  let at = agents.firstHolding[agent] as number
  if (at === row) agents.firstHolding[agent] = next
  else {
    while (holdings.next[at] !== row) at = holdings.next[at] as number
    holdings.next[at] = next
  }
  holdings.plain.fill(0, row * width, (row + 1) * width)
  holdings.launchedPlain.fill(0, row * width, (row + 1) * width)
  holdings.rest[row] = NO_RESOURCES
  holdings.launchedRest[row] = NO_RESOURCES
  holdings.next[row] = holdings.unused
  holdings.unused = row
  const client = holdings.client[row] as number
  if (holdings.charged[row] === 1) clients.holdings[client] = (clients.holdings[client] as number) - 1
}

function trackReserved(state: AllocatorState, rest: Resources, factor: 1 | -1): void {
  for (const entry of rest) {
    if (entry.ranges !== null || entry.role === '*') continue
    const column = must(state.columns.get(entry.name), 'a scalar that is held has a column')
    state.reservedHeld[column] = (state.reservedHeld[column] ?? 0) + factor * entry.milli
  }
}

/** Counts what a client holds in the sorters and against the quota of its top-level role. */
function charge(state: AllocatorState, client: number, amounts: Amounts, guess: number): void {
  track(state, client)
  const role = clientRole(state, client)
  const sums = countedScalars(state, amounts)
  allocated(state.roleSorter, role.name, sums)
  allocated(must(role.sorter, 'a tracked client has a sorter'), clientFramework(state, client).id, sums, guess)
  addVector(must(state.roles[role.top], 'a role has a top').plainHeld, amounts.plain, 1)
  trackReserved(state, amounts.rest, 1)
}

function uncharge(state: AllocatorState, client: number, amounts: Amounts): void {
  const role = clientRole(state, client)
  const sums = countedScalars(state, amounts)
  unallocated(must(role.sorter, 'a tracked client has a sorter'), clientFramework(state, client).id, sums)
  unallocated(state.roleSorter, role.name, sums)
  addVector(must(state.roles[role.top], 'a role has a top').plainHeld, amounts.plain, -1)
  trackReserved(state, amounts.rest, -1)
}

/** Leaves the agent's free part to the caller. */
function addToRow(state: AllocatorState, agent: number, row: number, amounts: Amounts): void {
  const { agents, holdings, width } = state
  addRow(holdings.plain, row * width, amounts.plain, 1)
  holdings.rest[row] = addRest(holdings.rest[row] as Resources, amounts.rest)
  addRow(agents.usedPlain, agent * width, amounts.plain, 1)
  agents.usedRest[agent] = addRest(agents.usedRest[agent] as Resources, amounts.rest)
}

/**
 * A client holds these resources of an agent from now on. `charged`: the framework is known, so they count in shares,
 * and one more allocation is counted. `guess`: where the framework may stand in the order of its role.
 */
export function hold(
  state: AllocatorState,
  agent: number,
  client: number,
  amounts: Amounts,
  charged: boolean,
  guess = 0,
): void {
  addToRow(state, agent, ownRow(state, agent, client, charged), amounts)
  refreshFree(state, agent)
  if (charged) charge(state, client, amounts, guess)
}

function rowContains(holdings: HoldingTable, row: number, width: number, amounts: Amounts): boolean {
  for (let s = 0; s < width; s += 1) {
    if ((holdings.plain[row * width + s] as number) < (amounts.plain[s] ?? 0)) return false
  }
  return containsRest(holdings.rest[row] as Resources, amounts.rest)
}

/** Whether the client holds all of this on the agent. */
export function holds(state: AllocatorState, agent: number, client: number, amounts: Amounts): boolean {
  const row = holdingRow(state, agent, client, true)
  return row >= 0 && rowContains(state.holdings, row, state.width, amounts)
}

function subtractFromRow(state: AllocatorState, agent: number, row: number, amounts: Amounts): void {
  const { agents, holdings, width } = state
  addRow(holdings.plain, row * width, amounts.plain, -1)
  holdings.rest[row] = subtractRest(holdings.rest[row] as Resources, amounts.rest)
  addRow(agents.usedPlain, agent * width, amounts.plain, -1)
  agents.usedRest[agent] = subtractRest(agents.usedRest[agent] as Resources, amounts.rest)
}

/** Takes resources away from a row of an agent; an empty row goes. Leaves the agent's free part to the caller. */
export function takeFromRow(state: AllocatorState, agent: number, row: number, amounts: Amounts): void {
  const { holdings, width } = state
  assert(rowContains(holdings, row, width, amounts), 'what is given back was held')
  subtractFromRow(state, agent, row, amounts)
  if (holdings.charged[row] === 1) uncharge(state, holdings.client[row] as number, amounts)
  const empty = (holdings.rest[row] as Resources).length === 0 && isEmptyRow(holdings.plain, row * width, width)
  if (empty) dropRow(state, agent, row)
}

/** A client gives back resources of an agent. Throws where it does not hold them. */
export function release(state: AllocatorState, agent: number, client: number, amounts: Amounts): void {
  const row = holdingRow(state, agent, client, true)
  assert(row >= 0, 'what is given back was held')
  takeFromRow(state, agent, row, amounts)
  refreshFree(state, agent)
  const framework = clientFramework(state, client)
  if (!framework.roles.has(state.clients.role[client] as number)) tryUntrack(state, client)
}

/** All of a row. */
export function rowAmounts(state: AllocatorState, row: number): Amounts {
  const { holdings, width } = state
  const plain = Array.from(holdings.plain.subarray(row * width, (row + 1) * width))
  return { plain, rest: holdings.rest[row] as Resources }
}

/** Gives back all of a row. */
export function releaseRow(state: AllocatorState, agent: number, row: number): void {
  const client = state.holdings.client[row] as number
  const isCharged = state.holdings.charged[row] === 1
  takeFromRow(state, agent, row, rowAmounts(state, row))
  refreshFree(state, agent)
  const framework = clientFramework(state, client)
  if (isCharged && !framework.roles.has(state.clients.role[client] as number)) tryUntrack(state, client)
}

/** Marks a part of what a client holds as running tasks (`factor` 1), or as no longer so (-1). */
export function moveLaunched(state: AllocatorState, row: number, amounts: Amounts, factor: 1 | -1): void {
  const { holdings, width } = state
  addRow(holdings.launchedPlain, row * width, amounts.plain, factor)
  const rest = holdings.launchedRest[row] as Resources
  holdings.launchedRest[row] = factor === 1 ? addRest(rest, amounts.rest) : subtractRest(rest, amounts.rest)
}

/** A part of what a client holds becomes something else of the same amounts (RESERVE, UNRESERVE); counts stay. */
export function convert(state: AllocatorState, agent: number, client: number, from: Amounts, to: Amounts): void {
  const row = holdingRow(state, agent, client, true)
  assert(row >= 0 && rowContains(state.holdings, row, state.width, from), 'what is converted is held')
  subtractFromRow(state, agent, row, from)
  addToRow(state, agent, row, to)
  const role = clientRole(state, client)
  const taken = countedScalars(state, from)
  const given = countedScalars(state, to)
  reallocated(must(role.sorter, 'a tracked client has a sorter'), clientFramework(state, client).id, taken, given)
  reallocated(state.roleSorter, role.name, taken, given)
  const { plainHeld } = must(state.roles[role.top], 'a role has a top')
  addVector(plainHeld, from.plain, -1)
  addVector(plainHeld, to.plain, 1)
  trackReserved(state, from.rest, -1)
  trackReserved(state, to.rest, 1)
}
