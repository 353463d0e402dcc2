import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Question, ToWorker } from '#model/protocol.ts'
import { asWorker, FakeWorker, type Behaviour } from './sweeping.fixture.ts'
import { poolSize, WorkerPool } from './workerPool.ts'

const CHART: Question = { kind: 'chart', of: 'master', role: 'master', framework: null, states: [], events: [] }

/** A pool whose nth worker behaves as the nth says. */
function aPool(size: number, behaviours: readonly Behaviour[] = []) {
  const workers: FakeWorker[] = []
  const make = (): Worker => {
    const worker = new FakeWorker(behaviours[workers.length])
    workers.push(worker)
    return asWorker(worker)
  }
  return { pool: new WorkerPool(make, size), workers }
}

afterEach(() => vi.useRealTimers())

describe('a pool of workers', () => {
  it('has as many as the machine, less the page’s, and never too many', () => {
    expect([undefined, 1, 2, 4, 64].map(poolSize)).toEqual([1, 1, 1, 3, 8])
  })

  it('answers more questions than it has workers', async () => {
    const { pool, workers } = aPool(2)
    const answers = await Promise.all(Array.from({ length: 7 }, () => pool.ask(CHART)))
    expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => true))
    expect(workers).toHaveLength(2)
    pool.stop()
    expect(workers.every(({ ended }) => ended)).toBe(true)
  })

  it('replaces a worker that dies, and asks its question once more', async () => {
    const { pool, workers } = aPool(1, [{ dies: () => true }])
    expect(await pool.ask(CHART)).toMatchObject({ ok: true })
    expect(workers.map(({ ended }) => ended)).toEqual([true, false])
    pool.stop()
  })

  it('gives a question up that kills two workers, and goes on with the others', async () => {
    const dies = (message: ToWorker) => message.type === 'ask' && message.question.kind === 'poison'
    const { pool } = aPool(
      1,
      Array.from({ length: 9 }, () => ({ dies })),
    )
    const [poison, other] = await Promise.all([pool.ask({ kind: 'poison' }), pool.ask(CHART)])
    expect([poison, other]).toMatchObject([{ ok: false }, { ok: true }])
    pool.stop()
  })

  it('replaces a worker that falls silent', async () => {
    vi.useFakeTimers()
    const { pool, workers } = aPool(1, [{ mute: true }])
    const answer = pool.ask(CHART)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await answer).toMatchObject({ ok: true })
    expect(workers).toHaveLength(2)
    pool.stop()
  })

  it('leaves nobody waiting when it is stopped', async () => {
    const { pool } = aPool(1, [{ mute: true }])
    const asked = [pool.ask(CHART), pool.ask(CHART)]
    pool.stop()
    expect((await Promise.all(asked)).map(({ ok }) => ok)).toEqual([false, false])
    expect(await pool.ask(CHART)).toMatchObject({ ok: false })
  })
})
