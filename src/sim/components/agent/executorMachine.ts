/** An executor as its agent sees it. Source: S; reference 4(d), row by row. */
import { and, not, setup } from 'xstate'
import type { SimEvent } from '../../kernel/definition.ts'
import { effectNames } from '../define.ts'

export interface ExecutorMachineInput {
  readonly frameworkId: string
  readonly executorId: string
  /** Read from disk after the agent's restart: its process may live. */
  readonly recovered: boolean
  /** The Docker containerizer fetches before it pulls, Mesos' own the other way round. */
  readonly docker: boolean
  /** Null: nothing to pull, nothing to fetch. */
  readonly pullMs: number | null
  readonly fetchMs: number | null
  readonly launchMs: number
}

const executor = setup({
  types: {
    context: {} as ExecutorMachineInput,
    events: {} as SimEvent,
    input: {} as ExecutorMachineInput,
  },
  actions: effectNames(
    'watchRegistration',
    'stopWatchingRegistration',
    'startContainer',
    'registered',
    'reregistered',
    'subscribed',
    'updateContainer',
    'sendQueued',
    'beat',
    'stopRunning',
    'askToShutDown',
    'stopGrace',
    'noteRegistrationTimeout',
    'noteReregistrationTimeout',
    'noteLaunchFailed',
    'destroy',
    'reap',
    'ended',
    'forgetMachine',
  ),
  guards: {
    isRecovered: ({ context }) => context.recovered,
    isDocker: ({ context }) => context.docker,
    hasImage: ({ context }) => context.pullMs !== null,
    hasUris: ({ context }) => context.fetchMs !== null,
    hasWork: ({ event }) => event['hasWork'] === true,
    isCall: ({ event }) => event['v1'] === true,
  },
  delays: {
    imagePull: ({ context }) => context.pullMs ?? 0,
    fetch: ({ context }) => context.fetchMs ?? 0,
    containerLaunch: ({ context }) => context.launchMs,
  },
})

export const executorMachine = executor.createMachine({
  id: 'agentExecutor',
  context: ({ input }) => input,
  initial: 'known',
  on: { exited: { actions: 'reap' } },
  states: {
    known: { always: [{ guard: 'isRecovered', target: 'registering.returning' }, { target: 'registering.preparing' }] },
    registering: {
      initial: 'preparing',
      entry: 'watchRegistration',
      exit: 'stopWatchingRegistration',
      on: {
        shutdown: 'terminating.asked',
        containerEnded: 'terminated',
        launchFailed: { target: 'terminated', actions: 'noteLaunchFailed' },
        executorRegistrationTimeout: { target: 'terminating.destroyed', actions: 'noteRegistrationTimeout' },
      },
      states: {
        preparing: {
          always: [
            { guard: and(['isDocker', 'hasUris']), target: 'fetching' },
            { guard: 'hasImage', target: 'pulling' },
            { guard: 'hasUris', target: 'fetching' },
            { target: 'starting' },
          ],
        },
        pulling: {
          after: {
            imagePull: [{ guard: and([not('isDocker'), 'hasUris']), target: 'fetching' }, { target: 'starting' }],
          },
        },
        fetching: {
          after: { fetch: [{ guard: and(['isDocker', 'hasImage']), target: 'pulling' }, { target: 'starting' }] },
        },
        starting: { after: { containerLaunch: { target: 'waiting', actions: 'startContainer' } } },
        waiting: {
          on: {
            registers: [
              { guard: and(['hasWork', 'isCall']), target: '#agentExecutor.running', actions: 'subscribed' },
              { guard: 'hasWork', target: '#agentExecutor.running', actions: 'registered' },
              { target: '#agentExecutor.terminating.asked' },
            ],
          },
        },
        returning: {
          on: {
            reregisters: { target: '#agentExecutor.running', actions: 'reregistered' },
            registers: [
              { guard: 'isCall', target: '#agentExecutor.running', actions: 'subscribed' },
              { target: '#agentExecutor.terminating.asked' },
            ],
            notReturned: { target: '#agentExecutor.terminating.destroyed', actions: 'noteReregistrationTimeout' },
          },
        },
      },
    },
    running: {
      exit: 'stopRunning',
      on: {
        registers: { guard: 'isCall', actions: 'subscribed' },
        queued: { actions: 'updateContainer' },
        containerUpdate: { actions: 'sendQueued' },
        heartbeat: { actions: 'beat' },
        shutdown: 'terminating.asked',
        containerEnded: 'terminated',
      },
    },
    terminating: {
      initial: 'asked',
      on: { containerEnded: 'terminated' },
      states: {
        asked: { entry: 'askToShutDown', exit: 'stopGrace', on: { executorShutdownGrace: 'destroyed' } },
        destroyed: { entry: 'destroy' },
      },
    },
    terminated: { entry: 'ended', on: { removed: 'removed' } },
    removed: { type: 'final', entry: 'forgetMachine' },
  },
})
