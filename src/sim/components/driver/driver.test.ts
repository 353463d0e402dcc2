import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiledStepper } from '../../charts/compile.ts'
import { expectSameSteps } from '../../charts/same.fixture.ts'
import { batchMachine } from '../batch/machine.ts'
import { hoarderMachine } from '../batch/hoarder.ts'
import { driverMachine } from './machine.ts'
import { libraryMachine } from './libraryMachine.ts'

interface Row {
  readonly from: string
  readonly event: { readonly type: string; readonly [key: string]: unknown }
  readonly to: string
  readonly effects: readonly string[]
}

const fromMaster = (type: string, body: unknown = {}) => ({ type, from: 'master', body })

function walk(machine: Parameters<typeof compiledStepper>[0], { from, event }: Row): Omit<Row, 'from' | 'event'> {
  const { state, effects } = compiledStepper(machine).step({ value: from, context: {} }, event)
  const names = effects.map((effect) => ('timer' in effect ? `${effect.type} ${String(effect.timer)}` : effect.type))
  return { to: state.value, effects: names }
}

const CONNECTED = 'running.connected'
const CONNECTING = 'running.connecting'
const NO_MASTER = 'running.noMaster'

/** mesos-protocol.md 4(g), Status of a driver. */
const STATUS: readonly Row[] = [
  { from: 'notStarted', event: { type: 'start' }, to: NO_MASTER, effects: ['findLeader'] },
  { from: 'notStarted', event: { type: 'stop', body: {} }, to: 'notStarted', effects: [] },
  { from: 'notStarted', event: { type: 'launchTasks', body: {} }, to: 'notStarted', effects: [] },
  { from: CONNECTED, event: { type: 'stop', body: { failover: false } }, to: 'stopped', effects: ['teardown'] },
  { from: CONNECTED, event: { type: 'stop', body: { failover: true } }, to: 'stopped', effects: [] },
  {
    from: CONNECTING,
    event: { type: 'stop', body: { failover: false } },
    to: 'stopped',
    effects: ['chart.cancel subscribeBackoff'],
  },
  { from: CONNECTED, event: { type: 'abort' }, to: 'aborted', effects: ['deactivate'] },
  { from: NO_MASTER, event: { type: 'abort' }, to: 'aborted', effects: [] },
  { from: CONNECTED, event: fromMaster('FrameworkErrorMessage'), to: 'aborted', effects: ['error', 'deactivate'] },
  {
    from: CONNECTING,
    event: fromMaster('FrameworkErrorMessage'),
    to: 'aborted',
    effects: ['chart.cancel subscribeBackoff', 'error'],
  },
  { from: 'aborted', event: { type: 'stop', body: {} }, to: 'stopped', effects: [] },
  { from: 'aborted', event: { type: 'start' }, to: 'aborted', effects: [] },
  { from: 'aborted', event: fromMaster('ResourceOffersMessage'), to: 'aborted', effects: [] },
  { from: 'stopped', event: { type: 'start' }, to: 'stopped', effects: [] },
]

/** mesos-protocol.md 4(g), connection of the SchedulerProcess. */
const CONNECTION: readonly Row[] = [
  {
    from: NO_MASTER,
    event: { type: 'detected', leader: 'master' },
    to: CONNECTING,
    effects: ['linkMaster', 'subscribe'],
  },
  { from: NO_MASTER, event: { type: 'detected', leader: null }, to: NO_MASTER, effects: [] },
  {
    from: CONNECTING,
    event: fromMaster('FrameworkRegisteredMessage'),
    to: CONNECTED,
    effects: ['chart.cancel subscribeBackoff', 'registered'],
  },
  {
    from: CONNECTING,
    event: fromMaster('FrameworkReregisteredMessage'),
    to: CONNECTED,
    effects: ['chart.cancel subscribeBackoff', 'reregistered'],
  },
  { from: CONNECTING, event: { type: 'FrameworkRegisteredMessage', from: 'x' }, to: CONNECTING, effects: [] },
  { from: CONNECTING, event: { type: 'subscribeBackoff' }, to: CONNECTING, effects: ['subscribe'] },
  { from: CONNECTING, event: fromMaster('ResourceOffersMessage'), to: CONNECTING, effects: [] },
  {
    from: CONNECTED,
    event: { type: 'detected', leader: 'master' },
    to: CONNECTING,
    effects: ['disconnected', 'linkMaster', 'subscribe'],
  },
  { from: CONNECTED, event: { type: 'leaderLost' }, to: NO_MASTER, effects: ['disconnected'] },
  { from: CONNECTED, event: fromMaster('FrameworkRegisteredMessage'), to: CONNECTED, effects: [] },
  { from: CONNECTED, event: { type: 'exited', peer: 'master' }, to: CONNECTED, effects: ['masterExited'] },
  { from: CONNECTED, event: { type: 'exited', peer: 'agent-1' }, to: CONNECTED, effects: [] },
]

