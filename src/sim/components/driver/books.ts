/** What a SchedulerProcess remembers, and what it is started with. */
import type { FrameworkInfo, MasterInfo, Offer, StatusUpdate, TaskStatus } from '#model/messages/bodies.ts'
import type { OfferConstraints } from '#model/offerConstraints.ts'
import type { Api } from '../../kernel/definition.ts'
import type { SavedOffers } from './savedOffers.ts'

/** Arguments of `MesosSchedulerDriver`. */
export interface DriverInput {
  /** Component of the scheduler code that is called back. */
  readonly scheduler: string
  /** With `id`: this driver takes over the framework that was registered under it. */
  readonly frameworkInfo: FrameworkInfo
  readonly suppressedRoles: readonly string[]
  readonly offerConstraints?: OfferConstraints
  /** True (Mesos' default): the driver acknowledges when the callback returns. */
  readonly implicitAcknowledgements: boolean
}

export interface DriverBooks {
  readonly scheduler: string
  readonly implicitAcknowledgements: boolean
  info: FrameworkInfo
  suppressedRoles: readonly string[]
  /** Absent: none. */
  readonly constrained: { readonly offerConstraints?: OfferConstraints }
  /** The next SUBSCRIBE takes the framework over from whoever holds it. */
  failover: boolean
  /** Bound of the next random wait before SUBSCRIBE is sent again, ms. */
  backoffMs: number
  /** Roles or info changed while nobody could be told. */
  updateAfterRegistration: boolean
  readonly savedOffers: SavedOffers
  /** Addresses learned from accepted offers, by agent id. */
  readonly savedAgents: Map<string, string>
}

export type DriverApi = Api<DriverBooks>

/** Bodies of the driver's methods, called by scheduler code of the same process. Source: D. */
export interface DriverCalls {
  start: Record<string, never>
  stop: { readonly failover: boolean }
  abort: Record<string, never>
  killTask: { readonly taskId: string }
  reconcileTasks: { readonly statuses: readonly { readonly taskId: string; readonly slaveId?: string }[] }
  reviveOffers: { readonly roles: readonly string[] }
  suppressOffers: { readonly roles: readonly string[] }
  updateFramework: { readonly frameworkInfo: FrameworkInfo; readonly suppressedRoles: readonly string[] }
  requestResources: { readonly requests: readonly { readonly resources: string }[] }
  sendFrameworkMessage: { readonly executorId: string; readonly slaveId: string; readonly data: string }
  acknowledgeStatusUpdate: { readonly status: TaskStatus }
}

/** Bodies of the callbacks. Source: D; include/mesos/scheduler.hpp. */
export interface Callbacks {
  registered: { readonly frameworkId: string; readonly masterInfo: MasterInfo }
  reregistered: { readonly masterInfo: MasterInfo }
  disconnected: Record<string, never>
  resourceOffers: { readonly offers: readonly Offer[] }
  offerRescinded: { readonly offerId: string }
  statusUpdate: { readonly status: TaskStatus }
  slaveLost: { readonly slaveId: string }
  executorLost: { readonly executorId: string; readonly slaveId: string; readonly status: number }
  frameworkMessage: { readonly executorId: string; readonly slaveId: string; readonly data: string }
  error: { readonly message: string }
}

export function callBack<K extends keyof Callbacks>(api: DriverApi, name: K, body: Callbacks[K]): void {
  api.send(api.books.scheduler, name, body)
}

/** The status of an update as the scheduler sees it: without uuid where nothing is to be acknowledged (D:statusUpdate). */
export function statusOf(update: StatusUpdate, pid: string | undefined): TaskStatus {
  const { uuid: _uuid, ...status } = update.status
  const uuid = update.uuid ?? update.status.uuid
  return pid === undefined || pid === '' || uuid === undefined ? status : { ...status, uuid }
}
