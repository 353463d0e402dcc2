import { describe, expect, it } from 'vitest'
import { executorMachine } from './executorMachine.ts'
import { agentMachine } from './machine.ts'
import { rows } from './table.fixture.ts'
import { streamMachine, updatesMachine } from './updatesMachines.ts'

const master = { from: 'master' }
const ids = (slaveId: string) => ({ ...master, body: { slaveId } })
const ping = (connected: boolean) => ({ type: 'PingSlaveMessage', from: 'observer:agent-1', body: { connected } })

describe("the agent's lifecycle (4(c))", () => {
  const fresh = rows(agentMachine, { slaveId: null })
  const known = rows(agentMachine, { slaveId: 'S0' })

  it.each([
    ['recovering.containers', 'disconnected.noMaster: stopRecovering pauseUpdates findLeader', { type: 'recovered' }],
    ['recovering.containers', 'recovering.executors: reconnectExecutors', { type: 'containersRecovered' }],
    ['recovering.containers', 'recovering.containers: refuseExecutor', { type: 'RegisterExecutorMessage' }],
    ['recovering.containers', 'recovering.containers: refuseCall', { type: 'SUBSCRIBE' }],
    ['recovering.executors', 'recovering.executors: reregisterExecutor', { type: 'ReregisterExecutorMessage' }],
    ['recovering.executors', 'recovering.executors: subscribeExecutor', { type: 'SUBSCRIBE' }],
    ['recovering.executors', '-', { type: 'RunTaskMessage', ...master }],
    ['recovering.executors', '-', { type: 'KillTaskMessage', ...master }],
    [
      'recovering.executors',
      'disconnected.noMaster: stopRecovering dropUnreturned pauseUpdates findLeader',
      { type: 'executorReregistrationTimeout' },
    ],
    [
      'disconnected.noMaster',
      'disconnected.registering: linkMaster waitToRegister',
      { type: 'detected', leader: 'master' },
    ],
    ['disconnected.noMaster', '-', { type: 'RunTaskMessage', ...master }],
    ['disconnected.registering', 'disconnected.registering: register', { type: 'registrationBackoff' }],
    ['disconnected.registering', 'disconnected.registering: runTask', { type: 'RunTaskMessage', ...master }],
    ['disconnected.registering', '-', { type: 'RunTaskMessage', from: 'driver:batch' }],
    ['disconnected.registering', '-', { type: 'ShutdownFrameworkMessage', ...master }],
    ['disconnected.registering', '-', { type: 'StatusUpdateAcknowledgementMessage', ...master }],
    [
      'disconnected.registering',
      'running: stopRegistering checkpointId resumeUpdates tellTotals watchMaster',
      { type: 'SlaveRegisteredMessage', ...ids('S0') },
    ],
    ['disconnected.registering', '-', { type: 'SlaveRegisteredMessage', from: 'other', body: { slaveId: 'S0' } }],
    ['running', 'running: pong watchMaster', ping(true)],
    ['running', 'disconnected.noMaster: stopWatching pong pauseUpdates findLeader', ping(false)],
    ['disconnected.registering', 'disconnected.registering: pong', ping(false)],
    ['recovering.executors', 'recovering.executors: pong', ping(false)],
    ['running', 'disconnected.noMaster: stopWatching pauseUpdates findLeader', { type: 'pingWatchdog' }],
    ['running', 'disconnected.noMaster: stopWatching pauseUpdates findLeader', { type: 'detected', leader: 'master' }],
    ['running', 'running: masterExited', { type: 'exited', peer: 'master' }],
    ['running', 'running: executorExited', { type: 'exited', peer: 'execdriver:t@agent-1' }],
    ['running', 'terminating: stopWatching shutdown', { type: 'SIGUSR1' }],
    ['running', 'terminating: stopWatching shutdown', { type: 'ShutdownMessage', ...master }],
    ['running', '-', { type: 'ShutdownMessage', from: 'observer:agent-1' }],
    ['terminating', 'ended: endAgent', { type: 'lastFrameworkRemoved' }],
    ['terminating', '-', { type: 'RunTaskMessage', ...master }],
    ['terminating', 'terminating: refuseExecutor', { type: 'RegisterExecutorMessage' }],
  ])('of a new one in %s: %s', (state, next, event) => {
    expect(fresh(state, event)).toBe(next)
  })

  it.each([
    [
      'disconnected.registering',
      'running: stopRegistering resumeUpdates tellTotals reconcileTasks watchMaster',
      { type: 'SlaveReregisteredMessage', ...ids('S0') },
    ],
    ['disconnected.registering', '-', { type: 'SlaveReregisteredMessage', ...ids('S1') }],
    ['running', 'running: tellTotals', { type: 'SlaveRegisteredMessage', ...ids('S0') }],
    ['running', 'running: tellTotals reconcileTasks', { type: 'SlaveReregisteredMessage', ...ids('S0') }],
    ['running', 'crashed: stopWatching crash', { type: 'SlaveRegisteredMessage', ...ids('S1') }],
    ['running', 'terminating: stopWatching unregister shutdown', { type: 'SIGUSR1' }],
    ['running', 'running: acknowledgeUpdate', { type: 'StatusUpdateAcknowledgementMessage', ...master }],
    ['disconnected.registering', 'disconnected.registering: executorUpdate', { type: 'StatusUpdateMessage' }],
    ['running', 'running: forward', { type: 'forward' }],
    ['terminating', '-', { type: 'forward' }],
  ])('of an admitted one in %s: %s', (state, next, event) => {
    expect(known(state, event)).toBe(next)
  })
})

