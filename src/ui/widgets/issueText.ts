/** What the parsers say of a reader's document, in the reader's language. */
import { type LoadedText, useLoadedText } from './loadedText.ts'

export type IssueText = LoadedText

const load = async () => (await import('#content/locales/issuesZh.ts')).issueInChinese

export function useIssueText(): IssueText {
  return useLoadedText(load)
}
