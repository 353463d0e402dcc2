import { MESSAGE_ENTRIES } from '#model/messages/index.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { COMPARE_TEXTS } from './parts/compare.ts'
import { DELIVERY_TEXTS } from './parts/delivery.ts'
import { EDITOR_TEXTS } from './parts/editor.ts'
import { FIND_TEXTS } from './parts/find.ts'
import { STORYBOARD_TEXTS } from './parts/storyboard.ts'
import { WHY_TEXTS } from './parts/why.ts'
import { type Key, makeWords, type PartTexts, type Sentence, type Texts } from './words.ts'
import { zh } from './zh.ts'

const PARTS: readonly (readonly [string, PartTexts<Texts>])[] = [
  ['compare', COMPARE_TEXTS],
  ['delivery', DELIVERY_TEXTS],
  ['editor', EDITOR_TEXTS],
  ['find', FIND_TEXTS],
  ['why', WHY_TEXTS],
  ['storyboard', STORYBOARD_TEXTS],
]
const KEYS = Object.keys(en) as Key[]

function places(sentence: Sentence): string[] {
  const text = typeof sentence === 'string' ? sentence : `${sentence.one ?? ''}${sentence.other}`
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string))].sort()
}

describe('the dictionary', () => {
  it('has the same places in both languages', () => {
    const unlike = KEYS.filter((key) => places(en[key]).join() !== places(zh[key]).join())
    expect(unlike).toEqual([])
  })

  it('leaves no sentence empty', () => {
    const empty = KEYS.filter((key) =>
      [en[key], zh[key]].some(
        (sentence: Sentence) => (typeof sentence === 'string' ? sentence : sentence.other).trim() === '',
      ),
    )
    expect(empty).toEqual([])
  })

  it.each(PARTS)('of the part %s is the same in both languages', (_, { en: english, zh: chinese }) => {
    const keys = Object.keys(english)
    expect(Object.keys(chinese)).toEqual(keys)
    const sentences = (key: string): readonly Sentence[] => [english[key] as Sentence, chinese[key] as Sentence]
    expect(keys.filter((key) => new Set(sentences(key).map((one) => places(one).join())).size > 1)).toEqual([])
    const texts = keys.flatMap((key) => sentences(key).map((one) => (typeof one === 'string' ? one : one.other)))
    expect(texts.filter((text) => text.trim() === '')).toEqual([])
  })

  it('has words for every message of the twelve steps', () => {
    const figures = new Set(MESSAGE_ENTRIES.filter(({ depth }) => depth === 1).map(({ figure }) => `message.${figure}`))
    expect(figures.size).toBeGreaterThan(5)
    expect([...figures].filter((key) => !(key in en))).toEqual([])
  })
})

describe('words', () => {
  const BOTH = [
    ['en', 'en', makeWords('en', en)],
    ['zh', 'zh-CN', makeWords('zh', zh)],
  ] as const

  it.each(BOTH)('of %s write numbers, times and plurals as Intl does', (lang, locale, words) => {
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
    const clock = new Intl.NumberFormat(locale, {
      minimumFractionDigits: 3,
      maximumFractionDigits: 3,
      useGrouping: false,
    })
    const plurals = new Intl.PluralRules(locale)
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.constantFrom(0, -0, 999, 1000, -1000)), (value) => {
        expect(words.number(value)).toBe(number.format(value))
      }),
    )
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e11, noNaN: true })), (ms) => {
        expect(words.seconds(ms)).toBe(clock.format(Math.floor(ms) / 1000))
      }),
    )
    for (const count of [0, 1, 2, 1.5, 11, 21, 101]) {
      const told = words.say({ one: 'one', other: 'other' }, { count })
      expect(told).toBe(lang === 'en' && plurals.select(count) === 'one' ? 'one' : 'other')
    }
  })

  const english = makeWords('en', en)
  const chinese = makeWords('zh', zh)

  it('count: one has a form of its own in English, none in Chinese', () => {
    expect(english.t('amount.cpus', { count: 1 })).toBe('1 cpu')
    expect(english.t('amount.cpus', { count: 0.5 })).toBe('0.5 cpus')
    expect(chinese.t('amount.cpus', { count: 1 })).toBe('1 个 CPU')
  })

  it('write times with three decimals and spans in the unit that reads best', () => {
    expect(english.seconds(720_041)).toBe('720.041')
    expect(english.seconds(1_000_000)).toBe('1000.000')
    expect([5, 118_600, 600_000].map(english.duration)).toEqual(['5 ms', '118.6 s', '10 min'])
    expect(chinese.duration(5)).toBe('5 毫秒')
  })

  it('fall back to the data’s own word where no key is', () => {
    expect(english.maybe('state.nobodyKnows', {}, 'nobody knows')).toBe('nobody knows')
  })
})
