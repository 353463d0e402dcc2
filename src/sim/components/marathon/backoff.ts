/** Launch backoff. Source: RateLimiter.scala, NotifyRateLimiterStepImpl.scala; reference/marathon.md 5. */
import type { SimTime } from '#base/units.ts'
import type { Delay, InstanceRecord, MarathonApi, MarathonBooks, RunSpec } from './books.ts'

const NS = 1e9
const NS_PER_MS = 1e6

/** `cleanup` of overdue delays. Source: RateLimiterActor.scala. */
export const DELAY_CLEANUP_MS = 10_000

const ADDS: ReadonlySet<string> = new Set(['Failed', 'Error', 'Dropped', 'Gone', 'Finished'])
const ADVANCES: ReadonlySet<string> = new Set(['Provisioned', 'Staging', 'Starting', 'Running'])

function keyOf(app: string, configVersion: SimTime): string {
  return `${app}@${configVersion}`
}

function delayOf(books: MarathonBooks, { app, configVersion }: RunSpec): Delay | undefined {
  return books.delays.get(keyOf(app.id, configVersion))
}

/** First instant at which a launch is allowed: whole ms, never too early. Null: at once. */
export function delayedUntil(books: MarathonBooks, spec: RunSpec): SimTime | null {
  const delay = delayOf(books, spec)
  return delay ? delay.reference + Math.ceil(delay.delayNs / NS_PER_MS) : null
}

export function isDelayed(books: MarathonBooks, spec: RunSpec, now: SimTime): boolean {
  return (delayedUntil(books, spec) ?? 0) > now
}

/** First failure: the app's own backoff; each further one multiplies, cut to whole nanoseconds. */
export function addDelay(books: MarathonBooks, spec: RunSpec, now: SimTime): void {
  const { id, backoffSeconds, backoffFactor, maxLaunchDelaySeconds } = spec.app
  const maxNs = maxLaunchDelaySeconds * NS
  const delay = delayOf(books, spec)
  if (delay) {
    delay.delayNs = Math.min(maxNs, Math.floor(delay.delayNs * backoffFactor))
    delay.reference = now
    return
  }
  books.delays.set(keyOf(id, spec.configVersion), {
    app: id,
    configVersion: spec.configVersion,
    maxMs: maxLaunchDelaySeconds * 1000,
    delayNs: Math.min(backoffSeconds * NS, maxNs),
    reference: now,
  })
}

export function dropDelay(books: MarathonBooks, spec: RunSpec): boolean {
  return books.delays.delete(keyOf(spec.app.id, spec.configVersion))
}

export function dropDelaysOf(books: MarathonBooks, app: string): void {
  for (const [key, delay] of books.delays) if (delay.app === app) books.delays.delete(key)
}

/** What a new condition of an instance does to the delay of its configuration. */
export function noteCondition(api: MarathonApi, { condition, spec }: InstanceRecord, reason: string | null): void {
  const { books } = api
  const drained = reason === 'REASON_SLAVE_DRAINING' && (condition === 'Killed' || condition === 'Gone')
  if (drained) dropDelay(books, spec)
  else if (ADDS.has(condition)) addDelay(books, spec, api.now)
  else if (ADVANCES.has(condition)) {
    const delay = delayOf(books, spec)
    if (delay) delay.reference = api.now
  }
}

/** Forgets delays of tasks that lived long enough; gives the apps concerned. */
export function cleanDelays(books: MarathonBooks, now: SimTime): readonly string[] {
  const apps: string[] = []
  for (const [key, delay] of books.delays) {
    if (now <= delay.reference + delay.maxMs) continue
    books.delays.delete(key)
    apps.push(delay.app)
  }
  return apps
}
