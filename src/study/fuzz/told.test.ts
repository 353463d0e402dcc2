import { describe, expect, it } from 'vitest'
import { MESSAGE_ENTRIES } from '#model/messages/index.ts'
import { UNREACHED, untold } from './told.ts'

const coverage = (runs: number, messages: Record<string, number>, actions: Record<string, number>) => ({
  runs,
  messages: new Map(Object.entries(messages)),
  actions: new Map(Object.entries(actions)),
})

describe('the coverage of random runs', () => {
  it('is too small where a name is in less than one run of a hundred', () => {
    const seen = coverage(1000, { OFFERS: 9, UPDATE: 10 }, { cutLink: 9, healLink: 10 })
    expect(untold(seen, ['OFFERS', 'UPDATE', 'KILL'], ['cutLink', 'healLink', 'revive'])).toEqual([
      'OFFERS: sent in 9 of 1000 runs',
      'KILL: sent in 0 of 1000 runs',
      'cutLink: done in 9 of 1000 runs',
      'revive: done in 0 of 1000 runs',
    ])
  })

  it('cannot be told from few runs', () => {
    expect(untold(coverage(999, {}, {}), ['OFFERS'], ['revive'])).toEqual([])
  })

  it('need not have what no scenario leads to, and may not have it', () => {
    expect(untold(coverage(1000, {}, {}), ['abort'], [])).toEqual([])
    expect(untold(coverage(1000, { abort: 1 }, {}), ['abort'], [])).toEqual([
      'abort: occurs in 1 runs, and is listed as left out',
    ])
  })

  it('leaves out only names that the catalogue has', () => {
    const names = new Set(MESSAGE_ENTRIES.map(({ name }) => name))
    expect(Object.keys(UNREACHED).filter((name) => !names.has(name))).toEqual([])
  })
})
