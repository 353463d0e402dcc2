/** The tables of the allocator's state: who is there, who holds what, what is filtered. */
import type { Resources } from '#model/resources.ts'
import type { Quantities } from './quantities.ts'
import type { Sorter } from './sorter.ts'

/** Resources as columns: see amounts.ts. */
export interface Amounts {
  /** Unreserved scalars that are not revocable, thousandths by column. */
  readonly plain: ArrayLike<number>
  /** Everything else. */
  readonly rest: Resources
}

export type AgentCapability = 'MULTI_ROLE' | 'HIERARCHICAL_ROLE' | 'RESERVATION_REFINEMENT'

export interface AgentDomain {
  readonly region: string
  readonly zone: string
}

/** Agents by row. Rows of removed agents are used again. Vectors have `width` columns a row. */
export interface AgentTable {
  rows: number
  unused: number[]
  readonly index: Map<string, number>
  id: string[]
  hostname: string[]
  attributes: Readonly<Record<string, string>>[]
  domain: (AgentDomain | null)[]
  capabilities: (readonly AgentCapability[])[]
  active: Uint8Array
  /** 1: in the list of candidates. */
  candidate: Uint8Array
  gpu: Uint8Array
  remote: Uint8Array
  multiRole: Uint8Array
  hierarchicalRole: Uint8Array
  total: Resources[]
  /** Unreserved scalars that are not revocable. */
  totalPlain: Float64Array
  usedPlain: Float64Array
  freePlain: Float64Array
  /** All others: reserved, revocable, sets of ranges. */
  totalRest: Resources[]
  usedRest: Resources[]
  freeRest: Resources[]
  /** First row of the agent's list of holdings, or -1. */
  firstHolding: Int32Array
  /** Where the agent's entries of filters begin, how many they are, and the size of the block (-1: none). */
  filterBlock: Int32Array
  filterCount: Int32Array
  filterBlockSize: Int32Array
  /** The row that was looked for after each, and the newest: calls mostly come in the same order again. */
  after: Int32Array
  newest: number
  /** Places of the ids in byte order, for the order of grants; valid while `ranked`. */
  rank: Int32Array
  ranked: boolean
}

/** Capabilities that matter here, as bits. */
export const ABILITY = { GPU_RESOURCES: 1, REVOCABLE_RESOURCES: 2, REGION_AWARE: 4, MULTI_ROLE: 8 } as const

/** Beside abilities: what the visits of this client come to is its alone. */
export const SPECIAL = 16

export interface FrameworkRow {
  readonly id: string
  /** False once removed; the row stays for the name. */
  known: boolean
  active: boolean
  roles: Set<number>
  suppressed: Set<number>
  /** Bits of `ABILITY`. */
  abilities: number
  /** By role: replaces the allocator's own list. */
  minAllocatable: ReadonlyMap<number, readonly Quantities[]>
  /** By role: the agent must satisfy all constraints of one group. */
  constraints: ReadonlyMap<number, readonly ConstraintGroup[]>
  /** Client row by role. */
  readonly clients: Map<number, number>
}

export type AttributeSelector =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'hostname' | 'region' | 'zone' }

export type AttributePredicate =
  | { readonly kind: 'exists' | 'notExists' }
  | { readonly kind: 'textEquals' | 'textNotEquals'; readonly value: string }
  | { readonly kind: 'textMatches' | 'textNotMatches'; readonly regex: string }

export interface AttributeConstraint {
  readonly selector: AttributeSelector
  readonly predicate: AttributePredicate
}

export type ConstraintGroup = readonly AttributeConstraint[]

export interface Quota {
  /** Thousandths by column; 0 where nothing is guaranteed. */
  readonly guarantees: number[]
  /** Thousandths by column; Infinity where there is no limit. */
  readonly limits: number[]
  readonly hasGuarantees: boolean
  readonly hasLimits: boolean
}

export interface RoleRow {
  readonly name: string
  /** Row of the top-level role above it (or itself). */
  readonly top: number
  quota: Quota | null
  weight: number
  /** Its frameworks, while it has any. */
  sorter: Sorter | null
  /** Top-level roles only, over the subtree: reserved scalars of all agents, held or not. */
  reserved: number[]
  /** Top-level roles only, over the subtree: unreserved scalars held that are not revocable. */
  plainHeld: number[]
}

