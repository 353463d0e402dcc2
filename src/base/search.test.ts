import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstNot, lastAtMost } from './search.ts'

const ascending = fc
  .array(fc.integer({ min: -50, max: 50 }), { maxLength: 40 })
  .map((list) => list.sort((a, b) => a - b))

describe('searching by halves', () => {
  it('finds the last entry at most as large, as looking at each would', () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: -60, max: 60 }), (list, value) => {
        expect(lastAtMost(list, value)).toBe(list.findLastIndex((entry) => entry <= value))
      }),
    )
  })

  it('looks no further than the length given', () => {
    expect(lastAtMost([1, 2, 3, 0, 0], 9, 3)).toBe(2)
    expect(lastAtMost([], 9)).toBe(-1)
  })

  it('finds where something ceases to hold, in a part of a list', () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: -60, max: 60 }), fc.nat(40), (list, value, nth) => {
        const low = Math.min(nth, list.length)
        const expected = list.findIndex((entry, i) => i >= low && entry >= value)
        expect(firstNot(low, list.length, (i) => (list[i] as number) < value)).toBe(
          expected < 0 ? list.length : expected,
        )
      }),
    )
  })
})
