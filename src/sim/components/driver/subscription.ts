/** Effects of a driver around its connection: finding the leader, SUBSCRIBE and its answers, the end. */
import { nextInt } from '#base/rng.ts'
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { callBack, type DriverApi } from './books.ts'

const MASTER = 'master'

/** MESOS_REGISTRATION_BACKOFF_FACTOR. Source: DC. */
export const BACKOFF_FACTOR_MS = 2000
/** REGISTRATION_RETRY_INTERVAL_MAX. Source: DC. */
export const BACKOFF_CAP_MS = 60_000

/** A standalone detector always answers with the address it was given; ZooKeeper's only with a master that lives. */
export function findLeader(api: DriverApi): void {
  const known = api.scenario.master.detector === 'standalone' || api.isUp(MASTER)
  if (known) api.step(api.id, { type: 'detected', leader: MASTER })
}

/** Without ZooKeeper nobody tells that the leader is gone. A v0 driver does not look at the link. Source: D:detected. */
export function masterExited(api: DriverApi): void {
  if (api.scenario.master.detector === 'leader') api.step(api.id, { type: 'leaderLost' })
}

/** Each leader starts the waits anew. */
export function linkMaster(api: DriverApi): void {
  api.link(MASTER)
  api.books.backoffMs = BACKOFF_FACTOR_MS
}

/** Sends SUBSCRIBE now and again after a random wait, whose bound doubles. Source: D:doReliableRegistration. */
export function subscribe(api: DriverApi): void {
  const { books } = api
  const { info, suppressedRoles, constrained, failover } = books
  const body: MessageBodies['SUBSCRIBE'] = { frameworkInfo: info, suppressedRoles, ...constrained, force: failover }
  api.send(MASTER, 'SUBSCRIBE', body)
  const failoverMs = info.failoverTimeout * 1000
  const bound = failoverMs > 0 ? Math.min(books.backoffMs, Math.floor(failoverMs / 10)) : books.backoffMs
  api.arm('subscribeBackoff', nextInt(api.rng, 0, bound), { type: 'subscribeBackoff' })
  books.backoffMs = Math.min(bound * 2, BACKOFF_CAP_MS)
}

export function registered(api: DriverApi, event: SimEvent): void {
  const { frameworkId, masterInfo } = event.body as MessageBodies['FrameworkRegisteredMessage']
  api.books.info = { ...api.books.info, id: frameworkId }
  connected(api)
  callBack(api, 'registered', { frameworkId, masterInfo })
}

export function reregistered(api: DriverApi, event: SimEvent): void {
  const { frameworkId, masterInfo } = event.body as MessageBodies['FrameworkReregisteredMessage']
  api.books.info = { ...api.books.info, id: frameworkId }
  connected(api)
  callBack(api, 'reregistered', { masterInfo })
}

function connected(api: DriverApi): void {
  api.books.failover = false
  if (api.books.updateAfterRegistration) sendUpdateFramework(api)
}

export function sendUpdateFramework(api: DriverApi): void {
  const { info, suppressedRoles, constrained } = api.books
  api.books.updateAfterRegistration = false
  const body: MessageBodies['UPDATE_FRAMEWORK'] = {
    frameworkId: frameworkIdOf(api),
    frameworkInfo: info,
    suppressedRoles,
    ...constrained,
  }
  api.send(MASTER, 'UPDATE_FRAMEWORK', body)
}

/** Offers and addresses of a lost master stay remembered, as in D; what was accepted there is void anyway. */
export function disconnected(api: DriverApi): void {
  callBack(api, 'disconnected', {})
}

export function teardown(api: DriverApi): void {
  const body: MessageBodies['TEARDOWN'] = { frameworkId: frameworkIdOf(api) }
  api.send(MASTER, 'TEARDOWN', body)
}

export function deactivate(api: DriverApi): void {
  const body: MessageBodies['DeactivateFrameworkMessage'] = { frameworkId: frameworkIdOf(api) }
  api.send(MASTER, 'DeactivateFrameworkMessage', body)
}

export function frameworkIdOf(api: DriverApi): string {
  return api.books.info.id ?? ''
}
