/** The process of a task: what its command says it does, signals, and its end as its parent learns it. */
import { assign, setup } from 'xstate'
import { nextInt } from '#base/rng.ts'
import type { ExecutorLocals } from '#model/messages/executorBodies.ts'
import type { Probe } from '#model/messages/marathonBodies.ts'
import { processOf } from '#model/process.ts'
import type { Api, Definition, SimEvent } from '../../kernel/definition.ts'
import { defineComponent, effectNames } from '../define.ts'

export interface TaskProcessInput {
  readonly taskId: string
  /** Component of the executor whose child it is. */
  readonly parent: string
}

/** Read by its executor's health checks and by actions. */
export interface TaskProcess extends TaskProcessInput {
  readonly runMs: number | null
  readonly exitCode: number | null
  readonly signal: string | null
  readonly ignoresSigterm: boolean
  readonly healthy: boolean
}

/** Ended children are looked for that often. Source: reap.cpp; reference 3.2. */
const REAP_INTERVAL_MS = 100

const task = setup({
  types: { context: {} as TaskProcess, events: {} as SimEvent, input: {} as TaskProcessInput },
  actions: {
    ...effectNames('startClock', 'stopClock', 'reap', 'tellParent', 'answerProbe'),
    readCommand: assign(({ event }) => {
      const { command } = event.body as ExecutorLocals['fork']
      return processOf(command)
    }),
    endWith: assign({ exitCode: ({ event }) => event['exitCode'] as number, signal: null }),
    terminate: assign({ exitCode: null, signal: 'Terminated' }),
    kill: assign({ exitCode: null, signal: 'Killed' }),
    noteHealth: assign({ healthy: ({ event }) => event['healthy'] === true }),
  },
  guards: { ignoresSigterm: ({ context }) => context.ignoresSigterm },
})

export const taskMachine = task.createMachine({
  id: 'task',
  context: ({ input }) => ({
    ...input,
    runMs: null,
    exitCode: null,
    signal: null,
    ignoresSigterm: false,
    healthy: true,
  }),
  initial: 'created',
  states: {
    created: { on: { fork: { target: 'running', actions: 'readCommand' } } },
    running: {
      entry: 'startClock',
      exit: 'stopClock',
      on: {
        run: 'ended',
        end: { target: 'ended', actions: 'endWith' },
        SIGTERM: [{ guard: 'ignoresSigterm' }, { target: 'ended', actions: 'terminate' }],
        SIGKILL: { target: 'ended', actions: 'kill' },
        setHealth: { actions: 'noteHealth' },
        'GET {path}': { actions: 'answerProbe' },
        connect: { actions: 'answerProbe' },
      },
    },
    ended: { entry: 'reap', on: { reap: 'reaped' } },
    reaped: { type: 'final', entry: 'tellParent' },
  },
})

type TaskApi = Api<Record<string, never>>

/** Until killed where its command has no end. */
function startClock(api: TaskApi): void {
  const { runMs } = api.context as TaskProcess
  if (runMs !== null) api.arm('run', runMs, { type: 'run' })
}

/** Zombie until its parent looks. */
function reap(api: TaskApi): void {
  api.arm('reap', nextInt(api.rng, 0, REAP_INTERVAL_MS), { type: 'reap' })
}

function tellParent(api: TaskApi): void {
  const { taskId, parent, exitCode, signal } = api.context as TaskProcess
  const body: ExecutorLocals['exit'] = { taskId, exitCode: signal === null ? (exitCode ?? 0) : null, signal }
  api.send(parent, 'exit', body)
}

/** A scheduler's own health check, over the network. */
function answerProbe(api: TaskApi, event: SimEvent): void {
  const { healthy } = api.context as TaskProcess
  const { check } = event.body as Probe
  const [well, ill] = event.type === 'connect' ? ['connected', 'refused'] : ['200', '503']
  api.send(event.from ?? '', healthy ? well : ill, { check })
}

export const TASK: Definition = defineComponent<Record<string, never>>({
  kind: 'task',
  machine: taskMachine,
  books: () => ({}),
  effects: { startClock, stopClock: (api) => api.cancel('run'), reap, tellParent, answerProbe },
})
