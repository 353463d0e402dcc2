/**
 * Random clusters with random faults, invariants after every event. A run is grown: it goes on for a while, something
 * is done about what is there then, it goes on from a checkpoint, and so on.
 */
import { makeRng, type RngState } from '#base/rng.ts'
import type { Action, ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { TraceStore } from '#model/trace/store.ts'
import { CLUSTER } from '#sim/components/index.ts'
import type { ClusterDefinition } from '#sim/kernel/definition.ts'
import { Run } from '#sim/kernel/run.ts'
import { drawn } from './actions.ts'
import { randomCluster } from './cluster.ts'
import { brokenLaw } from './laws/laws.ts'
import { seenIn } from './seen.ts'
import { randomTimeline } from './stories.ts'
import type { Step } from './story.ts'

/** Records of one run at most: a storm of messages is no failure, but it ends. */
const BUDGET = 60_000
const MOST_STORIES = 7

export interface Failure {
  readonly document: ScenarioDocument
  /** `invariant: detail`, or what was thrown. */
  readonly what: string
}

export interface FuzzRun {
  readonly document: ScenarioDocument
  readonly trace: TraceStore
  readonly failure: Failure | null
}

function parsed(document: ScenarioDocument): Scenario | null {
  const result = parseScenario(document)
  return result.ok ? result.value : null
}

/** What broke in a trace, an invariant at some moment or a law over the whole, or null. */
export function brokenIn(trace: TraceStore): string | null {
  for (let i = 0; i < trace.count; i += 1) {
    if (trace.typeOf(i) !== 'broken') continue
    return `${trace.text(trace.name[i] as number)}: ${(trace.body(i) as { detail: string }).detail}`
  }
  return brokenLaw(trace)
}

/** Runs a document from the start; what it breaks, or null. For replay and shrinking. */
export function whatBreaks(document: ScenarioDocument, cluster: ClusterDefinition = CLUSTER): string | null {
  const scenario = parsed(document)
  if (!scenario) return null
  const trace = new TraceStore()
  try {
    const run = Run.start(scenario, cluster, { checkEvery: 1, budget: BUDGET })
    run.advance()
    trace.append(run.takeChunk())
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return brokenIn(trace)
}

interface Growing {
  document: ScenarioDocument
  run: Run
  readonly trace: TraceStore
}

/** Lets the run reach `at`, does something there; documents that do not parse are left alone. */
function grow(growing: Growing, rng: RngState, step: Step & { atMs: number }, cluster: ClusterDefinition): void {
  const { atMs: at, name, keys } = step
  growing.run.advance({ untilMs: at - 1 })
  growing.trace.append(growing.run.takeChunk())
  if (growing.run.halted !== null) return
  const action = drawn(name, { rng, document: growing.document, seen: seenIn(growing.trace), at }, keys)
  if (!action) return
  const document = { ...growing.document, actions: [...(growing.document.actions ?? []), action as unknown as Action] }
  const scenario = parsed(document)
  if (!scenario) return
  growing.document = document
  const options = { checkEvery: 1, budget: BUDGET }
  growing.run = Run.resume(scenario, cluster, growing.run.checkpoint(), growing.run.strings, options)
}

/** One random run, wholly drawn from its seed. */
export function fuzzRun(seed: number, cluster: ClusterDefinition = CLUSTER): FuzzRun {
  const rng = makeRng(seed, 'fuzz')
  const document = randomCluster(rng, seed)
  const scenario = parsed(document)
  const trace = new TraceStore()
  if (!scenario) return { document, trace, failure: { document, what: 'the random cluster does not parse' } }
  const growing: Growing = { document, run: Run.start(scenario, cluster, { checkEvery: 1, budget: BUDGET }), trace }
  try {
    for (const step of randomTimeline(rng, document, MOST_STORIES)) grow(growing, rng, step, cluster)
    growing.run.advance()
    trace.append(growing.run.takeChunk())
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    return { document: growing.document, trace, failure: { document: growing.document, what } }
  }
  const what = brokenIn(trace)
  return { document: growing.document, trace, failure: what === null ? null : { document: growing.document, what } }
}

export interface Coverage {
  runs: number
  /** Runs in which a message of that name was sent, an action was carried out. */
  readonly messages: Map<string, number>
  readonly actions: Map<string, number>
}

export function makeCoverage(): Coverage {
  return { runs: 0, messages: new Map(), actions: new Map() }
}

export function cover(coverage: Coverage, trace: TraceStore): void {
  const messages = new Set<string>()
  const actions = new Set<string>()
  for (let i = 0; i < trace.count; i += 1) {
    const type = trace.typeOf(i)
    if (type === 'sent') messages.add(trace.text(trace.name[i] as number))
    if (type === 'action' && !('impossible' in (trace.body(i) as object)))
      actions.add(trace.text(trace.name[i] as number))
  }
  coverage.runs += 1
  for (const name of messages) coverage.messages.set(name, (coverage.messages.get(name) ?? 0) + 1)
  for (const name of actions) coverage.actions.set(name, (coverage.actions.get(name) ?? 0) + 1)
}
