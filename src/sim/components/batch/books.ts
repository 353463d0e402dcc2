/** What a plain framework remembers. */
import type { Filters } from '#model/messages/bodies.ts'
import type { BatchSpec, TaskSpec } from '#model/scenario/types.ts'
import type { Api } from '../../kernel/definition.ts'

export interface BatchInput {
  /** The scenario's id of the framework. */
  readonly framework: string
  /** Of a second instance that takes over: what the first had stored. */
  readonly store?: BatchStore
}

/** Tasks of one kind: those before `next` were given to Mesos. */
export interface Batch {
  readonly spec: TaskSpec
  next: number
}

export interface LaunchedTask {
  state: string
  readonly slaveId: string
  /** The scenario's id of the agent. */
  readonly agent: string
}

/** What outlives its process: a scheduler that is to fail over must store this somewhere. */
export interface BatchStore {
  frameworkId: string | null
  readonly batches: Batch[]
  /** Launched tasks by id. */
  readonly tasks: Map<string, LaunchedTask>
  /** What it reserved and did not give back, by agent id. */
  readonly reserved: Map<string, string>
  /** Tasks not launched yet, or launched and not ended. */
  open: number
}

export interface BatchBooks {
  readonly framework: string
  readonly spec: BatchSpec
  readonly driver: string
  store: BatchStore
  /** Of every answer to an offer. */
  readonly filters: Filters
  /** Launches that wait for an offer: whose time has come and that nobody launched yet. */
  pending: number
}

export type BatchApi = Api<BatchBooks>

export function sizeOf(spec: TaskSpec): number {
  return spec.count ?? 1
}

export function taskIdOf(spec: TaskSpec, index: number): string {
  return spec.count === null ? spec.id : `${spec.id}-${index}`
}

/** Whether there is a task to launch now. */
export function wantsAny({ batches }: BatchStore, now: number): boolean {
  return batches.some(({ spec, next }) => next < sizeOf(spec) && spec.atMs <= now)
}

export function makeStore(tasks: readonly TaskSpec[]): BatchStore {
  const store: BatchStore = { frameworkId: null, batches: [], tasks: new Map(), reserved: new Map(), open: 0 }
  addBatches(store, tasks)
  return store
}

export function addBatches(store: BatchStore, tasks: readonly TaskSpec[]): void {
  for (const spec of tasks) {
    store.batches.push({ spec, next: 0 })
    store.open += sizeOf(spec)
  }
}

/** Launches whose time has come, and when the next comes (null: none is to come). */
export function waiting(store: BatchStore, now: number): { readonly pending: number; readonly nextAt: number | null } {
  let pending = 0
  let nextAt: number | null = null
  for (const { spec, next } of store.batches) {
    const left = sizeOf(spec) - next
    if (left === 0) continue
    if (spec.atMs <= now) pending += left
    else nextAt = nextAt === null ? spec.atMs : Math.min(nextAt, spec.atMs)
  }
  return { pending, nextAt }
}