describe('an executor as its agent sees it (4(d))', () => {
  const facts = { frameworkId: 'F', executorId: 'e', recovered: false, docker: false, pullMs: null, fetchMs: null }
  const mesos = rows(executorMachine, { ...facts, launchMs: 20 })

  it.each([
    [
      'registering.starting',
      'registering.waiting: startContainer',
      { type: 'xstate.after.containerLaunch.agentExecutor.registering.starting' },
    ],
    ['registering.waiting', 'running: stopWatchingRegistration registered', { type: 'registers', hasWork: true }],
    [
      'registering.waiting',
      'running: stopWatchingRegistration subscribed',
      { type: 'registers', hasWork: true, v1: true },
    ],
    [
      'registering.waiting',
      'terminating.asked: stopWatchingRegistration askToShutDown',
      { type: 'registers', hasWork: false },
    ],
    [
      'registering.waiting',
      'terminating.destroyed: stopWatchingRegistration noteRegistrationTimeout destroy',
      { type: 'executorRegistrationTimeout' },
    ],
    ['registering.pulling', 'terminated: stopWatchingRegistration noteLaunchFailed ended', { type: 'launchFailed' }],
    ['registering.returning', 'running: stopWatchingRegistration reregistered', { type: 'reregisters' }],
    [
      'registering.returning',
      'terminating.destroyed: stopWatchingRegistration noteReregistrationTimeout destroy',
      { type: 'notReturned' },
    ],
    ['registering.waiting', '-', { type: 'notReturned' }],
    ['running', '-', { type: 'registers', hasWork: true }],
    ['running', 'running: subscribed', { type: 'registers', v1: true }],
    ['running', 'terminating.asked: stopRunning askToShutDown', { type: 'shutdown' }],
    ['terminating.asked', 'terminating.destroyed: stopGrace destroy', { type: 'executorShutdownGrace' }],
    ['terminating.asked', '-', { type: 'shutdown' }],
    ['terminating.asked', 'terminated: stopGrace ended', { type: 'containerEnded' }],
    ['terminating.destroyed', 'terminated: ended', { type: 'containerEnded' }],
    ['running', 'terminated: stopRunning ended', { type: 'containerEnded' }],
    ['terminated', 'removed: forgetMachine', { type: 'removed' }],
    ['running', 'running: reap', { type: 'exited' }],
  ])('in %s: %s', (state, next, event) => {
    expect(mesos(state, event)).toBe(next)
  })

  it.each([
    ['mesos, image and uris', { docker: false, pullMs: 1, fetchMs: 1 }, ['pulling', 'fetching', 'starting']],
    ['docker, image and uris', { docker: true, pullMs: 1, fetchMs: 1 }, ['fetching', 'pulling', 'starting']],
    ['docker, image there', { docker: true, pullMs: null, fetchMs: null }, ['starting']],
    ['mesos, uris only', { docker: false, pullMs: null, fetchMs: 1 }, ['fetching', 'starting']],
  ])('prepares a container: %s', (_what, more, states) => {
    const context = { ...facts, launchMs: 20, ...more }
    const step = rows(executorMachine, context)
    const timers = { pulling: 'imagePull', fetching: 'fetch', starting: 'containerLaunch' }
    const walked: string[] = []
    let state = step('known', { type: 'nothing' }).split(':')[0] ?? ''
    while (state !== 'registering.waiting' && walked.length < 5) {
      const phase = state.slice('registering.'.length) as keyof typeof timers
      walked.push(phase)
      const fired = { type: `xstate.after.${timers[phase]}.agentExecutor.registering.${phase}` }
      state = step(state, fired).split(':')[0] ?? ''
    }
    expect(walked).toEqual(states)
  })
})

