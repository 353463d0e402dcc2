/** What is known of the health of instances. Source: HealthCheckManager, Health.scala; reference/marathon.md 9. */
import type { InstanceRecord, MarathonApi } from './books.ts'
import { publishHealth } from './events.ts'

export function watchHealth(_api: MarathonApi, _instance: InstanceRecord): void {}

/** After a change of its task: what the executor's own check says is the instance's health. */
export function noteHealthOfTask(api: MarathonApi, instance: InstanceRecord, moved: boolean): void {
  const healthy = instance.task?.mesosHealthy ?? null
  if (moved && instance.condition !== 'Running') {
    instance.healthy = null
    return
  }
  if (healthy === instance.healthy) return
  instance.healthy = healthy
  publishHealth(api, instance, healthy)
}
