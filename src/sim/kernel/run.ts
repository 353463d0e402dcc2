/**
 * A run of a scenario: the next due event, again and again. Pure: the same scenario gives the same trace, byte for
 * byte, in Node and in every browser. Who calls decides how far it goes in one breath (`advance`).
 */
import { cloneData } from '#base/platform.ts'
import { assert } from '#base/assert.ts'
import type { Action, Scenario } from '#model/scenario/types.ts'
import type { TraceChunk } from '#model/trace/chunk.ts'
import { compiledStepper } from '../charts/compile.ts'
import { act } from './actions.ts'
import { makeApi } from './api.ts'
import type { ClusterDefinition } from './definition.ts'
import { makeKind, stepInstance } from './machines.ts'
import { arrive, finishService } from './network.ts'
import { startProcess } from './processes.ts'
import { Recorder } from './recorder.ts'
import { dropFirst, peekEntry } from './queue.ts'
import { agentIds, enqueue, instanceOf, viewOf, type MakeStepper, type Sim } from './sim.ts'
import { letGo, makeWorld, type Chore, type Kind, type QueueEntry, type Timer, type World } from './world.ts'

export interface RunOptions {
  /** Invariants after every event (tests), after every n-th, or never (0). Default 0. */
  readonly checkEvery?: number
  /** Records after which the run ends with a `halted` record. Default 10 million. */
  readonly budget?: number
  /** False: the timelines are left out, for who reads records alone; these are the same. Default true. */
  readonly timelines?: boolean
  /** False: messages are recorded without their bodies, for who does not look inside. Default true. */
  readonly bodies?: boolean
  /** False: texts are forgotten once their chunk is taken, for who goes on from no checkpoint. Default true. */
  readonly strings?: boolean
  /** XState's own `transition` or the compiled charts (default). */
  readonly makeStepper?: MakeStepper
}

/** A moment to go on from. Opaque plain data. */
export interface Checkpoint {
  readonly at: number
  /** Records written before it. */
  readonly records: number
  /** Strings known before it. */
  readonly strings: number
  readonly world: World
  /** How many machines it holds: what it weighs. */
  readonly weight: number
}

export interface Limits {
  /** Stop before the first event later than this. */
  readonly untilMs?: number
  /** Stop when so many records have been written in all. */
  readonly records?: number
  /** Stop after so many events of this call. */
  readonly events?: number
}

const kindsOf = new WeakMap<ClusterDefinition, Map<MakeStepper, ReadonlyMap<string, Kind>>>()

/** Charts are compiled once for each cluster definition. */
function kinds(cluster: ClusterDefinition, make: MakeStepper): ReadonlyMap<string, Kind> {
  const known = kindsOf.get(cluster) ?? new Map<MakeStepper, ReadonlyMap<string, Kind>>()
  kindsOf.set(cluster, known)
  let made = known.get(make)
  if (!made) {
    made = new Map(
      [...cluster.definitions].map(([name, definition]) => [name, makeKind(definition, make(definition.machine))]),
    )
    known.set(make, made)
  }
  return made
}

export class Run {
  readonly scenario: Scenario
  private readonly sim: Sim
  private readonly options: Required<Omit<RunOptions, 'makeStepper' | 'timelines' | 'bodies' | 'strings'>>

  private constructor(sim: Sim, options: RunOptions) {
    this.sim = sim
    this.scenario = sim.scenario
    this.options = { checkEvery: options.checkEvery ?? 0, budget: options.budget ?? 10_000_000 }
  }

  static start(scenario: Scenario, cluster: ClusterDefinition, options: RunOptions = {}): Run {
    const links = scenario.network.links.map(({ between, latencyMs }) => ({ between, latency: latencyMs }))
    const world = makeWorld(scenario.network.latencyMs, links)
    const run = new Run(makeSim(scenario, cluster, options, world, new Recorder(options.strings ?? true)), options)
    for (const { startAtMs, ...plan } of cluster.boot(scenario)) {
      enqueue(run.sim, startAtMs, { kind: 'boot', plan })
    }
    return run
  }

  /**
   * Goes on from a checkpoint of a run whose scenario is the same up to the checkpoint's time. `strings` are those
   * that the earlier run knew (at least `checkpoint.strings` of them).
   */
  static resume(
    scenario: Scenario,
    cluster: ClusterDefinition,
    checkpoint: Checkpoint,
    strings: readonly string[],
    options: RunOptions = {},
  ): Run {
    const recorder = Recorder.resumed(checkpoint.records, strings.slice(0, checkpoint.strings))
    const world = cloneData(checkpoint.world)
    world.halted = null
    const run = new Run(makeSim(scenario, cluster, options, world, recorder), options)
    return run
  }

  get now(): number {
    return this.sim.world.now
  }

  get records(): number {
    return this.sim.recorder.next
  }

  get strings(): readonly string[] {
    return this.sim.recorder.strings
  }

  get halted(): World['halted'] {
    return this.sim.world.halted
  }

  get events(): number {
    return this.sim.world.events
  }

  /** Runs until a limit is reached; false once the run has halted. */
  advance(limits: Limits = {}): boolean {
    const { world, recorder } = this.sim
    const last = world.events + (limits.events ?? Number.POSITIVE_INFINITY)
    const records = limits.records ?? Number.POSITIVE_INFINITY
    const until = limits.untilMs ?? Number.POSITIVE_INFINITY
    while (world.halted === null && world.events < last && recorder.next < records) {
      const entry = peekEntry(world.queue)
      const at = this.nextAt(entry)
      if (at > until) break
      this.next(at, entry)
    }
    return world.halted === null
  }

