import { describe, expect, it } from 'vitest'
import { arrowShape } from './arrowShape.ts'

const points = (path: string): number[][] =>
  [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])

describe('the line of an arrow', () => {
  const ends = { x0: 0, y0: -50_000, x1: 300, y1: 50_000 }

  it('is whole where it is in view', () => {
    const short = { x0: 0, y0: 0, x1: 300, y1: 40 }
    const span = { top: -200, bottom: 800 }
    expect(arrowShape(short, 'delivered', 1, true, span)).toEqual(arrowShape(short, 'delivered', 1, true))
  })

  it('is no longer than the window and one cut, however far its ends are', () => {
    const { line } = arrowShape(ends, 'delivered', 1, true, { top: 0, bottom: 1000 })
    const [from, to] = points(line)
    expect(from?.[1]).toBeGreaterThan(-3970)
    expect(from?.[1]).toBeLessThanOrEqual(0)
    expect(to?.[1]).toBeCloseTo(1000, 0)
  })

  it('keeps its dashes where they are: what is cut off is a multiple of every period', () => {
    const whole = points(arrowShape(ends, 'delivered', 1, true).line)[0] as number[]
    const cut = points(arrowShape(ends, 'delivered', 1, true, { top: 0, bottom: 1000 }).line)[0] as number[]
    const length = Math.hypot((cut[0] as number) - (whole[0] as number), (cut[1] as number) - (whole[1] as number))
    for (const period of [5, 5.5, 9, 12, 20]) expect(length / period).toBeCloseTo(Math.round(length / period), 1)
  })

  it('shows nothing of a way that does not reach the window', () => {
    const { line, rest } = arrowShape(ends, 'flying', 0.2, true, { top: 0, bottom: 1000 })
    expect(line).toBe('')
    expect(rest).not.toBe('')
  })
})
