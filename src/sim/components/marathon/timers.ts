/** The leader's own beats. A beat that would find nothing to do is not armed. Source: reference/marathon.md 4.4, 5, 6.2, 6.3. */
import { cleanDelays as cleaned, DELAY_CLEANUP_MS } from './backoff.ts'
import { type InstanceRecord, type MarathonApi, instanceMachine } from './books.ts'
import { isLiveCondition } from './conditions.ts'
import { nextBeat, nextOnGrid } from './grid.ts'
import { expunge } from './instances.ts'
import { recount } from './launcher.ts'
import { isReservationOverdue } from './resident.ts'
import { killSurplusOf, startMissingOf } from './scale.ts'
import { terminate } from './terminate.ts'

/** Check for tasks that never came up. Source: OverdueTasksActor.scala. */
const OVERDUE_FIRST_MS = 30_000
const OVERDUE_MS = 5000

/** A beat on a grid, armed unless it is. */
function beat(api: MarathonApi, name: string, firstMs: number, everyMs: number): void {
  if (api.dueAt(name) !== null) return
  const due = nextBeat(api.now, api.books.startedAt + firstMs, everyMs)
  api.arm(name, due - api.now, { type: name }, { periodic: true })
}

export function startBeats(api: MarathonApi): void {
  const { flags } = api.books.spec
  beat(api, 'reconciliation', flags.reconciliationInitialDelayMs, flags.reconciliationIntervalMs)
  beat(api, 'scaleApps', flags.scaleAppsInitialDelayMs, flags.scaleAppsIntervalMs)
}

/** After every event: beats that have something to do now. */
export function considerBeats(api: MarathonApi): void {
  const { books } = api
  const { flags } = books.spec
  if (books.tokens < flags.launchTokens && api.dueAt('launchTokenRefresh') === null) {
    const due = nextOnGrid(api.now, books.startedAt, flags.launchTokenRefreshIntervalMs)
    api.arm('launchTokenRefresh', due - api.now, { type: 'launchTokenRefresh' }, { periodic: true })
  }
  if (books.delays.size > 0) beat(api, 'delayCleanup', DELAY_CLEANUP_MS, DELAY_CLEANUP_MS)
  if (books.unborn.size > 0 || books.reserving.size > 0) beat(api, 'overdueTasks', OVERDUE_FIRST_MS, OVERDUE_MS)
  if (books.lost.size > 0) {
    beat(api, 'taskLostExpunge', flags.taskLostExpungeInitialDelayMs, flags.taskLostExpungeIntervalMs)
  }
}

export function refreshTokens(api: MarathonApi): void {
  const { books } = api
  books.tokens = books.spec.flags.launchTokens
}

export function cleanDelays(api: MarathonApi): void {
  for (const app of cleaned(api.books, api.now)) recount(api, app)
}

/** First the known tasks by name, then whatever the master has besides. */
export function reconcile(api: MarathonApi): void {
  const { books } = api
  const known = [...books.store.instances.values()].flatMap(({ task, condition }) =>
    task && (isLiveCondition(condition) || condition.startsWith('Unreachable'))
      ? [{ taskId: task.id, slaveId: task.placement.slaveId }]
      : [],
  )
  if (known.length > 0) api.send(books.driver, 'reconcileTasks', { statuses: known })
  api.send(books.driver, 'reconcileTasks', { statuses: [] })
  startBeats(api)
}

/** Brings an app to its target, unless a deployment is at it. Source: SchedulerActions, scale. */
function scaleApp(api: MarathonApi, app: string): void {
  const { books } = api
  const spec = books.store.apps.get(app)
  const busy = [...books.store.deployments.values()].some(({ affectedApps }) => affectedApps.includes(app))
  if (!spec || busy) return
  killSurplusOf(api, spec)
  startMissingOf(api, spec)
}

export function scaleApps(api: MarathonApi): void {
  for (const app of api.books.store.apps.keys()) scaleApp(api, app)
  startBeats(api)
}

/** Scale checks that the event asked for. */
export function scaleTouched(api: MarathonApi): void {
  const { toScale } = api.books
  for (const app of toScale) {
    toScale.delete(app)
    scaleApp(api, app)
  }
}

/** No word from Mesos since the launch, or staging for too long. */
function isOverdue(api: MarathonApi, { condition, task }: InstanceRecord): boolean {
  const { taskLaunchConfirmTimeoutMs, taskLaunchTimeoutMs } = api.books.spec.flags
  if (!task) return false
  const age = api.now - task.stagedAt
  if (condition === 'Provisioned') return age > taskLaunchConfirmTimeoutMs
  return (condition === 'Staging' || condition === 'Starting') && age > taskLaunchTimeoutMs
}

export function killOverdue(api: MarathonApi): void {
  const { books } = api
  for (const id of books.unborn) {
    const instance = books.store.instances.get(id)
    if (instance && isOverdue(api, instance)) terminate(api, instance)
  }
  for (const id of books.reserving) {
    const instance = books.store.instances.get(id)
    if (instance && isReservationOverdue(instance, api.now)) expunge(api, instance)
  }
}

/** After inactiveAfterSeconds another is started, after expungeAfterSeconds it is forgotten. */
export function expungeLost(api: MarathonApi): void {
  const { books, now } = api
  for (const id of books.lost) {
    const instance = books.store.instances.get(id)
    const strategy = instance?.spec.app.unreachableStrategy
    if (!instance || !strategy || strategy === 'disabled') continue
    const since = instance.lostSince ?? now
    if (now - since >= strategy.expungeAfterSeconds * 1000) expunge(api, instance)
    else if (instance.condition === 'Unreachable' && now - since >= strategy.inactiveAfterSeconds * 1000)
      api.step(instanceMachine(books, id), { type: 'inactive' })
  }
}
