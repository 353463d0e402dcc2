/** Marathon as a component, with the machines of what it keeps books of. */
import { assert } from '#base/assert.ts'
import type { MasterInfo } from '#model/messages/bodies.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { Definition, SimEvent } from '../../kernel/definition.ts'
import { defineComponent } from '../define.ts'
import type { DriverInput } from '../driver/books.ts'
import { touchByTokens, writePoints } from './appPoint.ts'
import * as apps from './apps.ts'
import { type MarathonApi, type MarathonBooks, type MarathonInput, type MarathonStore, makeStore } from './books.ts'
import { DEPLOYMENT_EFFECTS, deploymentChart, startDeployment } from './deployment.ts'
import { publish } from './events.ts'
import { addChecks, HEALTH_EFFECTS, healthChart, probed } from './health.ts'
import * as http from './http.ts'
import { instanceMachine as instanceChart } from './instanceMachine.ts'
import { changed, provision, restoreInstance } from './instances.ts'
import { KILL_EFFECTS, killMachine } from './kills.ts'
import { LAUNCHER_EFFECTS, launcherChart } from './launcher.ts'
import { marathonMachine } from './machine.ts'
import { resourceOffers } from './offers.ts'
import { READINESS_EFFECTS, readinessChart } from './readiness.ts'
import { REPLACE_EFFECTS, replaceChart } from './replace.ts'
import { considerOffers, frameworkInfo, reviveRepeat, snapshotLoaded, SNAPSHOT_MS } from './revive.ts'
import { SCALE_EFFECTS, scaleChart } from './scale.ts'
import { STOP_EFFECTS, stopChart } from './stop.ts'
import { deleteTask } from './taskKiller.ts'
import * as timers from './timers.ts'
import { statusUpdate } from './updates.ts'

/** From the last call until the operating system has closed its connections. */
const EXIT_MS = 1

function marathonBooks({ framework, store }: MarathonInput, scenario: Scenario): MarathonBooks {
  const spec = scenario.frameworks.find(({ id }) => id === framework)
  assert(spec?.kind === 'marathon', `${framework} is a Marathon`)
  return {
    id: '',
    framework,
    spec,
    mastersRegion: scenario.master.domain?.region ?? null,
    driver: '',
    store: store ?? makeStore(),
    pending: 0,
    streams: [],
    launchers: new Map(),
    wanted: new Map(),
    delays: new Map(),
    revive: { loadedAt: null, lastDirectiveAt: null, told: new Map(), fresh: new Set(), repeatIn: new Map() },
    kills: new Map(),
    tokens: spec.flags.launchTokens,
    tokensOut: false,
    startedAt: 0,
    progress: new Map(),
    actions: new Map(),
    toScale: new Set(),
    unborn: new Set(),
    lost: new Set(),
    reserving: new Set(),
    leftovers: new Map(),
    health: new Map(),
    checks: new Map(),
    ready: new Set(),
    readiness: new Map(),
    byApp: new Map(),
    touched: new Set(),
    shown: new Map(),
    depth: 0,
  }
}

/** Elected: what is stored is read, then the driver starts; it registers without suppressed roles. */
function start(api: MarathonApi, event: SimEvent): void {
  const { books } = api
  const given = (event.body as MarathonInput).store
  books.store = given ?? (api.disk['store'] as MarathonStore | undefined) ?? books.store
  api.disk['store'] = books.store
  Object.assign(books, { id: api.id, driver: `driver:${api.id}` })
  books.startedAt = api.now
  for (const instance of books.store.instances.values()) restoreInstance(api, instance)
  for (const spec of books.store.apps.values()) addChecks(api, spec)
  startDriver(api)
  timers.startBeats(api)
  api.arm('snapshot', SNAPSHOT_MS, { type: 'snapshot' })
  for (const plan of books.store.deployments.values()) startDeployment(api, plan)
  const { stopAtMs } = books.spec
  if (stopAtMs !== null && stopAtMs >= api.now) api.arm('stopAt', stopAtMs - api.now, { type: 'stopAt' })
}

/** It acknowledges updates itself, once they are stored. */
function startDriver(api: MarathonApi): void {
  const { books } = api
  const input: DriverInput = {
    scheduler: api.id,
    frameworkInfo: frameworkInfo(books),
    suppressedRoles: books.spec.suppressedRoles,
    implicitAcknowledgements: false,
  }
  api.spawn('driver', books.driver, input)
  api.send(books.driver, 'start', {})
}

