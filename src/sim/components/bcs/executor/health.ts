/** Health checks as the design has them: made by the executor, told to Mesos as `healthy`. Source: bcs-process.md 2, 10. */
import type { SimEvent } from '../../../kernel/definition.ts'
import { processId } from '../info.ts'
import { type ExecutorApi, ownTask, type TaskBook, taskMachineOf } from './books.ts'

const timerOf = (id: string): string => `healthCheck ${id}`

/** From its first RUNNING on. The code has no checks at all. */
export function startChecking(api: ExecutorApi): void {
  const task = ownTask(api)
  const [check] = task.process.healthChecks
  if (!check || api.books.asImplemented || task.runningAt > 0) return
  task.runningAt = api.now
  api.step(api.books.input.code, { type: 'checkFrom', task: task.id, delayMs: check.delaySeconds * 1000 })
}

export function waitToCheck(api: ExecutorApi, event: SimEvent): void {
  const task = event['task'] as string
  const interval = (api.books.tasks.get(task)?.process.healthChecks[0]?.intervalSeconds ?? 0) * 1000
  api.arm(timerOf(task), (event['delayMs'] as number) + interval, { type: 'healthCheck', task })
}

/** A process that is gone fails at once; the next check comes after the interval. */
export function check(api: ExecutorApi, event: SimEvent): void {
  const task = api.books.tasks.get(event['task'] as string)
  if (!task) return
  const to = processId(task.id)
  if (api.isUp(to)) api.send(to, 'healthCheck', { type: task.process.healthChecks[0]?.type ?? 'TCP' })
  else settle(api, task, false)
  waitToCheck(api, { type: 'checkFrom', task: task.id, delayMs: 0 })
}

export function checked(api: ExecutorApi, event: SimEvent): void {
  const { id, healthy } = event.body as { readonly id: string; readonly healthy: boolean }
  const task = api.books.tasks.get(id)
  if (task) settle(api, task, healthy)
}

/** Failures before the first success count for nothing within the grace; too many in a row end the group. */
function settle(api: ExecutorApi, task: TaskBook, healthy: boolean): void {
  const [about] = task.process.healthChecks
  if (!about) return
  const inGrace = task.healthy === null && api.now - task.runningAt < about.gracePeriodSeconds * 1000
  if (!healthy && inGrace) return
  const changed = task.healthy !== healthy
  task.healthy = healthy
  task.failures = healthy ? 0 : task.failures + 1
  if (changed) api.step(taskMachineOf(api.id, task.id), { type: 'again' })
  if (about.consecutiveFailures > 0 && task.failures === about.consecutiveFailures)
    api.step(api.id, { type: 'unhealthy' })
}
