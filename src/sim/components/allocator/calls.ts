/** The master's calls, carried out on the allocator's state. Source: hierarchical.cpp; reference 5.2, 5.6, 5.7. */
import { resourcesIn } from '../resourceText.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import {
  addAgent,
  removeAgent,
  setAgentActive,
  updateAgent,
  updateAllocation as convertHeld,
  updateAvailable as convertFree,
} from '../../allocator/agents.ts'
import * as frameworks from '../../allocator/frameworks.ts'
import { quantitiesOf } from '../../allocator/quantities.ts'
import { recover as startRecovery, updateWhitelist as setWhitelist } from '../../allocator/queue.ts'
import { updateQuota as setQuota, updateWeights as setWeights } from '../../allocator/roles.ts'
import { assertNever } from '#base/assert.ts'
import type { FrameworkInfo } from '#model/messages/bodies.ts'
import type { OfferConstraint, OfferConstraints } from '#model/offerConstraints.ts'
import type { ConstraintGroup } from '../../allocator/tables.ts'
import type { AllocatorCalls } from '../master/calls.ts'
import type { AllocatorApi } from './books.ts'
import {
  dropAgentFilters,
  dropFilters,
  forgetFilters,
  startFilter,
  touch,
  touchAll,
  writeShares,
  writeSuppressed,
} from './timelines.ts'

type Call<K extends keyof AllocatorCalls> = (api: AllocatorApi, body: AllocatorCalls[K]) => void

/** Counted, carried out, shares written. */
function effect<K extends keyof AllocatorCalls>(run: Call<K>) {
  return (api: AllocatorApi, event: SimEvent): void => {
    api.books.callsHandled += 1
    run(api, event.body as AllocatorCalls[K])
    writeShares(api)
  }
}

/** A trigger queued a run that nobody has dispatched yet. */
function dispatchIf(api: AllocatorApi, queued: boolean): void {
  if (queued) api.step(api.id, { type: 'queued' })
}

/** As text, `cpus:0.01` each: FrameworkInfo.offer_filters. */
function minima(info: FrameworkInfo): Record<string, ReturnType<typeof quantitiesOf>[]> {
  return Object.fromEntries(
    Object.entries(info.offerFilters ?? {}).map(([role, list]) => [role, list.map(quantitiesOf)]),
  )
}

const PSEUDO = new Map([
  ['@hostname', 'hostname'],
  ['@region', 'region'],
  ['@zone', 'zone'],
] as const)

function constraintOf({ attribute, predicate, value = '' }: OfferConstraint): ConstraintGroup[number] {
  const pseudo = PSEUDO.get(attribute as '@hostname')
  const selector = pseudo === undefined ? { kind: 'attribute' as const, name: attribute } : { kind: pseudo }
  switch (predicate) {
    case 'exists':
    case 'notExists':
      return { selector, predicate: { kind: predicate } }
    case 'textEquals':
    case 'textNotEquals':
      return { selector, predicate: { kind: predicate, value } }
    case 'textMatches':
    case 'textNotMatches':
      return { selector, predicate: { kind: predicate, regex: value } }
    default:
      return assertNever(predicate)
  }
}

function constraintsOf(told: OfferConstraints): Record<string, ConstraintGroup[]> {
  return Object.fromEntries(
    Object.entries(told).map(([role, groups]) => [role, groups.map((group) => group.map(constraintOf))]),
  )
}

type Told = Pick<AllocatorCalls['updateFramework'], 'frameworkInfo' | 'suppressedRoles' | 'offerConstraints'>

function infoOf({ frameworkInfo, suppressedRoles, offerConstraints = {} }: Told): frameworks.FrameworkInfo {
  const { roles, capabilities } = frameworkInfo
  const minAllocatable = minima(frameworkInfo)
  return { roles, suppressedRoles, capabilities, minAllocatable, offerConstraints: constraintsOf(offerConstraints) }
}

function writeAllSuppressed(
  api: AllocatorApi,
  frameworkId: string,
  info: FrameworkInfo,
  suppressed: readonly string[],
) {
  for (const role of info.roles) writeSuppressed(api, frameworkId, role, suppressed.includes(role))
}

