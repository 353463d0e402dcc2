import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'
import { describe, expect, it } from 'vitest'
import { cpusOf } from './agentCpus.ts'
import { heatOf, stepFor } from './heat.ts'

function runOf(count: number) {
  const parsed = parseScenario({
    version: 1,
    seed: 3,
    agents: [{ id: 'node', count, resources: 'cpus:2;mem:1024' }],
    frameworks: [{ id: 'batch', kind: 'batch', tasks: [{ id: 't', count: 20, cpus: 1, mem: 64, runMs: 4000 }] }],
    untilMs: 12_000,
  })
  if (!parsed.ok) throw new Error('not a scenario')
  return simulate(parsed.value).trace
}

describe('the heat map of agents over time', () => {
  const trace = runOf(15)
  const last = trace.count - 1

  it('has columns of a round length, as many as fit', () => {
    expect(stepFor(1, 100)).toBe(1)
    expect(stepFor(101, 100)).toBe(2)
    expect(stepFor(12_001, 100)).toBe(200)
    const heat = heatOf(trace, last, 100, 100)
    expect(heat.columns).toBeLessThanOrEqual(100)
    expect(heat.columns * heat.stepMs).toBeGreaterThan(trace.at[last] as number)
  })

  it('says of each agent at each time what the master counts', () => {
    const { agents, columns, stepMs, used } = heatOf(trace, last, 100, 100)
    expect(agents).toHaveLength(15)
    expect(agents.slice(0, 3)).toEqual(['node-1', 'node-2', 'node-3'])
    let busy = 0
    for (const [row, agent] of agents.entries()) {
      for (let column = 0; column < columns; column += 1) {
        const ordinal = Math.min(last, trace.ordinalAt((column + 1) * stepMs - 1))
        const cpus = cpusOf(trace, agent, ordinal)
        const share = used[row * columns + column] as number
        if (cpus) expect(share).toBeCloseTo(cpus.used / cpus.total)
        else expect(share).toBeNaN()
        if (share > 0) busy += 1
      }
    }
    expect(busy).toBeGreaterThan(0)
  })

  it('knows nothing of what comes after the record', () => {
    const half = trace.ordinalAt(3000)
    const heat = heatOf(trace, half, 100, 100)
    expect((heat.columns - 1) * heat.stepMs).toBeLessThanOrEqual(3000)
  })
})
