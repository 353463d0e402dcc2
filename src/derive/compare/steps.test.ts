import { describe, expect, it } from 'vitest'
import { aligning } from './alignment.ts'
import { ran } from './compare.fixture.ts'
import { shownDifferencesInSteps } from './differences.ts'
import { commonRowsInSteps } from './rows.ts'
import { layingOut, SharedModel } from './sharedAxis.ts'
import { atOnce, type Steps } from './steps.ts'
import { DEFAULT_VIEW } from '../view.ts'

/** Some ten thousand records, the second run without an agent from its middle on. */
function two() {
  const document = {
    version: 1,
    seed: 5,
    agents: [{ id: 'node', count: 10, resources: 'cpus:8;mem:8192' }],
    frameworks: ['a', 'b'].map((id) => ({ id, kind: 'batch', refuseMs: 300 })),
    actions: [] as object[],
    untilMs: 60_000,
  }
  return [ran(document), ran({ ...document, actions: [{ atMs: 20_000, do: 'crashAgent', agent: 'node-3' }] })] as const
}

function stepsOf<T>(work: Steps<T>): readonly [count: number, value: T] {
  for (let count = 0; ; count += 1) {
    const { done, value } = work.next()
    if (done === true) return [count, value]
  }
}

describe('comparing a long run', () => {
  it('breathes everywhere, and comes to the same', () => {
    const [one, other] = two()
    const records = one.trace.count + other.trace.count
    expect(records).toBeGreaterThan(10_000)
    const [aligns, alignment] = stepsOf(aligning(one.trace, other.trace, { untilMs: Infinity }))
    const view = { ...DEFAULT_VIEW, depth: 3 as const }
    const models = [one, other].map(({ trace, scenario }) => new SharedModel(trace, scenario, view))
    const [left, right] = models as [SharedModel, SharedModel]
    const [rowSteps, rows] = stepsOf(commonRowsInSteps(alignment, left, right, []))
    const [layings, put] = stepsOf(layingOut(left, right, rows))
    expect(left.shared.length).toBe(0)
    put()
    expect(left.shared.length).toBe(left.marks.length)
    const [findings, differences] = stepsOf(shownDifferencesInSteps(alignment, left, right))
    expect(differences).toEqual(atOnce(shownDifferencesInSteps(alignment, left, right)))
    // No step has more than some thousand records to look at.
    expect(aligns).toBeGreaterThan(records / 4000)
    expect(rowSteps + layings).toBeGreaterThan(rows.rows.length / 2500)
    expect(findings).toBeGreaterThanOrEqual(2)
  })

  it('keeps marks that come while it is laid out anew at the end, in order', () => {
    const [one, other] = two()
    const left = new SharedModel(one.trace, one.scenario, DEFAULT_VIEW, 4000)
    const right = new SharedModel(other.trace, other.scenario, DEFAULT_VIEW, 4000)
    const alignment = atOnce(aligning(one.trace, other.trace, { untilMs: Infinity }))
    atOnce(layingOut(left, right, atOnce(commonRowsInSteps(alignment, left, right, []))))()
    const { length } = left.shared
    left.marks.grow()
    expect(left.marks.length).toBeGreaterThan(length)
    expect(left.shared.y(left.marks.length - 1)).toBe(left.shared.endY)
    const last = one.trace.count - 1
    expect(left.shared.markAtCursor({ ordinal: last, at: one.trace.at[last] as number })).toBe(length - 1)
  })
})
