import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { firstEn } from '#content/locales/firstEn.ts'
import { laterEn } from '#content/locales/laterEn.ts'

const src = path.resolve(import.meta.dirname, '..')
const LAYER = /^#(\w+)\//

function fileOf(from: string, name: string): string | null {
  const target = LAYER.test(name)
    ? path.join(src, name.slice(1))
    : name.startsWith('.')
      ? path.resolve(path.dirname(from), name)
      : null
  return target !== null && /\.tsx?$/.test(target) && existsSync(target) ? target : null
}

/** Text of all that a file imports without waiting, its own included; types and dictionaries left out. */
function importedBy(file: string, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (found.has(file) || /content\/locales\/(?!words|index)/.test(file)) return found
  const text = readFileSync(file, 'utf8')
  found.set(file, text)
  for (const [, clause, name] of text.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w*{}\s,]+from\s+)?'([^']+)'/gm)) {
    const next = clause === undefined ? fileOf(file, name as string) : null
    if (next) importedBy(next, found)
  }
  return found
}

function wordsIn(text: string, keys: readonly string[]): readonly string[] {
  const quoted = new Set([...text.matchAll(/['"]([\w.-]+)['"]/g)].map(([, word]) => word))
  const stems = [...text.matchAll(/`([\w.]+\.)\$\{/g)].map(([, stem]) => stem as string)
  return keys.filter((key) => quoted.has(key) || stems.some((stem) => key.startsWith(stem)))
}

describe('the words of the first script', () => {
  const files = importedBy(path.join(src, 'main.tsx'))

  it('are all that what is on the screen first can say', () => {
    const missing = [...files].flatMap(([file, text]) =>
      wordsIn(text, Object.keys(laterEn)).map((key) => `${path.relative(src, file)}: ${key}`),
    )
    expect(missing).toEqual([])
  })

  it('are looked for in the page, not in what it loads later', () => {
    const names = [...files.keys()].map((file) => path.relative(src, file))
    expect(names).toContain(path.join('ui', 'shell', 'Transport.tsx'))
    expect(names).not.toContain(path.join('ui', 'panels', 'settings', 'SettingsDialog.tsx'))
    expect(wordsIn("t('transport.play')", Object.keys(firstEn))).toEqual(['transport.play'])
  })
})
