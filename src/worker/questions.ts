/**
 * Questions of the page that are answered by running (study layer). Each is a generator that works in small steps, so
 * that the worker hears the page between two of them. What comes in is read, never trusted.
 */
import { err, ok, type Result } from '#base/result.ts'
import { differencesAt } from '#derive/compare/standing.ts'
import type { Question } from '#model/protocol.ts'
import type { Role } from '#model/roles.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import {
  boundedDocument,
  MOST_SEEDS_ASKED,
  type HitFound,
  type ShrinkAnswer,
  type TrialsAnswer,
} from '#model/sweep/answers.ts'
import { readKnobs, variantOf } from '#model/sweep/knobs.ts'
import { recordAt } from '#model/trace/decode.ts'
import { TraceStore } from '#model/trace/store.ts'
import { chartOf } from '#sim/components/chartOf.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { startRun } from '#sim/simulate.ts'
import { divergence } from '#study/divergence/divergence.ts'
import { decisions } from '#study/grade/decisions.ts'
import { makePredicate, type Predicate } from '#study/sweep/predicate.ts'
import { positionOfHit, shrinkingHit, trying, type Hit } from '#study/sweep/sweep.ts'
import { explain } from '#study/why/explain.ts'
import { searchFixes } from '#study/why/fixes.ts'
import { whyAgent, whyFramework } from '#study/why/offer.ts'

export type Answer = Result<unknown, unknown>
type Work<T> = Generator<void, T>

/** Records of a run that a question looks at, at most. */
const MOST_RECORDS = 1_000_000
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
  if (!made.ok) throw new Refused(`find: at ${made.error.at + 1}: ${made.error.message}`)
  return made.value
}

/** How the question makes a scenario of a seed. */
function variantsOf(question: Question): (seed: number) => ScenarioDocument {
  const parsed = parseScenario(textOf(question, 'text'))
  if (!parsed.ok) throw new Refused('the scenario has mistakes')
  const document = boundedDocument(JSON.parse(textOf(question, 'text')) as ScenarioDocument)
  const knobs = readKnobs(textOf(question, 'vary'), document)
  if (!knobs.ok) throw new Refused(`vary: at ${knobs.error.at + 1}: ${knobs.error.message}`)
  return (seed) => variantOf(document, seed, knobs.value)
}

function seedsOf(question: Question): readonly number[] {
  const { seeds } = question
  const isSeed = (seed: unknown): boolean => typeof seed === 'number' && Number.isInteger(seed) && seed >= 0
  if (!Array.isArray(seeds) || seeds.length > MOST_SEEDS_ASKED || !seeds.every(isSeed))
    throw new Refused(`seeds: at most ${MOST_SEEDS_ASKED} whole numbers from 0`)
  return seeds as readonly number[]
}

function foundOf(hit: Hit): HitFound {
  const { seed, likeness, trace, ordinal } = hit
  const head = messageOf(trace, ordinal)
  return {
    seed,
    likeness,
    position: positionOfHit(hit),
    record: recordAt(trace, ordinal),
    body: head < 0 ? null : trace.body(head),
    records: trace.count,
  }
}

/** The `sent` record of a message's record; -1 of another. */
function messageOf(trace: TraceStore, ordinal: number): number {
  const type = trace.typeOf(ordinal)
  if (type === 'sent') return ordinal
  return type === 'delivered' || type === 'lost' ? (trace.link[ordinal] as number) : -1
}

/** `{ text, find, vary, seeds }`: `TrialsAnswer`. */
function* trials(question: Question): Work<TrialsAnswer> {
  const predicate = predicateOf(question)
  const variant = variantsOf(question)
  const seeds = seedsOf(question)
  const hits: HitFound[] = []
  let impossible = 0
  for (const seed of seeds) {
    const hit = yield* trying(variant(seed), predicate)
    yield
    if (hit === 'impossible') impossible += 1
    if (typeof hit === 'object') hits.push(foundOf(hit))
  }
  return { tried: seeds.length, impossible, hits }
}

/** `{ text, find, vary, seed }`: `ShrinkAnswer`. */
function* shrink(question: Question): Work<ShrinkAnswer> {
  const predicate = predicateOf(question)
  const hit = yield* trying(variantsOf(question)(wholeOf(question, 'seed')), predicate)
  if (typeof hit !== 'object') throw new Refused('seed: this run does not show it')
  const small = yield* shrinkingHit(hit, predicate)
  return { document: small.document, hit: foundOf(small) }
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
    case 'trials':
      return trials(question)
    case 'shrink':
      return shrink(question)
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
