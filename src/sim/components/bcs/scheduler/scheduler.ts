/**
 * Scheduler code of BCS, over the v1 library: keeps offers, works in transactions, acknowledges first. Source:
 * bcs-process.md 1, 4.4, 7.
 */
import { assert } from '#base/assert.ts'
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { BcsSpec, Scenario } from '#model/scenario/types.ts'
import { setup } from 'xstate'
import type { Definition, ProcessPlan, SimEvent } from '../../../kernel/definition.ts'
import { defineComponent, effectNames } from '../../define.ts'
import type { DriverInput } from '../../driver/books.ts'
import * as apps from './apps.ts'
import {
  appMachineOf,
  type BcsApi,
  type BcsBooks,
  type BcsInput,
  type BcsStore,
  countPending,
  groupMachineOf,
  makeStore,
  transactionMachineOf,
} from './books.ts'
import * as calls from './calls.ts'
import { appMachine, taskgroupMachine, transactionMachine } from './machines.ts'
import * as pool from './pool.ts'
import { notePoint } from './settle.ts'
import * as transactions from './transactions.ts'

const SUBSCRIBE_AGAIN_MS = 1000
/** Without any event of the master for so long it connects anew. */
const SILENT_MASTER_MS = 120_000
const EXIT_MS = 1

const bcs = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as BcsInput },
  actions: effectNames(
    'start',
    'subscribe',
    'subscribeAgain',
    'endSubscribing',
    'noteRegistered',
    'takeEvents',
    'keepOffers',
    'giveBack',
    'rescinded',
    'taken',
    'clearPool',
    'noteUpdate',
    'noteFailure',
    'submitProcess',
    'stopProcess',
    'commandProcess',
    'killTask',
    'suppress',
    'revive',
    'reconcile',
    'checkSilence',
    'watchMaster',
    'teardown',
    'exitSoon',
    'exit',
  ),
})

export const bcsMachine = bcs.createMachine({
  id: 'bcs',
  context: {},
  initial: 'running',
  entry: 'start',
  states: {
    running: {
      initial: 'unregistered',
      states: {
        unregistered: { on: { connected: { target: 'subscribing' } } },
        subscribing: {
          entry: 'subscribe',
          exit: 'endSubscribing',
          on: {
            subscribeAgain: { actions: 'subscribeAgain' },
            SUBSCRIBED: { target: 'registered', actions: 'noteRegistered' },
          },
        },
        registered: {
          on: {
            OFFERS: { actions: 'keepOffers' },
            offerLife: { actions: 'giveBack' },
            killTask: { actions: 'killTask' },
            'DELETE /processes/{name}': { actions: 'stopProcess' },
            'PUT /processes/{name}/reload': { actions: 'commandProcess' },
            'PUT /processes/{name}/restart': { actions: 'commandProcess' },
            suppress: { actions: 'suppress' },
            revive: { actions: 'revive' },
            reconcile: { actions: 'reconcile' },
            masterSilence: { actions: 'watchMaster' },
          },
        },
      },
      on: {
        disconnected: { target: '.unregistered', actions: 'clearPool' },
        received: { actions: 'takeEvents' },
        RESCIND: { actions: 'rescinded' },
        offerTaken: { actions: 'taken' },
        UPDATE: { actions: 'noteUpdate' },
        FAILURE: { actions: 'noteFailure' },
        'POST /processes': { actions: 'submitProcess' },
        silenceCheck: { actions: 'checkSilence' },
        stopAt: { target: 'leaving', actions: 'teardown' },
        ERROR: { target: 'leaving' },
      },
    },
    leaving: { entry: 'exitSoon', on: { processExit: { actions: 'exit' } } },
  },
})

/** What an earlier process stored is read: applications, taskgroups and open transactions go on. */
function start(api: BcsApi, event: SimEvent): void {
  const { books } = api
  const given = (event.body as BcsInput).store
  books.store = given ?? (api.disk['store'] as BcsStore | undefined) ?? books.store
  api.disk['store'] = books.store
  books.driver = `driver:${api.id}`
  restore(api)
  const input = { scheduler: api.id } as DriverInput
  api.spawn('library', books.driver, input)
  api.send(books.driver, 'start', {})
  api.arm('silenceCheck', apps.SILENCE_CHECK_MS, { type: 'silenceCheck' }, { periodic: true })
  const { stopAtMs } = books.spec
  if (stopAtMs !== null && stopAtMs >= api.now) api.arm('stopAt', stopAtMs - api.now, { type: 'stopAt' })
}

