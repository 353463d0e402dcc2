import { describe, expect, it } from 'vitest'
import { beamBetween, beamMiddle, crowdOf } from './crowd.ts'
import { flock } from './crowd.fixture.ts'

describe('a crowd of arrows', () => {
  it('is a beam where lines run closer than an eye tells apart, and counts all of them', () => {
    const { beams, lines, beamed } = crowdOf(flock(40, { apart: 2 }))
    expect(lines).toEqual([])
    expect(beamed.length).toBe(40)
    expect(beams.map(({ count, flying }) => ({ count, flying }))).toEqual([{ count: 40, flying: false }])
    expect(beams[0]).toMatchObject({ left: { top: 0, bottom: 78 }, right: { top: 200, bottom: 278 } })
  })

  it('stays lines where they are apart, or too few for a beam', () => {
    expect(crowdOf(flock(40, { apart: 12 })).beams).toEqual([])
    expect(crowdOf(flock(7, { apart: 2 })).lines.length).toBe(7)
  })

  it('is one beam of what latencies mix, and two where it arrives apart', () => {
    const mixed = flock(40, { apart: 2 }).map((arrow, k) => ({ ...arrow, y1: arrow.y1 + (k % 2) * 7 }))
    expect(crowdOf(mixed).beams.map(({ count, right }) => ({ count, right }))).toEqual([
      { count: 40, right: { top: 200, bottom: 285 } },
    ])
    const apart = mixed.map((arrow, k) => ({ ...arrow, y1: arrow.y1 + (k % 2) * 300 }))
    expect(crowdOf(apart).beams.map(({ count }) => count)).toEqual([20, 20])
  })

  it('makes no beam across a gap: two bursts are two beams', () => {
    const { beams } = crowdOf([...flock(20, { apart: 2 }), ...flock(20, { apart: 2, y0: 300, key: 100 })])
    expect(beams.map(({ count }) => count)).toEqual([20, 20])
  })

  it('keeps apart what goes elsewhere, what still flies, and what has another name', () => {
    const all = [
      ...flock(10, { apart: 2 }),
      ...flock(10, { apart: 2, key: 100, phase: 'flying' }),
      ...flock(10, { apart: 2, key: 200, to: 2 }),
      ...flock(10, { apart: 2, key: 300, name: 'DECLINE' }),
    ].toSorted((a, b) => a.y0 - b.y0)
    const { beams } = crowdOf(all)
    expect(beams.map(({ count }) => count)).toEqual([10, 10, 10, 10])
    expect(beams.filter(({ flying }) => flying).length).toBe(1)
  })

  it('leaves what is lost and what is pointed out as lines of their own', () => {
    const [first, ...others] = flock(20, { apart: 2 })
    const arrows = [...others.slice(0, 18), { ...others[18]!, phase: 'lost' as const }, first!]
    const { beams, lines } = crowdOf(arrows, ({ key }) => key === first!.key)
    expect(beams.map(({ count }) => count)).toEqual([18])
    expect(lines.map(({ key }) => key)).toEqual([others[18]!.key, first!.key])
  })

  it('is cut to the heights that are drawn', () => {
    const beam = crowdOf(flock(40, { apart: 2 })).beams[0]!
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
