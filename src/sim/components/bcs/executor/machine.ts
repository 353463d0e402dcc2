/**
 * The process-executor: takes one task group in its life, asks the daemon about it every second, and goes when it is
 * down. Source: bcs-process.md 4.3, 6.
 */
import { setup } from 'xstate'
import type { SimEvent } from '../../../kernel/definition.ts'
import { effectNames } from '../../define.ts'
import type { ExecutorInput } from '../../executor/input.ts'

const executor = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as ExecutorInput },
  actions: effectNames(
    'noteStart',
    'launch',
    'startInspecting',
    'inspectRound',
    'waitToLook',
    'shutdownRound',
    'answered',
    'requestTimedOut',
    'daemonGone',
    'noteAsked',
    'forgetUpdate',
    'command',
    'beat',
    'waitToCheck',
    'check',
    'checked',
    'awaitAcknowledgements',
    'stopWaiting',
    'exitSoon',
    'exit',
  ),
})

const inspecting = {
  inspectLook: { actions: 'inspectRound' },
  heartbeat: { actions: 'beat' },
} as const

export const executorMachine = executor.createMachine({
  id: 'processExecutor',
  context: {},
  initial: 'unknown',
  entry: 'noteStart',
  on: {
    200: { actions: 'answered' },
    httpTimeout: { actions: 'requestTimedOut' },
    exited: { actions: 'daemonGone' },
    acknowledged: { actions: 'forgetUpdate' },
  },
  states: {
    unknown: { on: { launchTaskGroup: 'launching', shutdown: 'shutdown.busy' } },
    // In the event loop: what comes meanwhile is read after it.
    launching: {
      entry: 'launch',
      on: {
        launched: { target: 'running', actions: 'startInspecting' },
        launchFailed: 'shutdown.free',
        badTask: 'finish',
        shutdown: 'shutdown.busy',
      },
    },
    running: {
      on: {
        ...inspecting,
        taskEnded: 'shutdown.free',
        checkFrom: { actions: 'waitToCheck' },
        healthCheck: { actions: 'check' },
        checked: { actions: 'checked' },
        unhealthy: 'shutdown.free',
        shutdown: 'shutdown.busy',
        frameworkMessage: { actions: 'command' },
      },
    },
    shutdown: {
      entry: 'waitToLook',
      on: { ...inspecting, shutdownLook: { actions: 'shutdownRound' } },
      states: {
        // An asked shutdown blocks the event loop: acknowledgements arrive and are not read.
        busy: {
          entry: 'noteAsked',
          initial: 'stopping',
          on: { acknowledged: {} },
          states: {
            stopping: { on: { allDown: 'waiting' } },
            waiting: {
              entry: 'awaitAcknowledgements',
              exit: 'stopWaiting',
              on: { acknowledgedAll: '#processExecutor.finish', ackWait: '#processExecutor.finish' },
            },
          },
        },
        // After a failure it runs beside the event loop.
        free: {
          initial: 'stopping',
          on: { shutdown: { actions: 'noteAsked' } },
          states: {
            stopping: { on: { allDown: 'waiting' } },
            waiting: {
              entry: 'awaitAcknowledgements',
              exit: 'stopWaiting',
              on: { acknowledgedAll: '#processExecutor.finish', ackWait: '#processExecutor.finish' },
            },
          },
        },
      },
      initial: 'free',
    },
    finish: { entry: 'exitSoon', on: { exitLook: 'exited' } },
    exited: { type: 'final', entry: 'exit' },
  },
})
