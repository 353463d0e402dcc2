/** Steps per second of the shipped charts, replaying what their components got in built-in runs: in Node, and in Chromium's worker. */
import { SCENARIOS } from '#content/scenarios/index.ts'
import { benchCharts } from '#sim/charts/bench.ts'
import { replayCases } from '#study/replay/lives.ts'
import type { BenchRow } from './bench.ts'
import { benchPage } from './benchPage.ts'
import type { Place } from './world.ts'

/** Open runs are replayed for a minute. */
function documents(): readonly object[] {
  return SCENARIOS.map(({ document }) => ({ ...document, untilMs: document.untilMs ?? 60_000 }))
}

const STEPS = 400_000

export function benchMachines(place: Place, nowMs: () => number): readonly BenchRow[] {
  const inNode = benchCharts(replayCases(documents()), nowMs, { steps: STEPS })
  const inWorker = benchPage(place, 'machines', JSON.stringify({ documents: documents(), steps: STEPS }))
  const told = (where: string) => (row: BenchRow) => ({ ...row, case: `${where}: ${row.case}` })
  return [...inNode.map(told('Node')), ...inWorker.map(told("Chromium's worker"))]
}
