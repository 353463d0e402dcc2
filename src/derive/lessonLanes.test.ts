import { describe, expect, it } from 'vitest'
import { EXECUTORS } from '#content/lessons/executors.ts'
import { SAYING_NO } from '#content/lessons/saying-no.ts'
import { TWELVE_STEPS } from '#content/lessons/twelve-steps.ts'
import type { Lesson } from '#model/lesson.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'
import { castOf } from './lanes.ts'
import { quietLanes } from './lessonLanes.ts'
import { lessonPlaces } from './lessonProgress.ts'

function at(lesson: Lesson, step: number, depth: 1 | 2, most: number): readonly string[] {
  const parsed = parseScenario({ ...lesson.scenario, untilMs: 8000 })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const { trace } = simulate(parsed.value)
  const ordinal = lessonPlaces(lesson, trace)[step]?.begins ?? -1
  return quietLanes(trace, { cast: castOf(parsed.value), depth, ordinal }, most)
}

describe('lanes of a moment', () => {
  it('are all of them where there is room', () => {
    expect(at(TWELVE_STEPS, 2, 1, 6)).toEqual([])
  })

  it('are those of the newest messages where there is not', () => {
    const quiet = at(SAYING_NO, 2, 2, 6)
    expect(quiet).toEqual(expect.arrayContaining(['client', 'marathon', 'driver:marathon']))
    for (const id of ['batch', 'driver:batch', 'master', 'allocator']) expect(quiet).not.toContain(id)
  })

  it('hold who the record itself speaks of', () => {
    expect(at(EXECUTORS, 1, 2, 6)).not.toContain('agent-1')
    expect(at(EXECUTORS, 3, 2, 2)).not.toContain('agent-1')
  })
})
