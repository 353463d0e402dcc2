/** The smallest changes that would have launched a waiting app, each confirmed by running the scenario with it. */
import { applyPatch, type PatchOperation } from '#model/patch.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { appSeries, type AppPoint } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { candidates, type Change } from './changes.ts'
import { explain, isSettled, type Explanation } from './explain.ts'
import { appAt } from './moment.ts'
import { Replays, type Replay } from './replay.ts'

export interface Fix {
  readonly change: readonly PatchOperation[]
  readonly launchesAtMs: number
}

/** Re-runs at most, and how far behind the moment a launch still counts: longer than Marathon's 120 s filter. */
export const MOST_RUNS = 24
const HORIZON_MS = 150_000
export const MOST_FIXES = 5
/** Virtual ms between two looks at a re-run. */
const LOOK_MS = 5000
/** What gains less than a batch of the allocator is chance. */
const WORTH_MS = 1000

/**
 * When what waits is launched: first since it waits with more running than at the moment, or from when on it waits no
 * more at the moment or later (a restart has as many as before). Null: not within the run.
 */
function launchTime(trace: TraceStore, framework: string, of: Explanation): number | null {
  const series = trace.series.get(appSeries(framework, of.app))
  if (!series) return null
  const since = of.since ?? of.at
  let calm: number | null = null
  for (let k = 0; k < series.ordinals.length; k += 1) {
    const at = series.ats[k] as number
    const point = trace.pointBody(series, k) as AppPoint | null
    if (!point) continue
    if (at >= since && point.running > of.instances.running) return at
    if (calm !== null && at > of.at) return calm
    calm = isSettled(point) ? (calm ?? at) : null
  }
  return (trace.at[trace.count - 1] as number) > of.at ? calm : null
}

/** When a run launches it. Large ones are cut short: a fix that takes longer to see is not looked for. */
function* launchIn(replay: Replay, framework: string, of: Explanation): Generator<void, number | null> {
  for (let until = of.at + 1; ; until += LOOK_MS) {
    const goesOn = yield* replay.advance(until)
    const launchesAtMs = launchTime(replay.trace, framework, of)
    if (launchesAtMs !== null || !goesOn) return launchesAtMs
  }
}

interface Candidate {
  readonly change: Change
  readonly document: ScenarioDocument
}

function candidate(document: ScenarioDocument, change: Change): Candidate | [] {
  const patched = applyPatch(document, change.operations)
  return patched.ok ? { change, document: patched.value as ScenarioDocument } : []
}

function bySize(a: Change, b: Change): number {
  return a.operations.length - b.operations.length || a.size - b.size
}

/** Three agents alike ask for the same change. */
function distinct(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change.operations), change])).values()]
}

/**
 * A search in steps, between which a worker can breathe. Fewest operations first, then the smallest relative change; what
 * launches the app no earlier than it is launched anyway is no fix.
 */
export function* searchFixes(
  document: ScenarioDocument,
  trace: TraceStore,
  explanation: Explanation,
  ordinal: number,
): Generator<void, readonly Fix[]> {
  if (!explanation.waiting || explanation.why === 'NotDeployed') return []
  const frameworks = document.frameworks.map(({ id }) => id)
  const moment = appAt(trace, frameworks, explanation.app, ordinal)
  if (!moment) return []
  const { framework, point } = moment
  const changes = distinct(candidates(document, explanation, framework, point.offers ?? [])).sort(bySize)
  const tries = changes.slice(0, MOST_RUNS).flatMap((change) => candidate(document, change))
  const changed = tries.map((one) => one.document)
  const replays = yield* Replays.of(document, changed, explanation.at, explanation.at + HORIZON_MS)
  if (!replays) return []
  const anyway = yield* launchIn(replays.unchanged(), framework, explanation)
  const found: Fix[] = []
  for (const { change, document: altered } of tries) {
    const replay = replays.changed(altered)
    if (!replay) continue
    const launchesAtMs = yield* launchIn(replay, framework, explanation)
    const isFix = launchesAtMs !== null && (anyway === null || launchesAtMs + WORTH_MS <= anyway)
    if (isFix) found.push({ change: change.operations, launchesAtMs })
    if (found.length === MOST_FIXES) break
  }
  return found
}

/** In one go. */
export function findFixes(
  document: ScenarioDocument,
  trace: TraceStore,
  explanation: Explanation,
  ordinal: number,
): readonly Fix[] {
  const steps = searchFixes(document, trace, explanation, ordinal)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** The whole answer of `mesoscope explain`. */
export function explainWithFixes(
  document: ScenarioDocument,
  trace: TraceStore,
  app: string,
  ordinal: number,
  at: number,
): Explanation & { readonly fixes: readonly Fix[] } {
  const frameworks = document.frameworks.map(({ id }) => id)
  const explanation = explain(trace, frameworks, app, ordinal, at)
  return { ...explanation, fixes: findFixes(document, trace, explanation, ordinal) }
}
