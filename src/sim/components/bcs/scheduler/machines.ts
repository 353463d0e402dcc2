/** Machines of what a BCS scheduler keeps books of. Source: bcs-process.md 4.4, 7. */
import { setup } from 'xstate'
import type { SimEvent } from '../../../kernel/definition.ts'
import { effectNames } from '../../define.ts'

export interface BookInput {
  readonly id: string
}

const group = setup({
  types: { context: {} as BookInput, events: {} as SimEvent, input: {} as BookInput },
  actions: effectNames('noteStatus', 'groupFailed', 'groupLost', 'groupFinished'),
})

/** A taskgroup: as bad as its worst task. */
export const taskgroupMachine = group.createMachine({
  id: 'taskgroup',
  context: ({ input }) => input,
  initial: 'staging',
  on: {
    staging: '.staging',
    starting: '.starting',
    running: '.running',
    killing: '.killing',
    lost: '.lost',
    restarting: '.restarting',
    finish: '.finish',
    fail: '.fail',
    error: '.error',
    killed: '.killed',
  },
  states: {
    staging: { entry: 'noteStatus' },
    starting: { entry: 'noteStatus' },
    running: { entry: 'noteStatus' },
    restarting: { entry: 'noteStatus' },
    killing: { entry: 'noteStatus' },
    lost: { entry: ['noteStatus', 'groupLost'] },
    finish: { entry: ['noteStatus', 'groupFinished'] },
    fail: { entry: ['noteStatus', 'groupFailed'] },
    error: { entry: 'noteStatus' },
    killed: { entry: 'noteStatus' },
  },
})

const app = setup({
  types: { context: {} as BookInput, events: {} as SimEvent, input: {} as BookInput },
  actions: effectNames('notePoint'),
})

/** An application: what all its taskgroups and transactions come to. */
export const appMachine = app.createMachine({
  id: 'application',
  context: ({ input }) => input,
  initial: 'staging',
  on: {
    staging: '.staging',
    deploying: '.deploying',
    running: '.running',
    abnormal: '.abnormal',
    finish: '.finish',
    error: '.error',
    operating: '.operating',
  },
  states: {
    staging: { entry: 'notePoint' },
    deploying: { entry: 'notePoint' },
    running: { entry: 'notePoint' },
    abnormal: { entry: 'notePoint' },
    finish: { entry: 'notePoint' },
    error: { entry: 'notePoint' },
    operating: { entry: 'notePoint' },
  },
})

const transaction = setup({
  types: { context: {} as BookInput, events: {} as SimEvent, input: {} as BookInput },
  actions: effectNames('begin', 'look', 'lookLater', 'close', 'giveUp'),
  guards: {
    isDone: ({ event }) => event['done'] === true,
    hasMissed: ({ event }) => event['missed'] === true,
  },
})

/** Work that takes several looks: launch, reschedule, delete. */
export const transactionMachine = transaction.createMachine({
  id: 'transaction',
  context: ({ input }) => input,
  initial: 'init',
  on: { cancelled: '.finish', lifetime: '.timeout' },
  states: {
    init: { entry: 'begin', on: { transactionLook: { target: 'operating', actions: 'look' } } },
    operating: {
      on: {
        transactionLook: { actions: 'look' },
        looked: [
          { guard: 'isDone', target: 'finish' },
          { guard: 'hasMissed', target: 'timeout' },
          { actions: 'lookLater' },
        ],
      },
    },
    finish: { type: 'final', entry: 'close' },
    timeout: { type: 'final', entry: 'giveUp' },
  },
})
