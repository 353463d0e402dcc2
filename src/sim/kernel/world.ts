/**
 * The whole simulated world as plain data: no closures, no live actors. A checkpoint is a deep copy of it
 * (`checkpoint.ts`); who works on it is `run.ts`.
 */
import { type Due } from '#base/heap.ts'
import { makeRng, type RngState } from '#base/rng.ts'
import type { SimTime } from '#base/units.ts'
import type { Span } from '#model/scenario/types.ts'
import type { MessageEntry } from '#model/messages/catalogue.ts'
import type { Role } from '#model/roles.ts'
import type { Depth } from '#model/trace/records.ts'
import type { ChartEffect, ChartState, Stepper } from '../charts/stepper.ts'
import type { Api, Definition, Effect, ProcessPlan, SimEvent } from './definition.ts'
import { makeQueue, type DueQueue } from './queue.ts'

/** Where a machine keeps what binds its effects to it. A symbol, so that copies of the world leave it out. */
export const API: unique symbol = Symbol('api')
/** Where it keeps what all of its kind share; left out of copies too. */
export const KIND: unique symbol = Symbol('kind')
/** Where it keeps the way of its newest message: the next one mostly goes the same way. Left out of copies too. */
export const ROUTE: unique symbol = Symbol('route')
/** And those of its newest messages by their names. */
export const ROUTES: unique symbol = Symbol('routes')

export interface Instance {
  readonly id: string
  readonly kind: string
  readonly process: string
  /** Whose books a machine of books works on; its own id for a component. */
  readonly owner: string
  /** The machine of that id: itself for a component, null where there was none. */
  home: Instance | null
  state: ChartState
  /** Null for machines of books. */
  readonly books: object | null
  readonly rng: RngState
  /** Of its id in the trace's strings. */
  number: number
  /** Null for machines of books: they speak in their owner's name, and nobody writes to them. */
  mail: Mailbox | null
  /** Running timers by name; null: it never had one. */
  timers: Map<string, Timer> | null
  /** Its place among the machines of books of its process; -1 for a component. */
  place: number
  /** Forgotten: nothing reaches it any more. */
  gone: boolean
  /** Nobody finds it by its id. */
  unlisted: boolean
  /** How many timers run that are known by nothing but themselves, periodic ones apart. */
  loose: number
  [API]?: Api<object> | null
  [KIND]?: Kind | null
}

/** What a component has for its messages. */
export interface Mailbox {
  readonly role: Role
  /** How many messages went out under its id, ever: shared by all that bore it. */
  readonly sent: Count
  readonly serviceMs: number
  /** The message it is busy with; others wait in the inbox. */
  working: string | null
  inbox: Flight[] | null
  [ROUTE]?: Route | null
  [ROUTES]?: Map<string, Route> | null
}

/** What machines of one kind share. */
export interface Kind {
  readonly definition: Definition
  readonly stepper: Stepper
  /** What carries out an effect, by its type; null: the kernel itself. */
  readonly runs: ReadonlyMap<string, Effect<never> | null>
  /** The newest effect, and what carries it out. */
  effect: ChartEffect | null
  run: Effect<never> | null
}

/** What messages of one name from one component to another share. */
export interface Route {
  readonly from: string
  readonly to: string
  readonly name: string
  /** Who had the id when the newest message was sent; null: nobody. */
  readonly receiver: Instance | null
  /** Within one process. */
  readonly local: boolean
  /** Of sender, receiver and name in the trace's strings. */
  readonly fromNumber: number
  readonly toNumber: number
  readonly nameNumber: number
  readonly depth: Depth
  /** Of the figure; `offer`: it depends on what the framework waits for. */
  readonly step: MessageEntry['step']
  pair: Pair | null
}

/** Latency stream and last arrival of an ordered pair. */
export interface Pair {
  readonly rng: RngState
  lastArrival: SimTime
}

export interface Count {
  n: number
}

export interface Process {
  readonly name: string
  readonly host: string
  /** Components in the order in which they came. */
  readonly members: Set<string>
  /** Machines of books, in no order. */
  readonly machines: Instance[]
}

/** A message on its way: an entry of the queue itself, since it is most of what is ever queued. */
export interface Flight {
  readonly kind: 'flight'
  /** When it arrives. */
  readonly at: number
  /** Set as it is queued. */
  seq: number
  /** Its id is `FROM#n`. */
  readonly n: number
  /** It goes to whoever has the receiver's id on arrival. */
  readonly route: Route
  readonly body: unknown
  /** Ordinal of its `sent` record. */
  readonly sent: number
  /** Of the figure, for the `delivered` and `lost` records. */
  readonly step: number
}

