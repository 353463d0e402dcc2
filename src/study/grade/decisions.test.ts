import type { ScenarioDocument } from '#model/scenario/document.ts'
import { describe, expect, it } from 'vitest'
import { runOf } from '../why/incidents.fixture.ts'
import { decisions, grade } from './decisions.ts'

const TWO = {
  version: 1,
  agents: [
    { id: 'a', resources: 'cpus:4;mem:4096' },
    { id: 'b', resources: 'cpus:2;mem:64' },
  ],
  frameworks: [
    {
      id: 'busy',
      kind: 'batch',
      refuseMs: 2000,
      tasks: [{ id: 't', count: 3, cpus: 1, mem: 512, atMs: 2000, runMs: 3000 }],
    },
    { id: 'idle', kind: 'batch', refuseMs: 2000 },
  ],
  untilMs: 20_000,
} as unknown as ScenarioDocument

describe('decisions of a run', () => {
  const trace = runOf(TWO)
  const all = decisions(trace)

  it('are of every kind, in the order of the run', () => {
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['framework', 'answer', 'message']))
    expect(all.map(({ ordinal }) => ordinal)).toEqual(all.map(({ ordinal }) => ordinal).sort((a, b) => a - b))
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })

  it('offer the right answer among others', () => {
    for (const { options, right } of all) {
      expect(options).toContain(right)
      expect(options.length).toBeGreaterThan(1)
    }
  })

  it('are answered by what the run does next', () => {
    for (const { kind, right, ordinal, question } of all) {
      if (kind !== 'framework') continue
      const { grants } = trace.body(ordinal) as { grants: readonly { framework: string; agent: string }[] }
      expect(grants).toContainEqual(expect.objectContaining({ framework: right, agent: question.params['agent'] }))
    }
    const launches = all.filter(({ kind, right }) => kind === 'answer' && right === 'accept')
    expect(launches.length).toBeGreaterThan(0)
    for (const { why } of launches) expect(why.params['used']).toMatch(/^cpus:/)
  })

  it('follow a launch from ACCEPT to the status', () => {
    const followed = all
      .filter(({ kind }) => kind === 'message')
      .map(({ question, right }) => [question.params['name'], right])
    expect(followed).toContainEqual(['ACCEPT', 'RunTaskMessage'])
    expect(followed).toContainEqual(['StatusUpdateMessage', 'StatusUpdateMessage'])
  })

  it('ask for the agent where one message offers several and one is taken', () => {
    const alone = { ...TWO, frameworks: TWO.frameworks.slice(0, 1) }
    const asked = decisions(runOf(alone)).filter(({ kind }) => kind === 'agent')
    expect(asked.map(({ options, right }) => [options, right])).toContainEqual([['a', 'b'], 'a'])
  })

  it('can be asked for a stretch', () => {
    const [first] = all
    const some = decisions(trace, first?.ordinal, (first?.ordinal ?? 0) + 40, 2)
    expect(some.length).toBeLessThanOrEqual(2)
    for (const one of some) expect(all).toContainEqual(one)
  })
})

describe('a prediction', () => {
  it('is graded by the run, with the reason', () => {
    const [one] = decisions(runOf(TWO))
    if (!one) throw new Error('there is a decision')
    const wrong = one.options.find((option) => option !== one.right) as string
    expect(grade(one, one.right)).toEqual({ correct: true, right: one.right, why: one.why })
    expect(grade(one, wrong)).toMatchObject({ correct: false, right: one.right })
  })
})
