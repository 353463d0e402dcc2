/**
 * Filters: what a framework refused of an agent in a role, until when. Source: hierarchical.cpp, recoverResources,
 * expire, _expire, removeFilters; reference 5.6.
 *
 * A filter has a row, which its id names and which is in the list of its client, and an entry among its agent's. The
 * entries of one agent lie side by side in a block, because a run reads all of them at each visit. What was refused is
 * a shape, kept once however many filters refuse the same.
 */
import { assert, must } from '#base/assert.ts'
import { type Resources, formatResources } from '#model/resources.ts'
import { containsRest, splitResources } from './amounts.ts'
import { type AllocatorState, grown } from './state.ts'
import { ENTRY, ENTRY_STRIDE, FILTER, FILTER_STRIDE, type FilterTable } from './tables.ts'

/** Rows and lives share an id, so that the id of a dropped filter never means another. */
const LIVES = 2 ** 26

/** 365 days, the longest filter. Source: hierarchical.cpp, recoverResources. */
const LONGEST_MS = 31_536_000_000
const DEFAULT_REFUSE_MS = 5000

/** How long a filter lasts, or 0 for none: at least one allocation interval, at most 365 days; negative means 5 s. */
export function filterLifeMs(state: AllocatorState, refuseMs: number): number {
  if (refuseMs === 0) return 0
  const asked = refuseMs > 0 ? Math.min(refuseMs, LONGEST_MS) : DEFAULT_REFUSE_MS
  return Math.max(state.options.allocationIntervalMs, asked)
}

function newShapeRow(state: AllocatorState): number {
  const { shapes } = state
  const reused = shapes.unused.pop()
  if (reused !== undefined) return reused
  const needed = (shapes.rows + 1) * state.width
  if (shapes.plain.length < needed) shapes.plain = grown(shapes.plain, Math.max(16 * state.width, 2 * needed))
  shapes.rows += 1
  return shapes.rows - 1
}

function takeShape(state: AllocatorState, resources: Resources): number {
  const { shapes } = state
  if (shapes.newest === resources) return againShape(state, shapes.newestShape)
  const text = formatResources(resources)
  const known = shapes.index.get(text)
  const shape = known === undefined ? addShape(state, resources, text) : againShape(state, known)
  shapes.newest = resources
  shapes.newestShape = shape
  return shape
}

function againShape(state: AllocatorState, shape: number): number {
  state.shapes.uses[shape] = (state.shapes.uses[shape] as number) + 1
  return shape
}

function addShape(state: AllocatorState, resources: Resources, text: string): number {
  const { plain, rest } = splitResources(state, resources)
  const shape = newShapeRow(state)
  const { shapes } = state
  shapes.plain.set(plain, shape * state.width)
  shapes.rest[shape] = rest
  shapes.text[shape] = text
  shapes.uses[shape] = 1
  shapes.index.set(text, shape)
  return shape
}

function leaveShape(state: AllocatorState, shape: number): void {
  const { shapes } = state
  shapes.uses[shape] = (shapes.uses[shape] as number) - 1
  if (shapes.uses[shape] !== 0) return
  shapes.index.delete(shapes.text[shape] as string)
  shapes.rest[shape] = []
  shapes.unused.push(shape)
  if (shapes.newestShape === shape) shapes.newest = null
}

function newFilterRow(filters: FilterTable): number {
  const reused = filters.unused
  if (reused >= 0) {
    filters.unused = filters.row[reused * FILTER_STRIDE + FILTER.nextOfClient] as number
    return reused
  }
  if (filters.rows === filters.untilMs.length) {
    const capacity = Math.max(64, 2 * filters.rows)
    assert(capacity <= LIVES, 'there are fewer than 67 million filters')
    filters.row = grown(filters.row, capacity * FILTER_STRIDE)
    filters.untilMs = grown(filters.untilMs, capacity)
  }
  filters.rows += 1
  return filters.rows - 1
}

/** A block of 4 × 2^size entries: one that was given up, or a new one at the end. */
function newBlock(filters: FilterTable, size: number): number {
  const reused = filters.unusedBlocks[size]?.pop()
  if (reused !== undefined) return reused
  const start = filters.entries
  filters.entries += 4 << size
  const needed = filters.entries * ENTRY_STRIDE
  if (needed > filters.entry.length) filters.entry = grown(filters.entry, Math.max(256, 2 * needed))
  return start
}

function leaveBlock(filters: FilterTable, start: number, size: number): void {
  while (filters.unusedBlocks.length <= size) filters.unusedBlocks.push([])
  must(filters.unusedBlocks[size], 'each size has its list').push(start)
}

/** Place for one more entry of an agent; its block moves when it is full. */
function newSlot(state: AllocatorState, agent: number): number {
  const { agents, filters } = state
  const slot = agents.filterCount[agent] as number
  const size = agents.filterBlockSize[agent] as number
  agents.filterCount[agent] = slot + 1
  if (size >= 0 && slot < 4 << size) return slot
  const start = newBlock(filters, size + 1)
  if (size >= 0) {
    const old = agents.filterBlock[agent] as number
    filters.entry.copyWithin(start * ENTRY_STRIDE, old * ENTRY_STRIDE, (old + slot) * ENTRY_STRIDE)
    leaveBlock(filters, old, size)
  }
  agents.filterBlock[agent] = start
  agents.filterBlockSize[agent] = size + 1
  return slot
}

