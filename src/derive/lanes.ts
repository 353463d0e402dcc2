/**
 * Lanes of the diagram: which there are at a depth, in which order, and which lane stands for a component. Order: client,
 * schedulers with their drivers, master with allocator and observers, agents (the first four, the others as one),
 * executors. Source: design.md 3.
 */
import { ownerOf, roleOf, type Role } from '#model/roles.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import type { ViewOptions } from './view.ts'

/** Who plays: ids of frameworks and agents, as the scenario names them. */
export interface Cast {
  readonly frameworks: readonly { readonly id: string; readonly kind: string }[]
  readonly agents: readonly string[]
}

export function castOf(scenario: Scenario): Cast {
  const added = scenario.actions.flatMap((action) => (action.do === 'addAgent' ? [action.agent.id] : []))
  return {
    frameworks: scenario.frameworks.map(({ id, kind }) => ({ id, kind })),
    agents: [...scenario.agents.map(({ id }) => id), ...added],
  }
}

/** The figure's five colours. Source: dcos-launch.md 1.3. */
export type Tone = 'client' | 'scheduler' | 'master' | 'agent' | 'executor'

/** What a lane shows; `agents` is the group of those without a lane of their own. */
export type LaneRole = Role | 'agents'

export interface Lane {
  /** Stable while the view lasts, whatever lanes appear later. */
  readonly n: number
  readonly id: string
  readonly role: LaneRole
  readonly tone: Tone
  /** Lanes of one group fold into one. */
  readonly group: string
  /** The component it stands for, where it is one. */
  readonly component: string | null
  /** How many agents a group lane stands for; 0 for other lanes. */
  readonly members: number
  readonly hidden: boolean
  /** This lane stands for its whole group, or could show more. */
  readonly foldable: boolean
}

/** Agents with a lane of their own. */
export const SHOWN_AGENTS = 4
/** With the group lane unfolded. */
export const UNFOLDED_AGENTS = 16

const TONES: Readonly<Record<LaneRole, Tone>> = {
  client: 'client',
  scheduler: 'scheduler',
  driver: 'scheduler',
  master: 'master',
  allocator: 'master',
  observer: 'master',
  agent: 'agent',
  agents: 'agent',
  updates: 'agent',
  execdriver: 'executor',
  executor: 'executor',
  task: 'executor',
  daemon: 'executor',
  registry: 'executor',
  process: 'executor',
}

const EXECUTOR_ROLES: readonly LaneRole[] = ['execdriver', 'executor', 'task', 'daemon', 'registry', 'process']
const OF_EXECUTOR: ReadonlySet<LaneRole> = new Set(EXECUTOR_ROLES)

interface Seat {
  readonly id: string
  readonly role: LaneRole
  readonly group: string
  readonly rank: number
  readonly component: string | null
}

/** The lanes of a view. Grows when the trace names a component that the scenario does not, such as `marathon~2`. */
export class LaneBook {
  /** In order of the drawing. */
  lanes: readonly Lane[] = []
  /** Goes up when lanes were added. */
  version = 0
  private readonly byId = new Map<string, Lane>()
  private readonly byNumber: Lane[] = []
  private readonly ranks: number[] = []
  private readonly agentIndex: ReadonlyMap<string, number>
  private readonly frameworkIndex: ReadonlyMap<string, number>
  private readonly laneOfString: number[] = []
  private readonly roleOfString: Role[] = []
  private readonly hidden: ReadonlySet<string>
  readonly cast: Cast
  readonly view: ViewOptions

  constructor(cast: Cast, view: ViewOptions) {
    this.cast = cast
    this.view = view
    this.hidden = new Set(view.hidden)
    this.agentIndex = new Map(cast.agents.map((id, i) => [id, i]))
    this.frameworkIndex = new Map(cast.frameworks.map(({ id }, i) => [id, i]))
    for (const id of this.expected()) this.seat(this.seatOf(id))
  }

  /** Lane of a component or of a machine that it keeps books of. */
  laneOf(component: string): Lane {
    return this.seat(this.seatOf(component))
  }

  /** As `laneOf`, for a string number of the trace; remembered. */
  laneOfNumber(trace: TraceStore, number: number): Lane {
    const known = this.laneOfString[number]
    if (known !== undefined) return this.byNumber[known] as Lane
    const lane = this.laneOf(trace.text(number))
    this.laneOfString[number] = lane.n
    return lane
  }

  lane(n: number): Lane {
    return this.byNumber[n] as Lane
  }

  get size(): number {
    return this.byNumber.length
  }

  /** Strings that were forgotten may come again with another number. */
  forgetStrings(): void {
    this.laneOfString.length = 0
    this.roleOfString.length = 0
  }

  /** Whether the agent has a lane, and with it a column in the gutter, of its own. */
  hasOwnLane(agent: string): boolean {
    const index = this.agentIndex.get(agent)
    if (index === undefined) return false
    const shown = this.view.folded['agents'] === false ? UNFOLDED_AGENTS : SHOWN_AGENTS
    return index < shown
  }

