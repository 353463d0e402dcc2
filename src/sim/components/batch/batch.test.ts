import { describe, expect, it } from 'vitest'
import type { BatchDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Action } from '#model/scenario/types.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { SentRecord, TraceRecord } from '#model/trace/records.ts'
import { simulate } from '../../simulate.ts'

const AGENT = {
  id: 'node',
  resources: 'cpus:4;mem:4096',
  flags: { registrationBackoffFactorMs: 0 },
  containerLaunchMs: [20, 20],
}

interface Story {
  readonly framework: Partial<BatchDocument>
  readonly actions?: readonly unknown[]
  readonly detector?: 'leader' | 'standalone'
  readonly untilMs?: number
}

function recordsOf({ framework, actions = [], detector = 'leader', untilMs = 8000 }: Story): readonly TraceRecord[] {
  const result = parseScenario({
    version: 1,
    master: { detector },
    network: { latencyMs: [1, 1] },
    agents: [AGENT],
    frameworks: [{ id: 'fw', kind: 'batch', startAtMs: 1000, ...framework }],
    actions: actions as readonly Action[],
    untilMs,
  })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const { trace } = simulate(result.value, { checkEvery: 1 })
  return Array.from({ length: trace.count }, (_, i) => recordAt(trace, i))
}

/** Time and name of what the framework's process says to the master, without heartbeats and subscription. */
function said(records: readonly TraceRecord[], from = 'driver:fw'): readonly string[] {
  return records
    .filter((record): record is SentRecord => record.type === 'sent' && record.from === from && record.to === 'master')
    .map(({ at, name }) => `${at} ${name}`)
}

const SHORT = { id: 't', cpus: 1, mem: 64, runMs: 100 }

describe('a plain framework', () => {
  it('declines what it has no task for, each time the filter has passed', () => {
    expect(said(recordsOf({ framework: { refuseMs: 2000 } }))).toEqual([
      '1000 SUBSCRIBE',
      '1002 DECLINE',
      '4001 DECLINE',
      '7001 DECLINE',
    ])
  })

  it('lets its v0 driver acknowledge each update when the callback returns', () => {
    const records = recordsOf({ framework: { tasks: [SHORT] } })
    expect(said(records).map((line) => line.split(' ')[1])).toEqual([
      'SUBSCRIBE',
      'ACCEPT',
      'ACKNOWLEDGE',
      'ACKNOWLEDGE',
      'ACKNOWLEDGE',
      'DECLINE',
    ])
  })

  it('acknowledges late where its callbacks take time', () => {
    const records = recordsOf({ framework: { tasks: [SHORT], callbackMs: 300 } })
    const told = records.find((record) => record.type === 'delivered' && record.name === 'statusUpdate')
    const acknowledged = records.find((record) => record.type === 'sent' && record.name === 'ACKNOWLEDGE')
    expect((acknowledged?.at ?? 0) - (told?.at ?? 0)).toBe(300)
  })

  it('stops its driver in the callback of the last update, which is then not acknowledged', () => {
    const names = said(recordsOf({ framework: { tasks: [SHORT], onDone: 'teardown' } })).map(
      (line) => line.split(' ')[1],
    )
    expect(names).toEqual(['SUBSCRIBE', 'ACCEPT', 'ACKNOWLEDGE', 'ACKNOWLEDGE', 'TEARDOWN'])
  })

  it('acknowledges the last update before it only disconnects', () => {
    const records = recordsOf({ framework: { tasks: [SHORT], onDone: 'disconnect' } })
    const names = said(records).map((line) => line.split(' ')[1])
    expect(names).toEqual(['SUBSCRIBE', 'ACCEPT', 'ACKNOWLEDGE', 'ACKNOWLEDGE', 'ACKNOWLEDGE'])
    expect(records.some((record) => record.type === 'exited' && record.of === 'master')).toBe(true)
  })

  it('acknowledges by itself over the v1 library', () => {
    const records = recordsOf({ framework: { api: 'v1', tasks: [SHORT], onDone: 'teardown' } })
    const names = said(records).map((line) => line.split(' ')[1])
    expect(names).toEqual(['SUBSCRIBE', 'ACCEPT', 'ACKNOWLEDGE', 'ACKNOWLEDGE', 'ACKNOWLEDGE', 'TEARDOWN'])
  })

  it('does not launch again after a restart what it had launched before', () => {
    const actions = [
      { atMs: 3000, do: 'crashScheduler', framework: 'fw' },
      { atMs: 4000, do: 'restartScheduler', framework: 'fw' },
    ]
    const framework = { tasks: [{ ...SHORT, runMs: null }], failoverTimeoutMs: 60_000 }
    const names = said(recordsOf({ framework, actions })).map((line) => line.split(' ')[1])
    expect(names.filter((name) => name === 'ACCEPT')).toHaveLength(1)
    expect(names.filter((name) => name === 'SUBSCRIBE')).toHaveLength(2)
  })

  it('gives way to a second instance, which goes on with its tasks', () => {
    const actions = [
      { atMs: 3000, do: 'restartScheduler', framework: 'fw', takeover: true },
      { atMs: 5000, do: 'killTask', framework: 'fw', task: 't' },
    ]
    const framework = { tasks: [{ ...SHORT, runMs: null }], failoverTimeoutMs: 60_000 }
    const records = recordsOf({ framework, actions })
    expect(said(records).at(-1)).toBe('3002 DeactivateFrameworkMessage')
    const second = said(records, 'driver:fw~2').map((line) => line.split(' ')[1])
    expect(second.slice(0, 3)).toEqual(['SUBSCRIBE', 'KILL', 'ACKNOWLEDGE'])
  })

  it('hears that the master is gone where ZooKeeper tells', () => {
    const actions = [{ atMs: 3000, do: 'crashMaster' }]
    const records = recordsOf({ framework: {}, actions })
    expect(records.some((record) => record.type === 'sent' && record.name === 'disconnected')).toBe(true)
    const alone = recordsOf({ framework: {}, actions, detector: 'standalone' })
    expect(alone.some((record) => record.type === 'sent' && record.name === 'disconnected')).toBe(false)
  })

  it.each([
    [{ do: 'killTask', framework: 'fw', task: 't-1' }, 't-1 is not launched yet'],
    [{ do: 'restartScheduler', framework: 'fw' }, 'fw already runs'],
    [{ do: 'suppress', framework: 'fw' }, null],
  ])('%j: %s', (action, why) => {
    const framework = { tasks: [{ ...SHORT, count: 2, runMs: null, perOffer: 1 }], refuseMs: 100_000 }
    const [record] = recordsOf({ framework, actions: [{ atMs: 2000, ...action }] }).filter(
      ({ type }) => type === 'action',
    )
    expect((record as { impossible?: string } | undefined)?.impossible ?? null).toBe(why)
  })
})

