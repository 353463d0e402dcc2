import { SCENARIOS } from '#content/scenarios/index.ts'
import { en } from '#content/locales/en.ts'
import { zh } from '#content/locales/zh.ts'
import { makeWords, type Words } from '#content/locales/words.ts'
import { castOf } from '#derive/lanes.ts'
import { DiagramModel } from '#derive/model.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import { recordAt } from '#model/trace/decode.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'
import { describe, expect, it } from 'vitest'
import { sentenceOf } from './sentence.ts'

const DICTIONARY: Readonly<Record<string, unknown>> = en
const SMALL = SCENARIOS.filter(({ id }) => id !== 'large')

/** Words that note each sentence with a place that is left empty. */
function noting(words: Words, empty: Set<string>): Words {
  const note = (key: string, params: Readonly<Record<string, unknown>>): void => {
    const sentence = DICTIONARY[key]
    const text = typeof sentence === 'string' ? sentence : ''
    for (const [name, value] of Object.entries(params)) {
      if (value === '' && text.includes(`{${name}}`)) empty.add(`${key} {${name}}`)
    }
  }
  return {
    ...words,
    t: (key, ...params) => {
      note(key, params[0] ?? {})
      return words.t(key, ...params)
    },
    maybe: (key, params, otherwise) => {
      note(key, params)
      return words.maybe(key, params, otherwise)
    },
  }
}

describe('the sentence of a message', () => {
  it.each(SMALL.map(({ id }) => id))('names all that it speaks of, in %s', (id) => {
    const parsed = parseScenario(SMALL.find((scenario) => scenario.id === id)?.document)
    if (!parsed.ok) throw new Error(id)
    const { trace } = simulate(parsed.value)
    const model = new DiagramModel(trace, castOf(parsed.value), { ...DEFAULT_VIEW, depth: 3 })
    const empty = new Set<string>()
    const words = noting(makeWords('en', en), empty)
    for (let ordinal = 0; ordinal < trace.count; ordinal += 1) {
      const record = recordAt(trace, ordinal)
      if (record.type !== 'sent') continue
      sentenceOf({ words, record, look: model.looks.at(ordinal), body: record.body })
    }
    expect([...empty]).toEqual([])
  })

  it('says which app the client wants to run', () => {
    const record = {
      i: 1,
      at: 0,
      type: 'sent',
      cause: null,
      id: 'client#1',
      from: 'client',
      to: 'marathon',
      name: 'POST /v2/apps',
    } as const
    const body = { path: '/v2/apps', body: { id: '/web' } }
    const look = { figure: 'launchProcess' }
    const said = (['en', 'zh'] as const).map((lang) =>
      sentenceOf({ words: makeWords(lang, lang === 'en' ? en : zh), record, look, body } as never),
    )
    for (const sentence of said) expect(sentence).toContain('/web')
  })
})
