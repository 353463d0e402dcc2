import fc from 'fast-check'
import { and, assign, cancel, not, raise, setup } from 'xstate'
import type { ChartEvent } from './stepper.ts'

/** Machines by hand that read like the shipped ones, each with events that exercise it. */

interface AgentContext {
  readonly missedPings: number
  readonly tasks: readonly string[]
  readonly backoffMs: number
}
type AgentEvent =
  | { type: 'Registered'; agentId: string }
  | { type: 'Ping' }
  | { type: 'RunTask'; task: string }
  | { type: 'Ended'; task: string }
  | { type: 'Shutdown' }
  | { type: 'link.down' }
  | { type: 'link.up' }

/** An agent: registration with growing back-off, missed pings, tasks, draining, an end. */
export const agentMachine = setup({
  types: { context: {} as AgentContext, events: {} as AgentEvent, input: {} as { firstBackoffMs: number } },
  actions: {
    send: (_args, _params: { to: string; message: string; task?: string }) => {},
    addTask: assign({
      tasks: ({ context, event }) => (event.type === 'RunTask' ? [...context.tasks, event.task] : context.tasks),
    }),
    dropTask: assign(({ context, event }) =>
      event.type === 'Ended' ? { tasks: context.tasks.filter((task) => task !== event.task) } : {},
    ),
    growBackoff: assign({ backoffMs: ({ context }) => Math.min(context.backoffMs * 2, 60_000) }),
    forgetPings: assign({ missedPings: 0 }),
  },
  guards: {
    isIdle: ({ context }) => context.tasks.length === 0,
    isLost: ({ context }, params: { max: number }) => context.missedPings >= params.max,
    isKnown: ({ context, event }) => event.type === 'Ended' && context.tasks.includes(event.task),
  },
  delays: { backoff: ({ context }) => context.backoffMs, pingTimeout: 15_000 },
}).createMachine({
  id: 'agent',
  context: ({ input }) => ({ missedPings: 0, tasks: [], backoffMs: input.firstBackoffMs }),
  initial: 'disconnected',
  on: { Shutdown: '.ended', 'link.*': { actions: { type: 'send', params: { to: 'master', message: 'noted' } } } },
  states: {
    disconnected: {
      initial: {
        target: 'waiting',
        actions: { type: 'send', params: { to: 'master', message: 'RegisterSlaveMessage' } },
      },
      states: {
        waiting: {
          after: {
            backoff: {
              target: 'waiting',
              reenter: true,
              actions: ['growBackoff', { type: 'send', params: { to: 'master', message: 'again' } }],
            },
          },
        },
      },
      on: {
        Registered: {
          target: 'connected',
          actions: { type: 'send', params: ({ event }) => ({ to: event.agentId, message: 'hello' }) },
        },
      },
    },
    connected: {
      initial: 'active',
      entry: 'forgetPings',
      exit: [
        cancel('drain'),
        { type: 'send', params: ({ context }) => ({ to: 'master', message: `left with ${context.tasks.length}` }) },
      ],
      on: {
        'link.down': 'disconnected',
        Ended: { guard: 'isKnown', actions: ['dropTask', raise({ type: 'Ping' })] },
        Ping: { actions: assign({ missedPings: ({ context }) => context.missedPings + 1 }) },
      },
      always: { guard: { type: 'isLost', params: { max: 4 } }, target: 'disconnected' },
      states: {
        active: {
          after: { pingTimeout: { actions: 'forgetPings' } },
          on: {
            RunTask: {
              actions: [
                'addTask',
                { type: 'send', params: ({ event }) => ({ to: 'executor', message: 'run', task: event.task }) },
              ],
            },
            Ping: 'draining',
          },
        },
        draining: {
          entry: raise({ type: 'Shutdown' }, { id: 'drain', delay: ({ context }) => 1000 * context.tasks.length }),
          always: { guard: and(['isIdle', not({ type: 'isLost', params: { max: 1 } })]), target: '#agent.ended' },
          on: { RunTask: undefined, 'link.up': { target: 'active' } },
        },
      },
    },
    ended: { type: 'final', entry: { type: 'send', params: { to: 'master', message: 'bye' } } },
  },
})

const task = fc.constantFrom('t1', 't2', 't3')
export const agentEvents: fc.Arbitrary<ChartEvent> = fc.oneof(
  fc.constantFrom('Ping', 'Ping', 'link.down', 'link.up', 'link', 'linkage', 'other').map((type) => ({ type })),
  fc.constantFrom('waiting', 'connected.active').map((state) => ({
    type:
      state === 'waiting'
        ? 'xstate.after.backoff.agent.disconnected.waiting'
        : `xstate.after.pingTimeout.agent.${state}`,
  })),
  fc.constant({ type: 'Registered', agentId: 'S0' }),
  fc.tuple(fc.constantFrom('RunTask', 'Ended'), task).map(([type, of]) => ({ type, task: of })),
  { weight: 1, arbitrary: fc.constant({ type: 'Shutdown' }) },
)

/** A stream of updates: a compound state that completes, with onDone, retries and a wildcard. */
export const streamMachine = setup({
  types: {
    context: {} as { pending: number; retryMs: number },
    events: {} as { type: 'update' } | { type: 'ack' } | { type: 'error' },
  },
  actions: { forward: (_args, _params: { n: number }) => {} },
  delays: { retry: ({ context }) => context.retryMs },
}).createMachine({
  id: 'stream',
  context: { pending: 0, retryMs: 10_000 },
  initial: 'idle',
  states: {
    idle: { on: { update: { target: 'sending', actions: assign({ pending: 1 }) } } },
    sending: {
      initial: 'unacknowledged',
      onDone: [{ guard: ({ context }) => context.pending > 0, target: 'sending' }, { target: 'idle' }],
      on: {
        update: { actions: assign({ pending: ({ context }) => context.pending + 1 }) },
        '*': { actions: { type: 'forward', params: { n: -1 } } },
      },
      states: {
        unacknowledged: {
          entry: { type: 'forward', params: ({ context }) => ({ n: context.pending }) },
          after: {
            retry: {
              target: 'unacknowledged',
              reenter: true,
              actions: assign({ retryMs: ({ context }) => Math.min(600_000, context.retryMs * 2) }),
            },
          },
          on: {
            ack: {
              target: 'acknowledged',
              actions: assign({ pending: ({ context }) => context.pending - 1, retryMs: 10_000 }),
            },
          },
        },
        acknowledged: { type: 'final' },
      },
    },
  },
})

export const streamEvents: fc.Arbitrary<ChartEvent> = fc
  .constantFrom('update', 'ack', 'error', 'xstate.after.retry.stream.sending.unacknowledged')
  .map((type) => ({ type }))