function registered(api: MarathonApi, event: SimEvent): void {
  const { frameworkId, masterInfo } = event.body as { readonly frameworkId: string; readonly masterInfo: MasterInfo }
  api.books.store.frameworkId = frameworkId
  publish(api, 'scheduler_registered_event', { frameworkId, master: masterInfo.hostname })
}

function reregistered(api: MarathonApi, event: SimEvent): void {
  const { masterInfo } = event.body as { readonly masterInfo: MasterInfo }
  publish(api, 'scheduler_reregistered_event', { master: masterInfo.hostname })
}

function frameworkMessage(api: MarathonApi, event: SimEvent): void {
  const { executorId, slaveId, data } = event.body as Readonly<Record<string, string>>
  publish(api, 'framework_message_event', { executorId, slaveId, message: data })
}

/** The framework is gone for good: the next leader registers as a new one. Source: MarathonScheduler.scala, error. */
function noteError(api: MarathonApi, event: SimEvent): void {
  const { message } = event.body as { readonly message: string }
  if (message === 'Framework has been removed') api.books.store.frameworkId = null
}

type MarathonEffects = Readonly<Record<string, (api: MarathonApi, event: SimEvent) => void>>

/** When the outermost effect of an event is done, the leader looks at what follows from it as a whole. */
function settling(effects: MarathonEffects): MarathonEffects {
  const wrapped = Object.entries(effects).map(([name, run]) => {
    const effect = (api: MarathonApi, event: SimEvent): void => {
      const { books } = api
      books.depth += 1
      run(api, event)
      books.depth -= 1
      if (books.depth === 0) api.step(books.id, { type: 'settle' })
    }
    return [name, effect] as const
  })
  return Object.fromEntries(wrapped)
}

function settle(api: MarathonApi): void {
  api.books.depth += 1
  timers.scaleTouched(api)
  considerOffers(api)
  timers.considerBeats(api)
  touchByTokens(api.books)
  writePoints(api)
  api.books.depth -= 1
}

const OWN_EFFECTS: MarathonEffects = {
  start,
  registered,
  reregistered,
  disconnected: (api) => publish(api, 'scheduler_disconnected_event', {}),
  resourceOffers,
  statusUpdate,
  frameworkMessage,
  noteError,
  probed,
  getInfo: http.getInfo,
  getEvents: http.getEvents,
  streamEnded: http.streamEnded,
  postApp: apps.postApp,
  putApp: apps.putApp,
  deleteApp: apps.deleteApp,
  restartApp: apps.restartApp,
  deleteDelay: apps.deleteDelay,
  deleteTask,
  snapshotLoaded,
  reviveRepeat,
  refreshTokens: timers.refreshTokens,
  cleanDelays: timers.cleanDelays,
  reconcile: timers.reconcile,
  scaleApps: timers.scaleApps,
  killOverdue: timers.killOverdue,
  expungeLost: timers.expungeLost,
  teardown: (api) => api.send(api.books.driver, 'stop', { failover: false }),
}

const LEAVING: MarathonEffects = {
  settle,
  exitSoon: (api) => api.arm('processExit', EXIT_MS, { type: 'processExit' }),
  exit: (api) => api.endProcess(api.id),
}

/** Machines of what Marathon keeps books of work on its books. */
function ofBooks(kind: string, machine: Definition['machine'], effects: MarathonEffects): Definition {
  return defineComponent<MarathonBooks>({ kind: `marathon/${kind}`, machine, effects: settling(effects) })
}

export const MARATHON_DEFINITIONS: readonly Definition[] = [
  defineComponent<MarathonBooks>({
    kind: 'marathon',
    machine: marathonMachine,
    books: (input, scenario) => marathonBooks(input as MarathonInput, scenario),
    effects: { ...settling(OWN_EFFECTS), ...LEAVING },
  }),
  ofBooks('instance', instanceChart, { changed, provision }),
  ofBooks('launcher', launcherChart, LAUNCHER_EFFECTS),
  ofBooks('deployment', deploymentChart, DEPLOYMENT_EFFECTS),
  ofBooks('scale', scaleChart, SCALE_EFFECTS),
  ofBooks('replace', replaceChart, REPLACE_EFFECTS),
  ofBooks('stop', stopChart, STOP_EFFECTS),
  ofBooks('kill', killMachine, KILL_EFFECTS),
  ofBooks('health', healthChart, HEALTH_EFFECTS),
  ofBooks('readiness', readinessChart, READINESS_EFFECTS),
]
