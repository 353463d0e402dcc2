import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Intervals } from './intervals.ts'

describe('things that begin and end', () => {
  it('are found by what they overlap, as by looking at each', () => {
    const thing = fc.record({ start: fc.nat(1000), length: fc.option(fc.nat(200)) })
    fc.assert(
      fc.property(fc.array(thing, { maxLength: 300 }), fc.nat(1200), fc.nat(200), (things, from, length) => {
        const sorted = things.toSorted((a, b) => a.start - b.start)
        const endOf = ({ start, length: its }: (typeof sorted)[number]): number =>
          its === null ? Infinity : start + its
        const intervals = new Intervals(endOf)
        for (const it of sorted) intervals.add(it.start, it)
        const found: unknown[] = []
        // Twice: the second time by what was remembered.
        intervals.overlapping(from, from + length, () => undefined)
        intervals.overlapping(from, from + length, (it) => found.push(it))
        expect(found).toEqual(sorted.filter((it) => it.start <= from + length && endOf(it) >= from))
      }),
    )
  })

  it('are found by an end that became known later', () => {
    const ends = [Infinity]
    const intervals = new Intervals((i: number) => ends[i] as number)
    intervals.add(5, 0)
    const hits = (): number => {
      let count = 0
      intervals.overlapping(100, 200, () => (count += 1))
      return count
    }
    expect(hits()).toBe(1)
    ends[0] = 50
    expect(hits()).toBe(0)
  })
})
