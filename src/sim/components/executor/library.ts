/** The v1 library of an executor: it subscribes, and again when its agent comes back. Source: L2, CE, DE; reference 4(g). */
import { and, setup } from 'xstate'
import { nextInt } from '#base/rng.ts'
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { ExecutorCalls, ExecutorEvents, ExecutorLocals } from '#model/messages/executorBodies.ts'
import type { Definition, SimEvent } from '../../kernel/definition.ts'
import { defineComponent, effectNames } from '../define.ts'
import type { ExecutorInput } from './input.ts'
import {
  call,
  callShutdown,
  endProcess,
  forgetUpdate,
  keepUpdate,
  linkAgent,
  stopWaiting,
  waitForAgent,
  wireBooks,
  wireContext,
  wireGuards,
  type WireApi,
  type WireBooks,
  type WireContext,
} from './wire.ts'

/** SUBSCRIBE is sent again while it is not answered. Source: CE, DE. */
const SUBSCRIBE_RETRY_MS = 1000
/** DEFAULT_HEARTBEAT_CALL_INTERVAL. Source: L2. */
const HEARTBEAT_MS = 30 * 60_000

const library = setup({
  types: { context: {} as WireContext, events: {} as SimEvent, input: {} as ExecutorInput },
  actions: effectNames(
    'connect',
    'waitToConnect',
    'stopConnecting',
    'subscribe',
    'stopSubscribing',
    'callRegistered',
    'callLaunch',
    'callLaunchGroup',
    'callKill',
    'callMessage',
    'callAcknowledged',
    'callShutdown',
    'keepUpdate',
    'sendUpdate',
    'sendMessage',
    'startBeating',
    'stopBeating',
    'beat',
    'waitForAgent',
    'stopWaiting',
    'endProcess',
  ),
  guards: wireGuards,
})

export const libraryMachine = library.createMachine({
  id: 'execlibrary',
  context: wireContext,
  initial: 'connecting',
  on: { sendStatusUpdate: { actions: 'keepUpdate' }, SHUTDOWN: '.shuttingDown', stop: '.stopped' },
  states: {
    connecting: { entry: 'connect', on: { connected: 'subscribing', refused: 'shuttingDown' } },
    subscribing: {
      entry: 'subscribe',
      exit: 'stopSubscribing',
      on: {
        subscribeRetry: { actions: 'subscribe' },
        SUBSCRIBED: { target: 'subscribed', actions: 'callRegistered' },
        exited: [
          { guard: and(['isAgent', 'checkpoints']), target: 'disconnected' },
          { guard: 'isAgent', target: 'shuttingDown' },
        ],
      },
    },
    subscribed: {
      entry: 'startBeating',
      exit: 'stopBeating',
      on: {
        sendStatusUpdate: { actions: 'sendUpdate' },
        sendFrameworkMessage: { actions: 'sendMessage' },
        LAUNCH: { actions: 'callLaunch' },
        LAUNCH_GROUP: { actions: 'callLaunchGroup' },
        KILL: { actions: 'callKill' },
        ACKNOWLEDGED: { actions: 'callAcknowledged' },
        MESSAGE: { actions: 'callMessage' },
        HEARTBEAT: {},
        202: {},
        heartbeat: { actions: 'beat' },
        exited: [
          { guard: and(['isAgent', 'checkpoints']), target: 'disconnected' },
          { guard: 'isAgent', target: 'shuttingDown' },
        ],
      },
    },
    disconnected: {
      entry: ['waitForAgent', 'waitToConnect'],
      exit: ['stopWaiting', 'stopConnecting'],
      on: {
        connectDelay: { actions: 'connect' },
        connected: 'subscribing',
        refused: { actions: 'waitToConnect' },
        recoveryTimeout: 'shuttingDown',
      },
    },
    // Acknowledgements still count: it ends when its last updates are stored.
    shuttingDown: {
      entry: 'callShutdown',
      on: {
        sendStatusUpdate: { actions: 'sendUpdate' },
        ACKNOWLEDGED: { actions: 'callAcknowledged' },
        SHUTDOWN: {},
        executorShutdownGrace: 'stopped',
      },
    },
    stopped: { type: 'final', entry: 'endProcess' },
  },
})

