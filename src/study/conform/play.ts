/**
 * An allocator under a clock of its own, as the case format defines it: commands queue runs, settling carries them
 * out, only `advance` moves time. Source: the format's rules 1 to 6.
 */
import { popDue, pushDue } from '#base/heap.ts'
import { type RngState, makeRng } from '#base/rng.ts'
import { type Resources, addResources } from '#model/resources.ts'
import { expireFilter } from '#sim/allocator/filters.ts'
import { type Recovery, recoverResources } from '#sim/allocator/frameworks.ts'
import { queueBatch } from '#sim/allocator/queue.ts'
import { runAllocation } from '#sim/allocator/run.ts'
import { type AllocatorOptions, type AllocatorState, makeAllocator } from '#sim/allocator/state.ts'

interface Timer {
  readonly at: number
  readonly seq: number
  /** The filter that ends, or null for the batch run. */
  readonly filter: number | null
}

export interface Offer {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: Resources
}

export interface Play {
  readonly state: AllocatorState
  readonly rng: RngState
  nowMs: number
  readonly timers: Timer[]
  armed: number
  /** Since they were last looked at; one per framework, role and agent. */
  offers: Map<string, Offer>
}

/** Milliseconds, kept exact for what seconds with decimals can say. */
export function toMs(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e6
}

export function makePlay(options: Partial<AllocatorOptions>, seed: number): Play {
  const play: Play = {
    state: makeAllocator(options),
    rng: makeRng(seed, 'allocator'),
    nowMs: 0,
    timers: [],
    armed: 0,
    offers: new Map(),
  }
  arm(play, play.state.options.allocationIntervalMs, null)
  return play
}

function arm(play: Play, at: number, filter: number | null): void {
  pushDue(play.timers, { at, seq: play.armed, filter })
  play.armed += 1
}

/** Carries out what is queued, as one run. */
export function settle(play: Play): void {
  const plan = runAllocation(play.state, play.rng)
  for (const grant of plan?.grants ?? []) {
    const key = JSON.stringify([grant.framework, grant.role, grant.agent])
    const before = play.offers.get(key)
    play.offers.set(key, { ...grant, resources: addResources(before?.resources ?? [], grant.resources) })
  }
}

/** Moves time on; what falls due up to and including the end happens in order of (time, arming). */
export function advance(play: Play, ms: number): void {
  settle(play)
  const end = play.nowMs + ms
  for (let next = play.timers[0]; next !== undefined && next.at <= end; next = play.timers[0]) {
    const timer = popDue(play.timers)
    play.nowMs = next.at
    const filter = timer?.filter ?? null
    if (filter !== null) {
      expireFilter(play.state, filter)
      continue
    }
    queueBatch(play.state)
    settle(play)
    arm(play, play.nowMs + play.state.options.allocationIntervalMs, null)
  }
  play.nowMs = end
}

/** Gives back, and times the filter that this sets. */
export function giveBack(play: Play, what: Recovery): void {
  const { filter } = recoverResources(play.state, play.nowMs, what)
  if (filter) arm(play, filter.untilMs, filter.id)
}
