/** What queues a run, and what holds runs back. Source: hierarchical.cpp, generateOffers, pause, resume, recover; reference 5.2. */
import type { AllocatorState, Trigger } from './state.ts'

function queue(state: AllocatorState, trigger: Trigger): boolean {
  if (!state.triggers.includes(trigger)) state.triggers.push(trigger)
  if (state.queued) return false
  state.queued = true
  return true
}

function addCandidate(state: AllocatorState, agent: number): void {
  if (state.agents.candidate[agent] === 1) return
  state.agents.candidate[agent] = 1
  state.candidates.push(agent)
}

/** Takes the agents to be looked at, in the order of queueing; none are queued then. */
export function takeCandidates(state: AllocatorState): readonly number[] {
  const taken = state.candidates
  state.candidates = []
  for (const agent of taken) state.agents.candidate[agent] = 0
  return taken
}

/** An agent that goes is not looked at. */
export function dropCandidate(state: AllocatorState, agent: number): void {
  if (state.agents.candidate[agent] === 0) return
  state.agents.candidate[agent] = 0
  state.candidates.splice(state.candidates.indexOf(agent), 1)
}

/** Queues a run for one agent; dropped while paused. True: none was queued yet, so one must be dispatched. */
export function queueAgent(state: AllocatorState, agent: number, trigger: Trigger): boolean {
  if (state.paused) return false
  addCandidate(state, agent)
  return queue(state, trigger)
}

/** Queues a run for all agents known now; dropped while paused. True: none was queued yet, so one must be dispatched. */
export function queueAll(state: AllocatorState, trigger: Trigger): boolean {
  if (state.paused) return false
  for (const agent of state.agents.index.values()) addCandidate(state, agent)
  return queue(state, trigger)
}

/** The batch timer fired. The next one is armed when the run is done. */
export function queueBatch(state: AllocatorState): boolean {
  return queueAll(state, 'batch')
}

/** From now on triggers are dropped and a queued run does nothing. */
export function pause(state: AllocatorState): void {
  state.paused = true
}

export function resume(state: AllocatorState): void {
  state.paused = false
}

/** Of the agents; or ten minutes. Source: hierarchical.cpp, recover. */
const RECOVERY_FACTOR = 0.8
export const RECOVERY_TIMEOUT_MS = 600_000

/**
 * After a failover of the master with quota (set that first): paused until that part of the agents (`factor`, 0..1) is back. True: paused;
 * the caller arms a timer of `RECOVERY_TIMEOUT_MS` that calls `resume`.
 */
export function recover(state: AllocatorState, expectedAgents: number, factor = RECOVERY_FACTOR): boolean {
  const hasQuota = state.roles.some((role) => role.quota !== null)
  const needed = Math.trunc(expectedAgents * factor)
  if (!hasQuota || needed === 0) return false
  state.expectedAgents = needed
  state.paused = true
  return true
}

/** Only agents on these hosts are offered from now on; null: all. Queues nothing. */
export function updateWhitelist(state: AllocatorState, hostnames: readonly string[] | null): void {
  state.whitelist = hostnames === null ? null : new Set(hostnames)
}
