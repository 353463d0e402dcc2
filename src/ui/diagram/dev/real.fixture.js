/** Built-in scenarios, run in the page itself: only for looking at. */
import { must } from '#base/assert.ts'
import { SCENARIOS } from '#content/scenarios/index.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'

export function runOf(id) {
  const { document } = must(
    SCENARIOS.find((other) => other.id === id),
    `there is a scenario ${id}`,
  )
  const parsed = parseScenario(JSON.stringify(document))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return { scenario: parsed.value, trace: simulate(parsed.value).trace }
}
