/** Executors of many tasks: a framework's own, and the default executor of task groups. Source: DE; contracts.md 2. */
import { setup } from 'xstate'
import type { ExecutorLocals } from '#model/messages/executorBodies.ts'
import type { Definition, SimEvent } from '../../kernel/definition.ts'
import { defineComponent, effectNames } from '../define.ts'
import {
  executorBooks,
  type ExecutorApi,
  type ExecutorBooks,
  type ExecutorTraits,
  type SupervisedTask,
  taskOf,
} from './books.ts'
import type { ExecutorInput } from './input.ts'
import * as watch from './supervise.ts'
import { checkHealth } from './verdict.ts'

const names = effectNames(
  'launch',
  'launchGroup',
  'kill',
  'killHard',
  'killOverdue',
  'killAll',
  'checkHealth',
  'echo',
  'sayEnded',
  'sayEndedOfGroup',
  'waitToGo',
  'waitAMoment',
  'countAcknowledged',
  'stopDriver',
)

const multi = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as ExecutorInput },
  actions: names,
})

const supervised = {
  killGrace: { actions: 'killHard' },
  healthCheck: { actions: 'checkHealth' },
  maxCompletionTime: { actions: 'killOverdue' },
  killTask: { actions: 'kill' },
} as const

const gone = { type: 'final', entry: 'stopDriver' } as const

/** Reports TASK_RUNNING and the end; lives until it is shut down. */
export const customMachine = multi.createMachine({
  id: 'customExecutor',
  context: {},
  initial: 'starting',
  on: { acknowledged: { actions: 'countAcknowledged' } },
  states: {
    starting: { on: { registered: 'serving', shutdown: 'gone' } },
    serving: {
      on: {
        ...supervised,
        launchTask: { actions: 'launch' },
        frameworkMessage: { actions: 'echo' },
        exit: { actions: 'sayEnded' },
        shutdown: 'shuttingDown',
      },
    },
    shuttingDown: {
      entry: 'killAll',
      on: { ...supervised, exit: { actions: 'sayEnded' }, lastEnded: 'leaving' },
    },
    leaving: { entry: 'waitAMoment', on: { selfExit: 'gone' } },
    gone,
  },
})

/** Runs task groups; one failure ends a group, and with the last task it goes itself. */
export const defaultMachine = multi.createMachine({
  id: 'defaultExecutor',
  context: {},
  initial: 'starting',
  on: { acknowledged: { actions: 'countAcknowledged' } },
  states: {
    starting: { on: { registered: 'serving', shutdown: 'gone' } },
    serving: {
      on: {
        ...supervised,
        launchTaskGroup: { actions: 'launchGroup' },
        exit: { actions: 'sayEndedOfGroup' },
        lastEnded: 'leaving',
        shutdown: 'shuttingDown',
      },
    },
    shuttingDown: {
      entry: 'killAll',
      on: { ...supervised, exit: { actions: 'sayEnded' }, lastEnded: 'leaving' },
    },
    leaving: { entry: 'waitToGo', on: { selfExit: 'gone', settled: 'gone' } },
    gone,
  },
})

function withTask(act: (api: ExecutorApi, task: SupervisedTask, event: SimEvent) => void) {
  return (api: ExecutorApi, event: SimEvent): void => {
    const task = taskOf(api, event)
    if (task) act(api, task, event)
  }
}

/** All or none: each is said to start before any is said to run. Simplified: nested containers are forks. */
function launchGroup(api: ExecutorApi, event: SimEvent): void {
  const { tasks } = (event.body as ExecutorLocals['launchTaskGroup']).taskGroup
  const ids = tasks.map(({ taskId }) => taskId)
  for (const { taskId } of tasks) watch.say(api, taskId, 'TASK_STARTING')
  const started = tasks.map((info) => watch.start(api, info, ids))
  for (const task of started) watch.sayRunning(api, task)
}

function goWithLast(api: ExecutorApi): void {
  if (api.books.tasks.size === 0) api.step(api.id, { type: 'lastEnded' })
}

function sayEnded(api: ExecutorApi, task: SupervisedTask, event: SimEvent): void {
  watch.sayEnded(api, task, event.body as ExecutorLocals['exit'])
  goWithLast(api)
}

/** A task that failed or was killed, whatever its status, takes the others of its group along. Source: DE:waited. */
function sayEndedOfGroup(api: ExecutorApi, task: SupervisedTask, event: SimEvent): void {
  const state = watch.sayEnded(api, task, event.body as ExecutorLocals['exit'])
  if (state !== 'TASK_FINISHED') {
    for (const taskId of task.group ?? []) {
      const other = api.books.tasks.get(taskId)
      if (other) watch.kill(api, other, watch.ownGrace(api, other))
    }
  }
  goWithLast(api)
}

/** What a framework sends to its executor comes back, as from Mesos' example executors. */
function echo(api: ExecutorApi, event: SimEvent): void {
  const { data } = event.body as ExecutorLocals['frameworkMessage']
  const body: ExecutorLocals['sendFrameworkMessage'] = { data }
  api.send(api.books.input.driver, 'sendFrameworkMessage', body)
}

function killAll(api: ExecutorApi): void {
  for (const task of api.books.tasks.values()) watch.kill(api, task, watch.ownGrace(api, task))
  goWithLast(api)
}

function define(
  kind: string,
  machine: typeof customMachine | typeof defaultMachine,
  traits: ExecutorTraits,
): Definition {
  return defineComponent<ExecutorBooks>({
    kind,
    machine,
    books: executorBooks(traits),
    effects: {
      launch: (api, event) => watch.launch(api, (event.body as ExecutorLocals['launchTask']).task),
      launchGroup,
      echo,
      kill: withTask((api, task, event) => watch.kill(api, task, watch.graceOf(api, task, event))),
      killHard: withTask(watch.killHard),
      killOverdue: withTask(watch.killOverdue),
      killAll,
      checkHealth: withTask(checkHealth),
      sayEnded: withTask(sayEnded),
      sayEndedOfGroup: withTask(sayEndedOfGroup),
      waitToGo: watch.waitToGo,
      waitAMoment: watch.waitAMoment,
      countAcknowledged: watch.countAcknowledged,
      stopDriver: watch.stopDriver,
    },
  })
}

export const CUSTOM_EXECUTOR = define('custom-executor', customMachine, {
  starting: false,
  killGraceMs: 3000,
  noun: 'Command',
  restartsGrace: false,
  groups: false,
  many: true,
})
export const DEFAULT_EXECUTOR = define('default-executor', defaultMachine, {
  starting: true,
  killGraceMs: 3000,
  noun: 'Command',
  restartsGrace: false,
  groups: true,
  many: true,
})
