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

function sortedRows(names: readonly string[], rows: Iterable<number>): number[] {
  return [...rows].sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1))
}

/** Few grants are not worth ranking all agents for. */
const FEW = 64

/** Places of the agents by id, by row; only of those that were granted where these are few. */
function agentRanks(state: AllocatorState, granted: readonly number[]): ArrayLike<number> {
  const { agents } = state
  if (granted.length < FEW) {
    const ranks: number[] = []
    sortedRows(agents.id, new Set(granted)).forEach((row, rank) => (ranks[row] = rank))
    return ranks
  }
  if (!agents.ranked) {
    sortedRows(agents.id, agents.index.values()).forEach((row, rank) => (agents.rank[row] = rank))
    agents.ranked = true
  }
  return agents.rank
}

function frameworkRanks(state: AllocatorState, granted: readonly number[]): number[] {
  const rows = new Set<number>()
  for (const client of granted) rows.add(state.clients.framework[client] as number)
  const ids = state.frameworks.map(({ id }) => id)
  const ranks: number[] = []
  sortedRows(ids, rows).forEach((row, rank) => (ranks[row] = rank))
  return ranks
}

/** By framework id, then agent id, then as granted. Mesos leaves the order open; ours is by id. */
function sortedGrants(state: AllocatorState, notes: Notes): Grant[] {
  const { clients, agents } = notes
  const count = clients.length
  const frameworkRank = frameworkRanks(state, clients)
  const agentRank = agentRanks(state, agents)
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i += 1) {
    const framework = frameworkRank[state.clients.framework[clients[i] as number] as number] as number
    const agent = agentRank[agents[i] as number] as number
    keys[i] = (framework * state.agents.rows + agent) * count + i
  }
  keys.sort()
  const grants: Grant[] = []
  for (let i = 0; i < count; i += 1) grants.push(grantAt(state, notes, (keys[i] as number) % count))
  return grants
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
