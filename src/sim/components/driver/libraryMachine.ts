/**
 * The v1 scheduler library: two HTTP connections to the leading master, one for the stream of events and one for calls.
 * Source: mesos-protocol.md 4(g), 3.3 (L1).
 */
import { cancel, setup } from 'xstate'
import type { SimEvent } from '../../kernel/definition.ts'
import { effectNames } from '../define.ts'
import type { DriverInput } from './books.ts'

const MASTER = 'master'

const library = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as DriverInput },
  actions: effectNames(
    'findLeader',
    'awaitConnection',
    'connect',
    'linkMaster',
    'connected',
    'disconnected',
    'forward',
    'received',
    'refused',
    'callRefused',
  ),
  guards: {
    fromMaster: ({ event }) => event.from === MASTER,
    masterOf: ({ event }) => event.peer === MASTER,
    leads: ({ event }) => event['leader'] === MASTER,
    isSubscribe: ({ event }) => (event.body as { type?: string } | undefined)?.type === 'SUBSCRIBE',
  },
})

const toUser = { guard: 'fromMaster', actions: 'received' } as const

/** Whatever ends the connections is told to the scheduler, and the leader is looked for anew. */
const broken = { target: '#library.started.disconnected', actions: ['disconnected', 'findLeader'] } as const

const tryAgain = { target: 'connected' } as const
const refused = { target: 'connected', actions: 'refused' } as const

export const libraryMachine = library.createMachine({
  id: 'library',
  context: {},
  initial: 'notStarted',
  states: {
    notStarted: { on: { start: { target: 'started', actions: 'findLeader' } } },
    started: {
      initial: 'disconnected',
      states: {
        disconnected: {
          on: { detected: { guard: 'leads', target: 'delayed' } },
        },
        delayed: {
          entry: 'awaitConnection',
          exit: cancel('connectDelay'),
          on: {
            connectDelay: { target: 'connecting' },
            leaderLost: { target: 'disconnected' },
          },
        },
        connecting: {
          entry: ['linkMaster', 'connect'],
          on: {
            bothUp: { target: 'linked.connected', actions: 'connected' },
            connectFailed: { target: 'disconnected', actions: 'findLeader' },
          },
        },
        linked: {
          initial: 'connected',
          states: {
            connected: {
              on: { send: { guard: 'isSubscribe', target: 'subscribing', actions: 'forward' } },
            },
            subscribing: {
              on: {
                200: { target: 'subscribed' },
                SUBSCRIBED: { guard: 'fromMaster', target: 'subscribed', actions: 'received' },
                307: tryAgain,
                404: tryAgain,
                503: tryAgain,
                400: refused,
                401: refused,
                403: refused,
                ERROR: { guard: 'fromMaster', target: 'connected', actions: 'received' },
              },
            },
            subscribed: {
              on: {
                send: { actions: 'forward' },
                202: {},
                400: { actions: 'callRefused' },
                401: { actions: 'callRefused' },
                403: { actions: 'callRefused' },
                SUBSCRIBED: toUser,
                OFFERS: toUser,
                RESCIND: toUser,
                UPDATE: toUser,
                FAILURE: toUser,
                MESSAGE: toUser,
                HEARTBEAT: toUser,
                ERROR: toUser,
              },
            },
          },
          on: {
            exited: { guard: 'masterOf', ...broken },
            detected: broken,
            leaderLost: { target: 'disconnected', actions: 'disconnected' },
          },
        },
      },
    },
  },
})
