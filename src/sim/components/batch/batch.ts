/** The plain framework as a component. */
import { assert } from '#base/assert.ts'
import type { MessageBodies, Offer, TaskStatus } from '#model/messages/bodies.ts'
import type { BatchSpec, Scenario, TaskSpec } from '#model/scenario/types.ts'
import { isTerminal } from '#model/taskState.ts'
import type { Definition, SimEvent } from '../../kernel/definition.ts'
import { defineComponent } from '../define.ts'
import type { DriverInput } from '../driver/books.ts'
import { resourceText } from '../resourceText.ts'
import {
  addBatches,
  makeStore,
  taskIdOf,
  waiting,
  wantsAny,
  type BatchApi,
  type BatchBooks,
  type BatchInput,
  type BatchStore,
} from './books.ts'
import * as calls from './calls.ts'
import { firstFit, type Launch } from './fit.ts'
import { batchMachine } from './machine.ts'
import { noteReserved, reserveOperation, reserving, unreserveOperation } from './reserve.ts'
import { constraintsOf, CUSTOM_EXECUTOR, frameworkInfo, operationsOf } from './taskInfo.ts'

/** From the last call until the operating system has closed its connections. */
const EXIT_MS = 1
/** A v1 scheduler asks again as the built-in executors do. Source: mesos-protocol.md 3.3 (CE, DE). */
const SUBSCRIBE_AGAIN_MS = 1000

function specOf(scenario: Scenario, framework: string): BatchSpec {
  const spec = scenario.frameworks.find(({ id }) => id === framework)
  assert(spec?.kind === 'batch', `${framework} is a plain framework`)
  return spec
}

function batchBooks(input: BatchInput, scenario: Scenario): BatchBooks {
  const spec = specOf(scenario, input.framework)
  const store = input.store ?? makeStore(spec.tasks)
  const filters = { refuseSeconds: spec.refuseMs / 1000 }
  return { framework: input.framework, spec, driver: '', store, pending: 0, filters }
}

/** Its own process starts: what an earlier one stored is read, the driver is made and started. */
function start(api: BatchApi, event: SimEvent): void {
  const { books } = api
  const given = (event.body as BatchInput).store
  const stored = api.disk['store'] as BatchStore | undefined
  books.store = given ?? stored ?? books.store
  api.disk['store'] = books.store
  Object.assign(books, { driver: `driver:${api.id}` })
  const input: DriverInput = {
    scheduler: api.id,
    frameworkInfo: frameworkInfo(books.spec, books.store.frameworkId),
    suppressedRoles: books.spec.suppressedRoles,
    ...constraintsOf(books.spec),
    implicitAcknowledgements: true,
  }
  api.spawn(books.spec.api === 'v0' ? 'driver' : 'library', books.driver, input)
  api.send(books.driver, 'start', {})
  countPending(api)
  const { stopAtMs } = books.spec
  if (stopAtMs !== null && stopAtMs >= api.now) api.arm('stopAt', stopAtMs - api.now, { type: 'stopAt' })
}

function countPending(api: BatchApi): void {
  const { pending, nextAt } = waiting(api.books.store, api.now)
  api.books.pending = pending
  if (nextAt !== null) api.arm('taskDue', nextAt - api.now, { type: 'taskDue' })
}

function noteRegistered(api: BatchApi, event: SimEvent): void {
  const { frameworkId } = event.body as MessageBodies['FrameworkRegisteredMessage']
  api.books.store.frameworkId = frameworkId
  const { requestResources } = api.books.spec
  if (requestResources !== null) calls.request(api, resourceText(requestResources))
}

function subscribe(api: BatchApi): void {
  const { spec, store } = api.books
  calls.sendCall(api, {
    type: 'SUBSCRIBE',
    body: {
      frameworkInfo: frameworkInfo(spec, store.frameworkId),
      suppressedRoles: spec.suppressedRoles,
      ...constraintsOf(spec),
    },
  })
  api.arm('subscribeAgain', SUBSCRIBE_AGAIN_MS, { type: 'subscribeAgain' })
}

/** Events of the v1 library, one after the other. */
function takeEvents(api: BatchApi, event: SimEvent): void {
  const { events } = event.body as { readonly events: readonly { readonly type: string; readonly body: unknown }[] }
  for (const { type, body } of events) api.step(api.id, { type, body })
}

