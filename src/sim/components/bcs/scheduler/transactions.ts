/** Transactions: launch, reschedule, delete. Source: bcs-process.md 7.1 to 7.3. */
import type { Offer } from '#model/messages/bodies.ts'
import {
  type App,
  type BcsApi,
  countPending,
  groupMachineOf,
  groupsOf,
  ownerOf,
  ownTransaction,
  type Taskgroup,
  type Transaction,
  type TransactionKind,
  transactionMachineOf,
} from './books.ts'
import * as calls from './calls.ts'
import { mayGo, type Placed } from './constraints.ts'
import { fits, newGroup } from './launch.ts'
import { ranked } from './pool.ts'
import { forgetApp, settleApp } from './settle.ts'
import { isOver } from './status.ts'

const LOOK_MS: Readonly<Record<TransactionKind, number>> = { launch: 1000, reschedule: 3000, delete: 1000 }
const LIFETIME_MS: Readonly<Record<TransactionKind, number>> = {
  launch: 1_800_000,
  reschedule: 86_400_000,
  delete: 480_000,
}
/** Looks of a launch in a row without a fitting offer. */
const MAX_MISSES = 10

interface Wish {
  readonly kind: TransactionKind
  readonly app: string
  readonly left?: readonly number[]
  readonly delayMs?: number
  readonly replaces?: string
}

export function openTransaction(api: BcsApi, { kind, app, left = [], delayMs = 0, replaces }: Wish): void {
  const { store } = api.books
  const id = String(store.nextTransaction)
  store.nextTransaction += 1
  const made: Transaction = {
    id,
    kind,
    app,
    left,
    createdAt: api.now,
    delayMs,
    misses: 0,
    replaces: replaces ?? null,
  }
  store.transactions.set(id, made)
  countPending(api)
  api.spawn('bcs/transaction', transactionMachineOf(api, id), { id })
}

/** A launch looks after its interval, a reschedule after its delay; after a restart of the scheduler as after a look. */
export function begin(api: BcsApi): void {
  const { kind, createdAt, delayMs } = ownTransaction(api)
  const first = kind === 'reschedule' ? delayMs : LOOK_MS[kind]
  const wait = createdAt === api.now ? first : Math.max(0, createdAt + first - api.now)
  api.arm('transactionLook', wait, { type: 'transactionLook' })
  api.arm('lifetime', Math.max(0, createdAt + LIFETIME_MS[kind] - api.now), { type: 'lifetime' })
}

export function lookLater(api: BcsApi): void {
  api.arm('transactionLook', LOOK_MS[ownTransaction(api).kind], { type: 'transactionLook' })
}

export function look(api: BcsApi): void {
  const own = ownTransaction(api)
  const app = api.books.store.apps.get(own.app)
  const isConnected = api.stateOf(ownerOf(api)) === 'running.registered'
  if (!app) api.step(api.id, { type: 'cancelled' })
  else if (!isConnected) api.step(api.id, { type: 'looked' })
  else if (own.kind === 'delete') lookForEnds(api, own)
  else lookForOffers(api, own, app)
}

function placed(api: BcsApi): readonly Placed[] {
  const { apps, groups } = api.books.store
  const attributes = new Map(api.scenario.agents.map((agent) => [agent.id, agent.attributes]))
  return [...groups.values()]
    .filter(({ status }) => !isOver(status))
    .map(({ app, agent }) => ({
      app,
      hostname: agent,
      attributes: attributes.get(agent) ?? {},
      labels: apps.get(app)?.spec.labels ?? {},
    }))
}

/** Each taskgroup takes the best offer that has room and may be used; an offer is used once. */
function lookForOffers(api: BcsApi, own: Transaction, { spec }: App): void {
  const missing: number[] = []
  let offers = ranked(api).filter((offer) => fits(spec, offer))
  for (const index of own.left) {
    const there = spec.constraint.length === 0 ? [] : placed(api)
    const offer = offers.find((one) => mayGo(spec, one, there))
    if (offer) {
      launchOn(api, own, index, offer)
      offers = offers.filter((one) => one !== offer)
    } else missing.push(index)
  }
  own.misses = missing.length < own.left.length ? 0 : own.misses + 1
  own.left = missing
  countPending(api)
  const missed = own.kind === 'launch' && own.misses >= MAX_MISSES
  api.step(api.id, { type: 'looked', done: missing.length === 0, missed })
}

function launchOn(api: BcsApi, own: Transaction, index: number, offer: Offer): void {
  const { store } = api.books
  const app = store.apps.get(own.app)
  if (!app) return
  api.step(ownerOf(api), { type: 'offerTaken', host: offer.hostname })
  const { id, taskIds, operation } = newGroup(api, app.spec, index, offer)
  calls.accept(api, offer.id, operation)
  const made: Taskgroup = {
    id,
    app: own.app,
    index,
    agent: offer.hostname,
    slaveId: offer.slaveId,
    tasks: new Map(taskIds.map((task) => [task, 'staging'])),
    status: 'staging',
    lastNewsAt: api.now,
    replaced: false,
  }
  store.groups.set(id, made)
  if (own.replaces !== null) forgetGroup(api, own.replaces)
  api.spawn('bcs/taskgroup', groupMachineOf(api, id), { id })
}

export function forgetGroup(api: BcsApi, id: string): void {
  api.books.store.groups.delete(id)
  api.remove(groupMachineOf(api, id))
}

function lookForEnds(api: BcsApi, { app }: Transaction): void {
  const done = groupsOf(api.books, app).every(({ status }) => isOver(status) || status === 'lost')
  api.step(api.id, { type: 'looked', done })
}

function closeOwn(api: BcsApi): Transaction {
  const own = ownTransaction(api)
  api.books.store.transactions.delete(own.id)
  countPending(api)
  api.remove(api.id)
  return own
}

export function close(api: BcsApi): void {
  const { kind, app } = closeOwn(api)
  if (kind === 'delete') forgetApp(api, app)
  else settleApp(api, app)
}

/** No fitting offer in time: what was launched stays. */
export function giveUp(api: BcsApi): void {
  const { kind, app } = closeOwn(api)
  const book = api.books.store.apps.get(app)
  if (book && kind === 'launch') book.gaveUp = true
  settleApp(api, app)
}

/** All launches of an application end, its taskgroups are shut down. */
export function stopApp(api: BcsApi, app: App): void {
  const { store } = api.books
  const { name } = app.spec
  app.stopping = true
  for (const { id, app: of } of store.transactions.values())
    if (of === name) api.step(transactionMachineOf(api, id), { type: 'cancelled' })
  for (const group of groupsOf(api.books, name)) if (!isOver(group.status)) calls.shutdown(api, group)
  openTransaction(api, { kind: 'delete', app: name })
  settleApp(api, name)
}
