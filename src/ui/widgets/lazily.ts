/** A component that is loaded when it is first drawn, and with it the words that were not needed before. */
import { restOfWords } from '#content/locales/index.ts'
import { type ComponentType, lazy } from 'react'

export function lazily<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  return lazy(async () => {
    const [loaded] = await Promise.all([load(), restOfWords()])
    return loaded
  })
}
