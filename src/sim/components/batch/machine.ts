/**
 * Scheduler code of the plain framework, over either API: registers, answers every offer at once, hears of its tasks,
 * leaves. Source: contracts.md 2; callbacks of mesos-protocol.md 1.4.
 */
import { setup } from 'xstate'
import type { SimEvent } from '../../kernel/definition.ts'
import { effectNames } from '../define.ts'
import type { BatchInput } from './books.ts'

const batch = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as BatchInput },
  actions: effectNames(
    'start',
    'subscribe',
    'subscribeAgain',
    'endSubscribing',
    'noteRegistered',
    'takeEvents',
    'answerOffers',
    'noteUpdate',
    'countPending',
    'submitTasks',
    'killTask',
    'suppress',
    'revive',
    'reconcile',
    'teardown',
    'exitSoon',
    'exit',
  ),
})

export const batchMachine = batch.createMachine({
  id: 'batch',
  context: {},
  initial: 'running',
  entry: 'start',
  states: {
    running: {
      initial: 'unregistered',
      states: {
        unregistered: {
          on: {
            registered: { target: 'registered', actions: 'noteRegistered' },
            reregistered: { target: 'registered' },
            connected: { target: 'subscribing' },
          },
        },
        subscribing: {
          entry: 'subscribe',
          exit: 'endSubscribing',
          on: {
            subscribeAgain: { actions: 'subscribeAgain' },
            SUBSCRIBED: { target: 'registered', actions: 'noteRegistered' },
          },
        },
        registered: {
          on: {
            resourceOffers: { actions: 'answerOffers' },
            OFFERS: { actions: 'answerOffers' },
            killTask: { actions: 'killTask' },
            suppress: { actions: 'suppress' },
            revive: { actions: 'revive' },
            reconcile: { actions: 'reconcile' },
          },
        },
      },
      on: {
        disconnected: { target: '.unregistered' },
        received: { actions: 'takeEvents' },
        statusUpdate: { actions: 'noteUpdate' },
        UPDATE: { actions: 'noteUpdate' },
        taskDue: { actions: 'countPending' },
        submitTasks: { actions: 'submitTasks' },
        stopAt: { actions: 'teardown' },
        leave: { target: 'leaving' },
        error: { target: 'leaving' },
        ERROR: { target: 'leaving' },
      },
    },
    leaving: { entry: 'exitSoon', on: { processExit: { actions: 'exit' } } },
  },
})
