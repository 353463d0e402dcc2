import { parseScenario } from '#model/scenario/parse.ts'
import type { AgentPoint } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'
import { describe, expect, it } from 'vitest'

const reserve = { atMs: 2000, do: 'reserve', agent: 'a', role: 'prod', resources: 'cpus:2' }

function run(actions: readonly object[], resources = 'cpus:4;mem:4096'): TraceStore {
  const parsed = parseScenario({
    version: 1,
    agents: [{ id: 'a', resources }],
    frameworks: [
      { id: 'f', kind: 'batch', role: 'prod', tasks: [{ id: 't', cpus: 4, mem: 64, atMs: 6000, runMs: 1000 }] },
    ],
    actions,
    untilMs: 20_000,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return simulate(parsed.value).trace
}

function totalAtEnd(trace: TraceStore): string {
  const series = trace.series.get('agent/a')
  if (!series) return 'never registered'
  return (trace.pointBody(series, series.points.length - 1) as AgentPoint).total
}

function impossible(trace: TraceStore): unknown[] {
  return Array.from({ length: trace.count }, (_, i) => i)
    .filter((i) => trace.typeOf(i) === 'action')
    .map((i) => (trace.body(i) as { impossible?: string }).impossible)
}

function statesOf(trace: TraceStore, seenBy: string): string[] {
  return Array.from({ length: trace.count }, (_, i) => i)
    .filter((i) => trace.typeOf(i) === 'task' && (trace.body(i) as { seenBy: string }).seenBy === seenBy)
    .map((i) => `${trace.text(trace.name[i] as number)} ${(trace.body(i) as { reason: string | null }).reason}`)
}

describe('a reservation made at run time', () => {
  it.each([
    [
      'a new master',
      [
        { atMs: 3000, do: 'crashMaster' },
        { atMs: 4000, do: 'restartMaster' },
      ],
    ],
    [
      'a new process of the agent',
      [
        { atMs: 3000, do: 'crashAgent', agent: 'a' },
        { atMs: 4000, do: 'restartAgent', agent: 'a' },
      ],
    ],
  ])('survives %s, since the agent checkpoints it', (_, actions) => {
    expect(totalAtEnd(run([reserve, ...actions]))).toBe('cpus:2;cpus(prod):2;mem:4096;ports:[31000-32000]')
  })

  it('is taken back by UNRESERVE, on the agent too', () => {
    const undo = { ...reserve, atMs: 3000, do: 'unreserve' }
    const actions = [reserve, undo, { atMs: 4000, do: 'crashMaster' }, { atMs: 5000, do: 'restartMaster' }]
    expect(totalAtEnd(run(actions))).toBe('cpus:4;mem:4096;ports:[31000-32000]')
  })

  it('that the agent never heard of is no room for a task', () => {
    const lose = { atMs: 1000, do: 'loseNext', from: 'master', to: 'a', name: 'ApplyOperationMessage' }
    const lost = run([lose, reserve])
    expect(statesOf(lost, 'scheduler')[0]).toBe('TASK_LOST REASON_RESOURCES_UNKNOWN')
    expect(statesOf(run([reserve]), 'scheduler').at(-1)).toMatch(/^TASK_FINISHED/)
  })
})

describe('a reservation that the agent was started with', () => {
  it('cannot be taken back', () => {
    const undo = { atMs: 3000, do: 'unreserve', agent: 'a', role: 'prod', resources: 'cpus:1' }
    const trace = run([undo], 'cpus:2;cpus(prod):2;mem:4096;ports:[31000-32000]')
    expect(impossible(trace)).toEqual(['a was started with this reservation: it is static'])
    expect(totalAtEnd(trace)).toBe('cpus:2;cpus(prod):2;mem:4096;ports:[31000-32000]')
  })
})