/** A timer is its entry in the queue; once it is not live any more, the entry is stale. */
export interface Timer extends Due {
  readonly kind: 'timer'
  readonly of: Instance
  /** Null: known by nothing but itself. */
  readonly name: string | null
  /** Of what the trace calls it, in the trace's strings. */
  readonly nameNumber: number
  readonly event: SimEvent
  readonly cause: number
  readonly periodic: boolean
  live: boolean
}

/** What is due rarely. */
export type Chore =
  | { readonly kind: 'exited'; readonly of: string; readonly peer: string; readonly cause: number }
  | { readonly kind: 'service'; readonly of: string; readonly flight: Flight; readonly cause: number }
  | { readonly kind: 'boot'; readonly plan: ProcessPlan }

/** Three shapes and no more: what is read of every entry is then read fast. */
export type QueueEntry = Flight | Timer | (Due & { readonly kind: 'chore'; readonly chore: Chore })

export interface NextRule {
  readonly what: 'lose' | 'duplicate' | 'delay'
  readonly from: string
  readonly to: string
  readonly name: string | null
  left: number
  readonly byMs: number
}

export interface Faults {
  /** `X|Y` sorted: no message passes. */
  readonly cuts: Set<string>
  readonly next: NextRule[]
  /** Message id to the virtual time at which it is delivered. */
  readonly deliverAt: Map<string, SimTime>
  latency: Span
  readonly links: { between: readonly [string, string]; latency: Span }[]
}

export interface World {
  now: SimTime
  /** Arming order. */
  seq: number
  readonly queue: DueQueue
  readonly instances: Map<string, Instance>
  readonly processes: Map<string, Process>
  /** What each process left on disk. */
  readonly disks: Map<string, Record<string, unknown>>
  /** Messages sent so far, per sender. */
  readonly sentBy: Map<string, Count>
  /** Latency stream and last arrival, per ordered pair: sender, then receiver. */
  readonly pairs: Map<string, Map<string, Pair>>
  /** Who is told when a component's process ends: component to watchers. */
  readonly links: Map<string, Set<string>>
  /** The same the other way round: watcher to those that it watches. */
  readonly watching: Map<string, Set<string>>
  /** Streams of components outlive their process, so that a restart draws on. */
  readonly streams: Map<string, RngState>
  readonly faults: Faults
  /** Index of the next action of the scenario. */
  nextAction: number
  /** Queue entries that are not periodic timers. */
  pending: number
  /** The last time until which something was pending. */
  busyUntil: SimTime
  events: number
  readonly brokenSeen: Set<string>
  /** Numbers of names that come in families (`Api.memberNumber`), plus 1; 0: not numbered yet. */
  readonly families: Map<string, Int32Array>
  halted: 'until' | 'quiet' | 'budget' | null
}

/** Empties all that only a run that goes on needs. */
export function letGo({ queue, ...world }: World): void {
  const { instances, processes, disks, sentBy, pairs, links, watching, streams, families } = world
  for (const held of [instances, processes, disks, sentBy, pairs, links, watching, streams, families]) held.clear()
  queue.heap.length = 0
  queue.instants.clear()
  queue.newest = null
}

export function makeWorld(latency: Span, links: Faults['links']): World {
  return {
    now: 0,
    seq: 0,
    queue: makeQueue(),
    instances: new Map(),
    processes: new Map(),
    disks: new Map(),
    sentBy: new Map(),
    pairs: new Map(),
    links: new Map(),
    watching: new Map(),
    streams: new Map(),
    faults: { cuts: new Set(), next: [], deliverAt: new Map(), latency, links },
    nextAction: 0,
    pending: 0,
    busyUntil: 0,
    events: 0,
    brokenSeen: new Set(),
    families: new Map(),
    halted: null,
  }
}

/** The stream of a component, made at first use from the scenario's seed and the component's id. */
export function streamOf(world: World, seed: number, id: string): RngState {
  let rng = world.streams.get(id)
  if (!rng) {
    rng = makeRng(seed, id)
    world.streams.set(id, rng)
  }
  return rng
}

/** A message's id in the trace: who sent it, and how many it had sent by then. */
export function flightId({ route, n }: Flight): string {
  return `${route.from}#${n}`
}

/** The count of an id's messages: it goes on where the process starts again. */
export function sentBy(world: World, id: string): Count {
  let count = world.sentBy.get(id)
  if (!count) {
    count = { n: 0 }
    world.sentBy.set(id, count)
  }
  return count
}

/** Number of a member of a family, or -1. */
export function memberNumber({ families }: World, family: string, index: number): number {
  return (families.get(family)?.[index] ?? 0) - 1
}

export function setMember({ families }: World, family: string, index: number, number: number): void {
  let numbers = families.get(family)
  if (numbers === undefined || numbers.length <= index) {
    const room = new Int32Array(Math.max(64, 2 * index))
    if (numbers) room.set(numbers)
    numbers = room
    families.set(family, numbers)
  }
  numbers[index] = number + 1
}
