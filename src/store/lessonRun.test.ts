import { describe, expect, it } from 'vitest'
import { CRASHES } from '#content/lessons/crashes.ts'
import { SAYING_NO } from '#content/lessons/saying-no.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'
import { lessonRun } from './lessonRun.ts'

function run(document: ScenarioDocument): Promise<TraceStore | null> {
  const parsed = parseScenario(document)
  return Promise.resolve(parsed.ok ? simulate(parsed.value, {}).trace : null)
}

describe('a lesson played beside the session', () => {
  it.each([SAYING_NO, CRASHES])('comes to every step and reaches every goal: $id', async (lesson) => {
    const played = await lessonRun(lesson, run)
    expect(played?.places.map(({ begins }) => begins)).not.toContain(null)
    const goals = lesson.steps.flatMap(({ goal }, step) => (goal ? [played?.places[step]?.reached ?? null] : []))
    expect(goals.length).toBeGreaterThan(1)
    expect(goals).not.toContain(null)
    expect(played?.document.actions).toHaveLength((lesson.scenario.actions?.length ?? 0) + goals.length)
  })

  it('is null where a step never begins', async () => {
    const [first, second] = SAYING_NO.steps
    const never = { type: 'broken' } as const
    const lesson = { ...SAYING_NO, steps: [first, { ...second, on: never }] } as typeof SAYING_NO
    expect(await lessonRun(lesson, run)).toBe(null)
  })
})
