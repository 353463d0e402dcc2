import { describe, expect, it } from 'vitest'
import type { AnyStateMachine } from 'xstate'
import { compiledStepper } from '../../../charts/compile.ts'
import { oracleStepper } from '../../../charts/oracle.ts'
import { allocatorMachine } from '../../allocator/machine.ts'
import { agentMachine } from './agent.ts'
import { frameworkMachine } from './framework.ts'
import { masterMachine } from './master.ts'
import { observerMachine } from './observer.ts'
import { offerMachine } from './offer.ts'
import { taskMachine } from './task.ts'

type Event = { readonly type: string; readonly [key: string]: unknown }
/** From, event, to, effects. Nothing happens: to is null. */
type Row = readonly [from: string, event: Event | string, to: string | null, effects: string]

function effectsOf(effects: readonly { readonly type: string; readonly timer?: string }[]): string {
  return effects
    .map(({ type, timer }) => (timer === undefined ? type : `${type} ${timer.split('.')[2] ?? ''}`))
    .join(' ')
}

/** Steps both grades of the chart from a state and wants the row's answer of each. */
function walk(machine: AnyStateMachine, context: object, rows: readonly Row[]): void {
  for (const [from, given, to, effects] of rows) {
    const event = typeof given === 'string' ? { type: given } : given
    for (const stepper of [compiledStepper(machine), oracleStepper(machine)]) {
      const step = stepper.step({ value: from, context }, event)
      const told = { from, event, to: step.taken ? step.state.value : null, effects: effectsOf(step.effects) }
      expect(told).toEqual({ from, event, to, effects })
    }
  }
}

const ARM = 'chart.arm failoverTimeout'
const STOP = 'chart.cancel failoverTimeout'

describe('a framework at the master (4(a))', () => {
  const active = 'connected.active'
  const force = { type: 'SUBSCRIBE', takesOver: true, failoverTimeoutMs: 0 }
  const same = { type: 'SUBSCRIBE', sameAddress: true }
  const other = { type: 'SUBSCRIBE' }

  it('is registered, taken over, lost and removed row by row', () => {
    walk(frameworkMachine, { id: 'F', failoverTimeoutMs: 0 }, [
      ['absent', other, active, 'adopt take add answerRegistered'],
      ['absent', 'recover', 'recovered', 'addRecovered'],
      ['recovered', force, active, 'update take activate answerRegistered tellAgents'],
      ['recovered', 'remove', 'completed', 'removeFramework'],
      ['recovered', 'exited', null, ''],
      [active, same, active, 'update rescindOffers take answerReregistered tellAgents'],
      [active, other, active, 'refuseNewcomer'],
      [active, force, active, 'update tellFailedOver take discardOffers answerRegistered tellAgents'],
      [active, 'exited', 'disconnected', `tellDisconnected deactivate rescindOffers ${ARM}`],
      [active, 'DeactivateFrameworkMessage', 'connected.inactive', 'deactivate rescindOffers'],
      [active, 'call', null, ''],
      [active, 'remove', 'completed', 'deactivate discardOffers removeFramework'],
      ['connected.inactive', same, active, 'update rescindOffers take activate answerReregistered tellAgents'],
      [
        'connected.inactive',
        force,
        active,
        'update tellFailedOver take discardOffers activate answerRegistered tellAgents',
      ],
      ['connected.inactive', other, 'connected.inactive', 'refuseNewcomer'],
      ['connected.inactive', 'exited', 'disconnected', `tellDisconnected ${ARM}`],
      ['connected.inactive', 'remove', 'completed', 'removeFramework'],
      ['disconnected', 'call', 'disconnected', 'refuseDisconnected'],
      ['disconnected', same, active, `${STOP} update rescindOffers take activate answerReregistered tellAgents`],
      ['disconnected', force, active, `${STOP} update take activate answerRegistered tellAgents`],
      ['disconnected', other, 'disconnected', 'refuseNewcomer'],
      ['disconnected', 'xstate.after.failoverTimeout.framework.disconnected', 'completed', `${STOP} removeFramework`],
      ['disconnected', 'remove', 'completed', `${STOP} removeFramework`],
      ['completed', same, null, ''],
    ])
  })
})

