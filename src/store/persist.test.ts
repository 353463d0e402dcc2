import { describe, expect, it } from 'vitest'
import { readBranches, readSettings, type Store, writeSettings } from './persist.ts'
import { DEFAULT_SETTINGS, startLang } from './settings.ts'

function storage(start: Readonly<Record<string, string>> = {}): Store {
  const kept = new Map(Object.entries(start))
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

const DOCUMENT = { version: 1, agents: [{ id: 'a' }], frameworks: [] } as const

function branches(document: unknown): string {
  const branch = { id: 'b0', name: 'main', parent: null, forkedAtMs: null, document, cursor: { ordinal: 3, at: 5 } }
  return JSON.stringify({ version: 1, base: null, current: 'b0', branches: [branch] })
}

describe('what is kept', () => {
  it('comes back as it was written', () => {
    const store = storage()
    const settings = {
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      lang: 'zh',
      shortcuts: false,
      keys: { play: ['x'] },
    } as const
    writeSettings(store, settings)
    expect(readSettings(store)).toEqual(settings)
  })

  it('is forgotten where it is damaged, of another version, or not of its kind', () => {
    expect(readSettings(storage({ 'mesoscope.settings': '{' }))).toEqual(DEFAULT_SETTINGS)
    expect(readSettings(storage({ 'mesoscope.settings': '{"version":9,"theme":"dark"}' }))).toEqual(DEFAULT_SETTINGS)
    const odd = '{"version":1,"theme":"pink","keys":{"play":"x","step":[1]},"shortcuts":"no"}'
    expect(readSettings(storage({ 'mesoscope.settings': odd }))).toEqual(DEFAULT_SETTINGS)
  })

  it('breaks nothing where storage is full or forbidden', () => {
    const store: Store = {
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new Error('full')
      },
    }
    expect(() => writeSettings(store, DEFAULT_SETTINGS)).not.toThrow()
  })

  it('keeps a name that the reader gave, and no other', () => {
    const named = branches(DOCUMENT).replace('"name":"main"', '"name":"mine","isNamed":true')
    const [mine] = readBranches(storage({ 'mesoscope.branches': named }), DOCUMENT)?.branches ?? []
    expect(mine).toMatchObject({ name: 'mine', isNamed: true })
    const [plain] = readBranches(storage({ 'mesoscope.branches': branches(DOCUMENT) }), DOCUMENT)?.branches ?? []
    expect(plain?.isNamed).toBe(false)
  })

  it('gives branches back only for the document that they belong to', () => {
    const store = storage({ 'mesoscope.branches': branches(DOCUMENT) })
    expect(readBranches(store, DOCUMENT)?.current).toBe('b0')
    expect(readBranches(store, { ...DOCUMENT, seed: 7 })).toBeNull()
    expect(readBranches(storage({ 'mesoscope.branches': branches({ version: 2 }) }), DOCUMENT)).toBeNull()
  })
})

describe('the first language', () => {
  it('is the chosen one, else the browser’s first that we have, else English', () => {
    expect(startLang('en', ['zh-CN'])).toBe('en')
    expect(startLang(null, ['fr', 'zh-Hans-CN', 'en'])).toBe('zh')
    expect(startLang(null, ['fr'])).toBe('en')
  })
})
