/** State charts as data: what `sim` exports of its machines, and what the page draws. */
import type { Role } from './roles.ts'

/** A machine as plain JSON, for an inspector to draw. */
export interface ChartPicture {
  readonly machine: string
  /** In document order, the root first. */
  readonly states: readonly PictureState[]
  /** In document order of their state; within one in the order in which they are tried. */
  readonly transitions: readonly PictureTransition[]
}

export interface PictureState {
  /** Dotted, as `ChartState.value`; empty for the root. */
  readonly path: string
  readonly name: string
  /** Path of the state around it; null for the root. */
  readonly parent: string | null
  readonly kind: 'atomic' | 'compound' | 'final'
  /** Path of the state that is entered first. */
  readonly initial: string | null
  readonly entry: readonly string[]
  readonly exit: readonly string[]
  readonly description: string | null
}

export interface PictureTransition {
  readonly from: string
  /** Null: stays where it is. */
  readonly to: string | null
  readonly kind: 'event' | 'after' | 'always' | 'done'
  /** The event as it is stepped, wildcards as written; empty for `always`. */
  readonly event: string
  readonly guard: string | null
  readonly actions: readonly string[]
  /** Milliseconds, or the name of a computed delay; null without one. */
  readonly delay: number | string | null
  readonly reenter: boolean
}

/** A chart with what can happen in each state: `next[path]`, in the order in which transitions are tried. */
export interface Chart {
  /** Kind of the component, `master/offer`. */
  readonly kind: string
  readonly picture: ChartPicture
  readonly next: Readonly<Record<string, readonly PictureTransition[]>>
}

/** The question that the worker answers with a `Chart`, or null where nothing explains the states. */
export interface ChartQuestion {
  readonly kind: 'chart'
  readonly of: string
  /** Of the component, or of the owner of a book's machine. */
  readonly role: Role
  /** Kind of the framework where it is a scheduler. */
  readonly framework: string | null
  /** States that it was seen in, and events that changed them: they tell kinds apart that share their ids. */
  readonly states: readonly string[]
  readonly events: readonly string[]
}
