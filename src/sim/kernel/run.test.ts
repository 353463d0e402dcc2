import { TraceStore } from '#model/trace/store.ts'
import { jsonLine } from '#model/trace/decode.ts'
import type { Action } from '#model/scenario/types.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oracleStepper } from '../charts/oracle.ts'
import { Run } from './run.ts'
import { TOY, aToyScenario, linesOf, toyLines } from './toy.fixture.ts'

const action = (atMs: number, name: string, keys: object): Action => ({ atMs, do: name, ...keys }) as Action

function parsed(lines: readonly string[]): Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('a run', () => {
  it('tells a message from its sending to its arrival, with causes', () => {
    const records = parsed(toyLines(aToyScenario()))
    const sent = records.find((record) => record['type'] === 'sent') as Record<string, unknown>
    expect(Object.keys(sent)).toEqual([
      'i',
      'at',
      'type',
      'cause',
      'id',
      'from',
      'to',
      'name',
      'arrivesAt',
      'depth',
      'body',
    ])
    expect(sent).toMatchObject({ id: 'player#1', from: 'player', to: 'wall', name: 'ping', depth: 2, body: { n: 0 } })
    const delivered = records.find((record) => record['type'] === 'delivered') as Record<string, unknown>
    expect(delivered).toMatchObject({ id: 'player#1', cause: sent['i'], at: sent['arrivesAt'] })
    const answer = records.find((record) => record['name'] === 'pong') as Record<string, unknown>
    expect(answer['cause']).toBe(delivered['i'])
  })

  it('ends with a record that says why', () => {
    expect(parsed(toyLines(aToyScenario())).at(-1)).toMatchObject({
      type: 'halted',
      why: 'until',
      at: 500,
      cause: null,
    })
    const budget = parsed(toyLines(aToyScenario({ untilMs: null }), { budget: 50 })).at(-1)
    expect(budget).toMatchObject({ type: 'halted', why: 'budget' })
  })

  it('is quiet when nothing is pending and no end is set', () => {
    const cut = action(6, 'cutLink', { between: ['player', 'wall'] })
    const last = parsed(toyLines(aToyScenario({ untilMs: null, actions: [cut] }))).at(-1)
    expect(last).toMatchObject({ type: 'halted', why: 'quiet' })
  })

  it('gives the same bytes again, and with XState’s own transition', () => {
    const lines = toyLines(aToyScenario())
    expect(toyLines(aToyScenario())).toEqual(lines)
    expect(toyLines(aToyScenario(), { makeStepper: oracleStepper })).toEqual(lines)
  })

  it('gives another run for another seed', () => {
    expect(toyLines(aToyScenario({ seed: 8 }))).not.toEqual(toyLines(aToyScenario()))
  })

  it('arms, fires and cancels timers by the names of their delays', () => {
    const timers = parsed(toyLines(aToyScenario())).filter((record) => record['type'] === 'timer')
    expect(timers[0]).toMatchObject({ of: 'player', name: 'patience', what: 'armed', at: 5, dueAt: 45 })
    expect(timers[1]).toMatchObject({ name: 'patience', what: 'cancelled', dueAt: 45 })
    expect(timers.some((timer) => timer['name'] === 'tick' && timer['what'] === 'fired')).toBe(true)
  })

  it('keeps the order of a pair of components', () => {
    const records = parsed(toyLines(aToyScenario({ network: { latencyMs: [1, 200], links: [] } as never })))
    const arrivals = records.filter((record) => record['type'] === 'delivered' && record['to'] === 'wall')
    const numbers = arrivals.map((record) => Number((record['id'] as string).split('#')[1]))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  })
})

describe('actions on the network', () => {
  it('lose the next message, and only that one', () => {
    const records = parsed(toyLines(aToyScenario({ actions: [action(1, 'loseNext', { from: 'player', to: 'wall' })] })))
    const lost = records.filter((record) => record['type'] === 'lost')
    expect(lost).toHaveLength(1)
    expect(lost[0]).toMatchObject({ id: 'player#1', why: 'lost by an action' })
    expect(records.find((record) => record['id'] === 'player#1')).toMatchObject({ arrivesAt: null })
  })

  it('duplicate the next message', () => {
    const records = parsed(
      toyLines(aToyScenario({ actions: [action(1, 'duplicateNext', { from: 'player', to: 'wall' })] })),
    )
    expect(records.filter((record) => record['type'] === 'delivered' && record['id'] === 'player#1')).toHaveLength(2)
  })

  it('cut and heal a link', () => {
    const cut = action(20, 'cutLink', { between: ['wall', 'player'] })
    const heal = action(100, 'healLink', { between: ['player', 'wall'] })
    const records = parsed(toyLines(aToyScenario({ actions: [cut, heal] })))
    const lost = records.filter((record) => record['type'] === 'lost')
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.every((record) => record['why'] === 'the link is cut')).toBe(true)
  })

  it('deliver a message at a wished time, told before it is sent or while it flies', () => {
    const before = action(1, 'deliverAt', { message: 'player#1', deliverMs: 33 })
    expect(parsed(toyLines(aToyScenario({ actions: [before] }))).find((r) => r['type'] === 'delivered')).toMatchObject({
      at: 33,
    })
    const during = action(6, 'deliverAt', { message: 'player#1', deliverMs: 30 })
    const slow = aToyScenario({ actions: [during], network: { latencyMs: [9, 9], links: [] } as never })
    expect(parsed(toyLines(slow)).find((r) => r['type'] === 'delivered')).toMatchObject({ at: 30 })
  })

  it('say why they are not possible', () => {
    const heal = action(10, 'healLink', { between: ['wall', 'player'] })
    const record = parsed(toyLines(aToyScenario({ actions: [heal] }))).find((r) => r['type'] === 'action')
    expect(record).toMatchObject({ do: 'healLink', impossible: 'this link is not cut' })
  })
})

