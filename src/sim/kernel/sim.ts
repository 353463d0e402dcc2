/** The parts of a run that its functions share: the world, the recorder and the definitions. */
import { assert } from '#base/assert.ts'
import type { AgentSpec, Scenario } from '#model/scenario/types.ts'
import type { MessageEntry } from '#model/messages/catalogue.ts'
import { roleOf, type Role } from '#model/roles.ts'
import type { AnyStateMachine } from 'xstate'
import type { Stepper } from '../charts/stepper.ts'
import type { Api, ClusterDefinition, SimEvent, WorldView } from './definition.ts'
import { putEntry } from './queue.ts'
import type { Recorder } from './recorder.ts'
import {
  KIND,
  type Chore,
  type Flight,
  type Instance,
  type Kind,
  type QueueEntry,
  type Timer,
  type World,
} from './world.ts'

export type MakeStepper = (machine: AnyStateMachine) => Stepper

export interface Sim {
  readonly scenario: Scenario
  readonly cluster: ClusterDefinition
  readonly kinds: ReadonlyMap<string, Kind>
  readonly world: World
  readonly recorder: Recorder
  /** Whether the timelines are written beside the records. */
  readonly timelines: boolean
  /** Whether messages are recorded with their bodies. */
  readonly bodies: boolean
  readonly agents: ReadonlySet<string>
  readonly roles: Map<string, Role>
  /** Catalogue entries by roles and name; null: there is none. */
  readonly entries: Map<Role, Map<Role, Map<string, MessageEntry | null>>>
  /** Set by the run: what binds an effect to its machine (`api.ts`). */
  readonly makeApi: (sim: Sim, self: Instance) => Api<object>
  /** Ordinal of the record whose consequences are being worked out, or -1. */
  cause: number
}

/** Queues a chore behind all that is due at the same instant. */
export function enqueue({ world }: Sim, at: number, chore: Chore): void {
  world.pending += 1
  put(world, { kind: 'chore', at, seq: world.seq, chore })
}

/** The same for a message. */
export function enqueueFlight(sim: Sim, flight: Flight): void {
  const { world } = sim
  world.pending += 1
  flight.seq = world.seq
  put(world, flight)
}

/** The same for a timer, caused by the newest record. */
export function enqueueTimer(
  sim: Sim,
  at: number,
  of: Instance,
  name: string | null,
  nameNumber: number,
  event: SimEvent,
  periodic: boolean,
): Timer {
  const { world, recorder } = sim
  if (!periodic) world.pending += 1
  const cause = recorder.next - 1
  const timer: Timer = { kind: 'timer', of, name, nameNumber, event, cause, periodic, live: true, at, seq: world.seq }
  put(world, timer)
  return timer
}

function put(world: World, entry: QueueEntry): void {
  world.seq += 1
  if (entry.at < world.now) assert(false, `nothing is queued in the past (${entry.at} < ${world.now})`)
  putEntry(world.queue, entry)
}

/** What machines of a kind share. */
export function kindNamed(sim: Sim, name: string): Kind {
  const kind = sim.kinds.get(name)
  if (!kind) assert(false, `there is a component of kind ${name}`)
  return kind
}

export function kindOf(sim: Sim, instance: Instance): Kind {
  return (instance[KIND] ??= kindNamed(sim, instance.kind))
}

export function roleIn(sim: Sim, id: string): Role {
  let role = sim.roles.get(id)
  if (role === undefined) {
    role = roleOf(id, (agent) => sim.agents.has(agent))
    sim.roles.set(id, role)
  }
  return role
}

/** The machine a component runs on; an id that does not run now is its own host. */
export function hostOf(sim: Sim, id: string): string {
  const instance = sim.world.instances.get(id)
  if (instance) return sim.world.processes.get(instance.process)?.host ?? id
  if (id.startsWith('observer:') || id === 'allocator') return 'master'
  if (id.startsWith('driver:')) return id.slice('driver:'.length)
  if (id.startsWith('updates:') || id.startsWith('daemon:')) return id.slice(id.indexOf(':') + 1)
  const at = id.lastIndexOf('@')
  return at < 0 ? id : id.slice(at + 1)
}

export function instanceOf(sim: Sim, id: string): Instance | undefined {
  return sim.world.instances.get(id)
}

/** Books of a machine: its own or its owner's. */
export function booksOf(instance: Instance): object {
  const books = instance.books ?? instance.home?.books
  if (!books) assert(false, `${instance.id} has books to work on`)
  return books
}

export function viewOf(sim: Sim): WorldView {
  return {
    now: sim.world.now,
    scenario: sim.scenario,
    booksOf: (id) => sim.world.instances.get(id)?.books ?? null,
    stateOf: (id) => sim.world.instances.get(id)?.state.value ?? null,
    ids: () => sim.world.instances.keys(),
  }
}

/** Ids of all agents that the scenario ever has. */
export function agentIds(scenario: Scenario): Set<string> {
  const ids = new Set(scenario.agents.map((agent: AgentSpec) => agent.id))
  for (const action of scenario.actions) {
    if (action.do === 'addAgent') ids.add((action['agent'] as { id: string }).id)
  }
  return ids
}
