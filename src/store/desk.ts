/** What the intents share: the session, the worker's client, and the few writes that all of them make. */
import { printScenario } from '#model/scenario/print.ts'
import type { Branch, Cursor, Notice, Session, SessionStore } from './session.ts'
import type { SimClient } from './simClient.ts'

/** The worker looks ahead of the cursor by so much (design.md 4). */
export const AHEAD_MS = 60_000
const AHEAD_RECORDS = 20_000
/** The cursor may move so far before the worker is told again. */
const SLACK_MS = 2000
const SLACK_RECORDS = 500

export const START: Cursor = { ordinal: -1, at: 0 }

export class Desk {
  private epochs = 0
  private told: { current: string; epoch: number | undefined; at: number; ordinal: number } | null = null
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

  /** Calls after each change; gives back how to stop. */
  subscribe(heard: () => void): () => void {
    return this.store.subscribe(heard)
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

  /** Has the worker simulate the branch's document, from what it shares with another: of its trace, `have` records. */
  send(branch: Branch, from: string | null, have = 0): void {
    this.client().open(branch.id, branch.epoch, printScenario(branch.document), from, have)
    this.lookAhead()
  }

  close(id: string): void {
    this.client().close(id)
  }

  /** Has the worker come at least to a record, whatever the time. */
  reach(ordinal: number): void {
    const { cursor, current } = this.session
    const records = Math.max(ordinal + 1, cursor.ordinal + AHEAD_RECORDS)
    this.told = null
    this.client().goal(current, Number.MAX_SAFE_INTEGER, records)
  }

  /** Tells the worker how far to look ahead of the cursor; not at every frame of playing. */
  lookAhead(): void {
    const { cursor, current, branches } = this.session
    const told = this.told
    const epoch = branches[current]?.epoch
    const same = told !== null && told.current === current && told.epoch === epoch
    if (same && Math.abs(told.at - cursor.at) < SLACK_MS && Math.abs(told.ordinal - cursor.ordinal) < SLACK_RECORDS)
      return
    this.told = { current, epoch, at: cursor.at, ordinal: cursor.ordinal }
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
