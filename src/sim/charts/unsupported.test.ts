import { describe, expect, it } from 'vitest'
import {
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  fromPromise,
  log,
  raise,
  sendTo,
  spawnChild,
  stateIn,
  stopChild,
} from 'xstate'
import { compiledStepper } from './compile.ts'
import { oracleStepper } from './oracle.ts'

type Config = Parameters<typeof createMachine>[0]
const machineOf = (config: Config) => createMachine({ id: 'm', ...config } as Config)
const onGo = (actions: unknown) =>
  machineOf({ initial: 'a', states: { a: { on: { go: { actions: actions as never } } } } })
const guarded = (guard: unknown) =>
  machineOf({ initial: 'a', states: { a: { on: { go: { guard: guard as never } } } } })
const worker = fromPromise(async () => 1)

const cases: readonly (readonly [string, ReturnType<typeof machineOf>, string])[] = [
  ['parallel states', machineOf({ type: 'parallel', states: { a: {}, b: {} } }), 'parallel states in'],
  ['history', machineOf({ initial: 'a', states: { a: {}, h: { type: 'history' } } }), 'history in'],
  ['invoke', machineOf({ initial: 'a', states: { a: { invoke: { src: worker } } } }), 'invoke in'],
  ['output', machineOf({ initial: 'a', states: { a: { type: 'final', output: 1 } }, output: 2 }), 'output in'],
  [
    'several targets',
    machineOf({ initial: 'a', states: { a: {}, b: {} }, on: { go: { target: ['.a', '.b'] } } } as never),
    'several targets in one transition',
  ],
  ['a dot in a name', machineOf({ initial: 'a.b', states: { 'a.b': {} } }), 'a dot in the name of a state'],
  [
    'states inside a final state',
    machineOf({ initial: 'a', states: { a: { type: 'final', initial: 'b', states: { b: {} } } } } as never),
    'states inside a final state',
  ],
  ['a final root', machineOf({ type: 'final' }), 'a final root'],
  [
    'a reserved event',
    machineOf({ on: { 'xstate.error.actor.x': { actions: 'x' } } }),
    `a transition on 'xstate.error.actor.x'`,
  ],
  ['sendTo', onGo(sendTo('peer', { type: 'x' })), 'sendTo on'],
  ['emit', onGo(emit({ type: 'x' })), 'emit on'],
  ['enqueueActions', onGo(enqueueActions(() => {})), 'enqueueActions on'],
  ['spawnChild', onGo(spawnChild(worker)), 'spawnChild on'],
  ['stopChild', onGo(stopChild('x')), 'stopChild on'],
  ['log', onGo(log('x')), 'log on'],
  ['spawn in assign', onGo(assign(({ spawn }) => ({ child: spawn(worker) }))), 'spawn on'],
  ['spawn in a part of assign', onGo(assign({ child: ({ spawn }) => spawn(worker) })), 'spawn on'],
  [
    'spawn in the context factory',
    machineOf({ context: ({ spawn }) => ({ child: spawn(worker) }) }),
    'spawn in the context factory',
  ],
  ['an action without a name', onGo(() => {}), 'an action function without a name'],
  ['a name kept for timers', onGo('chart.arm'), `an action named 'chart.arm'`],
  ['a delayed raise without id', onGo(raise({ type: 'x' }, { delay: 5 })), 'raise with a delay and without an id'],
  ['an unknown delay', machineOf({ initial: 'a', states: { a: { after: { nope: 'a' } } } }), `the delay 'nope'`],
  ['an unknown guard', guarded('nope'), `the guard 'nope'`],
  ['stateIn', guarded(stateIn('a')), 'a guard built with stateIn'],
]

describe('what charts do not support', () => {
  it.each(cases)('fails at load and by name: %s', (_, machine, feature) => {
    for (const grade of [compiledStepper, oracleStepper]) {
      expect(() => grade(machine)).toThrow(`Machine 'm' uses ${feature}`)
      expect(() => grade(machine)).toThrow('which charts do not support.')
    }
  })

  it('says where: the state, the event, entry or exit', () => {
    const at = (config: Config) => () => compiledStepper(machineOf(config))
    expect(at({ initial: 'a', states: { a: { on: { go: { actions: log('x') } } } } })).toThrow(`log on 'go' in 'm.a'`)
    expect(at({ initial: 'a', states: { a: { entry: log('x') } } })).toThrow(`log at the entry of 'm.a'`)
    expect(at({ initial: 'a', states: { a: { exit: log('x'), on: { go: { target: 'a', reenter: true } } } } })).toThrow(
      `log at the exit of 'm.a'`,
    )
  })

  it('is found in states that are never reached too', () => {
    expect(() => compiledStepper(machineOf({ initial: 'a', states: { a: {}, lost: { entry: log('x') } } }))).toThrow(
      `log at the entry of 'm.lost'`,
    )
    expect(() => compiledStepper(machineOf({ initial: 'a', states: { a: {}, lost: { exit: log('x') } } }))).toThrow(
      `log at the exit of 'm.lost'`,
    )
  })
})

describe('what shows only when it runs', () => {
  it('spawn by another way throws in both grades', () => {
    const machine = onGo(assign((args) => ({ child: args.spawn(worker) })))
    for (const grade of [compiledStepper, oracleStepper]) {
      const stepper = grade(machine)
      const { state } = stepper.initial(undefined)
      expect(() => stepper.step(state, { type: 'go' })).toThrow('no live actors')
    }
  })

  it('a loop that never settles throws in both grades', () => {
    const machine = machineOf({
      initial: 'a',
      states: { a: { on: { go: 'b' } }, b: { always: 'c' }, c: { always: 'b' } },
    })
    for (const grade of [compiledStepper, oracleStepper]) {
      const stepper = grade(machine)
      const { state } = stepper.initial(undefined)
      expect(() => stepper.step(state, { type: 'go' })).toThrow()
    }
  })

  it('an unknown state, and an event kept by XState, throw in both grades', () => {
    const machine = machineOf({ initial: 'a', states: { a: { entry: cancel('x') } } })
    for (const grade of [compiledStepper, oracleStepper]) {
      const stepper = grade(machine)
      expect(() => stepper.step({ value: 'z', context: {} }, { type: 'go' })).toThrow()
      expect(() => stepper.step({ value: 'a', context: {} }, { type: 'xstate.stop' })).toThrow('no event of the world')
      expect(() => stepper.step({ value: 'a', context: {} }, { type: '*' })).toThrow('no event of the world')
    }
  })
})
