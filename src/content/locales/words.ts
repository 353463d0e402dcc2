/**
 * The dictionary at work: sentences by key with `{name}` places, plurals, numbers and times as `Intl` has them. A language is a
 * file beside this one; `en.ts` says which keys there are and which places each sentence has.
 */
import type { en } from './en.ts'

export const LANGS = ['en', 'zh'] as const
export type Lang = (typeof LANGS)[number]

/** A sentence, or one for each plural category that the language tells apart; `count` chooses. */
export type Sentence = string | { readonly one?: string; readonly other: string }

export type Key = keyof typeof en
/** What a language file must be: a missing key is a type error. */
export type Dictionary = { readonly [K in Key]: Sentence }

type Places<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never
type TextOf<S> = S extends { readonly other: infer Other } ? Other | (S extends { one: infer One } ? One : never) : S
type PlacesOf<K extends Key> = Places<TextOf<(typeof en)[K]>>
export type Value = string | number
/** Keys of sentences that want to be told nothing. */
export type PlainKey = { [K in Key]: [PlacesOf<K>] extends [never] ? K : never }[Key]
/** What a sentence wants to be told; nothing for one without places. */
export type ParamsOf<K extends Key> = [PlacesOf<K>] extends [never]
  ? readonly []
  : readonly [params: { readonly [P in PlacesOf<K>]: Value }]

export type Params = Readonly<Record<string, Value>>

/** Words of a part that is loaded when it is opened, in all languages: they are not in the page's first script. */
export type Texts = Readonly<Record<string, Sentence>>
export interface PartTexts<D extends Texts> {
  readonly en: D
  readonly zh: { readonly [K in keyof D]: Sentence }
}
/** As `t` of `Words`, of a part's words. */
export type Say<D extends Texts> = <K extends keyof D>(
  key: K,
  ...params: [Places<TextOf<D[K]>>] extends [never]
    ? readonly []
    : readonly [params: { readonly [P in Places<TextOf<D[K]>>]: Value }]
) => string

export interface Words {
  readonly lang: Lang
  readonly t: <K extends Key>(key: K, ...params: ParamsOf<K>) => string
  /** For keys that are made from data; the fallback stands where there is no such key. */
  readonly maybe: (key: string, params: Params, fallback: string) => string
  /** A sentence of a part's own words (`PartTexts`). */
  readonly say: (sentence: Sentence, params: Params) => string
  readonly number: (value: number, digits?: number) => string
  /** Virtual ms as seconds with three decimals: `720.041`. */
  readonly seconds: (ms: number) => string
  /** Virtual ms in the unit that reads best: `5 ms`, `1.2 s`, `2 min`. */
  readonly duration: (ms: number) => string
  /** `a, b and c` */
  readonly list: (items: readonly string[]) => string
  /** `a, b, c`; in Chinese with its own comma of enumerations. */
  readonly series: (items: readonly string[]) => string
}

export function filled(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole))
}

/** A whole number as `Intl` writes it in both languages, at a tenth of its cost: to set up what `Intl` needs holds up the first picture. */
function grouped(value: number): string {
  if (Object.is(value, -0)) return '-0'
  const text = String(value)
  return Math.abs(value) < 1000 ? text : text.replace(/\B(?=(?:\d{3})+$)/g, ',')
}

export function makeWords(lang: Lang, dictionary: Dictionary): Words {
  const locale = lang === 'zh' ? 'zh-CN' : 'en'
  const formats = new Map<number, Intl.NumberFormat>()
  const number = (value: number, digits = 3): string => {
    if (Number.isSafeInteger(value)) return grouped(value)
    let format = formats.get(digits)
    if (!format) {
      format = new Intl.NumberFormat(locale, { maximumFractionDigits: digits })
      formats.set(digits, format)
    }
    return format.format(value)
  }
  let items: Intl.ListFormat | null = null
  const shown = (params: Params): Params =>
    Object.fromEntries(Object.entries(params).map(([k, v]) => [k, typeof v === 'number' ? number(v) : v]))
  const say = (sentence: Sentence, params: Params): string => {
    if (typeof sentence === 'string') return filled(sentence, shown(params))
    // English tells one from all others, Chinese nothing.
    const isOne = lang === 'en' && Number(params['count'] ?? 0) === 1
    return filled((isOne ? sentence.one : undefined) ?? sentence.other, shown(params))
  }
  return {
    lang,
    t: (key, ...[params]) => say(dictionary[key], params ?? {}),
    maybe: (key, params, fallback) => {
      const sentence = (dictionary as Readonly<Record<string, Sentence | undefined>>)[key]
      return sentence === undefined ? fallback : say(sentence, params)
    },
    say,
    number,
    seconds: (ms) => (Math.floor(ms) / 1000).toFixed(3),
    duration: (ms) => durationText(ms, number, dictionary),
    list: (texts) => (items ??= new Intl.ListFormat(locale, { type: 'conjunction' })).format(texts),
    series: (texts) => texts.join(lang === 'zh' ? '、' : ', '),
  }
}

function durationText(ms: number, number: (value: number, digits?: number) => string, dictionary: Dictionary): string {
  const size = Math.abs(ms)
  const say = (key: 'unit.ms' | 'unit.s' | 'unit.min', n: string): string => filled(dictionary[key] as string, { n })
  if (size < 1000) return say('unit.ms', number(ms, 0))
  if (size < 120_000) return say('unit.s', number(ms / 1000, size < 10_000 ? 2 : 1))
  return say('unit.min', number(ms / 60_000, 1))
}