describe('the end of a process', () => {
  it('is told to who linked to it, and loses what is on its way there', () => {
    const crash = action(21, 'crashAgent', { agent: 'wall' })
    const records = parsed(toyLines(aToyScenario({ actions: [crash] })))
    const exited = records.find((record) => record['type'] === 'exited')
    expect(exited).toMatchObject({ of: 'player', peer: 'wall' })
    const state = records.filter((record) => record['type'] === 'state' && record['of'] === 'player').at(-1)
    expect(state).toMatchObject({ to: 'alone', event: 'exited', cause: exited?.['i'] })
  })
})

describe('laws of the kernel', () => {
  const someActions = fc.array(
    fc.record({ atMs: fc.nat(400), what: fc.constantFrom('loseNext', 'duplicateNext', 'cutLink', 'healLink') }),
    { maxLength: 6 },
  )
  const scenarioOf = (seed: number, wishes: readonly { atMs: number; what: string }[]) => {
    const actions = wishes
      .map(({ atMs, what }) => action(atMs, what, { from: 'player', to: 'wall', between: ['player', 'wall'] }))
      .sort((a, b) => a.atMs - b.atMs)
    return aToyScenario({ seed, actions })
  }

  it('a run resumed from any checkpoint equals the run from the start', () => {
    fc.assert(
      fc.property(fc.nat(1000), someActions, fc.nat(60), (seed, wishes, events) => {
        const scenario = scenarioOf(seed, wishes)
        const whole = toyLines(scenario)
        const run = Run.start(scenario, TOY)
        run.advance({ events })
        if (run.halted !== null) return
        const trace = new TraceStore()
        trace.append(run.takeChunk())
        const checkpoint = run.checkpoint()
        run.advance()
        const resumed = Run.resume(scenario, TOY, checkpoint, run.strings)
        resumed.advance()
        trace.append(resumed.takeChunk())
        expect(Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })

  it('a run that has halted lets go of its world: its checkpoints and strings stand', () => {
    const scenario = aToyScenario()
    const whole = toyLines(scenario)
    const run = Run.start(scenario, TOY)
    run.advance({ events: 20 })
    const trace = new TraceStore()
    trace.append(run.takeChunk())
    const checkpoint = run.checkpoint()
    expect(checkpoint.weight).toBeGreaterThan(1)
    run.release()
    expect(run.checkpoint().weight).toBe(checkpoint.weight)
    run.advance()
    run.takeChunk()
    const end = [run.now, run.records, run.strings.length, run.halted]
    run.release()
    expect(run.checkpoint().weight).toBe(0)
    expect([run.now, run.records, run.strings.length, run.halted]).toEqual(end)
    expect(run.advance()).toBe(false)
    const resumed = Run.resume(scenario, TOY, checkpoint, run.strings)
    resumed.advance()
    trace.append(resumed.takeChunk())
    expect(Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))).toEqual(whole)
  })

  it('an edit at t changes nothing before t', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 450 }), (seed, at) => {
        const plain = toyLines(aToyScenario({ seed }))
        const edited = toyLines(
          aToyScenario({ seed, actions: [action(at, 'loseNext', { from: 'player', to: 'wall' })] }),
        )
        const before = (lines: readonly string[]) =>
          lines.filter((line) => (JSON.parse(line) as { at: number }).at < at)
        expect(before(edited)).toEqual(before(plain))
      }),
      { numRuns: 60 },
    )
  })

  it('chunks may be cut anywhere', () => {
    const scenario = aToyScenario()
    const run = Run.start(scenario, TOY)
    const trace = new TraceStore()
    while (run.advance({ events: 3 })) trace.append(run.takeChunk())
    trace.append(run.takeChunk())
    expect(Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))).toEqual(toyLines(scenario))
    const heard = trace.series.get('heard')
    expect(heard?.values.slice(0, 3)).toEqual([1, 2, 3])
    expect(trace.pointBody(heard as NonNullable<typeof heard>, 1)).toEqual({ by: 'player' })
    expect(linesOf(Run.start(scenario, TOY))).toEqual([])
  })
})
