/**
 * Filters: what a framework refused of an agent in a role, until when. Source: hierarchical.cpp, recoverResources,
 * expire, _expire, removeFilters; reference 5.6.
 *
 * A filter is a row of eight integers in two lists: that of its agent (one way, short) and that of its client (both
 * ways). What was refused is a shape, kept once however many filters refuse the same.
 */
import { assert } from '#base/assert.ts'
import { type Resources, formatResources } from '#model/resources.ts'
import { containsRest, splitResources } from './amounts.ts'
import { type AllocatorState, grown } from './state.ts'
import type { FilterTable } from './tables.ts'

/** Places in a filter's row. */
export const FILTER = {
  agent: 0,
  client: 1,
  nextOnAgent: 2,
  nextOfClient: 3,
  prevOfClient: 4,
  shape: 5,
  life: 6,
} as const
export const FILTER_STRIDE = 8

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
  const text = formatResources(resources)
  const known = shapes.index.get(text)
  if (known !== undefined) {
    shapes.uses[known] = (shapes.uses[known] as number) + 1
    return known
  }
  const { plain, rest } = splitResources(state, resources)
  const shape = newShapeRow(state)
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
}

function newFilterRow(filters: FilterTable): number {
  const reused = filters.unused
  if (reused >= 0) {
    filters.unused = filters.row[reused * FILTER_STRIDE + FILTER.nextOnAgent] as number
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

/** Sets a filter and gives its id. */
export function setFilter(
  state: AllocatorState,
  agent: number,
  client: number,
  refused: Resources,
  untilMs: number,
): number {
  const { agents, clients, filters } = state
  const shape = takeShape(state, refused)
  const row = newFilterRow(filters)
  const base = row * FILTER_STRIDE
  const next = clients.firstFilter[client] as number
  filters.row[base + FILTER.agent] = agent
  filters.row[base + FILTER.client] = client
  filters.row[base + FILTER.nextOnAgent] = agents.firstFilter[agent] as number
  filters.row[base + FILTER.nextOfClient] = next
  filters.row[base + FILTER.prevOfClient] = -1
  filters.row[base + FILTER.shape] = shape
  if (next >= 0) filters.row[next * FILTER_STRIDE + FILTER.prevOfClient] = row
  filters.untilMs[row] = untilMs
  filters.count += 1
  agents.firstFilter[agent] = row
  clients.firstFilter[client] = row
  clients.filters[client] = (clients.filters[client] as number) + 1
  return (filters.row[base + FILTER.life] as number) * LIVES + row
}

function unlinkFromAgent(state: AllocatorState, row: number): void {
  const { agents, filters } = state
  const cells = filters.row
  const agent = cells[row * FILTER_STRIDE + FILTER.agent] as number
  const next = cells[row * FILTER_STRIDE + FILTER.nextOnAgent] as number
  let at = agents.firstFilter[agent] as number
  if (at === row) {
    agents.firstFilter[agent] = next
    return
  }
  for (;;) {
    const link = at * FILTER_STRIDE + FILTER.nextOnAgent
    at = cells[link] as number
    assert(at >= 0, 'a filter is in the list of its agent')
    if (at !== row) continue
    cells[link] = next
    return
  }
}

function unlinkFromClient(state: AllocatorState, row: number): void {
  const { clients, filters } = state
  const cells = filters.row
  const client = cells[row * FILTER_STRIDE + FILTER.client] as number
  const next = cells[row * FILTER_STRIDE + FILTER.nextOfClient] as number
  const prev = cells[row * FILTER_STRIDE + FILTER.prevOfClient] as number
  if (next >= 0) cells[next * FILTER_STRIDE + FILTER.prevOfClient] = prev
  if (prev >= 0) cells[prev * FILTER_STRIDE + FILTER.nextOfClient] = next
  else clients.firstFilter[client] = next
  clients.filters[client] = (clients.filters[client] as number) - 1
}

function dropRow(state: AllocatorState, row: number): void {
  const { filters } = state
  const base = row * FILTER_STRIDE
  unlinkFromAgent(state, row)
  unlinkFromClient(state, row)
  leaveShape(state, filters.row[base + FILTER.shape] as number)
  filters.row[base + FILTER.life] = (filters.row[base + FILTER.life] as number) + 1
  filters.row[base + FILTER.nextOnAgent] = filters.unused
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
  for (;;) {
    const row = state.agents.firstFilter[agent] as number
    if (row < 0) return
    dropRow(state, row)
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
