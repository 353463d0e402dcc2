/** What the search finds, kept up with text, run and view: looked for between frames, told as it is found. */
import { forgetFound, found } from '#store/found.ts'
import { Search } from '#store/search.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { useEffect, useRef } from 'react'
import { useApp, useBranch, useSession, useSurface, useWords } from '../widgets/context.ts'
import { messageText } from '../widgets/names.ts'

const WAIT_MS = 150
/** Of every frame so much is searched; it is told so often what was found. */
const SLICE_MS = 5
const TELL_MS = 200
/** Messages between two looks at the clock. */
const AT_ONCE = 64

/** Goes on in slices until all that is there was looked at; gives back how to stop. */
function goOn(search: Search): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let toldAt = -Infinity
  const slice = (): void => {
    const began = performance.now()
    let isDone = false
    while (!isDone && performance.now() - began < SLICE_MS) isDone = search.work(AT_ONCE)
    if (isDone || began - toldAt > TELL_MS) {
      toldAt = began
      found.setState(search.found, true)
    }
    if (!isDone) timer = setTimeout(slice, 0)
  }
  slice()
  return () => clearTimeout(timer)
}

/** What else than growing makes all that was found worthless. */
function keyOf(session: Session, text: string): readonly unknown[] {
  const { trace } = currentBranch(session)
  // Offers are unanswered at a moment.
  const moment = text.includes('is:') ? session.cursor.ordinal : -1
  return [text, session.view, session.lang, trace, trace.cuts, moment]
}

/** Searches while the field is there. */
export function useSearching(): void {
  const { store } = useApp()
  const words = useWords()
  const text = useSurface((s) => s.find.text)
  const revision = useBranch((branch) => branch.revision)
  const view = useSession((session) => session.view)
  const current = useSession((session) => session.current)
  const ordinal = useSession((session) => (text.includes('is:') ? session.cursor.ordinal : -1))
  const known = useRef<{ readonly key: readonly unknown[]; readonly search: Search } | null>(null)
  useEffect(() => {
    let stop: (() => void) | undefined
    const begin = (): void => {
      const session = store.getState()
      const key = keyOf(session, text)
      const before = known.current
      const grows = before?.key.every((part, n) => part === key[n]) === true
      const labelOf = (look: Parameters<typeof messageText>[1]): string =>
        messageText(words, look, session.view.dialect)
      const search = grows && before ? before.search : new Search(session, text, labelOf)
      known.current = { key, search }
      if (search.isEmpty) forgetFound()
      else stop = goOn(search)
    }
    const timer = setTimeout(begin, text === '' ? 0 : WAIT_MS)
    return () => {
      clearTimeout(timer)
      stop?.()
    }
  }, [text, ordinal, revision, view, current, store, words])
  useEffect(() => forgetFound, [])
}
