import { describe, expect, it } from 'vitest'
import { BUILT_IN } from '#content/scenarios/index.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { commandOf } from './commandLine.ts'
import { choicesOf, expressionOf, firstDraft, KINDS, knobNamed, nextKnob, varyOf, type Draft } from './draft.ts'
import { isGood, mistakesOf } from './finding.ts'

const SMALL = BUILT_IN.filter(({ id }) => id !== 'large')

describe('the form of a search', () => {
  it.each(SMALL)('offers for $id only what can be searched for', ({ document }) => {
    const choices = choicesOf(document)
    const first = firstDraft(choices)
    const kinds = KINDS.filter((kind) => kind !== 'waits' || choices.apps.length > 0)
    for (const kind of kinds) {
      const draft: Draft = { ...first, kind }
      expect(isGood(mistakesOf(draft, document)), `${kind}: ${expressionOf(draft)}`).toBe(true)
    }
    for (const name of choices.knobs) {
      const draft: Draft = { ...first, knobs: [knobNamed(name)] }
      expect(mistakesOf(draft, document).vary, varyOf(draft)).toBeNull()
    }
  })

  it('proposes each value once, then a path', () => {
    const names = ['latencyMs', 'losses']
    const one = nextKnob(names, [])
    const two = nextKnob(names, [one])
    expect([one.name, two.name, nextKnob(names, [one, two]).path]).toEqual(['latencyMs', 'losses', true])
  })

  it('tells seeds that are none, turned round, or too many', () => {
    const document = BUILT_IN[0]?.document as ScenarioDocument
    const draft = firstDraft(choicesOf(document))
    const bad = [
      ['x', '3'],
      ['9', '3'],
      ['0', '10000'],
      ['-1', '3'],
      ['0', '5000000000'],
    ] as const
    for (const [from, to] of bad) expect(mistakesOf({ ...draft, from, to }, document).seeds).toBe(true)
    expect(mistakesOf({ ...draft, from: '0', to: '9999' }, document).seeds).toBe(false)
  })

  it('is the same as a command, whatever is in it', () => {
    const draft = firstDraft(choicesOf(BUILT_IN[0]?.document as ScenarioDocument))
    expect(commandOf(draft, 'first-app')).toBe(
      "npm run -s mesoscope -- sweep first-app --seeds 1..200 --find 'waits(/my-app) > 10s' --distinct",
    )
    const odd: Draft = { ...draft, kind: 'own', own: "lost ' ; rm", knobs: [knobNamed('losses')] }
    expect(commandOf(odd, null)).toContain(`scenario.json --seeds 1..200 --find 'lost '\\'' ; rm' --vary 'losses=0..5'`)
  })
})
