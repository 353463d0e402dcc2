import { COMPARE_TEXTS } from '#content/locales/parts/compare.ts'
import { en } from '#content/locales/en.ts'
import { makeWords, type Dictionary, type Lang, type Say } from '#content/locales/words.ts'
import { zh } from '#content/locales/zh.ts'
import { aligned } from '#derive/compare/alignment.ts'
import { marathonRun, type Ran } from '#derive/compare/compare.fixture.ts'
import { shownDifferences } from '#derive/compare/differences.ts'
import { editsBetween } from '#derive/compare/edits.ts'
import { SharedModel } from '#derive/compare/sharedAxis.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import { describe, expect, it } from 'vitest'
import { differenceText, editText, joined, type Telling, whyText } from './told.ts'

function tellingIn(lang: Lang): Telling {
  const words = makeWords(lang, { en, zh }[lang] as Dictionary)
  const say: Say<(typeof COMPARE_TEXTS)['en']> = (key, ...[params]) => words.say(COMPARE_TEXTS[lang][key], params ?? {})
  return { words, say, names: { left: 'main', right: 'other' } }
}

/** What is told of two runs: the edit, and each difference with its reason. */
function story(left: Ran, right: Ran, lang: Lang = 'en', depth: 1 | 2 | 3 = 1): readonly string[] {
  const alignment = aligned(left.trace, right.trace)
  const [one, two] = [left, right].map(
    ({ trace, scenario }) => new SharedModel(trace, scenario, { ...DEFAULT_VIEW, depth }),
  )
  if (!one || !two) return []
  const pair = { models: { left: one, right: two }, alignment }
  const telling = tellingIn(lang)
  const edits = editsBetween(left.document, right.document)
  const { list } = shownDifferences(alignment, one, two)
  const told = list.map((difference) =>
    joined(telling, differenceText(telling, pair, difference), whyText(telling, pair, difference, false)),
  )
  return [editText(telling, pair, edits), ...told]
}

const MAIN = marathonRun()
const CRASH = { atMs: 5500, do: 'crashAgent', agent: 'a' }
const LOSE = { atMs: 2000, do: 'loseNext', from: 'master', to: 'driver:marathon', name: 'StatusUpdateMessage' }

describe('what is told of two runs', () => {
  it('begins with the edit and the act that it is', () => {
    const [edit, first] = story(MAIN, marathonRun([CRASH]))
    expect(edit).toBe('B has one act more: Crash a, at 5.500 s.')
    expect(first).toBe('Crash a at 5.500 s is only in B, because of this act in B: Crash a, at 5.500 s.')
  })

  it('names a loss, and what it leaves out', () => {
    const told = story(MAIN, marathonRun([LOSE]))
    expect(told[2]).toMatch(
      /^task status update, Master to driver of Marathon arrives in A and is lost in B at [\d.]+ s, because an action of yours took it away\.$/,
    )
  })

  it('says of other seeds that the scenarios differ from the start', () => {
    expect(story(MAIN, marathonRun([], { seed: 7 }))[0]).toBe('The scenarios differ from the start: seed.')
    expect(story(MAIN, MAIN)).toEqual(['The scenarios are the same up to when they end.'])
  })

  it('fills every place, in both languages, at every depth', () => {
    for (const lang of ['en', 'zh'] as const) {
      for (const other of [marathonRun([CRASH]), marathonRun([LOSE]), marathonRun([], { seed: 7 })]) {
        const told = story(MAIN, other, lang, 3)
        expect(told.length).toBeGreaterThan(2)
        expect(told.filter((sentence) => /[{}]|undefined|NaN/.test(sentence))).toEqual([])
      }
    }
  })
})
