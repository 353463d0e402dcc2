/** Keeps the run of a branch up beside the one on the screen: loaded with what compares them. */
import { printScenario } from '#model/scenario/print.ts'
import type { App } from './app.ts'
import { AHEAD_MS } from './desk.ts'
import { currentBranch } from './session.ts'

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
