/** Runs ahead until something holds, and stands there: the worker computes on as far as the search needs. */
import { firstHolding, type Condition } from '#derive/until.ts'
import type { Halt } from '#model/protocol.ts'
import type { App } from './app.ts'
import { modelOf } from './commandsPlay.ts'
import { currentBranch } from './session.ts'

/** Records behind its beginning that one search looks at; the reader may ask for more. */
export const BOUND = 200_000
const SLICE = 2000
/** The page may draw between slices after so long. */
const BREATH_MS = 8
/** The worker is asked for so many records more at a time. */
const AHEAD = 20_000

export interface Looked {
  /** Records looked at so far, and the virtual ms that they reach. */
  readonly records: number
  readonly at: number
}

export type Ended =
  | { readonly how: 'found'; readonly ordinal: number }
  /** The run is over; `until`: only because its scenario says so. */
  | { readonly how: 'halted'; readonly why: Halt }
  | { readonly how: 'bound' }
  /** By the reader, or because another branch came to the screen. */
  | { readonly how: 'stopped' }

export interface Search {
  readonly condition: Condition
  /** Ordinal to begin at. */
  readonly from: number
  readonly signal: AbortSignal
  readonly onLooked: (looked: Looked) => void
}

/** Where the search ended and what it may go on from. */
export async function searchAhead(app: App, { condition, from, signal, onLooked }: Search): Promise<Ended & Looked> {
  const { store } = app
  const id = store.getState().current
  let next = Math.max(0, from)
  for (;;) {
    const session = store.getState()
    if (signal.aborted || session.current !== id) return ended({ how: 'stopped' })
    const { trace, halted } = currentBranch(session)
    const found = scanned(app, condition, next)
    if (found.ordinal >= 0) return ended({ how: 'found', ordinal: found.ordinal })
    next = found.next
    onLooked(looked())
    if (next - from >= BOUND) return ended({ how: 'bound' })
    if (next < trace.count) await breath()
    else if (halted !== null) return ended({ how: 'halted', why: halted })
    else await more(app, next, signal)
  }

  function looked(): Looked {
    const { trace } = currentBranch(store.getState())
    const last = Math.min(next, trace.count) - 1
    return { records: next, at: last < 0 ? 0 : (trace.at[last] as number) }
  }

  function ended(how: Ended): Ended & Looked {
    return { ...how, ...looked() }
  }
}

/** Looks through slices until one holds or a breath is due. */
function scanned(app: App, condition: Condition, from: number): { readonly ordinal: number; readonly next: number } {
  const { trace, lanes } = modelOf(app.store.getState())
  const start = performance.now()
  let next = from
  while (next < trace.count && performance.now() - start < BREATH_MS) {
    const end = Math.min(trace.count, next + SLICE)
    const ordinal = firstHolding(trace, lanes, condition, [next, end])
    if (ordinal >= 0) return { ordinal, next }
    next = end
  }
  return { ordinal: -1, next }
}

function breath(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}

/** Resolves when the run has more than so many records, is over, or the search was stopped. */
function more(app: App, count: number, signal: AbortSignal): Promise<void> {
  const { store, opener } = app
  const { current } = store.getState()
  opener.desk.reach(count + AHEAD)
  return new Promise((resolve) => {
    const check = (): void => {
      const session = store.getState()
      const branch = session.branches[current]
      const waits = branch && session.current === current && branch.trace.count <= count && branch.halted === null
      if (waits && !signal.aborted) return
      stop()
      signal.removeEventListener('abort', check)
      resolve()
    }
    const stop = store.subscribe(check)
    signal.addEventListener('abort', check)
    check()
  })
}
