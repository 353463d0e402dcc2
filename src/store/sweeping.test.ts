import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { main } from '#cli/main.ts'
import { encodeLink } from '#model/link/encode.ts'
import { deflate } from '#model/link/platform.fixture.ts'
import type { ToWorker } from '#model/protocol.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { boundedDocument } from '#model/sweep/answers.ts'
import { readKnobs, variantOf } from '#model/sweep/knobs.ts'
import { shrink, sweep, type Found, type Sweep } from './sweeping.ts'
import { asWorker, FakeWorker } from './sweeping.fixture.ts'
import { WorkerPool } from './workerPool.ts'

const DOCUMENT = {
  version: 1,
  agents: [{ id: 'a', resources: 'cpus:2;mem:2048' }],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [{ atMs: 2000, do: 'submitApp', framework: 'marathon', app: { id: '/web', cmd: 'sleep 60', cpus: 1 } }],
  untilMs: 8000,
} as unknown as ScenarioDocument

const SWEEP: Sweep = {
  document: DOCUMENT,
  find: 'lost and waits(/web) > 1s',
  vary: 'losses=0..4,latencyMs=5..400',
  from: 1,
  to: 12,
}

function aPool(size: number): WorkerPool {
  return new WorkerPool(() => asWorker(new FakeWorker()), size)
}

async function inPage(workers: number, job = SWEEP): Promise<Found> {
  const pool = aPool(workers)
  let last: Found | null = null
  await sweep(
    job,
    pool,
    workers,
    (found) => (last = found),
    () => false,
  )
  pool.stop()
  if (!last) throw new Error('nothing was told')
  return last
}

async function byCommand(to: number, ...more: string[]): Promise<Record<string, unknown>[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mesoscope-'))
  let out = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  try {
    writeFileSync(path.join(folder, 's.json'), JSON.stringify(DOCUMENT))
    const words = ['--seeds', `1..${to}`, '--find', SWEEP.find, '--vary', SWEEP.vary, '--distinct', ...more]
    expect(await main(['sweep', 's.json', ...words], { cwd: folder, root: folder })).toBe(0)
  } finally {
    write.mockRestore()
    process.stdout.removeAllListeners('error')
    rmSync(folder, { recursive: true, force: true })
  }
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('a sweep in the page', () => {
  it('finds what the command finds, by as many workers as there are, with the same links', async () => {
    const lines = await byCommand(SWEEP.to)
    const summary = lines.pop()
    const found = await inPage(3)
    expect(summary).toEqual({ runs: found.total, hits: found.hits, distinct: found.stories.length })
    expect(found).toMatchObject({ tried: 12, impossible: 0, failed: 0 })
    expect(found.hits).toBeGreaterThan(0)
    expect(found.hits).toBeLessThan(12)
    expect(found.stories.reduce((sum, { runs }) => sum + runs, 0)).toBe(found.hits)
    const knobs = readKnobs(SWEEP.vary, DOCUMENT)
    const told = await Promise.all(
      found.stories.map(async ({ hit: { seed, position } }) => {
        const document = variantOf(boundedDocument(DOCUMENT), seed, knobs.ok ? knobs.value : [])
        const link = await encodeLink({ document, base: null, position }, deflate)
        return { seed, at: position.at, link: link.ok ? link.value : '', record: position.ordinal }
      }),
    )
    expect(told).toEqual(lines)
    expect(await inPage(1)).toEqual(found)
  })

  it('shrinks as the command does', async () => {
    const [first] = await byCommand(3, '--shrink')
    const pool = aPool(1)
    const small = await shrink(SWEEP, Number(first?.['seed']), pool)
    pool.stop()
    if (!small.ok) throw new Error(small.why)
    const { document, hit } = small.value
    const link = await encodeLink({ document, base: null, position: hit.position }, deflate)
    expect(link).toMatchObject({ ok: true, value: first?.['link'] })
  })

  it('leaves a run out that no worker survives, and tells how many', async () => {
    const poison = (message: ToWorker): boolean => {
      const seeds = message.type === 'ask' ? message.question['seeds'] : null
      return Array.isArray(seeds) && seeds.includes(7)
    }
    const pool = new WorkerPool(() => asWorker(new FakeWorker({ dies: poison })), 2)
    let last: Found | null = null
    await sweep(
      SWEEP,
      pool,
      2,
      (found) => (last = found),
      () => false,
    )
    pool.stop()
    expect(last).toMatchObject({ tried: 12, failed: 1 })
  })

  it('tells of values that make no scenario', async () => {
    const found = await inPage(1, { ...SWEEP, vary: '/agents/0/count=-1..1', from: 1, to: 6 })
    expect(found.tried).toBe(6)
    expect(found.impossible).toBeGreaterThan(0)
  })
})
