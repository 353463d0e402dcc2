import { SCENARIOS } from '#content/scenarios/index.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Scene } from './geometry.ts'
import { castOf } from './lanes.ts'
import { layoutOf, type Layout } from './layout.ts'
import { DiagramModel } from './model.ts'
import { momentOf, sceneOf } from './scene.ts'
import { sceneAcross } from './sceneAcross.ts'
import { DEFAULT_VIEW } from './view.ts'

describe('what is seen across of a wide drawing', () => {
  let scene: Scene
  let layout: Layout

  beforeAll(() => {
    const parsed = parseScenario(SCENARIOS.find(({ id }) => id === 'operators-day')?.document)
    if (!parsed.ok) throw new Error('operators-day')
    const { trace } = simulate(parsed.value)
    const model = new DiagramModel(trace, castOf(parsed.value), { ...DEFAULT_VIEW, depth: 3 })
    layout = layoutOf(model.lanes, 868)
    const end = { ordinal: trace.count - 1, at: trace.at[trace.count - 1] as number }
    scene = sceneOf(momentOf(model, layout, end, [0, 4000]))
  })

  it('is everything where the view is as wide as the drawing', () => {
    expect(layout.width).toBeGreaterThan(1000)
    expect(sceneAcross(scene, 0, layout.width)).toEqual(scene)
  })

  it('keeps whatever touches the view, and all that goes through it', () => {
    const seen = sceneAcross(scene, 500, 900)
    expect(seen.arrows.length).toBeGreaterThan(0)
    expect(seen.arrows.length).toBeLessThan(scene.arrows.length)
    const left = new Set(seen.arrows.map(({ key }) => key))
    for (const { key, x0, x1 } of scene.arrows) {
      const touches = Math.max(x0, x1) >= 500 && Math.min(x0, x1) <= 900
      if (touches) expect(left.has(key)).toBe(true)
    }
    expect(seen.gaps).toBe(scene.gaps)
    expect(seen.ticks).toBe(scene.ticks)
  })

  it('leaves the gutter out where it is far beside the view', () => {
    const bars = [...scene.offers, ...scene.filters]
    expect(bars.length).toBeGreaterThan(0)
    const right = Math.min(...bars.map(({ x }) => x)) - 500
    const seen = sceneAcross(scene, 0, right)
    expect([...seen.offers, ...seen.filters]).toEqual([])
  })
})
