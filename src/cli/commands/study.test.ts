import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseFragment } from '#model/link/fragment.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { main } from '../main.ts'

let folder = ''
let out = ''
let problems: string[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mesoscope-'))
  out = ''
  problems = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  vi.spyOn(console, 'error').mockImplementation((line) => void problems.push(String(line)))
  writeFileSync(path.join(folder, 'full.json'), JSON.stringify(FULL))
})

afterEach(() => {
  vi.restoreAllMocks()
  process.stdout.removeAllListeners('error')
  rmSync(folder, { recursive: true, force: true })
})

const FULL = {
  version: 1,
  agents: [{ id: 'a', resources: 'cpus:2;mem:2048' }],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [{ atMs: 2000, do: 'submitApp', framework: 'marathon', app: { id: '/big', cmd: 'sleep 60', cpus: 3 } }],
  untilMs: 20_000,
}

async function mesoscope(...words: string[]): Promise<unknown[]> {
  out = ''
  expect(await main(words, { cwd: folder, root: folder })).toBe(0)
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

describe('explain', () => {
  it('prints the contract’s keys in its order', async () => {
    expect(await main(['explain', 'full.json', '--app', '/big', '--at', '15'], { cwd: folder, root: folder })).toBe(0)
    const told = JSON.parse(out) as Record<string, unknown>
    const keys = 'app at waiting since instances why funnel funnelLastOffers offers filters fixes'
    expect(Object.keys(told)).toEqual(keys.split(' '))
    expect(told).toMatchObject({ app: '/big', at: 15_000, why: 'InsufficientCpus' })
  })
})

describe('sweep', () => {
  it('prints hits and a summary; shards together try each seed once', async () => {
    const find = ['--find', 'waits(/big) > 10s']
    const whole = await mesoscope('sweep', 'full.json', '--seeds', '1..5', ...find)
    const first = await mesoscope('sweep', 'full.json', '--seeds', '1..5', ...find, '--shard', '1/2')
    const second = await mesoscope('sweep', 'full.json', '--seeds', '1..5', ...find, '--shard', '2/2')
    const seeds = (lines: unknown[]) => lines.flatMap((line) => (line as { seed?: number }).seed ?? [])
    expect(seeds(whole)).toEqual([1, 2, 3, 4, 5])
    expect([...seeds(first), ...seeds(second)].sort()).toEqual([1, 2, 3, 4, 5])
    expect(whole.at(-1)).toMatchObject({ runs: 5, hits: 5 })
    expect([first.at(-1), second.at(-1)]).toMatchObject([{ runs: 3 }, { runs: 2 }])
  })

  it('tells each story once where that is asked, as small as it gets', async () => {
    const words = ['--find', 'waits(/big) > 10s', '--distinct', '--shrink']
    const lines = await mesoscope('sweep', 'full.json', '--seeds', '1..4', ...words)
    const { distinct } = lines.at(-1) as { distinct: number }
    expect(lines.length).toBe(distinct + 1)
    const [hit] = lines as { link: string }[]
    expect(parseFragment(hit?.link ?? '')).not.toBe(null)
  })

  it('says where a predicate is wrong', async () => {
    const words = ['sweep', 'full.json', '--seeds', '1..2', '--find', 'waits(/big) >> 3']
    expect(await main(words, { cwd: folder, root: folder })).toBe(2)
    expect([problems, out]).toEqual([["--find: at 14: '>' stands where a measure is due"], ''])
  })
})
