/**
 * How long one batch run takes: all frameworks in role `*`, agents alike with cpus, mem, disk and a range of ports. Once
 * with every agent on offer, once with every offer declined for ever by every framework. Beside each figure stands a
 * fixed loop, so that machines can be compared.
 */
import { assert } from '#base/assert.ts'
import { makeRng } from '#base/rng.ts'
import { resourcesOf } from '#model/resources.ts'
import { addAgent } from './agents.ts'
import { setFilter } from './filters.ts'
import { addFramework, recoverResources } from './frameworks.ts'
import type { AllocationPlan } from './plan.ts'
import { queueBatch } from './queue.ts'
import { runAllocation } from './run.ts'
import { type AllocatorState, agentRow, clientOf, frameworkRow, makeAllocator, roleOf } from './state.ts'

export interface BenchRow {
  readonly bench: 'allocator'
  readonly case: string
  readonly unit: 'ms'
  readonly value: number
}

const AGENTS = [1000, 5000, 10_000, 50_000]
const FRAMEWORKS = [50, 200]
const REPEATS = 7
const TOTAL = resourcesOf('cpus:24;mem:4096;disk:4096;ports:[31000-32000]')
const FOR_EVER_MS = 31_536_000_000

export interface BenchCluster {
  readonly state: AllocatorState
  readonly agents: readonly string[]
  readonly frameworks: readonly string[]
}

/** The cluster of the set-up, every agent free. */
export function makeBenchCluster(agentCount: number, frameworkCount: number): BenchCluster {
  const state = makeAllocator()
  const agents = Array.from({ length: agentCount }, (_, i) => `agent-${i + 1}`)
  const frameworks = Array.from({ length: frameworkCount }, (_, i) => `framework-${i + 1}`)
  for (const agent of agents) addAgent(state, { agent, resources: TOTAL })
  for (const framework of frameworks) addFramework(state, { framework, roles: ['*'] })
  return { state, agents, frameworks }
}

/** Gives back every offer of a plan, without filters. */
export function giveBackAll(state: AllocatorState, plan: AllocationPlan): void {
  for (const { framework, role, agent, resources } of plan.grants) {
    recoverResources(state, 0, { framework, role, agent, resources })
  }
}

/** Leaves what as many declines would: for each framework on each agent a filter of the whole agent. */
export function declineEverything({ state, agents, frameworks }: BenchCluster): void {
  const role = roleOf(state, '*')
  const rows = agents.map((agent) => agentRow(state, agent))
  for (const framework of frameworks) {
    const client = clientOf(state, frameworkRow(state, framework), role)
    for (const agent of rows) setFilter(state, agent, client, TOTAL, FOR_EVER_MS)
  }
}

/** Always the same work, to compare machines by: 4 million steps of an integer mix. Milliseconds. */
export function calibration(nowMs: () => number): number {
  const began = nowMs()
  let x = 1
  for (let i = 0; i < 4_000_000; i += 1) x = (Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) + i) | 0
  const took = nowMs() - began
  assert(Number.isInteger(x), 'the loop ran')
  return took
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] as number
}

/** Median time of a batch run, in ms; what a run grants is given back before the next, outside the time. */
function timeRuns({ state }: BenchCluster, nowMs: () => number, repeats: number): number {
  const rng = makeRng(1, 'allocator')
  const times: number[] = []
  for (let i = 0; i < repeats; i += 1) {
    queueBatch(state)
    const began = nowMs()
    const plan = runAllocation(state, rng)
    times.push(nowMs() - began)
    if (plan) giveBackAll(state, plan)
  }
  return median(times)
}

function row(name: string, value: number): BenchRow {
  return { bench: 'allocator', case: name, unit: 'ms', value: Math.round(value * 1000) / 1000 }
}

/** Lets the engine compile what is timed. */
function warmUp(nowMs: () => number): void {
  const cluster = makeBenchCluster(500, 100)
  timeRuns(cluster, nowMs, 60)
  declineEverything(cluster)
  timeRuns(cluster, nowMs, 60)
  calibration(nowMs)
}

/** The table. The clock is passed in: this layer knows none. About a quarter of a minute. */
export function benchAllocator(nowMs: () => number): readonly BenchRow[] {
  warmUp(nowMs)
  const rows: BenchRow[] = []
  for (const agents of AGENTS) {
    for (const frameworks of FRAMEWORKS) {
      const cluster = makeBenchCluster(agents, frameworks)
      const name = `${agents} agents × ${frameworks} frameworks`
      rows.push(row(`${name}, ${agents} offers`, timeRuns(cluster, nowMs, REPEATS)))
      rows.push(row(`${name}, calibration loop`, calibration(nowMs)))
      declineEverything(cluster)
      rows.push(row(`${name}, all filtered`, timeRuns(cluster, nowMs, REPEATS)))
      rows.push(row(`${name}, calibration loop`, calibration(nowMs)))
    }
  }
  return rows
}
