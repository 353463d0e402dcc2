/** The two runs of an incident, for tests. */
import { applyPatch } from '#model/patch.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'
import type { Incident } from './incident.ts'

export interface Played {
  readonly document: ScenarioDocument
  readonly trace: TraceStore
  readonly records: readonly TraceRecord[]
}

const PLAYED = new Map<string, Played>()

/** Each run once: tests ask often. */
function played(document: ScenarioDocument): Played {
  const key = JSON.stringify(document)
  const known = PLAYED.get(key) ?? ran(document)
  PLAYED.set(key, known)
  return known
}

function ran(document: ScenarioDocument): Played {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const { trace } = simulate(parsed.value)
  return { document, trace, records: Array.from({ length: trace.count }, (_, i) => recordAt(trace, i)) }
}

export function cured({ document, cure }: Incident): ScenarioDocument {
  const patched = applyPatch(document, cure)
  if (!patched.ok) throw new Error(patched.error.message)
  return patched.value as ScenarioDocument
}

export function shown(incident: Incident): Played {
  return played(incident.document)
}

export function curedRun(incident: Incident): Played {
  return played(cured(incident))
}
