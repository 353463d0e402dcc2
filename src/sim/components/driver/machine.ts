/**
 * The v0 driver: Status of the SchedulerDriver outside, connection of its SchedulerProcess inside.
 * Source: mesos-protocol.md 4(g), 1.3, 1.4 (D).
 */
import { cancel, setup } from 'xstate'
import type { SimEvent } from '../../kernel/definition.ts'
import { effectNames } from '../define.ts'
import type { DriverInput } from './books.ts'

/** Messages count only from the leading master: there is one address for it. */
const MASTER = 'master'

const driver = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as DriverInput },
  actions: effectNames(
    'findLeader',
    'masterExited',
    'linkMaster',
    'subscribe',
    'registered',
    'reregistered',
    'disconnected',
    'resourceOffers',
    'offerRescinded',
    'statusUpdate',
    'acknowledgeImplicitly',
    'acknowledgeExplicitly',
    'slaveLost',
    'executorLost',
    'frameworkMessage',
    'error',
    'teardown',
    'deactivate',
    'accept',
    'answerLaunch',
    'decline',
    'forgetOffers',
    'revive',
    'suppress',
    'noteRevived',
    'noteSuppressed',
    'kill',
    'reconcile',
    'request',
    'sendMessage',
    'updateFramework',
    'noteUpdate',
  ),
  guards: {
    fromMaster: ({ event }) => event.from === MASTER,
    masterOf: ({ event }) => event.peer === MASTER,
    leads: ({ event }) => event['leader'] === MASTER,
    isFailover: ({ event }) => (event.body as { failover?: boolean } | undefined)?.failover === true,
  },
})

/** Calls without a master to tell: launches are answered here, the others are noted or dropped. */
const unconnected = {
  launchTasks: { actions: 'answerLaunch' },
  acceptOffers: { actions: 'answerLaunch' },
  reviveOffers: { actions: 'noteRevived' },
  suppressOffers: { actions: 'noteSuppressed' },
  updateFramework: { actions: 'noteUpdate' },
} as const

const connected = driver.createStateConfig({
  on: {
    ResourceOffersMessage: { guard: 'fromMaster', actions: 'resourceOffers' },
    RescindResourceOfferMessage: { guard: 'fromMaster', actions: 'offerRescinded' },
    StatusUpdateMessage: { guard: 'fromMaster', actions: 'statusUpdate' },
    LostSlaveMessage: { guard: 'fromMaster', actions: 'slaveLost' },
    ExitedExecutorMessage: { guard: 'fromMaster', actions: 'executorLost' },
    FrameworkErrorMessage: { target: '#driver.aborted', actions: ['error', 'deactivate'] },
    launchTasks: { actions: ['accept', 'forgetOffers'] },
    acceptOffers: { actions: ['accept', 'forgetOffers'] },
    declineOffer: { actions: ['decline', 'forgetOffers'] },
    reviveOffers: { actions: ['noteRevived', 'revive'] },
    suppressOffers: { actions: ['noteSuppressed', 'suppress'] },
    killTask: { actions: 'kill' },
    reconcileTasks: { actions: 'reconcile' },
    requestResources: { actions: 'request' },
    sendFrameworkMessage: { actions: 'sendMessage' },
    updateFramework: { actions: 'updateFramework' },
    returned: { actions: 'acknowledgeImplicitly' },
    acknowledgeStatusUpdate: { actions: 'acknowledgeExplicitly' },
    stop: [
      { guard: 'isFailover', target: '#driver.stopped' },
      { target: '#driver.stopped', actions: 'teardown' },
    ],
    abort: { target: '#driver.aborted', actions: 'deactivate' },
    detected: [
      { guard: 'leads', target: 'connecting', actions: 'disconnected' },
      { target: 'noMaster', actions: 'disconnected' },
    ],
    leaderLost: { target: 'noMaster', actions: 'disconnected' },
  },
})

export const driverMachine = driver.createMachine({
  id: 'driver',
  context: {},
  initial: 'notStarted',
  states: {
    notStarted: { on: { start: { target: 'running', actions: 'findLeader' } } },
    running: {
      initial: 'noMaster',
      states: {
        noMaster: { on: { ...unconnected, detected: { guard: 'leads', target: 'connecting' } } },
        connecting: {
          entry: ['linkMaster', 'subscribe'],
          exit: cancel('subscribeBackoff'),
          on: {
            ...unconnected,
            subscribeBackoff: { actions: 'subscribe' },
            FrameworkRegisteredMessage: { guard: 'fromMaster', target: 'connected', actions: 'registered' },
            FrameworkReregisteredMessage: { guard: 'fromMaster', target: 'connected', actions: 'reregistered' },
            detected: [{ guard: 'leads', target: 'connecting', reenter: true }, { target: 'noMaster' }],
            leaderLost: { target: 'noMaster' },
          },
        },
        connected,
      },
      on: {
        exited: { guard: 'masterOf', actions: 'masterExited' },
        FrameworkErrorMessage: { target: 'aborted', actions: 'error' },
        ExecutorToFrameworkMessage: { actions: 'frameworkMessage' },
        stop: { target: 'stopped' },
        abort: { target: 'aborted' },
      },
    },
    aborted: { on: { stop: { target: 'stopped' } } },
    stopped: {},
  },
})
