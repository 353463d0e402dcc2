import { describe, expect, it } from 'vitest'
import { compiledStepper } from '../../charts/compile.ts'
import { instanceMachine } from './instanceMachine.ts'
import { killMachine } from './kills.ts'
import { launcherChart } from './launcher.ts'
import { deploymentChart } from './deployment.ts'
import { scaleChart } from './scale.ts'
import { marathonMachine } from './machine.ts'

type Chart = Parameters<typeof compiledStepper>[0]
type Event = { readonly type: string; readonly [key: string]: unknown }

function step(chart: Chart, from: string, event: Event): readonly [to: string, ...effects: string[]] {
  const { state, effects } = compiledStepper(chart).step({ value: from, context: {} }, event)
  return [state.value, ...effects.map((effect) => ('timer' in effect ? `${effect.type} ${effect.timer}` : effect.type))]
}

const ACTIVE = ['Provisioned', 'Staging', 'Starting', 'Running', 'Killing', 'Unreachable', 'UnreachableInactive']
const TERMINAL = ['Finished', 'Killed', 'Failed', 'Error', 'Gone', 'Dropped', 'Unknown']

/** Mesos' state, its reason, the condition. Source: reference/marathon.md 6. */
const CONDITIONS: readonly (readonly [state: string, reason: string | null, condition: string])[] = [
  ['TASK_STAGING', null, 'Staging'],
  ['TASK_STARTING', null, 'Starting'],
  ['TASK_RUNNING', null, 'Running'],
  ['TASK_KILLING', null, 'Killing'],
  ['TASK_UNREACHABLE', null, 'Unreachable'],
  ['TASK_LOST', 'REASON_RECONCILIATION', 'Unreachable'],
  ['TASK_LOST', 'REASON_SLAVE_DISCONNECTED', 'Unreachable'],
  ['TASK_LOST', 'REASON_SLAVE_REMOVED', 'Unreachable'],
  ['TASK_LOST', 'REASON_TASK_UNKNOWN', 'Unknown'],
  ['TASK_LOST', 'REASON_INVALID_OFFERS', 'Gone'],
  ['TASK_FINISHED', null, 'Finished'],
  ['TASK_KILLED', null, 'Killed'],
  ['TASK_FAILED', null, 'Failed'],
  ['TASK_ERROR', null, 'Error'],
  ['TASK_GONE', null, 'Gone'],
  ['TASK_GONE_BY_OPERATOR', null, 'Gone'],
  ['TASK_DROPPED', null, 'Dropped'],
  ['TASK_UNKNOWN', null, 'Unknown'],
]

describe('an instance', () => {
  it.each(CONDITIONS)('after %s (%s) is %s, whatever it was while it lived', (type, reason, condition) => {
    for (const from of ACTIVE) {
      expect(step(instanceMachine, from, { type, reason })).toEqual([condition, 'changed'])
    }
  })

  it.each(TERMINAL)('that is %s stays so whatever is told later', (condition) => {
    for (const [type, reason] of CONDITIONS) {
      expect(step(instanceMachine, condition, { type, reason })).toEqual([condition])
    }
  })

  it.each(['Scheduled', ...TERMINAL])('that is %s can be provisioned', (condition) => {
    expect(step(instanceMachine, condition, { type: 'provision' })).toEqual(['Provisioned', 'provision', 'changed'])
  })

  it.each(ACTIVE)('that is %s is not provisioned', (condition) => {
    expect(step(instanceMachine, condition, { type: 'provision' })).toEqual([condition])
  })

  it('is given up for a time before it is forgotten', () => {
    expect(step(instanceMachine, 'Unreachable', { type: 'inactive' })).toEqual(['UnreachableInactive', 'changed'])
    expect(step(instanceMachine, 'Running', { type: 'inactive' })).toEqual(['Running'])
  })

  it.each([
    ['TASK_UNREACHABLE', 'REASON_SLAVE_REMOVED', 'UnreachableInactive'],
    ['TASK_LOST', 'REASON_SLAVE_REMOVED', 'UnreachableInactive'],
    ['TASK_LOST', 'REASON_INVALID_OFFERS', 'Gone'],
  ])('without patience is given up by %s %s as %s', (type, reason, condition) => {
    const event = { type, reason, inactiveAtOnce: true }
    expect(step(instanceMachine, 'Running', event)).toEqual([condition, 'changed'])
  })

  it('with a reservation on an agent that is gone for good waits for another offer', () => {
    for (const from of ACTIVE)
      expect(step(instanceMachine, from, { type: 'TASK_GONE_BY_OPERATOR', reserved: true })).toEqual([
        'Scheduled',
        'changed',
      ])
    expect(step(instanceMachine, 'Running', { type: 'TASK_GONE', reserved: true })).toEqual(['Gone', 'changed'])
  })

  it.each(['Scheduled', ...ACTIVE, ...TERMINAL])(
    'is taken up from the store as %s, without telling anybody',
    (condition) => {
      const { state, effects } = compiledStepper(instanceMachine).initial({ condition })
      expect([state.value, effects]).toEqual([condition, []])
    },
  )
})

