import { beforeAll, describe, expect, it } from 'vitest'
import { castOf, LaneBook } from '#derive/lanes.ts'
import { lessonPlaces, lessonProgress } from '#derive/lessonProgress.ts'
import { termsOfSteps } from '#derive/lessonTerms.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import type { Lesson } from '#model/lesson.ts'
import type { Action, ScenarioDocument } from '#model/scenario/document.ts'
import { withAction } from '#model/scenario/edit.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { recordAt } from '#model/trace/decode.ts'
import { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'
import { TERMS } from '../glossary/terms.ts'
import { LESSONS, loadLessons } from './index.ts'
import { NOTES } from './notes/index.ts'
import { QUESTIONS } from './questions.ts'

const lessons = await loadLessons()

/** How long after the last act a lesson's next event may take: a partition is noticed after 90 s. */
const PATIENCE_MS = [12_000, 45_000, 100_000]

function traceOf(document: ScenarioDocument, untilMs: number): TraceStore {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return simulate(parsed.value, { untilMs }).trace
}

/** The run, as far as it takes for a step to begin; to the end of all patience where it never does. */
function traceTo(lesson: Lesson, document: ScenarioDocument, step: number, from: number): TraceStore {
  let trace = new TraceStore()
  for (const patience of PATIENCE_MS) {
    trace = traceOf(document, from + patience)
    if (lessonPlaces(lesson, trace)[step]?.begins !== null) break
  }
  return trace
}

interface Played {
  readonly trace: TraceStore
  /** Steps whose goal was reached by acting, and not before. */
  readonly acted: readonly number[]
}

/** Plays as a learner does: stands on the step's record, does what the solution says, goes on. */
function played(lesson: Lesson): Played {
  let document = lesson.scenario
  let [from, trace] = [0, new TraceStore()]
  const acted: number[] = []
  lesson.steps.forEach(({ goal }, step) => {
    const known = lessonPlaces(lesson, trace)[step]?.begins ?? null
    if (known === null || trace.count === 0) trace = traceTo(lesson, document, step, from)
    const place = lessonPlaces(lesson, trace)[step]
    const begins = place?.begins ?? null
    if (begins === null || place === undefined) throw new Error(`step ${step} never begins`)
    from = begins < 0 ? 0 : (trace.at[begins] as number)
    if (!goal) return
    if (place.reached !== null) throw new Error(`the goal of step ${step} is reached by itself`)
    document = withAction(document, { ...goal.solution, atMs: Math.floor(from) + 1 } as Action)
    trace = traceTo(lesson, document, step + 1, from)
    acted.push(step)
  })
  return { trace, acted }
}

describe.each(lessons)('lesson $id', (lesson) => {
  let { trace, acted }: Played = { trace: new TraceStore(), acted: [] }
  beforeAll(() => {
    ;({ trace, acted } = played(lesson))
  })

  it('plays to its end: each step begins behind the one before, each goal is reached by its solution', () => {
    const order = lessonPlaces(lesson, trace).flatMap(({ begins, reached }, step) =>
      lesson.steps[step]?.goal ? [begins, reached] : [begins],
    )
    expect(order).not.toContain(null)
    expect(order).toEqual([...order].sort((a, b) => (a as number) - (b as number)))
    expect(new Set(order).size).toBe(order.length)
    expect(acted).toEqual(lesson.steps.flatMap(({ goal }, step) => (goal ? [step] : [])))
  })

  it('is led through by Next alone once the goals are reached', () => {
    let ordinal = -1
    for (let presses = 0; ; presses += 1) {
      const { step, next } = lessonProgress(lesson, trace, ordinal)
      if (next === null) {
        expect(step).toBe(lesson.steps.length - 1)
        break
      }
      expect(presses).toBeLessThan(2 * lesson.steps.length)
      expect(next).toBeGreaterThan(ordinal)
      ordinal = next
    }
  })

  it('says everything in both languages, and begins at the start', () => {
    const words = [lesson.title, lesson.summary].concat(
      lesson.steps.flatMap(({ headline, text, goal }) => [headline, text, ...(goal ? [goal.text, goal.hint] : [])]),
    )
    for (const { en, zh } of words) {
      expect(en).toMatch(/[A-Za-z]{2}/)
      expect(en).not.toMatch(/\p{Script=Han}/u)
      expect(zh).toMatch(/\p{Script=Han}/u)
    }
    expect(lesson.steps.map(({ on }) => on === null).indexOf(true)).toBe(0)
    expect(lesson.steps.slice(1).every(({ on }) => on !== null)).toBe(true)
  })

  it('has a note for who presents at every step, and questions with answers, in both languages', async () => {
    const notes = (await NOTES[lesson.id]?.()) ?? []
    expect(notes).toHaveLength(lesson.steps.length)
    const questions = QUESTIONS[lesson.id] ?? []
    expect(questions.length).toBeGreaterThanOrEqual(3)
    for (const { en, zh } of [...notes, ...questions.flatMap(({ ask, answer }) => [ask, answer])]) {
      expect(en).toMatch(/[A-Za-z]{2}/)
      expect(en).not.toMatch(/\p{Script=Han}/u)
      expect(zh).toMatch(/\p{Script=Han}/u)
    }
  })

  it('hides and folds what there is, and nothing that an event of it happens between', () => {
    const { hidden = [], folded = {} } = lesson.view ?? {}
    const parsed = parseScenario(lesson.scenario)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const depth = lesson.steps[0]?.depth ?? 1
    const unfolded = new LaneBook(castOf(parsed.value), { ...DEFAULT_VIEW, depth })
    expect(unfolded.lanes.map(({ id }) => id)).toEqual(expect.arrayContaining([...hidden]))
    expect(unfolded.lanes.map(({ group }) => group)).toEqual(expect.arrayContaining(Object.keys(folded)))
    const book = new LaneBook(castOf(parsed.value), { ...DEFAULT_VIEW, depth, hidden, folded })
    for (const { begins } of lessonPlaces(lesson, trace)) {
      if (begins === null || begins < 0 || !['sent', 'delivered', 'lost'].includes(trace.typeOf(begins))) continue
      const { from, to } = recordAt(trace, begins) as { readonly from: string; readonly to: string }
      const [one, other] = [book.laneOf(from), book.laneOf(to)]
      expect([one.hidden, other.hidden, one.id === other.id], `${from} to ${to}`).toEqual([false, false, false])
    }
  })

  it('ends in free play', () => {
    expect(lesson.steps.at(-1)).not.toHaveProperty('goal')
    expect(lesson.steps.at(-1)?.text.en).toMatch(/free play|play freely/i)
  })
})

describe('the lessons', () => {
  it('are ten, listed under their own ids', () => {
    expect(LESSONS.map(({ id }) => id)).toEqual(lessons.map(({ id }) => id))
    expect(new Set(lessons.map(({ id }) => id)).size).toBe(10)
  })

  // Source: mesos-protocol.md 8.
  it.each([
    [1, 'the scheduler asks for resources', 'twelve-steps'],
    [2, 'the scheduler tells the agent to run the task', 'twelve-steps'],
    [3, 'an offer is free until it is accepted', 'why-waiting'],
    [4, 'declining is free and immediate', 'saying-no'],
    [5, 'DRF hands out task-sized slices', 'who-is-next'],
    [6, 'the scheduler acknowledges to the executor', 'two-acknowledgements'],
    [7, 'resources are freed when the scheduler acknowledges', 'two-acknowledgements'],
    [8, 'messages are reliable', 'two-acknowledgements'],
    [9, 'lost means dead', 'lost-and-found'],
    [10, 'a crash of the master or of the scheduler kills the apps', 'crashes'],
  ])('face wrong idea %i, that %s, in %s, and its presenter is told at which step', async (n, _, id) => {
    expect(lessons.filter(({ faces }) => faces.includes(n)).map((lesson) => lesson.id)).toEqual([id])
    const notes = (await NOTES[id]?.()) ?? []
    expect(notes.filter(({ en }) => en.startsWith(`Wrong idea ${n}:`))).toHaveLength(1)
    expect(notes.filter(({ zh }) => zh.startsWith(`错误想法 ${n}：`))).toHaveLength(1)
  })

  it('explain the words of the field where they come first', () => {
    const [first, no, drf, quota, acks, executors] = lessons.map((lesson) => termsOfSteps(lesson, TERMS, 'en'))
    const ids = (steps: typeof first): readonly string[] => (steps ?? []).flat().map(({ id }) => id)
    expect(ids(first).slice(0, 8)).toEqual(
      expect.arrayContaining(['agent', 'client', 'executor', 'master', 'scheduler']),
    )
    expect(first?.[2]?.map(({ id }) => id)).toEqual(['allocator', 'offer'])
    expect(ids(first)).toEqual(expect.arrayContaining(['accept', 'decline', 'filter', 'framework', 'status', 'task']))
    expect(ids(no)).toEqual(expect.arrayContaining(['filter', 'revive', 'suppress']))
    expect(ids(drf)).toEqual(expect.arrayContaining(['share', 'role']))
    expect(ids(quota)).toEqual(expect.arrayContaining(['drf', 'quota', 'role']))
    expect(ids(acks)).toEqual(expect.arrayContaining(['acknowledgement']))
    expect(ids(executors)).toEqual(expect.arrayContaining(['group', 'grace']))
    for (const lesson of lessons) expect(ids(termsOfSteps(lesson, TERMS, 'zh')).length).toBeGreaterThan(4)
  })
})

describe('lesson 1', () => {
  const said = (lang: 'en' | 'zh') =>
    (lessons[0] as Lesson).steps
      .flatMap(({ headline, text, goal }) => [headline, text, ...(goal ? [goal.text, goal.hint] : [])])
      .map((words) => words[lang])
      .join(' ')

  it('uses at most 1,200 words a language', () => {
    const count = (lang: 'en' | 'zh') =>
      [...new Intl.Segmenter(lang, { granularity: 'word' }).segment(said(lang))].filter(({ isWordLike }) => isWordLike)
        .length
    expect(count('en')).toBeGreaterThan(500)
    expect(count('en')).toBeLessThanOrEqual(1200)
    expect(count('zh')).toBeGreaterThan(400)
    expect(count('zh')).toBeLessThanOrEqual(1200)
  })
})
