import { describe, expect, it } from 'vitest'
import { entryKey, MESSAGE_ENTRIES, messageEntry } from './index.ts'

describe('the catalogue of messages', () => {
  it('has one entry for a name and two roles', () => {
    const keys = MESSAGE_ENTRIES.map(({ name, from, to }) => entryKey(name, from, to))
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  })

  it('finds an entry by name and roles, and only by these', () => {
    expect(messageEntry('ACCEPT', 'driver', 'master')).toMatchObject({ depth: 1, step: 6 })
    expect(messageEntry('ACCEPT', 'master', 'driver')).toBeUndefined()
  })

  it('says of every message where it is from', () => {
    expect(MESSAGE_ENTRIES.filter(({ receipt }) => receipt.source.trim() === '')).toEqual([])
  })

  it('numbers arrows of the figure only at the first depth', () => {
    const numbered = MESSAGE_ENTRIES.filter(({ step }) => step !== undefined)
    expect(numbered.every(({ depth }) => depth === 1)).toBe(true)
    expect(MESSAGE_ENTRIES.filter(({ depth }) => depth === 1).every(({ step }) => step !== undefined)).toBe(true)
  })
})
