/**
 * What a component is to the kernel: an XState machine that decides, and effects that carry out what it decided on
 * the component's books (ADR 0002). The kernel imports no component; `ClusterDefinition` hands them in.
 */
import type { RngState } from '#base/rng.ts'
import type { SimTime } from '#base/units.ts'
import type { MessageEntry } from '#model/messages/catalogue.ts'
import type { Role } from '#model/roles.ts'
import type { Action, Scenario } from '#model/scenario/types.ts'
import type { SeenBy } from '#model/trace/records.ts'
import type { AnyStateMachine } from 'xstate'

/** What a machine is stepped with: a delivered message (`type` is its name), a timer, an exited peer, an intent. */
export interface SimEvent {
  readonly type: string
  /** Sender of a message. */
  readonly from?: string
  /** Body of a message: never changed by who receives it. */
  readonly body?: unknown
  /** Of `exited`: the component whose process ended. */
  readonly peer?: string
  readonly [key: string]: unknown
}

export type Effect<B> = (api: Api<B>, event: SimEvent, params: unknown) => void

export interface Definition<B = never> {
  /** Unique; machines of books have their owner's kind in front: `master/offer`. */
  readonly kind: string
  readonly machine: AnyStateMachine
  /** By the names of the machine's custom actions. `send` is the kernel's own: params `{ to, name, body }`. */
  readonly effects: Readonly<Record<string, Effect<B>>>
  /** Plain data that a component remembers. Left out by machines of books: they work on their owner's. */
  readonly books?: (input: unknown, scenario: Scenario) => B
}

export interface MemberPlan {
  readonly kind: string
  readonly id: string
  readonly input: unknown
  /** How long it takes per message, during which nothing else reaches it; default 0. */
  readonly serviceMs?: number
}

/** A process of the simulated operating system: what lives and dies together. */
export interface ProcessPlan {
  readonly process: string
  /** The machine it runs on: what `cutLink` speaks of. */
  readonly host: string
  readonly members: readonly MemberPlan[]
}

export interface ArmOptions {
  /** A timer that always comes again: alone it does not keep a run from being quiet. */
  readonly periodic?: boolean
}

export interface AllocationEntry {
  readonly run: number
  readonly trigger: string
  /**
   * The record's body as JSON (contracts.md 3): grants are ten thousands, and nobody keeps them as objects. In pieces, since a
   * text of a megabyte costs more than what it says.
   */
  readonly json: readonly string[]
}

export interface TaskEntry {
  readonly framework: string
  readonly task: string
  readonly agent: string
  readonly state: string
  readonly seenBy: SeenBy
  readonly reason: string | null
}

/** A machine of the same process, for who has very many and would look for each by its id. Plain data, kept in books. */
export interface Machine {
  readonly id: string
  /** Where it stands. */
  readonly state: { readonly value: string }
  /** Forgotten. */
  readonly gone: boolean
}

/** A running timer that is known by nothing else. Plain data, kept in books. */
export interface LooseTimer {
  readonly nameNumber: number
}

/** What an effect may do. Everything happens at once in the simulated world, in the order of the calls. */
export interface Api<B> {
  readonly now: SimTime
  /** The machine whose effect runs. */
  readonly id: string
  readonly scenario: Scenario
  /** Own books, or the owner's. */
  readonly books: B
  readonly context: object
  /** The component's own stream; machines of books share their owner's. */
  readonly rng: RngState
  /** Survives the end of the process: what is checkpointed on disk. Plain data. */
  readonly disk: Record<string, unknown>

