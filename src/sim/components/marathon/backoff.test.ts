import { describe, expect, it } from 'vitest'
import { parseApp } from '#model/marathon/answer.ts'
import { addDelay, cleanDelays, delayedUntil, isDelayed } from './backoff.ts'
import type { MarathonBooks, RunSpec } from './books.ts'
import { submit, told } from './marathon.fixture.ts'

function aSpec(keys: object = {}): RunSpec {
  const app = parseApp({ id: '/a', cmd: 'exit 1', ...keys })
  if (!app.ok) throw new Error(JSON.stringify(app.error.body))
  return { app: app.value, version: 1, lastScalingAt: 1, configVersion: 1 }
}

function noDelays(): MarathonBooks {
  return { delays: new Map() } as unknown as MarathonBooks
}

/** Seconds, cut to three decimals. */
function sequence(spec: RunSpec, length: number): readonly number[] {
  const books = noDelays()
  return Array.from({ length }, () => {
    addDelay(books, spec, 0)
    const [delay] = books.delays.values()
    return Math.round((delay?.delayNs ?? 0) / 1e6) / 1000
  })
}

/** reference/marathon.md 5 */
describe('launch backoff', () => {
  it('grows as with the defaults', () => {
    expect(sequence(aSpec(), 10)).toEqual([1, 1.15, 1.323, 1.521, 1.749, 2.011, 2.313, 2.66, 3.059, 3.518])
  })

  it('reaches its maximum at the 42nd failure, after 2347 s in all', () => {
    const delays = sequence(aSpec(), 43)
    expect(delays[40]).toBeCloseTo(267.9, 1)
    expect(delays[41]).toBe(300)
    expect(delays[42]).toBe(300)
    expect(Math.round(delays.slice(0, 42).reduce((a, b) => a + b, 0))).toBe(2347)
  })

  it('follows factor and maximum of the app', () => {
    const spec = aSpec({ backoffSeconds: 3, backoffFactor: 2, maxLaunchDelaySeconds: 60 })
    expect(sequence(spec, 7)).toEqual([3, 6, 12, 24, 48, 60, 60])
  })

  it('allows a launch from the end of the delay on, in whole ms', () => {
    const books = noDelays()
    const spec = aSpec()
    expect(delayedUntil(books, spec)).toBeNull()
    addDelay(books, spec, 500)
    addDelay(books, spec, 500)
    addDelay(books, spec, 500)
    expect(delayedUntil(books, spec)).toBe(500 + 1323)
    expect(isDelayed(books, spec, 1822)).toBe(true)
    expect(isDelayed(books, spec, 1823)).toBe(false)
  })

  it('is forgotten when the maximum has passed since the last launch', () => {
    const books = noDelays()
    addDelay(books, aSpec(), 0)
    expect(cleanDelays(books, 300_000)).toEqual([])
    expect(cleanDelays(books, 300_001)).toEqual(['/a'])
    expect(books.delays.size).toBe(0)
  })
})

/** Worked timelines T3 and T4 of reference/marathon.md 12. */
describe('an app that fails at once', () => {
  const crash = { id: '/crash', cmd: 'exit 1', cpus: 1, mem: 128 }

  it('is launched again with the next incarnation, when backoff and the 5 s of REVIVE are over', () => {
    const run = told({ actions: [submit(7000, crash)], untilMs: 30_000 })
    const launches = run.changes('marathon/instance:crash').filter(({ to }) => to === 'Provisioned')
    const [first = 0, ...others] = launches.map(({ at }) => at)
    const waits = others.map((at, n) => at - (n === 0 ? first : (others[n - 1] ?? 0)))
    expect(others.length).toBeGreaterThanOrEqual(3)
    expect(waits.every((wait) => wait >= 1000 && wait < 6200)).toBe(true)
    expect(run.tasks('crash').map((id) => id.slice(-7))).toEqual(
      launches.map((_, n) => `_app.${n + 1}`.padStart(7, '.')),
    )
    expect(new Set(run.changes('marathon/instance:crash').map(({ of }) => of)).size).toBe(1)
  })

  it('also when it ends well', () => {
    const run = told({ actions: [submit(7000, { ...crash, cmd: 'exit 0' })], untilMs: 12_000 })
    expect(run.changes('marathon/launcher:/crash').map(({ to }) => to)).toContain('backingOff')
    const ended = run.changes('marathon/instance:crash').find(({ to }) => to === 'Finished')
    expect(run.app('/crash', ended?.at ?? 0)).toMatchObject({
      status: 'Delayed',
      delayUntilMs: (ended?.at ?? 0) + 1000,
    })
  })

  it('makes its second instance wait for the same clock', () => {
    const run = told({
      actions: [
        submit(7000, { ...crash, backoffSeconds: 40 }),
        { atMs: 12_000, do: 'scaleApp', framework: 'marathon', app: '/crash', instances: 2 },
      ],
      untilMs: 40_000,
    })
    expect(run.lives('crash')).toEqual(['Scheduled Provisioned Starting Running Failed', 'Scheduled'])
  })

  it('is launched at once after its delay is deleted, which answers 204; 404 where nothing is queued', () => {
    const reset = (atMs: number, app: string) => ({ atMs, do: 'resetDelay', framework: 'marathon', app }) as const
    const run = told({
      actions: [submit(7000, { ...crash, backoffSeconds: 300 }), reset(16_000, '/crash'), reset(16_500, '/nobody')],
      untilMs: 20_000,
    })
    expect(run.sent('204')).toHaveLength(1)
    expect(run.sent('404').map(({ body }) => body)).toEqual([
      {
        request: 'DELETE /v2/queue/nobody/delay',
        body: { message: 'Application /nobody not found in tasks queue.' },
      },
    ])
    expect(run.lives('crash')[0]).toMatch(/Failed Provisioned/)
  })
})
