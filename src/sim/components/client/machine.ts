/**
 * The client: the user's page or command line. It finds each scheduler, listens to its events, and asks for what the user
 * wants. Source: reference/dcos-launch.md 2 (steps 1, 4, 12); reference/marathon.md 3.
 */
import { setup } from 'xstate'
import type { SimEvent } from '../../kernel/definition.ts'
import { type ChartInput, effectNames } from '../define.ts'

export interface ConnectionInput {
  /** The scenario's id of the framework. */
  readonly framework: string
}

export const clientMachine = setup({
  types: { context: {} as object, events: {} as SimEvent },
  actions: effectNames('lookForSchedulers', 'request', 'tellConnection', 'hear', 'connectionLost'),
}).createMachine({
  id: 'client',
  context: {},
  initial: 'open',
  entry: 'lookForSchedulers',
  states: {
    open: {
      on: {
        submitApp: { actions: 'request' },
        updateApp: { actions: 'request' },
        scaleApp: { actions: 'request' },
        restartApp: { actions: 'request' },
        destroyApp: { actions: 'request' },
        resetDelay: { actions: 'request' },
        killTask: { actions: 'request' },
        submitProcess: { actions: 'request' },
        stopProcess: { actions: 'request' },
        reloadProcess: { actions: 'request' },
        restartProcess: { actions: 'request' },
        200: { actions: 'tellConnection' },
        status_update_event: { actions: 'hear' },
        exited: { actions: 'connectionLost' },
      },
    },
  },
})

/** A connection to one scheduler: found by its name, then its stream of events is opened. */
export const connectionMachine = setup({
  types: { context: {} as ConnectionInput, events: {} as ChartInput, input: {} as ConnectionInput },
  actions: effectNames('askForInfo', 'openStream', 'waitAndRetry', 'stopWaiting'),
}).createMachine({
  id: 'connection',
  context: ({ input }) => input,
  initial: 'looking',
  states: {
    looking: {
      entry: ['askForInfo', 'waitAndRetry'],
      exit: 'stopWaiting',
      on: { found: 'attaching', connectRetry: { target: 'looking', reenter: true } },
    },
    attaching: {
      entry: ['openStream', 'waitAndRetry'],
      exit: 'stopWaiting',
      on: { attached: 'listening', connectRetry: 'looking', lost: 'lost' },
    },
    listening: { on: { lost: 'lost' } },
    lost: { entry: 'waitAndRetry', exit: 'stopWaiting', on: { connectRetry: 'looking' } },
  },
})