function answerOffers(api: BatchApi, event: SimEvent): void {
  const { offers } = event.body as { readonly offers: readonly Offer[] }
  const wants = wantsAny(api.books.store, api.now)
  for (const offer of offers) {
    if (wants) answer(api, offer)
    else giveBack(api, offer)
  }
  countPending(api)
}

function answer(api: BatchApi, offer: Offer): void {
  const { books } = api
  const { role } = offer.allocationInfo
  const { launches, reserved } = reserving(firstFit(books.store.batches, offer.resources, api.now), role)
  if (launches.length === 0) return giveBack(api, offer)
  const first = reserved.length === 0 ? [] : [reserveOperation(reserved, role)]
  calls.accept(api, offer.id, [...first, ...operationsOf(books, launches, offer.slaveId)])
  noteReserved(books.store, offer.slaveId, reserved)
  for (const launch of launches) noteLaunched(api, launch, offer)
}

/** Nothing to launch: the offer goes back, and with it what was reserved and is wanted no more. */
function giveBack(api: BatchApi, offer: Offer): void {
  const operation = unreserveOperation(api.books.store, offer)
  if (operation === null) calls.decline(api, offer.id)
  else calls.accept(api, offer.id, [operation])
}

function noteLaunched(api: BatchApi, { batch, first, resources }: Launch, { slaveId, hostname }: Offer): void {
  const { tasks } = api.books.store
  for (let at = 0; at < resources.length; at += 1) {
    tasks.set(taskIdOf(batch.spec, first + at), { state: 'TASK_STAGING', slaveId, agent: hostname })
  }
  batch.next = first + resources.length
}

/** Its store follows the update; whether all is done decides how the callback ends. */
function noteUpdate(api: BatchApi, event: SimEvent): void {
  const { status } = event.body as { readonly status: TaskStatus }
  const { books } = api
  const task = books.store.tasks.get(status.taskId)
  api.task({
    framework: books.framework,
    task: status.taskId,
    agent: task?.agent ?? '',
    state: status.state,
    seenBy: 'scheduler',
    reason: status.reason ?? null,
  })
  const before = books.store.open
  if (task) {
    if (isTerminal(task.state)) books.store.open += 1
    task.state = status.state
    if (isTerminal(status.state)) books.store.open -= 1
  }
  const { onDone } = books.spec
  const done = books.store.open === 0 && before > 0 && onDone !== null
  if (task && status.state === 'TASK_RUNNING') greet(api, task.slaveId)
  if (done && onDone === 'teardown' && books.spec.api === 'v0') return leave(api, onDone)
  calls.returnFromUpdate(api, status)
  if (done) leave(api, onDone)
}

/** Its own executor is spoken to; a command executor understands nothing. */
function greet(api: BatchApi, slaveId: string): void {
  const { executor, messageToExecutor } = api.books.spec
  if (executor === 'custom' && messageToExecutor !== null)
    calls.message(api, CUSTOM_EXECUTOR, slaveId, messageToExecutor)
}

function leave(api: BatchApi, how: 'teardown' | 'disconnect'): void {
  calls.leave(api, how)
  api.step(api.id, { type: 'leave' })
}

function submitTasks(api: BatchApi, event: SimEvent): void {
  addBatches(api.books.store, event['tasks'] as readonly TaskSpec[])
  countPending(api)
}

function rolesOf(event: SimEvent): readonly string[] {
  return (event['roles'] as readonly string[] | undefined) ?? []
}

export const BATCH: Definition = defineComponent<BatchBooks>({
  kind: 'batch',
  machine: batchMachine,
  books: (input, scenario) => batchBooks(input as BatchInput, scenario),
  effects: {
    start,
    subscribe,
    subscribeAgain: subscribe,
    endSubscribing: (api) => api.cancel('subscribeAgain'),
    noteRegistered,
    takeEvents,
    answerOffers,
    noteUpdate,
    countPending,
    submitTasks,
    killTask: (api, event) => calls.kill(api, event['task'] as string),
    suppress: (api, event) => calls.setOffers(api, 'suppress', rolesOf(event)),
    revive: (api, event) => calls.setOffers(api, 'revive', rolesOf(event)),
    reconcile: (api) => calls.reconcile(api),
    teardown: (api) => leave(api, 'teardown'),
    exitSoon: (api) => api.arm('processExit', EXIT_MS, { type: 'processExit' }),
    exit: (api) => api.endProcess(api.id),
  },
})