export const addFramework = effect<'addFramework'>((api, body) => {
  const { frameworkId, frameworkInfo, used, active, suppressedRoles } = body
  api.books.names.set(frameworkId, frameworkInfo.name)
  const parts = used.map((part) => ({ ...part, resources: resourcesIn(part.resources) }))
  const spec = { framework: frameworkId, ...infoOf(body), active, used: parts }
  const queued = frameworks.addFramework(api.books.state, spec)
  writeAllSuppressed(api, frameworkId, frameworkInfo, suppressedRoles)
  for (const role of frameworkInfo.roles) touch(api, role, frameworkId)
  api.books.orderChanged = true
  dispatchIf(api, queued)
})

export const removeFramework = effect<'removeFramework'>((api, { frameworkId }) => {
  touchAll(api)
  frameworks.removeFramework(api.books.state, frameworkId)
  forgetFilters(api, frameworkId)
  api.books.orderChanged = true
})

export const activateFramework = effect<'activateFramework'>((api, { frameworkId }) => {
  dispatchIf(api, frameworks.activateFramework(api.books.state, frameworkId))
})

export const deactivateFramework = effect<'deactivateFramework'>((api, { frameworkId }) => {
  frameworks.deactivateFramework(api.books.state, frameworkId)
  dropFilters(api, frameworkId, () => true)
})

export const updateFramework = effect<'updateFramework'>((api, body) => {
  const { frameworkId, frameworkInfo, suppressedRoles } = body
  const { state } = api.books
  const before = new Set(state.frameworks[state.frameworkIndex.get(frameworkId) ?? -1]?.suppressed)
  frameworks.updateFramework(state, frameworkId, infoOf(body))
  dropFilters(api, frameworkId, ({ role }) => {
    const wasSuppressed = before.has(state.roleIndex.get(role) ?? -1)
    return !frameworkInfo.roles.includes(role) || (wasSuppressed && !suppressedRoles.includes(role))
  })
  writeAllSuppressed(api, frameworkId, frameworkInfo, suppressedRoles)
  touchAll(api)
})

export const addSlave = effect<'addSlave'>((api, body) => {
  const { agent, slaveInfo, capabilities, total, used } = body
  const queued = addAgent(api.books.state, {
    agent,
    resources: resourcesIn(total),
    hostname: slaveInfo.hostname,
    attributes: slaveInfo.attributes,
    domain: slaveInfo.domain ?? null,
    capabilities: capabilities.filter(
      (name) => name === 'MULTI_ROLE' || name === 'HIERARCHICAL_ROLE' || name === 'RESERVATION_REFINEMENT',
    ),
    used: used.map(({ frameworkId, role, resources }) => ({
      framework: frameworkId,
      role,
      resources: resourcesIn(resources),
    })),
  })
  api.books.orderChanged = true
  if (used.length > 0) touchAll(api)
  leavePause(api)
  dispatchIf(api, queued)
})

/** Enough agents are back after a failover: the allocator went on by itself. */
function leavePause(api: AllocatorApi): void {
  if (api.books.state.paused || !(api.stateOf(api.id) ?? '').toLowerCase().includes('paused')) return
  api.cancel('allocatorRecoveryTimeout')
  api.step(api.id, { type: 'resumed' })
}

export const removeSlave = effect<'removeSlave'>((api, { agent }) => {
  touchAll(api)
  removeAgent(api.books.state, agent)
  dropAgentFilters(api, agent)
})

export const updateSlave = effect<'updateSlave'>((api, { agent, slaveInfo, total }) => {
  const { state } = api.books
  const row = state.agents.index.get(agent)
  const before = row === undefined ? {} : state.agents.attributes[row]
  const { hostname, attributes, domain = null } = slaveInfo
  const queued = updateAgent(state, agent, { resources: resourcesIn(total), hostname, attributes, domain })
  if (JSON.stringify(before) !== JSON.stringify(attributes)) dropAgentFilters(api, agent)
  touchAll(api)
  dispatchIf(api, queued)
})

export const activateSlave = effect<'activateSlave'>((api, { agent }) => {
  setAgentActive(api.books.state, agent, true)
})

