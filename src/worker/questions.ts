/**
 * Questions of the page that are answered by running (study layer). Each is a generator that works in small steps, so
 * that the worker hears the page between two of them. What comes in is read, never trusted.
 */
import { err, ok, type Result } from '#base/result.ts'
import type { Question } from '#model/protocol.ts'
import type { Role } from '#model/roles.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { TraceStore } from '#model/trace/store.ts'
import { chartOf } from '#sim/components/chartOf.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { startRun } from '#sim/simulate.ts'
import { differencesAt, divergence } from '#study/divergence/divergence.ts'
import { decisions } from '#study/grade/decisions.ts'
import { shrinking } from '#study/shrink/shrink.ts'
import { makePredicate, type Predicate } from '#study/sweep/predicate.ts'
import { tryingSeed, type Hit } from '#study/sweep/sweep.ts'
import { explain } from '#study/why/explain.ts'
import { searchFixes } from '#study/why/fixes.ts'
import { whyAgent, whyFramework } from '#study/why/offer.ts'

export type Answer = Result<unknown, unknown>
type Work<T> = Generator<void, T>

/** Records of a run that a question looks at, and seeds of one sweep, at most. */
const MOST_RECORDS = 1_000_000
const MOST_SEEDS = 10_000
const EVENTS_PER_STEP = 2000
const DEFAULT_END_MS = 60_000

class Refused extends Error {}

function textOf(question: Question, key: string): string {
  const value = question[key]
  if (typeof value !== 'string') throw new Refused(`${key}: a text is needed`)
  return value
}

function wholeOf(question: Question, key: string, otherwise?: number): number {
  const value = question[key] ?? otherwise
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Refused(`${key}: a whole number from 0 is needed`)
  return value
}

interface Ran {
  readonly document: ScenarioDocument
  readonly trace: TraceStore
}

