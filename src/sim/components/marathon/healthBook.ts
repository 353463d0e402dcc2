/** What is known of the health of tasks, and of the instances they belong to. Source: Health.scala, HealthCheckManager; reference/marathon.md 9.2. */
import { formatIso } from '#base/units.ts'
import type { HealthCheck } from '#model/marathon/shape.ts'
import { type CheckHealth, type InstanceRecord, type MarathonApi, type MarathonBooks, touch } from './books.ts'
import { publish, publishHealth } from './events.ts'

const MESOS_LEVEL: ReadonlySet<string> = new Set(['COMMAND', 'MESOS_TCP', 'MESOS_HTTP', 'MESOS_HTTPS'])

/** Made by the executor, on the agent; the others are made by Marathon over the network. */
export function isMesosLevel({ protocol }: HealthCheck): boolean {
  return MESOS_LEVEL.has(protocol)
}

function healthOf(books: MarathonBooks, task: string, index: number): CheckHealth {
  let checks = books.health.get(task)
  if (!checks) books.health.set(task, (checks = new Map()))
  let health = checks.get(index)
  if (!health) {
    health = { firstSuccess: null, lastSuccess: null, lastFailure: null, failures: 0 }
    checks.set(index, health)
  }
  return health
}

/** Last success later than last failure. */
function isAlive({ lastSuccess, lastFailure }: CheckHealth): boolean {
  return lastSuccess !== null && (lastFailure === null || lastSuccess > lastFailure)
}

/** All checks together; null while one of them has told nothing. */
function aggregate(books: MarathonBooks, { spec, task }: InstanceRecord): boolean | null {
  const results = books.health.get(task?.id ?? '')
  const all = spec.app.healthChecks.map((_, index) => results?.get(index))
  if (all.length === 0 || all.some((health) => health === undefined)) return null
  return all.every((health) => health !== undefined && isAlive(health))
}

export interface HealthResult {
  readonly index: number
  readonly success: boolean
}

/** Whether the failure counts: not before the first success within the grace period. */
function counts(health: CheckHealth, instance: InstanceRecord, check: HealthCheck, now: number): boolean {
  if (instance.condition !== 'Running') return false
  return health.firstSuccess !== null || now - instance.since >= check.gracePeriodSeconds * 1000
}

/**
 * Takes one result. True: it is one failure too many, and the task is to be killed. The count before this failure is
 * what is compared, so that with 3 the fourth kills.
 */
export function noteResult(api: MarathonApi, instance: InstanceRecord, { index, success }: HealthResult): boolean {
  const { books, now } = api
  const check = instance.spec.app.healthChecks[index]
  if (!check || !instance.task) return false
  const health = healthOf(books, instance.task.id, index)
  const before = isAlive(health)
  let kill = false
  if (success) {
    health.firstSuccess ??= now
    health.lastSuccess = now
    health.failures = 0
  } else if (isMesosLevel(check) || counts(health, instance, check, now)) {
    publish(api, 'failed_health_check_event', {
      appId: instance.spec.app.id,
      taskId: instance.id,
      healthCheck: check,
    })
    const { maxConsecutiveFailures: most } = check
    kill = !isMesosLevel(check) && most > 0 && health.failures >= most
    health.failures += 1
    health.lastFailure = now
  }
  if (before !== isAlive(health) || (success && health.firstSuccess === now)) tellStatus(api, instance, isAlive(health))
  return kill
}

function tellStatus(api: MarathonApi, { id, spec }: InstanceRecord, alive: boolean): void {
  publish(api, 'health_status_changed_event', {
    appId: spec.app.id,
    instanceId: id,
    version: formatIso(spec.version),
    alive,
  })
}

/** The instance's own health follows its checks. True: it changed. */
export function noteHealth(api: MarathonApi, instance: InstanceRecord): boolean {
  const healthy = instance.condition === 'Running' ? aggregate(api.books, instance) : null
  if (healthy === instance.healthy) return false
  instance.healthy = healthy
  if (instance.condition === 'Running') publishHealth(api, instance, healthy)
  touch(api.books, instance.spec.app.id)
  return true
}

/** After a stored change of its task: what the executor's own check says counts as a result. */
export function noteHealthOfTask(api: MarathonApi, instance: InstanceRecord, toldHealthy: boolean | undefined): void {
  const index = instance.spec.app.healthChecks.findIndex(isMesosLevel)
  if (toldHealthy !== undefined && index >= 0) noteResult(api, instance, { index, success: toldHealthy })
  noteHealth(api, instance)
}
