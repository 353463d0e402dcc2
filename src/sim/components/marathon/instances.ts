/**
 * Making, changing and forgetting instances. After each stored change, in this order: health checks, backoff, launch
 * queue, event stream, scale check, deployments. Source: InstanceTracker, InstanceUpdater.scala, InstanceChangedEventsGenerator.scala; reference/marathon.md 6.1.
 */
import { instanceId } from '#model/marathon/ids.ts'
import type { TaskStatus } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { noteCondition } from './backoff.ts'
import {
  type Goal,
  type InstanceRecord,
  type MarathonApi,
  type MarathonBooks,
  type RunSpec,
  type TaskRecord,
  endMachine,
  instanceMachine,
  instancesOf,
  ownName,
  touch,
} from './books.ts'
import { isActive, isLive, isTerminalCondition } from './conditions.ts'
import { publishInstanceChanged, publishStatusUpdate } from './events.ts'
import { noteHealthOfTask } from './healthBook.ts'
import { killTask, noteEnded } from './kills.ts'
import { requeue } from './launcher.ts'
import { tellDeployment } from './progress.ts'
import { isLeftover } from './resident.ts'

/** A uuid of the time-based shape that Marathon's instance ids have. */
function timeBasedUuid(api: MarathonApi): string {
  const uuid = api.uuid()
  return `${uuid.slice(0, 14)}1${uuid.slice(15)}`
}

function remember(books: MarathonBooks, { id, spec }: InstanceRecord): void {
  const ids = books.byApp.get(spec.app.id)
  if (ids) ids.add(id)
  else books.byApp.set(spec.app.id, new Set([id]))
}

/** Instances are taken up from the store with the conditions they had. */
export function restoreInstance(api: MarathonApi, instance: InstanceRecord): void {
  const { books } = api
  remember(books, instance)
  api.spawn('marathon/instance', instanceMachine(books, instance.id), { condition: instance.condition })
  noteWatched(api, instance)
  requeue(api, instance)
}

/** Adds instances that wait for an offer, stopped ones with a reservation before new ones. Source: LaunchQueueActor.scala. */
export function schedule(api: MarathonApi, spec: RunSpec, count: number): void {
  const again = instancesOf(api.books, spec.app.id).filter(isStopped).slice(0, count)
  for (const instance of again) reschedule(api, instance, spec)
  for (let n = again.length; n < count; n += 1) add(api, spec)
}

function isStopped({ goal, condition, reservation }: InstanceRecord): boolean {
  return goal === 'Stopped' && reservation !== null && isTerminalCondition(condition)
}

/** Source: InstanceUpdateOperation.scala, RescheduleReserved. */
function reschedule(api: MarathonApi, instance: InstanceRecord, spec: RunSpec): void {
  Object.assign(instance, { spec, goal: 'Running' satisfies Goal })
  api.step(instanceMachine(api.books, instance.id), { type: 'reschedule' })
}
function add(api: MarathonApi, spec: RunSpec): void {
  const { books, now } = api
  const instance: InstanceRecord = {
    id: instanceId(spec.app.id, timeBasedUuid(api)),
    spec,
    goal: 'Running',
    condition: 'Scheduled',
    incarnation: 0,
    task: null,
    reservation: null,
    since: now,
    lostSince: null,
    scheduledAt: now,
    activeSince: null,
    healthy: null,
  }
  books.store.instances.set(instance.id, instance)
  remember(books, instance)
  api.spawn('marathon/instance', instanceMachine(books, instance.id), { condition: 'Scheduled' })
  requeue(api, instance)
  publishInstanceChanged(api, instance)
}

export function provision(api: MarathonApi, event: SimEvent): void {
  const instance = recordOf(api)
  if (!instance) return
  instance.task = event['task'] as TaskRecord
  if (instance.reservation) instance.reservation.timeoutAt = null
  instance.incarnation += 1
  instance.healthy = null
}

function recordOf(api: MarathonApi): InstanceRecord | undefined {
  return api.books.store.instances.get(ownName(api.id))
}

function noteStatus(api: MarathonApi, instance: InstanceRecord, status: TaskStatus): void {
  const { task } = instance
  if (!task) return
  task.state = status.state
  if (status.state === 'TASK_RUNNING') task.startedAt ??= api.now
  if (status.healthy !== undefined) task.mesosHealthy = status.healthy
}

/** The machine has taken a change: it is stored, then everybody who must know is told. */
export function changed(api: MarathonApi, event: SimEvent): void {
  const instance = recordOf(api)
  const condition = api.stateOf(api.id)
  if (!instance || condition === null) return
  const status = event['status'] as TaskStatus | undefined
  const before = instance.condition
  instance.condition = condition
  if (before !== condition) instance.since = api.now
  instance.activeSince = isActive(instance) ? (instance.activeSince ?? api.now) : null
  if (status) noteStatus(api, instance, status)
  if (status?.state === 'TASK_GONE_BY_OPERATOR') instance.reservation = null
  noteWatched(api, instance)
  afterChange(api, instance, before, status)
}

const UNBORN: ReadonlySet<string> = new Set(['Provisioned', 'Staging', 'Starting'])

