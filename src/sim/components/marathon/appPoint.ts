/** An app at a moment, for the page and for `explain`: what Marathon's own page and queue would say. Source: reference/marathon.md 3.1, 3.4, 11.1. */
import { normalisedApp } from '#model/marathon/write.ts'
import { appSeries, MAX_OFFERS_SHOWN, MAX_TASKS_SHOWN, type AppPoint, type AppTask } from '#model/trace/series.ts'
import { delayedUntil } from './backoff.ts'
import { type InstanceRecord, type LauncherBook, type MarathonApi, type MarathonBooks, instancesOf } from './books.ts'
import { funnelSteps, lastOffersFunnel } from './funnel.ts'

/** Members of AppInfo. */
export interface Counts {
  readonly tasksStaged: number
  readonly tasksRunning: number
  readonly tasksHealthy: number
  readonly tasksUnhealthy: number
}

/** Staged: no word from Mesos yet, or TASK_STAGING; TASK_STARTING counts nowhere. */
function isStaged({ condition, task }: InstanceRecord): boolean {
  return condition === 'Provisioned' || (task?.state === 'TASK_STAGING' && condition === 'Staging')
}

export function countsOf(books: MarathonBooks, app: string): Counts {
  const counts = { tasksStaged: 0, tasksRunning: 0, tasksHealthy: 0, tasksUnhealthy: 0 }
  for (const instance of instancesOf(books, app)) {
    if (isStaged(instance)) counts.tasksStaged += 1
    if (instance.condition !== 'Running') continue
    counts.tasksRunning += 1
    if (instance.healthy === true) counts.tasksHealthy += 1
    if (instance.healthy === false) counts.tasksUnhealthy += 1
  }
  return counts
}

export function deploymentsOf(books: MarathonBooks, app: string): readonly string[] {
  return [...books.store.deployments.values()].flatMap(({ id, affectedApps }) =>
    affectedApps.includes(app) ? [id] : [],
  )
}

/** In the launch queue: scheduled or provisioned. */
function queuedOf(books: MarathonBooks, app: string): readonly InstanceRecord[] {
  const scheduled = books.launchers.get(app)?.scheduled
  return instancesOf(books, app).filter(
    ({ id, condition }) => condition === 'Provisioned' || (scheduled?.has(id) ?? false),
  )
}

function statusOf(point: Pick<AppPoint, 'deployments' | 'queued' | 'wanted' | 'running' | 'delayUntilMs'>): string {
  if (point.queued > 0) return point.delayUntilMs === null ? 'Waiting' : 'Delayed'
  if (point.deployments.length > 0) return 'Deploying'
  if (point.wanted === 0 && point.running === 0) return 'Suspended'
  return point.running > 0 ? 'Running' : ''
}

function shownTask({ id, task, condition, healthy, reservation }: InstanceRecord): AppTask {
  return {
    instance: id,
    id: task?.id ?? id,
    agent: task?.placement.agent ?? reservation?.agent ?? null,
    condition,
    healthy,
    ports: task?.hostPorts.filter((port) => port !== null) ?? [],
    ...(reservation === null
      ? {}
      : { keptMb: reservation.volumes.reduce((sum, volume) => sum + volume.sizeMilli, 0) / 1000 }),
  }
}

function queueMembers(book: LauncherBook | undefined): Pick<AppPoint, 'funnel' | 'funnelLastOffers' | 'offers'> {
  if (!book || book.funnel.processed === 0) return {}
  return {
    funnel: funnelSteps(book.funnel),
    funnelLastOffers: funnelSteps(lastOffersFunnel(book)),
    offers: [...book.unused.values()].slice(-MAX_OFFERS_SHOWN).sort((a, b) => (a.agent < b.agent ? -1 : 1)),
  }
}

function delayOf(api: MarathonApi, queued: readonly InstanceRecord[]): number | null {
  const ends = queued.map(({ spec }) => delayedUntil(api.books, spec) ?? 0)
  const first = ends.length === 0 ? 0 : Math.min(...ends)
  return first > api.now ? first : null
}

function appPoint(api: MarathonApi, id: string): AppPoint {
  const { books } = api
  const instances = instancesOf(books, id)
  const counts = countsOf(books, id)
  const queued = queuedOf(books, id)
  const spec = books.store.apps.get(id)
  const point = {
    id,
    wanted: spec?.app.instances ?? 0,
    staged: counts.tasksStaged,
    running: counts.tasksRunning,
    healthy: counts.tasksHealthy,
    unhealthy: counts.tasksUnhealthy,
    queued: queued.length,
    since: queued.length === 0 ? null : Math.min(...queued.map(({ since }) => since)),
    delayUntilMs: delayOf(api, queued),
    tokens: books.tokens,
    deployments: deploymentsOf(books, id),
  }
  return {
    ...point,
    status: statusOf(point),
    ...queueMembers(books.launchers.get(id)),
    tasks: instances.slice(0, MAX_TASKS_SHOWN).map(shownTask),
    tasksOmitted: Math.max(0, instances.length - MAX_TASKS_SHOWN),
    ...(spec === undefined && instances.length === 0 ? { gone: true } : {}),
  }
}

/** Whoever waits is told that tokens ran out, or came back. */
export function touchByTokens(books: MarathonBooks): void {
  const out = books.tokens <= 0
  if (out === books.tokensOut) return
  books.tokensOut = out
  for (const { app, scheduled } of books.launchers.values()) if (scheduled.size > 0) books.touched.add(app)
}

/** Writes the timelines of apps that changed; the document goes with it when it is new. */
export function writePoints(api: MarathonApi): void {
  const { books } = api
  for (const id of books.touched) {
    const point = appPoint(api, id)
    const text = JSON.stringify(point)
    const spec = books.store.apps.get(id)
    const version = spec?.version ?? null
    const shown = books.shown.get(id)
    if (shown?.text === text && shown.version === version) continue
    books.shown.set(id, { text, version })
    const isNew = spec && shown?.version !== version
    const app = isNew ? { app: normalisedApp(spec.app, { ...spec, lastConfigChangeAt: spec.configVersion }) } : {}
    api.point(appSeries(books.framework, id), point.wanted, { ...point, ...app })
  }
  books.touched.clear()
}
