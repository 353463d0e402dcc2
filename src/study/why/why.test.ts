import { describe, expect, it } from 'vitest'
import { NO_MATCH_REASONS } from '#model/trace/series.ts'
import { applyPatch } from '#model/patch.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { explain } from './explain.ts'
import { cluster, explainAt as explained, runOf, submit } from './incidents.fixture.ts'

const HELD = cluster(
  [{ id: 'node', count: 2, resources: 'cpus:4;mem:4096' }],
  [submit(5000, { id: '/web', cpus: 1 })],
  {
    frameworks: [
      { id: 'hoarder', kind: 'hoarder' },
      { id: 'marathon', kind: 'marathon' },
    ],
  },
)
const FULL = cluster(
  [{ id: 'node', count: 3, resources: 'cpus:2;mem:2048' }],
  [
    submit(2000, { id: '/small', instances: 3, cpus: 1, constraints: [['hostname', 'UNIQUE']] }),
    submit(12_000, { id: '/big', cpus: 2, mem: 256 }),
  ],
)
const SPREAD = cluster(
  [
    { id: 'small', resources: 'cpus:1;mem:1024', attributes: { rack: 'a' } },
    { id: 'large', resources: 'cpus:8;mem:8192', attributes: { rack: 'b' } },
  ],
  [submit(2000, { id: '/spread', instances: 4, cpus: 1, mem: 128, constraints: [['rack', 'GROUP_BY', '2']] })],
)
const PORT = cluster(
  [{ id: 'a', resources: 'cpus:4;mem:4096' }],
  [submit(2000, { id: '/lb', cpus: 0.5, portDefinitions: [{ port: 0 }], requirePorts: true })],
)
const ROLE = cluster(
  [{ id: 'a', resources: 'cpus:4;mem:4096' }],
  [submit(2000, { id: '/lb', acceptedResourceRoles: ['slave_public'] })],
  { frameworks: [{ id: 'marathon', kind: 'marathon', role: 'slave_public' }] },
)
const RESTART = cluster(
  [{ id: 'a', resources: 'cpus:1;mem:1024' }],
  [submit(2000, { id: '/one', cpus: 1 }), { atMs: 15_000, do: 'restartApp', framework: 'marathon', app: '/one' }],
)
const BACKOFF = cluster(
  [{ id: 'a', resources: 'cpus:4;mem:4096' }],
  [submit(2000, { id: '/b', cmd: 'sleep 1; exit 1', backoffSeconds: 10, backoffFactor: 2 })],
)
const LATE = cluster(
  [{ id: 'a', resources: 'cpus:4;mem:4096', startAtMs: 50_000 }],
  [submit(2000, { id: '/b', cpus: 3 })],
)

/** Each question is asked once. */
const answers = new Map<string, ReturnType<typeof explained>>()
function explainAt(document: ScenarioDocument, app: string, atMs: number): ReturnType<typeof explained> {
  const key = JSON.stringify([document, app, atMs])
  const known = answers.get(key) ?? explained(document, app, atMs)
  answers.set(key, known)
  return known
}

const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }]
const add = (path: string, value: unknown) => [{ op: 'add', path, value }]
const remove = (path: string) => [{ op: 'remove', path }]

const STORIES: readonly (readonly [string, ScenarioDocument, string, number, string, readonly unknown[]])[] = [
  ['somebody sits on its offers', HELD, '/web', 30_000, 'HeldByOthers', add('/master', { offerTimeoutMs: 10_000 })],
  [
    'it fits on no agent, though the cluster has room',
    FULL,
    '/big',
    40_000,
    'InsufficientCpus',
    replace('/actions/1/app/cpus', 1),
  ],
  [
    'one agent is full, the other has its share',
    SPREAD,
    '/spread',
    40_000,
    'UnfulfilledConstraint',
    remove('/actions/0/app/constraints/0'),
  ],
  [
    'its service port is wanted on the agent',
    PORT,
    '/lb',
    30_000,
    'InsufficientPorts',
    remove('/actions/0/app/requirePorts'),
  ],
  [
    'what is offered is not of its role',
    ROLE,
    '/lb',
    20_000,
    'UnfulfilledRole',
    remove('/actions/0/app/acceptedResourceRoles'),
  ],
  [
    'the new one waits for the old one',
    RESTART,
    '/one',
    30_000,
    'InsufficientCpus',
    add('/actions/0/app/upgradeStrategy', { minimumHealthCapacity: 0, maximumOverCapacity: 0 }),
  ],
  ['it failed and is held back', BACKOFF, '/b', 12_000, 'Backoff', replace('/actions/0/app/backoffSeconds', 0)],
  [
    'there is no agent',
    LATE,
    '/b',
    20_000,
    'NoOffers',
    add('/agents/-', { id: 'one-more', resources: 'cpus:4;mem:4096' }),
  ],
]

describe('an app that waits', () => {
  it.each(STORIES)('because %s', (_, document, app, at, why, change) => {
    const explanation = explainAt(document, app, at)
    expect(explanation).toMatchObject({ app, at, waiting: true, why })
    expect(explanation.fixes.map((fix) => fix.change)).toContainEqual(change)
  })

  it.each(STORIES)('because %s: every fix launches it in a run of its own', (_, document, app, at) => {
    for (const { change, launchesAtMs } of explainAt(document, app, at).fixes) {
      const patched = applyPatch(document, change)
      if (!patched.ok) throw new Error(patched.error.message)
      const trace = runOf({ ...(patched.value as ScenarioDocument), untilMs: launchesAtMs + 10 })
      const cured = explain(trace, ['marathon'], app, trace.count - 1, launchesAtMs)
      expect(cured.instances.running, JSON.stringify(change)).toBeGreaterThan(0)
    }
  })
})

