/** What the search has found so far: all of it that the drawing needs to know. */
import { createStore } from 'zustand/vanilla'

/** What was found so far. Both grow in place. */
export interface Found {
  /** Ordinals of `sent` records, ascending. */
  readonly matches: readonly number[]
  readonly hits: ReadonlySet<number>
  /** 0..1 of the messages that are there. */
  readonly part: number
}

const NOTHING: Found = { matches: [], hits: new Set(), part: 1 }

/** One page has one search. */
export const found = createStore<Found>(() => NOTHING)

export function forgetFound(): void {
  if (found.getState() !== NOTHING) found.setState(NOTHING, true)
}
