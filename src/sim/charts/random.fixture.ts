import fc from 'fast-check'
import { and, assign, cancel, createMachine, not, or, raise, type AnyStateMachine } from 'xstate'
import type { ChartEvent } from './stepper.ts'

/** Random small machines: up to three levels, every supported feature, wild targets. */
export interface RandomMachine {
  readonly machine: AnyStateMachine
  /** Its configuration as text, for a failure's report. */
  readonly text: string
}

interface Args {
  readonly context: { readonly n: number; readonly log: readonly string[] }
  readonly event: ChartEvent
}

const NODE_COUNT = 9
const targets = fc.integer({ min: 0, max: NODE_COUNT - 1 }).map((i) => `#s${i}`)

const actions = fc.constantFrom<unknown>(
  { type: 'send', params: { fixed: 1 } },
  'plain',
  { type: 'send', params: ({ context, event }: Args) => ({ n: context.n, of: event.type }) },
  'bump',
  { type: 'add', params: { by: 2 } },
  { type: 'add', params: ({ context }: Args) => ({ by: context.n }) },
  'note',
  assign({ n: 3 }),
  assign({ n: ({ context }) => (context.n as number) + 1, log: ({ context, event }) => [event.type, context.n] }),
  raise({ type: 'e1' }),
  raise(({ context }: Args) => ({ type: context.n % 2 === 0 ? 'e2' : 'a.b' })),
  raise({ type: 'e2' }, { id: 'slow', delay: 50 }),
  raise({ type: 'e0' }, { id: 'varies', delay: ({ context }: Args) => context.n * 10 }),
  raise({ type: 'e0' }, { id: 'named', delay: 'think' as never }),
  cancel('slow'),
  cancel(({ context }: Args) => `t${context.n}`),
)

const guards = fc.constantFrom<unknown>(
  undefined,
  undefined,
  ({ context }: Args) => context.n % 2 === 0,
  'isOdd',
  { type: 'divides', params: { by: 3 } },
  { type: 'divides', params: ({ context }: Args) => ({ by: 1 + (context.log.length % 3) }) },
  not('isOdd'),
  and(['isOdd', { type: 'divides', params: { by: 3 } }]),
  or(['both', ({ event }: Args) => event.type === 'e0']),
)

const some = <T>(items: fc.Arbitrary<T>, maxLength = 2) => fc.array(items, { maxLength, size: 'max' })
const edge = fc.record({
  target: fc.option(targets, { nil: undefined, freq: 4 }),
  reenter: fc.boolean(),
  guard: guards,
  actions: some(actions),
})
const guarded = fc.record({
  target: fc.option(targets, { nil: undefined, freq: 4 }),
  guard: fc.constantFrom('isOdd', 'isSmall', 'both'),
  actions: some(actions),
})
const keyed = (keys: readonly string[], of: fc.Arbitrary<unknown>, minKeys: number) =>
  fc.dictionary(fc.constantFrom(...keys), some(of, 2), { minKeys, maxKeys: 4 })

const parts = fc.record({
  entry: some(actions),
  exit: some(actions),
  on: keyed(['e0', 'e1', 'e2', 'a.b', 'a.*', '*'], edge, 2),
  after: keyed(['10', 'think', 'varies'], edge, 0),
  always: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some(guarded, 1) }),
  onDone: some(edge, 1),
  isFinal: fc.integer({ min: 0, max: 9 }).map((k) => k === 0),
  startActions: some(actions, 1),
})

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never

/** The parents of nodes 1 to 8: always a node before, at most three levels. */
const parents = fc.constantFrom(
  [0, 0, 0, 1, 1, 2, 4, 4],
  [0, 0, 0, 0, 0, 0, 0, 0],
  [0, 1, 1, 1, 0, 0, 5, 6],
  [0, 0, 1, 2, 3, 3, 4, 5],
)

function configOf(index: number, parentOf: readonly number[], all: readonly Parts[]): Record<string, unknown> {
  const { entry, exit, on, after, always, onDone, isFinal, startActions } = all[index] as Parts
  const children = parentOf.flatMap((parent, i) => (parent === index ? [i + 1] : []))
  const own = { id: `s${index}`, entry, exit, on, after, always }
  const [first] = children
  if (first === undefined) return isFinal ? { ...own, type: 'final' } : own
  const states = Object.fromEntries(children.map((child) => [`k${child}`, configOf(child, parentOf, all)]))
  return { ...own, onDone, initial: { target: `k${first}`, actions: startActions }, states }
}

const implementations = {
  actions: {
    send: () => {},
    plain: () => {},
    bump: assign({ n: ({ context }) => (context.n as number) + 1 }),
    add: assign(({ context }, params: { by: number }) => ({ n: ((context.n as number) + params.by) % 100 })),
    note: assign(({ context, event }) => ({ log: [...(context.log as string[]).slice(-3), event.type] })),
  },
  guards: {
    isOdd: ({ context }: Args) => context.n % 2 === 1,
    isSmall: ({ context }: Args) => context.n < 6,
    divides: ({ context }: Args, params: { by: number }) => context.n % params.by === 0,
    both: and(['isOdd', 'isSmall']),
  },
  delays: { think: 101, varies: ({ context }: Args) => context.n },
}

export const randomMachines: fc.Arbitrary<RandomMachine> = fc
  .record({ parentOf: parents, all: fc.array(parts, { minLength: NODE_COUNT, maxLength: NODE_COUNT }) })
  .map(({ parentOf, all }) => {
    const config = { ...configOf(0, parentOf, all), context: ({ input }: { input: number }) => ({ n: input, log: [] }) }
    return { machine: createMachine(config as never, implementations as never), text: JSON.stringify(config) }
  })

const names = ['e0', 'e1', 'e2', 'a.b', 'a.c.d', 'a', 'unknown']
const timers = Array.from({ length: NODE_COUNT }, (_, i) =>
  ['10', 'think', 'varies'].map((delay) => `xstate.after.${delay}.s${i}`),
).flat()
export const randomEvents: fc.Arbitrary<ChartEvent> = fc
  .oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.constantFrom(...timers) })
  .map((type) => ({ type }))