/** Runs a document's text up to a virtual time, a slice a step. */
function* ran(text: string, untilMs: number | null): Work<Ran> {
  const parsed = parseScenario(text)
  if (!parsed.ok) throw new Refused(parsed.error.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  const end = parsed.value.untilMs ?? untilMs ?? DEFAULT_END_MS
  const run = startRun({ ...parsed.value, untilMs: end }, { budget: MOST_RECORDS })
  const trace = new TraceStore()
  const limit = untilMs ?? end
  for (;;) {
    const before = run.events
    const goesOn = run.advance({ untilMs: limit, events: EVENTS_PER_STEP })
    trace.append(run.takeChunk())
    if (!goesOn || run.events - before < EVENTS_PER_STEP) break
    yield
  }
  return { document: JSON.parse(text) as ScenarioDocument, trace }
}

/** `{ text, app, at, record? }`: contracts.md 4 without fixes, or with them. */
function* why(question: Question, withFixes: boolean): Work<unknown> {
  const at = wholeOf(question, 'at')
  const app = textOf(question, 'app')
  const { document, trace } = yield* ran(textOf(question, 'text'), at)
  const record = Math.min(wholeOf(question, 'record', trace.ordinalAt(at)), trace.count - 1)
  const frameworks = document.frameworks.map(({ id }) => id)
  const explanation = explain(trace, frameworks, app, record, at)
  if (!withFixes) return explanation
  const fixes = yield* searchFixes(document, trace, explanation, record)
  return { ...explanation, fixes }
}

/** `{ text, offer, at }`: why this framework, why this agent. */
function* offer(question: Question): Work<unknown> {
  const id = textOf(question, 'offer')
  const { trace } = yield* ran(textOf(question, 'text'), wholeOf(question, 'at'))
  return { framework: whyFramework(trace, id), agent: whyAgent(trace, id) }
}

function predicateOf(question: Question): Predicate {
  const made = makePredicate(textOf(question, 'find'))
  if (!made.ok) throw new Refused(JSON.stringify(made.error))
  return made.value
}

function* shrunk(document: ScenarioDocument, hit: Hit, predicate: Predicate): Work<ScenarioDocument> {
  return yield* shrinking({ ...document, seed: hit.seed }, function* (smaller) {
    return (yield* tryingSeed(smaller, hit.seed, predicate)) !== null
  })
}

/** `{ text, find, from, to, shrink? }`: hits, each story once; all runs that fit are counted. */
function* sweep(question: Question): Work<unknown> {
  const text = textOf(question, 'text')
  const parsed = parseScenario(text)
  if (!parsed.ok) throw new Refused('the scenario has mistakes')
  const document = JSON.parse(text) as ScenarioDocument
  const predicate = predicateOf(question)
  const from = wholeOf(question, 'from')
  const to = wholeOf(question, 'to')
  if (to < from || to - from >= MOST_SEEDS) throw new Refused(`to: at most ${MOST_SEEDS} seeds, upwards`)
  const stories = new Map<string, { seed: number; at: number; record: number; document: ScenarioDocument }>()
  let hits = 0
  for (let seed = from; seed <= to; seed += 1) {
    const hit = yield* tryingSeed(document, seed, predicate)
    yield
    if (!hit) continue
    hits += 1
    if (stories.has(hit.likeness)) continue
    const small = question['shrink'] === true ? yield* shrunk(document, hit, predicate) : { ...document, seed }
    const again = question['shrink'] === true ? ((yield* tryingSeed(small, seed, predicate)) ?? hit) : hit
    stories.set(hit.likeness, { seed, at: again.at, record: again.ordinal, document: small })
    yield
  }
  return { runs: to - from + 1, hits, distinct: stories.size, stories: [...stories.values()] }
}

/** `{ left, right, at? }`: where two documents' runs part, and what differs at a moment (the end of the shorter). */
function* parting(question: Question): Work<unknown> {
  const at = question['at'] === undefined ? null : wholeOf(question, 'at')
  const left = yield* ran(textOf(question, 'left'), at)
  const right = yield* ran(textOf(question, 'right'), at)
  const ends = [left, right].map(({ trace }) => trace.at[trace.count - 1] ?? 0)
  const moment = at ?? Math.min(...ends)
  return {
    divergence: divergence(left.trace, right.trace),
    differences: differencesAt(left.trace, right.trace, moment),
  }
}

/** `{ text, from?, to?, at? }`: what can be predicted between two records. `at`: how far the run must be known. */
function* predictions(question: Question): Work<unknown> {
  const at = question['at'] === undefined ? null : wholeOf(question, 'at')
  const { trace } = yield* ran(textOf(question, 'text'), at)
  return decisions(trace, wholeOf(question, 'from', 0), wholeOf(question, 'to', trace.count))
}

/** `ChartQuestion`: the chart of a component's machine, or null. */
function* chart(question: Question): Work<unknown> {
  const { states, events } = question
  if (!Array.isArray(states) || !Array.isArray(events)) throw new Refused('states, events: lists are needed')
  const role = textOf(question, 'role') as Role
  const framework = question['framework'] === null ? null : textOf(question, 'framework')
  yield
  const seen = { states: states.map(String), events: events.map(String) }
  return chartOf(CLUSTER, { kind: 'chart', of: textOf(question, 'of'), role, framework, ...seen })
}

function work(question: Question): Work<unknown> {
  switch (question.kind) {
    case 'why':
      return why(question, false)
    case 'fixes':
      return why(question, true)
    case 'offer':
      return offer(question)
    case 'sweep':
      return sweep(question)
    case 'divergence':
      return parting(question)
    case 'decisions':
      return predictions(question)
    case 'chart':
      return chart(question)
    default:
      throw new Refused(`unknown question '${String(question.kind)}'`)
  }
}

interface Asked {
  readonly n: number
  readonly question: Question
  working: Work<unknown> | null
}

/** Answers one question after the other. */
export class Questions {
  private readonly waiting: Asked[] = []
  private readonly nowMs: () => number
  private readonly post: (n: number, answer: Answer) => void

  constructor(nowMs: () => number, post: (n: number, answer: Answer) => void) {
    this.nowMs = nowMs
    this.post = post
  }

  ask(n: number, question: Question): void {
    this.waiting.push({ n, question, working: null })
  }

  get busy(): boolean {
    return this.waiting.length > 0
  }

  /** Works for about `sliceMs`; a step that has begun is finished. */
  work(sliceMs: number): void {
    const started = this.nowMs()
    while (this.waiting.length > 0 && this.nowMs() - started < sliceMs) this.step(this.waiting[0] as Asked)
  }

  private step(asked: Asked): void {
    try {
      asked.working ??= work(asked.question)
      const { done, value } = asked.working.next()
      if (done !== true) return
      this.answer(asked, ok(value))
    } catch (error) {
      this.answer(asked, err(error instanceof Error ? error.message : String(error)))
    }
  }

  private answer(asked: Asked, answer: Answer): void {
    this.waiting.shift()
    this.post(asked.n, answer)
  }
}
