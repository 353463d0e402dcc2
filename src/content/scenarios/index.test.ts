import { describe, expect, it } from 'vitest'
import { parseScenario } from '#model/scenario/parse.ts'
import { BUILT_IN } from './index.ts'

describe('the built-in scenarios', () => {
  it.each(BUILT_IN)('$id is read without a mistake', ({ document }) => {
    const parsed = parseScenario(document)
    expect(parsed.ok ? [] : parsed.error).toEqual([])
  })

  it('have ids of their own', () => {
    expect(new Set(BUILT_IN.map(({ id }) => id)).size).toBe(BUILT_IN.length)
  })
})
