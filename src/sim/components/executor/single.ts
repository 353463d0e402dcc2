/** Executors of one task: the command executor and the docker executor. Source: CE, DK; reference 2.9, 3.3. */
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
} from './books.ts'
import type { ExecutorInput } from './input.ts'
import * as watch from './supervise.ts'
import { checkHealth } from './verdict.ts'

/** Of the shutdown grace: for SIGKILL's reaping and for the terminal update. Source: CE:shutdown. */
const SHUTDOWN_MARGIN_MS = 2000

const single = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as ExecutorInput },
  actions: effectNames(
    'launch',
    'kill',
    'killInShutdown',
    'killOverdue',
    'shorten',
    'shortenInShutdown',
    'killHard',
    'checkHealth',
    'sayEnded',
    'waitToGo',
    'countAcknowledged',
    'stopDriver',
  ),
})

export const singleMachine = single.createMachine({
  id: 'singleTask',
  context: {},
  initial: 'starting',
  on: { acknowledged: { actions: 'countAcknowledged' } },
  states: {
    starting: { on: { registered: 'idle', shutdown: 'gone' } },
    idle: { on: { launchTask: { target: 'running', actions: 'launch' }, shutdown: 'gone' } },
    running: {
      on: {
        killTask: { target: 'killing', actions: 'kill' },
        shutdown: { target: 'killing', actions: 'killInShutdown' },
        maxCompletionTime: { target: 'killing', actions: 'killOverdue' },
        healthCheck: { actions: 'checkHealth' },
        unhealthy: 'killing',
        exit: { target: 'ended', actions: 'sayEnded' },
      },
    },
    killing: {
      on: {
        killTask: { actions: 'shorten' },
        shutdown: { actions: 'shortenInShutdown' },
        killGrace: { actions: 'killHard' },
        exit: { target: 'ended', actions: 'sayEnded' },
      },
    },
    ended: { entry: 'waitToGo', on: { selfExit: 'gone', settled: 'gone' } },
    gone: { type: 'final', entry: 'stopDriver' },
  },
})

function only(api: ExecutorApi): SupervisedTask | undefined {
  return api.books.tasks.values().next().value
}

function withTask(act: (api: ExecutorApi, task: SupervisedTask, event: SimEvent) => void) {
  return (api: ExecutorApi, event: SimEvent): void => {
    const task = only(api)
    if (task) act(api, task, event)
  }
}

function launch(api: ExecutorApi, event: SimEvent): void {
  watch.launch(api, (event.body as ExecutorLocals['launchTask']).task)
}

/** The executor's own grace in a shutdown: shorter than the agent's patience. */
function shutdownGrace(api: ExecutorApi): number {
  return Math.max(0, api.books.input.shutdownGraceMs - SHUTDOWN_MARGIN_MS)
}

function define(kind: string, traits: ExecutorTraits): Definition {
  return defineComponent<ExecutorBooks>({
    kind,
    machine: singleMachine,
    books: executorBooks(traits),
    effects: {
      launch,
      kill: withTask((api, task, event) => watch.kill(api, task, watch.graceOf(api, task, event))),
      killInShutdown: withTask((api, task) => watch.kill(api, task, shutdownGrace(api))),
      killOverdue: withTask(watch.killOverdue),
      shorten: withTask((api, task, event) => watch.shortenGrace(api, task, watch.graceOf(api, task, event))),
      shortenInShutdown: withTask((api, task) => watch.shortenGrace(api, task, shutdownGrace(api))),
      killHard: withTask(watch.killHard),
      checkHealth: withTask(checkHealth),
      sayEnded: withTask((api, task, event) => watch.sayEnded(api, task, event.body as ExecutorLocals['exit'])),
      waitToGo: watch.waitToGo,
      countAcknowledged: watch.countAcknowledged,
      stopDriver: watch.stopDriver,
    },
  })
}

export const COMMAND_EXECUTOR = define('command-executor', {
  starting: true,
  killGraceMs: 3000,
  noun: 'Command',
  restartsGrace: false,
  groups: false,
  many: false,
})
/** Simplified: `docker run` and `docker stop` are a fork and its signals; the image was pulled by the agent. */
export const DOCKER_EXECUTOR = define('docker-executor', {
  starting: true,
  killGraceMs: 5000,
  noun: 'Container',
  restartsGrace: true,
  groups: false,
  many: false,
})
