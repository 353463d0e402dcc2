/** A tiny cluster for the kernel's own tests: a player that pings a wall, which answers; the player gives up in time. */
import type { MessageEntry } from '#model/messages/catalogue.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { TraceStore } from '#model/trace/store.ts'
import { jsonLine } from '#model/trace/decode.ts'
import { assign, setup } from 'xstate'
import type { ClusterDefinition, Definition } from './definition.ts'
import { Run, type RunOptions } from './run.ts'

interface PlayerBooks {
  heard: number
}

const player = setup({
  types: { context: {} as { sent: number }, events: {} as { type: string } },
  actions: {
    ping: () => {},
    hear: () => {},
    watch: () => {},
    count: assign({ sent: ({ context }) => context.sent + 1 }),
  },
  delays: { patience: 40 },
}).createMachine({
  id: 'player',
  context: { sent: 0 },
  initial: 'waiting',
  states: {
    waiting: {
      entry: ['count', 'ping', 'watch'],
      after: { patience: 'tired' },
      on: { pong: 'resting', exited: 'alone' },
    },
    resting: { entry: 'hear', on: { tick: 'waiting', exited: 'alone' } },
    tired: { on: { pong: 'resting', exited: 'alone' } },
    alone: {},
  },
})

const wall = setup({
  types: { events: {} as { type: string } },
  actions: { answer: () => {} },
}).createMachine({ id: 'wall', initial: 'standing', states: { standing: { on: { ping: { actions: 'answer' } } } } })

const PLAYER: Definition<PlayerBooks> = {
  kind: 'player',
  machine: player,
  books: () => ({ heard: 0 }),
  effects: {
    ping: (api) => api.send('wall', 'ping', { n: api.books.heard }),
    watch: (api) => api.link('wall'),
    hear: (api) => {
      api.books.heard += 1
      api.arm('tick', 10 + (api.rng.s % 5), { type: 'tick' })
      api.point('heard', api.books.heard, { by: api.id })
    },
  },
}

const WALL: Definition<object> = {
  kind: 'wall',
  machine: wall,
  books: () => ({}),
  effects: { answer: (api, event) => api.send(event.from as string, 'pong', { id: event.id }) },
}

const ENTRY: MessageEntry = {
  name: 'ping',
  from: 'scheduler',
  to: 'scheduler',
  figure: 'ping',
  driver: 'ping',
  http: 'ping',
  kind: 'control',
  depth: 2,
  receipt: { source: 'test' },
}

export const TOY: ClusterDefinition = {
  definitions: new Map([PLAYER, WALL].map((definition) => [definition.kind, definition as unknown as Definition])),
  entry: (name) => (name === 'ping' ? ENTRY : undefined),
  boot: () => [
    { process: 'wall', host: 'wall', startAtMs: 0, members: [{ kind: 'wall', id: 'wall', input: null }] },
    { process: 'player', host: 'player', startAtMs: 5, members: [{ kind: 'player', id: 'player', input: null }] },
  ],
  possible: (api, action) => (api.processUp(action['agent'] as string) ? null : 'it is not up'),
  act: (api, action) => api.endProcess(action['agent'] as string),
  invariants: [],
}

export function aToyScenario(change: Partial<Scenario> = {}): Scenario {
  return {
    version: 1,
    title: 'toy',
    seed: 7,
    network: { latencyMs: [1, 5], links: [] },
    roles: {},
    agents: [],
    frameworks: [],
    actions: [],
    untilMs: 500,
    ...change,
  } as unknown as Scenario
}

/** Runs to the end; the trace as JSON lines. */
export function toyLines(scenario: Scenario, options: RunOptions = {}): string[] {
  const run = Run.start(scenario, TOY, options)
  run.advance()
  return linesOf(run)
}

export function linesOf(run: Run): string[] {
  const trace = new TraceStore()
  trace.append(run.takeChunk())
  return Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))
}
