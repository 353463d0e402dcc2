import { TWO_FRAMEWORKS } from '#content/scenarios/two-frameworks.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { simulate } from '#sim/simulate.ts'
import { describe, expect, it } from 'vitest'
import { allocationRuns, allocationTable, orderHistory, orderNow, whoIsNext } from './allocationTable.ts'

const parsed = parseScenario(TWO_FRAMEWORKS)
if (!parsed.ok) throw new Error('the scenario is read')
const { trace } = simulate(parsed.value)
const runs = allocationRuns(trace)

describe('an allocation run as a table', () => {
  it('has each grant and each refusal of the record in one cell, and nothing else', () => {
    for (let k = 0; k < runs.length; k += 1) {
      const table = allocationTable(trace, runs.at(k))
      if (!table) throw new Error('a run')
      const cells = table.agents.flatMap((agent) => table.frameworks.flatMap((framework) => table.at(agent, framework)))
      const { grants, refusals } = table.record
      expect(cells.filter(({ granted }) => granted !== null).length).toBe(grants.length)
      expect(cells.filter(({ reason }) => reason !== null).length).toBe(refusals.length)
    }
  })

  it('is none for other records', () => {
    expect(allocationTable(trace, runs.at(0) + 1)?.record.i ?? null).toBe(
      trace.typeOf(runs.at(0) + 1) === 'allocation' ? runs.at(0) + 1 : null,
    )
    expect(allocationTable(trace, -1)).toBe(null)
  })
})

describe('who is next', () => {
  const role = (name: string, share: number, ...frameworks: readonly (readonly [string, number, number])[]) => ({
    role: name,
    share,
    count: 0,
    frameworks: frameworks.map(([framework, own, count]) => ({ framework, share: own, count })),
  })

  it('is the first of the first role that has anybody, with what decided', () => {
    expect(whoIsNext([])).toBe(null)
    expect(whoIsNext([role('idle', 0), role('*', 0.1, ['a', 0.1, 2])])).toMatchObject({
      framework: { framework: 'a' },
      because: 'alone',
    })
    expect(whoIsNext([role('*', 0.5, ['a', 0.1, 2], ['b', 0.4, 1])])?.because).toBe('share')
    expect(whoIsNext([role('*', 0.5, ['a', 0, 1], ['b', 0, 2])])?.because).toBe('count')
    expect(whoIsNext([role('*', 0.5, ['a', 0, 1], ['b', 0, 1])])?.because).toBe('name')
    expect(whoIsNext([role('x', 0.1, ['a', 0.1, 0]), role('y', 0.3, ['b', 0.3, 0])])?.because).toBe('role')
  })

  it('goes first in the next run, at the moment before each run', () => {
    for (let k = 3; k < runs.length; k += 1) {
      const next = whoIsNext(orderNow(trace, runs.at(k) - 1))
      const { grants, refusals } = allocationTable(trace, runs.at(k))?.record ?? { grants: [], refusals: [] }
      const asked = new Set([...grants, ...refusals].map(({ framework }) => framework))
      if (asked.size === 1) expect([...asked], `run ${k}`).toEqual([next?.framework.framework])
    }
  })

  it('is told at each moment of a run, newest first', () => {
    const history = orderHistory(trace, trace.count - 1, 50)
    expect(history.length).toBeGreaterThan(1)
    expect(history.map(({ ordinal }) => ordinal)).toEqual(history.map(({ ordinal }) => ordinal).sort((a, b) => b - a))
    for (const { roles } of history) {
      for (const { frameworks } of roles) {
        const shares = frameworks.map(({ share }) => share)
        expect(shares).toEqual([...shares].sort((a, b) => a - b))
      }
    }
  })
})
