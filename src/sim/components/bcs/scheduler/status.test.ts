import { describe, expect, it } from 'vitest'
import { type Row, walked } from '../tables.fixture.ts'
import { taskgroupMachine, transactionMachine } from './machines.ts'
import { appStatus, type GroupStatus, taskState, worstOf } from './status.ts'

/** bcs-process.md 4.4. */
describe("a taskgroup's status", () => {
  it.each<{ tasks: readonly GroupStatus[]; is: GroupStatus }>([
    { tasks: ['running', 'fail', 'killing'], is: 'fail' },
    { tasks: ['running', 'killing', 'error'], is: 'killing' },
    { tasks: ['error', 'finish', 'lost'], is: 'error' },
    { tasks: ['finish', 'finish'], is: 'finish' },
    { tasks: ['finish', 'running'], is: 'running' },
    { tasks: ['killed', 'killed'], is: 'killed' },
    { tasks: ['lost', 'staging', 'running'], is: 'lost' },
    { tasks: ['starting', 'staging', 'running'], is: 'staging' },
    { tasks: ['running', 'starting', 'restarting'], is: 'starting' },
    { tasks: ['restarting', 'running'], is: 'restarting' },
    { tasks: ['running', 'running'], is: 'running' },
    { tasks: ['finish', 'killed'], is: 'finish' },
  ])('of $tasks is $is', ({ tasks, is }) => {
    expect(worstOf(tasks)).toBe(is)
  })

  it.each([
    ['TASK_FAILED', 'fail'],
    ['TASK_GONE', 'fail'],
    ['TASK_LOST', 'lost'],
    ['TASK_UNREACHABLE', 'lost'],
    ['TASK_GONE_BY_OPERATOR', 'lost'],
    ['TASK_KILLING', 'killing'],
    ['TASK_FINISHED', 'finish'],
    ['TASK_UNKNOWN', null],
  ])('%s is %s', (state, is) => {
    expect(taskState(state)).toBe(is)
  })

  it.each<Row>([
    { from: 'staging', event: { type: 'starting' }, to: 'starting', effects: ['noteStatus'] },
    { from: 'running', event: { type: 'fail' }, to: 'fail', effects: ['noteStatus', 'groupFailed'] },
    { from: 'running', event: { type: 'lost' }, to: 'lost', effects: ['noteStatus', 'groupLost'] },
    { from: 'killing', event: { type: 'finish' }, to: 'finish', effects: ['noteStatus', 'groupFinished'] },
    { from: 'lost', event: { type: 'running' }, to: 'running', effects: ['noteStatus'] },
  ])('moves from $from to $to', (row) => {
    expect(walked(taskgroupMachine, row)).toEqual(row)
  })
})

describe("an application's status", () => {
  const none = { stopping: false, launching: false, rescheduling: false, gaveUp: false, groups: [] }

  it.each<{ facts: Partial<Parameters<typeof appStatus>[0]>; is: string }>([
    { facts: { launching: true }, is: 'staging' },
    { facts: { launching: true, groups: ['running'] }, is: 'deploying' },
    { facts: { groups: ['running', 'starting'] }, is: 'deploying' },
    { facts: { groups: ['running', 'running'] }, is: 'running' },
    { facts: { groups: ['running', 'fail'] }, is: 'abnormal' },
    { facts: { groups: ['running'], rescheduling: true }, is: 'abnormal' },
    { facts: { groups: ['finish', 'finish'] }, is: 'finish' },
    { facts: { groups: ['error'] }, is: 'error' },
    { facts: { gaveUp: true }, is: 'error' },
    { facts: { groups: ['running'], stopping: true }, is: 'operating' },
  ])('$facts: $is', ({ facts, is }) => {
    expect(appStatus({ ...none, ...facts })).toBe(is)
  })
})

describe('a transaction', () => {
  it.each<Row>([
    { from: 'init', event: { type: 'transactionLook' }, to: 'operating', effects: ['look'] },
    { from: 'operating', event: { type: 'looked' }, to: 'operating', effects: ['lookLater'] },
    { from: 'operating', event: { type: 'transactionLook' }, to: 'operating', effects: ['look'] },
    { from: 'operating', event: { type: 'looked', done: true }, to: 'finish', effects: ['close'] },
    { from: 'operating', event: { type: 'looked', missed: true }, to: 'timeout', effects: ['giveUp'] },
    { from: 'init', event: { type: 'lifetime' }, to: 'timeout', effects: ['giveUp'] },
    { from: 'init', event: { type: 'cancelled' }, to: 'finish', effects: ['close'] },
    { from: 'finish', event: { type: 'transactionLook' }, to: 'finish', effects: [] },
  ])('$from, $event: $to', (row) => {
    expect(walked(transactionMachine, row)).toEqual(row)
  })
})
