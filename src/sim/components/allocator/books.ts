/** What the allocator's component remembers beside the allocator's own state. */
import type { Window } from '#base/window.ts'
import { type AllocatorState, makeAllocator } from '../../allocator/state.ts'
import type { Grant } from '../../allocator/plan.ts'
import { quantitiesOf } from '../../allocator/quantities.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { Api, LooseTimer, SimEvent } from '../../kernel/definition.ts'

/** A filter, and the event that ends it. */
export interface FilterEntry extends SimEvent {
  readonly type: 'filter'
  /** The allocator's own. */
  readonly id: number
  /** Framework id. */
  readonly framework: string
  /** Number of the name of its timeline and of its timer. */
  readonly series: number
  readonly role: string
  readonly agent: string
  readonly resources: string
  /** Runs that were over when it was set: those after it must keep to it. */
  readonly run: number
  /** Null before it is armed. */
  timer: LooseTimer | null
  /** Among those of its framework; -1: it is over. */
  number: number
}

/** What filters of a framework in a role share. Their names: `start`, the agent, `end`. */
export interface FilterFamily {
  /** Framework id. */
  readonly framework: string
  /** The scenario's id. */
  readonly name: string
  readonly role: string
  readonly filters: Window<FilterEntry>
  readonly n: number
  readonly start: string
  readonly end: string
  /** Of all their names in the trace. */
  readonly names: string
}

export interface AllocatorBooks {
  readonly state: AllocatorState
  /** Framework id to the scenario's id. */
  readonly names: Map<string, string>
  /** By framework id. */
  readonly filters: Map<string, Window<FilterEntry>>
  /** By the number of a timeline: 1 while a filter has it. */
  lasting: Uint8Array
  /** By the allocator's row of an agent: its name, and the number of that in the trace. Rows are used again. */
  readonly labels: { readonly names: string[]; readonly numbers: number[] }
  /** Of the newest filter: the next one is mostly of the same; null: none. */
  family: FilterFamily | null
  /** Filters whose time came while a run was dispatched. */
  readonly deferred: FilterEntry[]
  /** The batch timer has fired and its run is not done. */
  batchWaiting: boolean
  /** Last value written of each share's timeline. */
  readonly shares: Map<string, number>
  /** Role to framework ids whose shares may have changed since they were written. */
  readonly dirty: Map<string, Set<string>>
  orderChanged: boolean
  /** For the invariants: the newest run and what it granted. */
  last: { readonly run: number; readonly at: number; readonly grants: readonly Grant[] }
  /** For the invariants. */
  callsHandled: number
  callbacksToMaster: number
}

export type AllocatorApi = Api<AllocatorBooks>

export function makeAllocatorBooks(scenario: Scenario): AllocatorBooks {
  const { master } = scenario
  return {
    state: makeAllocator({
      allocationIntervalMs: master.allocationIntervalMs,
      minAllocatable: master.minAllocatableResources.map(quantitiesOf),
      excludedFromFairShare: master.fairSharingExcludedResourceNames,
      filterGpuResources: master.filterGpuResources,
      region: master.domain?.region ?? null,
    }),
    names: new Map(),
    filters: new Map(),
    labels: { names: [], numbers: [] },
    lasting: new Uint8Array(0),
    family: null,
    deferred: [],
    batchWaiting: false,
    shares: new Map(),
    dirty: new Map(),
    orderChanged: false,
    last: { run: 0, at: 0, grants: [] },
    callsHandled: 0,
    callbacksToMaster: 0,
  }
}
