import { describe, expect, it } from 'vitest'
import { Asking, type Decision, varied } from './predictions.ts'

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
