/** Calls of the BCS scheduler through the v1 library. Source: bcs-process.md 1.1, 7. */
import type { FrameworkInfo, MessageBodies, Operation, TaskStatus } from '#model/messages/bodies.ts'
import { plainFrameworkInfo } from '../../batch/taskInfo.ts'
import type { BcsApi, BcsBooks, Taskgroup } from './books.ts'

type CallType =
  | 'SUBSCRIBE'
  | 'ACCEPT'
  | 'DECLINE'
  | 'ACKNOWLEDGE'
  | 'SHUTDOWN'
  | 'MESSAGE'
  | 'REVIVE'
  | 'SUPPRESS'
  | 'RECONCILE'
  | 'TEARDOWN'

/** Failover: 7 days. */
const FAILOVER_SECONDS = 604_800
/** Of declines and of what an ACCEPT leaves over. */
const REFUSE_SECONDS = 1

function send<K extends CallType>(api: BcsApi, type: K, body: MessageBodies[K]): void {
  api.send(api.books.driver, 'send', { type, body })
}

const idOf = ({ books }: BcsApi): string => books.store.frameworkId ?? ''

function frameworkInfo({ spec, store }: BcsBooks): FrameworkInfo {
  const capabilities = [...new Set(['PARTITION_AWARE' as const, ...(spec.capabilities ?? [])])]
  return {
    ...plainFrameworkInfo({ ...spec, capabilities }),
    ...(store.frameworkId === null ? {} : { id: store.frameworkId }),
    failoverTimeout: FAILOVER_SECONDS,
    checkpoint: true,
  }
}

export function subscribe(api: BcsApi): void {
  const { suppressedRoles } = api.books.spec
  send(api, 'SUBSCRIBE', { frameworkInfo: frameworkInfo(api.books), suppressedRoles })
}

export function accept(api: BcsApi, offerId: string, operation: Operation): void {
  const filters = { refuseSeconds: REFUSE_SECONDS }
  send(api, 'ACCEPT', { frameworkId: idOf(api), offerIds: [offerId], operations: [operation], filters })
}

export function decline(api: BcsApi, offerIds: readonly string[]): void {
  send(api, 'DECLINE', { frameworkId: idOf(api), offerIds, filters: { refuseSeconds: REFUSE_SECONDS } })
}

/** Sent before the update is worked on. */
export function acknowledge(api: BcsApi, { taskId, slaveId, uuid }: TaskStatus): void {
  if (slaveId === undefined || uuid === undefined) return
  send(api, 'ACKNOWLEDGE', { frameworkId: idOf(api), agentId: slaveId, taskId, uuid })
}

/** A kill is the end of the whole executor. */
export function shutdown(api: BcsApi, { id, slaveId }: Taskgroup): void {
  send(api, 'SHUTDOWN', { frameworkId: idOf(api), executorId: id, agentId: slaveId })
}

export function message(api: BcsApi, { id, slaveId }: Taskgroup, data: string): void {
  send(api, 'MESSAGE', { frameworkId: idOf(api), agentId: slaveId, executorId: id, data })
}

export function setOffers(api: BcsApi, type: 'REVIVE' | 'SUPPRESS', roles: readonly string[]): void {
  send(api, type, { frameworkId: idOf(api), roles })
}

export function reconcile(api: BcsApi): void {
  send(api, 'RECONCILE', { frameworkId: idOf(api), tasks: [] })
}

export function teardown(api: BcsApi): void {
  send(api, 'TEARDOWN', { frameworkId: idOf(api) })
}
