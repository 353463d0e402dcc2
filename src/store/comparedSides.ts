/** Which side of a comparison the reader turned to, for commands that act on what is selected. */
import type { App } from './app.ts'
import { createStore } from 'zustand/vanilla'

export interface ComparedSides {
  /** The page as it is for the side that is turned to; null while none is compared. */
  readonly acting: (() => App) | null
}

export const comparedSides = createStore<ComparedSides>(() => ({ acting: null }))
