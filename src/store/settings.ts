/** What a reader chose about the page itself. Kept on the machine (`persist.ts`), never in a link. */
import type { Density, Dialect } from '#derive/view.ts'

export type Theme = 'system' | 'light' | 'dark'

export interface Settings {
  readonly theme: Theme
  /** Null: the browser's language. */
  readonly lang: 'en' | 'zh' | null
  /** Single keys without Ctrl, Alt or Meta do something (WCAG 2.1.4: can be switched off). */
  readonly shortcuts: boolean
  /** Remapped keys by command; an empty list takes its keys away. */
  readonly keys: Readonly<Record<string, readonly string[]>>
  readonly dialect: Dialect
  readonly density: Density
  /** Play in steps and move nothing, whatever the system says; null: as the system says. */
  readonly reducedMotion: boolean | null
  /** The invitation of the first visit was answered. */
  readonly invited: boolean
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  lang: null,
  shortcuts: true,
  keys: {},
  dialect: 'figure',
  density: 'comfortable',
  reducedMotion: null,
  invited: false,
}

/** The language to begin with: chosen, else the browser's first that we have, else English. */
export function startLang(chosen: 'en' | 'zh' | null, browser: readonly string[]): 'en' | 'zh' {
  if (chosen) return chosen
  const known = browser.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag === 'en' || tag === 'zh')
  return known === 'zh' ? 'zh' : 'en'
}
