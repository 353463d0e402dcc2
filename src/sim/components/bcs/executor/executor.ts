/** The process-executor as a component, and the machines of its tasks. Source: bcs-process.md 4.2, 4.3, 6. */
import { EPOCH_MS } from '#base/units.ts'
import type { TaskStatus } from '#model/messages/bodies.ts'
import type { Definition, SimEvent } from '../../../kernel/definition.ts'
import { defineComponent } from '../../define.ts'
import type { ExecutorInput } from '../../executor/input.ts'
import { type ExecutorApi, type ExecutorBooks, executorBooks, ownTask } from './books.ts'
import * as health from './health.ts'
import * as loops from './loops.ts'
import { executorMachine } from './machine.ts'
import { taskMachine } from './taskMachine.ts'

/** How long it hopes for acknowledgements, and how often it looks whether it has finished. */
const ACK_WAIT_MS = 5000
const EXIT_LOOK_MS = 1000

const STATE_OF: Readonly<Record<string, string>> = {
  starting: 'TASK_STARTING',
  running: 'TASK_RUNNING',
  killing: 'TASK_KILLING',
  finish: 'TASK_FINISHED',
  failed: 'TASK_FAILED',
  error: 'TASK_ERROR',
}

/** One pending update a task: a newer one takes the place of an older, whose late acknowledgement says nothing. */
function report(api: ExecutorApi): void {
  const task = ownTask(api)
  const { input, pending } = api.books
  const state = STATE_OF[api.stateOf(api.id) ?? ''] ?? 'TASK_RUNNING'
  const uuid = api.uuid()
  const status: TaskStatus = {
    taskId: task.id,
    state,
    message: task.message,
    source: 'SOURCE_EXECUTOR',
    slaveId: input.slaveId,
    executorId: input.executorId,
    timestamp: Math.floor((EPOCH_MS + api.now) / 1000),
    uuid,
    ...(task.healthy === null ? {} : { healthy: task.healthy }),
  }
  pending.set(task.id, uuid)
  api.task({ framework: input.framework, task: task.id, agent: input.agent, state, seenBy: 'executor', reason: null })
  api.send(input.driver, 'sendStatusUpdate', { status })
}

/** Task and uuid must match. */
function forgetUpdate(api: ExecutorApi, event: SimEvent): void {
  const { taskId, uuid } = event.body as { readonly taskId: string; readonly uuid: string }
  const { pending } = api.books
  if (pending.get(taskId) !== uuid) return
  pending.delete(taskId)
  if (pending.size === 0) api.step(api.id, { type: 'acknowledgedAll' })
}

function awaitAcknowledgements(api: ExecutorApi): void {
  if (api.books.pending.size === 0) api.step(api.id, { type: 'acknowledgedAll' })
  else api.arm('ackWait', ACK_WAIT_MS, { type: 'ackWait' })
}

/** Its main loop looks every second since it began, and ends with exit code 1 in every case. */
function exitSoon(api: ExecutorApi): void {
  const since = api.now - api.books.startedAt
  api.arm('exitLook', EXIT_LOOK_MS - (since % EXIT_LOOK_MS), { type: 'exitLook' })
}

export const PROCESS_EXECUTOR: Definition = defineComponent<ExecutorBooks>({
  kind: 'process-executor',
  machine: executorMachine,
  books: (input, scenario) => executorBooks(input as ExecutorInput, scenario),
  effects: {
    noteStart: (api) => {
      api.books.startedAt = api.now
    },
    launch: loops.launch,
    startInspecting: loops.startInspecting,
    inspectRound: loops.inspectRound,
    waitToLook: loops.waitToLook,
    shutdownRound: loops.shutdownRound,
    answered: loops.answered,
    requestTimedOut: loops.requestTimedOut,
    daemonGone: loops.daemonGone,
    noteAsked: (api) => {
      api.books.asked = true
    },
    forgetUpdate,
    command: loops.command,
    beat: loops.beat,
    waitToCheck: health.waitToCheck,
    check: health.check,
    checked: health.checked,
    awaitAcknowledgements,
    stopWaiting: (api) => api.cancel('ackWait'),
    exitSoon,
    exit: (api) => api.send(api.books.input.driver, 'stop', {}),
  },
})

export const PROCESS_EXECUTOR_TASK: Definition = defineComponent<ExecutorBooks>({
  kind: 'process-executor/task',
  machine: taskMachine,
  effects: { report, taskEnded: loops.taskEnded, startChecking: health.startChecking },
})
