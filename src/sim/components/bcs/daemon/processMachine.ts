/** A process as its daemon sees it. Source: bcs-process.md 4.1, 5.1 to 5.4. */
import { setup } from 'xstate'
import type { SimEvent } from '../../../kernel/definition.ts'
import { effectNames } from '../../define.ts'

export interface ProcessMachineInput {
  readonly id: string
}

const process = setup({
  types: { context: {} as ProcessMachineInput, events: {} as SimEvent, input: {} as ProcessMachineInput },
  actions: effectNames(
    'takeLock',
    'askMetadata',
    'askPackage',
    'notePackage',
    'link',
    'execStart',
    'noteStarted',
    'armGrace',
    'stopGrace',
    'noteRunning',
    'noteFailed',
    'noteDone',
    'refuseStop',
    'answerStop',
    'execStop',
    'stopCmdEnded',
    'startPolling',
    'poll',
    'stopPolling',
    'kill',
    'noteSurvived',
    'reload',
    'answerReload',
    'noteExit',
    'store',
    'forget',
  ),
  guards: {
    isCached: ({ event }) => event['cached'] === true,
    needsRegistry: ({ event }) => event['needsRegistry'] === true,
    isInGrace: ({ event }) => event['inGrace'] === true,
    isFound: ({ event }) => event['found'] === true,
    isGone: ({ event }) => event['gone'] === true,
    succeeded: ({ event }) => event['exitCode'] === 0,
    timerPanics: ({ event }) => event['panics'] === true,
  },
  delays: { unpack: ({ event }) => event['unpackMs'] as number },
})

const stopped = { target: '#daemonProcess.stopped', actions: 'noteDone' } as const

export const processMachine = process.createMachine({
  id: 'daemonProcess',
  context: ({ input }) => input,
  initial: 'known',
  on: {
    stop: { actions: 'refuseStop' },
    processExit: { actions: 'noteExit' },
  },
  states: {
    // Made by a request, or read from the files of the daemon before.
    known: {
      on: {
        create: 'staging',
        'was staging': 'staging.lost',
        'was starting': 'starting',
        'was running': 'running',
        'was stopping': 'stopping.hung',
        'was stopped': 'stopped',
      },
    },
    staging: {
      initial: 'locking',
      entry: 'store',
      on: {
        failed: { target: 'stopped', actions: 'noteFailed' },
        stop: {},
      },
      states: {
        locking: {
          entry: 'takeLock',
          on: { locked: [{ guard: 'needsRegistry', target: 'metadata' }, { target: 'executing' }] },
        },
        metadata: {
          entry: 'askMetadata',
          on: { md5: [{ guard: 'isCached', target: 'executing' }, { target: 'downloading' }] },
        },
        downloading: { entry: 'askPackage', on: { package: 'unpacking' } },
        unpacking: { after: { unpack: { target: 'executing', actions: 'notePackage' } } },
        executing: {
          entry: ['link', 'execStart'],
          on: {
            startCmd: [
              { guard: 'succeeded', target: '#daemonProcess.starting', actions: 'noteStarted' },
              { target: '#daemonProcess.stopped', actions: 'noteFailed' },
            ],
          },
        },
        // The daemon that worked on it is gone, and with it whoever waited for the command.
        lost: {},
      },
    },
    starting: {
      entry: ['store', 'armGrace'],
      exit: 'stopGrace',
      on: {
        check: [
          { guard: 'isInGrace' },
          { guard: 'isFound', target: 'running', actions: 'noteRunning' },
          { target: 'stopped', actions: 'noteFailed' },
        ],
      },
    },
    running: {
      entry: 'store',
      on: {
        check: [{ guard: 'isFound' }, { target: 'stopped', actions: 'noteFailed' }],
        stop: 'stopping',
        reload: { actions: 'reload' },
        reloaded: { actions: 'answerReload' },
      },
    },
    stopping: {
      initial: 'command',
      entry: 'store',
      states: {
        command: {
          entry: 'execStop',
          on: {
            stopCmdExit: { actions: 'stopCmdEnded' },
            stopCmd: [{ guard: 'timerPanics', target: 'hung' }, { target: 'polling' }],
          },
        },
        polling: {
          entry: 'startPolling',
          exit: 'stopPolling',
          on: {
            stopLook: { actions: 'poll' },
            stopPoll: stopped,
            stopTimeout: 'killing',
          },
        },
        killing: {
          entry: 'kill',
          on: {
            killed: [
              { guard: 'isGone', ...stopped },
              { target: '#daemonProcess.running', actions: 'noteSurvived' },
            ],
          },
        },
        // Whoever stopped it is gone: nobody goes on.
        hung: {},
      },
    },
    stopped: {
      entry: 'store',
      on: {
        stop: { actions: 'answerStop' },
        create: 'staging',
        delete: 'deleted',
      },
    },
    deleted: { type: 'final', entry: 'forget' },
  },
})
