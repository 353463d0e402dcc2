/** The agent's own lifecycle. Source: S; reference 4(c), row by row. */
import { assign, setup } from 'xstate'
import type { AgentSpec } from '#model/scenario/types.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { effectNames } from '../define.ts'
import { MASTER } from './books.ts'

interface AgentContext {
  /** Null until a master has admitted it. */
  readonly slaveId: string | null
}

const slaveIdOf = (event: SimEvent): string => (event.body as { slaveId: string }).slaveId

const agent = setup({
  types: { context: {} as AgentContext, events: {} as SimEvent, input: {} as AgentSpec },
  actions: {
    ...effectNames(
      'recover',
      'watchDisk',
      'scheduleRemoval',
      'removeSandbox',
      'reconnectExecutors',
      'reconnectAgain',
      'dropUnreturned',
      'stopRecovering',
      'pauseUpdates',
      'findLeader',
      'linkMaster',
      'waitToRegister',
      'register',
      'stopRegistering',
      'checkpointId',
      'resumeUpdates',
      'tellTotals',
      'reconcileTasks',
      'masterExited',
      'pong',
      'watchMaster',
      'stopWatching',
      'runTask',
      'runTaskGroup',
      'launchAuthorized',
      'killTask',
      'shutdownExecutor',
      'shutdownFramework',
      'updateFramework',
      'acknowledgeUpdate',
      'relayToExecutor',
      'drain',
      'applyOperation',
      'unregister',
      'shutdown',
      'endAgent',
      'crash',
    ),
    ...effectNames(
      'registerExecutor',
      'reregisterExecutor',
      'subscribeExecutor',
      'refuseExecutor',
      'refuseCall',
      'executorUpdate',
      'executorCallUpdate',
      'relayToMaster',
      'relayCallToMaster',
      'acceptCall',
      'executorExited',
      'forward',
      'acknowledgeExecutor',
      'updateAcknowledged',
    ),
    noteId: assign({ slaveId: ({ event }) => slaveIdOf(event) }),
    noteRecovered: assign({ slaveId: ({ event }) => (event['slaveId'] as string | null | undefined) ?? null }),
  },
  guards: {
    fromMaster: ({ event }) => event.from === MASTER,
    leads: ({ event }) => event['leader'] === MASTER,
    isMaster: ({ event }) => event.peer === MASTER,
    isDisconnected: ({ event }) => (event.body as { connected: boolean }).connected === false,
    isFirstId: ({ context, event }) => event.from === MASTER && context.slaveId === null,
    isOwnId: ({ context, event }) => event.from === MASTER && context.slaveId === slaveIdOf(event),
    hasId: ({ context }) => context.slaveId !== null,
  },
})

const fromMaster = <const A extends string>(...actions: readonly A[]) => ({ guard: 'fromMaster' as const, actions })

/** Work of the master that it follows, registered or not. */
const work = {
  RunTaskMessage: fromMaster('runTask'),
  RunTaskGroupMessage: fromMaster('runTaskGroup'),
  KillTaskMessage: fromMaster('killTask'),
  DrainSlaveMessage: fromMaster('drain'),
  ApplyOperationMessage: fromMaster('applyOperation'),
  ShutdownMessage: { guard: 'fromMaster', target: '#agent.terminating' },
} as const

/** Executors speak to an agent that follows no master as to one that does. */
const executors = {
  RegisterExecutorMessage: { actions: 'registerExecutor' },
  ReregisterExecutorMessage: { actions: 'refuseExecutor' },
  SUBSCRIBE: { actions: 'subscribeExecutor' },
  HEARTBEAT: { actions: 'acceptCall' },
  launchAuthorization: { actions: 'launchAuthorized' },
  SIGUSR1: [{ guard: 'hasId', target: '#agent.terminating', actions: 'unregister' }, { target: '#agent.terminating' }],
} as const

const admitted = {
  target: '#agent.running',
  actions: ['noteId', 'checkpointId', 'resumeUpdates', 'tellTotals'],
} as const

