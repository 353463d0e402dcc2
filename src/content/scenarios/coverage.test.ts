import { describe, expect, it } from 'vitest'
import { parseScenario } from '#model/scenario/parse.ts'
import { roleOf } from '#model/roles.ts'
import { recordAt } from '#model/trace/decode.ts'
import { simulate } from '#sim/simulate.ts'
import { LEFT_OUT, MESSAGES, TIMERS } from './coverage.fixture.ts'
import { SCENARIOS } from './index.ts'

function seen(): { messages: Set<string>; timers: Set<string> } {
  const messages = new Set<string>()
  const timers = new Set<string>()
  for (const { document } of SCENARIOS) {
    const parsed = parseScenario(document)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const agents = new Set(parsed.value.agents.map(({ id }) => id))
    const role = (id: string): string => roleOf(id.split('/')[0] ?? id, (agent) => agents.has(agent))
    const { trace } = simulate(parsed.value)
    for (let i = 0; i < trace.count; i += 1) {
      const record = recordAt(trace, i)
      if (record.type === 'sent') messages.add(`${role(record.from)} > ${role(record.to)} ${record.name}`)
      if (record.type === 'timer') timers.add(`${role(record.of)} ${record.name.split(/[ /]/)[0]}`)
    }
  }
  return { messages, timers }
}

describe('the built-in scenarios', () => {
  const { messages, timers } = seen()

  it.each(Object.keys(MESSAGES))('show every message of mesos-protocol.md %s', (section) => {
    expect(MESSAGES[section]?.filter((message) => !messages.has(message))).toEqual([])
  })

  it.each(Object.keys(TIMERS))('show every timer of mesos-protocol.md %s that is simulated', (section) => {
    expect(TIMERS[section]?.filter((timer) => !timers.has(timer))).toEqual([])
  })

  it('show nothing of what is said to be left out', () => {
    const names = new Set([...messages].map((message) => message.split(' ').at(-1)))
    const shown = Object.values(LEFT_OUT)
      .flat()
      .filter((name) => names.has(name))
    expect(shown).toEqual([])
  })
})
