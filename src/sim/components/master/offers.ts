/**
 * Offers: made from the allocator's callback, ended by exactly one event. Source: master.cpp, offer, decline, rescindOffer,
 * discardOffer, offerTimeout; reference 4(e).
 */
import type { Filters, MessageBodies, Offer } from '#model/messages/bodies.ts'
import { offerSeries, type OfferEnd, type OfferPoint } from '#model/trace/series.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { resourcesIn } from '../resourceText.ts'
import {
  type AgentRecord,
  type FrameworkRecord,
  type MasterApi,
  type OfferRecord,
  isActive,
  isAgentActive,
} from './books.ts'
import { call, type OfferCallback } from './calls.ts'
import { callerOf } from './callers.ts'
import { agentNameOf } from './holdings.ts'
import { tellOffers, tellRescind } from './tell.ts'

/** One call of the allocator: what a run granted to one framework. One message leaves, with one offer a (role, agent). */
export function offerCallback(api: MasterApi, event: SimEvent): void {
  const { books } = api
  books.callbacksHandled += 1
  const { frameworkId, offers } = event.body as OfferCallback
  const framework = books.frameworks.get(frameworkId)
  const ready = framework && isActive(api, framework) ? framework : null
  const made: Offer[] = []
  for (const { agent: name, role, resources } of offers) {
    const agent = books.agents.get(books.agentAt.get(name) ?? '')
    if (ready && agent && isAgentActive(api, agent)) made.push(makeOffer(api, ready, agent, role, resources))
    else call(api, 'recoverResources', { frameworkId, agent: name, role, resources, isAllocated: false })
  }
  if (ready && made.length > 0) tellOffers(api, ready, made)
}

function makeOffer(api: MasterApi, framework: FrameworkRecord, agent: AgentRecord, role: string, text: string): Offer {
  const { books } = api
  const key = `O${books.nextOffer}`
  const id = `${books.info.id}-${key}`
  books.nextOffer += 1
  const record: OfferRecord = {
    id,
    key,
    machine: `master/offer:${key}`,
    frameworkId: framework.id,
    slaveId: agent.id,
    role,
    resources: resourcesIn(text),
    text,
  }
  books.offers.set(id, record)
  framework.offers.add(id)
  agent.offers.add(id)
  books.touched.add(agent.id)
  api.spawn('master/offer', record.machine, id)
  if (api.timelines) api.point(offerSeries(key), 1, pointOf(framework, agent.name, record))
  return {
    id,
    frameworkId: framework.id,
    slaveId: agent.id,
    hostname: agent.name,
    resources: text,
    attributes: agent.info.attributes,
    ...(agent.info.domain ? { domain: agent.info.domain } : {}),
    executorIds: [...(agent.executors.get(framework.id)?.keys() ?? [])],
    allocationInfo: { role },
  }
}

function pointOf(framework: FrameworkRecord, agent: string, offer: OfferRecord): OfferPoint {
  return { offer: offer.key, framework: framework.name, role: offer.role, agent, resources: offer.text }
}

/** Entry of OUTSTANDING: the timer only if `--offer_timeout` is set. */
export function watch(api: MasterApi): void {
  const { offerTimeoutMs } = api.scenario.master
  if (offerTimeoutMs !== null) api.arm('offerTimeout', offerTimeoutMs, { type: 'offerTimeout' })
}

/** The offer is gone from the books; what it held is the caller's to give back. */
function removeOffer(api: MasterApi, offer: OfferRecord, end: OfferEnd): void {
  const { books } = api
  books.offers.delete(offer.id)
  books.frameworks.get(offer.frameworkId)?.offers.delete(offer.id)
  books.agents.get(offer.slaveId)?.offers.delete(offer.id)
  books.touched.add(offer.slaveId)
  if (end !== 'accepted') writeEnd(api, offer, { end })
  api.remove(offer.machine)
}

function writeEnd(api: MasterApi, offer: OfferRecord, how: Pick<OfferPoint, 'end' | 'used'>): void {
  if (!api.timelines) return
  const framework = api.books.frameworks.get(offer.frameworkId)
  if (!framework) return
  const point = pointOf(framework, agentNameOf(api, offer.slaveId), offer)
  api.point(offerSeries(offer.key), 0, { ...point, ...how })
}

/** Once it is known what of an accepted offer was used; of several in one ACCEPT each tells of all. */
export function writeAccepted(api: MasterApi, offer: OfferRecord, used: string): void {
  writeEnd(api, offer, { end: 'accepted', used })
}

/** Gives an offer's resources back to the allocator, unless its agent is not there any more. */
function giveBack(api: MasterApi, offer: OfferRecord, filters?: Filters): void {
  const { frameworkId, role, text: resources } = offer
  const agent = api.books.agents.get(offer.slaveId)?.name
  if (agent === undefined) return
  const body = { frameworkId, agent, role, resources, isAllocated: false }
  call(api, 'recoverResources', filters ? { ...body, filters } : body)
}

function offerOf(api: MasterApi): OfferRecord | undefined {
  return api.books.offers.get((api.context as { readonly id: string }).id)
}

/** How an offer ends, by the machine's effects. `accept` leaves it to the launch to give back what is left. */
export function endAccepted(api: MasterApi): void {
  const offer = offerOf(api)
  if (offer) removeOffer(api, offer, 'accepted')
}

export function endDeclined(api: MasterApi, event: SimEvent): void {
  const offer = offerOf(api)
  if (!offer) return
  giveBack(api, offer, event['filters'] as Filters | undefined)
  removeOffer(api, offer, 'declined')
}

export function endDiscarded(api: MasterApi): void {
  const offer = offerOf(api)
  if (!offer) return
  giveBack(api, offer)
  removeOffer(api, offer, 'discarded')
}

/** Rescinded: the framework is told. Operators' endpoints rescind with a filter (5 s). */
export function endRescinded(api: MasterApi, event: SimEvent): void {
  const offer = offerOf(api)
  if (!offer) return
  giveBack(api, offer, event['filters'] as Filters | undefined)
  const framework = api.books.frameworks.get(offer.frameworkId)
  if (framework && framework.pid !== '') tellRescind(api, framework, offer)
  removeOffer(api, offer, 'rescinded')
}

export function endOffer(api: MasterApi, offerId: string, event: SimEvent): void {
  const offer = api.books.offers.get(offerId)
  if (offer) api.step(offer.machine, event)
}

export function DECLINE(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { offerIds, filters } = event.body as MessageBodies['DECLINE']
  for (const id of offerIds) endOffer(api, id, { type: 'decline', filters })
}
