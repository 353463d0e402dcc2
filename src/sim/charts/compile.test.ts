import { describe, expect, it } from 'vitest'
import { and, assign, cancel, not, or, raise, setup } from 'xstate'
import { expectSameRun } from './same.fixture.ts'

interface Context {
  readonly n: number
  readonly log: readonly string[]
}
type Events =
  | { type: 'go' }
  | { type: 'add'; by: number }
  | { type: 'stop' }
  | { type: 'net.up' }
  | { type: 'net.down.hard' }
  | { type: 'ping' }

/** Named actions whose implementation does nothing: only name and params matter. */
const base = setup({
  types: { context: {} as Context, events: {} as Events, input: {} as { from?: number } },
  actions: {
    send: (_args, _params: string | number) => {},
    bump: assign({ n: ({ context }) => context.n + 1 }),
    set: assign((_, params: { to: number }) => ({ n: params.to })),
  },
  guards: {
    isBig: ({ context }) => context.n > 2,
    isOver: ({ context }, params: { limit: number }) => context.n > params.limit,
    isOdd: ({ context }) => context.n % 2 === 1,
    isBigAndOdd: and(['isBig', 'isOdd']),
  },
  delays: { think: 101, grow: ({ context }) => 10 * context.n },
})
const context = { n: 0, log: [] }

describe('both grades of a stepper', () => {
  it('start where the machine starts, with input, entry actions and initial actions', () => {
    const machine = base.createMachine({
      id: 'm',
      context: ({ input }) => ({ n: input.from ?? 0, log: [] }),
      entry: { type: 'send', params: ({ context: at }) => at.n },
      initial: 'a',
      states: { a: { entry: ['bump', { type: 'send', params: ({ context: at }) => at.n }] } },
    })
    expect(expectSameRun(machine, [], { from: 4 })).toStrictEqual({
      state: { value: 'a', context: { n: 5, log: [] } },
      effects: [
        { type: 'send', params: 4 },
        { type: 'send', params: 5 },
      ],
      taken: true,
    })
  })

  it('leave, act, enter: in this order, deepest exit first, outermost entry first', () => {
    const note = (params: string) => ({ type: 'send' as const, params })
    const machine = base.createMachine({
      id: 'm',
      context,
      initial: 'a',
      states: {
        a: {
          initial: 'a1',
          exit: note('exit a'),
          states: { a1: { exit: note('exit a1'), on: { go: { target: '#deep', actions: note('go') } } } },
        },
        b: {
          initial: 'b1',
          entry: note('enter b'),
          states: {
            b1: {},
            b2: { initial: 'b21', entry: note('enter b2'), states: { b21: { id: 'deep', entry: note('enter b21') } } },
          },
        },
      },
    })
    const step = expectSameRun(machine, [{ type: 'go' }])
    expect(step?.state.value).toBe('b.b2.b21')
    expect(step?.effects.map((effect) => 'params' in effect && effect.params)).toEqual([
      'exit a1',
      'exit a',
      'go',
      'enter b',
      'enter b2',
      'enter b21',
    ])
  })
})

describe('an event that nobody handles', () => {
  const machine = base.createMachine({
    id: 'm',
    context,
    initial: 'a',
    states: { a: { on: { go: undefined } } },
    on: { go: '.a' },
  })
  it('gives the same state object back and is not taken', () => {
    expect(expectSameRun(machine, [{ type: 'stop' }])).toMatchObject({ effects: [], taken: false })
  })
  it('is not taken either where a state forbids it', () => {
    expect(expectSameRun(machine, [{ type: 'go' }])).toMatchObject({ effects: [], taken: false })
  })
})

describe('timers', () => {
  const machine = base.createMachine({
    id: 'm',
    context,
    initial: 'a',
    states: {
      a: {
        after: { 1000: 'b', think: { actions: { type: 'send', params: 0 } }, grow: 'c' },
        on: { add: { actions: 'bump' }, go: { target: 'a', reenter: true }, stop: 'c' },
      },
      b: {
        entry: raise({ type: 'ping' }, { id: 'mine', delay: ({ context: at }) => at.n + 7 }),
        on: { ping: { actions: cancel('mine') } },
      },
      c: {},
    },
  })
  const names = ['xstate.after.1000.m.a', 'xstate.after.think.m.a', 'xstate.after.grow.m.a']
  it('are armed on entry with fixed, named and computed delays', () => {
    const effects = expectSameRun(machine, [])?.effects
    expect(effects).toEqual(
      [1000, 101, 0].map((delayMs, i) => ({ type: 'chart.arm', timer: names[i], delayMs, event: { type: names[i] } })),
    )
  })
  it('are cancelled when their state is left', () => {
    expect(expectSameRun(machine, [{ type: 'stop' }])?.effects).toEqual(
      names.map((timer) => ({ type: 'chart.cancel', timer })),
    )
  })
  it('are cancelled and armed anew when their state is entered again', () => {
    const effects = expectSameRun(machine, [{ type: 'add' }, { type: 'go' }])?.effects
    expect(effects?.map((effect) => effect.type)).toEqual([
      ...Array(3).fill('chart.cancel'),
      ...Array(3).fill('chart.arm'),
    ])
    expect(effects?.at(-1)).toMatchObject({ delayMs: 10 })
  })
  it('fire as an event of their own name', () => {
    const step = expectSameRun(machine, [{ type: 'xstate.after.1000.m.a' }])
    expect(step?.effects.at(-1)).toEqual({ type: 'chart.arm', timer: 'mine', delayMs: 7, event: { type: 'ping' } })
  })
  it('of one’s own are cancelled by id', () => {
    const step = expectSameRun(machine, [{ type: 'xstate.after.1000.m.a' }, { type: 'ping' }])
    expect(step).toMatchObject({ effects: [{ type: 'chart.cancel', timer: 'mine' }], taken: true })
  })
})

describe('guards', () => {
  const choice = (guard: Parameters<typeof not>[0]) =>
    base.createMachine({
      id: 'm',
      context: ({ input }) => ({ n: input.from ?? 0, log: [] }),
      initial: 'a',
      states: { a: { on: { go: [{ guard: guard as never, target: 'yes' }, { target: 'no' }] } }, yes: {}, no: {} },
    })
  const ways = (guard: Parameters<typeof not>[0]) =>
    [1, 2, 3, 4].map((from) => expectSameRun(choice(guard), [{ type: 'go' }], { from })?.state.value)
  it.each([
    ['inline', ({ context: at }: { context: Context }) => at.n === 2, ['no', 'yes', 'no', 'no']],
    ['named', 'isBig', ['no', 'no', 'yes', 'yes']],
    ['with params', { type: 'isOver', params: { limit: 3 } }, ['no', 'no', 'no', 'yes']],
    ['with computed params', { type: 'isOver', params: () => ({ limit: 1 }) }, ['no', 'yes', 'yes', 'yes']],
    ['and', and(['isBig', 'isOdd'] as never), ['no', 'no', 'yes', 'no']],
    ['or', or(['isBig', 'isOdd'] as never), ['yes', 'no', 'yes', 'yes']],
    ['not', not('isOdd' as never), ['no', 'yes', 'no', 'yes']],
    ['a name for a combination', 'isBigAndOdd', ['no', 'no', 'yes', 'no']],
    [
      'nested',
      or([not('isBig' as never), and(['isOdd', { type: 'isOver', params: { limit: 2 } }] as never)] as never),
      ['yes', 'yes', 'yes', 'no'],
    ],
  ])('choose by %s', (_, guard, expected) => {
    expect(ways(guard as never)).toEqual(expected)
  })
})
