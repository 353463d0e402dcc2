/** The smallest changes that would have launched a waiting app, each confirmed by running the scenario with it. */
import { applyPatch, type PatchOperation } from '#model/patch.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { appSeries, type AppPoint } from '#model/trace/series.ts'
import { TraceStore } from '#model/trace/store.ts'
import { startRun } from '#sim/simulate.ts'
import { candidates, type Change } from './changes.ts'
import { explain, isWaiting, type Explanation } from './explain.ts'
import { appAt } from './moment.ts'

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
/** Of one re-run. */
const MOST_RECORDS = 400_000
/** What gains less than a batch of the allocator is chance. */
const WORTH_MS = 1000
const UNCHANGED: Change = { operations: [], size: 0 }

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
    calm = isWaiting(point) ? null : (calm ?? at)
  }
  return (trace.at[trace.count - 1] as number) > of.at ? calm : null
}

/** One run of a changed scenario. Large ones are cut short: a fix that takes longer to see is not looked for. */
function tried(document: ScenarioDocument, change: Change, framework: string, of: Explanation): number | null {
  const patched = applyPatch(document, change.operations)
  if (!patched.ok) return null
  const untilMs = of.at + HORIZON_MS
  const parsed = parseScenario({ ...(patched.value as ScenarioDocument), untilMs })
  if (!parsed.ok) return null
  const run = startRun(parsed.value, { budget: MOST_RECORDS })
  const trace = new TraceStore()
  for (let until = of.at + 1; ; until += LOOK_MS) {
    const goesOn = run.advance({ untilMs: until })
    trace.append(run.takeChunk())
    const launchesAtMs = launchTime(trace, framework, of)
    if (launchesAtMs !== null || !goesOn) return launchesAtMs
  }
}

function bySize(a: Change, b: Change): number {
  return a.operations.length - b.operations.length || a.size - b.size
}

/** Three agents alike ask for the same change. */
function distinct(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change.operations), change])).values()]
}

export interface FixSearch {
  /** Tries one more change; false once there is nothing left to try. */
  readonly next: () => boolean
  readonly fixes: () => readonly Fix[]
}

const NO_SEARCH: FixSearch = { next: () => false, fixes: () => [] }

/**
 * A search that can be paused between two re-runs. Fewest operations first, then the smallest relative change; what
 * launches the app no earlier than it is launched anyway is no fix.
 */
export function searchFixes(
  document: ScenarioDocument,
  trace: TraceStore,
  explanation: Explanation,
  ordinal: number,
): FixSearch {
  if (!explanation.waiting || explanation.why === 'NotDeployed') return NO_SEARCH
  const frameworks = document.frameworks.map(({ id }) => id)
  const moment = appAt(trace, frameworks, explanation.app, ordinal)
  if (!moment) return NO_SEARCH
  const { framework, point } = moment
  const changes = distinct(candidates(document, explanation, framework, point.offers ?? []))
    .sort(bySize)
    .slice(0, MOST_RUNS)
  const found: Fix[] = []
  let anyway: number | null | undefined
  let k = 0
  const next = (): boolean => {
    if (anyway === undefined) {
      anyway = tried(document, UNCHANGED, framework, explanation)
      return changes.length > 0
    }
    const change = changes[k] as Change
    k += 1
    const launchesAtMs = tried(document, change, framework, explanation)
    if (launchesAtMs !== null && (anyway === null || launchesAtMs + WORTH_MS <= anyway))
      found.push({ change: change.operations, launchesAtMs })
    return found.length < MOST_FIXES && k < changes.length
  }
  return { next, fixes: () => found }
}

export function findFixes(
  document: ScenarioDocument,
  trace: TraceStore,
  explanation: Explanation,
  ordinal: number,
): readonly Fix[] {
  const search = searchFixes(document, trace, explanation, ordinal)
  while (search.next());
  return search.fixes()
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