  /** Ends the run here, with the record that says why. */
  halt(why: 'until' | 'quiet' | 'budget', at = this.sim.world.now): void {
    const { world, recorder } = this.sim
    if (world.halted !== null) return
    world.now = at
    world.halted = why
    recorder.add({ at, type: 'halted', name: why, cause: -1 })
  }

  takeChunk(): TraceChunk {
    return this.sim.recorder.take()
  }

  checkpoint(): Checkpoint {
    const { world, recorder } = this.sim
    let weight = world.instances.size
    for (const { machines } of world.processes.values()) weight += machines.length
    return { at: world.now, records: recorder.next, strings: recorder.stringCount, world: cloneData(world), weight }
  }

  /** Lets go of the world of a run that has halted: of a large cluster it is a hundred megabytes. Does nothing before. */
  release(): void {
    const { world, recorder } = this.sim
    if (world.halted === null) return
    letGo(world)
    recorder.close()
  }

  /** Time of the next event, `Infinity` where there is none. `entry`: the first that is queued. */
  private nextAt(entry: QueueEntry | undefined): number {
    const { world } = this.sim
    const queued = entry === undefined ? Number.POSITIVE_INFINITY : entry.at
    const action = this.nextAction()
    return action === null ? queued : Math.min(queued, Math.max(action.atMs, world.now))
  }

  /** The user's next wish. */
  private nextAction(): Action | null {
    const { world, scenario } = this.sim
    return world.nextAction < scenario.actions.length ? (scenario.actions[world.nextAction] as Action) : null
  }

  private next(at: number, entry: QueueEntry | undefined): void {
    const { world, scenario, recorder } = this.sim
    const until = scenario.untilMs
    if (until !== null && at > until) return this.halt('until', until)
    if (at === Number.POSITIVE_INFINITY || (until === null && this.quiet(at))) return this.halt('quiet')
    if (recorder.next >= this.options.budget) return this.halt('budget')
    if (at > world.now && world.pending > 0) world.busyUntil = at
    world.now = at
    world.events += 1
    this.sim.cause = -1
    const action = this.nextAction()
    if (action !== null && action.atMs <= at) {
      world.nextAction += 1
      act(this.sim, action)
    } else {
      assert(entry !== undefined, 'something is due')
      dropFirst(world.queue)
      if (entry.kind !== 'timer') world.pending -= 1
      handle(this.sim, entry)
    }
    const every = this.options.checkEvery
    if (every > 0 && world.events % every === 0) checkInvariants(this.sim)
  }

  /**
   * Nothing is pending, and nothing was for two allocation intervals: what was freed, revived or no longer filtered is offered by the
   * next batch alone, which is periodic.
   */
  private quiet(at: number): boolean {
    const { world, scenario } = this.sim
    if (world.pending > 0 || world.nextAction < scenario.actions.length) return false
    return at - world.busyUntil > 2 * scenario.master.allocationIntervalMs
  }
}

function makeSim(
  scenario: Scenario,
  cluster: ClusterDefinition,
  options: RunOptions,
  world: World,
  recorder: Recorder,
): Sim {
  return {
    scenario,
    cluster,
    kinds: kinds(cluster, options.makeStepper ?? compiledStepper),
    world,
    recorder,
    timelines: options.timelines ?? true,
    bodies: options.bodies ?? true,
    agents: agentIds(scenario),
    roles: new Map(),
    entries: new Map(),
    makeApi,
    cause: -1,
  }
}

function handle(sim: Sim, entry: QueueEntry): void {
  switch (entry.kind) {
    case 'flight':
      return arrive(sim, entry)
    case 'timer':
      return fire(sim, entry)
    case 'chore':
      return handleChore(sim, entry.chore)
  }
}

function handleChore(sim: Sim, chore: Chore): void {
  switch (chore.kind) {
    case 'exited':
      return exited(sim, chore.of, chore.peer, chore.cause)
    case 'service':
      return finishService(sim, chore.of, chore.flight, chore.cause)
    case 'boot':
      return startProcess(sim, chore.plan)
  }
}

function fire(sim: Sim, entry: Timer): void {
  const instance = entry.of
  if (!entry.live || instance.gone) return
  entry.live = false
  if (entry.name === null) instance.loose -= 1
  else instance.timers?.delete(entry.name)
  if (!entry.periodic) sim.world.pending -= 1
  const { at, nameNumber, cause } = entry
  sim.cause = sim.recorder.timer(sim.world.now, instance.number, nameNumber, 'fired', at, cause)
  stepInstance(sim, instance, entry.event)
}

function exited(sim: Sim, of: string, peer: string, cause: number): void {
  const instance = instanceOf(sim, of)
  if (!instance) return
  sim.cause = sim.recorder.add({ at: sim.world.now, type: 'exited', from: of, to: peer, cause })
  stepInstance(sim, instance, { type: 'exited', peer })
}

function checkInvariants(sim: Sim): void {
  const view = viewOf(sim)
  for (const { name, check } of sim.cluster.invariants) {
    if (sim.world.brokenSeen.has(name)) continue
    const detail = check(view)
    if (detail === null) continue
    sim.world.brokenSeen.add(name)
    sim.recorder.add({ at: sim.world.now, type: 'broken', name, cause: sim.cause, body: { detail } })
  }
}
