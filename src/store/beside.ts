/** What stands beside the diagram, in the lower half of its place. */
import { createStore } from 'zustand/vanilla'

export const BESIDE_TABS = ['transcript', 'machine', 'allocation'] as const
export type BesideTab = (typeof BESIDE_TABS)[number]

export interface Beside {
  readonly tab: BesideTab | null
}

/** One page, one place beside the diagram. */
export const beside = createStore<Beside>(() => ({ tab: null }))

/** Opens a tab, or closes it where it is open. */
export function toggleBeside(tab: BesideTab): void {
  beside.setState((now) => ({ tab: now.tab === tab ? null : tab }))
}

export function openBeside(tab: BesideTab | null): void {
  beside.setState({ tab })
}