describe('a launcher', () => {
  const count = (scheduled: number, launchable: number) => ({ type: 'count', scheduled, launchable })

  it('asks for offers exactly while an instance may be launched', () => {
    expect(step(launcherChart, 'idle', count(2, 1))).toEqual(['matching'])
    expect(step(launcherChart, 'idle', count(2, 0))).toEqual(['backingOff', 'awaitBackoff'])
    expect(step(launcherChart, 'matching', count(0, 0))).toEqual(['idle', 'forgetStatistics'])
  })

  it('waits anew when its backoff moves', () => {
    expect(step(launcherChart, 'backingOff', count(1, 0))).toEqual([
      'backingOff',
      'chart.cancel backoff',
      'awaitBackoff',
    ])
    expect(step(launcherChart, 'backingOff', { type: 'backoff' })).toEqual(['backingOff', 'backoffOver'])
  })
})

describe('a kill', () => {
  it('waits for room, then goes out again and again', () => {
    expect(step(killMachine, 'queued', { type: 'issue' })).toEqual(['issued', 'sendKill'])
    expect(step(killMachine, 'issued', { type: 'killRetry' })).toEqual(['issued', 'sendKill'])
    expect(step(killMachine, 'queued', { type: 'killRetry' })).toEqual(['queued'])
  })
})

describe('a deployment', () => {
  it('goes from step to step', () => {
    const done = (last: boolean) => ({ type: 'stepDone', last })
    expect(step(deploymentChart, 'planned', { type: 'begin', last: false })).toEqual(['deploying', 'startStep'])
    expect(step(deploymentChart, 'deploying', { type: 'actionDone' })).toEqual(['deploying', 'noteDone'])
    expect(step(deploymentChart, 'deploying', done(false))).toEqual(['deploying', 'endStep', 'startStep'])
    expect(step(deploymentChart, 'deploying', done(true))).toEqual(['succeeded', 'endStep', 'succeed'])
  })

  it('without steps succeeds at once, and fails when it is cancelled', () => {
    expect(step(deploymentChart, 'planned', { type: 'begin', last: true })).toEqual(['succeeded', 'succeed'])
    expect(step(deploymentChart, 'deploying', { type: 'cancel' })).toEqual(['failed', 'fail'])
  })

  it('scales down before it scales up', () => {
    expect(step(scaleChart, 'planned', { type: 'begin' })).toEqual(['killing', 'killSurplus'])
    expect(step(scaleChart, 'killing', { type: 'noneLeft' })).toEqual(['starting', 'startMissing'])
    expect(step(scaleChart, 'starting', { type: 'recount' })).toEqual(['starting', 'recount'])
    expect(step(scaleChart, 'starting', { type: 'allReady' })).toEqual(['scaled', 'chart.cancel recount', 'finish'])
  })
})

describe('the leader', () => {
  const leading = (state: string) => `leading.${state}`

  it('registers, is cut off, registers again', () => {
    expect(step(marathonMachine, leading('starting'), { type: 'registered' })[0]).toBe(leading('registered'))
    expect(step(marathonMachine, leading('registered'), { type: 'disconnected' })[0]).toBe(leading('disconnected'))
    expect(step(marathonMachine, leading('disconnected'), { type: 'reregistered' })[0]).toBe(leading('registered'))
  })

  it('takes offers only while it is registered, requests and updates always', () => {
    expect(step(marathonMachine, leading('starting'), { type: 'resourceOffers' })).toEqual([leading('starting')])
    expect(step(marathonMachine, leading('disconnected'), { type: 'POST /v2/apps' })).toEqual([
      leading('disconnected'),
      'postApp',
    ])
    expect(step(marathonMachine, leading('starting'), { type: 'statusUpdate' })[1]).toBe('statusUpdate')
  })

  it('leaves when Mesos tells it of an error', () => {
    expect(step(marathonMachine, leading('registered'), { type: 'error' })).toEqual([
      'leaving',
      'noteError',
      'exitSoon',
    ])
    expect(step(marathonMachine, 'leaving', { type: 'POST /v2/apps' })).toEqual(['leaving'])
  })
})
