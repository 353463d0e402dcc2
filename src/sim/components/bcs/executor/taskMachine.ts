/** A task of a process-executor: what the daemon says, told to Mesos. Source: bcs-process.md 4.2, row by row. */
import { setup } from 'xstate'
import type { SimEvent } from '../../../kernel/definition.ts'
import { effectNames } from '../../define.ts'

export interface TaskMachineInput {
  readonly id: string
}

const task = setup({
  types: { context: {} as TaskMachineInput, events: {} as SimEvent, input: {} as TaskMachineInput },
  actions: effectNames('report', 'taskEnded', 'startChecking'),
  guards: {
    wasAsked: ({ event }) => event['asked'] === true,
    endedWell: ({ event }) => event['endedWell'] === true,
  },
})

const ended = [
  { guard: 'wasAsked', target: 'finish' },
  { guard: 'endedWell', target: 'finish' },
  { target: 'failed' },
] as const
const again = { actions: 'report' } as const

export const taskMachine = task.createMachine({
  id: 'processTask',
  context: ({ input }) => input,
  initial: 'staging',
  on: { broken: '.error', createFailed: '.failed' },
  states: {
    // TASK_STAGING is not the executor's to say: nothing is told.
    staging: { on: { starting: 'starting', running: 'running', stopping: 'killing', stopped: ended } },
    starting: { entry: 'report', on: { running: 'running', stopping: 'killing', stopped: ended, again } },
    running: {
      entry: ['report', 'startChecking'],
      on: { starting: 'starting', stopping: 'killing', stopped: ended, again },
    },
    killing: { entry: 'report', on: { running: 'running', stopped: ended, again } },
    finish: { type: 'final', entry: ['report', 'taskEnded'] },
    failed: { type: 'final', entry: ['report', 'taskEnded'] },
    error: { type: 'final', entry: 'report' },
  },
})
