import { describe, expect, it } from 'vitest'
import { parseScenario } from '#model/scenario/parse.ts'
import { SCENARIOS } from './index.ts'

describe('the built-in scenarios', () => {
  it.each(SCENARIOS)('$id is read without a mistake', ({ document }) => {
    const parsed = parseScenario(document)
    expect(parsed.ok ? [] : parsed.error).toEqual([])
  })

  it('have ids of their own', () => {
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length)
  })
})
