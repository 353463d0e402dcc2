import { describe, expect, it } from 'vitest'
import { boxOf, QUEUE_HEIGHT, queuePlace, type Around } from './queues.ts'

const wish = { x: 300, y: 200, width: 120 }
const free: Around = { boxes: [], lines: [], left: 0, right: 800 }

describe('the chip of what waits at a lane', () => {
  it('stands above the now rule, on the right of its lane', () => {
    const box = boxOf(wish, queuePlace(wish, free, -1))
    expect(box.left).toBeGreaterThan(300)
    expect(box.top + QUEUE_HEIGHT).toBeLessThan(200)
  })

  it('goes to the other side of a flight', () => {
    const lines = [{ x0: 500, y0: 170, x1: 300, y1: 200 }]
    const box = boxOf(wish, queuePlace(wish, { ...free, lines }, -1))
    expect(box.left + box.width).toBeLessThan(300)
  })

  it('goes below the now rule where labels stand on both sides above it', () => {
    const boxes = [
      { left: 320, top: 178, width: 100 },
      { left: 180, top: 178, width: 100 },
    ]
    expect(boxOf(wish, queuePlace(wish, { ...free, boxes }, -1)).top).toBeGreaterThan(200)
  })

  it('stays where it is as long as nothing comes there', () => {
    expect(queuePlace(wish, free, 3)).toBe(3)
    const there = { ...free, boxes: [boxOf(wish, 3)] }
    expect(queuePlace(wish, there, 3)).toBe(0)
  })

  it('stays in view at the last lane, and is shown even where all is taken', () => {
    const right = { x: 780, y: 200, width: 120 }
    const box = boxOf(right, queuePlace(right, free, -1))
    expect(box.left + box.width).toBeLessThanOrEqual(800)
    const full = { ...free, boxes: [{ left: 0, top: 0, width: 800 }], lines: [{ x0: 0, y0: 0, x1: 800, y1: 400 }] }
    const boxes = Array.from({ length: 40 }, (_, i) => ({ left: 0, top: i * 12, width: 800 }))
    expect(queuePlace(wish, { ...full, boxes }, -1)).toBe(0)
  })
})
