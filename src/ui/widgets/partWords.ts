/** Words of a part that is loaded when it is opened (`content/locales/parts/`). */
import type { PartTexts, Say, Texts } from '#content/locales/words.ts'
import { useMemo } from 'react'
import { useWords } from './context.ts'

export function usePartWords<D extends Texts>(texts: PartTexts<D>): Say<D> {
  const { lang, say } = useWords()
  return useMemo<Say<D>>(
    () =>
      (key, ...[params]) =>
        say(texts[lang][key], params ?? {}),
    [lang, say, texts],
  )
}
