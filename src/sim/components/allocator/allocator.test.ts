import { describe, expect, it } from 'vitest'
import type { TraceRecord } from '#model/trace/records.ts'
import {
  accept,
  calls,
  decline,
  play,
  registerAgent,
  reregisterAgent,
  type Say,
  subscribe,
} from '../master/world.fixture.ts'

const start = [registerAgent(10), subscribe(100)]
const offersTo = (lines: readonly string[], name: string): string[] =>
  lines.filter((line) => line.includes(`> driver:${name} ResourceOffersMessage`))
const runs = (records: readonly TraceRecord[]): string[] =>
  records.flatMap((record) =>
    record.type === 'allocation'
      ? [
          `${record.at} ${record.trigger} ${record.grants.map(({ framework, agent }) => `${framework}@${agent}`).join(',')}`,
        ]
      : [],
  )

describe('runs', () => {
  it('come every second, and at once for who is new', () => {
    const { records } = play({ agents: ['a1', 'a2'], says: [...start, registerAgent(1500, 'a2')], untilMs: 3000 })
    expect(runs(records)).toEqual([
      '12 addSlave ',
      '101 addFramework f@a1',
      '1000 batch ',
      '1502 addSlave f@a2',
      '2000 batch ',
      '3000 batch ',
    ])
  })

  it('are shared by all that trigger in one moment', () => {
    const says = [registerAgent(10), subscribe(100), subscribe(100, 'g')]
    const { records } = play({ frameworks: ['f', 'g'], says, untilMs: 200 })
    expect(runs(records).slice(1)).toEqual(['101 addFramework f@a1'])
  })

  it('name for each that got nothing the check that refused', () => {
    const says = [...start, decline(110, 'f', 10), subscribe(500, 'g', { roles: ['r'] }), decline(600, 'g', 10)]
    const { records } = play({ frameworks: ['f', 'g'], says, untilMs: 1000 })
    const last = records.findLast((record) => record.type === 'allocation')
    expect(last?.type === 'allocation' ? last.refusals : []).toEqual([
      { framework: 'f', role: '*', agent: 'a1', reason: 'Filtered' },
      { framework: 'g', role: 'r', agent: 'a1', reason: 'Filtered' },
    ])
  })
})

describe('a filter', () => {
  it('that ends with a batch which was armed before it still holds for that batch', () => {
    const { lines } = play({ says: [...start, decline(1999, 'f', 1)], untilMs: 5000 })
    expect(offersTo(lines, 'f').at(-1)).toMatch(/^4000 /)
  })

  it('that was armed first is gone by then', () => {
    const { lines } = play({ says: [...start, decline(1998, 'f', 1.001)], untilMs: 5000 })
    expect(offersTo(lines, 'f').at(-1)).toMatch(/^3000 /)
  })

  it('lasts at least an allocation interval, 5 s where nothing is said, and not at all for 0', () => {
    const back = (refuse: number | undefined): string | undefined => {
      const says: Say[] = [
        ...start,
        {
          at: 300,
          who: 'driver:f',
          name: 'DECLINE',
          body: ({ frameworkId, offers }) => ({
            frameworkId,
            offerIds: [offers.at(-1)?.id],
            filters: refuse === undefined ? {} : { refuseSeconds: refuse },
          }),
        },
      ]
      return offersTo(play({ says, untilMs: 9000 }).lines, 'f')
        .at(-1)
        ?.split(' ')[0]
    }
    expect([back(0.01), back(undefined), back(0), back(-1), back(3)]).toEqual(['2000', '6000', '1000', '6000', '4000'])
  })

  it('is dropped by REVIVE, and its timer with it', () => {
    const says = [...start, decline(300, 'f', 1000), calls(1500, 'f', 'REVIVE', { roles: [] })]
    const { lines, records, trace } = play({ says, untilMs: 2500 })
    expect(offersTo(lines, 'f').at(-1)).toMatch(/^1501 /)
    const timer = records.flatMap((record) =>
      record.type === 'timer' && record.name.startsWith('filter/')
        ? [`${record.at} ${record.what} ${record.name}`]
        : [],
    )
    expect(timer).toEqual(['301 armed filter/f/*/a1/0', '1501 cancelled filter/f/*/a1/0'])
    expect(trace.series.get('filter/f/*/a1/0')?.values).toEqual([1_000_301, 0])
  })
})

describe('SUPPRESS', () => {
  it('ends the offers of its roles until REVIVE; one unknown role drops the call', () => {
    const says = [
      ...start,
      calls(200, 'f', 'SUPPRESS', { roles: ['nobody'] }),
      calls(300, 'f', 'SUPPRESS', { roles: [] }),
      decline(400, 'f', 0),
      calls(3500, 'f', 'REVIVE', { roles: [] }),
    ]
    const { lines, trace } = play({ says, untilMs: 4000 })
    expect(offersTo(lines, 'f').map((line) => line.split(' ')[0])).toEqual(['101', '3501'])
    const series = trace.series.get('suppressed/f/*')
    expect([series?.ats, series?.values]).toEqual([
      [101, 301, 3501],
      [0, 1, 0],
    ])
  })
})

describe('timelines', () => {
  it('tell shares by weight and by the resource that decides', () => {
    const says = [
      registerAgent(10),
      registerAgent(10, 'a2'),
      subscribe(100, 'f', { roles: ['r'] }),
      decline(200, 'f', 60),
    ]
    const { trace } = play({ agents: ['a1', 'a2'], roles: { r: { weight: 2 } }, says, untilMs: 300 })
    expect(trace.series.get('share/r')?.values).toEqual([0, 0.5, 0.25])
    expect(trace.series.get('share/r/f')?.values).toEqual([0, 1, 0.5])
    const series = trace.series.get('share/r')
    expect(series && trace.pointBody(series, 1)).toEqual({ resource: 'cpus', weight: 2 })
  })
})

describe('after a failover with quota', () => {
  it('nothing is offered before most agents are back, or the timeout', () => {
    const agents = ['a1', 'a2']
    const says = [registerAgent(10), registerAgent(10, 'a2'), reregisterAgent(3100, 'a1'), subscribe(3200, 'g')]
    const roles = { q: { quota: { guarantees: 'cpus:1', limits: 'cpus:4' } } }
    const actions = [
      { atMs: 2000, do: 'crashMaster' },
      { atMs: 3000, do: 'restartMaster' },
    ]
    const plan = { agents, frameworks: ['f', 'g'], roles, actions, untilMs: 20_000 }
    const early = play({
      ...plan,
      says: says.slice(0, 2).concat(subscribe(3200, 'g')),
      master: { allocatorRecoveryTimeoutMs: 10_000 },
    })
    expect(runs(early.records).filter((line) => line.startsWith('4000'))).toEqual([])
    expect(runs(early.records).some((line) => line.startsWith('14000 batch'))).toBe(true)
    const back = play({ ...plan, says })
    expect(offersTo(back.lines, 'g')[0]).toMatch(/a1/)
    expect(runs(back.records).some((line) => line.startsWith('4000'))).toBe(true)
  })
})

describe('an ACCEPT', () => {
  it('pauses the allocator while it settles', () => {
    const { records } = play({
      says: [...start, accept(110, 'f', [{ id: 't', resources: 'cpus:1;mem:64' }], 0)],
      untilMs: 200,
    })
    const states = records.flatMap((record) =>
      record.type === 'state' && record.of === 'allocator' && record.at > 110 ? [record.to] : [],
    )
    expect(states).toEqual(['paused', 'idle'])
  })
})
