/**
 * SUBSCRIBE: who may, under which id, and what becomes of the one that was registered before. Source: master.cpp,
 * subscribe, _subscribe, validateFramework; validation.cpp, framework::validate; reference 2.1, 4(a), 7.4.
 */
import type { FrameworkInfo, MessageBodies } from '#model/messages/bodies.ts'
import type { OfferConstraints } from '#model/offerConstraints.ts'
import { compilePattern } from '#model/pattern.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type FrameworkRecord, type MasterApi, frameworkMachine, freeKey, isConnected } from './books.ts'
import { roleFault } from './roleNames.ts'
import { tellError, tellRegistered } from './tell.ts'

/** int64 nanoseconds, in seconds. */
const LONGEST_TIMEOUT_S = 9_223_372_036.85

export function SUBSCRIBE(api: MasterApi, event: SimEvent): void {
  const body = event.body as MessageBodies['SUBSCRIBE']
  const from = event.from ?? ''
  const v1 = body.force === undefined
  const fault = subscribeFault(api, body)
  // Found after parsing: the stream opens, tells it and closes.
  if (fault !== null && v1) api.send(from, '200', {})
  if (fault !== null) return tellError(api, from, v1, fault)
  const id = body.frameworkInfo.id ?? ''
  if (id === '') subscribeNew(api, event, body, v1)
  else subscribeAgain(api, id, event, body, v1)
}

/** What it wishes counts only once it is let in: a newcomer that is refused changes nothing. */
function subscribeAgain(
  api: MasterApi,
  id: string,
  event: SimEvent,
  body: MessageBodies['SUBSCRIBE'],
  v1: boolean,
): void {
  const known = api.books.frameworks.get(id)
  if (!known) return step(api, addRecord(api, id, body.frameworkInfo), event, body, v1)
  step(api, known, event, { ...body, frameworkInfo: preserved(known.info, body.frameworkInfo) }, v1)
}

/** User and checkpoint cannot be changed and are silently kept. Source: validation.cpp, preserveImmutableFields. */
function preserved(before: FrameworkInfo, wished: FrameworkInfo): FrameworkInfo {
  return { ...wished, user: before.user, checkpoint: before.checkpoint }
}

/** Without an id: a new framework, or the retry of one whose answer was lost. */
function subscribeNew(api: MasterApi, event: SimEvent, body: MessageBodies['SUBSCRIBE'], v1: boolean): void {
  const registered = api.books.frameworks.get(api.books.frameworkAt.get(event.from ?? '') ?? '')
  if (registered && !v1 && isConnected(api, registered)) return tellRegistered(api, registered, false)
  const n = api.books.nextFramework
  api.books.nextFramework += 1
  const id = `${api.books.info.id}-${String(n).padStart(4, '0')}`
  step(api, addRecord(api, id, body.frameworkInfo), event, body, v1)
}

/** The record of a framework that this master has not seen, its machine in `absent`. */
export function addRecord(api: MasterApi, id: string, info: FrameworkInfo): FrameworkRecord {
  const { books } = api
  const own = `master/framework:${info.name}`
  if (api.stateOf(own) === 'completed') api.remove(own)
  const key = freeKey(api, 'framework', info.name, id.slice(id.lastIndexOf('-') + 1))
  const framework: FrameworkRecord = {
    key,
    name: info.name,
    id,
    info: { ...info, id },
    pid: '',
    v1: false,
    suppressed: [],
    constraints: null,
    tasks: new Map(),
    unreachable: new Map(),
    completed: new Map(),
    offers: 0,
    machine: null,
  }
  books.frameworks.set(id, framework)
  api.spawn('master/framework', frameworkMachine(framework), id)
  return framework
}

function step(
  api: MasterApi,
  framework: FrameworkRecord,
  event: SimEvent,
  body: MessageBodies['SUBSCRIBE'],
  v1: boolean,
): void {
  api.step(frameworkMachine(framework), {
    ...event,
    body: { ...body, frameworkInfo: { ...body.frameworkInfo, id: framework.id } },
    v1,
    sameAddress: framework.pid === event.from,
    takesOver: v1 || body.force === true,
    failoverTimeoutMs: Math.max(0, Math.round(body.frameworkInfo.failoverTimeout * 1000)),
  })
}

/** What is wrong with a subscription, as a sentence for the scheduler, or null; the first fault wins. */
export function subscribeFault(
  api: MasterApi,
  body: Pick<MessageBodies['SUBSCRIBE'], 'frameworkInfo' | 'suppressedRoles' | 'offerConstraints'>,
): string | null {
  const { frameworkInfo: info, suppressedRoles } = body
  const roles = new Set(info.roles)
  if (roles.size < info.roles.length) return 'FrameworkInfo.roles contains duplicate items'
  for (const role of info.roles) {
    const fault = roleFault(role)
    if (fault !== null) return fault
  }
  if (info.id !== undefined && info.id !== '' && idFault(info.id)) return `Framework ID '${info.id}' is not valid`
  if (!(info.failoverTimeout <= LONGEST_TIMEOUT_S)) return 'The framework failover timeout is out of range'
  const constraint = constraintFault(body.offerConstraints ?? {})
  if (constraint !== null) return constraint
  const strange = suppressedRoles.find((role) => !roles.has(role))
  if (strange !== undefined) return `Suppressed role '${strange}' is not among the roles of the framework`
  if (api.books.completedFrameworks.has(info.id ?? '')) return 'Framework has been removed'
  const before = api.books.frameworks.get(info.id ?? '')
  if (before && before.info.principal !== info.principal)
    return 'Changing the principal of a framework is not supported'
  return null
}

/** Source: offer_constraints_filter.cpp, validate. */
function constraintFault(told: OfferConstraints): string | null {
  for (const [role, groups] of Object.entries(told))
    for (const { predicate, value = '' } of groups.flat()) {
      if (predicate !== 'textMatches' && predicate !== 'textNotMatches') continue
      const pattern = compilePattern(value)
      if (!pattern.ok) return `Offer constraints of role '${role}': '${value}' is not valid: ${pattern.error}`
    }
  return null
}

function idFault(id: string): boolean {
  return id.length > 255 || id === '.' || id === '..' || [...id].some((c) => c < ' ' || c === '/' || c === '\\')
}
