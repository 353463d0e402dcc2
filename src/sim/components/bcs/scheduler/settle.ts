/** What an application comes to, and its timeline. Source: bcs-process.md 4.4. */
import type { ProcessSpec } from '#model/bcs/process.ts'
import { type AppPoint, appSeries, MAX_TASKS_SHOWN } from '#model/trace/series.ts'
import { appMachineOf, type BcsApi, groupMachineOf, groupsOf } from './books.ts'
import { appStatus } from './status.ts'

export function settleApp(api: BcsApi, name: string): void {
  const { store } = api.books
  const app = store.apps.get(name)
  if (!app || !api.has(appMachineOf(api, name))) return
  const open = [...store.transactions.values()].filter((one) => one.app === name)
  const status = appStatus({
    stopping: app.stopping,
    launching: open.some(({ kind }) => kind === 'launch'),
    rescheduling: open.some(({ kind }) => kind === 'reschedule'),
    gaveUp: app.gaveUp,
    groups: groupsOf(api.books, name).map((group) => group.status),
  })
  if (status !== app.status) {
    app.status = status
    api.step(appMachineOf(api, name), { type: status })
  } else pointOf(api, name)
}

export function forgetApp(api: BcsApi, name: string): void {
  const { store, framework } = api.books
  for (const { id } of groupsOf(api.books, name)) {
    store.groups.delete(id)
    api.remove(groupMachineOf(api, id))
  }
  store.apps.delete(name)
  api.remove(appMachineOf(api, name))
  api.point(appSeries(framework, name), 0)
}

/** Effect of an application's machine. */
export function notePoint(api: BcsApi): void {
  pointOf(api, (api.context as { readonly id: string }).id)
}

const TITLES: Readonly<Record<string, string>> = {
  staging: 'Staging',
  deploying: 'Deploying',
  running: 'Running',
  abnormal: 'Abnormal',
  finish: 'Finish',
  error: 'Error',
  operating: 'Operating',
}

export function pointOf(api: BcsApi, name: string): void {
  const { store, framework } = api.books
  const app = store.apps.get(name)
  if (!app) return
  const groups = groupsOf(api.books, name)
  const tasks = groups.flatMap((group) => [...group.tasks].map(([id, state]) => ({ id, group, state })))
  const open = [...store.transactions.values()].filter((one) => one.app === name)
  const waiting = open.filter(({ left }) => left.length > 0)
  const delays = open.filter(({ kind }) => kind === 'reschedule').map(({ createdAt, delayMs }) => createdAt + delayMs)
  const count = (...states: readonly string[]): number => tasks.filter(({ state }) => states.includes(state)).length
  const point: AppPoint = {
    id: name,
    wanted: wantedOf(app.spec, app.stopping),
    staged: count('staging', 'starting'),
    running: count('running'),
    healthy: 0,
    unhealthy: 0,
    status: TITLES[app.status] ?? app.status,
    queued: open.reduce((sum, { left }) => sum + left.length, 0),
    since: waiting.length === 0 ? null : Math.min(...waiting.map(({ createdAt }) => createdAt)),
    tokens: 0,
    deployments: [],
    delayUntilMs: delays.length === 0 ? null : Math.min(...delays),
    tasks: tasks.slice(0, MAX_TASKS_SHOWN).map(({ id, group, state }) => ({
      instance: group.id,
      id,
      agent: group.agent,
      condition: state,
      healthy: null,
      ports: [],
    })),
    tasksOmitted: Math.max(0, tasks.length - MAX_TASKS_SHOWN),
  }
  api.point(appSeries(framework, name), point.wanted, point)
}

function wantedOf(spec: ProcessSpec, isStopping: boolean): number {
  return isStopping ? 0 : spec.instance
}
