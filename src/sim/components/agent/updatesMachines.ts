/** The status-update manager and its streams. Source: T; reference 4(h), row by row. */
import { setup } from 'xstate'
import type { SimEvent } from '../../kernel/definition.ts'
import { effectNames } from '../define.ts'
import type { StreamInput, UpdatesInput } from './updatesBooks.ts'

/** Paused unless its agent is registered: updates are stored, nothing is sent. */
export const updatesMachine = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as UpdatesInput },
  actions: effectNames('replay', 'store', 'acknowledge', 'pauseStreams', 'resumeStreams', 'closeStreams'),
}).createMachine({
  id: 'updates',
  initial: 'paused',
  entry: 'replay',
  on: {
    update: { actions: 'store' },
    acknowledgement: { actions: 'acknowledge' },
    cleanup: { actions: 'closeStreams' },
    pause: { target: '.paused', actions: 'pauseStreams' },
    resume: { target: '.forwarding', actions: 'resumeStreams' },
  },
  states: { paused: {}, forwarding: {} },
})

interface StreamContext {
  readonly key: string
  readonly hasPending: boolean
}

/**
 * Facts in the events: `known` (uuid received or acknowledged before), `paused`; of an acknowledgement `matches` (uuid
 * of the head), `terminal` (state of the head), `more` (others wait behind it).
 */
export const streamMachine = setup({
  types: { context: {} as StreamContext, events: {} as SimEvent, input: {} as StreamInput },
  actions: effectNames('append', 'forward', 'forwardAgain', 'stopRetry', 'pop', 'close'),
  guards: {
    hasPending: ({ context }) => context.hasPending,
    isKnown: ({ event }) => event['known'] === true,
    isPaused: ({ event }) => event['paused'] === true,
    isOther: ({ event }) => event['matches'] !== true,
    isTerminal: ({ event }) => event['terminal'] === true,
    isLast: ({ event }) => event['more'] !== true,
  },
}).createMachine({
  id: 'stream',
  context: ({ input }) => ({ key: input.key, hasPending: input.pending }),
  initial: 'opening',
  on: { cleanup: '.closed' },
  states: {
    opening: { always: [{ guard: 'hasPending', target: 'pending.held' }, { target: 'idle' }] },
    idle: {
      on: {
        update: [
          { guard: 'isKnown' },
          { guard: 'isPaused', target: 'pending.held', actions: 'append' },
          { target: 'pending.sent', actions: 'append' },
        ],
      },
    },
    pending: {
      initial: 'held',
      on: {
        update: [{ guard: 'isKnown' }, { actions: 'append' }],
        resume: 'pending.sent',
        acknowledgement: [
          { guard: 'isOther' },
          { guard: 'isTerminal', target: 'closed', actions: 'pop' },
          { guard: 'isLast', target: 'idle', actions: 'pop' },
          { guard: 'isPaused', target: 'pending.held', actions: 'pop' },
          { target: 'pending.sent', actions: 'pop' },
        ],
      },
      states: {
        held: {},
        sent: {
          entry: 'forward',
          exit: 'stopRetry',
          on: { pause: 'held', statusUpdateRetry: { actions: 'forwardAgain' } },
        },
      },
    },
    closed: { type: 'final', entry: 'close' },
  },
})
