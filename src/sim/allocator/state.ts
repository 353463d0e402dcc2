/**
 * The allocator's state: columns and integers, plain data throughout (typed arrays, arrays, maps, sets), so that the
 * kernel can copy it for a checkpoint. Every function of this folder that takes a state changes it in place.
 * Layout and invariants: README.md; why columns: docs/adr/0005-allocator-columns.md.
 */
import { assert, must } from '#base/assert.ts'
import type { Resources } from '#model/resources.ts'
import type { Quantities } from './quantities.ts'
import { type ClusterTotals, type Sorter, makeSorter, makeTotals } from './sorter.ts'
import { type Amounts, type FrameworkRow, type RoleRow, type Tables, makeTables } from './tables.ts'

export interface AllocatorOptions {
  /** Between two batch runs; also the shortest life of a filter. */
  readonly allocationIntervalMs: number
  /** An offer must contain at least one of these; none at all accepts everything. */
  readonly minAllocatable: readonly Quantities[]
  /** Scalars that count in no share, e.g. `gpus`. */
  readonly excludedFromFairShare: readonly string[]
  /** Agents with gpus are for frameworks with GPU_RESOURCES only. */
  readonly filterGpuResources: boolean
  /** The master's own region, or null. */
  readonly region: string | null
}

/** Defaults of Mesos. Source: flags.cpp, constants.hpp; reference 3.1. */
export const DEFAULT_OPTIONS: AllocatorOptions = {
  allocationIntervalMs: 1000,
  minAllocatable: [new Map([['cpus', 10]]), new Map([['mem', 32000]])],
  excludedFromFairShare: [],
  filterGpuResources: true,
  region: null,
}

export type Trigger = 'batch' | 'addFramework' | 'activateFramework' | 'reviveOffers' | 'addSlave' | 'updateSlave'

export interface AllocatorState extends Tables {
  readonly options: AllocatorOptions
  /** Columns of a vector row; at least the names in use. */
  width: number
  /** Scalar names by column. */
  readonly names: string[]
  readonly columns: Map<string, number>
  readonly totals: ClusterTotals
  /** What `clientNamed` was asked last, and its answer. */
  newestClient: { readonly framework: string; readonly role: string; readonly client: number } | null
  /** What `splitResources` was asked last, and its answer. */
  newestSplit: { readonly resources: Resources; readonly amounts: Amounts } | null
  readonly frameworks: FrameworkRow[]
  readonly frameworkIndex: Map<string, number>
  readonly roles: RoleRow[]
  readonly roleIndex: Map<string, number>
  readonly roleSorter: Sorter
  /** Reserved scalars of all agents, and those held by known frameworks. */
  reserved: number[]
  reservedHeld: number[]
  paused: boolean
  /** Agents to wait for after a failover, or null. */
  expectedAgents: number | null
  /** Agents to be looked at in the next run. */
  candidates: number[]
  queued: boolean
  triggers: Trigger[]
  runs: number
  /** Hostnames that may be offered; null: all. */
  whitelist: Set<string> | null
}

const FIRST_NAMES = ['cpus', 'gpus', 'mem', 'disk']

/** An allocator that knows nobody yet. */
export function makeAllocator(options: Partial<AllocatorOptions> = {}): AllocatorState {
  const totals = makeTotals()
  const state: AllocatorState = {
    options: { ...DEFAULT_OPTIONS, ...options },
    width: FIRST_NAMES.length,
    names: [],
    columns: new Map(),
    totals,
    newestClient: null,
    newestSplit: null,
    ...makeTables(),
    frameworks: [],
    frameworkIndex: new Map(),
    roles: [],
    roleIndex: new Map(),
    roleSorter: makeSorter(totals, false),
    reserved: [],
    reservedHeld: [],
    paused: false,
    expectedAgents: null,
    candidates: [],
    queued: false,
    triggers: [],
    runs: 0,
    whitelist: null,
  }
  for (const name of FIRST_NAMES) columnOf(state, name)
  return state
}

/** The column of a scalar name; a new name gets one. */
export function columnOf(state: AllocatorState, name: string): number {
  const known = state.columns.get(name)
  if (known !== undefined) return known
  const column = state.names.length
  if (column === state.width) widen(state, 2 * state.width)
  state.names.push(name)
  state.columns.set(name, column)
  state.totals.milli.push(0)
  state.totals.counted.push(!state.options.excludedFromFairShare.includes(name))
  for (const role of state.roles) {
    if (!role.quota) continue
    role.quota.guarantees.push(0)
    role.quota.limits.push(Infinity)
  }
  return column
}

