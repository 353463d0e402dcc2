/** What always holds between the master's books and the allocator's. */
import { valuesIn } from '#base/window.ts'
import {
  addResources,
  containsResources,
  equalResources,
  NO_RESOURCES,
  type Resources,
  subtractResources,
} from '#model/resources.ts'
import type { Grant } from '../../allocator/plan.ts'
import { agentUsage } from '../../allocator/views.ts'
import type { Invariant, WorldView } from '../../kernel/definition.ts'
import type { AllocatorBooks } from '../allocator/books.ts'
import { resourceText, resourcesIn } from '../resourceText.ts'
import { type AgentRecord, type MasterBooks, offersOn } from './books.ts'

function booksOf(view: WorldView): MasterBooks | null {
  return view.booksOf('master') as MasterBooks | null
}

function offeredOn(agent: AgentRecord): Resources {
  return offersOn(agent).reduce((sum, { resources }) => addResources(sum, resources), NO_RESOURCES)
}

function usedOn(agent: AgentRecord): Resources {
  return [...agent.used.values()].reduce((sum, used) => addResources(sum, used), NO_RESOURCES)
}

/** What offers, tasks and executors hold of an agent is not more than it has. */
function heldFault(agent: AgentRecord): string | null {
  const held = addResources(offeredOn(agent), usedOn(agent))
  const isRight = containsResources(agent.total, held)
  return isRight ? null : `${agent.name} has ${resourceText(agent.total)}, of which ${resourceText(held)} is held`
}

function usedFault(agent: AgentRecord): string | null {
  let sum = NO_RESOURCES
  for (const task of agent.tasks.values()) if (task.held) sum = addResources(sum, task.resources)
  for (const executors of agent.executors.values())
    for (const { resources } of executors.values()) sum = addResources(sum, resources)
  const used = usedOn(agent)
  return equalResources(sum, used) ? null : `${agent.name} uses ${resourceText(used)}, its tasks ${resourceText(sum)}`
}

const RESOURCES: Invariant = {
  name: 'resources are conserved on every agent',
  check: (view) => {
    const books = booksOf(view)
    if (!books) return null
    for (const agent of books.agents.values()) {
      const fault = heldFault(agent) ?? usedFault(agent)
      if (fault !== null) return fault
    }
    return null
  },
}

/** Dispatches are on their way between the two: their books differ for that moment. */
function isSettled(master: MasterBooks, allocator: AllocatorBooks): boolean {
  return master.callsToAllocator === allocator.callsHandled && allocator.callbacksToMaster === master.callbacksHandled
}

function allocatorFault(allocator: AllocatorBooks, agent: AgentRecord): string | null {
  const usage = agentUsage(allocator.state, agent.name)
  const launched = usage.held.reduce((sum, row) => addResources(sum, row.launched), NO_RESOURCES)
  const offered = usage.held.reduce((sum, row) => addResources(sum, row.offered), NO_RESOURCES)
  const ours = { used: usedOn(agent), offered: offeredOn(agent) }
  if (!equalResources(launched, ours.used))
    return `${agent.name}: tasks use ${resourceText(ours.used)}, the allocator says ${resourceText(launched)}`
  if (!equalResources(offered, ours.offered))
    return `${agent.name}: ${resourceText(ours.offered)} is on offer, the allocator says ${resourceText(offered)}`
  const free = subtractResources(subtractResources(agent.total, ours.used), ours.offered)
  return equalResources(free, usage.free)
    ? null
    : `${agent.name}: ${resourceText(free)} is free, the allocator says ${resourceText(usage.free)}`
}

const SAME_SUMS: Invariant = {
  name: 'the allocator counts what the master counts',
  check: (view) => {
    const master = booksOf(view)
    const allocator = view.booksOf('allocator') as AllocatorBooks | null
    if (!master || !allocator || !isSettled(master, allocator)) return null
    for (const agent of master.agents.values()) {
      const fault = allocatorFault(allocator, agent)
      if (fault !== null) return fault
    }
    return null
  },
}

/** An outstanding offer is in the books of exactly its framework and its agent, and its machine says so. */
const OFFERS: Invariant = {
  name: 'an offer is in exactly one state and offered once',
  check: (view) => {
    const books = booksOf(view)
    if (!books) return null
    let ofFrameworks = 0
    for (const framework of books.frameworks.values()) ofFrameworks += framework.offers
    let ofAgents = 0
    for (const agent of books.agents.values()) ofAgents += offersOn(agent).length
    if (ofFrameworks !== books.offers.size || ofAgents !== books.offers.size)
      return `${books.offers.size} offers are out, frameworks have ${ofFrameworks}, agents ${ofAgents}`
    for (const offer of valuesIn(books.offers)) {
      const state = offer.machine?.state.value ?? 'nothing'
      if (state !== 'outstanding') return `${offer.key} is out, its machine says ${state}`
      if (books.frameworks.get(offer.framework.id) !== offer.framework) return `${offer.key} is not its framework's`
    }
    return null
  },
}

/** What the newest run granted was not hidden by a filter that was there before it. */
const FILTERS: Invariant = {
  name: 'no offer is made against a filter',
  check: (view) => {
    const books = view.booksOf('allocator') as AllocatorBooks | null
    if (!books || books.last.at !== view.now) return null
    for (const grant of books.last.grants) {
      const fault = filterFault(books, grant)
      if (fault !== null) return fault
    }
    return null
  },
}

function filterFault(books: AllocatorBooks, { framework, role, agent, resources }: Grant): string | null {
  const own = books.filters.get(framework)
  if (!own) return null
  for (const filter of valuesIn(own)) {
    if (filter.agent !== agent || filter.role !== role || filter.run >= books.last.run) continue
    if (containsResources(resourcesIn(filter.resources), resources))
      return `${books.names.get(framework) ?? framework} refused ${filter.resources} of ${agent} and is offered it`
  }
  return null
}

export const MASTER_INVARIANTS: readonly Invariant[] = [RESOURCES, SAME_SUMS, OFFERS, FILTERS]
