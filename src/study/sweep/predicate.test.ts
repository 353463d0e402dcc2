import { Run } from '#sim/kernel/run.ts'
import { TOY, aToyScenario } from '#sim/kernel/toy.fixture.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'
import { TraceStore } from '#model/trace/store.ts'
import type { Action, Scenario } from '#model/scenario/types.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePredicate } from '#model/sweep/grammar.ts'
import { makePredicate } from './predicate.ts'

function aTrace(): TraceStore {
  const lose = { atMs: 30, do: 'loseNext', from: 'player', to: 'wall' } as unknown as Action
  const run = Run.start(aToyScenario({ actions: [lose] }), TOY)
  run.advance()
  const trace = new TraceStore()
  trace.append(run.takeChunk())
  return trace
}

function parsed(document: object): Scenario {
  const read = parseScenario(document)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

function holds(text: string): boolean {
  const predicate = makePredicate(text)
  if (!predicate.ok) throw new Error(predicate.error.message)
  return predicate.value(aTrace()).holds
}

describe('a predicate', () => {
  it.each([
    ['count(ping) > 2', true],
    ['count(ping) > 3000', false],
    ['lost = 1', true],
    ['lost(ping)', true],
    ['lost(pong)', false],
    ['not lost(pong) and count(pong) >= 1', true],
    ['lost(pong) or (lost and records > 20)', true],
    ['timer(patience) and not broken', true],
    ['share(*) > 50%', false],
    ['rescinded during accept or lost', true],
    ['lost(TASK_LOST)', false],
  ])('%s', (text, wanted) => expect(holds(text)).toBe(wanted))

  it('names the record that shows it', () => {
    const trace = aTrace()
    const predicate = makePredicate('lost(ping)')
    const verdict = predicate.ok ? predicate.value(trace) : null
    expect(trace.typeOf(verdict?.ordinal as number)).toBe('lost')
  })
})

describe('the record that shows it', () => {
  const document = {
    version: 1,
    agents: [{ id: 'a', resources: 'cpus:2;mem:2048', startAtMs: 20_000 }],
    frameworks: [{ id: 'marathon', kind: 'marathon' }],
    actions: [{ atMs: 2000, do: 'submitApp', framework: 'marathon', app: { id: '/web', cmd: 'sleep 60', cpus: 1 } }],
    untilMs: 40_000,
  }
  const { trace } = simulate(parsed(document))

  function shownAt(text: string): number {
    const predicate = makePredicate(text)
    if (!predicate.ok) throw new Error(predicate.error.message)
    const { holds, ordinal } = predicate.value(trace)
    expect(holds).toBe(true)
    return trace.at[ordinal] as number
  }

  it('of a wait is the first behind the time that was asked for, not the end of the wait', () => {
    const five = shownAt('waits(/web) > 5s')
    expect(five).toBeGreaterThan(7000)
    expect(five).toBeLessThan(9000)
    expect(shownAt('waits(/web) > 15s')).toBeGreaterThan(17_000)
    expect(shownAt('waits(/web) > 15s')).toBeLessThan(19_500)
  })

  it('of a share is the first above what was asked for', () => {
    expect(shownAt('share(*) > 40%')).toBeGreaterThan(20_000)
    expect(shownAt('share(*) > 1%')).toBeLessThanOrEqual(shownAt('share(*) > 40%'))
  })
})

describe('a mistake in a predicate', () => {
  it.each([
    ['count(ping', 10, "')'"],
    ['count(ping) >', 13, 'missing'],
    ['nonsense(3)', 0, "no measure 'nonsense'"],
    ['waits > 3', 0, 'waits(/app)'],
    ['count(ping) and', 15, 'missing'],
    ['count(ping) $ 3', 12, 'not understood'],
    ['count(ping) count(pong)', 12, 'too many'],
    ['', 0, 'missing'],
    ['rescinded during accept $', 24, 'not understood'],
  ])('%s', (text, at, message) => {
    const made = makePredicate(text)
    expect(made.ok).toBe(false)
    if (made.ok) return
    expect(made.error.at).toBe(at)
    expect(made.error.message).toContain(message)
  })

  it('never throws and always ends, whatever the text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void parsePredicate(text)))
    const deep = parsePredicate('('.repeat(900))
    expect(deep.ok).toBe(false)
  })
})
