/**
 * Marathon, the leader: registers through its driver, answers requests, turns offers into launches and updates into
 * conditions. Source: MarathonSchedulerService.scala, MarathonScheduler.scala; reference/marathon.md 3, 4.
 */
import { setup } from 'xstate'
import type { SimEvent } from '../../kernel/definition.ts'
import { effectNames } from '../define.ts'
import type { MarathonInput } from './books.ts'

const marathon = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as MarathonInput },
  actions: effectNames(
    'start',
    'registered',
    'reregistered',
    'disconnected',
    'resourceOffers',
    'statusUpdate',
    'frameworkMessage',
    'probed',
    'getInfo',
    'getEvents',
    'streamEnded',
    'postApp',
    'putApp',
    'deleteApp',
    'restartApp',
    'deleteDelay',
    'deleteTask',
    'snapshotLoaded',
    'settle',
    'reviveRepeat',
    'refreshTokens',
    'cleanDelays',
    'reconcile',
    'scaleApps',
    'killOverdue',
    'expungeLost',
    'noteError',
    'teardown',
    'exitSoon',
    'exit',
  ),
})

const REQUESTS = {
  'GET /v2/info': { actions: 'getInfo' },
  'GET /v2/events': { actions: 'getEvents' },
  'POST /v2/apps': { actions: 'postApp' },
  'PUT /v2/apps/{id}': { actions: 'putApp' },
  'DELETE /v2/apps/{id}': { actions: 'deleteApp' },
  'POST /v2/apps/{id}/restart': { actions: 'restartApp' },
  'DELETE /v2/queue/{id}/delay': { actions: 'deleteDelay' },
  'DELETE /v2/apps/{id}/tasks/{taskId}': { actions: 'deleteTask' },
} as const

/** Of tasks, to health and readiness checks. */
const ANSWERS = {
  200: { actions: 'probed' },
  503: { actions: 'probed' },
  connected: { actions: 'probed' },
  refused: { actions: 'probed' },
} as const

const register = {
  registered: { target: 'registered', actions: 'registered' },
  reregistered: { target: 'registered', actions: 'reregistered' },
} as const

export const marathonMachine = marathon.createMachine({
  id: 'marathon',
  context: {},
  initial: 'leading',
  entry: 'start',
  states: {
    leading: {
      initial: 'starting',
      states: {
        starting: { on: register },
        registered: {
          on: {
            resourceOffers: { actions: 'resourceOffers' },
            disconnected: { target: 'disconnected', actions: 'disconnected' },
          },
        },
        disconnected: { on: register },
      },
      on: {
        ...REQUESTS,
        statusUpdate: { actions: 'statusUpdate' },
        frameworkMessage: { actions: 'frameworkMessage' },
        ...ANSWERS,
        exited: { actions: 'streamEnded' },
        snapshot: { actions: 'snapshotLoaded' },
        reviveInterval: { actions: 'settle' },
        reviveRepeat: { actions: 'reviveRepeat' },
        launchTokenRefresh: { actions: 'refreshTokens' },
        delayCleanup: { actions: 'cleanDelays' },
        reconciliation: { actions: 'reconcile' },
        reconcile: { actions: 'reconcile' },
        scaleApps: { actions: 'scaleApps' },
        overdueTasks: { actions: 'killOverdue' },
        taskLostExpunge: { actions: 'expungeLost' },
        settle: { actions: 'settle' },
        stopAt: { target: 'leaving', actions: 'teardown' },
        error: { target: 'leaving', actions: 'noteError' },
      },
    },
    leaving: { entry: 'exitSoon', on: { processExit: { actions: 'exit' } } },
  },
})
