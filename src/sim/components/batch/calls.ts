/** The two ways of speaking to Mesos: methods of the v0 driver, calls through the v1 library. */
import type { MessageBodies, Operation, TaskStatus } from '#model/messages/bodies.ts'
import type { BatchApi } from './books.ts'

type CallType =
  | 'SUBSCRIBE'
  | 'ACCEPT'
  | 'DECLINE'
  | 'ACKNOWLEDGE'
  | 'KILL'
  | 'REVIVE'
  | 'SUPPRESS'
  | 'RECONCILE'
  | 'REQUEST'
  | 'MESSAGE'
  | 'TEARDOWN'

/** What the v1 library is handed: `send(call)`. */
export type V1Call = { [K in CallType]: { readonly type: K; readonly body: MessageBodies[K] } }[CallType]

function isV0(api: BatchApi): boolean {
  return api.books.spec.api === 'v0'
}

function idOf(api: BatchApi): string {
  return api.books.store.frameworkId ?? ''
}

function method(api: BatchApi, name: string, body: unknown): void {
  api.send(api.books.driver, name, body)
}

export function sendCall(api: BatchApi, call: V1Call): void {
  api.send(api.books.driver, 'send', call)
}

export function accept(api: BatchApi, offerId: string, operations: readonly Operation[]): void {
  const [only] = operations
  if (!isV0(api)) {
    const body = { frameworkId: idOf(api), offerIds: [offerId], operations, filters: api.books.filters }
    return sendCall(api, { type: 'ACCEPT', body })
  }
  if (operations.length === 1 && only?.type === 'LAUNCH')
    return method(api, 'launchTasks', { offerIds: [offerId], tasks: only.taskInfos, filters: api.books.filters })
  method(api, 'acceptOffers', { offerIds: [offerId], operations, filters: api.books.filters })
}

export function decline(api: BatchApi, offerId: string): void {
  if (isV0(api)) return method(api, 'declineOffer', { offerId, filters: api.books.filters })
  sendCall(api, {
    type: 'DECLINE',
    body: { frameworkId: idOf(api), offerIds: [offerId], filters: api.books.filters },
  })
}

/**
 * The callback of an update returns: only now the v0 driver acknowledges, and not after it was stopped in it. A v1
 * scheduler acknowledges itself. Source: D:statusUpdate.
 */
export function returnFromUpdate(api: BatchApi, status: TaskStatus): void {
  if (isV0(api)) {
    api.step(api.books.driver, { type: 'returned', status })
    return
  }
  const { taskId, slaveId, uuid } = status
  if (slaveId === undefined || uuid === undefined) return
  sendCall(api, { type: 'ACKNOWLEDGE', body: { frameworkId: idOf(api), agentId: slaveId, taskId, uuid } })
}

export function kill(api: BatchApi, taskId: string): void {
  if (isV0(api)) return method(api, 'killTask', { taskId })
  const agentId = api.books.store.tasks.get(taskId)?.slaveId
  const body = { frameworkId: idOf(api), taskId, ...(agentId === undefined ? {} : { agentId }) }
  sendCall(api, { type: 'KILL', body })
}

export function setOffers(api: BatchApi, what: 'revive' | 'suppress', roles: readonly string[]): void {
  if (isV0(api)) return method(api, what === 'revive' ? 'reviveOffers' : 'suppressOffers', { roles })
  sendCall(api, { type: what === 'revive' ? 'REVIVE' : 'SUPPRESS', body: { frameworkId: idOf(api), roles } })
}

/** Implicit reconciliation: an empty list asks for every task that the master has of it. */
export function reconcile(api: BatchApi): void {
  if (isV0(api)) return method(api, 'reconcileTasks', { statuses: [] })
  sendCall(api, { type: 'RECONCILE', body: { frameworkId: idOf(api), tasks: [] } })
}

/** A wish that the master only notes. Source: mesos-protocol.md 1.3, 2.1, REQUEST. */
export function request(api: BatchApi, resources: string): void {
  const requests = [{ resources }]
  if (isV0(api)) return method(api, 'requestResources', { requests })
  sendCall(api, { type: 'REQUEST', body: { frameworkId: idOf(api), requests } })
}

/** To its own executor on an agent. */
export function message(api: BatchApi, executorId: string, slaveId: string, data: string): void {
  if (isV0(api)) return method(api, 'sendFrameworkMessage', { executorId, slaveId, data })
  sendCall(api, { type: 'MESSAGE', body: { frameworkId: idOf(api), agentId: slaveId, executorId, data } })
}

/** Ends it for good, or only lets go of the connection and leaves the tasks to the failover timeout. */
export function leave(api: BatchApi, how: 'teardown' | 'disconnect'): void {
  if (isV0(api)) return method(api, 'stop', { failover: how === 'disconnect' })
  if (how === 'teardown') sendCall(api, { type: 'TEARDOWN', body: { frameworkId: idOf(api) } })
}
