import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseScenario } from '#model/scenario/parse.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'
import { countsOf } from './golden.fixture.ts'
import { dataCentre, LARGE } from './large.ts'

function runOf(document: ScenarioDocument, checkEvery: number): TraceStore {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return simulate(parsed.value, { checkEvery }).trace
}

/** FNV-1a over 16 bits at a time. */
function mixed(sum: number, value: number): number {
  return Math.imul(Math.imul(sum ^ (value & 0xffff), 0x01000193) ^ (value >>> 16), 0x01000193)
}

/** A number made of what is in the columns: which records, when, between whom, why; names by their letters. */
function checksum(trace: TraceStore): string {
  const known = new Map<number, number>()
  const ofText = (id: number): number => {
    let sum = known.get(id)
    if (sum === undefined) {
      sum = [...(id < 0 ? '' : trace.text(id))].reduce((before, letter) => mixed(before, letter.codePointAt(0) ?? 0), 0)
      known.set(id, sum)
    }
    return sum
  }
  let sum = 0x811c9dc5
  for (let i = 0; i < trace.count; i += 1) {
    for (const column of [trace.at, trace.type, trace.cause]) sum = mixed(sum, column[i] as number)
    for (const column of [trace.from, trace.to, trace.name]) sum = mixed(sum, ofText(column[i] as number))
  }
  return (sum >>> 0).toString(16).padStart(8, '0')
}

describe('the data centre', () => {
  it('of 10,000 agents runs as its digest says', async () => {
    const trace = runOf(LARGE, 0)
    const digest = `${trace.count} records, checksum ${checksum(trace)}\n${countsOf(trace)}\n`
    await expect(digest).toMatchFileSnapshot(path.join(import.meta.dirname, '__golden__', 'large.txt'))
  })

  it('breaks no invariant in a smaller one of the same shape, looked at after every event', () => {
    const trace = runOf(dataCentre(100, 5, 8), 1)
    const types = Array.from({ length: trace.count }, (_, i) => trace.typeOf(i))
    expect(types).not.toContain('broken')
    expect(types.filter((type) => type === 'task').length).toBeGreaterThan(5 * 8 * 4)
    expect(types.at(-1)).toBe('halted')
  })
})
