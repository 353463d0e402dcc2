import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arrow } from '#derive/geometry.ts'
import { arrowShape } from './arrowShape.ts'
import { fitted, marginRows, placedLabels } from './labels.ts'
import { headPath, piePath, zigzag } from './shapes.ts'
import { cornersOf, meet } from './turned.fixture.ts'

const widthOf = (text: string): number => text.length * 6

function arrow(key: number, ends: readonly [number, number, number, number], step = 0): Arrow {
  const [x0, y0, x1, y1] = ends
  return { key, sent: key, step, x0, y0, x1, y1 } as unknown as Arrow
}

const wanted = (...arrows: Arrow[]) => arrows.map((its) => ({ arrow: its, text: 'resource offer', must: false }))

describe('labels along arrows', () => {
  it('stand above a line that is alone', () => {
    expect(placedLabels(wanted(arrow(1, [0, 0, 200, 30])), widthOf)).toMatchObject([{ side: 'above', along: 0.5 }])
  })

  it('go below where another line runs close above', () => {
    const [, second] = placedLabels(wanted(arrow(1, [0, 0, 200, 30]), arrow(2, [0, 14, 200, 44])), widthOf)
    expect(second?.side).toBe('below')
  })

  it('keep clear of the bars beside the master', () => {
    const [label] = placedLabels(wanted(arrow(1, [0, 0, 400, 30])), widthOf, { left: 150, right: 250 })
    const middle = 400 * (label?.along ?? 0)
    expect(middle + (label?.width ?? 0) / 2 < 150 || middle - (label?.width ?? 0) / 2 > 250).toBe(true)
  })

  it('never lie on one another', () => {
    const anyArrow = fc.tuple(fc.nat(4), fc.nat(400), fc.integer({ min: 1, max: 3 }), fc.nat(400))
    fc.assert(
      fc.property(fc.array(anyArrow, { maxLength: 40 }), (given) => {
        const arrows = given
          .map(([lane, y, lanes, fall], i) => arrow(i, [lane * 150, y, (lane + lanes) * 150, y + fall]))
          .toSorted((a, b) => a.y0 - b.y0)
        const boxes = placedLabels(wanted(...arrows), widthOf).map(cornersOf)
        for (const [i, a] of boxes.entries()) {
          for (const b of boxes.slice(i + 1)) expect(meet(a, b)).toBe(false)
        }
      }),
    )
  })

  it('are cut to what fits, or left out', () => {
    expect(fitted('task status update', 60, widthOf)).toBe('task stat…')
    expect(fitted('offer', 60, widthOf)).toBe('offer')
    expect(fitted('task status update', 20, widthOf)).toBe('')
  })
})

describe('labels in a margin', () => {
  it('make room for one another, and leave out what would stand too far from its line', () => {
    expect(marginRows([{ y: 10 }, { y: 14 }, { y: 15 }, { y: 60 }], 15).map(({ y }) => y)).toEqual([10, 25, 60])
  })

  it('in a margin stay above the chip of now, and push one another up', () => {
    const rows = [{ y: 40 }, { y: 90 }, { y: 100 }, { y: 140 }]
    expect(marginRows(rows, 15, 100).map(({ y }) => y)).toEqual([40, 85, 100, 140])
  })
})

describe('the shape of an arrow', () => {
  const ends = { x0: 0, y0: 0, x1: 100, y1: 0 }

  it('ends before the receiver’s dot once delivered', () => {
    const { head, rest } = arrowShape(ends, 'delivered', 1, true)
    expect(head).toEqual({ x: 92.5, y: 0, ux: 1, uy: 0 })
    expect(rest).toBe('')
  })

  it('has its head where the flight is, and the rest of the way behind it', () => {
    const { head, rest } = arrowShape(ends, 'flying', 0.4, true)
    expect(head.x).toBe(40)
    expect(rest).toBe('M40 0L95.5 0')
  })

  it('turns its head with the line', () => {
    expect(headPath('arrow', { x: 10, y: 20, ux: 0, uy: 1 })).toBe('M15.5 9L10 20.5L4.5 9Z')
  })
})

describe('small shapes', () => {
  it('empty a pie as time runs out', () => {
    expect(piePath(1)).toContain('A')
    expect(piePath(0.5)).not.toBe(piePath(0.25))
  })

  it('zig-zag over the whole width', () => {
    expect(zigzag(100).split('L').length).toBeGreaterThan(12)
  })
})