function restore(api: BcsApi): void {
  const { store } = api.books
  for (const [id, { status }] of store.groups) {
    api.spawn('bcs/taskgroup', groupMachineOf(api, id), { id })
    if (status !== 'staging') api.step(groupMachineOf(api, id), { type: status })
  }
  for (const [id, { status }] of store.apps) {
    api.spawn('bcs/app', appMachineOf(api, id), { id })
    if (status !== 'staging') api.step(appMachineOf(api, id), { type: status })
  }
  for (const id of store.transactions.keys()) api.spawn('bcs/transaction', transactionMachineOf(api, id), { id })
  countPending(api)
}

function subscribe(api: BcsApi): void {
  calls.subscribe(api)
  api.arm('subscribeAgain', SUBSCRIBE_AGAIN_MS, { type: 'subscribeAgain' })
}

function noteRegistered(api: BcsApi, event: SimEvent): void {
  const { frameworkId } = event.body as MessageBodies['SUBSCRIBED']
  api.books.store.frameworkId = frameworkId ?? api.books.store.frameworkId
  api.arm('masterSilence', SILENT_MASTER_MS, { type: 'masterSilence' }, { periodic: true })
}

/** Events of the v1 library, one after the other. */
function takeEvents(api: BcsApi, event: SimEvent): void {
  const { events } = event.body as { readonly events: readonly { readonly type: string; readonly body: unknown }[] }
  api.books.lastEventAt = api.now
  for (const { type, body } of events) api.step(api.id, { type, body })
}

/** The library drops its connections and looks for the leader anew. */
function watchMaster(api: BcsApi): void {
  const silent = api.now - api.books.lastEventAt
  if (silent >= SILENT_MASTER_MS) api.step(api.books.driver, { type: 'detected', leader: 'master' })
  else api.arm('masterSilence', SILENT_MASTER_MS - silent, { type: 'masterSilence' }, { periodic: true })
}

function rolesOf(event: SimEvent): readonly string[] {
  return (event['roles'] as readonly string[] | undefined) ?? []
}

function bcsBooks({ framework, store }: BcsInput, scenario: Scenario): BcsBooks {
  const spec = scenario.frameworks.find(({ id }) => id === framework)
  assert(spec?.kind === 'bcs', `${framework} is a BCS scheduler`)
  return {
    framework,
    spec,
    driver: '',
    store: store ?? makeStore(),
    pool: new Map(),
    lost: new Map(),
    lastEventAt: 0,
    pending: 0,
  }
}

export const BCS: Definition = defineComponent<BcsBooks>({
  kind: 'bcs',
  machine: bcsMachine,
  books: (input, scenario) => bcsBooks(input as BcsInput, scenario),
  effects: {
    start,
    subscribe,
    subscribeAgain: subscribe,
    endSubscribing: (api) => api.cancel('subscribeAgain'),
    noteRegistered,
    takeEvents,
    keepOffers: pool.keepOffers,
    giveBack: pool.giveBack,
    rescinded: pool.rescinded,
    taken: pool.taken,
    clearPool: pool.clearPool,
    noteUpdate: apps.noteUpdate,
    noteFailure: pool.noteFailure,
    submitProcess: apps.submitProcess,
    stopProcess: apps.stopProcess,
    commandProcess: apps.commandProcess,
    killTask: apps.killTask,
    suppress: (api, event) => calls.setOffers(api, 'SUPPRESS', rolesOf(event)),
    revive: (api, event) => calls.setOffers(api, 'REVIVE', rolesOf(event)),
    reconcile: (api) => calls.reconcile(api),
    checkSilence: apps.checkSilence,
    watchMaster,
    teardown: (api) => calls.teardown(api),
    exitSoon: (api) => api.arm('processExit', EXIT_MS, { type: 'processExit' }),
    exit: (api) => api.endProcess(api.id),
  },
})

export const BCS_MACHINES: readonly Definition[] = [
  defineComponent<BcsBooks>({
    kind: 'bcs/taskgroup',
    machine: taskgroupMachine,
    effects: {
      noteStatus: apps.noteStatus,
      groupFailed: apps.groupFailed,
      groupLost: apps.groupLost,
      groupFinished: apps.groupFinished,
    },
  }),
  defineComponent<BcsBooks>({ kind: 'bcs/app', machine: appMachine, effects: { notePoint } }),
  defineComponent<BcsBooks>({
    kind: 'bcs/transaction',
    machine: transactionMachine,
    effects: {
      begin: transactions.begin,
      look: transactions.look,
      lookLater: transactions.lookLater,
      close: transactions.close,
      giveUp: transactions.giveUp,
    },
  }),
]

export function bcsProcess(spec: BcsSpec, instance = spec.id, store?: BcsStore): ProcessPlan {
  const input: BcsInput = { framework: spec.id, ...(store === undefined ? {} : { store }) }
  return {
    process: instance,
    host: instance,
    members: [{ kind: 'bcs', id: instance, input, serviceMs: spec.callbackMs }],
  }
}
