import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runAllocatorCase } from './allocatorCase.ts'

function casesIn(folder: string): { name: string; json: unknown }[] {
  const files = readdirSync(new URL(folder, import.meta.url)).filter((file) => file.endsWith('.json'))
  return files.map((file) => ({
    name: file.replace('.json', ''),
    json: JSON.parse(readFileSync(new URL(`${folder}${file}`, import.meta.url), 'utf8')) as unknown,
  }))
}

describe("the answers of Mesos' own allocator tests and of the DRF paper", () => {
  it.each(casesIn('./__cases__/'))('$name', ({ json }) => {
    expect(runAllocatorCase(json)).toEqual({ ok: true })
  })
})

describe('the answers recorded from Mesos in random scenarios', () => {
  it.each(casesIn('./__cases__/recorded/'))('$name', ({ json }) => {
    expect(runAllocatorCase(json)).toEqual({ ok: true })
  })
})

describe('the order in which agents are visited', () => {
  it('changes no answer', () => {
    const cases = [...casesIn('./__cases__/'), ...casesIn('./__cases__/recorded/')]
    for (const { name, json } of cases) {
      for (let seed = 2; seed < 7; seed += 1) {
        expect({ name, seed, ...runAllocatorCase(json, seed) }).toEqual({ name, seed, ok: true })
      }
    }
  })
})
