/**
 * Effects of `master/framework`: registration, loss, failover, removal. Source: master.cpp, addFramework,
 * failoverFramework, _exited, disconnect, deactivate, removeFramework; reference 4(a), 2.9.4.
 */
import { must } from '#base/assert.ts'
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { OfferConstraints } from '#model/offerConstraints.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type FrameworkRecord, type MasterApi, frameworkMachine, offersOf } from './books.ts'
import { call } from './calls.ts'
import { callerOf } from './callers.ts'
import { usedParts } from './holdings.ts'
import { endOffer } from './offers.ts'
import { removeExecutors, removeTasksOf } from './tasks.ts'
import { HEARTBEAT_MS, send, tellError, tellRegistered } from './tell.ts'

/** The framework whose machine's effect runs. */
function selfOf(api: MasterApi): FrameworkRecord {
  const { id } = api.context as { readonly id: string }
  return must(api.books.frameworks.get(id), `the master knows the framework ${id}`)
}

/** What it subscribes with counts from now on. */
export function adopt(api: MasterApi, event: SimEvent): void {
  const framework = selfOf(api)
  const { frameworkInfo, suppressedRoles, offerConstraints = null } = event.body as MessageBodies['SUBSCRIBE']
  framework.info = frameworkInfo
  framework.suppressed = suppressedRoles
  framework.constraints = offerConstraints
}

/** From now on this address speaks for the framework; its link is watched. */
export function take(api: MasterApi, event: SimEvent): void {
  const framework = selfOf(api)
  const { frameworkAt } = api.books
  if (framework.pid !== '' && framework.pid !== event.from) {
    api.unlink(framework.pid)
    frameworkAt.delete(framework.pid)
  }
  framework.pid = event.from ?? ''
  framework.v1 = event['v1'] === true
  frameworkAt.set(framework.pid, framework.id)
  api.link(framework.pid)
}

/** A new framework, or one whose id is not this master's: the allocator looks at all agents for it. */
export function add(api: MasterApi): void {
  addToAllocator(api, selfOf(api), true)
}

/** Known from its tasks only: no offers until somebody subscribes, and no failover timer. */
export function addRecovered(api: MasterApi): void {
  addToAllocator(api, selfOf(api), false)
}

function addToAllocator(api: MasterApi, framework: FrameworkRecord, active: boolean): void {
  const { id, info, suppressed, constraints } = framework
  const used: { agent: string; role: string; resources: string }[] = []
  for (const agent of api.books.agents.values()) {
    if (!agent.used.has(id)) continue
    for (const { role, resources } of usedParts(agent, id)) used.push({ agent: agent.name, role, resources })
  }
  const wishes = { suppressedRoles: suppressed, ...constrained(constraints) }
  call(api, 'addFramework', { frameworkId: id, frameworkInfo: info, used, active, ...wishes })
}

/** Said to the allocator where there are any. */
function constrained(offerConstraints: OfferConstraints | null) {
  return offerConstraints === null ? {} : { offerConstraints }
}

/** A subscription of a framework that is known: before anything is said to the instance that is taken over. */
export function update(api: MasterApi, event: SimEvent): void {
  adopt(api, event)
  tellAllocator(api, selfOf(api))
}

/** What it wishes now; offers of roles that it leaves are rescinded. Source: master.cpp, updateFramework. */
export function tellAllocator(api: MasterApi, framework: FrameworkRecord): void {
  const { id, info, suppressed, constraints } = framework
  const wishes = { suppressedRoles: suppressed, ...constrained(constraints) }
  call(api, 'updateFramework', { frameworkId: id, frameworkInfo: info, ...wishes })
  for (const offer of offersOf(api.books, framework))
    if (!info.roles.includes(offer.role)) endOffer(api, offer, { type: 'rescind' })
}

/** Offers again, at once. */
export function activate(api: MasterApi): void {
  call(api, 'activateFramework', { frameworkId: selfOf(api).id })
}

export function deactivate(api: MasterApi): void {
  call(api, 'deactivateFramework', { frameworkId: selfOf(api).id })
}