  roleOf(component: string): Role {
    const owner = ownerOf(component) ?? component
    return roleOf(owner.replace(/~\d+$/, ''), (id) => this.agentIndex.has(id))
  }

  /** As `roleOf`, for a string number of the trace; remembered. */
  roleOfNumber(trace: TraceStore, number: number): Role {
    return (this.roleOfString[number] ??= this.roleOf(trace.text(number)))
  }

  private detailOf(group: string): number {
    const folded = this.view.folded[group]
    if (folded === undefined) return this.view.depth
    return folded ? 1 : 3
  }

  private expected(): string[] {
    const { frameworks, agents } = this.cast
    const schedulers = frameworks.flatMap(({ id }) => [id, `driver:${id}`])
    const own = agents.slice(0, UNFOLDED_AGENTS + 1).flatMap((id) => [id, `updates:${id}`])
    const bcs = frameworks.some(({ kind }) => kind === 'bcs') ? ['daemon:', 'registry', 'process:'] : []
    const master = ['master', 'allocator', 'observer:']
    return ['client', ...schedulers, ...master, ...own, 'execdriver:', 'executor:', 'task:', ...bcs]
  }

  private seatOf(component: string): Seat {
    const id = ownerOf(component) ?? component
    const role = this.roleOf(id)
    if (role === 'scheduler' || role === 'driver') return this.schedulerSeat(id, role)
    if (role === 'master' || role === 'allocator' || role === 'observer') return this.masterSeat(role)
    if (role === 'agent') return this.agentSeat(id)
    if (role === 'updates') return this.updatesSeat(id.slice('updates:'.length))
    if (OF_EXECUTOR.has(role)) return this.executorSeat(role)
    return { id, role, group: id, rank: 0, component: id }
  }

  private schedulerSeat(id: string, role: 'scheduler' | 'driver'): Seat {
    const framework = role === 'driver' ? id.slice('driver:'.length) : id
    const [base, instance] = framework.split('~')
    const index = this.frameworkIndex.get(base as string) ?? this.frameworkIndex.size
    const rank = 10 + index * 100 + Number(instance ?? 1) * 2
    const split = role === 'driver' && this.detailOf(framework) >= 2
    if (!split) return { id: framework, role: 'scheduler', group: framework, rank, component: framework }
    return { id, role, group: framework, rank: rank + 1, component: id }
  }

  private masterSeat(role: 'master' | 'allocator' | 'observer'): Seat {
    const detail = this.detailOf('master')
    if (role === 'allocator' && detail >= 2) {
      return { id: role, role, group: 'master', rank: 100_001, component: role }
    }
    if (role === 'observer' && detail >= 3) {
      return { id: 'observer', role, group: 'master', rank: 100_002, component: null }
    }
    return { id: 'master', role: 'master', group: 'master', rank: 100_000, component: 'master' }
  }

  private agentSeat(id: string): Seat {
    if (!this.hasOwnLane(id)) return { id: 'agents', role: 'agents', group: 'agents', rank: 300_000, component: null }
    return { id, role: 'agent', group: id, rank: 200_000 + (this.agentIndex.get(id) as number) * 2, component: id }
  }

  private updatesSeat(agent: string): Seat {
    const own = this.agentSeat(agent)
    const folded = this.view.folded[agent]
    if (folded === false && own.component !== null) {
      return {
        id: `updates:${agent}`,
        role: 'updates',
        group: agent,
        rank: own.rank + 1,
        component: `updates:${agent}`,
      }
    }
    if (folded === true || this.view.depth < 3) return own
    return { id: 'updates', role: 'updates', group: 'updates', rank: 300_001, component: null }
  }

  private executorSeat(role: Role): Seat {
    const split = role === 'executor' || this.detailOf('executor') >= 2
    const shown = split ? role : 'executor'
    const rank = 400_000 + EXECUTOR_ROLES.indexOf(shown)
    return { id: shown, role: shown, group: 'executor', rank, component: null }
  }

  private seat(seat: Seat): Lane {
    const known = this.byId.get(seat.id)
    if (known) return known
    const lane: Lane = {
      n: this.byNumber.length,
      id: seat.id,
      role: seat.role,
      tone: TONES[seat.role],
      group: seat.group,
      component: seat.component,
      members: seat.role === 'agents' ? this.cast.agents.filter((id) => !this.hasOwnLane(id)).length : 0,
      hidden: this.hidden.has(seat.id),
      foldable: seat.role !== 'client',
    }
    this.byId.set(seat.id, lane)
    this.byNumber.push(lane)
    this.ranks.push(seat.rank)
    this.lanes = this.byNumber.toSorted((a, b) => (this.ranks[a.n] as number) - (this.ranks[b.n] as number))
    this.version += 1
    return lane
  }
}

/** Whether a message between two lanes is shown, whether or not one of them is hidden. */
export function isShown(view: ViewOptions, depth: number, from: Lane, to: Lane): boolean {
  if (from === to) return false
  if (depth <= view.depth) return true
  return from.group === to.group && view.folded[from.group] === false
}
