/**
 * What executors leave on disk is removed after a week, earlier as the disk fills. Source: S:removeExecutor, gc.cpp;
 * reference 3.2. Simplified: one sandbox an executor, and a disk that is never fuller than when the agent started.
 */
import type { SimEvent } from '../../kernel/definition.ts'
import type { AgentApi, ExecutorBook } from './books.ts'
import { agentDisk } from './disk.ts'

/** Housekeeping alone does not keep a run going. */
const HOUSEKEEPING = { periodic: true }

const timerOf = (key: string): string => `gcDelay ${key}`

function arm(api: AgentApi, key: string, due: number): void {
  agentDisk(api).sandboxes[key] = due
  api.step(api.books.spec.id, { type: 'sandboxLeft', key, delayMs: Math.max(0, due - api.now) })
}

/** The executor is removed: the clock of its sandbox starts. */
export function leaveSandbox(api: AgentApi, { key }: ExecutorBook): void {
  arm(api, key, api.now + api.books.spec.flags.gcDelayMs)
}

/** Timers of the agent's own machine, whoever's effect asked for them. */
export function scheduleRemoval(api: AgentApi, event: SimEvent): void {
  const key = event['key'] as string
  api.arm(timerOf(key), event['delayMs'] as number, { type: 'gcDelay', key }, HOUSEKEEPING)
}

/** A new executor of that name works in the same place: it is not to be removed. */
export function unscheduleRemoval(api: AgentApi, key: string): void {
  const { sandboxes } = agentDisk(api)
  if (sandboxes[key] === undefined) return
  delete sandboxes[key]
  api.cancel(timerOf(key))
}

export function removeSandbox(api: AgentApi, event: SimEvent): void {
  delete agentDisk(api).sandboxes[event['key'] as string]
}

/** What is old enough for the room that is left goes now. Source: S:_checkDiskUsage, age. */
export function watchDisk(api: AgentApi): void {
  const { gcDelayMs, gcDiskHeadroom, diskWatchIntervalMs } = api.books.spec.flags
  const { sandboxes } = agentDisk(api)
  for (const [key, due] of Object.entries(sandboxes))
    if (due - api.now <= gcDelayMs * gcDiskHeadroom) unscheduleRemoval(api, key)
  api.arm('diskWatchInterval', diskWatchIntervalMs, { type: 'diskWatchInterval' }, HOUSEKEEPING)
}

/** After a restart of the agent. */
export function recoverSandboxes(api: AgentApi): void {
  for (const [key, due] of Object.entries(agentDisk(api).sandboxes)) arm(api, key, due)
}