function relaid(old: Float64Array, from: number, to: number): Float64Array {
  const wider = new Float64Array((old.length / from) * to)
  for (let i = 0; i < old.length / from; i += 1) wider.set(old.subarray(i * from, (i + 1) * from), i * to)
  return wider
}

function widen(state: AllocatorState, to: number): void {
  const { agents, holdings, shapes, width } = state
  agents.totalPlain = relaid(agents.totalPlain, width, to)
  agents.usedPlain = relaid(agents.usedPlain, width, to)
  agents.freePlain = relaid(agents.freePlain, width, to)
  holdings.plain = relaid(holdings.plain, width, to)
  holdings.launchedPlain = relaid(holdings.launchedPlain, width, to)
  shapes.plain = relaid(shapes.plain, width, to)
  state.width = to
  state.newestSplit = null
}

export function grown<T extends Uint8Array | Int32Array | Float64Array>(old: T, length: number): T {
  const make = old.constructor as new (length: number) => T
  const larger = new make(length)
  larger.set(old)
  return larger
}

/** Row of a role; a new name gets one. Rows are kept for good. */
export function roleOf(state: AllocatorState, name: string): number {
  const known = state.roleIndex.get(name)
  if (known !== undefined) return known
  const slash = name.indexOf('/')
  const top = slash < 0 ? state.roles.length : roleOf(state, name.slice(0, slash))
  const row = state.roles.length
  state.roles.push({
    name,
    top: slash < 0 ? row : top,
    quota: null,
    weight: 1,
    sorter: null,
    reserved: [],
    plainHeld: [],
  })
  state.roleIndex.set(name, row)
  return row
}

/** Row of a framework's name; it need not be known to the allocator yet. */
export function frameworkOf(state: AllocatorState, id: string): number {
  const known = state.frameworkIndex.get(id)
  if (known !== undefined) return known
  const row = state.frameworks.length
  state.frameworks.push({
    id,
    known: false,
    active: false,
    roles: new Set(),
    suppressed: new Set(),
    abilities: 0,
    minAllocatable: new Map(),
    constraints: new Map(),
    clients: new Map(),
  })
  state.frameworkIndex.set(id, row)
  return row
}

/** Row of a framework in a role; a new pair gets one. */
export function clientOf(state: AllocatorState, framework: number, role: number): number {
  const row = must(state.frameworks[framework], 'the framework has a row')
  const known = row.clients.get(role)
  if (known !== undefined) return known
  const { clients } = state
  const client = clients.framework.length
  clients.framework.push(framework)
  clients.role.push(role)
  clients.tracked.push(false)
  clients.holdings.push(0)
  clients.abilities.push(row.abilities)
  clients.firstFilter.push(-1)
  clients.filters.push(0)
  row.clients.set(role, client)
  return client
}

/** The client of a known framework in a role, or -1 where the framework is not known. Mostly the same as before. */
export function clientNamed(state: AllocatorState, framework: string, role: string): number {
  const { newestClient } = state
  if (newestClient !== null && newestClient.framework === framework && newestClient.role === role)
    return newestClient.client
  const row = state.frameworkIndex.get(framework)
  if (row === undefined || !state.frameworks[row]?.known) return -1
  const client = clientOf(state, row, roleOf(state, role))
  state.newestClient = { framework, role, client }
  return client
}

/** The row of an agent, or undefined where it is not known. */
export function rowOfAgent({ agents }: AllocatorState, agent: string): number | undefined {
  const guess = agents.after[agents.newest]
  if (guess !== undefined && agents.id[guess] === agent) {
    agents.newest = guess
    return guess
  }
  const row = agents.index.get(agent)
  if (row === undefined) return undefined
  agents.after[agents.newest] = row
  agents.newest = row
  return row
}

/** The row of a known agent. Throws where it is not known. */
export function agentRow(state: AllocatorState, agent: string): number {
  const row = rowOfAgent(state, agent)
  if (row === undefined) assert(false, `the allocator knows the agent ${agent}`)
  return row
}

/** The row of a known framework. Throws where it is not known. */
export function frameworkRow(state: AllocatorState, framework: string): number {
  const row = state.frameworkIndex.get(framework)
  if (row === undefined || !state.frameworks[row]?.known)
    assert(false, `the allocator knows the framework ${framework}`)
  return row
}
