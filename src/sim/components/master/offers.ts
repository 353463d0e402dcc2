/**
 * Offers: made from the allocator's callback, ended by exactly one event. Source: master.cpp, offer, decline, rescindOffer,
 * discardOffer, offerTimeout; reference 4(e).
 */
import { addTo, nextNumber, removeFrom } from '#base/window.ts'
import type { Filters, MessageBodies, Offer } from '#model/messages/bodies.ts'
import { offerSeries, type OfferEnd, type OfferPoint } from '#model/trace/series.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { resourcesIn } from '../resourceText.ts'
import {
  type AgentRecord,
  type FrameworkRecord,
  type MasterApi,
  type OfferRecord,
  agentNamed,
  dropOffer,
  isActive,
  isAgentActive,
  offerNamed,
  putOffer,
} from './books.ts'
import { call, type OfferCallback } from './calls.ts'
import { callerOf } from './callers.ts'
import { tellOffers, tellRescind } from './tell.ts'

/** One call of the allocator: what a run granted to one framework. One message leaves, with one offer a (role, agent). */
export function offerCallback(api: MasterApi, event: SimEvent): void {
  const { books } = api
  books.callbacksHandled += 1
  const { frameworkId, offers } = event.body as OfferCallback
  const framework = books.frameworks.get(frameworkId)
  const ready = framework && isActive(api, framework) ? framework : null
  const made: Offer[] = []
  let info: AllocationInfo = { role: '' }
  let place = 0
  for (const { agent: name, role, resources } of offers) {
    const agent = agentNamed(books, place, name)
    place += 1
    if (ready && agent && isAgentActive(api, agent)) {
      if (info.role !== role) info = { role }
      made.push(makeOffer(api, ready, agent, info, resources))
    } else call(api, 'recoverResources', { frameworkId, agent: name, role, resources, isAllocated: false })
  }
  if (ready && made.length > 0) tellOffers(api, ready, made)
}

type AllocationInfo = Offer['allocationInfo']

function makeOffer(
  api: MasterApi,
  framework: FrameworkRecord,
  agent: AgentRecord,
  info: AllocationInfo,
  text: string,
): Offer {
  const { books } = api
  const { role } = info
  const number = nextNumber(books.offers)
  const key = `O${number}`
  const id = `${books.info.id}-${key}`
  const resources = resourcesIn(text)
  const record: OfferRecord = { id, key, number, framework, agent, role, resources, text, series: -1, machine: null }
  addTo(books.offers, record)
  framework.offers += 1
  putOffer(agent, record)
  if (api.timelines) books.touched.add(agent.id)
  record.machine = api.spawnLoose('master/offer', 'master/offer:O', number, id)
  if (api.timelines) writeOpen(api, number, record)
  return messageOf(record, info)
}

/** Its timeline's name is one of a family, as its machine's. */
function writeOpen(api: MasterApi, number: number, offer: OfferRecord): void {
  const known = api.memberNumber('offer/O', number)
  offer.series = known >= 0 ? known : api.addMember('offer/O', number, offerSeries(offer.key))
  api.point(offer.series, 1, pointOf(offer))
}

const NO_EXECUTORS: readonly string[] = []

/** What the framework is told of it. */
function messageOf({ id, framework, agent, text: resources }: OfferRecord, allocationInfo: AllocationInfo): Offer {
  const { attributes, domain, name: hostname, id: slaveId, executors } = agent
  const own = executors.size === 0 ? undefined : executors.get(framework.id)
  const executorIds = own === undefined ? NO_EXECUTORS : [...own.keys()]
  const frameworkId = framework.id
  return domain
    ? { id, frameworkId, slaveId, hostname, resources, attributes, domain, executorIds, allocationInfo }
    : { id, frameworkId, slaveId, hostname, resources, attributes, executorIds, allocationInfo }
}

function pointOf({ key, framework, role, agent, text }: OfferRecord): OfferPoint {
  return { offer: key, framework: framework.name, role, agent: agent.name, resources: text }
}

