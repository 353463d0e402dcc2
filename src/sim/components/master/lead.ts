/**
 * A master starts: mints its id, reads the registry, and leads. Agents of the registry have ten minutes to come back; quotas
 * and weights hold at once. Source: master.cpp, initialize, _recover, recoveredSlavesTimeout, _doRegistryGc; reference 6.5.
 */
import { nextInt } from '#base/rng.ts'
import { formatResources } from '#model/resources.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type MasterApi, agentMachine } from './books.ts'
import { spawnAgent } from './agents.ts'
import { call } from './calls.ts'
import { apply, registryOf } from './registrar.ts'
import type { Registry } from './registry.ts'

const FETCH_MS = [0, 1] as const

export function readRegistry(api: MasterApi): void {
  api.books.info = { ...api.books.info, id: api.uuid() }
  api.arm('registryFetch', nextInt(api.rng, ...FETCH_MS), { type: 'registryRead' })
}

/** A v1 scheduler gets 503 and tries again; v0 messages are dropped. */
export function refuse(api: MasterApi, event: SimEvent): void {
  const { force } = event.body as { readonly force?: boolean }
  if (force === undefined) api.send(event.from ?? '', '503', { message: 'Master has not finished recovery' })
}

export function lead(api: MasterApi): void {
  const registry = registryOf(api)
  recoverSettings(api, registry)
  recoverAgents(api, registry)
  armGc(api)
}

/** A registry that does not answer ends the master. Source: master.cpp, fail. */
export function die(api: MasterApi): void {
  api.endProcess('master')
}

function armGc(api: MasterApi): void {
  const { registryGcIntervalMs } = api.scenario.master
  api.arm('registryGcInterval', registryGcIntervalMs, { type: 'registryGcInterval' }, { periodic: true })
}

/** Unreachable and gone agents are forgotten when they are too old or too many. Source: master.cpp, _doRegistryGc. */
export function registryGcInterval(api: MasterApi): void {
  const { unreachable, gone } = registryOf(api)
  const slaveIds = [...outdated(api, unreachable), ...outdated(api, gone)]
  if (slaveIds.length > 0) apply(api, { kind: 'prune', slaveIds })
  armGc(api)
}

/** Oldest first in each list. */
function outdated(api: MasterApi, lost: Registry['gone']): string[] {
  const { registryMaxAgentAgeMs, registryMaxAgentCount } = api.scenario.master
  const byAge = Object.entries(lost).sort(([, a], [, b]) => a.atMs - b.atMs)
  const surplus = byAge.length - registryMaxAgentCount
  return byAge.flatMap(([id, { atMs }], n) => (n < surplus || api.now - atMs > registryMaxAgentAgeMs ? [id] : []))
}

/** Weights and quotas: the registry's, and where it has none yet those that the scenario starts with. */
function recoverSettings(api: MasterApi, registry: Registry): void {
  const { books, scenario } = api
  for (const [role, { weight, quota }] of Object.entries(scenario.roles)) {
    registry.weights[role] ??= weight
    if (quota)
      registry.quotas[role] ??= { guarantees: formatAmounts(quota.guarantees), limits: formatAmounts(quota.limits) }
  }
  for (const [role, weight] of Object.entries(registry.weights)) {
    books.weights.set(role, weight)
    if (weight !== 1) call(api, 'updateWeights', { role, weight })
  }
  for (const [role, quota] of Object.entries(registry.quotas)) {
    books.quotas.set(role, quota)
    call(api, 'updateQuota', { role, ...quota })
  }
  const { whitelist } = scenario.master
  if (whitelist) call(api, 'updateWhitelist', { hostnames: whitelist })
}

/** A limit of nothing is kept: it is a limit. */
function formatAmounts(amounts: Parameters<typeof formatResources>[0]): string {
  return formatResources(amounts)
}

function recoverAgents(api: MasterApi, registry: Registry): void {
  const { books, scenario } = api
  const recovered = Object.entries(registry.agents)
  for (const [slaveId, { name, info }] of recovered) {
    const key = spawnAgent(api, name, slaveId)
    books.recovered.set(slaveId, { name, info })
    api.step(agentMachine({ key }), { type: 'recover' })
  }
  for (const [slaveId, { name, atMs }] of Object.entries(registry.unreachable)) {
    books.unreachable.set(slaveId, { name, atMs })
    recoverLost(api, name, slaveId, 'recoverUnreachable')
  }
  for (const [slaveId, { name }] of Object.entries(registry.gone)) {
    books.gone.add(slaveId)
    recoverLost(api, name, slaveId, 'recoverGone')
  }
  for (const slaveId of Object.keys(registry.deactivated)) books.deactivated.add(slaveId)
  for (const [slaveId, drain] of Object.entries(registry.draining))
    books.draining.set(slaveId, { name: books.names.get(slaveId) ?? '', ...drain })
  if (recovered.length === 0) return
  call(api, 'recover', { expectedAgents: recovered.length })
  const timeout = { type: 'recoveredAgentsTimeout', expected: recovered.length }
  api.arm('agentReregisterTimeout', scenario.master.agentReregisterTimeoutMs, timeout)
}

function recoverLost(api: MasterApi, name: string, slaveId: string, type: string): void {
  const key = spawnAgent(api, name, slaveId)
  api.step(agentMachine({ key }), { type })
}

/**
 * Those that have not come back are marked unreachable, as fast as the rate limit permits; too many of the registry's
 * missing, and the master ends itself.
 */
export function recoveredAgentsTimeout(api: MasterApi, event: SimEvent): void {
  const { books, scenario } = api
  const expected = event['expected'] as number
  if (books.recovered.size > scenario.master.recoveryAgentRemovalLimit * expected) return api.endProcess('master')
  for (const [slaveId, { name: agent }] of books.recovered)
    api.step(api.id, { type: 'markUnreachable', agent, slaveId, awaited: true })
}

/** Steps the machine of this slave id, wherever its short name ended up. */
export function stepAgent(api: MasterApi, name: string, slaveId: string, event: SimEvent): boolean {
  for (const key of [name, `${name}~${slaveId.slice(slaveId.lastIndexOf('-') + 1)}`]) {
    const context = api.contextOf(agentMachine({ key })) as { readonly id: string } | null
    if (context?.id === slaveId) return api.step(agentMachine({ key }), event)
  }
  return false
}
