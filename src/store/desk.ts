/** What the intents share: the session, the worker's client, and the few writes that all of them make. */
import { printScenario } from '#model/scenario/print.ts'
import type { Branch, Cursor, Notice, Session, SessionStore } from './session.ts'
import type { SimClient } from './simClient.ts'

/** The worker looks ahead of the cursor by so much (design.md 4). */
export const AHEAD_MS = 60_000
const AHEAD_RECORDS = 20_000

export const START: Cursor = { ordinal: -1, at: 0 }

export class Desk {
  private epochs = 0
  private notices = 0
  private readonly store: SessionStore
  private readonly client: () => SimClient

  constructor(store: SessionStore, client: () => SimClient) {
    this.store = store
    this.client = client
  }

  get session(): Session {
    return this.store.getState()
  }

  set(change: Partial<Session>): void {
    this.store.setState(change)
  }

  setBranch(id: string, change: Partial<Branch>): void {
    const { branches } = this.session
    const branch = branches[id]
    if (branch) this.set({ branches: { ...branches, [id]: { ...branch, ...change } } })
  }

  /** Answers to a request with an older epoch are dropped. */
  nextEpoch(): number {
    this.epochs += 1
    return this.epochs
  }

  /** Has the worker simulate the branch's document, from what it shares with another. */
  send(branch: Branch, from: string | null): void {
    this.client().open(branch.id, branch.epoch, printScenario(branch.document), from)
    this.lookAhead()
  }

  close(id: string): void {
    this.client().close(id)
  }

  /** Tells the worker how far to look ahead of the cursor. */
  lookAhead(): void {
    const { cursor, current } = this.session
    this.client().goal(current, cursor.at + AHEAD_MS, Math.max(0, cursor.ordinal) + AHEAD_RECORDS)
  }

  notify(notice: Omit<Notice, 'n'>): void {
    this.notices += 1
    this.set({ notices: [...this.session.notices.slice(-3), { ...notice, n: this.notices }] })
  }

  dismiss(n: number): void {
    this.set({ notices: this.session.notices.filter((notice) => notice.n !== n) })
  }
}
