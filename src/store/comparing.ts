/** Comparing the branch on the screen with another: which one, and which side is shown where there is room for one alone. */
import type { DiagramModel } from '#derive/model.ts'
import { createStore } from 'zustand/vanilla'
import type { Session } from './session.ts'

export interface Comparing {
  /** Branch that stands beside the current one, or null. */
  readonly with: string | null
  /** What a phone shows of the two. */
  readonly side: 'left' | 'right'
  /** Goes to the next (1) or the previous difference; null while none is compared. */
  readonly go: ((by: 1 | -1) => void) | null
  /** Takes the selection of the other side back; whether there was one. */
  readonly unselect: (() => boolean) | null
  /** Both runs as they are laid out: what is derived for them is there already. */
  readonly models: readonly DiagramModel[]
}

/** One page compares one pair. */
export const comparing = createStore<Comparing>(() => ({
  with: null,
  side: 'left',
  go: null,
  unselect: null,
  models: [],
}))

/** The branch to compare with when nobody chose: where the current one came from, else where one came from it, else the last. */
export function counterpartOf(session: Session): string | null {
  const { branches, current, order } = session
  const parent = branches[current]?.parent
  if (parent && branches[parent]) return parent
  const child = order.findLast((id) => branches[id]?.parent === current)
  return child ?? order.findLast((id) => id !== current) ?? null
}

export function compareWith(id: string | null): void {
  comparing.setState({ with: id, side: 'left' })
}

/** The branch that is compared with, where it is still there and not the one on the screen. */
export function comparedBranch(session: Session, id: string | null): string | null {
  return id !== null && id !== session.current && session.branches[id] ? id : null
}
