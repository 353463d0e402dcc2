/** Languages by name. English is in the page's first script; the others are loaded when they are wanted. */
import { en } from './en.ts'
import type { Dictionary, Lang } from './words.ts'

const LOADERS: Readonly<Record<Lang, () => Promise<Dictionary>>> = {
  en: async () => en,
  zh: async () => (await import('./zh.ts')).zh,
}

export function loadDictionary(lang: Lang): Promise<Dictionary> {
  return LOADERS[lang]()
}
