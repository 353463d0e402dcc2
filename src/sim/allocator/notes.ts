/** What a run notes down on its way, and the plan that is made of it. */
import type { Resources } from '#model/resources.ts'
import { joinResources } from './amounts.ts'
import {
  type AllocationPlan,
  type Grant,
  MOST_REFUSALS,
  REASONS,
  type Reason,
  type Refusal,
  type RoleOrder,
  CODE,
  formatTrigger,
} from './plan.ts'
import { sortedTags } from './sorter.ts'
import type { AllocatorState, Trigger } from './state.ts'
import type { RoleRow } from './tables.ts'
import type { Candidate, Visit } from './visit.ts'

export interface Notes {
  readonly clients: number[]
  readonly agents: number[]
  readonly stages: (1 | 2)[]
  readonly resources: Resources[]
  readonly refusals: Refusal[]
  omitted: number
  readonly order: readonly RoleOrder[]
}

function frameworkId(state: AllocatorState, client: number): string {
  return state.frameworks[state.clients.framework[client] as number]?.id ?? ''
}

function orderNow(state: AllocatorState): RoleOrder[] {
  return sortedTags(state.roleSorter).map((role) => {
    const { name = '', sorter = null } = state.roles[role] ?? {}
    return { role: name, frameworks: sorter ? sortedTags(sorter).map((client) => frameworkId(state, client)) : [] }
  })
}

export function makeNotes(state: AllocatorState): Notes {
  return { clients: [], agents: [], stages: [], resources: [], refusals: [], omitted: 0, order: orderNow(state) }
}

export function noteRefusal(state: AllocatorState, notes: Notes, visit: Visit, client: number, code: number): void {
  if (notes.refusals.length >= MOST_REFUSALS) {
    notes.omitted += 1
    return
  }
  notes.refusals.push({
    framework: frameworkId(state, client),
    role: state.roles[visit.role]?.name ?? '',
    agent: state.agents.id[visit.agent] ?? '',
    reason: REASONS[code] as Reason,
    stage: visit.stage,
  })
}

/** The frameworks of a role that are not in its order: inactive, or the role is suppressed. */
export function noteIdle(state: AllocatorState, notes: Notes, visit: Visit, role: RoleRow): void {
  const idle = role.sorter?.root.idle ?? []
  for (const leaf of idle) {
    const framework = state.frameworks[state.clients.framework[leaf.tag] as number]
    if (!framework?.roles.has(visit.role)) continue
    noteRefusal(state, notes, visit, leaf.tag, framework.active ? CODE.Suppressed : CODE.Inactive)
  }
}

/** The offer as resources; the agent's own total where it is all of it, which it mostly is. */
export function grantedResources(state: AllocatorState, agent: number, candidate: Candidate): Resources {
  const { agents, width } = state
  let isAll = candidate.rest === agents.totalRest[agent]
  for (let s = 0; s < width && isAll; s += 1) isAll = candidate.plain[s] === agents.totalPlain[agent * width + s]
  return isAll ? (agents.total[agent] as Resources) : joinResources(state, candidate.plain, 0, candidate.rest)
}

/** Places of the used names in byte order. */
function ranks(names: readonly string[], used: Iterable<number>): Map<number, number> {
  const rows = [...new Set(used)].sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1))
  return new Map(rows.map((row, rank) => [row, rank]))
}

/** By framework id, then agent id, then as granted. Mesos leaves the order open; ours is by id. */
function sortedGrants(state: AllocatorState, notes: Notes): Grant[] {
  const { clients, agents } = notes
  const frameworkRows = clients.map((client) => state.clients.framework[client] as number)
  const frameworkRank = ranks(
    state.frameworks.map(({ id }) => id),
    frameworkRows,
  )
  const agentRank = ranks(state.agents.id, agents)
  const keys = new Float64Array(clients.length)
  for (let i = 0; i < keys.length; i += 1) {
    const framework = frameworkRank.get(frameworkRows[i] as number) as number
    const agent = agentRank.get(agents[i] as number) as number
    keys[i] = (framework * agentRank.size + agent) * keys.length + i
  }
  return Array.from(keys.sort(), (key) => grantAt(state, notes, key % keys.length))
}

function grantAt(state: AllocatorState, notes: Notes, i: number): Grant {
  const client = notes.clients[i] as number
  return {
    framework: frameworkId(state, client),
    role: state.roles[state.clients.role[client] as number]?.name ?? '',
    agent: state.agents.id[notes.agents[i] as number] ?? '',
    resources: notes.resources[i] as Resources,
    stage: notes.stages[i] as 1 | 2,
  }
}

export function finishPlan(state: AllocatorState, notes: Notes, triggers: readonly Trigger[]): AllocationPlan {
  return {
    run: state.runs,
    trigger: formatTrigger(triggers),
    grants: sortedGrants(state, notes),
    refusals: notes.refusals,
    refusalsOmitted: notes.omitted,
    order: notes.order,
  }
}
