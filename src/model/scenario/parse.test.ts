import { describe, expect, it } from 'vitest'
import { resourcesOf } from '../resources.ts'
import { parseScenario, readScenario } from './parse.ts'
import { MAX_TEXT } from './plain.ts'
import type { Scenario } from './types.ts'

function parsed(document: unknown): Scenario {
  const found = parseScenario(document)
  if (!found.ok) throw new Error(JSON.stringify(found.error))
  return found.value
}

/** The issues of a document, one `path: message` each. */
function issues(document: unknown): readonly string[] {
  const found = parseScenario(document)
  return found.ok ? [] : found.error.map(({ path, message }) => `${path}: ${message}`)
}

const CLUSTER = {
  version: 1,
  agents: [{ id: 'agent-1' }],
  frameworks: [
    { id: 'marathon', kind: 'marathon' },
    { id: 'batch', kind: 'batch' },
  ],
}
const withActions = (...actions: readonly unknown[]): unknown => ({ ...CLUSTER, actions })

describe('a scenario with nothing but what must be there', () => {
  const scenario = parsed({
    version: 1,
    agents: [{ id: 'a' }],
    frameworks: [
      { id: 'm', kind: 'marathon' },
      { id: 'b', kind: 'batch', tasks: [{ id: 't' }] },
    ],
  })

  it('has the defaults of the Mesos master', () => {
    expect(scenario.master).toMatchObject({
      allocationIntervalMs: 1000,
      offerTimeoutMs: null,
      agentPingTimeoutMs: 15_000,
      maxAgentPingTimeouts: 5,
      agentReregisterTimeoutMs: 600_000,
      minAllocatableResources: ['cpus:0.01', 'mem:32'],
      recoveryAgentRemovalLimit: 1,
      detector: 'leader',
    })
  })

  it('has the defaults of an agent: what Mesos falls back to, and its flags', () => {
    const agent = scenario.agents[0]
    expect(agent?.resources).toEqual(resourcesOf('cpus:1;mem:1024;disk:10240;ports:[31000-32000]'))
    expect(agent).toMatchObject({ containerLaunchMs: [20, 60], imagePullMs: [2000, 8000], startAtMs: 0, domain: null })
    expect(agent?.flags).toMatchObject({ executorShutdownGracePeriodMs: 5000, recoveryTimeoutMs: 900_000 })
  })

  it("has Marathon's flags and the plain framework's five seconds", () => {
    const [marathon, batch] = scenario.frameworks
    expect(marathon).toMatchObject({
      roles: ['*'],
      flags: { declineOfferDurationMs: 120_000, minReviveOffersIntervalMs: 5000, disableSuppressOffers: false },
    })
    expect(batch).toMatchObject({ api: 'v0', refuseMs: 5000, executor: 'command', onDone: null, failoverTimeoutMs: 0 })
    expect(batch?.kind === 'batch' && batch.tasks[0]).toMatchObject({ count: null, runMs: null, perOffer: null })
  })

  it('starts from seed 0, without roles, actions or end', () => {
    expect(scenario).toMatchObject({ seed: 0, title: '', roles: {}, actions: [], untilMs: null })
    expect(scenario.network).toEqual({ latencyMs: [1, 5], links: [] })
  })
})

