/** One run of the allocator: two stages over the candidate agents. Source: hierarchical.cpp, __generateOffers; reference 5.3. */
import { must } from '#base/assert.ts'
import { type RngState, shuffle } from '#base/rng.ts'
import type { Resources } from '#model/resources.ts'
import { isEmptyRow } from './amounts.ts'
import { isAgentExcluded } from './constraints.ts'
import { shapeContains } from './filters.ts'
import { hold } from './holdings.ts'
import { type Notes, finishPlan, grantedResources, makeNotes, noteIdle, noteRefusal } from './notes.ts'
import { type AllocationPlan, CODE } from './plan.ts'
import { takeCandidates } from './queue.ts'
import { bookGrant, makeBook, unmetGuarantee } from './quotaBook.ts'
import { type SorterNode, liveOrder, sortedTags } from './sorter.ts'
import type { AllocatorState } from './state.ts'
import { ENTRY, ENTRY_STRIDE, type RoleRow, SPECIAL } from './tables.ts'
import { type Candidate, type Visit, candidateFor, forget, judge, lookAt, makeVisit, verdictFor } from './visit.ts'

/** The filters of the agent under visit, by client. Working memory of one run. */
interface FilterLookup {
  /** The turn of the agent that a client's cell is about. */
  readonly turns: Int32Array
  /** The shape of the client's filter on the agent; SEVERAL where it has more than one. */
  readonly shapes: Int32Array
  turn: number
}

const SEVERAL = -2

interface Run {
  readonly state: AllocatorState
  readonly notes: Notes
  readonly visit: Visit
  readonly lookup: FilterLookup
}

/**
 * Carries out what is queued as one run, or gives null where nothing is, or while paused (agents queued before the
 * pause stay candidates). Draws both shuffles from `rng`. All grants are held from now on.
 */
export function runAllocation(state: AllocatorState, rng: RngState): AllocationPlan | null {
  if (!state.queued) return null
  state.queued = false
  const triggers = state.triggers
  state.triggers = []
  if (state.paused) return null
  state.runs += 1
  const agents = offerable(state)
  const book = makeBook(state)
  const run: Run = {
    state,
    notes: makeNotes(state),
    visit: makeVisit(state, book),
    lookup: makeLookup(state),
  }
  shuffle(rng, agents)
  if (state.roles.some((role) => role.quota?.hasGuarantees)) for (const agent of agents) serveGuarantees(run, agent)
  shuffle(rng, agents)
  for (const agent of agents) serveFairly(run, agent)
  return finishPlan(state, run.notes, triggers)
}

/** Queued agents that may be offered. */
function offerable(state: AllocatorState): number[] {
  const { agents, whitelist } = state
  return takeCandidates(state).filter(
    (agent) => agents.active[agent] === 1 && (whitelist === null || whitelist.has(agents.hostname[agent] as string)),
  )
}

function makeLookup(state: AllocatorState): FilterLookup {
  const clients = state.clients.framework.length
  return { turns: new Int32Array(clients), shapes: new Int32Array(clients), turn: 0 }
}

function isAgentEmpty(state: AllocatorState, agent: number): boolean {
  const { agents, width } = state
  return (agents.freeRest[agent] as Resources).length === 0 && isEmptyRow(agents.freePlain, agent * width, width)
}

/** Sorts the agent's filters by client, so that each visit finds its own at once. */
function lookUpFilters(run: Run, agent: number): void {
  const { turns, shapes } = run.lookup
  const { agents, filters } = run.state
  run.lookup.turn += 1
  const { turn } = run.lookup
  const { entry } = filters
  const start = (agents.filterBlock[agent] as number) * ENTRY_STRIDE
  const end = start + (agents.filterCount[agent] as number) * ENTRY_STRIDE
  for (let at = start; at < end; at += ENTRY_STRIDE) {
    const client = entry[at + ENTRY.client] as number
    shapes[client] = turns[client] === turn ? SEVERAL : (entry[at + ENTRY.shape] as number)
    turns[client] = turn
  }
}

/** Most filters of an agent refuse the same, so the last comparison is kept. */
function hides(state: AllocatorState, shape: number, candidate: Candidate): boolean {
  if (shape !== candidate.shape) {
    candidate.shape = shape
    candidate.hidden = shapeContains(state, shape, candidate.plain, candidate.rest)
  }
  return candidate.hidden
}

