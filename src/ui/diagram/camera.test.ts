import { describe, expect, it } from 'vitest'
import { Camera, eased, followTop } from './camera.ts'
import { clampZoom, MOST_ZOOM } from './zoom.ts'

const bounds = { height: 600, endY: 10_000 }

describe('the camera', () => {
  it('puts the now rule at 60 % of the height', () => {
    expect(followTop(5000, 600)).toBe(4640)
  })

  it('glides to a place near by in 240 ms and far away in 400 ms', () => {
    const camera = new Camera()
    camera.set(1000, bounds)
    camera.go(1300, bounds, 0, false)
    camera.step(239)
    expect(camera.gliding).toBe(true)
    camera.step(240)
    expect([camera.y, camera.gliding]).toEqual([1300, false])
    camera.go(9000, bounds, 0, false)
    camera.step(0)
    expect(camera.y).toBe(8400)
    camera.step(400)
    expect(camera.y).toBe(9000)
  })

  it('jumps where motion is reduced', () => {
    const camera = new Camera()
    camera.go(1300, bounds, 0, true)
    expect([camera.y, camera.gliding]).toEqual([1300, false])
  })

  it('stays within the run', () => {
    const camera = new Camera()
    camera.set(1e9, bounds)
    expect(camera.y).toBeLessThan(10_000)
    camera.set(-1e9, bounds)
    expect(camera.y).toBe(-36)
  })

  it('does not follow once the hand has moved it', () => {
    const camera = new Camera()
    camera.go(2000, bounds, 0, false)
    camera.move(10, bounds)
    expect([camera.follows, camera.gliding]).toEqual([false, false])
  })

  it('eases from nothing to all', () => {
    expect([eased(0), eased(0.5), eased(1)]).toEqual([0, 0.5, 1])
  })
})

describe('zoom', () => {
  it('ends at a few rows, and at the whole run, however long that is', () => {
    expect(clampZoom(1000, 0.5)).toBe(MOST_ZOOM)
    expect(clampZoom(0, 0.5)).toBeGreaterThan(0.01)
    expect(clampZoom(0, 0.0003)).toBe(0.0003)
  })
})
