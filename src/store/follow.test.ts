import { castOf } from '#derive/lanes.ts'
import { DiagramModel } from '#derive/model.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import { SCENARIOS } from '#content/scenarios/index.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Depth } from '#model/trace/records.ts'
import { simulate } from '#sim/simulate.ts'
import { describe, expect, it } from 'vitest'
import { causeOf, effectOf, shownIn } from './follow.ts'

describe('following a message', () => {
  const parsed = parseScenario(SCENARIOS.find(({ id }) => id === 'first-app')?.document)
  if (!parsed.ok) throw new Error('the scenario is built in')
  const { trace } = simulate(parsed.value)
  const shownAt = (depth: Depth) => shownIn(new DiagramModel(trace, castOf(parsed.value), { ...DEFAULT_VIEW, depth }))
  const stepOf = (step: number): number => {
    for (let i = 0; i < trace.count; i += 1) if (trace.stepOf(i) === step) return i
    throw new Error(`no step ${step}`)
  }

  it('goes from step to step where only the steps are shown', () => {
    const shown = shownAt(1)
    const steps: number[] = []
    for (let i = stepOf(5); i >= 0 && steps.length < 5; i = effectOf(trace, i, shown)) steps.push(trace.stepOf(i))
    expect(steps).toEqual([5, 6, 7, 8, 9])
  })

  it('comes back the same way', () => {
    const shown = shownAt(1)
    expect(causeOf(trace, stepOf(6), shown)).toBe(stepOf(5))
    expect(causeOf(trace, stepOf(7), shown)).toBe(stepOf(6))
  })

  it('goes through every call where those are shown', () => {
    const callback = effectOf(trace, stepOf(5), shownAt(2))
    expect(trace.text(trace.name[callback] as number)).toBe('resourceOffers')
  })

  it('ends where nothing came of it', () => {
    expect(effectOf(trace, trace.count - 1)).toBe(-1)
    expect(causeOf(trace, 0)).toBe(-1)
  })
})
