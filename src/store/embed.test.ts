import { describe, expect, it } from 'vitest'
import { answered, parseCall, speakToParent } from './embed.ts'
import type { Page, PageState } from './page.ts'

const STATE: PageState = {
  scenario: 'first-app',
  record: 1,
  records: 9,
  at: 5,
  depth: 1,
  playing: false,
  lang: 'en',
  compared: null,
}

function aPage(asked: unknown[] = []): Page {
  return {
    ready: Promise.resolve(),
    getState: () => STATE,
    goto: async (record) => void asked.push(['goto', record]),
    play: () => void asked.push(['play']),
    pause: () => void asked.push(['pause']),
    load: async (scenario) => {
      if (scenario === 'nothing') throw new Error('/: expected an object')
      asked.push(['load', scenario])
    },
    lines: async (from, to) => `${from}..${to}`,
  }
}

function call(data: unknown) {
  const parsed = parseCall(data)
  if (!parsed) throw new Error('not a call')
  return parsed
}

describe('a message to the embedded page', () => {
  it('is a call only with our mark, an id and a word that we have', () => {
    expect(parseCall({ mesoscope: 1, id: 1, call: 'play' })).toEqual({ id: 1, call: 'play', args: [] })
    const others = [
      null,
      'play',
      { id: 1, call: 'play' },
      { mesoscope: 1, call: 'play' },
      { mesoscope: 1, id: {}, call: 'play' },
      { mesoscope: 1, id: 1, call: 'constructor' },
      { mesoscope: 1, id: 1, call: 'goto', args: 'x' },
      { mesoscope: 1, id: 'x'.repeat(1000), call: 'play' },
    ]
    for (const data of others) expect(parseCall(data)).toBeNull()
  })

  it('is answered with the value', async () => {
    expect(await answered(aPage(), call({ mesoscope: 1, id: 'a', call: 'getState' }))).toEqual({
      mesoscope: 1,
      id: 'a',
      ok: true,
      value: STATE,
    })
  })

  it('is answered with what is wrong', async () => {
    const wrong = [
      { call: 'load', args: ['nothing'], error: '/: expected an object' },
      { call: 'goto', args: ['5'], error: 'expected a whole number' },
      { call: 'goto', args: [Number.NaN], error: 'expected a whole number' },
      { call: 'load', args: ['x'.repeat(3_000_000)], error: 'too large' },
    ]
    for (const { error, ...rest } of wrong) {
      expect(await answered(aPage(), call({ mesoscope: 1, id: 2, ...rest }))).toEqual({
        mesoscope: 1,
        id: 2,
        ok: false,
        error,
      })
    }
  })

  it('never gives more than a hundred thousand lines at once', async () => {
    const answer = await answered(aPage(), call({ mesoscope: 1, id: 1, call: 'lines', args: [10, 5_000_000] }))
    expect(answer).toMatchObject({ value: '10..100009' })
  })
})

describe('the embedded page', () => {
  it('hears its parent alone, and answers where the question came from', async () => {
    const posted: unknown[][] = []
    const parent = { postMessage: (...told: unknown[]) => void posted.push(told) }
    let heard: (event: unknown) => void = () => undefined
    const own = { parent, addEventListener: (_: string, listener: typeof heard) => void (heard = listener) }
    const asked: unknown[] = []
    speakToParent(own as unknown as Window, aPage(asked))
    await Promise.resolve()
    expect(posted).toEqual([[{ mesoscope: 1, event: 'ready' }, '*']])
    const data = { mesoscope: 1, id: 7, call: 'play' }
    heard({ source: {}, origin: 'https://evil.example', data })
    heard({ source: own, origin: 'https://evil.example', data })
    await Promise.resolve()
    expect(asked).toEqual([])
    heard({ source: parent, origin: 'https://docs.example', data })
    await new Promise((resolve) => setImmediate(resolve))
    expect(asked).toEqual([['play']])
    expect(posted.at(-1)).toEqual([{ mesoscope: 1, id: 7, ok: true, value: null }, 'https://docs.example'])
  })
})
