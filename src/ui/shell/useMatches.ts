/** What the search finds, kept up with text, run and view. */
import { searched } from '#store/search.ts'
import { useEffect, useState } from 'react'
import { useApp, useBranch, useSession, useSurface, useWords } from '../widgets/context.ts'
import { messageText } from '../widgets/names.ts'

const WAIT_MS = 150

/** Ordinals of the matching messages that are shown. */
export function useMatches(): readonly number[] {
  const { store } = useApp()
  const words = useWords()
  const text = useSurface((s) => (s.find.open ? s.find.text : ''))
  const revision = useBranch((branch) => branch.revision)
  const view = useSession((session) => session.view)
  const current = useSession((session) => session.current)
  // Offers are unanswered at a moment.
  const ordinal = useSession((session) => (text.includes('is:') ? session.cursor.ordinal : -1))
  const [matches, setMatches] = useState<readonly number[]>([])
  useEffect(() => {
    const timer = setTimeout(
      () => {
        const session = store.getState()
        setMatches(searched(session, text, (look) => messageText(words, look, session.view.dialect)))
      },
      text === '' ? 0 : WAIT_MS,
    )
    return () => clearTimeout(timer)
  }, [text, ordinal, revision, view, current, store, words])
  return matches
}
