/** Effects of a driver that turn what the master sends into callbacks. Source: mesos-protocol.md 1.4 (D). */
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { callBack, statusOf, type DriverApi } from './books.ts'
import { forgetOffer, saveOffer } from './savedOffers.ts'

export function resourceOffers(api: DriverApi, event: SimEvent): void {
  const { offers, pids } = event.body as MessageBodies['ResourceOffersMessage']
  const { savedOffers } = api.books
  let at = 0
  for (const { id, slaveId } of offers) {
    const pid = pids[at]
    if (pid !== undefined) saveOffer(savedOffers, { id, slaveId, pid })
    at += 1
  }
  callBack(api, 'resourceOffers', { offers })
}

export function offerRescinded(api: DriverApi, event: SimEvent): void {
  const { offerId } = event.body as MessageBodies['RescindResourceOfferMessage']
  forgetOffer(api.books.savedOffers, offerId)
  callBack(api, 'offerRescinded', { offerId })
}

export function statusUpdate(api: DriverApi, event: SimEvent): void {
  const { update, pid } = event.body as MessageBodies['StatusUpdateMessage']
  callBack(api, 'statusUpdate', { status: statusOf(update, pid) })
}

export function slaveLost(api: DriverApi, event: SimEvent): void {
  const { slaveId } = event.body as MessageBodies['LostSlaveMessage']
  api.books.savedAgents.delete(slaveId)
  callBack(api, 'slaveLost', { slaveId })
}

export function executorLost(api: DriverApi, event: SimEvent): void {
  const { executorId, slaveId, status } = event.body as MessageBodies['ExitedExecutorMessage']
  callBack(api, 'executorLost', { executorId, slaveId, status })
}

/** From the executor's agent or through the master: the sender is not looked at. */
export function frameworkMessage(api: DriverApi, event: SimEvent): void {
  const { executorId, slaveId, data } = event.body as MessageBodies['ExecutorToFrameworkMessage']
  callBack(api, 'frameworkMessage', { executorId, slaveId, data })
}

/** The driver is aborted first, then the scheduler hears why. */
export function error(api: DriverApi, event: SimEvent): void {
  const { message } = event.body as MessageBodies['FrameworkErrorMessage']
  callBack(api, 'error', { message })
}
