/**
 * What the master tells the allocator about frameworks. Source: hierarchical.cpp, addFramework, removeFramework,
 * activateFramework, deactivateFramework, updateFramework, suppressOffers, reviveOffers, recoverResources; reference 5.6, 5.7.
 */
import { assert, must } from '#base/assert.ts'
import type { Resources } from '#model/resources.ts'
import { splitResources } from './amounts.ts'
import { dropClientFilters, filterLifeMs, setFilter } from './filters.ts'
import {
  hold,
  holdingRow,
  moveLaunched,
  refreshActivity,
  refreshFree,
  release,
  releaseRow,
  takeFromRow,
  track,
  tryUntrack,
} from './holdings.ts'
import type { Quantities } from './quantities.ts'
import { queueAll } from './queue.ts'
import {
  type AllocatorState,
  agentRow,
  clientNamed,
  clientOf,
  frameworkOf,
  frameworkRow,
  roleOf,
  rowOfAgent,
} from './state.ts'
import { ABILITY, SPECIAL, type ConstraintGroup, type FrameworkRow } from './tables.ts'

/** Capabilities that the allocator looks at. */
export type FrameworkCapability = keyof typeof ABILITY

/** What a SUBSCRIBE or UPDATE_FRAMEWORK says; what is not there is empty. */
export interface FrameworkInfo {
  readonly roles: readonly string[]
  readonly suppressedRoles?: readonly string[]
  /** Those that mean nothing here are passed over. */
  readonly capabilities?: readonly string[]
  /** By role: an offer must contain one of these, in place of the allocator's own list. */
  readonly minAllocatable?: Readonly<Record<string, readonly Quantities[]>>
  /** By role: an agent must satisfy every constraint of one of the groups. */
  readonly offerConstraints?: Readonly<Record<string, readonly ConstraintGroup[]>>
}

export interface FrameworkSpec extends FrameworkInfo {
  readonly framework: string
  /** Default: true. */
  readonly active?: boolean
  /** What known agents list as in use by it; unknown agents are skipped. */
  readonly used?: readonly { readonly agent: string; readonly role: string; readonly resources: Resources }[]
}

function byRole<T>(state: AllocatorState, record: Readonly<Record<string, T>> | undefined): ReadonlyMap<number, T> {
  return new Map(Object.entries(record ?? {}).map(([role, value]) => [roleOf(state, role), value]))
}

function abilitiesOf(capabilities: readonly string[]): number {
  return Object.entries(ABILITY).reduce((bits, [name, bit]) => (capabilities.includes(name) ? bits | bit : bits), 0)
}

function setInfo(state: AllocatorState, framework: FrameworkRow, info: FrameworkInfo): void {
  framework.abilities = abilitiesOf(info.capabilities ?? [])
  framework.minAllocatable = byRole(state, info.minAllocatable)
  framework.constraints = byRole(state, info.offerConstraints)
  for (const [role, client] of framework.clients) setClient(state, framework, role, client)
}

function setClient(state: AllocatorState, framework: FrameworkRow, role: number, client: number): void {
  const isSpecial = framework.minAllocatable.has(role) || framework.constraints.has(role)
  state.clients.abilities[client] = framework.abilities | (isSpecial ? SPECIAL : 0)
}

function subscribe(state: AllocatorState, row: number, role: number): void {
  const framework = must(state.frameworks[row], 'the framework has a row')
  const client = clientOf(state, row, role)
  framework.roles.add(role)
  setClient(state, framework, role, client)
  track(state, client)
}

function refreshAll(state: AllocatorState, framework: FrameworkRow): void {
  for (const client of framework.clients.values()) refreshActivity(state, client)
}

/** Adds a framework; an active one queues a run for all agents. True: a run must be dispatched now. */
export function addFramework(state: AllocatorState, spec: FrameworkSpec): boolean {
  const row = frameworkOf(state, spec.framework)
  const framework = must(state.frameworks[row], 'the framework has a row')
  assert(!framework.known, `the allocator does not know the framework ${spec.framework} yet`)
  framework.known = true
  framework.active = spec.active ?? true
  framework.suppressed = new Set((spec.suppressedRoles ?? []).map((role) => roleOf(state, role)))
  setInfo(state, framework, spec)
  for (const role of spec.roles) subscribe(state, row, roleOf(state, role))
  refreshAll(state, framework)
  for (const use of spec.used ?? []) chargeUse(state, row, use)
  return framework.active && queueAll(state, 'addFramework')
}

type Use = NonNullable<FrameworkSpec['used']>[number]

/** The agent lists the use already; from now on it counts in the shares too. */
function chargeUse(state: AllocatorState, framework: number, use: Use): void {
  const agent = state.agents.index.get(use.agent)
  if (agent === undefined) return
  const client = clientOf(state, framework, roleOf(state, use.role))
  const row = holdingRow(state, agent, client, false)
  assert(row >= 0, 'what a framework is said to use is in use on its agent')
  const amounts = splitResources(state, use.resources)
  takeFromRow(state, agent, row, amounts)
  hold(state, agent, client, amounts, true)
  moveLaunched(state, holdingRow(state, agent, client, true), amounts, 1)
}

/** Removes a framework; all that it holds becomes free. Queues nothing. */
export function removeFramework(state: AllocatorState, id: string): void {
  const { agents, holdings, clients } = state
  const row = frameworkRow(state, id)
  const framework = must(state.frameworks[row], 'the framework has a row')
  for (let agent = 0; agent < agents.rows; agent += 1) {
    let holding = agents.firstHolding[agent] as number
    while (holding >= 0) {
      const next = holdings.next[holding] as number
      if (clients.framework[holdings.client[holding] as number] === row) releaseRow(state, agent, holding)
      holding = next
    }
  }
  framework.known = false
  state.newestClient = null
  framework.active = false
  framework.roles = new Set()
  framework.suppressed = new Set()
  for (const client of framework.clients.values()) {
    dropClientFilters(state, client)
    tryUntrack(state, client)
  }
}

