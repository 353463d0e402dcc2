/**
 * What the master says to a framework: one text, two dialects. A v0 driver gets messages, a v1 library gets events made
 * of the same contents. Source: evolve.cpp; reference 2.2.
 */
import type { MessageBodies, MessageName, Offer, StatusUpdate, TaskStatus } from '#model/messages/bodies.ts'
import { EPOCH_MS } from '#base/units.ts'
import { type FrameworkRecord, type MasterApi, type OfferRecord, isConnected } from './books.ts'

/** DEFAULT_HEARTBEAT_INTERVAL. Source: MC. */
export const HEARTBEAT_MS = 15_000

/** A message of the catalogue, its body checked against its name. */
export function send<N extends MessageName>(api: MasterApi, to: string, name: N, body: MessageBodies[N]): void {
  api.send(to, name, body)
}

/** Seconds since 1970: timestamps of statuses. */
export function secondsNow(api: MasterApi): number {
  return (EPOCH_MS + api.now) / 1000
}

export function tellRegistered(api: MasterApi, framework: FrameworkRecord, again: boolean): void {
  const body = { frameworkId: framework.id, masterInfo: api.books.info }
  if (framework.v1) {
    api.send(framework.pid, '200', {})
    send(api, framework.pid, 'SUBSCRIBED', { ...body, heartbeatIntervalSeconds: HEARTBEAT_MS / 1000 })
  } else if (again) send(api, framework.pid, 'FrameworkReregisteredMessage', body)
  else send(api, framework.pid, 'FrameworkRegisteredMessage', body)
}

export function tellOffers(api: MasterApi, framework: FrameworkRecord, offers: readonly Offer[]): void {
  if (framework.v1) send(api, framework.pid, 'OFFERS', { offers })
  else {
    const pids = offers.map(({ hostname }) => hostname)
    send(api, framework.pid, 'ResourceOffersMessage', { offers, pids })
  }
}

export function tellRescind(api: MasterApi, framework: FrameworkRecord, offer: OfferRecord): void {
  const name = framework.v1 ? 'RESCIND' : 'RescindResourceOfferMessage'
  send(api, framework.pid, name, { offerId: offer.id })
}

/** A status update: `pid` is the agent's address where it must be acknowledged, empty where the master made it. */
export function tellUpdate(api: MasterApi, framework: FrameworkRecord, update: StatusUpdate, pid: string): void {
  if (framework.v1) send(api, framework.pid, 'UPDATE', { status: v1Status(update, pid) })
  else send(api, framework.pid, 'StatusUpdateMessage', { update, pid })
}

function v1Status(update: StatusUpdate, pid: string): TaskStatus {
  const { uuid: _uuid, ...status } = update.status
  return pid === '' || update.uuid === undefined ? status : { ...status, uuid: update.uuid }
}

export function tellSlaveLost(api: MasterApi, framework: FrameworkRecord, slaveId: string): void {
  if (framework.v1) send(api, framework.pid, 'FAILURE', { agentId: slaveId })
  else send(api, framework.pid, 'LostSlaveMessage', { slaveId })
}

export function tellExecutorLost(
  api: MasterApi,
  framework: FrameworkRecord,
  body: MessageBodies['ExitedExecutorMessage'],
): void {
  const { slaveId, executorId, status } = body
  if (framework.v1) send(api, framework.pid, 'FAILURE', { agentId: slaveId, executorId, status })
  else send(api, framework.pid, 'ExitedExecutorMessage', body)
}

/** To an address, not a framework: who is told may not be the registered one. */
export function tellError(api: MasterApi, to: string, v1: boolean, message: string): void {
  send(api, to, v1 ? 'ERROR' : 'FrameworkErrorMessage', { message })
}

/** All connected frameworks hear that an agent is lost (M:sendSlaveLost). */
export function tellAllSlaveLost(api: MasterApi, slaveId: string): void {
  for (const framework of api.books.frameworks.values())
    if (isConnected(api, framework)) tellSlaveLost(api, framework, slaveId)
}
