import { describe, expect, it } from 'vitest'
import { parseApp } from '#model/marathon/answer.ts'
import { ignitionOf, startNow } from './replace.ts'
import { FOREVER, submit, told } from './marathon.fixture.ts'

function anApp(instances: number, minimumHealthCapacity: number, maximumOverCapacity: number) {
  const upgradeStrategy = { minimumHealthCapacity, maximumOverCapacity }
  const app = parseApp({ id: '/a', cmd: 'sleep 1', instances, upgradeStrategy })
  if (!app.ok) throw new Error(JSON.stringify(app.error.body))
  return app.value
}

/** reference/marathon.md 8.3; `c` are all current instances, of which `h` are healthy. */
const ROWS = [
  { n: 1, min: 1, over: 1, h: 1, c: 1, maxCapacity: 2, killNow: 0, start: 1 },
  { n: 1, min: 0, over: 0, h: 1, c: 1, maxCapacity: 1, killNow: 1, start: 0 },
  { n: 4, min: 1, over: 0, h: 4, c: 4, maxCapacity: 5, killNow: 0, start: 1 },
  { n: 4, min: 1, over: 1, h: 4, c: 4, maxCapacity: 8, killNow: 0, start: 4 },
  { n: 4, min: 0.5, over: 0.25, h: 4, c: 4, maxCapacity: 5, killNow: 2, start: 1 },
  { n: 10, min: 0.5, over: 0.2, h: 10, c: 10, maxCapacity: 12, killNow: 5, start: 2 },
  { n: 10, min: 0.5, over: 0.2, h: 10, c: 12, maxCapacity: 12, killNow: 5, start: 0 },
  { n: 2, min: 1, over: 1, h: 2, c: 5, maxCapacity: 4, killNow: 3, start: 0 },
  { n: 100, min: 0.07, over: 0.15, h: 100, c: 100, maxCapacity: 114, killNow: 92, start: 14 },
] as const

describe('the start of a rolling upgrade', () => {
  it.each(ROWS)('n $n, min $min, over $over, $h of $c healthy: kills $killNow, starts $start', (row) => {
    const app = anApp(row.n, row.min, row.over)
    const { maxCapacity, killNow } = ignitionOf(app, row.h, row.c)
    expect({ maxCapacity, killNow }).toEqual({ maxCapacity: row.maxCapacity, killNow: row.killNow })
    expect(startNow(app, maxCapacity, row.c, 0)).toBe(row.start)
  })

  it('kills one more of an app that keeps its volumes, instead of exceeding it', () => {
    const volumes = [{ containerPath: 'data', mode: 'RW', persistent: { size: 10 } }]
    const read = parseApp({
      id: '/prod/a',
      role: 'prod',
      cmd: 'sleep 1',
      instances: 2,
      container: { type: 'MESOS', volumes },
      upgradeStrategy: { minimumHealthCapacity: 1, maximumOverCapacity: 0 },
    })
    if (!read.ok) throw new Error(JSON.stringify(read.error.body))
    expect(ignitionOf(read.value, 2, 2)).toEqual({ maxCapacity: 2, killNow: 1 })
  })
})

const AGENT = [{ id: 'agent-1', resources: 'cpus:8;mem:8192;ports:[31000-31100]' }]

describe('a rolling upgrade', () => {
  it('starts all new ones beside the old, then kills one old for each that runs', () => {
    const run = told({
      agents: AGENT,
      actions: [
        submit(7000, { id: '/web', ...FOREVER, instances: 2 }),
        { atMs: 15_000, do: 'updateApp', framework: 'marathon', app: { id: '/web', mem: 64 } },
      ],
      untilMs: 20_000,
    })
    expect(run.broken).toEqual([])
    expect(run.lives('web')).toEqual([
      'Scheduled Provisioned Starting Running Killed Expunged',
      'Scheduled Provisioned Starting Running Killed Expunged',
      'Scheduled Provisioned Starting Running',
      'Scheduled Provisioned Starting Running',
    ])
    const upgraded = run.changes('marathon/instance:web').filter(({ at, to }) => at > 15_000 && to === 'Running')
    const kills = run.sent('killTask').filter(({ from }) => from === 'marathon')
    expect(kills.map(({ at }) => at)).toEqual(upgraded.map(({ at }) => at))
    expect(run.events(15_000).filter((name) => name.startsWith('deployment'))).toEqual([
      'deployment_info',
      'deployment_step_success',
      'deployment_success',
    ])
  })

  it('kills first where nothing may be over, and starts when the old one is gone', () => {
    const run = told({
      agents: [{ id: 'agent-1', resources: 'cpus:1;mem:128;ports:[31000-31000]' }],
      actions: [
        submit(7000, {
          id: '/web',
          ...FOREVER,
          upgradeStrategy: { minimumHealthCapacity: 0, maximumOverCapacity: 0 },
        }),
        { atMs: 15_000, do: 'restartApp', framework: 'marathon', app: '/web' },
      ],
      untilMs: 22_000,
    })
    const [old, fresh] = run.lives('web')
    expect(old).toBe('Scheduled Provisioned Starting Running Killed Expunged')
    expect(fresh).toBe('Scheduled Provisioned Starting Running')
    const gone = run.changes('marathon/instance:web').find(({ to }) => to === 'Expunged')
    const scheduled = run.changes('marathon/instance:web').filter(({ to }) => to === 'Scheduled')[1]
    expect(scheduled?.at).toBe(gone?.at)
  })

  it('does not restart an old one that ends by itself', () => {
    const run = told({
      actions: [
        submit(7000, { id: '/web', cmd: 'sleep 9', cpus: 1, mem: 128 }),
        { atMs: 15_000, do: 'updateApp', framework: 'marathon', app: { id: '/web', cpus: 64 } },
      ],
      untilMs: 25_000,
    })
    expect(run.lives('web')).toEqual(['Scheduled Provisioned Starting Running Finished Expunged', 'Scheduled'])
  })

  it('begins with a fresh backoff', () => {
    const run = told({
      actions: [
        submit(7000, { id: '/web', cmd: 'exit 1', cpus: 1, mem: 128, backoffSeconds: 300 }),
        { atMs: 15_000, do: 'updateApp', framework: 'marathon', app: { id: '/web', cmd: 'sleep 1000' } },
      ],
      untilMs: 25_000,
    })
    expect(run.lives('web').at(-1)).toBe('Scheduled Provisioned Starting Running')
    expect(run.app('/web', 25_000).status).toBe('Running')
  })
})
