import type { Question } from '#model/protocol.ts'
import type { ShrinkAnswer, TrialsAnswer } from '#model/sweep/answers.ts'
import { describe, expect, it } from 'vitest'
import { Questions, type Answer } from './questions.ts'

const DOCUMENT = {
  version: 1,
  agents: [{ id: 'a', resources: 'cpus:2;mem:2048' }],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [{ atMs: 2000, do: 'submitApp', framework: 'marathon', app: { id: '/big', cmd: 'sleep 60', cpus: 3 } }],
  untilMs: 30_000,
}
const text = JSON.stringify(DOCUMENT)
const TRIALS = { kind: 'trials', text, find: 'waits(/big) > 10s', vary: '', seeds: [1, 2, 3] }

/** Asks all, works in slices of one step, and counts them. */
function answered(...questions: readonly Question[]): { answers: Answer[]; slices: number } {
  let clock = 0
  const answers: Answer[] = []
  const asked = new Questions(
    () => (clock += 1),
    (n, answer) => (answers[n] = answer),
  )
  questions.forEach((question, n) => asked.ask(n, question))
  let slices = 0
  for (; asked.busy; slices += 1) asked.work(2)
  return { answers, slices }
}

function one(question: Question): unknown {
  const [answer] = answered(question).answers
  if (!answer?.ok) throw new Error(String(answer?.error))
  return answer.value
}

describe('a question of the page', () => {
  it('why an app waits is answered, with fixes where they are asked for', () => {
    const why = { kind: 'why', text, app: '/big', at: 20_000 }
    expect(one(why)).toMatchObject({ app: '/big', waiting: true, why: 'InsufficientCpus' })
    expect(one({ ...why, kind: 'fixes' })).toMatchObject({
      fixes: [{ change: [{ op: 'replace', path: '/actions/0/app/cpus', value: 2 }] }, {}],
    })
  })

  it('why an offer is what it is', () => {
    expect(one({ kind: 'offer', text, offer: 'O0', at: 20_000 })).toMatchObject({
      framework: { framework: 'marathon', order: expect.anything() },
      agent: { agent: 'a', others: [] },
    })
  })

  it('which seeds fit a predicate, each with the record that shows it', () => {
    const found = one({ ...TRIALS, vary: 'agents=0..2' })
    expect(found).toMatchObject({ tried: 3, impossible: 0, hits: [{ seed: 1 }, { seed: 2 }, { seed: 3 }] })
    const [hit] = (found as TrialsAnswer).hits
    expect(hit?.record).toMatchObject({ i: hit?.position.ordinal, at: hit?.position.at })
  })

  it('how small a scenario shows it still', () => {
    const small = one({ kind: 'shrink', text, find: TRIALS.find, vary: '', seed: 2 }) as ShrinkAnswer
    expect(small.document).toMatchObject({ agents: [], seed: 2, actions: [{ do: 'submitApp' }] })
    expect(small.hit).toMatchObject({ seed: 2 })
  })

  it('where two documents part', () => {
    const right = JSON.stringify({ ...DOCUMENT, actions: [] })
    expect(one({ kind: 'divergence', left: text, right })).toMatchObject({
      divergence: { left: { type: 'action', at: 2000 } },
      differences: { placements: [] },
    })
  })

  it('what can be predicted', () => {
    const asked = one({ kind: 'decisions', text }) as { kind: string }[]
    expect(asked.map(({ kind }) => kind)).toContain('answer')
  })

  it('is worked at in slices, one after the other', () => {
    const { answers, slices } = answered(TRIALS, { kind: 'why', text, app: '/big', at: 9000 })
    expect(answers.map((answer) => answer.ok)).toEqual([true, true])
    expect(slices).toBeGreaterThan(4)
  })

  it.each<Question>([
    { kind: 'riddle' },
    { kind: 'why', text: 3, app: '/big', at: 1 },
    { kind: 'why', text: '{', app: '/big', at: 1 },
    { kind: 'why', text, app: '/big', at: -1 },
    { ...TRIALS, find: 'nonsense' },
    { ...TRIALS, vary: 'nonsense=1..2' },
    { ...TRIALS, seeds: [1.5] },
    { ...TRIALS, seeds: Array.from({ length: 1000 }, (_, seed) => seed) },
    { kind: 'shrink', text, find: 'lost', vary: '', seed: 1 },
  ])('that cannot be is refused with a reason: %j', (question) => {
    const [answer] = answered(question).answers
    expect(answer?.ok).toBe(false)
    expect(answer?.ok === false && String(answer.error).length).toBeGreaterThan(3)
  })
})