describe('what the document may say in more than one way', () => {
  it('unfolds the count of an agent, and of one that is added later', () => {
    const scenario = parsed({
      ...CLUSTER,
      agents: [{ id: 'x' }, { id: 'node', count: 3 }],
      actions: [{ atMs: 5, do: 'addAgent', agent: { id: 'late', count: 2, resources: 'cpus:1' } }],
    })
    expect(scenario.agents.map((agent) => agent.id)).toEqual(['x', 'node-1', 'node-2', 'node-3'])
    expect(scenario.actions).toEqual([
      { atMs: 5, do: 'addAgent', agent: { id: 'late-1', resources: 'cpus:1' } },
      { atMs: 5, do: 'addAgent', agent: { id: 'late-2', resources: 'cpus:1' } },
    ])
  })

  it('takes flags in the text of Mesos', () => {
    const master = {
      minAllocatableResources: 'cpus:0.1|mem:64',
      agentRemovalRateLimit: '1/20mins',
      recoveryAgentRemovalLimit: '50%',
      fairSharingExcludedResourceNames: 'gpus, disk',
    }
    expect(parsed({ ...CLUSTER, master }).master).toMatchObject({
      minAllocatableResources: ['cpus:0.1', 'mem:64'],
      agentRemovalRateLimit: { count: 1, perMs: 1_200_000 },
      recoveryAgentRemovalLimit: 0.5,
      fairSharingExcludedResourceNames: ['gpus', 'disk'],
    })
  })

  it('reads role, roles and the flag mesos_role', () => {
    const frameworks = [
      { id: 'a', kind: 'batch', role: 'x' },
      { id: 'b', kind: 'hoarder', roles: ['x', 'y/z'], suppressedRoles: ['x'] },
      { id: 'c', kind: 'marathon', flags: { mesosRole: 'prod', suppressOffers: false } },
    ]
    const scenario = parsed({ version: 1, agents: [], frameworks })
    expect(scenario.frameworks.map((framework) => framework.roles)).toEqual([['x'], ['x', 'y/z'], ['prod']])
    expect(scenario.frameworks[2]).toMatchObject({ flags: { disableSuppressOffers: true } })
  })

  it('keeps a limit of 0 apart from no limit', () => {
    const { roles } = parsed({ ...CLUSTER, roles: { a: { quota: { limits: 'cpus:0' } }, b: { quota: {} }, c: {} } })
    expect(roles['a']?.quota?.limits).toMatchObject([{ name: 'cpus', milli: 0 }])
    expect(roles['b']?.quota).toBeNull()
    expect(roles['c']).toEqual({ weight: 1, quota: null })
  })

  it('takes one number for both ends of a span', () => {
    expect(parsed({ ...CLUSTER, network: { latencyMs: 3 } }).network.latencyMs).toEqual([3, 3])
  })

  it('sorts actions by time and keeps the order within a millisecond', () => {
    const { actions } = parsed(
      withActions(
        { atMs: 9, do: 'crashMaster' },
        { atMs: 1, do: 'setHealth', task: 't', healthy: false },
        { atMs: 1, do: 'killTask', task: 't', framework: 'batch', scale: false },
        { do: 'deliverAt', message: 'master#3', deliverMs: 70 },
      ),
    )
    expect(actions.map((action) => JSON.stringify(action))).toEqual([
      '{"atMs":0,"do":"deliverAt","message":"master#3","deliverMs":70}',
      '{"atMs":1,"do":"setHealth","task":"t","healthy":false}',
      '{"atMs":1,"do":"killTask","framework":"batch","task":"t"}',
      '{"atMs":9,"do":"crashMaster"}',
    ])
  })

  it('gives the document back beside the scenario', () => {
    const text = JSON.stringify(withActions({ atMs: 1, do: 'crashMaster' }))
    const found = readScenario(text)
    expect(found.ok && JSON.stringify(found.value.document)).toBe(text)
  })
})

describe('a text that is no scenario', () => {
  it.each([
    ['{ "version": 1,\n  "agents": }', '/: not JSON at line 2, column 13: expected a value, found "}"'],
    ['', '/: not JSON at line 1, column 1: expected a value, found the end of the text'],
    ['[]', '/: expected an object: a scenario'],
    ['"x"', '/: expected an object: a scenario'],
    ['{"version":3}', '/version: this is version 3 of the format; this program reads version 1'],
    [`"${'x'.repeat(MAX_TEXT)}"`, '/: the text is longer than 2 MB'],
    ['['.repeat(100) + ']'.repeat(100), '/: the document is nested deeper than 64 levels'],
  ])('gets one sentence (%#)', (text, issue) => {
    expect(issues(text)).toEqual([issue])
  })

  it('is refused as a value that JSON cannot say', () => {
    const cyclic: Record<string, unknown> = { version: 1 }
    cyclic['agents'] = cyclic
    expect(issues(cyclic)).toEqual(['/: the document is nested deeper than 64 levels'])
    expect(issues({ version: new Date(0) })).toEqual([
      '/: the document holds something that is neither a list nor a plain object',
    ])
    expect(issues({ version: Number.NaN })).toEqual(['/: the document holds a number that is not finite'])
  })

  it('is bounded as a value too', () => {
    expect(issues({ version: 1, title: 'x'.repeat(MAX_TEXT) })).toEqual(['/: the document is longer than 2 MB'])
  })

  it('may begin with a byte order mark', () => {
    expect(issues(`\ufeff${JSON.stringify(CLUSTER)}`)).toEqual([])
  })

  it('names all keys that are missing', () => {
    expect(issues({})).toEqual([
      '/version: this key is missing',
      '/agents: this key is missing',
      '/frameworks: this key is missing',
    ])
  })
})