describe('a status-update stream (4(h))', () => {
  const stream = rows(streamMachine, { key: 'F t', hasPending: false })
  const ack = (facts: object) => ({ type: 'acknowledgement', matches: true, terminal: false, more: false, ...facts })

  it.each([
    ['idle', 'pending.sent: append forward', { type: 'update' }],
    ['idle', 'pending.held: append', { type: 'update', paused: true }],
    ['pending.sent', 'pending.sent: append', { type: 'update' }],
    ['pending.held', 'pending.held: append', { type: 'update', paused: true }],
    ['pending.sent', 'pending.sent: forwardAgain', { type: 'statusUpdateRetry' }],
    ['pending.sent', 'pending.sent: stopRetry pop forward', ack({ more: true })],
    ['pending.sent', 'idle: stopRetry pop', ack({})],
    ['pending.sent', 'closed: stopRetry pop close', ack({ terminal: true })],
    ['pending.sent', 'closed: stopRetry pop close', ack({ terminal: true, more: true })],
    ['idle', '-', ack({})],
    ['pending.sent', 'pending.held: stopRetry', { type: 'pause' }],
    ['pending.held', 'pending.sent: forward', { type: 'resume' }],
    ['pending.sent', 'pending.sent: stopRetry forward', { type: 'resume' }],
    ['idle', '-', { type: 'resume' }],
    ['pending.held', 'closed: close', { type: 'cleanup' }],
  ])('in %s: %s', (state, next, event) => {
    expect(stream(state, event)).toBe(next)
  })

  it.each(['idle', 'pending.sent', 'pending.held'])(
    'in %s takes no update twice, no foreign acknowledgement',
    (state) => {
      expect(stream(state, { type: 'update', known: true })).not.toMatch(/append/)
      expect(stream(state, ack({ matches: false }))).not.toMatch(/pop/)
    },
  )

  it('read from disk waits for the registration', () => {
    expect(rows(streamMachine, { key: 'F t', hasPending: true })('opening', { type: 'nothing' })).toBe('pending.held:')
    expect(stream('opening', { type: 'nothing' })).toBe('idle:')
  })

  it('is held and let go by its manager', () => {
    const manager = rows(updatesMachine)
    expect(manager('paused', { type: 'resume' })).toBe('forwarding: resumeStreams')
    expect(manager('forwarding', { type: 'pause' })).toBe('paused: pauseStreams')
    expect(manager('paused', { type: 'update' })).toBe('paused: store')
  })
})