describe('an agent at the master (4(b))', () => {
  const on = 'registered.connected.active'
  const off = 'registered.disconnected'
  const timer = 'agentReregisterTimeout'

  it('is admitted, lost, back, drained and gone row by row', () => {
    walk(agentMachine, { id: 'S0', reregisterTimeoutMs: 600_000 }, [
      ['unknown', 'RegisterSlaveMessage', 'registering', 'writeAdmit'],
      ['unknown', 'ReregisterSlaveMessage', 'reregistering', 'writeReachable'],
      ['unknown', 'recover', 'recovered', ''],
      ['registering', 'RegisterSlaveMessage', null, ''],
      ['registering', 'written', on, 'admit'],
      ['reregistering', 'ReregisterSlaveMessage', null, ''],
      ['reregistering', 'written', on, 'readmit'],
      ['reregistering', { type: 'written', overlay: 'draining' }, 'registered.connected.draining', 'readmit'],
      [on, 'RegisterSlaveMessage', on, 'resendRegistered'],
      [on, 'ReregisterSlaveMessage', on, 'reconcile tellBack'],
      [on, 'exited', off, `disconnect rescindOffers loseUncheckpointed chart.arm ${timer}`],
      [on, 'markUnreachable', 'markingUnreachable', 'writeUnreachable'],
      [on, 'UnregisterSlaveMessage', 'removing', 'writeRemoval'],
      [on, 'markGone', 'markingGone', 'writeGone'],
      [on, 'deactivate', 'registered.connected.deactivated', 'deactivate rescindOffers'],
      [on, 'drain', 'registered.connected.draining', 'deactivate rescindOffers startDraining'],
      ['registered.connected.deactivated', 'reactivate', on, 'activate'],
      ['registered.connected.draining', 'drained', 'registered.connected.drained', 'finishDraining'],
      ['registered.connected.draining', { type: 'drained', markGone: true }, 'markingGone', 'finishDraining writeGone'],
      ['registered.connected.draining', 'reactivate', null, ''],
      ['registered.connected.drained', 'reactivate', on, 'activate'],
      [off, 'ReregisterSlaveMessage', on, `chart.cancel ${timer} reconcile reconnect activate tellBack`],
      [
        off,
        { type: 'ReregisterSlaveMessage', overlay: 'deactivated' },
        'registered.connected.deactivated',
        `chart.cancel ${timer} reconcile reconnect tellBack`,
      ],
      [off, 'RegisterSlaveMessage', 'removing', `chart.cancel ${timer} writeReplacement`],
      [off, `xstate.after.${timer}.agent.registered.disconnected`, off, 'removeWhenPermitted'],
      [off, 'notBack', 'markingUnreachable', `chart.cancel ${timer} writeUnreachable`],
      [on, 'notBack', null, ''],
      [off, 'drain', off, 'startDraining'],
      [off, 'drained', off, 'finishDraining'],
      [off, { type: 'drained', markGone: true }, 'markingGone', `chart.cancel ${timer} finishDraining writeGone`],
      [off, 'markUnreachable', 'markingUnreachable', `chart.cancel ${timer} writeUnreachable`],
      ['recovered', 'ReregisterSlaveMessage', on, 'readmit'],
      ['recovered', 'markUnreachable', 'markingUnreachable', 'writeUnreachable'],
      ['recovered', 'markGone', 'markingGone', 'writeGone'],
      ['markingUnreachable', 'ReregisterSlaveMessage', null, ''],
      ['markingUnreachable', 'written', 'unreachable', 'becomeUnreachable'],
      ['unreachable', 'ReregisterSlaveMessage', 'reregistering', 'writeReachable'],
      ['unreachable', 'markGone', 'markingGone', 'writeGone'],
      ['markingGone', 'written', 'gone', 'becomeGone'],
      ['gone', 'ReregisterSlaveMessage', 'gone', 'shutDown'],
      ['removing', 'written', 'removed', 'becomeRemoved'],
      ['removed', 'ReregisterSlaveMessage', 'reregistering', 'writeReachable'],
    ])
  })
})

describe('an offer (4(e))', () => {
  it('ends once', () => {
    walk(offerMachine, { id: 'O0' }, [
      ['outstanding', 'accept', 'accepted', 'endAccepted'],
      ['outstanding', 'decline', 'declined', 'endDeclined'],
      ['outstanding', 'discard', 'discarded', 'endDiscarded'],
      ['outstanding', 'rescind', 'rescinded', 'endRescinded'],
      ['outstanding', 'offerTimeout', 'rescinded', 'endAtTimeout'],
      ['accepted', 'decline', null, ''],
      ['declined', 'rescind', null, ''],
      ['discarded', 'accept', null, ''],
      ['rescinded', 'accept', null, ''],
    ])
  })
})

