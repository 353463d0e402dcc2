/** Clusters in which an app waits, one for each reason. Retold from public incidents; agents have Mesos' own ports. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'
import { explainWithFixes } from './fixes.ts'

type Agents = Readonly<Record<string, unknown>>[]

export function submit(atMs: number, app: Readonly<Record<string, unknown>>) {
  return { atMs, do: 'submitApp', framework: 'marathon', app: { cmd: 'sleep 600', ...app } }
}

export function cluster(agents: Agents, actions: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) {
  const frameworks = [{ id: 'marathon', kind: 'marathon', role: '*' }]
  return { version: 1, agents, frameworks, actions, untilMs: 60_000, ...more } as unknown as ScenarioDocument
}

export function runOf(document: ScenarioDocument) {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return simulate(parsed.value).trace
}

/** What `mesoscope explain` says at a moment. */
export function explainAt(document: ScenarioDocument, app: string, atMs: number) {
  const trace = runOf(document)
  return explainWithFixes(document, trace, app, trace.ordinalAt(atMs), atMs)
}
