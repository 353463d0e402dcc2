/** Gives the page its app and its words; the words change with the language. */
import { loadDictionary } from '#content/locales/index.ts'
import { type Dictionary, type Lang, makeWords, type Words } from '#content/locales/words.ts'
import type { App } from '#store/app.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { AppContext, WordsContext } from '../widgets/context.ts'
import { Shell } from './Shell.tsx'

export interface FirstWords {
  readonly lang: Lang
  readonly dictionary: Dictionary
}

export function Root({ app, first }: { readonly app: App; readonly first: FirstWords }): ReactNode {
  const lang = useStore(app.store, (session) => session.lang)
  const [words, setWords] = useState<Words>(() => makeWords(first.lang, first.dictionary))
  useEffect(() => {
    if (words.lang === lang) return
    let wanted = true
    void loadDictionary(lang).then((dictionary) => {
      if (wanted) setWords(makeWords(lang, dictionary))
    })
    return () => {
      wanted = false
    }
  }, [lang, words.lang])
  return (
    <AppContext value={app}>
      <WordsContext value={words}>
        <Shell />
      </WordsContext>
    </AppContext>
  )
}