/** Entry of OUTSTANDING, told the offer's id: the timer only if `--offer_timeout` is set. */
export function watch(api: MasterApi, event: SimEvent): void {
  const { offerTimeoutMs } = api.scenario.master
  if (offerTimeoutMs !== null) api.arm('offerTimeout', offerTimeoutMs, { type: 'offerTimeout', id: event.body })
}

/** The offer is gone from the books; what it held is the caller's to give back. */
function removeOffer(api: MasterApi, offer: OfferRecord, end: OfferEnd): void {
  const { books } = api
  const { agent, machine } = offer
  removeFrom(books.offers, offer.number)
  offer.framework.offers -= 1
  if (agent.offer === offer && agent.furtherOffers === null) agent.offer = null
  else dropOffer(agent, offer)
  if (api.timelines) books.touched.add(agent.id)
  if (end !== 'accepted') writeEnd(api, offer, { end })
  if (machine) api.removeMachine(machine)
}

function writeEnd(api: MasterApi, offer: OfferRecord, how: Pick<OfferPoint, 'end' | 'used'>): void {
  if (!api.timelines || !api.books.frameworks.has(offer.framework.id)) return
  api.point(offer.series, 0, { ...pointOf(offer), ...how })
}

/** Once it is known what of an accepted offer was used; of several in one ACCEPT each tells of all. */
export function writeAccepted(api: MasterApi, offer: OfferRecord, used: string): void {
  writeEnd(api, offer, { end: 'accepted', used })
}

/** Gives an offer's resources back to the allocator, unless its agent is not there any more. */
function giveBack(api: MasterApi, { framework, agent, role, text: resources }: OfferRecord, filters?: Filters): void {
  if (!agent.registered) return
  const frameworkId = framework.id
  const isAllocated = false
  const body = filters
    ? { frameworkId, agent: agent.name, role, resources, isAllocated, filters }
    : { frameworkId, agent: agent.name, role, resources, isAllocated }
  call(api, 'recoverResources', body)
}

/** The offer of the machine whose effect runs: who ends it hands it over with the event, its timer knows its id. */
function offerOf(api: MasterApi, event: SimEvent): OfferRecord | undefined {
  const given = event['offer'] as OfferRecord | undefined
  return given ?? offerNamed(api.books, event['id'] as string)
}

/** How an offer ends, by the machine's effects. `accept` leaves it to the launch to give back what is left. */
export function endAccepted(api: MasterApi, event: SimEvent): void {
  const offer = offerOf(api, event)
  if (offer) removeOffer(api, offer, 'accepted')
}

export function endDeclined(api: MasterApi, event: SimEvent): void {
  const offer = offerOf(api, event)
  if (!offer) return
  giveBack(api, offer, event['filters'] as Filters | undefined)
  removeOffer(api, offer, 'declined')
}

export function endDiscarded(api: MasterApi, event: SimEvent): void {
  const offer = offerOf(api, event)
  if (!offer) return
  giveBack(api, offer)
  removeOffer(api, offer, 'discarded')
}

/** Rescinded: the framework is told. Operators' endpoints rescind with a filter (5 s). */
export function endRescinded(api: MasterApi, event: SimEvent): void {
  const offer = offerOf(api, event)
  if (!offer) return
  giveBack(api, offer, event['filters'] as Filters | undefined)
  const { framework } = offer
  if (api.books.frameworks.has(framework.id) && framework.pid !== '') tellRescind(api, framework, offer)
  removeOffer(api, offer, 'rescinded')
}

/** How an offer may end: the events of its machine. */
interface Ending {
  readonly type: 'accept' | 'decline' | 'discard' | 'rescind'
  readonly filters?: Filters | undefined
}

export function endOffer(api: MasterApi, offer: OfferRecord, { type, filters }: Ending): void {
  if (offer.machine) api.stepMachine(offer.machine, { type, filters, offer })
}

export function DECLINE(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const { offerIds, filters } = event.body as MessageBodies['DECLINE']
  for (const id of offerIds) {
    const offer = offerNamed(api.books, id)
    if (offer) endOffer(api, offer, { type: 'decline', filters })
  }
}
