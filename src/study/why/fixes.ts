/** The smallest changes that would have launched a waiting app, each confirmed by running the scenario with it. */
import { applyPatch, type PatchOperation } from '#model/patch.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { appSeries, type AppPoint } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'
import { candidates, type Change } from './changes.ts'
import { explain, type Explanation } from './explain.ts'
import { appAt } from './moment.ts'

export interface Fix {
  readonly change: readonly PatchOperation[]
  readonly launchesAtMs: number
}

/** Re-runs at most, and how far behind the moment a launch still counts: longer than Marathon's 120 s filter. */
export const MOST_RUNS = 24
const HORIZON_MS = 150_000
export const MOST_FIXES = 5

/** When the app first has more running than at the moment, or all that it wants; null: not within the run. */
function launchTime(trace: TraceStore, framework: string, app: string, running: number): number | null {
  const series = trace.series.get(appSeries(framework, app))
  if (!series) return null
  for (let k = 0; k < series.ordinals.length; k += 1) {
    const point = trace.pointBody(series, k) as AppPoint | null
    if (point && point.running > running) return series.ats[k] as number
  }
  return null
}

function tried(document: ScenarioDocument, change: Change, framework: string, of: Explanation): Fix | null {
  const patched = applyPatch(document, change.operations)
  if (!patched.ok) return null
  const untilMs = of.at + HORIZON_MS
  const parsed = parseScenario({ ...(patched.value as ScenarioDocument), untilMs })
  if (!parsed.ok) return null
  const { trace } = simulate(parsed.value)
  const launchesAtMs = launchTime(trace, framework, of.app, of.instances.running)
  return launchesAtMs === null ? null : { change: change.operations, launchesAtMs }
}

function bySize(a: Change, b: Change): number {
  return a.operations.length - b.operations.length || a.size - b.size
}

/** Fewest operations first, then the smallest relative change. */
export function findFixes(
  document: ScenarioDocument,
  trace: TraceStore,
  explanation: Explanation,
  ordinal: number,
): readonly Fix[] {
  if (!explanation.waiting || explanation.why === 'NotDeployed') return []
  const frameworks = document.frameworks.map(({ id }) => id)
  const moment = appAt(trace, frameworks, explanation.app, ordinal)
  if (!moment) return []
  const changes = candidates(document, explanation, moment.framework, moment.point.offers ?? []).sort(bySize)
  const fixes: Fix[] = []
  for (const change of changes.slice(0, MOST_RUNS)) {
    const fix = tried(document, change, moment.framework, explanation)
    if (fix) fixes.push(fix)
    if (fixes.length === MOST_FIXES) break
  }
  return fixes
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
