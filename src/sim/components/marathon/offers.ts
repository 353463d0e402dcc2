/**
 * What becomes of an offer: the launchers are asked in turn, each launch is stored, then one ACCEPT or one DECLINE goes out.
 * Source: OfferMatcherManagerActor.scala, OfferProcessor.scala; reference/marathon.md 4.2, 4.5.
 */
import { shuffle } from '#base/rng.ts'
import { taskId } from '#model/marathon/ids.ts'
import type { Offer } from '#model/messages/bodies.ts'
import { subtractResources } from '#model/resources.ts'
import { resourcesIn, resourceText } from '../resourceText.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import {
  type InstanceRecord,
  type LauncherBook,
  type MarathonApi,
  type MarathonBooks,
  type TaskRecord,
  instanceMachine,
  launcherMachine,
  touch,
} from './books.ts'
import { type Fit, placementOf, type Round, tryFit } from './fit.ts'
import { noteUnused, noteUsed } from './funnel.ts'
import { expunge } from './instances.ts'
import {
  appsWithReservations,
  isResident,
  releases,
  reserve,
  residentTurn,
  type Turn,
  withoutReservations,
} from './resident.ts'
import { taskInfo } from './taskInfo.ts'

/**
 * Waiting instances whose role is the offer's, one of each version: those of one version fit alike. Of a resident app all,
 * because each has its own reservation.
 */
function candidates(books: MarathonBooks, book: LauncherBook, { offer, reserved }: Round): readonly InstanceRecord[] {
  const { role } = offer.allocationInfo
  const found: InstanceRecord[] = []
  for (const id of book.launchable) {
    const instance = books.store.instances.get(id)
    if (!instance || instance.spec.app.role !== role || reserved.has(id)) continue
    const isAlike = found.some(({ spec }) => spec.version === instance.spec.version)
    if (!isAlike || isResident(instance.spec.app)) found.push(instance)
  }
  return found
}

/** One launcher's turn: at most one launch or reservation. True: there is one. */
function askLauncher(api: MarathonApi, round: Round, book: LauncherBook): boolean {
  const { offer } = round
  const waiting = candidates(api.books, book, round)
  const turn = turnOf(api, round, waiting)
  if (turn === null) return false
  if (turn.kind === 'none') {
    const { reasons } = turn.result
    const resources = resourceText(round.rest)
    noteUnused(book, { offer: offer.id, agent: offer.hostname, at: api.now, resources, reasons })
    touch(api.books, book.app)
    return false
  }
  noteUsed(book, api.now)
  if (turn.kind === 'launch') launch(api, round, turn.instance, turn.fit)
  else reserve(api, round, turn.instance, turn.taken)
  round.decisions += 1
  api.books.tokens -= 1
  return true
}

/** What the first of them that fits may do; null: nobody waits for an offer of this role. */
function turnOf(api: MarathonApi, round: Round, waiting: readonly InstanceRecord[]): Turn | null {
  const [first] = waiting
  if (first && isResident(first.spec.app)) return residentTurn(api, round, waiting)
  const offered = withoutReservations(round.rest)
  let turn: Turn | null = null
  for (const instance of waiting) {
    const result = tryFit(api, round, instance, { offered })
    if (result.fits) return { kind: 'launch', instance, fit: result }
    turn = { kind: 'none', result }
  }
  return turn
}

/** The instance is stored as Provisioned before anything is sent. */
function launch(api: MarathonApi, round: Round, instance: InstanceRecord, { taken, hostPorts }: Fit): void {
  const { books } = api
  const task: TaskRecord = {
    id: taskId(instance.id, instance.incarnation + 1),
    placement: round.placement,
    hostPorts,
    stagedAt: api.now,
    startedAt: null,
    state: null,
    mesosHealthy: null,
  }
  api.step(instanceMachine(books, instance.id), { type: 'provision', task })
  const { mesosUser } = books.spec.flags
  const info = taskInfo({ spec: instance.spec, task, resources: resourceText(taken), mesosUser })
  round.operations.push({ type: 'LAUNCH', taskInfos: [info] })
  round.rest = subtractResources(round.rest, taken)
}

function matchers(api: MarathonApi): LauncherBook[] {
  const { books } = api
  const books_ = [...books.launchers.values()]
  return books_.filter(({ app }) => api.stateOf(launcherMachine(books, app)) === 'matching')
}

/** Those with a reservation in the offer first, both parts shuffled. */
function inOrderOfAsking(api: MarathonApi, { offer }: Round): LauncherBook[] {
  const preferred = appsWithReservations(api.books, offer.resources)
  const all = matchers(api)
  const first = all.filter(({ app }) => preferred.has(app))
  const others = all.filter(({ app }) => !preferred.has(app))
  return [...shuffle(api.rng, first), ...shuffle(api.rng, others)]
}

/** Round robin: who launched goes to the end, who has nothing for it leaves. */
function askInTurn(api: MarathonApi, round: Round): void {
  const { books } = api
  const { maxInstancesPerOffer } = books.spec.flags
  const queue = inOrderOfAsking(api, round)
  while (queue.length > 0 && round.decisions < maxInstancesPerOffer && books.tokens > 0) {
    const book = queue.shift() as LauncherBook
    if (askLauncher(api, round, book)) queue.push(book)
  }
}

function decline(api: MarathonApi, offerId: string, resend: boolean): void {
  const { books } = api
  const refuseSeconds = books.spec.flags.declineOfferDurationMs / 1000
  api.send(books.driver, 'declineOffer', { offerId, filters: resend ? {} : { refuseSeconds } })
}

/** Reservations that nobody wants any more; nothing else is done with such an offer. Source: StopOnFirstMatchingOfferMatcher.scala. */
function released(api: MarathonApi, round: Round): boolean {
  const { books } = api
  const found = releases(books, round.rest)
  for (const { instance, operations } of found) {
    round.operations.push(...operations)
    const record = books.store.instances.get(instance)
    if (record && books.leftovers.has(instance)) expunge(api, record)
  }
  return found.length > 0
}

/** The filter of an ACCEPT is 0 s, so that the rest is offered again in the next allocation run. */
function processOffer(api: MarathonApi, offer: Offer): void {
  const { books } = api
  const rest = resourcesIn(offer.resources)
  const round: Round = { offer, placement: placementOf(offer), rest, operations: [], decisions: 0, reserved: new Set() }
  const isReleased = released(api, round)
  const wanted = !isReleased && matchers(api).length > 0
  const exhausted = wanted && books.tokens <= 0
  if (wanted && !exhausted) askInTurn(api, round)
  if (round.operations.length === 0) return decline(api, offer.id, exhausted)
  const { operations } = round
  api.send(books.driver, 'acceptOffers', { offerIds: [offer.id], operations, filters: { refuseSeconds: 0 } })
}

/**
 * So many are matched at once; of those that wait the last comes first, and beyond the queue's length the oldest are
 * declined so that they come again soon.
 */
export function inOrderOfMatching(offers: readonly Offer[], parallel: number, queued: number) {
  const waiting = offers.slice(parallel).toReversed()
  return { matched: [...offers.slice(0, parallel), ...waiting.slice(0, queued)], overflow: waiting.slice(queued) }
}

export function resourceOffers(api: MarathonApi, event: SimEvent): void {
  const { maxParallelOffers, maxQueuedOffers } = api.books.spec.flags
  const { offers } = event.body as { readonly offers: readonly Offer[] }
  const { matched, overflow } = inOrderOfMatching(offers, maxParallelOffers, maxQueuedOffers)
  for (const { id } of overflow) decline(api, id, true)
  for (const offer of matched) processOffer(api, offer)
}