/** The framework is connected again: offers for all roles that are not suppressed. Queues a run for all agents. */
export function activateFramework(state: AllocatorState, id: string): boolean {
  const framework = must(state.frameworks[frameworkRow(state, id)], 'the framework has a row')
  framework.active = true
  refreshAll(state, framework)
  return queueAll(state, 'activateFramework')
}

/** No offers from now on; its filters are dropped, what it holds stays. Queues nothing. */
export function deactivateFramework(state: AllocatorState, id: string): void {
  const framework = must(state.frameworks[frameworkRow(state, id)], 'the framework has a row')
  framework.active = false
  for (const client of framework.clients.values()) dropClientFilters(state, client)
  refreshAll(state, framework)
}

/**
 * Replaces roles, suppressed roles, capabilities, minima and constraints. What is held in a role that it leaves counts
 * for the role until given back; a role no longer suppressed loses its filters. Queues nothing.
 */
export function updateFramework(state: AllocatorState, id: string, info: FrameworkInfo): void {
  const row = frameworkRow(state, id)
  const framework = must(state.frameworks[row], 'the framework has a row')
  const suppressed = new Set((info.suppressedRoles ?? []).map((role) => roleOf(state, role)))
  const left = new Set(framework.roles)
  for (const name of info.roles) {
    const role = roleOf(state, name)
    if (!left.delete(role)) subscribe(state, row, role)
    else if (framework.suppressed.has(role) && !suppressed.has(role))
      dropClientFilters(state, clientOf(state, row, role))
  }
  for (const role of left) {
    const client = clientOf(state, row, role)
    framework.roles.delete(role)
    dropClientFilters(state, client)
    tryUntrack(state, client)
  }
  framework.suppressed = suppressed
  setInfo(state, framework, info)
  refreshAll(state, framework)
}

/** The given roles that the framework is subscribed to; all its roles where none are given. */
function rolesOf(state: AllocatorState, framework: FrameworkRow, roles: readonly string[]): readonly number[] {
  if (roles.length === 0) return [...framework.roles]
  return roles.map((role) => roleOf(state, role)).filter((role) => framework.roles.has(role))
}

/** No offers for these roles (none given: all its roles) from now on; filters stay. Queues nothing. */
export function suppressOffers(state: AllocatorState, id: string, roles: readonly string[] = []): void {
  const row = frameworkRow(state, id)
  const framework = must(state.frameworks[row], 'the framework has a row')
  for (const role of rolesOf(state, framework, roles)) {
    framework.suppressed.add(role)
    refreshActivity(state, clientOf(state, row, role))
  }
}

/** Ends suppression and drops the filters of these roles (none given: all its roles). Queues a run for all agents. */
export function reviveOffers(state: AllocatorState, id: string, roles: readonly string[] = []): boolean {
  const row = frameworkRow(state, id)
  const framework = must(state.frameworks[row], 'the framework has a row')
  for (const role of rolesOf(state, framework, roles)) {
    const client = clientOf(state, row, role)
    framework.suppressed.delete(role)
    dropClientFilters(state, client)
    refreshActivity(state, client)
  }
  return queueAll(state, 'reviveOffers')
}

export interface Recovery {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: Resources
  /** `Filters.refuse_seconds` in ms of a DECLINE or of what an ACCEPT leaves; absent: no filter is asked for. */
  readonly refuseMs?: number | undefined
  /** They ran a task, rather than being on offer. */
  readonly wasAllocated?: boolean
}

export interface ArmedFilter {
  /** For `expireFilter`. */
  readonly id: number
  readonly framework: string
  readonly role: string
  readonly agent: string
  /** Row of the agent. */
  readonly row: number
  readonly untilMs: number
}

/**
 * Gives resources back. The filter, where one was set, is for the caller to time: at `untilMs`, one hop later, it calls
 * `expireFilter`; timers of the same instant fire in the order in which they were armed. Nothing happens where the
 * framework or the agent is gone. Throws where more is given back than is held. Queues nothing.
 */
export function recoverResources(state: AllocatorState, nowMs: number, what: Recovery): { filter: ArmedFilter | null } {
  const agent = rowOfAgent(state, what.agent)
  if (agent === undefined || what.resources.length === 0) return { filter: null }
  const client = clientNamed(state, what.framework, what.role)
  if (client < 0) return { filter: null }
  const amounts = splitResources(state, what.resources)
  if (what.wasAllocated) moveLaunched(state, holdingRow(state, agent, client, true), amounts, -1)
  release(state, agent, client, amounts)
  const life = what.refuseMs === undefined ? 0 : filterLifeMs(state, what.refuseMs)
  if (life === 0) return { filter: null }
  const untilMs = nowMs + life
  const id = setFilter(state, agent, client, what.resources, untilMs)
  return { filter: { id, framework: what.framework, role: what.role, agent: what.agent, row: agent, untilMs } }
}

/** Resources on offer run a task from now on. Shares do not change. Source: hierarchical.cpp, transitionOfferedToAllocated. */
export function transitionOfferedToAllocated(state: AllocatorState, what: Use & { readonly framework: string }): void {
  const agent = agentRow(state, what.agent)
  const client = clientOf(state, frameworkRow(state, what.framework), roleOf(state, what.role))
  const row = holdingRow(state, agent, client, true)
  assert(row >= 0, 'what runs a task was on offer')
  moveLaunched(state, row, splitResources(state, what.resources), 1)
  refreshFree(state, agent)
}