/** mesos-protocol.md 1.3: what a method does with and without a master. */
const METHODS: readonly (readonly [call: string, connected: readonly string[], without: readonly string[]])[] = [
  ['launchTasks', ['accept', 'forgetOffers'], ['answerLaunch']],
  ['acceptOffers', ['accept', 'forgetOffers'], ['answerLaunch']],
  ['declineOffer', ['decline', 'forgetOffers'], []],
  ['reviveOffers', ['noteRevived', 'revive'], ['noteRevived']],
  ['suppressOffers', ['noteSuppressed', 'suppress'], ['noteSuppressed']],
  ['killTask', ['kill'], []],
  ['reconcileTasks', ['reconcile'], []],
  ['requestResources', ['request'], []],
  ['acknowledgeStatusUpdate', ['acknowledgeExplicitly'], []],
  ['sendFrameworkMessage', ['sendMessage'], []],
  ['updateFramework', ['updateFramework'], ['noteUpdate']],
]

describe('the v0 driver', () => {
  it.each(STATUS)('has Status $to after $event.type in $from', (row) => {
    expect(walk(driverMachine, row)).toEqual({ to: row.to, effects: row.effects })
  })

  it.each(CONNECTION)('is $to after $event.type in $from', (row) => {
    expect(walk(driverMachine, row)).toEqual({ to: row.to, effects: row.effects })
  })

  it.each(METHODS)('%s: with a master %j, without %j', (type, connected, without) => {
    const event = { type, body: {} }
    const done = (from: string) => walk(driverMachine, { from, event, to: from, effects: [] })
    expect(done(CONNECTED)).toEqual({ to: CONNECTED, effects: connected })
    expect(done(CONNECTING)).toEqual({ to: CONNECTING, effects: without })
    expect(done(NO_MASTER)).toEqual({ to: NO_MASTER, effects: without })
    expect(done('aborted')).toEqual({ to: 'aborted', effects: [] })
    expect(done('stopped')).toEqual({ to: 'stopped', effects: [] })
  })

  it.each([
    ['ResourceOffersMessage', 'resourceOffers'],
    ['RescindResourceOfferMessage', 'offerRescinded'],
    ['StatusUpdateMessage', 'statusUpdate'],
    ['LostSlaveMessage', 'slaveLost'],
    ['ExitedExecutorMessage', 'executorLost'],
  ])('hears %s from the leading master only, as %s', (type, callback) => {
    const step = (event: Row['event']) => walk(driverMachine, { from: CONNECTED, event, to: '', effects: [] })
    expect(step(fromMaster(type)).effects).toEqual([callback])
    expect(step({ type, from: 'agent-1', body: {} }).effects).toEqual([])
  })

  it('does not look at who sent a framework message', () => {
    const event = { type: 'ExecutorToFrameworkMessage', from: 'agent-1', body: {} }
    expect(walk(driverMachine, { from: CONNECTING, event, to: '', effects: [] }).effects).toEqual(['frameworkMessage'])
  })
})

const LINKED = 'started.linked'
const subscribeCall = { type: 'send', body: { type: 'SUBSCRIBE' } }
const declineCall = { type: 'send', body: { type: 'DECLINE' } }

