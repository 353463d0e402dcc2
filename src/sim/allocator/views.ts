/** Read-outs for views and for tests; nothing here changes the state. */
import { type Resources, addResources, subtractResources } from '#model/resources.ts'
import { joinResources } from './amounts.ts'
import { clientFramework, clientRole } from './holdings.ts'
import { type Sorter, type SorterNode, dominantColumn, refresh, shareOf } from './sorter.ts'
import { type AllocatorState, agentRow } from './state.ts'
import { ENTRY, ENTRY_STRIDE } from './tables.ts'

export interface HeldRow {
  readonly framework: string
  readonly role: string
  readonly agent: string
  /** On offer and running tasks together. */
  readonly resources: Resources
  /** The part that runs tasks. */
  readonly launched: Resources
  /** False: the framework is not known (yet), so they are in nobody's share. */
  readonly counted: boolean
}

/** What is held on one agent, by framework and role, newest first. */
export function heldOn(state: AllocatorState, agent: string): HeldRow[] {
  const { holdings } = state
  const rows: HeldRow[] = []
  let row = state.agents.firstHolding[agentRow(state, agent)] as number
  while (row >= 0) {
    const client = holdings.client[row] as number
    rows.push({
      framework: clientFramework(state, client).id,
      role: clientRole(state, client).name,
      agent,
      resources: joinResources(state, holdings.plain, row, holdings.rest[row] as Resources),
      launched: joinResources(state, holdings.launchedPlain, row, holdings.launchedRest[row] as Resources),
      counted: holdings.charged[row] === 1,
    })
    row = holdings.next[row] as number
  }
  return rows
}

/** All that is held, on all agents. */
export function heldRows(state: AllocatorState): HeldRow[] {
  return [...state.agents.index.keys()].flatMap((agent) => heldOn(state, agent))
}

/** The sum of all agents. */
export function totalResources(state: AllocatorState): Resources {
  let sum: Resources = []
  for (const row of state.agents.index.values()) sum = addResources(sum, state.agents.total[row] as Resources)
  return sum
}

export interface AgentUsage {
  readonly total: Resources
  readonly free: Resources
  readonly held: readonly (HeldRow & { readonly offered: Resources })[]
}

/** An agent's total, what is free, and per framework and role what is on offer and what runs tasks. */
export function agentUsage(state: AllocatorState, agent: string): AgentUsage {
  const row = agentRow(state, agent)
  return {
    total: state.agents.total[row] as Resources,
    free: joinResources(state, state.agents.freePlain, row, state.agents.freeRest[row] as Resources),
    held: heldOn(state, agent).map((each) => ({ ...each, offered: subtractResources(each.resources, each.launched) })),
  }
}

export interface ShareView {
  /** Dominant share of what is held in the role itself (or by the framework in the role), divided by the weight. */
  readonly share: number
  readonly weight: number
  /** How often it was given resources. */
  readonly count: number
  /** The scalar that makes the share, or null where the share is 0. */
  readonly resource: string | null
}

function viewLeaf(state: AllocatorState, leaf: SorterNode, weight: number): ShareView {
  const column = dominantColumn(state.totals, leaf.alloc)
  return {
    share: shareOf(state.totals, leaf.alloc, weight),
    weight,
    count: leaf.count,
    resource: column < 0 ? null : (state.names[column] ?? null),
  }
}

/** Share of a role, of what is held in it itself; null while it has no frameworks. */
export function roleShare(state: AllocatorState, role: string): ShareView | null {
  const leaf = state.roleSorter.leaves.get(role)
  return leaf ? viewLeaf(state, leaf, state.roleSorter.weights.get(role) ?? 1) : null
}

/** Share of a framework in a role; null where it is neither subscribed nor holds anything there. */
export function frameworkShare(state: AllocatorState, framework: string, role: string): ShareView | null {
  const leaf = state.roles[state.roleIndex.get(role) ?? -1]?.sorter?.leaves.get(framework)
  return leaf ? viewLeaf(state, leaf, 1) : null
}

export interface OrderRow {
  /** A node's path in the tree of roles, or a framework's id. */
  readonly name: string
  /** 0 for top-level roles and for frameworks. */
  readonly depth: number
  readonly leaf: boolean
  readonly share: number
  readonly count: number
  /** Why it does not stand before its sibling just ahead; null for the first of its siblings. */
  readonly decidedBy: 'share' | 'count' | 'name' | null
}

function decider(before: SorterNode | undefined, node: SorterNode): OrderRow['decidedBy'] {
  if (before === undefined) return null
  if (before.share !== node.share) return 'share'
  return before.count !== node.count ? 'count' : 'name'
}

function listOrder(node: SorterNode, depth: number, rows: OrderRow[]): OrderRow[] {
  node.children.forEach((child, i) => {
    const { path: name, leaf, share, count } = child
    rows.push({ name, depth, leaf, share, count, decidedBy: decider(node.children[i - 1], child) })
    listOrder(child, depth + 1, rows)
  })
  return rows
}

/** A sorter's tree in the order in which it is served, with what decided between siblings. Sorts first where that is due. */
export function sorterOrder(sorter: Sorter): OrderRow[] {
  refresh(sorter)
  return listOrder(sorter.root, 0, [])
}

/** The tree of roles. */
export function roleOrder(state: AllocatorState): OrderRow[] {
  return sorterOrder(state.roleSorter)
}

/** The frameworks of a role; none where it has none. */
export function frameworkOrder(state: AllocatorState, role: string): OrderRow[] {
  const sorter = state.roles[state.roleIndex.get(role) ?? -1]?.sorter
  return sorter ? sorterOrder(sorter) : []
}

export interface FilterView {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: Resources
  readonly untilMs: number
}

function filterView(state: AllocatorState, agent: string, entry: number): FilterView {
  const { filters, shapes } = state
  const client = filters.entry[entry + ENTRY.client] as number
  const shape = filters.entry[entry + ENTRY.shape] as number
  return {
    framework: clientFramework(state, client).id,
    role: clientRole(state, client).name,
    agent,
    resources: joinResources(state, shapes.plain, shape, shapes.rest[shape] as Resources),
    untilMs: filters.untilMs[filters.entry[entry + ENTRY.row] as number] as number,
  }
}

/** All filters in force on an agent, in no order. */
export function filtersOn(state: AllocatorState, agent: string): FilterView[] {
  const { agents } = state
  const row = agentRow(state, agent)
  const start = agents.filterBlock[row] as number
  const count = agents.filterCount[row] as number
  return Array.from({ length: count }, (_, slot) => filterView(state, agent, (start + slot) * ENTRY_STRIDE))
}

/** All filters in force. */
export function filtersInForce(state: AllocatorState): FilterView[] {
  return [...state.agents.index.keys()].flatMap((agent) => filtersOn(state, agent))
}

/** Filters in force in a role, over all frameworks and agents. O(clients). */
export function filterCount(state: AllocatorState, role: string): number {
  const row = state.roleIndex.get(role)
  return state.clients.filters.reduce((sum, count, i) => (state.clients.role[i] === row ? sum + count : sum), 0)
}
