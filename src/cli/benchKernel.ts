/** Whole runs of built-in scenarios and of a large one: records a second, and what a checkpoint and an edit cost. */
import { SCENARIOS } from '#content/scenarios/index.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { Run } from '#sim/kernel/run.ts'
import { parsedScenario } from './scenario.ts'
import type { BenchRow } from './bench.ts'

const REPETITIONS = 5
const LARGE = {
  version: 1 as const,
  title: 'bench',
  agents: [{ id: 'node', count: 10_000, resources: 'cpus:4;mem:8192;disk:20480;ports:[31000-32000]' }],
  frameworks: Array.from({ length: 50 }, (_, k) => ({
    id: `f${k}`,
    kind: 'batch' as const,
    role: '*',
    refuseMs: 120_000,
    tasks: [{ id: 't', count: 20, cpus: 1, mem: 512, atMs: 2000 + 100 * k, runMs: 20_000, perOffer: 1 }],
  })),
  untilMs: 60_000,
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number
}

function builtIn(nowMs: () => number): BenchRow[] {
  return SCENARIOS.flatMap(({ id, document }) => {
    const scenario = parsedScenario({ ...document, untilMs: document.untilMs ?? 60_000 })
    let records = 0
    const times = Array.from({ length: REPETITIONS }, () => {
      const started = nowMs()
      const run = Run.start(scenario, CLUSTER)
      run.advance()
      records = run.records
      return nowMs() - started
    })
    return [
      { bench: 'kernel', case: `${id}: records`, unit: 'records', value: records },
      { bench: 'kernel', case: `${id}: whole run`, unit: 'ms', value: median(times) },
    ]
  })
}

/** 10,000 agents, 50 frameworks, 60 virtual seconds, as the headless program runs it: without timelines. */
function large(nowMs: () => number): BenchRow[] {
  const scenario = parsedScenario(LARGE)
  const started = nowMs()
  const run = Run.start(scenario, CLUSTER, { timelines: false })
  let records = 0
  while (run.advance({ events: 50_000 })) records += run.takeChunk().count
  records += run.takeChunk().count
  const ms = nowMs() - started
  const memory = process.memoryUsage().rss / 2 ** 20
  return [
    { bench: 'kernel', case: '10,000 agents × 50 frameworks, 60 s: records', unit: 'records', value: records },
    { bench: 'kernel', case: '10,000 agents × 50 frameworks, 60 s: whole run', unit: 'ms', value: ms },
    { bench: 'kernel', case: '10,000 agents × 50 frameworks, 60 s: memory of the process', unit: 'MiB', value: memory },
  ]
}

export function benchKernel(nowMs: () => number): BenchRow[] {
  return [...builtIn(nowMs), ...large(nowMs)]
}
