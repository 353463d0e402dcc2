/** What a BCS scheduler remembers. Source: bcs-process.md 4.4, 7. */
import { must } from '#base/assert.ts'
import type { ProcessSpec } from '#model/bcs/process.ts'
import type { Offer } from '#model/messages/bodies.ts'
import type { BcsSpec } from '#model/scenario/types.ts'
import type { Api } from '../../../kernel/definition.ts'
import type { GroupStatus, TaskState } from './status.ts'

export interface BcsInput {
  /** The scenario's id of the framework. */
  readonly framework: string
  /** Of a second instance that takes over: what the first had stored. */
  readonly store?: BcsStore
}

export interface App {
  readonly spec: ProcessSpec
  status: string
  /** Its user wants it gone. */
  stopping: boolean
  /** Reschedules since they were last counted from nought, and when the last one was. */
  times: number
  lastRescheduleAt: number
  /** A launch found no fitting offer in time. */
  gaveUp: boolean
}

export interface Taskgroup {
  /** Also its executor's id. */
  readonly id: string
  readonly app: string
  readonly index: number
  /** The scenario's id of the agent. */
  readonly agent: string
  readonly slaveId: string
  readonly tasks: Map<string, TaskState>
  status: GroupStatus
  lastNewsAt: number
  /** A transaction looks for its successor. */
  replaced: boolean
}

export type TransactionKind = 'launch' | 'reschedule' | 'delete'

export interface Transaction {
  readonly id: string
  readonly kind: TransactionKind
  readonly app: string
  /** Indices of taskgroups still to launch. */
  left: readonly number[]
  readonly createdAt: number
  /** Reschedule: how long it waits before its first look, ms. */
  readonly delayMs: number
  /** Looks in a row without a fitting offer. */
  misses: number
  /** Of a reschedule: the group that it replaces. */
  readonly replaces: string | null
}

/** What outlives its process. */
export interface BcsStore {
  frameworkId: string | null
  readonly apps: Map<string, App>
  readonly groups: Map<string, Taskgroup>
  readonly transactions: Map<string, Transaction>
  nextTransaction: number
}

export interface PooledOffer {
  readonly offer: Offer
  readonly since: number
}

export interface BcsBooks {
  readonly framework: string
  readonly spec: BcsSpec
  driver: string
  store: BcsStore
  /** Per host one offer. */
  readonly pool: Map<string, PooledOffer>
  /** Host to the virtual time at which its agent was lost. */
  readonly lost: Map<string, number>
  lastEventAt: number
  /** Launches that wait for an offer. */
  pending: number
}

export type BcsApi = Api<BcsBooks>

export function makeStore(): BcsStore {
  return { frameworkId: null, apps: new Map(), groups: new Map(), transactions: new Map(), nextTransaction: 1 }
}

export const appMachineOf = (api: BcsApi, app: string): string => `${ownerOf(api)}/app:${app}`
export const groupMachineOf = (api: BcsApi, id: string): string => `${ownerOf(api)}/taskgroup:${id}`
export const transactionMachineOf = (api: BcsApi, id: string): string => `${ownerOf(api)}/transaction:${id}`

/** The scheduler component, also where the effect of one of its machines runs. */
export function ownerOf({ id }: BcsApi): string {
  const slash = id.indexOf('/')
  return slash < 0 ? id : id.slice(0, slash)
}

export function ownTransaction(api: BcsApi): Transaction {
  const { id } = api.context as { readonly id: string }
  return must(api.books.store.transactions.get(id), `${api.id} is in its scheduler's books`)
}

export function ownGroup(api: BcsApi): Taskgroup {
  const { id } = api.context as { readonly id: string }
  return must(api.books.store.groups.get(id), `${api.id} is in its scheduler's books`)
}

export function groupsOf({ store }: BcsBooks, app: string): readonly Taskgroup[] {
  return [...store.groups.values()].filter((group) => group.app === app)
}

export function countPending({ books }: BcsApi): void {
  let pending = 0
  for (const { kind, left } of books.store.transactions.values()) if (kind !== 'delete') pending += left.length
  books.pending = pending
}
