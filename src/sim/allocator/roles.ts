/** Quota and weights. Source: hierarchical.cpp, updateQuota, updateWeights; reference 5.8. */
import { assert, must } from '#base/assert.ts'
import type { Quantities } from './quantities.ts'
import { setWeight } from './sorter.ts'
import { type AllocatorState, columnOf, roleOf } from './state.ts'
import type { Quota } from './tables.ts'

function makeQuota(state: AllocatorState, guarantees: Quantities, limits: Quantities): Quota {
  for (const name of [...guarantees.keys(), ...limits.keys()]) columnOf(state, name)
  return {
    guarantees: state.names.map((name) => guarantees.get(name) ?? 0),
    limits: state.names.map((name) => limits.get(name) ?? Infinity),
    hasGuarantees: [...guarantees.values()].some((milli) => milli > 0),
    hasLimits: limits.size > 0,
  }
}

/** Replaces the quota of a top-level role; no guarantees and no limits are no quota. Throws for a role with `/`. Queues nothing. */
export function updateQuota(state: AllocatorState, role: string, guarantees: Quantities, limits: Quantities): void {
  assert(!role.includes('/'), 'quota is for top-level roles only')
  const quota = makeQuota(state, guarantees, limits)
  const row = must(state.roles[roleOf(state, role)], 'a role has a row')
  row.quota = quota.hasGuarantees || quota.hasLimits ? quota : null
}

/** Sets weights of roles, known or not. Throws for a weight that is not above 0. Queues nothing. */
export function updateWeights(state: AllocatorState, weights: Readonly<Record<string, number>>): void {
  for (const [role, weight] of Object.entries(weights)) {
    assert(weight > 0, 'a weight is above 0')
    must(state.roles[roleOf(state, role)], 'a role has a row').weight = weight
    setWeight(state.roleSorter, role, weight)
  }
}
