/**
 * Comparing the branch on the screen with another: which one, on which side the reader is where there is room for one alone,
 * and where among the differences. The other branch's run is kept up beside.
 */
import { printScenario } from '#model/scenario/print.ts'
import { createStore } from 'zustand/vanilla'
import type { App } from './app.ts'
import { AHEAD_MS } from './desk.ts'
import { currentBranch, type Session } from './session.ts'

export interface Comparing {
  /** Branch that stands beside the current one, or null. */
  readonly with: string | null
  /** What a phone shows of the two. */
  readonly side: 'left' | 'right'
  /** Goes to the next (1) or the previous difference; null while none is compared. */
  readonly go: ((by: 1 | -1) => void) | null
}

/** One page compares one pair. */
export const comparing = createStore<Comparing>(() => ({ with: null, side: 'left', go: null }))

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

const AHEAD_RECORDS = 20_000
const SLACK_MS = 2000

/** Keeps the run of a branch computed as far ahead as the one on the screen, without taking its place. Gives back how to stop. */
export function keepBeside(app: App, id: string): () => void {
  const { store, client, opener } = app
  const { desk } = opener
  let told: { readonly epoch: number; readonly untilMs: number } | null = null
  const look = (): void => {
    const session = store.getState()
    const branch = session.branches[id]
    if (!branch || session.current === id) return
    if (branch.epoch === 0) {
      const sent = { ...branch, epoch: desk.nextEpoch() }
      desk.setBranch(id, sent)
      client.openBeside(id, sent.epoch, printScenario(sent.document), session.current)
      return
    }
    const untilMs = Math.max(session.cursor.at + AHEAD_MS, currentBranch(session).aheadMs)
    if (told?.epoch === branch.epoch && Math.abs(told.untilMs - untilMs) < SLACK_MS) return
    told = { epoch: branch.epoch, untilMs }
    const here = branch.trace.ordinalAt(session.cursor.at)
    client.goal(id, untilMs, Math.max(currentBranch(session).trace.count, here + AHEAD_RECORDS), true)
  }
  look()
  return store.subscribe(look)
}
