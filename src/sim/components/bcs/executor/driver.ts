/**
 * The process-executor's own client of the v1 executor API. Unlike Mesos' libraries it keeps nothing: it subscribes again
 * without what is unacknowledged, for ever, and has no heartbeat and no grace of its own. Source: bcs-process.md 1.1, 6.
 */
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { ExecutorCalls, ExecutorEvents, ExecutorLocals } from '#model/messages/executorBodies.ts'
import { setup } from 'xstate'
import type { Definition, SimEvent } from '../../../kernel/definition.ts'
import { defineComponent, effectNames } from '../../define.ts'
import type { ExecutorInput } from '../../executor/input.ts'
import { call, endProcess, linkAgent, type WireApi, type WireBooks, wireBooks } from '../../executor/wire.ts'
import { isAsImplemented } from './books.ts'

const SUBSCRIBE_AGAIN_MS = 1000

const driver = setup({
  types: { context: {} as { readonly agent: string }, events: {} as SimEvent, input: {} as ExecutorInput },
  actions: effectNames(
    'connect',
    'subscribe',
    'waitToSubscribe',
    'callRegistered',
    'callLaunchGroup',
    'callAcknowledged',
    'callShutdown',
    'callMessage',
    'sendUpdate',
    'endProcess',
  ),
  guards: { isAgent: ({ context, event }) => event.peer === context.agent },
})

const again = { target: 'waiting' } as const

export const driverMachine = driver.createMachine({
  id: 'processDriver',
  context: ({ input }) => ({ agent: input.agent }),
  initial: 'connecting',
  on: { stop: '.stopped', sendStatusUpdate: {} },
  states: {
    connecting: { entry: 'connect', on: { connected: 'subscribing', refused: 'waiting' } },
    waiting: { entry: 'waitToSubscribe', on: { subscribeAgain: 'connecting' } },
    subscribing: {
      entry: 'subscribe',
      on: {
        SUBSCRIBED: { target: 'subscribed', actions: 'callRegistered' },
        SHUTDOWN: { actions: 'callShutdown' },
        400: again,
        403: again,
        503: again,
        exited: { guard: 'isAgent', ...again },
      },
    },
    subscribed: {
      on: {
        LAUNCH_GROUP: { actions: 'callLaunchGroup' },
        ACKNOWLEDGED: { actions: 'callAcknowledged' },
        SHUTDOWN: { actions: 'callShutdown' },
        MESSAGE: { actions: 'callMessage' },
        HEARTBEAT: {},
        202: {},
        sendStatusUpdate: { actions: 'sendUpdate' },
        exited: { guard: 'isAgent', ...again },
      },
    },
    stopped: { type: 'final', entry: 'endProcess' },
  },
})

/** Whether the agent listens is what a connection would tell at once: both are on one machine. */
function connect(api: WireApi): void {
  const isUp = api.isUp(api.books.input.agent)
  if (isUp) linkAgent(api)
  api.step(api.id, { type: isUp ? 'connected' : 'refused' })
}

function subscribe(api: WireApi): void {
  const { agent, frameworkId, executorId } = api.books.input
  const body: ExecutorCalls['SUBSCRIBE'] = {
    frameworkId,
    executorId,
    unacknowledgedTasks: [],
    unacknowledgedUpdates: [],
  }
  api.send(agent, 'SUBSCRIBE', body)
}

function callRegistered(api: WireApi, event: SimEvent): void {
  const { executorInfo, frameworkInfo, agentInfo } = event.body as ExecutorEvents['SUBSCRIBED']
  call(api, 'registered', { executorInfo, frameworkInfo, slaveInfo: agentInfo })
}

/** Goes out once: what is lost is covered by the report of every 30 s. */
function sendUpdate(api: WireApi, event: SimEvent): void {
  const { agent, frameworkId, executorId } = api.books.input
  const { status } = event.body as ExecutorLocals['sendStatusUpdate']
  const body: ExecutorCalls['UPDATE'] = { frameworkId, executorId, status }
  api.send(agent, 'UPDATE', body)
}

/** The code has no case for this event. */
function callMessage(api: WireApi, event: SimEvent): void {
  if (isAsImplemented(api.scenario, api.books.input.framework)) return
  const { data } = event.body as ExecutorEvents['MESSAGE']
  call(api, 'frameworkMessage', { data })
}

export const PROCESS_DRIVER: Definition = defineComponent<WireBooks>({
  kind: 'process-driver',
  machine: driverMachine,
  books: wireBooks,
  effects: {
    connect,
    subscribe,
    waitToSubscribe: (api) => api.arm('subscribeAgain', SUBSCRIBE_AGAIN_MS, { type: 'subscribeAgain' }),
    callRegistered,
    callLaunchGroup: (api, event) => {
      const { taskGroup } = event.body as MessageBodies['LAUNCH_GROUP']
      call(api, 'launchTaskGroup', { taskGroup })
    },
    callAcknowledged: (api, event) => call(api, 'acknowledged', event.body as MessageBodies['ACKNOWLEDGED']),
    callShutdown: (api) => call(api, 'shutdown', {}),
    callMessage,
    sendUpdate,
    endProcess,
  },
})
