/** Whole runs of built-in scenarios and of a large one: records a second, and what a checkpoint and an edit cost. */
import { assert } from '#base/assert.ts'
import { BUILT_IN, SCENARIOS } from '#content/scenarios/index.ts'
import { castOf } from '#derive/lanes.ts'
import { TextLog } from '#derive/text.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { TraceStore } from '#model/trace/store.ts'
import { calibration } from '#sim/allocator/bench.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { Run } from '#sim/kernel/run.ts'
import { chunksOf } from './chunks.ts'
import { parsedScenario } from './scenario.ts'
import type { BenchRow } from './bench.ts'

const REPETITIONS = 5
/** Events until the records so far are taken over. */
const BREATH = 50_000
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

const NAME = '10,000 agents × 50 frameworks, 60 s'

/** A fixed loop beside a figure: the machine at that moment. */
function calibrated(nowMs: () => number, rows: readonly BenchRow[]): BenchRow[] {
  const [name = ''] = rows[0]?.case.split(':') ?? []
  return [...rows, { bench: 'kernel', case: `${name}: calibration loop`, unit: 'ms', value: calibration(nowMs) }]
}

function memoryMiB(): number {
  return process.memoryUsage.rss() / 2 ** 20
}

/** As the headless program prints it: without timelines, as text without bodies, in the thread that it is given. */
async function printed(nowMs: () => number, name: string, document: ScenarioDocument): Promise<BenchRow[]> {
  const scenario = parsedScenario(document)
  const started = nowMs()
  const log = new TextLog({ ordinals: true, cast: castOf(scenario) })
  let records = 0
  let bytes = 0
  let memory = 0
  for await (const chunk of chunksOf(scenario, { timelines: false, bodies: false, strings: false })) {
    records += chunk.count
    memory = Math.max(memory, memoryMiB())
    for (const block of log.add(chunk)) bytes += block.length
  }
  for (const block of log.end()) bytes += block.length
  const ended = nowMs()
  assert(bytes > records, 'each record is told')
  return calibrated(nowMs, [
    { bench: 'kernel', case: `${name}: records`, unit: 'records', value: records },
    { bench: 'kernel', case: `${name}: whole run, as text`, unit: 'ms', value: ended - started },
    { bench: 'kernel', case: `${name}: most memory of the process`, unit: 'MiB', value: memory },
  ])
}

/** The same frameworks, in several roles, with Mesos' own filter: each agent is offered and declined once a second. */
const RESTLESS = {
  ...LARGE,
  frameworks: LARGE.frameworks.map(({ refuseMs: _refuseMs, ...framework }, k) => {
    return { ...framework, role: k % 2 === 1 ? '*' : `r${k % 5}` }
  }),
}

/** The same with all bodies, as JSON lines want them; who prints lets go of what is printed. */
function largeBodies(nowMs: () => number): BenchRow[] {
  const scenario = parsedScenario(LARGE)
  const started = nowMs()
  const run = Run.start(scenario, CLUSTER, { timelines: false })
  while (run.advance({ events: BREATH })) run.takeChunk()
  return calibrated(nowMs, [
    { bench: 'kernel', case: `${NAME}, with bodies: whole run`, unit: 'ms', value: nowMs() - started },
  ])
}

/** As the page's worker runs the large built-in scenario: with timelines and bodies. */
function inThePage(nowMs: () => number): BenchRow[] {
  const document = BUILT_IN.find(({ id }) => id === 'large')?.document
  assert(document, 'the large scenario is built in')
  const started = nowMs()
  const run = Run.start(parsedScenario(document), CLUSTER)
  const trace = new TraceStore()
  while (run.advance({ events: BREATH })) trace.append(run.takeChunk())
  trace.append(run.takeChunk())
  return calibrated(nowMs, [
    { bench: 'kernel', case: 'large, with timelines: records', unit: 'records', value: trace.count },
    { bench: 'kernel', case: 'large, with timelines: whole run', unit: 'ms', value: nowMs() - started },
  ])
}

export async function benchKernel(nowMs: () => number): Promise<BenchRow[]> {
  return [
    ...builtIn(nowMs),
    ...inThePage(nowMs),
    ...(await printed(nowMs, `${NAME}, declined for 120 s`, LARGE)),
    ...(await printed(nowMs, `${NAME}, declined for 5 s`, RESTLESS)),
    ...largeBodies(nowMs),
  ]
}