describe('a task at the master (4(f))', () => {
  it('holds its resources while it is live, and stays terminal', () => {
    walk(taskMachine, { frameworkId: 'F', taskId: 't' }, [
      ['absent', 'TASK_STAGING', 'live.staging', 'hold'],
      ['absent', 'TASK_FINISHED', 'terminal.finished', ''],
      ['live.staging', 'TASK_STARTING', 'live.starting', ''],
      ['live.staging', 'TASK_RUNNING', 'live.running', ''],
      ['live.staging', 'TASK_KILLED', 'terminal.killed', 'release'],
      ['live.starting', 'TASK_RUNNING', 'live.running', ''],
      ['live.running', 'TASK_RUNNING', 'live.running', ''],
      ['live.running', 'TASK_KILLING', 'live.killing', ''],
      ['live.running', 'TASK_FAILED', 'terminal.failed', 'release'],
      ['live.killing', 'TASK_FINISHED', 'terminal.finished', 'release'],
      ['live.running', 'unreachable', 'unreachable.unreachable', 'release keepUnreachable'],
      ['live.running', 'lostWithAgent', 'unreachable.lost', 'release keepUnreachable'],
      ['unreachable.unreachable', 'TASK_RUNNING', 'live.running', 'hold'],
      ['unreachable.lost', 'TASK_RUNNING', 'live.running', 'hold'],
      ['unreachable.lost', 'TASK_FINISHED', 'terminal.finished', ''],
      ['unreachable.unreachable', 'TASK_GONE_BY_OPERATOR', 'terminal.goneByOperator', ''],
      ['terminal.finished', 'TASK_RUNNING', null, ''],
      ['terminal.lost', 'TASK_FINISHED', null, ''],
      ['terminal.finished', 'acknowledged', 'completed', 'complete'],
      ['live.running', 'acknowledged', null, ''],
    ])
  })
})

describe('an observer', () => {
  const context = (missed: number, awaiting: boolean) => ({ missed, awaiting, max: 5 })

  it('counts what it misses and gives up at the last', () => {
    walk(observerMachine, context(0, true), [
      ['connected', 'agentPingTimeout', 'connected', 'ping'],
      ['connected', 'PongSlaveMessage', 'connected', 'pong'],
      ['connected', 'disconnect', 'disconnected', ''],
      ['disconnected', 'reconnect', 'connected', ''],
    ])
    walk(observerMachine, context(4, true), [
      ['disconnected', 'agentPingTimeout', 'disconnected', 'ping markUnreachable'],
    ])
    walk(observerMachine, context(4, false), [['connected', 'agentPingTimeout', 'connected', 'ping']])
    const { state } = compiledStepper(observerMachine).step(
      { value: 'connected', context: context(3, true) },
      { type: 'PongSlaveMessage' },
    )
    expect(state.context).toEqual(context(0, false))
  })
})

describe('the master itself', () => {
  it('answers nobody before it has read the registry, and dies with it', () => {
    walk(masterMachine, { registryFetchTimeoutMs: 60_000 }, [
      ['recovering', 'RegisterSlaveMessage', null, ''],
      ['recovering', 'SUBSCRIBE', 'recovering', 'refuse'],
      ['recovering', 'registryRead', 'leading', 'chart.cancel registryFetchTimeout lead'],
      ['recovering', 'xstate.after.registryFetchTimeout.master.recovering', 'recovering', 'die'],
      ['leading', 'SUBSCRIBE', 'leading', 'SUBSCRIBE'],
      ['leading', 'registryStoreTimeout', 'leading', 'die'],
    ])
  })
})

describe('the allocator', () => {
  it('carries out one run for all that queued it, and none while paused', () => {
    walk(allocatorMachine, {}, [
      ['idle', 'queued', 'queued', 'dispatch'],
      ['queued', 'queued', null, ''],
      ['queued', 'allocate', 'idle', 'run expireDeferred'],
      ['queued', 'pause', 'queuedPaused', 'pause'],
      ['queuedPaused', 'resume', 'queued', 'resume'],
      ['queuedPaused', 'allocate', 'paused', 'run expireDeferred'],
      ['idle', 'pause', 'paused', 'pause'],
      ['paused', 'resume', 'idle', 'resume'],
      ['idle', 'filter', 'idle', 'expire'],
      ['queued', 'filter', 'queued', 'expireLater'],
      ['paused', 'addSlave', 'paused', 'addSlave'],
    ])
  })
})
