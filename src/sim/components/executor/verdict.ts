/** What an executor makes of a health check. Source: CE:taskHealthUpdated; reference 3.3. */
import type { ExecutorApi, SupervisedTask } from './books.ts'
import { check } from './health.ts'
import { graceOf, kill, say } from './supervise.ts'

const REASON = 'REASON_TASK_HEALTH_CHECK_STATUS_UPDATED'

/** TASK_RUNNING again with what was found; after too many failures in a row the task is killed. */
export function checkHealth(api: ExecutorApi, task: SupervisedTask): void {
  const verdict = check(api, task)
  if (verdict === 'silent') return
  const { taskId } = task.info
  say(api, taskId, 'TASK_RUNNING', { reason: REASON, healthy: verdict === 'healthy' })
  if (verdict !== 'kill') return
  task.unhealthy = true
  api.books.unhealthy = true
  kill(api, task, graceOf(api, task, { type: 'unhealthy' }))
  api.step(api.id, { type: 'unhealthy', taskId })
}
