import { describe, expect, it } from 'vitest'
import { assign, createMachine, raise, setup } from 'xstate'
import { compiledStepper } from './compile.ts'
import { agentMachine } from './rich.fixture.ts'
import { expectSameRun } from './same.fixture.ts'
import { isArm, isCancel } from './stepper.ts'

type Config = Parameters<typeof createMachine>[0]
const machineOf = (config: Config) => createMachine({ id: 'm', ...config } as Config)
const names = (step: ReturnType<typeof expectSameRun>) => step?.effects.map((effect) => effect.type).join(' ')
const run = (config: Config, ...types: string[]) =>
  expectSameRun(
    machineOf(config),
    types.map((type) => ({ type })),
  )

describe('self transitions', () => {
  const config = {
    initial: 'a',
    states: {
      a: {
        initial: 'a1',
        entry: 'in-a',
        exit: 'out-a',
        states: { a1: { entry: 'in-a1', exit: 'out-a1', on: { move: 'a2' } }, a2: { entry: 'in-a2', exit: 'out-a2' } },
        on: {
          stay: { actions: 'act' },
          inner: { target: '.a1', actions: 'act' },
          self: { target: 'a', actions: 'act' },
          again: { target: 'a', reenter: true, actions: 'act' },
          innerAgain: { target: '.a1', reenter: true, actions: 'act' },
        },
      },
    },
  }
  it.each([
    ['stay', 'a.a2', 'act'],
    ['inner', 'a.a1', 'out-a2 act in-a1'],
    ['self', 'a.a1', 'out-a2 act in-a1'],
    ['again', 'a.a1', 'out-a2 out-a act in-a in-a1'],
    ['innerAgain', 'a.a1', 'out-a2 out-a act in-a in-a1'],
  ])('%s ends in %s with %s', (event, value, effects) => {
    const step = run(config, 'move', event)
    expect(step?.state.value).toBe(value)
    expect(names(step)).toBe(effects)
  })
})

describe('targets', () => {
  const config = {
    id: 'm',
    entry: 'in-root',
    exit: 'out-root',
    initial: 'a',
    states: {
      a: {
        initial: 'a1',
        exit: 'out-a',
        states: { a1: { on: { up: '#m.a', root: '#m', over: '#m.b.b2' } } },
        on: { sibling: 'b', deep: 'b.b2' },
      },
      b: { initial: 'b1', entry: 'in-b', states: { b1: {}, b2: { entry: 'in-b2' } } },
    },
    on: { child: '.b', reset: { target: '.a', reenter: true } },
  }
  it.each([
    ['an ancestor', 'up', 'a.a1', 'out-a'],
    ['the root', 'root', 'a.a1', 'out-a in-root'],
    ['a state by id and path', 'over', 'b.b2', 'out-a in-b in-b2'],
    ['a sibling', 'sibling', 'b.b1', 'out-a in-b'],
    ['a state inside a sibling', 'deep', 'b.b2', 'out-a in-b in-b2'],
    ['a child of the root', 'child', 'b.b1', 'out-a in-b'],
    ['a child of the root, which is entered again', 'reset', 'a.a1', 'out-a out-root in-root'],
  ])('%s', (_, event, value, effects) => {
    const step = run(config, event)
    expect(step?.state.value).toBe(value)
    expect(names(step)).toBe(effects)
  })
})

describe('wildcards', () => {
  const config = {
    initial: 'a',
    states: {
      a: {
        on: {
          'net.*': { actions: 'net' },
          '*': { actions: 'any' },
          'net.up.*': { actions: 'up' },
          'net.up': { actions: 'exact' },
        },
      },
      b: {},
    },
    on: { 'only.root': { actions: 'root' } },
  }
  it.each([
    ['net', 'net'],
    ['net.down', 'net'],
    ['net.up', 'exact'],
    ['net.up.fast', 'up'],
    ['network', 'any'],
    ['only.root', 'any'],
  ])('%s is taken by %s', (event, action) => {
    expect(names(run(config, event))).toBe(action)
  })
  it('take more unknown types than a leaf remembers', () => {
    const stepper = compiledStepper(machineOf(config))
    const { state } = stepper.initial(undefined)
    const taken = Array.from({ length: 2_000 }, (_, i) => stepper.step(state, { type: `t${i}` }).effects[0]?.type)
    expect(new Set(taken)).toEqual(new Set(['any']))
  })
})

