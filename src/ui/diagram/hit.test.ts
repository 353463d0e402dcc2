import { describe, expect, it } from 'vitest'
import type { Arrow, Scene } from '#derive/geometry.ts'
import type { Layout } from '#derive/layout.ts'
import { distanceTo, hitAt } from './hit.ts'

const arrow = (sent: number, ends: readonly [number, number, number, number]): Arrow => {
  const [x0, y0, x1, y1] = ends
  return { sent, x0, y0, x1, y1 } as unknown as Arrow
}
const scene = {
  arrows: [arrow(1, [0, 0, 100, 0]), arrow(2, [0, 20, 100, 20])],
  folds: [{ ordinal: 9, x0: 200, x1: 300, y0: 0, y1: 60 }],
  offers: [{ ordinal: 5, x: 400, y0: 0, y1: 50 }],
  points: [],
  opened: [{ ordinal: 7, x: -60, y0: 0, y1: 40 }],
} as unknown as Scene
const layout = { form: 'wide' } as Layout

describe('what is under the pointer', () => {
  it('is the nearest message within 8 px', () => {
    expect(hitAt(scene, layout, 50, 7, false)).toMatchObject({ what: 'message', ordinal: 1 })
    expect(hitAt(scene, layout, 50, 14, false)).toMatchObject({ ordinal: 2 })
    expect(hitAt(scene, layout, 50, 40, false)).toBeNull()
  })

  it('is within reach of a finger from farther away', () => {
    expect(hitAt(scene, layout, 50, 40, true)).toMatchObject({ ordinal: 2 })
  })

  it('is a fold’s card before what lies under it, and an offer’s bar', () => {
    expect(hitAt(scene, layout, 250, 30, false)).toMatchObject({ what: 'fold' })
    expect(hitAt(scene, layout, 404, 30, false)).toMatchObject({ what: 'offer', ordinal: 5 })
  })

  it('is the bracket of a repetition that stands open', () => {
    expect(hitAt(scene, layout, -64, 20, false)).toMatchObject({ what: 'opened', fold: { ordinal: 7 } })
  })

  it('measures to the segment, not beyond its ends', () => {
    expect(distanceTo(arrow(1, [0, 0, 100, 0]), 130, 40)).toBe(50)
  })
})
