import { parseApp } from '#model/marathon/answer.ts'
import { describe, expect, it } from 'vitest'
import type { InstanceRecord, RunSpec } from './books.ts'
import { chooseVictims } from './victims.ts'

function specOf(more: object = {}): RunSpec {
  const app = parseApp({ id: '/web', cmd: 'sleep 60', ...more })
  if (!app.ok) throw new Error(JSON.stringify(app.error))
  return { app: app.value, version: 0, lastScalingAt: 0, configVersion: 0 }
}

const SPEC = specOf()

interface Told {
  readonly condition: string
  readonly stagedAt?: number
  readonly startedAt?: number | null
  readonly since?: number
  readonly rack?: string
}

function instance(
  id: string,
  { condition, stagedAt = 0, startedAt = null, since = 0, rack = 'a' }: Told,
): InstanceRecord {
  const placement = { agent: `h-${id}`, slaveId: `S-${id}`, region: null, zone: null, attributes: { rack } }
  const task = { id: `${id}.1`, placement, hostPorts: [], stagedAt, startedAt, state: null, mesosHealthy: null }
  return {
    id,
    spec: SPEC,
    goal: 'Running',
    condition,
    incarnation: 1,
    task: condition === 'Scheduled' ? null : task,
    reservation: null,
    since,
    lostSince: null,
    scheduledAt: 0,
    activeSince: 0,
    healthy: null,
  }
}

function chosen(instances: readonly InstanceRecord[], count: number, spec = SPEC): string {
  return chooseVictims(spec, instances, count)
    .map(({ id }) => id)
    .join(' ')
}

describe('who is killed when an app is scaled down', () => {
  const one = (condition: string): InstanceRecord => instance(condition, { condition, startedAt: 1 })

  it('goes by condition: what cannot be reached first, what waits for an offer last', () => {
    const all = ['Scheduled', 'Running', 'Provisioned', 'Starting', 'Unreachable', 'Failed', 'Staging'].map(one)
    expect(chosen(all, 4)).toBe('Unreachable Staging Starting Running')
    expect(chosen([one('Scheduled'), one('Running')], 1)).toBe('Running')
  })

  it('goes among running ones by when they started, not by when they were launched', () => {
    const slow = instance('slow', { condition: 'Running', stagedAt: 1, startedAt: 90 })
    const quick = instance('quick', { condition: 'Running', stagedAt: 50, startedAt: 51 })
    expect(chosen([quick, slow], 1)).toBe('slow')
    expect(chosen([quick, slow], 1, specOf({ killSelection: 'OLDEST_FIRST' }))).toBe('quick')
  })

  it('goes among staging ones by when they were staged, among starting ones since when they are', () => {
    const staging = [1, 3, 2].map((stagedAt) => instance(`s${stagedAt}`, { condition: 'Staging', stagedAt }))
    expect(chosen(staging, 3)).toBe('s3 s2 s1')
    const starting = [1, 3, 2].map((since) =>
      instance(`t${since}`, { condition: 'Starting', since, stagedAt: 9 - since }),
    )
    expect(chosen(starting, 3)).toBe('t3 t2 t1')
  })

  it('keeps groups balanced before all that', () => {
    const spec = specOf({ constraints: [['rack', 'GROUP_BY', '2']] })
    const racks = ['a', 'a', 'a', 'b'].map((rack, k) =>
      instance(`${rack}${k}`, { condition: 'Running', startedAt: k, rack }),
    )
    expect(chosen([...racks, instance('new', { condition: 'Staging', rack: 'b' })], 2, spec)).toBe('a2 new')
  })
})
