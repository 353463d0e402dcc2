/**
 * What led to a message of ours: the message before it in the chain of causes that a recording tells too, and the timers in
 * between. The recording says no causes; its times must allow ours.
 */
import type { Scenario } from '#model/scenario/types.ts'
import { RECORD_TYPES } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'

const SENT = RECORD_TYPES.indexOf('sent')
const DELIVERED = RECORD_TYPES.indexOf('delivered')
const EXITED = RECORD_TYPES.indexOf('exited')
const ACTION = RECORD_TYPES.indexOf('action')

/** The timer of the allocator's periodic runs: when it fires tells nothing of what it offers. */
export const BATCH_TIMER = 'allocationInterval'

export interface Cause {
  /** Ordinal of the `sent` or `exited` record that is told by both, or null: nothing before it is. */
  readonly trigger: number | null
  /** When the trigger took effect. */
  readonly at: number
  /** What began it all where there is no trigger. */
  readonly root: string
  /** Timers that fired on the way, latest first. */
  readonly timers: readonly string[]
}

/** Climbs from record `i` to the nearest record that `isTold`. */
export function causeOf(trace: TraceStore, i: number, isTold: (ordinal: number) => boolean): Cause {
  const timers: string[] = []
  let at = i
  let next = trace.cause[i] as number
  while (next >= 0) {
    at = next
    const type = trace.type[at]
    const time = trace.at[at] as number
    if (type === DELIVERED && isTold(trace.link[at] as number))
      return { trigger: trace.link[at] as number, at: time, root: '', timers }
    if (type === EXITED && isTold(at)) return { trigger: at, at: time, root: '', timers }
    if (trace.typeOf(at) === 'timer' && trace.whatOf(at) === 'fired') timers.push(nameAt(trace, at))
    if (timers.at(-1) === BATCH_TIMER) return { trigger: null, at: time, root: BATCH_TIMER, timers }
    next = trace.cause[at] as number
  }
  const begins = trace.type[at] === ACTION ? `action ${at}` : `start of ${trace.text(trace.from[at] as number)}`
  return { trigger: null, at: trace.at[at] as number, root: begins, timers }
}

function nameAt(trace: TraceStore, i: number): string {
  return trace.text(trace.name[i] as number)
}

/** True where the record itself is a message or a broken link. */
export function canBeTold(trace: TraceStore, i: number): boolean {
  const type = trace.type[i]
  return type === SENT || type === EXITED
}

/** Longest random wait of a timer, ms; 0 for those that wait a fixed time. Source: reference 3.2, 3.3. */
export function randomWaitMs(timer: string, scenario: Scenario): number {
  const longest = (of: (agent: Scenario['agents'][number]) => number): number =>
    scenario.agents.reduce((most, agent) => Math.max(most, of(agent)), 0)
  switch (timer) {
    case 'registrationBackoff':
      return longest(({ flags }) => flags.registrationBackoffFactorMs)
    case 'subscribeBackoff':
      return 2000
    case 'connectDelay':
      return 500
    case 'reap':
      return 100
    case 'containerLaunch':
      return longest(({ containerLaunchMs: [low, high] }) => high - low)
    case 'imagePull':
      return longest(({ imagePullMs: [low, high] }) => high - low)
    case 'fetch':
      return longest(({ fetchMs: [low, high] }) => high - low)
    default:
      return 0
  }
}