/** A framework in a role. Rows are kept for good. */
export interface ClientTable {
  framework: number[]
  role: number[]
  /** In the sorters: subscribed, or still holding something. */
  tracked: boolean[]
  /** Rows of holdings that count in the sorters. */
  holdings: number[]
  /** Copy of the framework's abilities, and `SPECIAL` where it has constraints or minima of its own for this role. */
  abilities: number[]
  firstFilter: number[]
  filters: number[]
}

/** What a client holds on an agent. Rows of one agent are a list. */
export interface HoldingTable {
  rows: number
  unused: number
  next: Int32Array
  client: Int32Array
  /** 0: of a framework that was not known, not in the sorters. */
  charged: Uint8Array
  plain: Float64Array
  rest: Resources[]
  /** The part that runs tasks; what is left is on offer. */
  launchedPlain: Float64Array
  launchedRest: Resources[]
}

/** Refused resources, each different one once. */
export interface ShapeTable {
  rows: number
  unused: number[]
  readonly index: Map<string, number>
  text: string[]
  uses: number[]
  plain: Float64Array
  rest: Resources[]
  /** The resources that a filter was last set with, and their shape. */
  newest: Resources | null
  newestShape: number
}

/** Places in a filter's row, and in its entry on its agent. */
export const FILTER = { agent: 0, slot: 1, nextOfClient: 2, prevOfClient: 3, life: 4 } as const
export const FILTER_STRIDE = 5
export const ENTRY = { client: 0, shape: 1, row: 2 } as const
export const ENTRY_STRIDE = 3

export interface FilterTable {
  rows: number
  /** First of the rows to be used again, linked by `nextOfClient`; -1: none. */
  unused: number
  count: number
  /** `FILTER_STRIDE` integers a row. */
  row: Int32Array
  untilMs: Float64Array
  /** Entries that blocks were made of so far. */
  entries: number
  /** `ENTRY_STRIDE` integers an entry. */
  entry: Int32Array
  /** Blocks to be used again, by size. */
  readonly unusedBlocks: number[][]
}

export interface Tables {
  readonly agents: AgentTable
  readonly clients: ClientTable
  readonly holdings: HoldingTable
  readonly shapes: ShapeTable
  readonly filters: FilterTable
}

function makeAgents(): AgentTable {
  const none8 = new Uint8Array(0)
  const none64 = new Float64Array(0)
  return {
    rows: 0,
    unused: [],
    index: new Map(),
    id: [],
    hostname: [],
    attributes: [],
    domain: [],
    capabilities: [],
    active: none8,
    candidate: none8,
    gpu: none8,
    remote: none8,
    multiRole: none8,
    hierarchicalRole: none8,
    total: [],
    totalPlain: none64,
    usedPlain: none64,
    freePlain: none64,
    totalRest: [],
    usedRest: [],
    freeRest: [],
    firstHolding: new Int32Array(0),
    filterBlock: new Int32Array(0),
    filterCount: new Int32Array(0),
    filterBlockSize: new Int32Array(0),
    after: new Int32Array(0),
    newest: 0,
    rank: new Int32Array(0),
    ranked: false,
  }
}

/** Empty tables. */
export function makeTables(): Tables {
  const none64 = new Float64Array(0)
  return {
    agents: makeAgents(),
    clients: {
      framework: [],
      role: [],
      tracked: [],
      holdings: [],
      abilities: [],
      firstFilter: [],
      filters: [],
    },
    holdings: {
      rows: 0,
      unused: -1,
      next: new Int32Array(0),
      client: new Int32Array(0),
      charged: new Uint8Array(0),
      plain: none64,
      rest: [],
      launchedPlain: none64,
      launchedRest: [],
    },
    shapes: {
      rows: 0,
      unused: [],
      index: new Map(),
      text: [],
      uses: [],
      plain: none64,
      rest: [],
      newest: null,
      newestShape: -1,
    },
    filters: {
      rows: 0,
      unused: -1,
      count: 0,
      row: new Int32Array(0),
      untilMs: none64,
      entries: 0,
      entry: new Int32Array(0),
      unusedBlocks: [],
    },
  }
}
