/** What the worker says, written into the session. */
import type { Halt } from '#model/protocol.ts'
import { jsonLine } from '#model/trace/decode.ts'
import type { TraceStore } from '#model/trace/store.ts'
import type { Desk } from './desk.ts'
import type { Branch, Cursor, Session } from './session.ts'
import type { SimHandlers } from './simClient.ts'

function changed(session: Session, run: string, change: Partial<Branch>): Partial<Session> {
  const branch = session.branches[run]
  return branch
    ? { branches: { ...session.branches, [run]: { ...branch, ...change, revision: branch.revision + 1 } } }
    : {}
}

/**
 * Once the trace covers the cursor's time again, the cursor stands on a record that exists: the same one where the
 * past is the same, else the last one before its time. Until then it waits.
 */
function settled(branch: Branch, cursor: Cursor): Cursor {
  const { trace } = branch
  if (branch.aheadMs <= cursor.at && branch.halted === null) return cursor
  const at = trace.at[cursor.ordinal]
  const next = trace.at[cursor.ordinal + 1]
  const fits = cursor.ordinal < trace.count && (at === undefined || at <= cursor.at)
  if (fits && (cursor.ordinal + 1 >= trace.count || (next as number) >= Math.floor(cursor.at))) return cursor
  return { ordinal: trace.ordinalAt(cursor.at), at: cursor.at }
}

export function makeHandlers(desk: Desk): SimHandlers {
  return {
    onReset: (run, records, strings) => {
      const branch = desk.session.branches[run]
      if (!branch) return
      branch.trace.truncate(records, strings)
      desk.set(changed(desk.session, run, { halted: null }))
    },
    // How far the run has come follows at once: one change of the session for both.
    onChunk: (run, chunk) => desk.session.branches[run]?.trace.append(chunk),
    onProgress: (run, aheadMs, halted) => onProgress(desk, run, aheadMs, halted),
    onIssues: (run, issues) => {
      desk.notify({ key: 'notice.refused', params: {}, tone: 'error', details: issues })
      if (run === desk.session.current) desk.set({ opening: false })
    },
    onCrash: (run, message) => {
      desk.notify({ key: 'notice.crashed', params: { message }, tone: 'error' })
      if (run === desk.session.current) desk.set({ opening: false, playing: false })
    },
    onRestart: () => {
      desk.set({ worker: 'restarting' })
      desk.notify({ key: 'notice.restarting', params: {}, tone: 'warning' })
    },
    onReady: () => {
      if (desk.session.worker !== 'ready') desk.set({ worker: 'ready' })
    },
  }
}

function onProgress(desk: Desk, run: string, aheadMs: number, halted: Halt | null): void {
  if (!desk.session.branches[run]) return
  const change = changed(desk.session, run, { aheadMs, halted })
  if (run !== desk.session.current) return desk.set(change)
  const branch = change.branches?.[run] as Branch
  const opening = desk.session.opening && branch.trace.count === 0
  desk.set({ ...change, opening, cursor: settled(branch, desk.session.cursor) })
}

/** JSON lines of a stretch of the trace, `to` included, each with its line end. */
export function linesOf(trace: TraceStore, from: number, to: number): string {
  let text = ''
  for (let i = Math.max(0, from); i <= Math.min(to, trace.count - 1); i += 1) text += `${jsonLine(trace, i)}\n`
  return text
}