describe('one macrostep', () => {
  it('takes eventless transitions before raised events, and raised events in their order', () => {
    const config = {
      initial: 'a',
      states: {
        a: { on: { go: { target: 'b', actions: [raise({ type: 'one' }), raise({ type: 'two' })] } } },
        b: { always: { target: 'c', actions: 'always' }, on: { one: { actions: 'wrong' } } },
        c: {
          on: {
            one: { actions: ['first', raise({ type: 'three' })] },
            two: { actions: 'second' },
            three: { target: 'd', actions: 'third' },
          },
        },
        d: {},
      },
    }
    const step = run(config, 'go')
    expect(step?.state.value).toBe('d')
    expect(names(step)).toBe('always first second third')
  })

  it('may begin with an eventless transition whose guard looks at an event nobody handles', () => {
    const config: Config = {
      initial: 'a',
      states: { a: { always: { guard: ({ event }) => event.type === 'open', target: 'b' } }, b: {} },
    }
    expect(run(config, 'open')).toMatchObject({ state: { value: 'b' }, taken: true })
    expect(run(config, 'other')).toMatchObject({ state: { value: 'a' }, taken: false })
  })

  it('resolves params with the context as the actions before left it', () => {
    const machine = setup({
      types: { context: {} as { n: number }, events: {} as { type: 'go'; by: number } },
      actions: {
        say: (_args, _params: { n: number; by: number }) => {},
        add: assign(({ context }, params: { by: number }) => ({ n: context.n + params.by })),
      },
    }).createMachine({
      id: 'm',
      context: { n: 1 },
      on: {
        go: {
          actions: [
            { type: 'say', params: ({ context, event }) => ({ n: context.n, by: event.by }) },
            { type: 'add', params: ({ event }) => ({ by: event.by }) },
            assign({ n: ({ context }) => context.n * 10 }),
            { type: 'say', params: ({ context, event }) => ({ n: context.n, by: event.by }) },
          ],
        },
      },
    })
    const step = expectSameRun(machine, [{ type: 'go', by: 2 } as { type: string }])
    expect(step).toStrictEqual({
      state: { value: '', context: { n: 30 } },
      effects: [
        { type: 'say', params: { n: 1, by: 2 } },
        { type: 'say', params: { n: 30, by: 2 } },
      ],
      taken: true,
    })
  })
})

describe('final states', () => {
  const config = {
    exit: 'out-root',
    initial: 'a',
    states: {
      a: {
        initial: 'a1',
        states: { a1: { on: { finish: 'a2' } }, a2: { type: 'final' as const, entry: 'in-a2' } },
        onDone: { target: 'z', actions: 'done' },
        after: { 10: 'z' },
      },
      z: { type: 'final' as const, entry: 'in-z', exit: 'out-z' },
    },
    on: { late: { actions: 'late' } },
  }
  it('raise onDone of the state around them; at the top they leave everything', () => {
    const step = run(config, 'finish')
    expect(step?.state.value).toBe('z')
    expect(names(step)).toBe('in-a2 chart.cancel done in-z out-z out-root')
  })
  it('at the top take no event any more', () => {
    expect(run(config, 'finish', 'late')).toMatchObject({ effects: [], taken: false })
  })
})

describe('the compiled grade', () => {
  const stepper = compiledStepper(agentMachine)
  const start = stepper.initial({ firstBackoffMs: 100 })

  it('gives the same state object back when nothing changed, even when it had effects', () => {
    const step = stepper.step(start.state, { type: 'link.up' })
    expect(step).toMatchObject({ taken: true, effects: [{ type: 'send' }] })
    expect(step.state).toBe(start.state)
  })

  it('steps on from a state that went through JSON', () => {
    const event = { type: 'xstate.after.backoff.agent.disconnected.waiting' }
    const revived = JSON.parse(JSON.stringify(start.state)) as typeof start.state
    expect(stepper.step(revived, event)).toStrictEqual(stepper.step(start.state, event))
  })

  it('shares its fixed effects but nobody can change them', () => {
    const { effects } = stepper.step(start.state, { type: 'link.up' })
    expect(stepper.step(start.state, { type: 'link.up' }).effects).toBe(effects)
    expect(Object.isFrozen(effects)).toBe(true)
    expect(Object.isFrozen(effects[0])).toBe(true)
  })

  it('is worked out once per machine', () => {
    expect(compiledStepper(agentMachine)).toBe(stepper)
    expect(compiledStepper(agentMachine.provide({}))).not.toBe(stepper)
  })

  it('tells timers from actions', () => {
    const { effects } = stepper.step(start.state, { type: 'Registered', agentId: 'S0' } as { type: string })
    expect(
      effects.map((effect) => (isArm(effect) ? `arm ${effect.delayMs}` : isCancel(effect) ? 'cancel' : effect.type)),
    ).toEqual(['cancel', 'send', 'arm 15000'])
  })

  it('sees each context once: nothing is kept between steps', () => {
    const other = stepper.initial({ firstBackoffMs: 7 })
    stepper.step(start.state, { type: 'xstate.after.backoff.agent.disconnected.waiting' })
    expect(other.state.context).toMatchObject({ backoffMs: 7 })
    expect(start.state.context).toMatchObject({ backoffMs: 100 })
  })
})
