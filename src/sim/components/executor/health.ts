/** Health checks that an executor makes of its tasks. Source: health_checker.cpp; reference 3.3. */
import { type ExecutorApi, type SupervisedTask, timerOf } from './books.ts'
import type { TaskProcess } from './task.ts'

function armCheck(api: ExecutorApi, task: SupervisedTask, seconds: number): void {
  const { taskId } = task.info
  api.arm(
    timerOf(api, task, 'healthCheck'),
    Math.round(seconds * 1000),
    { type: 'healthCheck', taskId },
    { periodic: true },
  )
}

export function startChecks(api: ExecutorApi, task: SupervisedTask): void {
  const { healthCheck } = task.info
  if (healthCheck) armCheck(api, task, healthCheck.delaySeconds)
}

export function stopChecks(api: ExecutorApi, task: SupervisedTask): void {
  api.cancel(timerOf(api, task, 'healthCheck'))
}

/** Why a check's result is told, and whether the task must die for it. */
export type Verdict = 'silent' | 'healthy' | 'unhealthy' | 'kill'

/** One check. Simplified: its answer takes no time. */
export function check(api: ExecutorApi, task: SupervisedTask): Verdict {
  const { healthCheck } = task.info
  if (!healthCheck || task.killed) return 'silent'
  armCheck(api, task, healthCheck.intervalSeconds)
  const process = api.contextOf(task.process) as TaskProcess | null
  return process?.healthy === true ? succeeded(task) : failed(api, task, healthCheck)
}

/** Told at first and after failures. */
function succeeded(task: SupervisedTask): Verdict {
  const told = task.untested || task.failures > 0
  task.untested = false
  task.failures = 0
  return told ? 'healthy' : 'silent'
}

type Limits = { readonly gracePeriodSeconds: number; readonly consecutiveFailures: number }

/** Not counted before the first success while the grace lasts. */
function failed(api: ExecutorApi, task: SupervisedTask, { gracePeriodSeconds, consecutiveFailures }: Limits): Verdict {
  const inGrace = gracePeriodSeconds > 0 && api.now - task.launchedAt <= gracePeriodSeconds * 1000
  if (task.untested && inGrace) return 'silent'
  task.failures += 1
  return task.failures >= consecutiveFailures ? 'kill' : 'unhealthy'
}
