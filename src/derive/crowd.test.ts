import { describe, expect, it } from 'vitest'
import { beamBetween, beamMiddle, crowdOf } from './crowd.ts'
import { flock } from './crowd.fixture.ts'

/** Nothing passes all through it. */
const ALL = { top: -1000, bottom: 2000 }

describe('a crowd of arrows', () => {
  it('is a beam where lines run closer than an eye tells apart, and counts all of them', () => {
    const { beams, lines, beamed } = crowdOf(flock(40, { apart: 2 }), ALL)
    expect(lines).toEqual([])
    expect(beamed.length).toBe(40)
    expect(beams.map(({ count, flying }) => ({ count, flying }))).toEqual([{ count: 40, flying: false }])
    expect(beams[0]?.corners).toEqual([
      [0, 0],
      [100, 200],
      [100, 278],
      [0, 78],
    ])
  })

  it('stays lines where they are apart, or too few for a beam', () => {
    expect(crowdOf(flock(40, { apart: 12 }), ALL).beams).toEqual([])
    expect(crowdOf(flock(7, { apart: 2 }), ALL).lines.length).toBe(7)
  })

  it('is one beam of what latencies mix, and two where it arrives apart', () => {
    const mixed = flock(40, { apart: 2 }).map((arrow, k) => ({ ...arrow, y1: arrow.y1 + (k % 2) * 7 }))
    const { beams } = crowdOf(mixed, ALL)
    expect(beams.map(({ count, corners }) => [count, corners[1]?.[1], corners[2]?.[1]])).toEqual([[40, 200, 285]])
    const apart = mixed.map((arrow, k) => ({ ...arrow, y1: arrow.y1 + (k % 2) * 300 }))
    expect(crowdOf(apart, ALL).beams.map(({ count }) => count)).toEqual([20, 20])
  })

  it('makes no beam across a gap: two bursts are two beams', () => {
    const { beams } = crowdOf([...flock(20, { apart: 2 }), ...flock(20, { apart: 2, y0: 300, key: 100 })], ALL)
    expect(beams.map(({ count }) => count)).toEqual([20, 20])
  })

  it('keeps apart what goes elsewhere, what still flies, and what has another name', () => {
    const all = [
      ...flock(10, { apart: 2 }),
      ...flock(10, { apart: 2, key: 100, phase: 'flying' }),
      ...flock(10, { apart: 2, key: 200, to: 2 }),
      ...flock(10, { apart: 2, key: 300, name: 'DECLINE' }),
    ].toSorted((a, b) => a.y0 - b.y0)
    const { beams } = crowdOf(all, ALL)
    expect(beams.map(({ count }) => count)).toEqual([10, 10, 10, 10])
    expect(beams.filter(({ flying }) => flying).length).toBe(1)
  })

  it('leaves what is lost and what is pointed out as lines of their own', () => {
    const [first, ...others] = flock(20, { apart: 2 })
    const arrows = [...others.slice(0, 18), { ...others[18]!, phase: 'lost' as const }, first!]
    const { beams, lines } = crowdOf(arrows, ALL, ({ key }) => key === first!.key)
    expect(beams.map(({ count }) => count)).toEqual([18])
    expect(lines.map(({ key }) => key)).toEqual([others[18]!.key, first!.key])
  })

  it('is a beam of what only passes through the window side by side, wherever it left', () => {
    // They leave apart and run together.
    const far = flock(60, { apart: 30, to: 40 }).map((arrow, k) => ({ ...arrow, y1: 30_000 + k * 2 }))
    expect(crowdOf(far, ALL).beams).toEqual([])
    const { beams, lines, beamed } = crowdOf(far, { top: 24_000, bottom: 24_600 })
    expect(beams.length).toBe(1)
    expect(beams.reduce((sum, { count }) => sum + count, lines.length)).toBe(60)
    expect(beamed.length + lines.length).toBe(60)
    expect(beams.flatMap(({ corners }) => corners.map(([, y]) => y)).every((y) => y === 24_000 || y === 24_600)).toBe(
      true,
    )
    expect(crowdOf(far, { top: 24_000, bottom: 24_600 }, () => true).beams).toEqual([])
  })

  it('is cut to the heights that are drawn', () => {
    const beam = crowdOf(flock(40, { apart: 2 }), ALL).beams[0]!
    const corners = beamBetween(beam, { top: 50, bottom: 120 })
    expect(corners.length).toBeGreaterThan(3)
    for (const [x, y] of corners) {
      expect(y).toBeGreaterThanOrEqual(50)
      expect(y).toBeLessThanOrEqual(120)
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(100)
    }
    expect(beamBetween(beam, { top: 300, bottom: 400 })).toEqual([])
    expect(beamMiddle(beam, beam.arrow.y0)).toBe(0)
    expect(beamMiddle(beam, beam.arrow.y1)).toBe(100)
  })
})
