/**
 * Observers ping; the master marks unreachable, throttled by agent_removal_rate_limit. Source: master.cpp, SlaveObserver,
 * markUnreachable; reference 2.9.3, 3.1.
 */
import type { Api, SimEvent } from '../../kernel/definition.ts'
import type { MasterApi } from './books.ts'
import { stepAgent } from './lead.ts'
import type { ObserverInput } from './machines/observer.ts'

export interface ObserverBooks extends ObserverInput {
  /** A transition to unreachable was asked for and not called off. */
  asked: boolean
}

type ObserverApi = Api<ObserverBooks>

export function makeObserverBooks(input: unknown): ObserverBooks {
  return { ...(input as ObserverInput), asked: false }
}

export function ping(api: ObserverApi): void {
  const { agent, pingTimeoutMs } = api.books
  api.send(agent, 'PingSlaveMessage', { connected: api.stateOf(api.id) !== 'disconnected' })
  api.arm('agentPingTimeout', pingTimeoutMs, { type: 'agentPingTimeout' }, { periodic: true })
}

export function askUnreachable(api: ObserverApi): void {
  const { books } = api
  if (books.asked) return
  books.asked = true
  api.send('master', 'markUnreachable', { agent: books.agent, slaveId: books.slaveId })
}

/** An answer calls a pending transition off. */
export function pong(api: ObserverApi): void {
  const { books } = api
  if (!books.asked) return
  books.asked = false
  api.send('master', 'ponged', { agent: books.agent, slaveId: books.slaveId })
}

interface Observed {
  readonly agent: string
  readonly slaveId: string
}

interface Wish extends Observed {
  /** The permit is there. */
  readonly permitted?: boolean
  /** Only as long as it has not come back since a failover. */
  readonly awaited?: boolean
}

/** At once, or when the rate limit permits: nobody is marked who came back after a failover in the meantime. */
export function markUnreachable(api: MasterApi, event: SimEvent): void {
  const { agent, slaveId, permitted, awaited } = (event.body ?? event) as Wish
  if (awaited && !api.books.recovered.has(slaveId)) return
  const wait = permitted ? 0 : waitForPermit(api)
  if (wait > 0) api.arm(permitTimer(agent), wait, { type: 'markUnreachable', agent, slaveId, permitted: true, awaited })
  else stepAgent(api, agent, slaveId, { type: 'markUnreachable' })
}

/** It did not come back after its link broke. Coming back while it waits for the permit is enough. Source: agentReregisterTimeout. */
export function removeWhenPermitted(api: MasterApi): void {
  const wait = waitForPermit(api)
  if (wait > 0) api.arm('agentRemovalRateLimit', wait, { type: 'notBack' })
  else api.step(api.id, { type: 'notBack' })
}

function permitTimer(agent: string): string {
  return `agentRemovalRateLimit/${agent}`
}

/** Permits are handed out evenly. Source: libprocess RateLimiter. */
function waitForPermit(api: MasterApi): number {
  const limit = api.scenario.master.agentRemovalRateLimit
  if (!limit) return 0
  const { limiter } = api.books
  const at = Math.max(api.now, limiter.nextPermitMs)
  limiter.nextPermitMs = at + Math.ceil(limit.perMs / limit.count)
  return at - api.now
}

export function ponged(api: MasterApi, event: SimEvent): void {
  api.cancel(permitTimer((event.body as Observed).agent))
}
