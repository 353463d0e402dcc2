/**
 * A framework as the master sees it. Row by row the table of reference 4(a); the flag *active* is a state below
 * CONNECTED. Source: master.hpp, Framework::State; master.cpp, _subscribe, failoverFramework, _exited, removeFramework.
 */
import { assign, setup } from 'xstate'
import { type ChartInput, effectNames } from '../../define.ts'

interface FrameworkContext {
  /** Framework id. */
  readonly id: string
  /** FrameworkInfo.failover_timeout, whole ms. */
  readonly failoverTimeoutMs: number
}

/** What `subscribe` puts beside a SUBSCRIBE: whether it comes from the registered address, and how. */
export interface SubscribeFacts {
  readonly type: 'SUBSCRIBE'
  readonly from: string
  readonly body: unknown
  readonly sameAddress: boolean
  /** v0 with force, or v1 (always). */
  readonly takesOver: boolean
  readonly failoverTimeoutMs: number
}

/** The allocator is asked to activate only who was inactive: else the next offers come with the next batch. */
const FAIL_OVER = ['keepTimeout', 'update', 'tellFailedOver', 'take', 'discardOffers'] as const
const RETURN = ['keepTimeout', 'update', 'rescindOffers', 'take'] as const
const REGISTERED = ['answerRegistered', 'tellAgents'] as const
const REREGISTERED = ['answerReregistered', 'tellAgents'] as const

export const frameworkMachine = setup({
  types: { context: {} as FrameworkContext, events: {} as ChartInput, input: {} as string },
  delays: { failoverTimeout: ({ context }) => context.failoverTimeoutMs },
  guards: {
    isSameAddress: ({ event }) => event['sameAddress'] === true,
    takesOver: ({ event }) => event['takesOver'] === true,
  },
  actions: {
    keepTimeout: assign({
      failoverTimeoutMs: ({ event, context }) =>
        typeof event['failoverTimeoutMs'] === 'number' ? event['failoverTimeoutMs'] : context.failoverTimeoutMs,
    }),
    ...effectNames(
      'add',
      'addRecovered',
      'adopt',
      'take',
      'update',
      'activate',
      'answerRegistered',
      'answerReregistered',
      'tellAgents',
      'tellFailedOver',
      'refuseNewcomer',
      'refuseDisconnected',
      'tellDisconnected',
      'rescindOffers',
      'discardOffers',
      'deactivate',
      'removeFramework',
      'heartbeat',
    ),
  },
}).createMachine({
  id: 'framework',
  context: ({ input }) => ({ id: input, failoverTimeoutMs: 0 }),
  initial: 'absent',
  states: {
    absent: {
      on: {
        SUBSCRIBE: { target: 'connected', actions: ['keepTimeout', 'adopt', 'take', 'add', 'answerRegistered'] },
        recover: { target: 'recovered', actions: 'addRecovered' },
      },
    },
    recovered: {
      on: {
        SUBSCRIBE: { target: 'connected', actions: ['keepTimeout', 'update', 'take', 'activate', ...REGISTERED] },
        remove: { target: 'completed', actions: 'removeFramework' },
      },
    },
    connected: {
      initial: 'active',
      states: {
        active: {
          on: {
            SUBSCRIBE: [
              { guard: 'takesOver', actions: [...FAIL_OVER, ...REGISTERED] },
              { guard: 'isSameAddress', actions: [...RETURN, ...REREGISTERED] },
              { actions: 'refuseNewcomer' },
            ],
            DeactivateFrameworkMessage: { target: 'inactive', actions: ['deactivate', 'rescindOffers'] },
            exited: {
              target: '#framework.disconnected',
              actions: ['tellDisconnected', 'deactivate', 'rescindOffers'],
            },
            remove: {
              target: '#framework.completed',
              actions: ['deactivate', 'discardOffers', 'removeFramework'],
            },
          },
        },
        inactive: {
          on: {
            SUBSCRIBE: [
              { guard: 'takesOver', target: 'active', actions: [...FAIL_OVER, 'activate', ...REGISTERED] },
              { guard: 'isSameAddress', target: 'active', actions: [...RETURN, 'activate', ...REREGISTERED] },
              { actions: 'refuseNewcomer' },
            ],
          },
        },
      },
      on: {
        heartbeat: { actions: 'heartbeat' },
        exited: { target: 'disconnected', actions: 'tellDisconnected' },
        remove: { target: 'completed', actions: 'removeFramework' },
      },
    },
    disconnected: {
      after: { failoverTimeout: { target: 'completed', actions: 'removeFramework' } },
      on: {
        SUBSCRIBE: [
          {
            guard: 'takesOver',
            target: 'connected',
            actions: ['keepTimeout', 'update', 'take', 'activate', ...REGISTERED],
          },
          {
            guard: 'isSameAddress',
            target: 'connected',
            actions: [...RETURN, 'activate', ...REREGISTERED],
          },
          { actions: 'refuseNewcomer' },
        ],
        call: { actions: 'refuseDisconnected' },
        remove: { target: 'completed', actions: 'removeFramework' },
      },
    },
    completed: { type: 'final' },
  },
})