export function answerRegistered(api: MasterApi): void {
  const framework = selfOf(api)
  tellRegistered(api, framework, false)
  if (framework.v1) heartbeat(api)
}

export function answerReregistered(api: MasterApi): void {
  tellRegistered(api, selfOf(api), true)
}

/** To a v1 scheduler at once after SUBSCRIBED, then every 15 s. Source: framework.cpp, heartbeat. */
export function heartbeat(api: MasterApi): void {
  send(api, selfOf(api).pid, 'HEARTBEAT', {})
  api.arm('heartbeat', HEARTBEAT_MS, { type: 'heartbeat' }, { periodic: true })
}

/** Agents keep the scheduler's address and answer by resending what is pending. Source: master.cpp, _subscribe. */
export function tellAgents(api: MasterApi): void {
  const { id, pid, info, v1 } = selfOf(api)
  for (const agent of api.books.agents.values()) {
    const body = { frameworkId: id, pid: v1 ? '' : pid, frameworkInfo: info }
    send(api, agent.name, 'UpdateFrameworkMessage', body)
  }
}

/** The instance that is taken over, unless the newcomer speaks from its very address. */
export function tellFailedOver(api: MasterApi, event: SimEvent): void {
  const { pid, v1 } = selfOf(api)
  if (pid !== '' && (v1 || pid !== event.from)) tellError(api, pid, v1, 'Framework failed over')
}

export function refuseNewcomer(api: MasterApi, event: SimEvent): void {
  tellError(api, event.from ?? '', false, 'Framework failed over')
}

export function refuseDisconnected(api: MasterApi): void {
  const { pid, v1 } = selfOf(api)
  if (v1) api.send(pid, '403', { message: 'Framework is not subscribed' })
  else tellError(api, pid, false, 'Framework disconnected')
}

/** Tried over the broken link, as Mesos does for v0. */
export function tellDisconnected(api: MasterApi): void {
  const { pid, v1 } = selfOf(api)
  api.cancel('heartbeat')
  api.books.frameworkAt.delete(pid)
  if (!v1) tellError(api, pid, false, 'Framework disconnected')
}

export function rescindOffers(api: MasterApi): void {
  for (const offer of offersOf(api.books, selfOf(api))) endOffer(api, offer, { type: 'rescind' })
}

/** Nobody is told: the new scheduler never saw them. */
export function discardOffers(api: MasterApi): void {
  for (const offer of offersOf(api.books, selfOf(api))) endOffer(api, offer, { type: 'discard' })
}

/** Every agent ends the framework; its tasks are recorded TASK_KILLED, and nobody is told. Source: removeFramework. */
export function removeFramework(api: MasterApi): void {
  const { books } = api
  const framework = selfOf(api)
  api.cancel('heartbeat')
  for (const agent of books.agents.values())
    send(api, agent.name, 'ShutdownFrameworkMessage', { frameworkId: framework.id })
  removeTasksOf(api, framework)
  removeExecutors(api, framework)
  call(api, 'pause', {})
  call(api, 'removeFramework', { frameworkId: framework.id })
  call(api, 'resume', {})
  if (framework.pid !== '') {
    api.unlink(framework.pid)
    books.frameworkAt.delete(framework.pid)
  }
  books.frameworks.delete(framework.id)
  complete(api, framework.id)
}

/** The last 50 are remembered, so that none of them comes back. */
function complete(api: MasterApi, id: string): void {
  const { completedFrameworks } = api.books
  completedFrameworks.add(id)
  const [oldest] = completedFrameworks
  if (completedFrameworks.size > api.scenario.master.maxCompletedFrameworks && oldest !== undefined)
    completedFrameworks.delete(oldest)
}

export function TEARDOWN(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (framework) api.step(frameworkMachine(framework), { type: 'remove' })
}

/** No call: of one that is disconnected it is passed over in silence. Source: master.cpp, deactivateFramework. */
export function DeactivateFrameworkMessage(api: MasterApi, event: SimEvent): void {
  const { frameworkId } = event.body as MessageBodies['DeactivateFrameworkMessage']
  const framework = api.books.frameworks.get(frameworkId)
  if (framework && framework.pid === event.from) api.step(frameworkMachine(framework), event)
}
