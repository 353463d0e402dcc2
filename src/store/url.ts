/**
 * The address bar holds the moment: the fragment is rewritten when things rest, at most once a second, and a new entry
 * of the history is made when the reader went somewhere else (scenario, branch, view, selection). Back and forward go
 * there again. Source: contracts.md 5, interaction.md 4.3.
 */
import { loadCodec } from './codec.ts'
import { selectionText } from './linkView.ts'
import { comparedBranch, comparing } from './comparing.ts'
import { markersOf } from './markers.ts'
import { currentBranch, type Session, type SessionStore } from './session.ts'

/** Safari refuses more than 100 changes of the history in 30 s. */
const AT_MOST_EVERY_MS = 1000
const REST_MS = 250

/** Changes of these make a new entry of the history. */
function placeOf(session: Session): readonly unknown[] {
  const { view, selection, current } = session
  const { document } = currentBranch(session)
  const compared = comparedBranch(session, comparing.getState().with)
  const seen = [view.depth, view.scale, view.figure, view.hidden.join()]
  return [current, document, selectionText(selection), compared, ...seen]
}

/** Changes of these are written without a new entry. */
function isRewritten(session: Session, before: Session): boolean {
  const marked = markersOf(session) !== markersOf(before)
  return marked || session.cursor !== before.cursor || session.lang !== before.lang
}

export interface AddressBar {
  readonly stop: () => void
  /** The next change is where a link led: no new entry. */
  readonly settle: () => void
}

/** Hears when the reader goes elsewhere by the browser's own means; gives back how to stop. */
function listen(page: Window, heard: () => void): () => void {
  const names = ['popstate', 'hashchange'] as const
  for (const name of names) page.addEventListener(name, heard)
  return () => {
    for (const name of names) page.removeEventListener(name, heard)
  }
}

/** Calls with the session as it is and as it was, whatever of what a link says has changed. */
function watch(store: SessionStore, heard: (session: Session, before: Session) => void): () => void {
  const beside = (): void => heard(store.getState(), store.getState())
  const stops = [store.subscribe(heard), comparing.subscribe(beside)]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Keeps the address bar. `follow` opens the fragment that the reader went back or forward to. */
export function keepAddress(store: SessionStore, page: Window, follow: (fragment: string) => void): AddressBar {
  let place = placeOf(store.getState())
  let written = ''
  let wroteAt = -Infinity
  let push = false
  let timer: ReturnType<typeof setTimeout> | null = null
  let turn = 0
  const put = (link: string, asNew: boolean): void => {
    wroteAt = page.performance.now()
    written = link
    if (asNew) page.history.pushState(null, '', link)
    else page.history.replaceState(null, '', link)
  }

  async function write(): Promise<void> {
    timer = null
    const mine = ++turn
    const asNew = push
    push = false
    const session = store.getState()
    if (session.opening) return schedule()
    const { linkOf } = await loadCodec()
    const link = await linkOf(session)
    if (mine === turn && link !== null && link !== written) put(link, asNew)
  }

  function schedule(): void {
    if (timer !== null) {
      if (!push) return
      clearTimeout(timer)
    }
    const wait = push ? 0 : Math.max(REST_MS, wroteAt + AT_MOST_EVERY_MS - page.performance.now())
    timer = setTimeout(() => void write(), wait)
  }

  const unwatch = watch(store, (session, before) => {
    if (session.opening || session.order.length === 0) return
    const next = placeOf(session)
    const moved = next.some((part, i) => part !== place[i])
    if (moved) push ||= !before.opening
    place = next
    if (moved || isRewritten(session, before)) schedule()
  })
  const onPop = (): void => {
    const { hash } = page.location
    if (hash === written) return
    turn += 1
    written = hash
    follow(hash)
  }
  const deaf = listen(page, onPop)
  return {
    stop: () => {
      unwatch()
      if (timer !== null) clearTimeout(timer)
      deaf()
    },
    settle: () => {
      push = false
      place = placeOf(store.getState())
    },
  }
}
