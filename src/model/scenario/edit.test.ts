import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Action, ScenarioDocument } from './document.ts'
import { samePrefix, withAction, withSeed, withoutAction } from './edit.ts'
import { parseScenario } from './parse.ts'
import { aScenarioDocument, anAction } from './scenario.fixture.ts'

const crash = (atMs: number, agent = 'a1'): Action => ({ atMs, do: 'crashAgent', agent })
const DOCUMENT: ScenarioDocument = {
  version: 1,
  agents: [{ id: 'a1' }, { id: 'a2' }],
  frameworks: [],
  actions: [crash(10), crash(30)],
}

describe('edits', () => {
  it('add an action behind those of its millisecond', () => {
    const { actions } = withAction(DOCUMENT, crash(10, 'a2'))
    const parsed = parseScenario({ ...DOCUMENT, actions })
    expect(parsed.ok && parsed.value.actions.map(({ atMs, agent }) => [atMs, agent])).toEqual([
      [10, 'a1'],
      [10, 'a2'],
      [30, 'a1'],
    ])
    expect(DOCUMENT.actions).toHaveLength(2)
  })

  it('take an action out by its place in the document', () => {
    expect(withoutAction(DOCUMENT, 0).actions).toEqual([crash(30)])
    expect(withoutAction(DOCUMENT, 2)).toBe(DOCUMENT)
  })
})

describe('samePrefix', () => {
  it('is the time of the first action that differs', () => {
    expect(samePrefix(DOCUMENT, withAction(DOCUMENT, crash(20)))).toBe(20)
    expect(samePrefix(DOCUMENT, withoutAction(DOCUMENT, 1))).toBe(30)
    expect(samePrefix(DOCUMENT, { ...DOCUMENT, actions: [crash(10), crash(25)] })).toBe(25)
  })

  it('looks at the order in which actions happen, not at that of the document', () => {
    expect(samePrefix(DOCUMENT, { ...DOCUMENT, actions: [crash(30), crash(10)] })).toBe(Infinity)
  })

  it('is 0 where the cluster differs, and the earlier end where the ends do', () => {
    expect(samePrefix(DOCUMENT, withSeed(DOCUMENT, 5))).toBe(0)
    expect(samePrefix(DOCUMENT, { ...DOCUMENT, agents: [{ id: 'a1' }] })).toBe(0)
    expect(samePrefix({ ...DOCUMENT, untilMs: 90 }, DOCUMENT)).toBe(90)
    expect(samePrefix({ ...DOCUMENT, title: 'x' }, DOCUMENT)).toBe(Infinity)
  })

  it('is the time of an added action at most, whatever the document, and the same from both sides', () => {
    fc.assert(
      fc.property(aScenarioDocument, anAction, (document, action) => {
        const edited = withAction(document, action)
        expect(samePrefix(document, document)).toBe(Infinity)
        expect(samePrefix(document, edited)).toBe(action.atMs)
        expect(samePrefix(edited, document)).toBe(action.atMs)
      }),
      { numRuns: 50 },
    )
  })
})
