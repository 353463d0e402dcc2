/** Offers are kept, not declined: one per host, best host first. Source: bcs-process.md 7.1. */
import type { Offer } from '#model/messages/bodies.ts'
import { type Resources, scalarMilli } from '#model/resources.ts'
import { addedAgent } from '#model/scenario/action.ts'
import type { ActionOf, Scenario } from '#model/scenario/types.ts'
import type { SimEvent } from '../../../kernel/definition.ts'
import { resourcesIn } from '../../resourceText.ts'
import type { BcsApi, PooledOffer } from './books.ts'
import * as calls from './calls.ts'

/** An offer is used for so long, and given back a little later. */
export const OFFER_VALID_MS = 240_000
export const OFFER_LIFE_MS = 245_000
/** A host whose agent was lost is not used for so long. */
export const LOST_AGENT_MS = 180_000

const timerOf = (host: string): string => `offerLife ${host}`

/** A host that offers twice is taken at neither word. */
export function keepOffers(api: BcsApi, event: SimEvent): void {
  const { pool } = api.books
  for (const offer of (event.body as { readonly offers: readonly Offer[] }).offers) {
    const { hostname } = offer
    const kept = pool.get(hostname)
    if (kept) {
      drop(api, hostname)
      calls.decline(api, [kept.offer.id, offer.id])
    } else {
      pool.set(hostname, { offer, since: api.now })
      api.arm(timerOf(hostname), OFFER_LIFE_MS, { type: 'offerLife', host: hostname }, { periodic: true })
    }
  }
}

function drop(api: BcsApi, host: string): void {
  api.books.pool.delete(host)
  api.cancel(timerOf(host))
}

export function giveBack(api: BcsApi, event: SimEvent): void {
  const host = event['host'] as string
  const kept = api.books.pool.get(host)
  if (!kept) return
  api.books.pool.delete(host)
  calls.decline(api, [kept.offer.id])
}

export function rescinded(api: BcsApi, event: SimEvent): void {
  const { offerId } = event.body as { readonly offerId: string }
  for (const [host, { offer }] of api.books.pool) if (offer.id === offerId) drop(api, host)
}

export function clearPool(api: BcsApi): void {
  for (const host of api.books.pool.keys()) drop(api, host)
}

/** Taken out of the pool by a transaction. */
export function taken(api: BcsApi, event: SimEvent): void {
  drop(api, event['host'] as string)
}

const totalsOf = new WeakMap<Scenario, ReadonlyMap<string, Resources>>()

/** What each host has in all, which the scheduler reads from the master. Simplified: from the scenario. */
function totals(scenario: Scenario): ReadonlyMap<string, Resources> {
  const known = totalsOf.get(scenario)
  if (known) return known
  const added = scenario.actions.filter((action): action is ActionOf<'addAgent'> => action.do === 'addAgent')
  const agents = [...scenario.agents, ...added.map(addedAgent)]
  const made = new Map(agents.map(({ id, resources }) => [id, resources]))
  totalsOf.set(scenario, made)
  return made
}

function score(api: BcsApi, { hostname, resources }: Offer): number {
  const total = totals(api.scenario).get(hostname) ?? []
  const offered = resourcesIn(resources)
  const part = (name: string): number => scalarMilli(offered, name) / Math.max(1, scalarMilli(total, name))
  return part('cpus') + part('mem')
}

function isUsable(api: BcsApi, { offer, since }: PooledOffer): boolean {
  const lostAt = api.books.lost.get(offer.hostname)
  const isLost = lostAt !== undefined && api.now - lostAt < LOST_AGENT_MS
  return api.now - since < OFFER_VALID_MS && !isLost
}

/** Usable offers, the freest host first; equal ones by name. */
export function ranked(api: BcsApi): readonly Offer[] {
  const usable = [...api.books.pool.values()].filter((kept) => isUsable(api, kept)).map(({ offer }) => offer)
  const scores = new Map(usable.map((offer) => [offer.hostname, score(api, offer)]))
  const of = ({ hostname }: Offer): number => scores.get(hostname) ?? 0
  return usable.sort((a, b) => of(b) - of(a) || (a.hostname < b.hostname ? -1 : 1))
}

export function noteFailure(api: BcsApi, event: SimEvent): void {
  const { agentId, executorId } = event.body as { readonly agentId: string; readonly executorId?: string }
  if (executorId !== undefined) return
  const hosts = [...api.books.store.groups.values()].filter(({ slaveId }) => slaveId === agentId)
  for (const { agent } of hosts) api.books.lost.set(agent, api.now)
  for (const [host, { offer }] of api.books.pool) if (offer.slaveId === agentId) api.books.lost.set(host, api.now)
}