/** mesos-protocol.md 4(g), v1 library. */
const LIBRARY: readonly Row[] = [
  { from: 'notStarted', event: { type: 'start' }, to: 'started.disconnected', effects: ['findLeader'] },
  {
    from: 'started.disconnected',
    event: { type: 'detected', leader: 'master' },
    to: 'started.delayed',
    effects: ['awaitConnection'],
  },
  {
    from: 'started.delayed',
    event: { type: 'connectDelay' },
    to: 'started.connecting',
    effects: ['chart.cancel connectDelay', 'linkMaster', 'connect'],
  },
  { from: 'started.connecting', event: { type: 'bothUp' }, to: `${LINKED}.connected`, effects: ['connected'] },
  {
    from: 'started.connecting',
    event: { type: 'connectFailed' },
    to: 'started.disconnected',
    effects: ['findLeader'],
  },
  { from: `${LINKED}.connected`, event: subscribeCall, to: `${LINKED}.subscribing`, effects: ['forward'] },
  { from: `${LINKED}.connected`, event: declineCall, to: `${LINKED}.connected`, effects: [] },
  { from: `${LINKED}.subscribing`, event: declineCall, to: `${LINKED}.subscribing`, effects: [] },
  { from: `${LINKED}.subscribing`, event: { type: '200' }, to: `${LINKED}.subscribed`, effects: [] },
  { from: `${LINKED}.subscribing`, event: fromMaster('SUBSCRIBED'), to: `${LINKED}.subscribed`, effects: ['received'] },
  { from: `${LINKED}.subscribing`, event: { type: '503' }, to: `${LINKED}.connected`, effects: [] },
  { from: `${LINKED}.subscribing`, event: { type: '307' }, to: `${LINKED}.connected`, effects: [] },
  { from: `${LINKED}.subscribing`, event: { type: '403' }, to: `${LINKED}.connected`, effects: ['refused'] },
  { from: `${LINKED}.subscribed`, event: declineCall, to: `${LINKED}.subscribed`, effects: ['forward'] },
  { from: `${LINKED}.subscribed`, event: { type: '202' }, to: `${LINKED}.subscribed`, effects: [] },
  { from: `${LINKED}.subscribed`, event: { type: '403' }, to: `${LINKED}.subscribed`, effects: ['callRefused'] },
  { from: `${LINKED}.subscribed`, event: { type: '400' }, to: `${LINKED}.subscribed`, effects: ['callRefused'] },
  { from: `${LINKED}.subscribed`, event: fromMaster('OFFERS'), to: `${LINKED}.subscribed`, effects: ['received'] },
  {
    from: `${LINKED}.subscribed`,
    event: { type: 'exited', peer: 'master' },
    to: 'started.disconnected',
    effects: ['disconnected', 'findLeader'],
  },
  {
    from: `${LINKED}.subscribed`,
    event: { type: 'leaderLost' },
    to: 'started.disconnected',
    effects: ['disconnected'],
  },
]

describe('the v1 library', () => {
  it.each(LIBRARY)('is $to after $event.type in $from', (row) => {
    expect(walk(libraryMachine, row)).toEqual({ to: row.to, effects: row.effects })
  })
})

/** Every event that some state of the machine names, from whoever it may come. */
function eventsOf(machine: Parameters<typeof compiledStepper>[0]): fc.Arbitrary<Row['event']> {
  const bodies = [{}, { failover: true }, { type: 'SUBSCRIBE' }]
  return fc.record({
    type: fc.constantFrom(...machine.events.filter((type: string) => !type.startsWith('xstate.'))),
    from: fc.constantFrom('master', 'agent-1'),
    peer: fc.constantFrom('master', 'agent-1'),
    leader: fc.constantFrom('master', null),
    body: fc.constantFrom(...bodies),
  })
}

describe('machines of schedulers and drivers', () => {
  it.each([
    ['driver', driverMachine],
    ['library', libraryMachine],
    ['batch', batchMachine],
    ['hoarder', hoarderMachine],
  ] as const)('%s steps alike in both grades', (_kind, machine) => {
    expectSameSteps(machine, eventsOf(machine), { input: {}, runs: 30 })
  })
})
