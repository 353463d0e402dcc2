/** What the parsers say of a reader's document, in the reader's language; the Chinese is loaded when it is first wanted. */
import { useEffect, useState } from 'react'
import { useWords } from './context.ts'

export type IssueText = (message: string) => string

const asItIs: IssueText = (message) => message
/** Kept once it is loaded, so that only the first sentence of all may be seen in English for a moment. */
let loaded: IssueText | null = null

async function load(): Promise<IssueText> {
  const { issueInChinese } = await import('#content/locales/issuesZh.ts')
  loaded = (message) => issueInChinese(message) ?? message
  return loaded
}

export function useIssueText(): IssueText {
  const { lang } = useWords()
  const [chinese, setChinese] = useState<IssueText | null>(() => loaded)
  useEffect(() => {
    if (lang !== 'zh') return undefined
    let wanted = true
    void load().then((text) => {
      if (wanted) setChinese(() => text)
    })
    return () => {
      wanted = false
    }
  }, [lang])
  return lang === 'zh' ? (chinese ?? asItIs) : asItIs
}