describe('a plain framework whose tasks want reservations', () => {
  const KEPT = { ...SHORT, reserve: true, runMs: 1500 }
  const operationsOf = (records: readonly TraceRecord[]) =>
    records.flatMap((record) =>
      record.type === 'sent' && record.name === 'ACCEPT'
        ? (record.body as { operations: { type: string; resources?: string; role?: string }[] }).operations
        : [],
    )
  const framework = { role: 'prod', refuseMs: 1000 }

  it.each(['v0', 'v1'] as const)(
    'reserves before it launches, in one ACCEPT, and gives back in the end, over %s',
    (api) => {
      const records = recordsOf({ framework: { ...framework, api, tasks: [KEPT] } })
      const operations = operationsOf(records)
      expect(operations.map(({ type, resources, role }) => ({ type, resources, role }))).toEqual([
        { type: 'RESERVE', resources: 'cpus:1;mem:64', role: 'prod' },
        { type: 'LAUNCH', resources: undefined, role: undefined },
        { type: 'UNRESERVE', resources: 'cpus:1;mem:64', role: 'prod' },
      ])
      expect(operations[1]).toMatchObject({ taskInfos: [{ resources: 'cpus(prod):1;mem(prod):64' }] })
      const states = records.flatMap((record) =>
        record.type === 'task' && record.seenBy === 'scheduler' ? [record.state] : [],
      )
      expect(states.at(-1)).toBe('TASK_FINISHED')
      const applied = records.flatMap((record) =>
        record.type === 'delivered' && record.name === 'ApplyOperationMessage' ? [record.to] : [],
      )
      expect(applied).toEqual(['node', 'node'])
    },
  )

  it('uses for a later task what it reserved for an earlier one', () => {
    const later = { ...KEPT, id: 'u', atMs: 5000 }
    const operations = operationsOf(recordsOf({ framework: { ...framework, tasks: [KEPT, later] }, untilMs: 12_000 }))
    expect(operations.map(({ type }) => type)).toEqual(['RESERVE', 'LAUNCH', 'LAUNCH', 'UNRESERVE'])
  })

  it('reserves nothing in the role *', () => {
    const operations = operationsOf(recordsOf({ framework: { tasks: [KEPT] } }))
    expect(operations.map(({ type }) => type)).toEqual(['LAUNCH'])
  })
})
