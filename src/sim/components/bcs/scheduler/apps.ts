/** Applications: made, watched, rescheduled, forgotten. Source: bcs-process.md 4.4, 7.2, 7.4. */
import { parseProcess } from '#model/bcs/process.ts'
import type { TaskStatus } from '#model/messages/bodies.ts'
import type { HttpAnswer, HttpRequest } from '#model/messages/marathonBodies.ts'
import type { SimEvent } from '../../../kernel/definition.ts'
import { type App, appMachineOf, type BcsApi, groupMachineOf, groupsOf, ownGroup, type Taskgroup } from './books.ts'
import * as calls from './calls.ts'
import { pointOf, settleApp } from './settle.ts'
import { isOver, taskState, worstOf } from './status.ts'
import { openTransaction, stopApp } from './transactions.ts'

/** `times` starts anew after so long without a reschedule. */
const RESET_MS = 1_800_000
/** How often taskgroups are looked at that may have fallen silent, and how long that is: 4 × 180 s. */
export const SILENCE_CHECK_MS = 1_200_000
const SILENCE_MS = 720_000

/** A Process document of the user's. What is wrong with it is answered, mistake by mistake. */
export function submitProcess(api: BcsApi, event: SimEvent): void {
  const parsed = parseProcess((event.body as HttpRequest).body)
  if (!parsed.ok) return answer(api, event, '400', { message: 'the document is refused', details: parsed.error })
  const { name, instance } = parsed.value
  if (api.books.store.apps.has(name)) return answer(api, event, '409', { message: `${name} is there already` })
  answer(api, event, '201', { name })
  const made: App = {
    spec: parsed.value,
    status: 'staging',
    stopping: false,
    times: 0,
    lastRescheduleAt: 0,
    gaveUp: false,
  }
  api.books.store.apps.set(name, made)
  openTransaction(api, { kind: 'launch', app: name, left: Array.from({ length: instance }, (_, index) => index) })
  api.spawn('bcs/app', appMachineOf(api, name), { id: name })
}

function answer(api: BcsApi, event: SimEvent, status: string, body: unknown): void {
  const { path } = event.body as HttpRequest
  const told: HttpAnswer = { request: `${event.type.split(' ')[0] ?? ''} ${path}`, body }
  if (event.from !== undefined) api.send(event.from, status, told)
}

/** The application that a request's path names. */
function named(api: BcsApi, event: SimEvent): App | null {
  const name = (event.body as HttpRequest).path.split('/')[2] ?? ''
  const app = api.books.store.apps.get(name)
  if (!app) answer(api, event, '404', { message: `there is no process ${name}` })
  else if (app.stopping) answer(api, event, '409', { message: `${name} is being stopped` })
  return app && !app.stopping ? app : null
}

export function stopProcess(api: BcsApi, event: SimEvent): void {
  const app = named(api, event)
  if (!app) return
  answer(api, event, '200', { name: app.spec.name })
  stopApp(api, app)
}

/** RELOAD or RESTART to every taskgroup that lives. */
export function commandProcess(api: BcsApi, event: SimEvent): void {
  const app = named(api, event)
  if (!app) return
  answer(api, event, '200', { name: app.spec.name })
  const data = event.type.endsWith('reload') ? 'RELOAD' : 'RESTART'
  for (const group of groupsOf(api.books, app.spec.name)) if (!isOver(group.status)) calls.message(api, group, data)
}

/** The taskgroup of a task goes as a whole. */
export function killTask(api: BcsApi, event: SimEvent): void {
  const group = groupOf(api, event['task'] as string)
  if (group) calls.shutdown(api, group)
}

export function groupOf(api: BcsApi, task: string): Taskgroup | undefined {
  return [...api.books.store.groups.values()].find(({ tasks }) => tasks.has(task))
}

/** First the acknowledgement, then the work. */
export function noteUpdate(api: BcsApi, event: SimEvent): void {
  const { status } = event.body as { readonly status: TaskStatus }
  calls.acknowledge(api, status)
  const { taskId, state, reason } = status
  const group = groupOf(api, taskId)
  const { framework } = api.books
  const agent = group?.agent ?? ''
  api.task({ framework, task: taskId, agent, state, seenBy: 'scheduler', reason: reason ?? null })
  const next = taskState(state)
  const before = group?.tasks.get(taskId)
  if (!group || !before || next === null) return
  group.lastNewsAt = api.now
  if (!isOver(before)) group.tasks.set(taskId, next)
  settleGroup(api, group)
}

function settleGroup(api: BcsApi, group: Taskgroup): void {
  const worst = worstOf([...group.tasks.values()])
  if (worst !== group.status) api.step(groupMachineOf(api, group.id), { type: worst })
  else pointOf(api, group.app)
}

export function noteStatus(api: BcsApi): void {
  const group = ownGroup(api)
  group.status = api.stateOf(api.id) as Taskgroup['status']
  settleApp(api, group.app)
}

export const groupFailed = (api: BcsApi): void => reschedule(api, ['OnFailure', 'Always'])
export const groupLost = (api: BcsApi): void => reschedule(api, ['Always'])
export const groupFinished = groupLost

/** Source: bcs-process.md 7.2. The code writes the delay to its log only. */
function reschedule(api: BcsApi, policies: readonly string[]): void {
  const group = ownGroup(api)
  const app = api.books.store.apps.get(group.app)
  if (!app || app.stopping || group.replaced) return
  const { policy, interval, backoff, maxtimes } = app.spec.restartPolicy
  if (api.now - app.lastRescheduleAt >= RESET_MS) app.times = 0
  if (!policies.includes(policy) || (maxtimes > 0 && app.times >= maxtimes)) return
  const delayMs = api.books.spec.asImplemented ? 0 : (interval + app.times * backoff) * 1000
  app.times += 1
  app.lastRescheduleAt = api.now
  group.replaced = true
  openTransaction(api, { kind: 'reschedule', app: group.app, left: [group.index], delayMs, replaces: group.id })
  settleApp(api, group.app)
}

/** Executors that fell silent: nothing is known of what they run. */
export function checkSilence(api: BcsApi): void {
  for (const group of api.books.store.groups.values()) {
    const isLive = group.status === 'running' || group.status === 'starting'
    if (!isLive || api.now - group.lastNewsAt < SILENCE_MS) continue
    for (const task of group.tasks.keys()) group.tasks.set(task, 'lost')
    settleGroup(api, group)
  }
  api.arm('silenceCheck', SILENCE_CHECK_MS, { type: 'silenceCheck' }, { periodic: true })
}
