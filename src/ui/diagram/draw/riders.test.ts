import { describe, expect, it } from 'vitest'
import { riderBox, type RiderBox } from './riders.ts'

const limits = { left: 0, right: 600 }

describe('boxes that ride on flights', () => {
  it('stand above the head, a little ahead of it', () => {
    expect(riderBox({ x: 200, y: 300, rightward: true, width: 100 }, [], limits)).toEqual({
      left: 182,
      top: 258,
      width: 100,
    })
    expect(riderBox({ x: 200, y: 300, rightward: false, width: 100 }, [], limits)).toMatchObject({ left: 118 })
  })

  it('never cover one another, and are left out rather than do', () => {
    const taken: RiderBox[] = []
    for (let i = 0; i < 6; i += 1) {
      const box = riderBox({ x: 200 + i, y: 300, rightward: true, width: 100 }, taken, limits)
      if (box) taken.push(box)
    }
    expect(new Set(taken.map(({ top }) => top)).size).toBe(taken.length)
    expect(taken.length).toBe(4)
  })

  it('stay in view', () => {
    expect(riderBox({ x: 590, y: 300, rightward: true, width: 100 }, [], limits)).toMatchObject({ left: 500 })
    expect(riderBox({ x: 5, y: 300, rightward: false, width: 100 }, [], limits)).toMatchObject({ left: 0 })
  })
})
