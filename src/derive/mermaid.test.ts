import { SCENARIOS } from '#content/scenarios/index.ts'
import type { Depth } from '#model/trace/records.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'
import reader from 'mermaid'
import { describe, expect, it } from 'vitest'
import { castOf } from './lanes.ts'
import { mermaid } from './mermaid.ts'

/** Names that Mermaid could take for its own words or signs. */
const HOSTILE = 'end; %%note over #lt;b#gt; "x"'

function storyOf(id: string) {
  const parsed = parseScenario(SCENARIOS.find((scenario) => scenario.id === id)?.document)
  if (!parsed.ok) throw new Error(id)
  return { trace: simulate(parsed.value).trace, cast: castOf(parsed.value) }
}

describe('a run as Mermaid', () => {
  it.each(['first-app', 'operators-day', 'bcs-launch'])('is read by Mermaid itself: %s, at each depth', async (id) => {
    const { trace, cast } = storyOf(id)
    for (const depth of [1, 2, 3] satisfies Depth[]) {
      const read = await reader.parse(mermaid(trace, { cast, depth }))
      expect(read).toMatchObject({ diagramType: 'sequence' })
    }
  })

  it('is read whatever its messages and lanes are called', async () => {
    const { trace, cast } = storyOf('first-app')
    const text = mermaid(trace, { cast, depth: 1, dialect: 'figure', words: () => HOSTILE, laneName: () => HOSTILE })
    expect(text).toContain('note over')
    expect(await reader.parse(text)).toMatchObject({ diagramType: 'sequence' })
  })
})
