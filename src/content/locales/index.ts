/**
 * Languages by name. English of what is seen first is in the page's first script; the rest of it, and the other languages,
 * are loaded when they are wanted.
 */
import { firstEn } from './firstEn.ts'
import type { Dictionary, Lang } from './words.ts'

/** Becomes whole once: who says words with it need not ask for it again. */
const english: Partial<Dictionary> = { ...firstEn }
let isHandedOut = false

const LOADERS: Readonly<Record<Lang, () => Promise<Dictionary>>> = {
  en: async () => Object.assign(english, (await import('./laterEn.ts')).laterEn) as Dictionary,
  zh: async () => (await import('./zh.ts')).zh,
}

export function loadDictionary(lang: Lang): Promise<Dictionary> {
  return LOADERS[lang]()
}

/** A dictionary that says what is seen first. Whatever is loaded later waits for `restOfWords`. */
export async function loadFirstWords(lang: Lang): Promise<Dictionary> {
  if (lang !== 'en') return loadDictionary(lang)
  isHandedOut = true
  return english as Dictionary
}

/** Makes what `loadFirstWords` gave out whole. */
export async function restOfWords(): Promise<void> {
  if (isHandedOut) await loadDictionary('en')
}
