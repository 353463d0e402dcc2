/** Sentences that are made in English where their matter is, in the reader's language: the Chinese is loaded when it is first wanted. */
import { useEffect, useState } from 'react'
import { useWords } from './context.ts'

export type LoadedText = (sentence: string) => string
type Loader = () => Promise<(sentence: string) => string | null>

const asItIs: LoadedText = (sentence) => sentence
/** Kept once it is loaded, so that only the first sentence of all may be seen in English for a moment. */
const kept = new Map<Loader, LoadedText>()

async function loaded(load: Loader): Promise<LoadedText> {
  const chinese = await load()
  const text: LoadedText = (sentence) => chinese(sentence) ?? sentence
  kept.set(load, text)
  return text
}

/** `load` is one function for all who want the same sentences. */
export function useLoadedText(load: Loader): LoadedText {
  const { lang } = useWords()
  const [chinese, setChinese] = useState<LoadedText | null>(() => kept.get(load) ?? null)
  useEffect(() => {
    if (lang !== 'zh') return undefined
    let wanted = true
    void loaded(load).then((text) => {
      if (wanted) setChinese(() => text)
    })
    return () => {
      wanted = false
    }
  }, [lang, load])
  return lang === 'zh' ? (chinese ?? asItIs) : asItIs
}
