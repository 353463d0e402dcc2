/**
 * The boxes of the concept figure: three layers, control at the left, execution at the right. Each agent stands with its executor and its
 * task above it; of many frameworks or agents the first have boxes of their own and one box stands for the others. Source: dcos-launch.md
 * 1.1 and 1.4.
 */
import { agentOf, ownerOf, roleOf, type Role } from '#model/roles.ts'
import type { Cast, Tone } from './lanes.ts'

/** From top to bottom. */
export const LAYERS = ['application', 'service', 'core'] as const
export type Layer = (typeof LAYERS)[number]

export type BoxRole =
  | 'client'
  | 'scheduler'
  | 'schedulers'
  | 'master'
  | 'task'
  | 'executor'
  | 'agent'
  | 'agents'
  | 'registry'

export interface Box {
  readonly id: string
  readonly role: BoxRole
  readonly layer: Layer
  readonly side: 'control' | 'execution'
  /** Column within its side; -1 spans all of them. */
  readonly column: number
  readonly tone: Tone
  /** The component or the agent that it stands for, where it is one. */
  readonly component: string | null
  /** The agent that a box of the execution side belongs to; null is the group of the others. */
  readonly agent: string | null
  /** How many it stands for; 0 for a box of one. */
  readonly members: number
}

/** Columns of a side: four of their own and one for the others. */
export const SHOWN_COLUMNS = 5

export interface ConceptOptions {
  /** Columns that there is room for, on both sides together. */
  readonly columns: number
  /** Groups that the reader opened. */
  readonly unfolded: readonly ('schedulers' | 'agents')[]
}

/** Columns of an unfolded side: beyond these even an open group keeps a rest. */
const MOST_COLUMNS = 24

export class ConceptCast {
  readonly boxes: readonly Box[]
  readonly controlColumns: number
  readonly executionColumns: number
  private readonly byId: ReadonlyMap<string, Box>
  private readonly agents: ReadonlySet<string>

  constructor(cast: Cast, { columns, unfolded }: ConceptOptions) {
    this.agents = new Set(cast.agents)
    const frameworks = cast.frameworks.map(({ id }) => id)
    const registry = cast.frameworks.some(({ kind }) => kind === 'bcs')
    const shares = sharesOf(frameworks.length, cast.agents.length, columns - (registry ? 1 : 0))
    const schedulers = columnsOf(frameworks, unfolded.includes('schedulers') ? MOST_COLUMNS : shares.control)
    const agents = columnsOf(cast.agents, unfolded.includes('agents') ? MOST_COLUMNS : shares.execution)
    this.controlColumns = Math.max(1, schedulers.length)
    this.executionColumns = Math.max(1, agents.length) + (registry ? 1 : 0)
    this.boxes = [
      controlBox('client', 'application', 'client'),
      ...schedulers.map((id, column) => schedulerBox(id, column, frameworks.length - schedulers.length + 1)),
      controlBox('master', 'core', 'master'),
      ...agents.flatMap((id, column) => executionBoxes(id, column, cast.agents.length - agents.length + 1)),
      ...(registry ? [registryBox(agents.length)] : []),
    ]
    this.byId = new Map(this.boxes.map((box) => [box.id, box]))
  }

  box(id: string): Box | undefined {
    return this.byId.get(id)
  }

  /** Box of one end of a message; `other` is its other end, and tells the agent of a task or a process. */
  boxOf(component: string, other: string, agentOfTask: (task: string) => string | null): Box | null {
    const id = (ownerOf(component) ?? component).replace(/~\d+(?=$|@)/, '')
    const role = roleOf(id, (name) => this.agents.has(name))
    const control = this.controlBoxOf(id, role)
    if (control) return control
    const agent = this.agentOfEnd(id, role) ?? this.agentOfOther(id, role, other, agentOfTask)
    return agent === null ? null : this.executionBoxOf(layerOf(role), agent)
  }

  private controlBoxOf(id: string, role: Role): Box | null {
    if (role === 'client' || role === 'registry') return this.byId.get(role) ?? null
    if (role === 'master' || role === 'allocator' || role === 'observer') return this.byId.get('master') ?? null
    if (role !== 'scheduler' && role !== 'driver') return null
    const framework = role === 'driver' ? id.slice('driver:'.length) : id
    return this.byId.get(framework) ?? this.byId.get('schedulers') ?? null
  }

  private agentOfEnd(id: string, role: Role): string | null {
    return role === 'agent' ? id : agentOf(id)
  }

  private agentOfOther(
    id: string,
    role: Role,
    other: string,
    agentOfTask: (task: string) => string | null,
  ): string | null {
    const known = role === 'task' ? agentOfTask(id.slice('task:'.length)) : null
    if (known !== null) return known
    const peer = ownerOf(other) ?? other
    return this.agentOfEnd(
      peer,
      roleOf(peer, (name) => this.agents.has(name)),
    )
  }

  private executionBoxOf(part: 'agent' | 'executor' | 'task', agent: string): Box | null {
    const prefix = part === 'agent' ? '' : `${part}@`
    return this.byId.get(`${prefix}${agent}`) ?? this.byId.get(part === 'agent' ? 'agents' : `${prefix}*`) ?? null
  }
}

/** How many columns each side gets: as it wants, the wider side giving way first; never fewer than one and a group. */
function sharesOf(frameworks: number, agents: number, columns: number): { control: number; execution: number } {
  let control = Math.min(frameworks, SHOWN_COLUMNS)
  let execution = Math.min(agents, SHOWN_COLUMNS)
  while (control + execution > columns && Math.max(control, execution) > 2) {
    if (execution >= control) execution -= 1
    else control -= 1
  }
  return { control, execution }
}

/** Ids with a column of their own; `null` at the end stands for the others. */
function columnsOf(ids: readonly string[], columns: number): readonly (string | null)[] {
  return ids.length <= columns ? ids : [...ids.slice(0, columns - 1), null]
}

function layerOf(role: Role): 'agent' | 'executor' | 'task' {
  if (role === 'agent' || role === 'updates') return 'agent'
  return role === 'task' || role === 'process' ? 'task' : 'executor'
}

function controlBox(id: 'client' | 'master', layer: Layer, tone: Tone): Box {
  return { id, role: id, layer, side: 'control', column: -1, tone, component: id, agent: null, members: 0 }
}

function schedulerBox(id: string | null, column: number, rest: number): Box {
  const shared = { layer: 'service', side: 'control', column, tone: 'scheduler', agent: null } as const
  if (id === null) return { ...shared, id: 'schedulers', role: 'schedulers', component: null, members: rest }
  return { ...shared, id, role: 'scheduler', component: id, members: 0 }
}

function executionBoxes(id: string | null, column: number, rest: number): Box[] {
  const shared = { side: 'execution', column, agent: id } as const
  const name = id ?? '*'
  const members = id === null ? rest : 0
  return [
    { ...shared, id: `task@${name}`, role: 'task', layer: 'application', tone: 'executor', component: null, members },
    {
      ...shared,
      id: `executor@${name}`,
      role: 'executor',
      layer: 'service',
      tone: 'executor',
      component: null,
      members,
    },
    {
      ...shared,
      id: id ?? 'agents',
      role: id === null ? 'agents' : 'agent',
      layer: 'core',
      tone: 'agent',
      component: id,
      members,
    },
  ]
}

function registryBox(column: number): Box {
  const id = 'registry'
  return {
    id,
    role: id,
    layer: 'service',
    side: 'execution',
    column,
    tone: 'executor',
    component: id,
    agent: null,
    members: 0,
  }
}
