/** ExecutorProcess: the v0 driver of an executor. Source: X; reference 1.5, 2.6. */
import { and, setup } from 'xstate'
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { ExecutorLocals } from '#model/messages/executorBodies.ts'
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

const driver = setup({
  types: { context: {} as WireContext, events: {} as SimEvent, input: {} as ExecutorInput },
  actions: effectNames(
    'register',
    'reregister',
    'callRegistered',
    'callReregistered',
    'callLaunch',
    'callKill',
    'callMessage',
    'callShutdown',
    'sendUpdate',
    'sendMessage',
    'forgetUpdate',
    'waitForAgent',
    'stopWaiting',
    'endProcess',
  ),
  guards: wireGuards,
})

export const driverMachine = driver.createMachine({
  id: 'execdriver',
  context: wireContext,
  initial: 'registering',
  on: {
    sendStatusUpdate: { actions: 'sendUpdate' },
    sendFrameworkMessage: { actions: 'sendMessage' },
    StatusUpdateAcknowledgementMessage: { actions: 'forgetUpdate' },
    KillTaskMessage: { actions: 'callKill' },
    ReconnectExecutorMessage: { actions: 'reregister' },
    ShutdownExecutorMessage: '.shuttingDown',
    exited: { guard: 'isAgent', target: '.shuttingDown' },
    stop: '.stopped',
  },
  states: {
    registering: {
      entry: 'register',
      on: { ExecutorRegisteredMessage: { target: 'connected', actions: 'callRegistered' } },
    },
    connected: {
      on: {
        RunTaskMessage: { actions: 'callLaunch' },
        FrameworkToExecutorMessage: { actions: 'callMessage' },
        exited: [
          { guard: and(['isAgent', 'checkpoints']), target: 'disconnected' },
          { guard: 'isAgent', target: 'shuttingDown' },
        ],
      },
    },
    disconnected: {
      entry: 'waitForAgent',
      exit: 'stopWaiting',
      on: {
        ExecutorReregisteredMessage: { target: 'connected', actions: 'callReregistered' },
        exited: {},
        recoveryTimeout: 'shuttingDown',
      },
    },
    // Whatever else comes from the agent is not looked at any more.
    shuttingDown: {
      entry: 'callShutdown',
      on: {
        StatusUpdateAcknowledgementMessage: {},
        KillTaskMessage: {},
        ReconnectExecutorMessage: {},
        ShutdownExecutorMessage: {},
        exited: {},
        executorShutdownGrace: 'stopped',
      },
    },
    stopped: { type: 'final', entry: 'endProcess' },
  },
})

function register(api: WireApi): void {
  const { agent, frameworkId, executorId } = api.books.input
  linkAgent(api)
  const body: MessageBodies['RegisterExecutorMessage'] = { frameworkId, executorId }
  api.send(agent, 'RegisterExecutorMessage', body)
}

/** To an agent that restarted: with all that the one before may not have stored. */
function reregister(api: WireApi): void {
  const { input, tasks, updates } = api.books
  const { agent, frameworkId, executorId } = input
  linkAgent(api)
  const body: MessageBodies['ReregisterExecutorMessage'] = {
    executorId,
    frameworkId,
    tasks: [...tasks.values()],
    updates: [...updates.values()],
  }
  api.send(agent, 'ReregisterExecutorMessage', body)
}

function callRegistered(api: WireApi, event: SimEvent): void {
  const { executorInfo, frameworkInfo, slaveInfo } = event.body as MessageBodies['ExecutorRegisteredMessage']
  call(api, 'registered', { executorInfo, frameworkInfo, slaveInfo })
}

function callReregistered(api: WireApi, event: SimEvent): void {
  const { slaveInfo } = event.body as MessageBodies['ExecutorReregisteredMessage']
  call(api, 'reregistered', { slaveInfo })
}

function callLaunch(api: WireApi, event: SimEvent): void {
  const { task } = event.body as MessageBodies['RunTaskMessage']
  api.books.tasks.set(task.taskId, task)
  call(api, 'launchTask', { task })
}

function callKill(api: WireApi, event: SimEvent): void {
  const { taskId, killPolicy } = event.body as MessageBodies['KillTaskMessage']
  call(api, 'killTask', { taskId, ...(killPolicy ? { killPolicy } : {}) })
}

function callMessage(api: WireApi, event: SimEvent): void {
  const { data } = event.body as MessageBodies['FrameworkToExecutorMessage']
  call(api, 'frameworkMessage', { data })
}

function sendUpdate(api: WireApi, event: SimEvent): void {
  const update = keepUpdate(api, event)
  const body: MessageBodies['StatusUpdateMessage'] = { update, pid: api.id }
  api.send(api.books.input.agent, 'StatusUpdateMessage', body)
}

function sendMessage(api: WireApi, event: SimEvent): void {
  const { data } = event.body as ExecutorLocals['sendFrameworkMessage']
  const { agent, slaveId, frameworkId, executorId } = api.books.input
  const body: MessageBodies['ExecutorToFrameworkMessage'] = { slaveId, frameworkId, executorId, data }
  api.send(agent, 'ExecutorToFrameworkMessage', body)
}

export const EXEC_DRIVER: Definition = defineComponent<WireBooks>({
  kind: 'execdriver',
  machine: driverMachine,
  books: wireBooks,
  effects: {
    register,
    reregister,
    callRegistered,
    callReregistered,
    callLaunch,
    callKill,
    callMessage,
    callShutdown,
    sendUpdate,
    sendMessage,
    forgetUpdate: (api, event) => forgetUpdate(api, event.body as MessageBodies['StatusUpdateAcknowledgementMessage']),
    waitForAgent,
    stopWaiting,
    endProcess,
  },
})
