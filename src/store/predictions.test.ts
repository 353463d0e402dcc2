import { describe, expect, it } from 'vitest'
import { Asking, type Decision, NOTHING_WAITED, scenarioKey, varied, withReasons } from './predictions.ts'

function aDecision(ordinal: number, right = 'accept'): Decision {
  const said = { key: 'predict.answer', params: { framework: 'batch' } }
  return {
    id: `answer:${ordinal}`,
    kind: 'answer',
    ordinal,
    question: said,
    options: ['accept', 'decline'],
    right,
    why: said,
  }
}

describe('a decline', () => {
  const said = (reason: string) => ({ key: 'predict.answer.decline', params: { framework: 'marathon', reason } })

  it('is followed by the question why, with the first check that refused among others', () => {
    const all = withReasons([{ ...aDecision(5, 'decline'), why: said('InsufficientCpus') }, aDecision(9)])
    expect(all.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      'answer answer:5',
      'reason reason:5',
      'answer answer:9',
    ])
    expect(all[1]).toMatchObject({ right: 'InsufficientCpus', ordinal: 5, question: { key: 'predict.why' } })
    expect(all[1]?.options).toHaveLength(5)
    expect(all[1]?.options).toEqual(expect.arrayContaining(['InsufficientCpus', NOTHING_WAITED]))
  })

  it('without a check that refused had nothing that waited', () => {
    const [, why] = withReasons([{ ...aDecision(5, 'decline'), why: said('') }])
    expect(why?.right).toBe(NOTHING_WAITED)
    expect(why?.options.filter((option) => option === NOTHING_WAITED)).toHaveLength(1)
    expect(why?.options).toHaveLength(4)
  })
})

describe('questions of a run', () => {
  it('are varied: no third of one kind with one answer', () => {
    const asked = varied([1, 2, 3, 4].map((ordinal) => aDecision(ordinal, ordinal === 4 ? 'decline' : 'accept')))
    expect(asked.map(({ ordinal }) => ordinal)).toEqual([1, 2, 4])
  })

  it('are put once, in order, behind the cursor', () => {
    const asking = new Asking()
    const all = [10, 20, 30].map((ordinal) => aDecision(ordinal))
    expect(asking.next(all, 10)?.ordinal).toBe(20)
    expect(asking.answered(all[1] as Decision, 'accept')).toBe(true)
    expect(asking.next(all, 10)?.ordinal).toBe(30)
  })

  it('come back on a later visit where they were missed, of the same scenario', () => {
    const asking = new Asking()
    const all = [10, 20, 30].map((ordinal) => aDecision(ordinal))
    asking.recall(all, ['answer:20', 'answer:99'])
    const ask = (): number => {
      const decision = asking.next(all, 0) as Decision
      asking.answered(decision, 'accept')
      return decision.ordinal
    }
    expect([ask(), ask(), ask()]).toEqual([10, 30, 20])
    expect(asking.next(all, 0)).toBeNull()
    const document = { version: 1, agents: [], frameworks: [] } as unknown as Parameters<typeof scenarioKey>[0]
    expect(scenarioKey(document)).toBe(scenarioKey({ ...document }))
    expect(scenarioKey({ ...document, seed: 2 })).not.toBe(scenarioKey(document))
  })

  it('stop the play where one stands in between', () => {
    const asking = new Asking()
    const all = [10, 20].map((ordinal) => aDecision(ordinal))
    expect(asking.between(all, 5, 9)).toBeNull()
    expect(asking.between(all, 5, 12)?.ordinal).toBe(10)
    asking.answered(all[0] as Decision, 'accept')
    expect(asking.between(all, 5, 12)).toBeNull()
  })

  it('come back after two others when they were answered wrongly', () => {
    const asking = new Asking()
    const all = [10, 20, 30, 40].map((ordinal) => aDecision(ordinal))
    const ask = (answer: string): number => {
      const decision = asking.next(all, 0) as Decision
      asking.answered(decision, answer)
      return decision.ordinal
    }
    expect([ask('decline'), ask('accept'), ask('accept'), ask('accept'), ask('accept')]).toEqual([10, 20, 30, 10, 40])
    expect(asking.next(all, 0)).toBeNull()
  })
})
