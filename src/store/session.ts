/**
 * What the page knows, as data. `intents.ts` is the only writer; components select the least they need. Traces are
 * the worker's answers: they grow in place, and `revision` says so.
 */
import type { Lang, Key } from '#content/locales/words.ts'
import type { Cursor, ViewOptions } from '#derive/view.ts'
import type { Halt } from '#model/protocol.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import type { ParseIssue, Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Settings } from './settings.ts'

export type { Lang } from '#content/locales/words.ts'
export type { Cursor } from '#derive/view.ts'

/** A moment that the reader marked. */
export interface Marker {
  /** -1: the start. */
  readonly ordinal: number
  /** Virtual ms. */
  readonly at: number
  /** Empty: it has only its number. */
  readonly name: string
}

export interface Branch {
  readonly id: string
  /** Named by the action that made it; the first is the scenario itself. */
  readonly name: string
  /** By the reader: else the first is told as the scenario's main one, in the reader's language. */
  readonly isNamed?: boolean
  readonly parent: string | null
  /** Virtual ms at which it left its parent. */
  readonly forkedAtMs: number | null
  readonly document: ScenarioDocument
  readonly scenario: Scenario
  readonly undo: readonly ScenarioDocument[]
  readonly redo: readonly ScenarioDocument[]
  readonly epoch: number
  /** Grows and is cut in place: compare `revision`, not the reference. */
  readonly trace: TraceStore
  readonly revision: number
  /** How far the worker has come. */
  readonly aheadMs: number
  readonly halted: Halt | null
  /** The furthest record that the reader has seen. */
  readonly seen: number
  /** Ascending by moment. */
  readonly markers: readonly Marker[]
  /** Where the reader stood last in this branch. */
  readonly cursor: Cursor
}

/** A sentence at the edge of the page: key of the dictionary and what goes into it. */
export interface Notice {
  readonly n: number
  readonly key: Key & `notice.${string}`
  readonly params: Readonly<Record<string, string | number>>
  readonly tone: 'info' | 'warning' | 'error'
  readonly details?: readonly ParseIssue[]
  /** What the reader may do about it; it stays until then. */
  readonly act?: { readonly label: Key & `notice.${string}`; readonly run: () => void }
}

export type WorkerState = 'starting' | 'ready' | 'restarting'

export interface Session {
  readonly branches: Readonly<Record<string, Branch>>
  /** Ids in order of making. */
  readonly order: readonly string[]
  readonly current: string
  readonly cursor: Cursor
  /** The cursor came where it is by a step: the view may glide there. */
  readonly glides?: boolean
  readonly playing: boolean
  /** Playing stops at this record; null: goes on. */
  readonly playUntil: number | null
  /** 1/16 to 16. */
  readonly speed: number
  readonly view: ViewOptions
  /** Ordinal of the selected record, or a component's id, or nothing. */
  readonly selection: Selection | null
  readonly lang: Lang
  readonly settings: Settings
  /** Id of the built-in scenario that the document came from, or null. */
  readonly base: string | null
  /** Only the diagram and the transport (`?embed=1`). */
  readonly embed: boolean
  readonly notices: readonly Notice[]
  readonly worker: WorkerState
  /** The scenario is not yet known, or its first records are not there yet. */
  readonly opening: boolean
  /** Ordinal of a record that a link names and the run has not come to yet; null or absent: there is none. */
  readonly replaying?: number | null
}

export type Selection =
  | { readonly kind: 'record'; readonly ordinal: number }
  | { readonly kind: 'component'; readonly id: string }

export type SessionStore = StoreApi<Session>

export function makeSession(initial: Session): SessionStore {
  return createStore<Session>(() => initial)
}

/** Virtual ms of the furthest record that there is. */
export function computedMs(branch: Branch): number {
  return branch.trace.count === 0 ? 0 : (branch.trace.at[branch.trace.count - 1] as number)
}

export function currentBranch(session: Session): Branch {
  return session.branches[session.current] as Branch
}
