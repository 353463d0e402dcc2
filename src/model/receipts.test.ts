import { describe, expect, it } from 'vitest'
import { SCENARIOS } from '#content/scenarios/index.ts'
import { REASONS } from '#sim/allocator/plan.ts'
import { simulate } from '#sim/simulate.ts'
import { MESSAGE_ENTRIES } from './messages/index.ts'
import { noMatchReceipt, refusalReceipt, ruleReceipts, taskReasonReceipt, timerReceipt } from './receipts.ts'
import { roleOf } from './roles.ts'
import { parseScenario } from './scenario/parse.ts'
import { TASK_REASONS } from './taskReasons.ts'
import { recordAt } from './trace/decode.ts'
import { NO_MATCH_REASONS } from './trace/series.ts'

/** What the sheets are searched for: `CODE`, `CODE:function, function`, or `SHEET SECTION: words`. */
const SOURCE = /^([A-Z][A-Z0-9]*(:\w+(, \w+)*)?|[\w-]+\.md [\d.]+(\([a-h]\))?(: \S.*)?)$/

/** Timers and reasons of tasks that some built-in scenario shows. */
function shown(): { timers: Set<string>; reasons: Set<string> } {
  const timers = new Set<string>()
  const reasons = new Set<string>()
  for (const { document } of SCENARIOS) {
    const parsed = parseScenario(document)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const agents = new Set(parsed.value.agents.map(({ id }) => id))
    for (const action of parsed.value.actions) if (action.do === 'addAgent') agents.add(action.agent.id)
    const { trace } = simulate(parsed.value, { timelines: false })
    for (let i = 0; i < trace.count; i += 1) {
      const record = recordAt(trace, i)
      if (record.type === 'task' && record.reason !== null) reasons.add(record.reason)
      if (record.type !== 'timer') continue
      const role = roleOf(record.of.split('/')[0] ?? '', (id) => agents.has(id))
      if (timerReceipt(role, record.name) === undefined) timers.add(`${role} ${record.name}`)
    }
  }
  return { timers, reasons }
}

describe('receipts', () => {
  const { timers, reasons } = shown()

  it('are there for every timer of the built-in scenarios', () => {
    expect([...timers]).toEqual([])
  })

  it('are there for every reason of a task, of the allocator and of Marathon', () => {
    expect([...reasons].filter((reason) => taskReasonReceipt(reason) === undefined)).toEqual([])
    expect([...reasons].filter((reason) => !(TASK_REASONS as readonly string[]).includes(reason))).toEqual([])
    const refusals = REASONS.filter((reason) => reason !== 'Granted')
    expect(refusals.filter((reason) => refusalReceipt(reason) === undefined)).toEqual([])
    expect(NO_MATCH_REASONS.map((reason) => noMatchReceipt(reason).source)).not.toContain('')
  })

  it('tell the same timer of two owners apart', () => {
    expect(timerReceipt('master', 'heartbeat')).not.toEqual(timerReceipt('agent', 'heartbeat'))
    expect(timerReceipt('allocator', 'filter/f/*/a/0')).toEqual(timerReceipt('allocator', 'filter'))
    expect(timerReceipt('agent', 'nothing of the kind')).toBeUndefined()
  })

  it('name their source so that it can be looked up', () => {
    const all = [...MESSAGE_ENTRIES, ...ruleReceipts()].map(({ receipt }) => receipt.source)
    expect(all.filter((source) => !SOURCE.test(source))).toEqual([])
  })
})