export const deactivateSlave = effect<'deactivateSlave'>((api, { agent }) => {
  setAgentActive(api.books.state, agent, false)
})

/** Filters.refuse_seconds in whole ms; absent: Mesos' default. */
function refuseMsOf(filters: AllocatorCalls['recoverResources']['filters']): number | undefined {
  if (!filters) return undefined
  const { refuseSeconds = 5 } = filters
  if (Number.isNaN(refuseSeconds)) return -1
  return refuseSeconds > 0 ? Math.max(1, Math.round(refuseSeconds * 1000)) : Math.sign(refuseSeconds)
}

export const recoverResources = effect<'recoverResources'>((api, body) => {
  const { frameworkId, agent, role, resources, filters, isAllocated } = body
  const refuseMs = refuseMsOf(filters)
  const { filter } = frameworks.recoverResources(api.books.state, api.now, {
    framework: frameworkId,
    role,
    agent,
    resources: resourcesIn(resources),
    refuseMs,
    wasAllocated: isAllocated,
  })
  if (filter) startFilter(api, filter, resources)
  touch(api, role, frameworkId)
})

export const updateAllocation = effect<'updateAllocation'>((api, body) => {
  const { frameworkId, agent, role, from, to } = body
  const what = { framework: frameworkId, role, agent }
  convertHeld(api.books.state, what, resourcesIn(from), resourcesIn(to))
})

export const updateAvailable = effect<'updateAvailable'>((api, { agent, from, to }) => {
  convertFree(api.books.state, agent, resourcesIn(from), resourcesIn(to))
  touchAll(api)
})

export const transitionOfferedToAllocated = effect<'transitionOfferedToAllocated'>((api, body) => {
  const { frameworkId, agent, role, resources } = body
  const what = { framework: frameworkId, agent, role, resources: resourcesIn(resources) }
  frameworks.transitionOfferedToAllocated(api.books.state, what)
})

function rolesMeant(api: AllocatorApi, frameworkId: string, roles: readonly string[]): readonly string[] {
  if (roles.length > 0) return roles
  const { state } = api.books
  const row = state.frameworks[state.frameworkIndex.get(frameworkId) ?? -1]
  return [...(row?.roles ?? [])].map((role) => state.roles[role]?.name ?? '')
}

export const suppressOffers = effect<'suppressOffers'>((api, { frameworkId, roles }) => {
  frameworks.suppressOffers(api.books.state, frameworkId, roles)
  for (const role of rolesMeant(api, frameworkId, roles)) writeSuppressed(api, frameworkId, role, true)
})

export const reviveOffers = effect<'reviveOffers'>((api, { frameworkId, roles }) => {
  const meant = rolesMeant(api, frameworkId, roles)
  const queued = frameworks.reviveOffers(api.books.state, frameworkId, roles)
  dropFilters(api, frameworkId, ({ role }) => meant.includes(role))
  for (const role of meant) writeSuppressed(api, frameworkId, role, false)
  dispatchIf(api, queued)
})

/** The built-in allocator only logs it. */
export const requestResources = effect<'requestResources'>(() => undefined)

export const updateQuota = effect<'updateQuota'>((api, { role, guarantees, limits }) => {
  setQuota(api.books.state, role, quantitiesOf(guarantees), quantitiesOf(limits))
})

export const updateWeights = effect<'updateWeights'>((api, { role, weight }) => {
  setWeights(api.books.state, { [role]: weight })
  touchAll(api)
})

export const updateWhitelist = effect<'updateWhitelist'>((api, { hostnames }) => {
  setWhitelist(api.books.state, hostnames)
})

/** After a failover with quota: nothing is offered before most agents are back, or ten minutes. */
export const recover = effect<'recover'>((api, { expectedAgents }) => {
  const { allocatorAgentRecoveryFactor, allocatorRecoveryTimeoutMs } = api.scenario.master
  if (!startRecovery(api.books.state, expectedAgents, allocatorAgentRecoveryFactor)) return
  api.arm('allocatorRecoveryTimeout', allocatorRecoveryTimeoutMs, { type: 'allocatorRecoveryTimeout' })
  api.step(api.id, { type: 'paused' })
})
