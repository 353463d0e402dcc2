/** Conditions of instances and what follows from them. Source: Condition.scala; reference/marathon.md 6. */
import type { InstanceRecord } from './books.ts'

const ACTIVE: ReadonlySet<string> = new Set(['Provisioned', 'Staging', 'Starting', 'Running', 'Killing', 'Unreachable'])
const TERMINAL: ReadonlySet<string> = new Set(['Finished', 'Killed', 'Failed', 'Error', 'Gone', 'Dropped', 'Unknown'])
const LOST: ReadonlySet<string> = new Set(['Unreachable', 'UnreachableInactive', 'Gone', 'Dropped', 'Unknown'])
/** Conditions in which Mesos has a task that can be killed. */
const LIVE: ReadonlySet<string> = new Set(['Provisioned', 'Staging', 'Starting', 'Running', 'Killing'])
/** What an update may say of a task that lives on: one that is being killed already needs no second kill. */
const ALIVE_STATES: ReadonlySet<string> = new Set(['TASK_STAGING', 'TASK_STARTING', 'TASK_RUNNING'])

export function isActive({ condition }: InstanceRecord): boolean {
  return ACTIVE.has(condition)
}

export function isTerminalCondition(condition: string): boolean {
  return TERMINAL.has(condition)
}

export function isLost({ condition }: InstanceRecord): boolean {
  return LOST.has(condition)
}

export function isLiveCondition(condition: string): boolean {
  return LIVE.has(condition)
}

export function isLive({ condition }: InstanceRecord): boolean {
  return LIVE.has(condition)
}

export function isAliveState(state: string): boolean {
  return ALIVE_STATES.has(state)
}

/** Waits for an offer: also one that ended is launched again as long as its goal says so. Source: reference/marathon.md 4.1. */
export function isScheduled({ goal, condition }: InstanceRecord): boolean {
  return goal === 'Running' && (condition === 'Scheduled' || TERMINAL.has(condition))
}

/** Neither healthy checks nor readiness stand against it (9.4, without readiness). */
export function isHealthy({ condition, healthy, spec }: InstanceRecord): boolean {
  if (condition !== 'Running') return false
  return spec.app.healthChecks.length === 0 || healthy === true
}
