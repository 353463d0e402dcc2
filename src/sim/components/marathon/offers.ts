/**
 * What becomes of an offer: the launchers are asked in turn, each launch is stored, then one ACCEPT or one DECLINE goes out.
 * Source: OfferMatcherManagerActor.scala, OfferProcessor.scala; reference/marathon.md 4.2, 4.5.
 */
import { shuffle } from '#base/rng.ts'
import { parseAttribute, prepareConstraints, type Site } from '#model/marathon/constraints.ts'
import { taskId } from '#model/marathon/ids.ts'
import type { App } from '#model/marathon/shape.ts'
import { needs } from '#model/marathon/task.ts'
import type { Offer, Operation } from '#model/messages/bodies.ts'
import { subtractResources, type Resources } from '#model/resources.ts'
import { resourcesIn, resourceText } from '../resourceText.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import {
  type InstanceRecord,
  type LauncherBook,
  type MarathonApi,
  type MarathonBooks,
  type Placement,
  type PreparedSpec,
  type RunSpec,
  type TaskRecord,
  instanceMachine,
  instancesOf,
  launcherMachine,
  touch,
} from './books.ts'
import { isLost, isTerminalCondition } from './conditions.ts'
import { noteUnused, noteUsed } from './funnel.ts'
import { matchOffer, type MatchResult } from './match.ts'
import { taskInfo } from './taskInfo.ts'

/** What documents ask for never changes: worked out once each, whoever asks. */
const prepared = new WeakMap<App, PreparedSpec>()

function prepare(app: App, books: MarathonBooks): PreparedSpec {
  const known = prepared.get(app)
  if (known) return known
  const made = { needs: needs(app), constraints: prepareConstraints(app.constraints), roles: acceptedRoles(app, books) }
  prepared.set(app, made)
  return made
}

/** Flag accepted_resource_roles_default_behavior. */
function acceptedRoles({ acceptedResourceRoles, role }: App, { spec }: MarathonBooks): readonly string[] {
  if (acceptedResourceRoles !== null) return acceptedResourceRoles
  switch (spec.flags.acceptedResourceRolesDefaultBehavior) {
    case 'unreserved':
      return ['*']
    case 'reserved':
      return [role]
    case 'any':
      return [...new Set([role, '*'])]
  }
}

function placementOf({ hostname, slaveId, domain, attributes }: Offer): Placement {
  return { agent: hostname, slaveId, region: domain?.region ?? null, zone: domain?.zone ?? null, attributes }
}

function siteOf({ agent, region, zone, attributes }: Placement): Site {
  const parsed = Object.entries(attributes).map(([name, text]) => [name, parseAttribute(text)] as const)
  return { hostname: agent, region, zone, attributes: Object.fromEntries(parsed) }
}

/** Where instances of the app are that count for its constraints. Source: reference/marathon.md 1.4. */
function placedSites(books: MarathonBooks, { app, configVersion }: RunSpec): readonly Site[] {
  if (app.constraints.length === 0) return []
  return instancesOf(books, app.id).flatMap((instance) => {
    const { task, condition, spec } = instance
    const counts = task && condition !== 'Scheduled' && !isTerminalCondition(condition) && !isLost(instance)
    return counts && spec.version >= configVersion ? [siteOf(task.placement)] : []
  })
}

interface Round {
  readonly offer: Offer
  readonly placement: Placement
  rest: Resources
  readonly operations: Operation[]
}

function tryFit(api: MarathonApi, round: Round, instance: InstanceRecord): MatchResult {
  const { books } = api
  const { app } = instance.spec
  const request = {
    ...prepare(app, books),
    instances: books.store.apps.get(app.id)?.app.instances ?? app.instances,
    site: siteOf(round.placement),
    placed: placedSites(books, instance.spec),
    mastersRegion: books.mastersRegion,
    gpusAreScarce: books.spec.flags.gpuSchedulingBehavior === 'restricted',
    rng: api.rng,
  }
  return matchOffer(request, round.rest)
}

/** Waiting instances whose role is the offer's, one of each version: those of one version fit alike. */
function candidates(books: MarathonBooks, book: LauncherBook, role: string): readonly InstanceRecord[] {
  const found: InstanceRecord[] = []
  for (const id of book.launchable) {
    const instance = books.store.instances.get(id)
    if (!instance || instance.spec.app.role !== role) continue
    if (!found.some(({ spec }) => spec.version === instance.spec.version)) found.push(instance)
  }
  return found
}

/** One launcher's turn: at most one operation. True: it launches. */
function askLauncher(api: MarathonApi, round: Round, book: LauncherBook): boolean {
  const { offer } = round
  const waiting = candidates(api.books, book, offer.allocationInfo.role)
  let result: MatchResult | null = null
  for (const instance of waiting) {
    result = tryFit(api, round, instance)
    if (!result.fits) continue
    noteUsed(book, api.now)
    launch(api, round, instance, result)
    return true
  }
  if (result && !result.fits) {
    const { reasons } = result
    const resources = resourceText(round.rest)
    noteUnused(book, { offer: offer.id, agent: offer.hostname, at: api.now, resources, reasons })
    touch(api.books, book.app)
  }
  return false
}

type Fit = Extract<MatchResult, { readonly fits: true }>

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
  books.tokens -= 1
}

function matchers(api: MarathonApi): LauncherBook[] {
  const { books } = api
  const books_ = [...books.launchers.values()]
  return books_.filter(({ app }) => api.stateOf(launcherMachine(books, app)) === 'matching')
}

/** Round robin: who launched goes to the end, who has nothing for it leaves. */
function askInTurn(api: MarathonApi, round: Round): void {
  const { books } = api
  const { maxInstancesPerOffer } = books.spec.flags
  const queue = shuffle(api.rng, matchers(api))
  while (queue.length > 0 && round.operations.length < maxInstancesPerOffer && books.tokens > 0) {
    const book = queue.shift() as LauncherBook
    if (askLauncher(api, round, book)) queue.push(book)
  }
}

function decline(api: MarathonApi, offerId: string, resend: boolean): void {
  const { books } = api
  const refuseSeconds = books.spec.flags.declineOfferDurationMs / 1000
  api.send(books.driver, 'declineOffer', { offerId, filters: resend ? {} : { refuseSeconds } })
}

/** The filter of an ACCEPT is 0 s, so that the rest is offered again in the next allocation run. */
function processOffer(api: MarathonApi, offer: Offer): void {
  const { books } = api
  const round: Round = { offer, placement: placementOf(offer), rest: resourcesIn(offer.resources), operations: [] }
  const wanted = matchers(api).length > 0
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
