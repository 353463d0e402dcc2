import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from '#content/locales/en.ts'

const src = path.resolve(import.meta.dirname, '..')

/** Text of all that the page and the command are made of; the dictionaries themselves and tests use nothing. */
function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|bench)\./.test(file) && !/locales.(?!words)/.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Keys are used where they stand in quotes, or where a template can make them: `state.${name}`. */
function usesOf(texts: readonly string[]): (key: string) => boolean {
  const quoted = new Set<string>()
  const made: RegExp[] = []
  for (const text of texts) {
    for (const [, word] of text.matchAll(/['"]([\w.-]+)['"]/g)) quoted.add(word as string)
    for (const [, template] of text.matchAll(/`(\w+\.[^`\s]*\$\{[^`]*)`/g)) {
      const parts = (template as string).split(/\$\{[^}]*\}/).map(literal)
      made.push(new RegExp(`^${parts.join('.+')}$`))
    }
  }
  return (key) => quoted.has(key) || made.some((pattern) => pattern.test(key))
}

describe('the words of the page', () => {
  let isUsed: (key: string) => boolean = () => false

  beforeAll(() => {
    isUsed = usesOf(sources(src))
  })

  it('are all said somewhere', () => {
    expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([])
  })

  it('would be missed if they were not', () => {
    expect(isUsed('machine.nobodySaysThis')).toBe(false)
    expect(isUsed('transport.play')).toBe(true)
  })
})