function isFiltered(run: Run, client: number, candidate: Candidate): boolean {
  const { lookup, state, visit } = run
  if (lookup.turns[client] !== lookup.turn) return false
  const shape = lookup.shapes[client] as number
  if (shape !== SEVERAL) return hides(state, shape, candidate)
  const { entry } = state.filters
  const start = (state.agents.filterBlock[visit.agent] as number) * ENTRY_STRIDE
  const end = start + (state.agents.filterCount[visit.agent] as number) * ENTRY_STRIDE
  for (let at = start; at < end; at += ENTRY_STRIDE) {
    if (entry[at + ENTRY.client] !== client) continue
    if (hides(state, entry[at + ENTRY.shape] as number, candidate)) return true
  }
  return false
}

/** Stage 1: roles whose guarantee is not met yet get what serves it, and the rest of the agent as far as quota allows. */
function serveGuarantees(run: Run, agent: number): void {
  const { state, visit } = run
  if (isAgentEmpty(state, agent)) return
  lookUpFilters(run, agent)
  visit.stage = 1
  for (const role of sortedTags(state.roleSorter)) {
    const row = must(state.roles[role], 'a role has a row')
    if (!row.quota?.hasGuarantees) continue
    if (isAgentEmpty(state, agent)) return
    if (!unmetGuarantee(visit, role, row.quota)) continue
    lookAt(state, visit, agent, role)
    serveRole(run, row, () => unmetGuarantee(visit, role, row.quota))
  }
}

/** Stage 2: each role in its order, each framework in its order, the whole agent. */
function serveFairly(run: Run, agent: number): void {
  const { state, visit } = run
  if (isAgentEmpty(state, agent)) return
  lookUpFilters(run, agent)
  visit.stage = 2
  for (const role of sortedTags(state.roleSorter)) {
    if (isAgentEmpty(state, agent)) return
    lookAt(state, visit, agent, role)
    const row = must(state.roles[role], 'a role has a row')
    noteIdle(state, run.notes, visit, row)
    serveRole(run, row, null)
  }
}

/**
 * Visits the frameworks of a role, each once, in the order that holds as the role's turn begins: the list is live, but
 * whoever gets something only moves back in it. `goesOn` is asked after each grant.
 */
function serveRole(run: Run, role: RoleRow, goesOn: (() => boolean) | null): void {
  const { state, visit, notes } = run
  const order = liveOrder(must(role.sorter, 'a role in the order has frameworks'))
  let served: SorterNode[] | null = null
  for (let at = 0; at < order.length; at += 1) {
    const leaf = order[at] as SorterNode
    if (served?.includes(leaf)) continue
    const code = consider(run, leaf.tag)
    if (code !== 0) noteRefusal(state, notes, visit, leaf.tag, code)
    else {
      grant(run, leaf.tag, at)
      if (goesOn && !goesOn()) return
      lookAt(state, visit, visit.agent, visit.role)
      if (order[at] !== leaf) {
        served = [...(served ?? []), leaf]
        at -= 1
      }
    }
    if (code === CODE.NothingAllocatable) return
  }
}

/** The code of the check that refuses this client, or 0. */
function consider(run: Run, client: number): number {
  const { state, visit } = run
  const abilities = state.clients.abilities[client] as number
  if (abilities >= SPECIAL) return considerSpecial(run, client, abilities - SPECIAL)
  if (visit.nothing) return CODE.NothingAllocatable
  const verdict = verdictFor(state, visit, abilities)
  if (verdict !== 0) return verdict
  return isFiltered(run, client, candidateFor(visit, abilities)) ? CODE.Filtered : 0
}

/** A client with constraints or with a minimum of its own; the shared verdicts are not its. */
function considerSpecial(run: Run, client: number, abilities: number): number {
  const { state, visit } = run
  const framework = must(state.frameworks[state.clients.framework[client] as number], 'a client has a framework')
  if (isAgentExcluded(state, visit.agent, framework.constraints.get(visit.role))) return CODE.OfferConstraints
  if (visit.nothing) return CODE.NothingAllocatable
  const minima = framework.minAllocatable.get(visit.role) ?? state.options.minAllocatable
  forget(visit)
  const verdict = judge(state, visit, abilities, minima)
  if (verdict !== 0) return verdict
  return isFiltered(run, client, candidateFor(visit, abilities)) ? CODE.Filtered : 0
}

function grant(run: Run, client: number, at: number): void {
  const { state, visit, notes } = run
  const candidate = candidateFor(visit, state.clients.abilities[client] as number)
  notes.clients.push(client)
  notes.agents.push(visit.agent)
  notes.stages.push(visit.stage)
  notes.resources.push(grantedResources(state, visit.agent, candidate))
  bookGrant(visit, candidate)
  hold(state, visit.agent, client, candidate, true, at)
}