export const agentMachine = agent.createMachine({
  id: 'agent',
  context: { slaveId: null },
  initial: 'recovering',
  entry: 'watchDisk',
  on: {
    diskWatchInterval: { actions: 'watchDisk' },
    sandboxLeft: { actions: 'scheduleRemoval' },
    gcDelay: { actions: 'removeSandbox' },
    PingSlaveMessage: { actions: 'pong' },
    StatusUpdateMessage: { actions: 'executorUpdate' },
    UPDATE: { actions: 'executorCallUpdate' },
    forward: {},
    updated: { actions: 'acknowledgeExecutor' },
    acknowledged: { actions: 'updateAcknowledged' },
    exited: { actions: 'executorExited' },
  },
  states: {
    recovering: {
      initial: 'containers',
      entry: 'recover',
      exit: 'stopRecovering',
      on: {
        RegisterExecutorMessage: { actions: 'refuseExecutor' },
        recovered: { target: 'disconnected', actions: 'noteRecovered' },
      },
      states: {
        containers: {
          on: {
            containersRecovered: { target: 'executors', actions: 'noteRecovered' },
            SUBSCRIBE: { actions: 'refuseCall' },
          },
        },
        executors: {
          entry: 'reconnectExecutors',
          on: {
            ReregisterExecutorMessage: { actions: 'reregisterExecutor' },
            SUBSCRIBE: { actions: 'subscribeExecutor' },
            executorReregistrationRetry: { actions: 'reconnectAgain' },
            executorReregistrationTimeout: { target: '#agent.disconnected', actions: 'dropUnreturned' },
          },
        },
      },
    },
    disconnected: {
      initial: 'noMaster',
      entry: 'pauseUpdates',
      on: { ...executors, detected: [{ guard: 'leads', target: '.registering' }, { target: '.noMaster' }] },
      states: {
        noMaster: { entry: 'findLeader' },
        registering: {
          entry: ['linkMaster', 'waitToRegister'],
          exit: 'stopRegistering',
          on: {
            ...work,
            registrationBackoff: { actions: 'register' },
            SlaveRegisteredMessage: [
              { ...admitted, guard: 'isFirstId' },
              { ...admitted, guard: 'isOwnId' },
            ],
            SlaveReregisteredMessage: {
              guard: 'isOwnId',
              target: '#agent.running',
              actions: ['resumeUpdates', 'tellTotals', 'reconcileTasks'],
            },
            exited: [{ guard: 'isMaster', actions: 'masterExited' }, { actions: 'executorExited' }],
            leaderLost: '#agent.disconnected.noMaster',
          },
        },
      },
    },
    running: {
      entry: 'watchMaster',
      exit: 'stopWatching',
      on: {
        ...work,
        ...executors,
        SlaveRegisteredMessage: [
          { guard: 'isOwnId', actions: 'tellTotals' },
          { guard: 'fromMaster', target: 'crashed' },
        ],
        SlaveReregisteredMessage: [
          { guard: 'isOwnId', actions: ['tellTotals', 'reconcileTasks'] },
          { guard: 'fromMaster', target: 'crashed' },
        ],
        PingSlaveMessage: [
          { guard: 'isDisconnected', target: 'disconnected', actions: 'pong' },
          { actions: ['pong', 'watchMaster'] },
        ],
        pingWatchdog: 'disconnected',
        detected: 'disconnected',
        leaderLost: 'disconnected',
        exited: [{ guard: 'isMaster', actions: 'masterExited' }, { actions: 'executorExited' }],
        forward: { actions: 'forward' },
        ShutdownExecutorMessage: fromMaster('shutdownExecutor'),
        ShutdownFrameworkMessage: fromMaster('shutdownFramework'),
        StatusUpdateAcknowledgementMessage: fromMaster('acknowledgeUpdate'),
        UpdateFrameworkMessage: fromMaster('updateFramework'),
        FrameworkToExecutorMessage: { actions: 'relayToExecutor' },
        ExecutorToFrameworkMessage: { actions: 'relayToMaster' },
        MESSAGE: { actions: ['acceptCall', 'relayCallToMaster'] },
      },
    },
    terminating: {
      entry: 'shutdown',
      on: {
        RegisterExecutorMessage: { actions: 'refuseExecutor' },
        ReregisterExecutorMessage: { actions: 'refuseExecutor' },
        SUBSCRIBE: { actions: 'refuseExecutor' },
        launchAuthorization: { actions: 'launchAuthorized' },
        ShutdownExecutorMessage: fromMaster('shutdownExecutor'),
        lastFrameworkRemoved: 'ended',
      },
    },
    ended: { type: 'final', entry: 'endAgent' },
    crashed: { type: 'final', entry: 'crash' },
  },
})