/** Which of the leader's beats look after it. */
function noteWatched({ books, now }: MarathonApi, instance: InstanceRecord): void {
  const { id, condition } = instance
  if (UNBORN.has(condition)) books.unborn.add(id)
  else books.unborn.delete(id)
  const lost = condition === 'Unreachable' || condition === 'UnreachableInactive'
  instance.lostSince = lost ? (instance.lostSince ?? now) : null
  if (lost) books.lost.add(id)
  else books.lost.delete(id)
  noteReservation(books, instance)
}

/** A reservation that led to nothing yet runs out; one of an instance that is over is given back. */
function noteReservation(books: MarathonBooks, instance: InstanceRecord): void {
  const { id, reservation, spec } = instance
  if (reservation !== null && reservation.timeoutAt !== null) books.reserving.add(id)
  else books.reserving.delete(id)
  if (!isLeftover(instance, isActive(instance))) books.leftovers.delete(id)
  else if (!books.leftovers.has(id)) {
    books.leftovers.set(id, spec.app.role)
    books.revive.fresh.add(spec.app.role)
  }
}

function afterChange(api: MarathonApi, instance: InstanceRecord, before: string, status?: TaskStatus): void {
  const { books } = api
  const { condition } = instance
  const moved = before !== condition
  noteHealthOfTask(api, instance, status?.healthy)
  if (moved) noteCondition(api, instance, status?.reason ?? null)
  if (moved) giveTokenBack(books, instance)
  requeue(api, instance)
  if (status) publishStatusUpdate(api, instance, status)
  if (moved) publishInstanceChanged(api, instance)
  const ended = isTerminalCondition(condition)
  const abandoned = condition === 'Scheduled' && status !== undefined
  if ((ended || abandoned) && instance.task) forgetTask(api, instance.task.id)
  if (abandoned) instance.task = null
  if (ended || condition === 'UnreachableInactive') books.toScale.add(instance.spec.app.id)
  touch(books, instance.spec.app.id)
  if (instance.goal !== 'Running' && isLive(instance)) killTask(api, instance)
  if (isOver(instance)) expunge(api, instance)
  else tellDeployment(api, instance)
}

/** Kills, health and readiness are a task's own. */
function forgetTask(api: MarathonApi, task: string): void {
  const { books } = api
  noteEnded(api, task)
  books.health.delete(task)
  books.ready.delete(task)
  books.readiness.delete(task)
}

/** A running instance that is healthy, or of which nothing is known, gives its launch token back. Source: reference/marathon.md 4.4. */
function giveTokenBack(books: MarathonBooks, { condition, healthy }: InstanceRecord): void {
  if (condition !== 'Running' || healthy === false) return
  books.tokens = Math.min(books.spec.flags.launchTokens, books.tokens + 1)
}

/** Strategy 0/0: nobody waits for a task that cannot be reached. Source: reference/marathon.md 6.2. */
function isGivenUp({ condition, spec }: InstanceRecord): boolean {
  const { unreachableStrategy } = spec.app
  if (condition !== 'Unreachable' || unreachableStrategy === 'disabled') return false
  return unreachableStrategy.inactiveAfterSeconds === 0 && unreachableStrategy.expungeAfterSeconds === 0
}

/** Decommissioned and nothing of it lives or is kept any more, or given up. */
function isOver(instance: InstanceRecord): boolean {
  const { goal, reservation } = instance
  return (goal === 'Decommissioned' && !isLive(instance) && reservation === null) || isGivenUp(instance)
}

/** The record is forgotten; whether another takes its place is decided by the scale check. */
export function expunge(api: MarathonApi, instance: InstanceRecord): void {
  const { books } = api
  const app = instance.spec.app.id
  if (!books.store.instances.has(instance.id)) return
  requeue(api, instance, true)
  books.store.instances.delete(instance.id)
  books.byApp.get(app)?.delete(instance.id)
  books.unborn.delete(instance.id)
  books.lost.delete(instance.id)
  books.reserving.delete(instance.id)
  books.leftovers.delete(instance.id)
  endMachine(api, instanceMachine(books, instance.id), 'expunge')
  if (instance.task) forgetTask(api, instance.task.id)
  books.toScale.add(app)
  touch(books, app)
  tellDeployment(api, instance)
}

/** Stopped and Decommissioned kill what lives; Decommissioned forgets what does not. Source: reference/marathon.md 7, 1. */
export function setGoal(api: MarathonApi, instance: InstanceRecord, goal: Goal): void {
  if (instance.goal === goal || instance.goal === 'Decommissioned') return
  instance.goal = goal
  publishInstanceChanged(api, instance)
  requeue(api, instance)
  touch(api.books, instance.spec.app.id)
  noteReservation(api.books, instance)
  if (goal === 'Running') return
  if (isLive(instance)) killTask(api, instance)
  else if (isOver(instance)) expunge(api, instance)
}

/** Not wanted any more: what has a reservation stops, to be launched on it again; all else is forgotten. Source: SchedulerActions.scala, scale. */
export function retire(api: MarathonApi, instance: InstanceRecord): void {
  setGoal(api, instance, instance.reservation === null ? 'Decommissioned' : 'Stopped')
}
