import { decodeLink } from '#model/link/decode.ts'
import { parseFragment } from '#model/link/fragment.ts'
import { inflate } from '#model/link/platform.fixture.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { shellForEach } from '../shell.fixture.ts'

const shell = shellForEach()
beforeEach(() => void shell.file('full.json', FULL))

const FULL = {
  version: 1,
  agents: [{ id: 'a', resources: 'cpus:2;mem:2048' }],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [{ atMs: 2000, do: 'submitApp', framework: 'marathon', app: { id: '/big', cmd: 'sleep 60', cpus: 3 } }],
  untilMs: 20_000,
}

async function mesoscope(...words: string[]): Promise<unknown[]> {
  shell.out = ''
  expect(await shell.run(...words)).toBe(0)
  return shell.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

describe('explain', () => {
  it('prints the contract’s keys in its order', async () => {
    expect(await shell.run('explain', 'full.json', '--app', '/big', '--at', '15')).toBe(0)
    const told = JSON.parse(shell.out) as Record<string, unknown>
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

  it('varies what is asked, the same for a seed in every shard', async () => {
    const words = ['--find', 'waits(/big) > 10s', '--vary', '/agents/0/count=1..3,losses=0..2,latencyMs=5..90']
    const whole = await mesoscope('sweep', 'full.json', '--seeds', '1..4', ...words)
    const shard = await mesoscope('sweep', 'full.json', '--seeds', '1..4', ...words, '--shard', '1/2')
    const links = (lines: unknown[]) =>
      new Map((lines as { seed: number; link: string }[]).map((l) => [l.seed, l.link]))
    for (const [seed, link] of links(shard.slice(0, -1))) expect(links(whole).get(seed)).toBe(link)
    const all = [...links(whole.slice(0, -1)).values()]
    const opened = await Promise.all(all.map((link) => decodeLink(link, inflate, () => undefined)))
    expect(opened.map(({ problems }) => problems)).toEqual(opened.map(() => []))
    const latencies = opened.map(({ scenario }) => scenario?.document.network?.latencyMs)
    expect(new Set(latencies.map((latency) => JSON.stringify(latency))).size).toBeGreaterThan(1)
  })

  it.each([
    ['warp=1..2', "--vary: at 1: this scenario has no knob 'warp'"],
    ['latencyMs=9..2', '--vary: at 1: latencyMs: whole numbers from 0 to 600000, upwards'],
    ['losses=0..1, agents=', "--vary: at 14: 'agents=' is not a knob: NAME=A..B is"],
  ])('says where a knob is wrong: %s', async (vary, problem) => {
    const words = ['sweep', 'full.json', '--seeds', '1..2', '--find', 'lost', '--vary', vary]
    expect(await shell.run(...words)).toBe(2)
    expect([shell.problems, shell.out]).toEqual([[problem], ''])
  })

  it('says where a predicate is wrong', async () => {
    const words = ['sweep', 'full.json', '--seeds', '1..2', '--find', 'waits(/big) >> 3']
    expect(await shell.run(...words)).toBe(2)
    expect([shell.problems, shell.out]).toEqual([["--find: at 14: '>' stands where a measure is due"], ''])
  })
})
