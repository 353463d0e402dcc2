import { describe, expect, it } from 'vitest'
import { decodeLink } from '#model/link/decode.ts'
import { inflate } from '#model/link/platform.fixture.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { BUILT_IN } from './index.ts'
import { PRESET_LINKS } from './links.fixture.ts'

describe('the built-in scenarios', () => {
  it.each(BUILT_IN)('$id is read without a mistake', ({ document }) => {
    const parsed = parseScenario(document)
    expect(parsed.ok ? [] : parsed.error).toEqual([])
  })

  it.each(PRESET_LINKS)('are opened for ever by %s', async (link) => {
    const builtIn = (id: string) => BUILT_IN.find((one) => one.id === id)?.document
    const opened = await decodeLink(link, inflate, builtIn)
    expect(opened.problems).toEqual([])
    expect(opened.scenario?.document).toEqual(builtIn(opened.scenario?.base ?? ''))
    expect(link.length).toBeLessThan(300)
  })

  it('have a kept link each', () => {
    const named = PRESET_LINKS.map((link) => /^#\/s\/([^?]+)\?v=1/.exec(link)?.[1])
    expect(BUILT_IN.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([])
  })

  it('have ids of their own', () => {
    expect(new Set(BUILT_IN.map(({ id }) => id)).size).toBe(BUILT_IN.length)
  })
})
