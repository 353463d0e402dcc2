/**
 * SlaveObserver: one per registered agent. Pings at once and every agent_ping_timeout; a miss is counted when a tick finds
 * that the last ping was not answered. Source: master.cpp, SlaveObserver; reference 2.9.3, 3.1.
 */
import { assign, setup } from 'xstate'
import { type ChartInput, effectNames } from '../../define.ts'

export interface ObserverInput {
  readonly agent: string
  readonly slaveId: string
  readonly pingTimeoutMs: number
  readonly maxPingTimeouts: number
}

interface ObserverContext {
  /** Ticks in a row that found no answer. */
  readonly missed: number
  readonly awaiting: boolean
  readonly max: number
}

export const observerMachine = setup({
  types: { context: {} as ObserverContext, events: {} as ChartInput, input: {} as ObserverInput },
  guards: {
    missesLast: ({ context }) => context.awaiting && context.missed + 1 >= context.max,
    misses: ({ context }) => context.awaiting,
  },
  actions: {
    count: assign({ missed: ({ context }) => context.missed + 1 }),
    await: assign({ awaiting: true }),
    hear: assign({ missed: 0, awaiting: false }),
    ...effectNames('ping', 'markUnreachable', 'pong'),
  },
}).createMachine({
  id: 'observer',
  context: ({ input }) => ({ missed: 0, awaiting: true, max: input.maxPingTimeouts }),
  initial: 'connected',
  entry: 'ping',
  states: {
    connected: { on: { disconnect: 'disconnected' } },
    disconnected: { on: { reconnect: 'connected' } },
  },
  on: {
    agentPingTimeout: [
      { guard: 'missesLast', actions: ['count', 'ping', 'markUnreachable'] },
      { guard: 'misses', actions: ['count', 'ping'] },
      { actions: ['await', 'ping'] },
    ],
    PongSlaveMessage: { actions: ['hear', 'pong'] },
  },
})
