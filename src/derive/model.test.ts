import { describe, expect, it } from 'vitest'
import type { Scenario } from '#model/scenario/types.ts'
import { diagramModel } from './model.ts'
import { CAST, firstApp, Story } from './trace.fixture.ts'
import { DEFAULT_VIEW } from './view.ts'

const scenario = {
  frameworks: CAST.frameworks,
  agents: CAST.agents.map((id) => ({ id })),
  actions: [],
} as unknown as Scenario

describe('what is derived for a trace under a view', () => {
  it('is the same for all who ask alike, whatever the zoom', () => {
    const trace = firstApp(2).into()
    const model = diagramModel(trace, scenario, DEFAULT_VIEW)
    const height = model.axis.endY
    expect(diagramModel(trace, scenario, { ...DEFAULT_VIEW, zoom: 2 })).toBe(model)
    expect(model.axis.endY).toBeGreaterThan(height)
    const deep = diagramModel(trace, scenario, { ...DEFAULT_VIEW, depth: 3 })
    expect(deep).not.toBe(model)
    expect(diagramModel(trace, scenario, DEFAULT_VIEW)).toBe(model)
    expect(diagramModel(trace, scenario, { ...DEFAULT_VIEW, depth: 3 })).toBe(deep)
  })

  it('follows the trace as it grows', () => {
    const story = new Story()
    story.pass('client', 'marathon', 'M', 2)
    const trace = story.into()
    const model = diagramModel(trace, scenario, DEFAULT_VIEW)
    const before = model.marks.length
    story.pass('marathon', 'client', 'M', 2)
    story.into(trace)
    expect(diagramModel(trace, scenario, DEFAULT_VIEW)).toBe(model)
    expect(model.marks.length).toBe(before + 2)
  })

  it('begins anew when the past was replaced', () => {
    const trace = firstApp(2).into()
    const model = diagramModel(trace, scenario, DEFAULT_VIEW)
    trace.truncate(10)
    const again = diagramModel(trace, scenario, DEFAULT_VIEW)
    expect(again).not.toBe(model)
    expect(again.marks.ord.at(again.marks.length - 1)).toBeLessThan(10)
  })
})
