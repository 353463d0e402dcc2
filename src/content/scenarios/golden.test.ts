import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseScenario } from '#model/scenario/parse.ts'
import { recordAt } from '#model/trace/decode.ts'
import { goldenText, runOf } from './golden.fixture.ts'
import { BUILT_IN, SCENARIOS } from './index.ts'

const FOLDER = path.join(import.meta.dirname, '__golden__')

function aBuiltIn(id: string) {
  const found = SCENARIOS.find((scenario) => scenario.id === id)
  const parsed = parseScenario(found?.document)
  if (!parsed.ok) throw new Error(`${id} is not read: ${JSON.stringify(parsed.error)}`)
  return parsed.value
}

describe('the runs of the built-in scenarios', () => {
  it.each(SCENARIOS)('$id: reads as it was reviewed, breaks no invariant', async ({ id }) => {
    const scenario = aBuiltIn(id)
    const trace = runOf(scenario)
    const records = Array.from({ length: trace.count }, (_, i) => recordAt(trace, i))
    expect(records.filter(({ type }) => type === 'broken')).toEqual([])
    await expect(goldenText(scenario, trace)).toMatchFileSnapshot(path.join(FOLDER, `${id}.txt`))
  })

  it('have a reviewed text each, and no text is left over', () => {
    const texts = readdirSync(FOLDER).map((file) => file.replace(/\.txt$/, ''))
    expect(texts.sort()).toEqual(BUILT_IN.map(({ id }) => id).sort())
  })
})

describe('first-app', () => {
  const trace = runOf(aBuiltIn('first-app'))
  const sent = Array.from({ length: trace.count }, (_, i) => recordAt(trace, i)).flatMap((record) =>
    record.type === 'sent' && record.step !== undefined ? [record] : [],
  )

  it('shows the twelve steps in the order of the figure', () => {
    const firsts = [...new Set(sent.map(({ step }) => step))]
    expect(firsts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('draws them between the lanes of the figure', () => {
    const task = /^execdriver:my-app\.instance-[0-9a-f-]{36}\._app\.1@agent-1$/
    const lane = (id: string) => (task.test(id) ? 'executor' : id)
    const arrows = new Map(sent.toReversed().map(({ step, from, to }) => [step, `${lane(from)} -> ${lane(to)}`]))
    expect(Object.fromEntries(arrows)).toEqual({
      1: 'client -> marathon',
      2: 'master -> driver:marathon',
      3: 'driver:marathon -> master',
      4: 'client -> marathon',
      5: 'master -> driver:marathon',
      6: 'driver:marathon -> master',
      7: 'master -> agent-1',
      8: 'agent-1 -> executor',
      9: 'executor -> agent-1',
      10: 'agent-1 -> master',
      11: 'master -> driver:marathon',
      12: 'marathon -> client',
    })
    expect(sent.every(({ depth }) => depth === 1)).toBe(true)
  })

  it('idles for seconds before the app: the offer is declined for 120 s', () => {
    const [decline, post] = [3, 4].map((step) => sent.find((record) => record.step === step))
    expect(decline?.body).toMatchObject({ filters: { refuseSeconds: 120 } })
    expect((post?.at ?? 0) - (decline?.at ?? 0)).toBeGreaterThan(5000)
  })

  it('uses the whole offer, with its only port', () => {
    const accept = sent.find(({ step }) => step === 6)
    expect(accept?.body).toMatchObject({
      operations: [{ taskInfos: [{ resources: 'cpus:1;mem:128;ports:[21452-21452]' }] }],
      filters: { refuseSeconds: 0 },
    })
  })
})

describe('two-frameworks', () => {
  it('ends with three tasks and two, as the paper says', () => {
    const trace = runOf(aBuiltIn('two-frameworks'))
    const running = Array.from({ length: trace.count }, (_, i) => recordAt(trace, i)).flatMap((record) =>
      record.type === 'task' && record.state === 'TASK_RUNNING' && record.seenBy === 'scheduler' ? [record.task] : [],
    )
    expect(running).toEqual(['a-0', 'b-0', 'a-1', 'b-1', 'a-2'])
  })
})
