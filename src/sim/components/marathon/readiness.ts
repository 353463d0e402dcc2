/** When an instance counts as done in a deployment. Source: ReadinessBehavior.scala; reference/marathon.md 9.4. */
import type { InstanceRecord, MarathonBooks } from './books.ts'
import { isHealthy } from './conditions.ts'

export function isDone(books: MarathonBooks, instance: InstanceRecord): boolean {
  if (!isHealthy(instance)) return false
  return instance.spec.app.readinessChecks.length === 0 || books.ready.has(instance.task?.id ?? '')
}