  /**
   * Hands a message to the network (other process) or to the same process's mailbox (same instant). A machine of
   * books sends in its owner's name; so does `link`.
   */
  send(to: string, name: string, body: unknown): void
  /** Steps another machine of the same process now. False: it is not there or ignored the event. */
  step(id: string, event: SimEvent): boolean
  /** The same for a machine that `spawnLoose` gave. */
  stepMachine(machine: Machine, event: SimEvent): boolean
  /** Brings a machine to life in this process. */
  spawn(kind: string, id: string, input: unknown): void
  /**
   * The same for one of very many, which nobody finds by its id: that is the family's name with the index behind. It works
   * on the same books as this machine.
   */
  spawnLoose(kind: string, family: string, index: number, input: unknown): Machine
  /** Forgets a machine of this process, with its timers. */
  remove(id: string): void
  removeMachine(machine: Machine): void
  has(id: string): boolean
  /** A machine of this process, to be kept and looked at without its id. */
  machine(id: string): Machine | null
  /** Dotted state of a machine of this process, or null. */
  stateOf(id: string): string | null
  contextOf(id: string): object | null

  /** Named timer of this machine; arming it again replaces it. Fires as the event. */
  arm(name: string, delayMs: number, event: SimEvent, options?: ArmOptions): void
  cancel(name: string): void
  /** When the timer is due, or null. */
  dueAt(name: string): SimTime | null
  /** Number of a text in the trace. */
  nameNumber(text: string): number
  /**
   * Number of one of a family's names, told apart by an index; -1: not numbered yet. For names that are very many: they
   * are not looked up by their texts, so that all that use one must go this way.
   */
  memberNumber(family: string, index: number): number
  addMember(family: string, index: number, text: string): number
  /** A timer beside the named ones, by the number of what the trace calls it: who keeps it can stop it. */
  armLoose(name: number, delayMs: number, event: SimEvent): LooseTimer
  cancelLoose(timer: LooseTimer): void
  uuid(): string

  /** From now on this machine is told (`exited`) when the process of `to` ends. */
  link(to: string): void
  unlink(to: string): void
  /** Whether the component's process is up: for what an operating system knows of its own machine only. */
  isUp(id: string): boolean

  startProcess(plan: ProcessPlan): void
  /** Ends a process: its machines are gone, its timers cancelled, who linked to it hears of it. */
  endProcess(process: string): void

  task(entry: TaskEntry): void
  allocation(entry: AllocationEntry): void
  /** False: nobody reads the timelines of this run, so that their points need not be worked out. */
  readonly timelines: boolean
  /** A point of a timeline (`#model/trace/series.ts`). */
  point(series: string | number, value: number, body?: unknown): void
}

/** What the performer of an action may do besides. */
export interface ActionApi {
  readonly now: SimTime
  readonly scenario: Scenario
  has(id: string): boolean
  stateOf(id: string): string | null
  booksOf(id: string): object | null
  /** Steps a component with an intent; false where it ignored it. */
  step(id: string, event: SimEvent): boolean
  startProcess(plan: ProcessPlan): void
  endProcess(process: string): void
  processUp(process: string): boolean
}

/** Looks at the world after an event; a sentence says what is broken. */
export interface Invariant {
  readonly name: string
  readonly check: (view: WorldView) => string | null
}

/** Read-only look at the whole world, for invariants and for the step numbers. */
export interface WorldView {
  readonly now: SimTime
  readonly scenario: Scenario
  booksOf(id: string): object | null
  stateOf(id: string): string | null
  ids(): Iterable<string>
}

export interface ClusterDefinition {
  readonly definitions: ReadonlyMap<string, Definition>
  /** Entry of a message by name and roles, or undefined. */
  readonly entry: (name: string, from: Role, to: Role) => MessageEntry | undefined
  /** Processes that exist from the start of the scenario, with the time they start. */
  readonly boot: (scenario: Scenario) => readonly (ProcessPlan & { readonly startAtMs: number })[]
  /** Why an action that is not the network's is not possible now, as a sentence, or null. Changes nothing. */
  readonly possible: (api: ActionApi, action: Action) => string | null
  /** Carries out a possible action. */
  readonly act: (api: ActionApi, action: Action) => void
  readonly invariants: readonly Invariant[]
}
