/** Built-in scenarios by id, for links and menus. */
import { BUILT_IN } from '#content/scenarios/index.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'

/** What a first visit opens. */
export const FIRST = 'first-app'

export function builtIn(id: string): ScenarioDocument | undefined {
  return BUILT_IN.find((scenario) => scenario.id === id)?.document
}

/** Title of a document in a language. */
export function titleOf(document: ScenarioDocument, lang: 'en' | 'zh'): string {
  const { title } = document
  if (title === undefined) return ''
  return typeof title === 'string' ? title : title[lang]
}