describe('what comes before what the offers say', () => {
  it('is that nobody is asked for offers', () => {
    expect(explainAt(FULL, '/small', 4000)).toMatchObject({ why: 'OffersSuppressed', waiting: true, since: 2001 })
  })

  it('is that no launch is allowed now', () => {
    const flags = { launchTokens: 1, launchTokenRefreshIntervalMs: 300_000 }
    const document = cluster(
      [{ id: 'a', resources: 'cpus:4;mem:4096' }],
      [submit(2000, { id: '/b', cpus: 0.1, instances: 8 })],
      { frameworks: [{ id: 'marathon', kind: 'marathon', flags }] },
    )
    const trace = runOf(document)
    const empty = trace.series.get('app/marathon//b')
    const k = empty?.points.findIndex((_, n) => (trace.pointBody(empty, n) as { tokens: number }).tokens === 0) ?? -1
    const at = empty?.ats[k] as number
    expect(explain(trace, ['marathon'], '/b', empty?.ordinals[k] as number, at)).toMatchObject({ why: 'LaunchTokens' })
  })
})

describe('what is said beside', () => {
  it('is the funnel, all ten reasons in Marathon’s order, over all offers and over the newest of each agent', () => {
    const { funnel, funnelLastOffers, offers, since } = explainAt(FULL, '/big', 40_000)
    expect(funnel.map(({ reason }) => reason)).toEqual(NO_MATCH_REASONS)
    const cpus = (steps: typeof funnel) => steps.find(({ reason }) => reason === 'InsufficientCpus')
    expect(cpus(funnel)).toEqual({ reason: 'InsufficientCpus', processed: 6, declined: 6 })
    expect(cpus(funnelLastOffers)).toEqual({ reason: 'InsufficientCpus', processed: 3, declined: 3 })
    expect(offers.map(({ agent, reasons }) => [agent, ...reasons])).toEqual(
      ['node-1', 'node-2', 'node-3'].map((agent) => [agent, 'InsufficientCpus']),
    )
    expect(since).toBeGreaterThanOrEqual(12_000)
  })

  it('is each filter in force, with its end', () => {
    const { filters } = explainAt(FULL, '/big', 40_000)
    expect(filters.map(({ agent }) => agent)).toEqual(['node-1', 'node-2', 'node-3'])
    for (const { untilMs } of filters) expect(untilMs).toBeGreaterThan(130_000)
  })

  it('is nothing for an app that runs, and NotDeployed for one that nobody submitted', () => {
    const running = explainAt(FULL, '/small', 40_000)
    expect(running).toMatchObject({
      waiting: false,
      since: null,
      why: null,
      fixes: [],
      instances: { wanted: 3, running: 3 },
    })
    expect(explainAt(FULL, '/other', 40_000)).toMatchObject({ why: 'NotDeployed', waiting: true, fixes: [] })
    expect(explainAt(FULL, '/big', 1000)).toMatchObject({ why: 'NotDeployed' })
  })

  it('is not waiting while its image is pulled, nor after it was destroyed', () => {
    const image = { container: { type: 'DOCKER', docker: { image: 'redis' } } }
    const destroy = { atMs: 30_000, do: 'destroyApp', framework: 'marathon', app: '/img' }
    const document = cluster(
      [{ id: 'a', resources: 'cpus:4;mem:4096', imagePullMs: 15_000 }],
      [submit(2000, { id: '/img', ...image }), destroy],
    )
    expect(explainAt(document, '/img', 15_000)).toMatchObject({ waiting: false, why: null, instances: { running: 0 } })
    expect(explainAt(document, '/img', 59_000)).toMatchObject({ why: 'NotDeployed', instances: { wanted: 0 } })
  })

  it('puts fewer operations first, then the smaller change, each once', () => {
    const { fixes } = explainAt(FULL, '/big', 40_000)
    expect(fixes.map(({ change }) => change[0]?.path)).toEqual(['/actions/1/app/cpus', '/agents/-'])
  })

  it('changes what an update said last', () => {
    const update = { atMs: 20_000, do: 'updateApp', framework: 'marathon', app: { id: '/web', cpus: 9 } }
    const document = cluster(
      [{ id: 'a', resources: 'cpus:4;mem:4096' }],
      [submit(2000, { id: '/web', cpus: 1 }), update],
    )
    expect(explainAt(document, '/web', 40_000).fixes[0]?.change[0]?.path).toBe('/actions/1/app/cpus')
  })

  it('makes a volume so small that it fits, or brings an agent with so much disk', () => {
    const volumes = [{ containerPath: 'data', mode: 'RW', persistent: { size: 500 } }]
    const document = cluster(
      [{ id: 'a', resources: 'cpus:4;mem:4096;disk:300' }],
      [submit(2000, { id: '/db', disk: 20, container: { type: 'MESOS', volumes } })],
      { frameworks: [{ id: 'marathon', kind: 'marathon', role: 'prod' }] },
    )
    const { why, fixes } = explainAt(document, '/db', 40_000)
    expect(why).toBe('InsufficientDisk')
    expect(fixes.map(({ change }) => change[0])).toEqual([
      { op: 'replace', path: '/actions/0/app/container/volumes/0/persistent/size', value: 280 },
      {
        op: 'add',
        path: '/agents/-',
        value: { id: 'one-more', resources: 'cpus:1;mem:128;disk:520;ports:[31000-32000]' },
      },
    ])
  })
})
