import { en } from '#content/locales/en.ts'
import { exportChart } from '#sim/charts/picture.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { describe, expect, it } from 'vitest'

describe('the states of the machines', () => {
  it('are said in the reader’s language: none falls back to its name in the chart', () => {
    const names = new Map<string, string>()
    for (const [kind, { machine }] of CLUSTER.definitions) {
      for (const { path } of exportChart(machine).states) {
        const name = path.split('.').at(-1) ?? ''
        if (name !== '') names.set(name, kind)
      }
    }
    expect(names.size).toBeGreaterThan(60)
    const isSaid = (name: string): boolean => `state.${name}` in en || `condition.${name}` in en
    const missing = [...names].filter(([name]) => !isSaid(name)).map(([name, kind]) => `${name} (${kind})`)
    expect(missing).toEqual([])
  })

  it('belong to machines that have names too', () => {
    const kinds = [...CLUSTER.definitions.keys()].flatMap((kind) => kind.split('/')[1] ?? [])
    expect(kinds.length).toBeGreaterThan(10)
    const plain = new Set(['agent', 'executor'])
    expect([...new Set(kinds)].filter((kind) => !(`name.${kind}` in en) && !plain.has(kind))).toEqual([])
  })
})
