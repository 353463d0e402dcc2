import { describe, expect, it } from 'vitest'
import { makeRng, nextInt } from './rng.ts'
import { addTo, makeWindow, removeFrom, valueAt, valuesIn } from './window.ts'

describe('a window', () => {
  it('numbers its values from 0', () => {
    const window = makeWindow<string>()
    expect(['a', 'b', 'c'].map((text) => addTo(window, text))).toEqual([0, 1, 2])
    removeFrom(window, 1)
    expect(valuesIn(window)).toEqual(['a', 'c'])
    expect([-1, 0, 1, 2, 3].map((number) => valueAt(window, number))).toEqual([null, 'a', null, 'c', null])
  })

  it('keeps numbers and order whichever values go, and lets go of what has gone', () => {
    const rng = makeRng(7, 'window')
    const window = makeWindow<{ readonly n: number }>()
    const there = new Map<number, { readonly n: number }>()
    const look = () => {
      expect(valuesIn(window)).toEqual([...there.values()])
      expect(window.size).toBe(there.size)
      for (const [number, value] of there) expect(valueAt(window, number)).toBe(value)
    }
    let most = 0
    for (let n = 0; n < 100_000; n += 1) {
      const value = { n }
      there.set(addTo(window, value), value)
      // Mostly the oldest go, now and then any; in bursts, so that the window runs empty.
      for (let gone = n % 9000 > 8000 ? 12 : 1; gone > 0 && nextInt(rng, 0, 9) > 0; gone -= 1) {
        const oldest = there.keys().next().value ?? 0
        const number = nextInt(rng, 0, 20) === 0 ? nextInt(rng, oldest, n) : oldest
        there.delete(number)
        removeFrom(window, number)
        removeFrom(window, number)
      }
      most = Math.max(most, window.entries.length)
      if (n % 9000 === 0) look()
    }
    look()
    expect(most).toBeLessThan(50_000)
  })
})
