import { describe, expect, it } from 'vitest'
import { rows } from '../agent/table.fixture.ts'
import { driverMachine } from './driver.ts'
import { libraryMachine } from './library.ts'
import { customMachine, defaultMachine } from './multi.ts'
import { singleMachine } from './single.ts'
import { taskMachine } from './task.ts'

const left = { type: 'exited', peer: 'agent-1' }

describe('the v0 driver of an executor (1.5)', () => {
  const keeping = rows(driverMachine, { agent: 'agent-1', checkpoint: true })
  const ending = rows(driverMachine, { agent: 'agent-1', checkpoint: false })

  it.each([
    ['registering', 'connected: callRegistered', { type: 'ExecutorRegisteredMessage' }],
    ['registering', '-', { type: 'RunTaskMessage' }],
    ['registering', 'shuttingDown: callShutdown', { type: 'ShutdownExecutorMessage' }],
    ['registering', 'shuttingDown: callShutdown', left],
    ['connected', 'connected: callLaunch', { type: 'RunTaskMessage' }],
    ['connected', 'connected: callMessage', { type: 'FrameworkToExecutorMessage' }],
    ['connected', 'connected: forgetUpdate', { type: 'StatusUpdateAcknowledgementMessage' }],
    ['connected', 'connected: sendUpdate', { type: 'sendStatusUpdate' }],
    ['connected', 'disconnected: waitForAgent', left],
    ['connected', '-', { type: 'exited', peer: 'agent-2' }],
    ['disconnected', '-', { type: 'RunTaskMessage' }],
    ['disconnected', 'disconnected: callKill', { type: 'KillTaskMessage' }],
    ['disconnected', 'disconnected: reregister', { type: 'ReconnectExecutorMessage' }],
    ['disconnected', 'connected: stopWaiting callReregistered', { type: 'ExecutorReregisteredMessage' }],
    ['disconnected', 'shuttingDown: stopWaiting callShutdown', { type: 'recoveryTimeout' }],
    ['shuttingDown', '-', { type: 'KillTaskMessage' }],
    ['shuttingDown', '-', { type: 'StatusUpdateAcknowledgementMessage' }],
    ['shuttingDown', 'shuttingDown: sendUpdate', { type: 'sendStatusUpdate' }],
    ['shuttingDown', 'stopped: endProcess', { type: 'executorShutdownGrace' }],
    ['connected', 'stopped: endProcess', { type: 'stop' }],
  ])('of a checkpointing framework in %s: %s', (state, next, event) => {
    expect(keeping(state, event)).toBe(next)
  })

  it('without checkpoints ends when its agent does', () => {
    expect(ending('connected', left)).toBe('shuttingDown: callShutdown')
  })
})

describe('the v1 library of an executor (4(g))', () => {
  const keeping = rows(libraryMachine, { agent: 'agent-1', checkpoint: true })
  const ending = rows(libraryMachine, { agent: 'agent-1', checkpoint: false })

  it.each([
    ['connecting', 'subscribing: subscribe', { type: 'connected' }],
    ['subscribing', 'subscribing: subscribe', { type: 'subscribeRetry' }],
    ['subscribing', 'subscribed: stopSubscribing callRegistered startBeating', { type: 'SUBSCRIBED' }],
    ['subscribing', '-', { type: 'LAUNCH' }],
    ['subscribing', 'subscribing: keepUpdate', { type: 'sendStatusUpdate' }],
    ['subscribing', '-', { type: '503' }],
    ['subscribed', 'subscribed: callLaunchGroup', { type: 'LAUNCH_GROUP' }],
    ['subscribed', 'subscribed: callAcknowledged', { type: 'ACKNOWLEDGED' }],
    ['subscribed', 'subscribed: sendUpdate', { type: 'sendStatusUpdate' }],
    ['subscribed', 'subscribed: beat', { type: 'heartbeat' }],
    ['subscribed', 'disconnected: stopBeating waitForAgent waitToConnect', left],
    ['disconnected', 'disconnected: connect', { type: 'connectDelay' }],
    ['disconnected', 'disconnected: waitToConnect', { type: 'refused' }],
    ['disconnected', 'subscribing: stopWaiting stopConnecting subscribe', { type: 'connected' }],
    ['disconnected', 'shuttingDown: stopWaiting stopConnecting callShutdown', { type: 'recoveryTimeout' }],
    ['subscribed', 'shuttingDown: stopBeating callShutdown', { type: 'SHUTDOWN' }],
    ['shuttingDown', 'shuttingDown: callAcknowledged', { type: 'ACKNOWLEDGED' }],
  ])('of a checkpointing framework in %s: %s', (state, next, event) => {
    expect(keeping(state, event)).toBe(next)
  })

  it('without checkpoints ends when its agent does', () => {
    expect(ending('subscribed', left)).toBe('shuttingDown: stopBeating callShutdown')
  })
})

describe('executors', () => {
  const single = rows(singleMachine)
  it.each([
    ['starting', 'idle:', { type: 'registered' }],
    ['idle', 'running: launch', { type: 'launchTask' }],
    ['idle', 'gone: stopDriver', { type: 'shutdown' }],
    ['running', 'killing: kill', { type: 'killTask' }],
    ['running', 'killing: killInShutdown', { type: 'shutdown' }],
    ['running', 'killing: killOverdue', { type: 'maxCompletionTime' }],
    ['running', 'killing:', { type: 'unhealthy' }],
    ['running', 'ended: sayEnded waitToGo', { type: 'exit' }],
    ['killing', 'killing: shorten', { type: 'killTask' }],
    ['killing', 'killing: killHard', { type: 'killGrace' }],
    ['killing', 'ended: sayEnded waitToGo', { type: 'exit' }],
    ['ended', 'gone: stopDriver', { type: 'selfExit' }],
    ['ended', '-', { type: 'killTask' }],
  ])('of one task in %s: %s', (state, next, event) => {
    expect(single(state, event)).toBe(next)
  })

  const custom = rows(customMachine)
  const pod = rows(defaultMachine)
  it('of many tasks serve until they are shut down; that of task groups until its last task', () => {
    expect(custom('serving', { type: 'lastEnded' })).toBe('-')
    expect(pod('serving', { type: 'lastEnded' })).toBe('leaving: waitToGo')
    expect(custom('serving', { type: 'shutdown' })).toBe('shuttingDown: killAll')
    expect(custom('shuttingDown', { type: 'lastEnded' })).toBe('leaving: waitAMoment')
    expect(custom('serving', { type: 'launchTaskGroup' })).toBe('-')
    expect(pod('leaving', { type: 'settled' })).toBe('gone: stopDriver')
  })
})

describe("a task's process", () => {
  const facts = { taskId: 't', parent: 'p', runMs: null, exitCode: null, signal: null, healthy: true }
  const meek = rows(taskMachine, { ...facts, ignoresSigterm: false })
  const stubborn = rows(taskMachine, { ...facts, ignoresSigterm: true })

  it('ends by itself, by a signal, or only by SIGKILL', () => {
    expect(meek('created', { type: 'fork', body: { command: 'sleep 1' } })).toBe('running: startClock')
    expect(meek('running', { type: 'run' })).toBe('ended: stopClock reap')
    expect(meek('running', { type: 'SIGTERM' })).toBe('ended: stopClock reap')
    expect(stubborn('running', { type: 'SIGTERM' })).toBe('-')
    expect(stubborn('running', { type: 'SIGKILL' })).toBe('ended: stopClock reap')
    expect(meek('ended', { type: 'reap' })).toBe('reaped: tellParent')
  })
})
