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

const REGISTER = ['take', 'answerRegistered'] as const
const FAIL_OVER = ['tellFailedOver', 'discardOffers', 'take', 'activate', 'answerRegistered', 'tellAgents'] as const

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
      'take',
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
        SUBSCRIBE: { target: 'connected', actions: ['keepTimeout', 'take', 'add', 'answerRegistered'] },
        recover: { target: 'recovered', actions: 'addRecovered' },
      },
    },
    recovered: {
      on: {
        SUBSCRIBE: { target: 'connected', actions: ['keepTimeout', ...REGISTER, 'activate', 'tellAgents'] },
        remove: { target: 'completed', actions: 'removeFramework' },
      },
    },
    connected: {
      initial: 'active',
      states: {
        active: {
          on: {
            SUBSCRIBE: [
              { guard: 'takesOver', actions: ['keepTimeout', ...FAIL_OVER] },
              {
                guard: 'isSameAddress',
                actions: ['keepTimeout', 'rescindOffers', 'take', 'answerReregistered', 'tellAgents'],
              },
              { actions: 'refuseNewcomer' },
            ],
            DeactivateFrameworkMessage: { target: 'inactive', actions: ['deactivate', 'rescindOffers'] },
          },
        },
        inactive: {
          on: {
            SUBSCRIBE: [
              { guard: 'takesOver', target: 'active', actions: ['keepTimeout', ...FAIL_OVER] },
              {
                guard: 'isSameAddress',
                target: 'active',
                actions: ['keepTimeout', 'rescindOffers', 'take', 'activate', 'answerReregistered', 'tellAgents'],
              },
              { actions: 'refuseNewcomer' },
            ],
          },
        },
      },
      on: {
        heartbeat: { actions: 'heartbeat' },
        exited: { target: 'disconnected', actions: ['tellDisconnected', 'deactivate', 'rescindOffers'] },
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
            actions: ['keepTimeout', 'discardOffers', 'take', 'activate', 'answerRegistered', 'tellAgents'],
          },
          {
            guard: 'isSameAddress',
            target: 'connected',
            actions: ['keepTimeout', 'rescindOffers', 'take', 'activate', 'answerReregistered', 'tellAgents'],
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
