import type { FilterBar } from '#derive/geometry.ts'
import { describe, expect, it } from 'vitest'
import { filterShapes, type Shape } from './filterShape.ts'

function bar(y1: number, change: Partial<FilterBar> = {}): FilterBar {
  const about = { id: 'f', ordinal: 1, framework: 'a', agent: 'node' }
  const time = { holds: true, cancelled: false, remainingMs: 100, left: 0.5 }
  return { ...about, ...time, x: 100, slot: 0, y0: 10, y1, untilY: 2000, ...change }
}

const WINDOW = { origin: 0, top: 0, bottom: 1000 }

/** Heights that have ink on the left edge, px by px. */
function ink(...shapes: readonly Shape[]): Set<number> {
  const found = new Set<number>()
  for (const { edge } of shapes) {
    for (const [, from, to] of edge.matchAll(/M96 ([\d.]+)V([\d.]+)/g)) {
      for (let y = Number(from); y < Number(to); y += 1) {
        if ((y - Number(from)) % 7 < 4) found.add(Math.floor(y))
      }
    }
  }
  return found
}

const whole = (y0: number, y1: number): Set<number> => {
  const found = new Set<number>()
  for (let y = y0; y < y1; y += 1) if ((y - y0) % 7 < 4) found.add(y)
  return found
}

describe('filters beside the master', () => {
  it('have the dashes of one line, however they are cut at the now rule', () => {
    for (const y1 of [10, 12, 15, 17, 72, 73, 80, 500]) {
      const { past, ahead } = filterShapes([bar(y1)], 11, WINDOW)
      expect(ink(past.still, past.moving, ahead.moving, ahead.still), String(y1)).toEqual(whole(10, 1040))
    }
  })

  it('draw anew only the piece that the now rule is in', () => {
    const [one, two] = [500, 501].map((y1) => filterShapes([bar(y1)], 11, WINDOW))
    expect(two?.past.still).toEqual(one?.past.still)
    expect(two?.ahead.still).toEqual(one?.ahead.still)
    expect(two?.past.moving).not.toEqual(one?.past.moving)
    const heights = [...(one?.past.moving.fill.matchAll(/[ V]([\d.]+)/g) ?? [])].map(([, y]) => Number(y))
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(63)
  })

  it('are drawn no further than the window, in the same dashes', () => {
    const { past } = filterShapes([bar(900, { y0: -50_000 })], 11, WINDOW)
    const heights = [...past.still.fill.matchAll(/M96 (-?[\d.]+)/g)].map(([, y]) => Number(y))
    expect(Math.min(...heights)).toBeGreaterThan(-7)
    expect((Math.min(...heights) + 50_000) % 7).toBe(0)
  })

  it('end with a stroke across, slanted where they ended before their time', () => {
    const over = { holds: false, untilY: 400 }
    expect(filterShapes([bar(400, over)], 11, WINDOW).slashes).toBe('M95 400h10')
    expect(filterShapes([bar(400, { ...over, cancelled: true })], 11, WINDOW).slashes).toBe('M95 403l10 -6')
    expect(filterShapes([bar(400, over)], 11, WINDOW).ahead.still.fill).toBe('')
  })

  it('have their dashes at the same heights where they share the last place', () => {
    const bars = [3, 4, 5].map((slot) => bar(500, { slot, y0: 10 + slot * 3 }))
    const { past } = filterShapes(bars, 0, WINDOW)
    const all = ink(past.still, past.moving)
    expect([...all].every((y) => (((y - 21) % 7) + 7) % 7 < 4)).toBe(true)
    expect(all.size).toBeGreaterThan(200)
  })

  it('stand side by side, at most four', () => {
    const bars = [0, 1, 2, 3, 9].map((slot) => bar(500, { slot }))
    const { past } = filterShapes(bars, 11, WINDOW)
    const lefts = [...past.moving.fill.matchAll(/M([\d.]+) /g)].map(([, x]) => Number(x))
    expect(lefts).toEqual([96, 107, 118, 129, 129])
  })
})
