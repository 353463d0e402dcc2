/** Built-in scenarios by id, for links and menus. All but the first are loaded when they are asked for. */
import { FIRST_APP } from '#content/scenarios/first-app.ts'
import type { BuiltInScenario } from '#content/scenarios/index.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'

/** What a first visit opens. */
export const FIRST = 'first-app'

let known: readonly BuiltInScenario[] = [{ id: FIRST, document: FIRST_APP }]

/** All of them; those that are built in are known from then on. */
export async function loadBuiltIn(): Promise<readonly BuiltInScenario[]> {
  const { BUILT_IN } = await import('#content/scenarios/index.ts')
  known = BUILT_IN
  return known
}

/** One of those that are loaded: of an open scenario the one that it came from always is. */
export function builtIn(id: string): ScenarioDocument | undefined {
  return known.find((scenario) => scenario.id === id)?.document
}

/** Title of a document in a language. */
export function titleOf(document: ScenarioDocument, lang: 'en' | 'zh'): string {
  const { title } = document
  if (title === undefined) return ''
  return typeof title === 'string' ? title : title[lang]
}
