import { describe, expect, it } from 'vitest'
import { DiagramModel } from '#derive/model.ts'
import { CAST, Story } from '#derive/trace.fixture.ts'
import { DEFAULT_VIEW, TIME_SCALES, type TimeScale } from '#derive/view.ts'
import { Camera, HEAD_ROOM } from './camera.ts'
import type { Input } from './controller.ts'
import { DiagramLens } from './lens.ts'

/** A long run on a screen of 700 px, and what is asked for. */
function looking(scale: TimeScale) {
  const story = new Story()
  for (let n = 0; n < 300; n += 1) {
    story.wait(300 + 13 * n)
    story.pass('client', 'marathon', `M${n % 17}`, 1 + (n % 5))
  }
  const view = { ...DEFAULT_VIEW, scale }
  const model = new DiagramModel(story.into(), CAST, view)
  const camera = new Camera()
  const { trace } = model
  const last = trace.count - 1
  const state = { zoom: 1, cursor: { ordinal: last, at: trace.at[last] as number }, selection: null as number | null }
  const input = (): Input => {
    const props = { view: { ...view, zoom: state.zoom }, cursor: state.cursor, selection: state.selection, trace }
    return { props, model, height: 700, width: 900 } as unknown as Input
  }
  const lens = new DiagramLens(camera, input, (zoom, moment, screenY) => {
    state.zoom = zoom
    model.axis.stretch = zoom
    camera.y = model.axis.yOf(moment) - screenY
  })
  return { lens, state, camera, axis: model.axis, trace }
}

describe.each(TIME_SCALES)('looking at a long run on the scale %s', (scale) => {
  it('sees all of it, and what is at the cursor again', () => {
    const { lens, state, camera, axis } = looking(scale)
    lens.fit()
    expect(camera.y).toBeCloseTo(-HEAD_ROOM)
    expect(axis.endY - camera.y).toBeLessThanOrEqual(700)
    lens.fit()
    expect(state.zoom).toBe(1)
    expect(axis.yOf(state.cursor) - camera.y).toBeCloseTo(420)
  })

  it('comes no further away than all of it', () => {
    const { lens, axis } = looking(scale)
    for (let n = 0; n < 60; n += 1) lens.zoom(0.5)
    expect(axis.endY).toBeLessThanOrEqual(700)
    expect(axis.endY).toBeGreaterThan(500)
  })

  it('fills the view with an area, and with the part between two moments', () => {
    const { lens, camera, axis, trace } = looking(scale)
    lens.fit()
    const [from, to] = [axis.cursorAt(camera.y + 200), axis.cursorAt(camera.y + 260)]
    lens.showArea([200, 260])
    expect(axis.yOf(from) - camera.y).toBeCloseTo(0)
    expect(axis.yOf(to) - camera.y).toBeCloseTo(700, 0)
    const [a, b] = [100, 160].map((ordinal) => ({ ordinal, at: trace.at[ordinal] as number }))
    lens.show(a as typeof from, b as typeof from)
    expect(axis.yOf(a as typeof from) - camera.y).toBeCloseTo(70)
    expect(axis.yOf(b as typeof from) - camera.y).toBeCloseTo(630, 0)
  })

  it('zooms at the pointer; without one at what is selected, else at the cursor', () => {
    const { lens, camera, axis, state, trace } = looking(scale)
    camera.y = axis.endY - 500
    const steady = (height: number): void => {
      const moment = axis.cursorAt(camera.y + height)
      lens.zoom(1.5)
      expect(axis.yOf(moment) - camera.y).toBeCloseTo(height, 3)
    }
    lens.pointerY = 123
    steady(123)
    lens.pointerY = null
    camera.y = axis.endY - 500
    const end = axis.yOf(state.cursor) - camera.y
    steady(end)
    state.selection = trace.count - 4
    const at = { ordinal: trace.count - 4, at: trace.at[trace.count - 4] as number }
    camera.y = axis.yOf(at) - 250
    steady(250)
  })
})
