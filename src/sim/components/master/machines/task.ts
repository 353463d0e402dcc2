/**
 * A task as the master records it. Its resources are held exactly while it is live. Mesos enforces no order among live
 * states (reference 4(f)); once terminal the record does not change, except that a task thought lost with its agent
 * comes back with it. Source: master.cpp, updateTask, acknowledge, removeTask, __reregisterSlave.
 */
import { setup } from 'xstate'
import { type ChartInput, effectNames } from '../../define.ts'

/** Targets of the states that an update can bring. Terminal ones end the task's hold on its resources. */
const LIVE = {
  TASK_STAGING: '#task.live.staging',
  TASK_STARTING: '#task.live.starting',
  TASK_RUNNING: '#task.live.running',
  TASK_KILLING: '#task.live.killing',
} as const
const TERMINAL = {
  TASK_FINISHED: '#task.terminal.finished',
  TASK_FAILED: '#task.terminal.failed',
  TASK_KILLED: '#task.terminal.killed',
  TASK_ERROR: '#task.terminal.error',
  TASK_LOST: '#task.terminal.lost',
  TASK_DROPPED: '#task.terminal.dropped',
  TASK_GONE: '#task.terminal.gone',
  TASK_GONE_BY_OPERATOR: '#task.terminal.goneByOperator',
} as const

/** Its agent is unreachable: PA, or TASK_LOST for those who know no better. Both may come back. */
const AWAY = {
  unreachable: { target: '#task.unreachable.unreachable', actions: 'keepUnreachable' },
  lostWithAgent: { target: '#task.unreachable.lost', actions: 'keepUnreachable' },
} as const

export interface TaskInput {
  readonly frameworkId: string
  readonly taskId: string
}

export const taskMachine = setup({
  types: { context: {} as TaskInput, events: {} as ChartInput, input: {} as TaskInput },
  actions: effectNames('hold', 'release', 'complete', 'keepUnreachable'),
}).createMachine({
  id: 'task',
  context: ({ input }) => input,
  initial: 'absent',
  states: {
    absent: { on: { ...LIVE, ...TERMINAL } },
    live: {
      entry: 'hold',
      exit: 'release',
      initial: 'staging',
      states: { staging: {}, starting: {}, running: {}, killing: {} },
      on: { ...LIVE, ...TERMINAL, ...AWAY },
    },
    unreachable: {
      initial: 'unreachable',
      states: { unreachable: {}, lost: {} },
      on: { ...LIVE, ...TERMINAL, acknowledged: { target: 'completed', actions: 'complete' } },
    },
    terminal: {
      initial: 'finished',
      states: {
        finished: {},
        failed: {},
        killed: {},
        error: {},
        lost: {},
        dropped: {},
        gone: {},
        goneByOperator: {},
      },
      on: {
        acknowledged: { target: 'completed', actions: 'complete' },
        ...AWAY,
      },
    },
    completed: { type: 'final' },
  },
})