function entryAt(state: AllocatorState, agent: number, slot: number): number {
  return ((state.agents.filterBlock[agent] as number) + slot) * ENTRY_STRIDE
}

function linkToClient(state: AllocatorState, row: number, client: number): void {
  const { clients, filters } = state
  const next = clients.firstFilter[client] as number
  filters.row[row * FILTER_STRIDE + FILTER.nextOfClient] = next
  filters.row[row * FILTER_STRIDE + FILTER.prevOfClient] = -1
  if (next >= 0) filters.row[next * FILTER_STRIDE + FILTER.prevOfClient] = row
  clients.firstFilter[client] = row
  clients.filters[client] = (clients.filters[client] as number) + 1
}

/** Sets a filter and gives its id. */
export function setFilter(
  state: AllocatorState,
  agent: number,
  client: number,
  refused: Resources,
  untilMs: number,
): number {
  const { filters } = state
  const shape = takeShape(state, refused)
  const row = newFilterRow(filters)
  const slot = newSlot(state, agent)
  const entry = entryAt(state, agent, slot)
  filters.entry[entry + ENTRY.client] = client
  filters.entry[entry + ENTRY.shape] = shape
  filters.entry[entry + ENTRY.row] = row
  filters.row[row * FILTER_STRIDE + FILTER.agent] = agent
  filters.row[row * FILTER_STRIDE + FILTER.slot] = slot
  filters.untilMs[row] = untilMs
  filters.count += 1
  linkToClient(state, row, client)
  return (filters.row[row * FILTER_STRIDE + FILTER.life] as number) * LIVES + row
}

/** The agent's last entry takes the place of the one that goes: in which order they stand does not matter. */
function dropEntry(state: AllocatorState, agent: number, slot: number): void {
  const { agents, filters } = state
  const last = (agents.filterCount[agent] as number) - 1
  const from = entryAt(state, agent, last)
  const moved = filters.entry[from + ENTRY.row] as number
  filters.entry.copyWithin(entryAt(state, agent, slot), from, from + ENTRY_STRIDE)
  filters.row[moved * FILTER_STRIDE + FILTER.slot] = slot
  agents.filterCount[agent] = last
  if (last > 0) return
  leaveBlock(filters, agents.filterBlock[agent] as number, agents.filterBlockSize[agent] as number)
  agents.filterBlockSize[agent] = -1
}

function unlinkFromClient(state: AllocatorState, row: number, client: number): void {
  const { clients, filters } = state
  const next = filters.row[row * FILTER_STRIDE + FILTER.nextOfClient] as number
  const prev = filters.row[row * FILTER_STRIDE + FILTER.prevOfClient] as number
  if (next >= 0) filters.row[next * FILTER_STRIDE + FILTER.prevOfClient] = prev
  if (prev >= 0) filters.row[prev * FILTER_STRIDE + FILTER.nextOfClient] = next
  else clients.firstFilter[client] = next
  clients.filters[client] = (clients.filters[client] as number) - 1
}

function dropRow(state: AllocatorState, row: number): void {
  const { filters } = state
  const base = row * FILTER_STRIDE
  const agent = filters.row[base + FILTER.agent] as number
  const slot = filters.row[base + FILTER.slot] as number
  const entry = entryAt(state, agent, slot)
  unlinkFromClient(state, row, filters.entry[entry + ENTRY.client] as number)
  leaveShape(state, filters.entry[entry + ENTRY.shape] as number)
  dropEntry(state, agent, slot)
  filters.row[base + FILTER.life] = (filters.row[base + FILTER.life] as number) + 1
  filters.row[base + FILTER.nextOfClient] = filters.unused
  filters.row[base + FILTER.agent] = -1
  filters.unused = row
  filters.count -= 1
}

/** Ends a filter at its time. Nothing happens, and the answer is false, where it was dropped before. */
export function expireFilter(state: AllocatorState, id: number): boolean {
  const row = id % LIVES
  const life = Math.floor(id / LIVES)
  const base = row * FILTER_STRIDE
  const isThere = row < state.filters.rows && state.filters.row[base + FILTER.agent] !== -1
  if (!isThere || state.filters.row[base + FILTER.life] !== life) return false
  dropRow(state, row)
  return true
}

/** Drops all filters of a framework in a role. */
export function dropClientFilters(state: AllocatorState, client: number): void {
  for (;;) {
    const row = state.clients.firstFilter[client] as number
    if (row < 0) return
    dropRow(state, row)
  }
}

/** Drops all filters on an agent. */
export function dropAgentFilters(state: AllocatorState, agent: number): void {
  for (let slot = (state.agents.filterCount[agent] as number) - 1; slot >= 0; slot -= 1) {
    dropRow(state, state.filters.entry[entryAt(state, agent, slot) + ENTRY.row] as number)
  }
}

/** A shape hides an offer that it contains: every scalar at most as much, every set a part. Source: RefusedOfferFilter. */
export function shapeContains(
  state: AllocatorState,
  shape: number,
  plain: ArrayLike<number>,
  rest: Resources,
): boolean {
  const { shapes, width } = state
  const base = shape * width
  for (let s = 0; s < width; s += 1) if ((shapes.plain[base + s] as number) < (plain[s] as number)) return false
  return containsRest(shapes.rest[shape] as Resources, rest)
}