/** Whether anybody listens is what a connection would tell at once: agent and executor share a machine. */
function connect(api: WireApi): void {
  const up = api.isUp(api.books.input.agent)
  if (up) linkAgent(api)
  api.step(api.id, { type: up ? 'connected' : 'refused' })
}

function waitToConnect(api: WireApi): void {
  api.arm('connectDelay', nextInt(api.rng, 0, api.books.input.reconnectBackoffMs), { type: 'connectDelay' })
}

function subscribe(api: WireApi): void {
  const { input, tasks, updates } = api.books
  const { agent, frameworkId, executorId } = input
  const body: ExecutorCalls['SUBSCRIBE'] = {
    frameworkId,
    executorId,
    unacknowledgedTasks: [...tasks.values()],
    unacknowledgedUpdates: [...updates.values()],
  }
  api.send(agent, 'SUBSCRIBE', body)
  api.arm('subscribeRetry', SUBSCRIBE_RETRY_MS, { type: 'subscribeRetry' })
}

function callRegistered(api: WireApi, event: SimEvent): void {
  const { executorInfo, frameworkInfo, agentInfo } = event.body as ExecutorEvents['SUBSCRIBED']
  call(api, 'registered', { executorInfo, frameworkInfo, slaveInfo: agentInfo })
}

function callLaunch(api: WireApi, event: SimEvent): void {
  const { task } = event.body as MessageBodies['LAUNCH']
  api.books.tasks.set(task.taskId, task)
  call(api, 'launchTask', { task })
}

function callLaunchGroup(api: WireApi, event: SimEvent): void {
  const { taskGroup } = event.body as MessageBodies['LAUNCH_GROUP']
  for (const task of taskGroup.tasks) api.books.tasks.set(task.taskId, task)
  call(api, 'launchTaskGroup', { taskGroup })
}

function callKill(api: WireApi, event: SimEvent): void {
  const { taskId, killPolicy } = event.body as ExecutorEvents['KILL']
  call(api, 'killTask', { taskId, ...(killPolicy ? { killPolicy } : {}) })
}

function callMessage(api: WireApi, event: SimEvent): void {
  const { data } = event.body as ExecutorEvents['MESSAGE']
  call(api, 'frameworkMessage', { data })
}

function callAcknowledged(api: WireApi, event: SimEvent): void {
  const acknowledged = event.body as MessageBodies['ACKNOWLEDGED']
  forgetUpdate(api, acknowledged)
  call(api, 'acknowledged', acknowledged)
}

function sendUpdate(api: WireApi, event: SimEvent): void {
  const { agent, frameworkId, executorId } = api.books.input
  const { status } = keepUpdate(api, event)
  const body: ExecutorCalls['UPDATE'] = { frameworkId, executorId, status }
  api.send(agent, 'UPDATE', body)
}

function sendMessage(api: WireApi, event: SimEvent): void {
  const { data } = event.body as ExecutorLocals['sendFrameworkMessage']
  const { agent, frameworkId, executorId } = api.books.input
  const body: ExecutorCalls['MESSAGE'] = { frameworkId, executorId, data }
  api.send(agent, 'MESSAGE', body)
}

function startBeating(api: WireApi): void {
  api.arm('heartbeat', HEARTBEAT_MS, { type: 'heartbeat' }, { periodic: true })
}

function beat(api: WireApi): void {
  const { agent, frameworkId, executorId } = api.books.input
  const body: ExecutorCalls['HEARTBEAT'] = { frameworkId, executorId }
  api.send(agent, 'HEARTBEAT', body)
  startBeating(api)
}

export const EXEC_LIBRARY: Definition = defineComponent<WireBooks>({
  kind: 'exec-library',
  machine: libraryMachine,
  books: wireBooks,
  effects: {
    connect,
    waitToConnect,
    stopConnecting: (api) => api.cancel('connectDelay'),
    subscribe,
    stopSubscribing: (api) => api.cancel('subscribeRetry'),
    callRegistered,
    callLaunch,
    callLaunchGroup,
    callKill,
    callMessage,
    callAcknowledged,
    callShutdown,
    keepUpdate: (api, event) => {
      keepUpdate(api, event)
    },
    sendUpdate,
    sendMessage,
    startBeating,
    stopBeating: (api) => api.cancel('heartbeat'),
    beat,
    waitForAgent,
    stopWaiting,
    endProcess,
  },
})
