/** Keys of the scenario that change what agents, links and offers are: each shows in the trace. */
import { parseScenario } from '#model/scenario/parse.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.ts'

function runOf(document: object): readonly TraceRecord[] {
  const parsed = parseScenario({ version: 1, seed: 3, untilMs: 12_000, ...document })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const { trace } = simulate(parsed.value, { checkEvery: 1 })
  const records = Array.from({ length: trace.count }, (_, i) => recordAt(trace, i))
  expect(records.filter(({ type }) => type === 'broken')).toEqual([])
  return records
}

const sentOf = (records: readonly TraceRecord[], ...names: readonly string[]) =>
  records.flatMap((record) => (record.type === 'sent' && names.includes(record.name) ? [record] : []))

/** `framework agent resources` of every grant, each once. */
function grantsOf(records: readonly TraceRecord[]): readonly string[] {
  const all = records.flatMap((record) => (record.type === 'allocation' ? record.grants : []))
  return [...new Set(all.map(({ framework, agent, resources }) => `${framework} ${agent} ${resources}`))].sort()
}

function reasonsOf(records: readonly TraceRecord[]): readonly string[] {
  const all = records.flatMap((record) => (record.type === 'allocation' ? record.refusals : []))
  return [...new Set(all.map(({ framework, agent, reason }) => `${framework} ${agent} ${reason}`))].sort()
}

describe('the domain of agents', () => {
  const domain = (region: string) => ({ region, zone: `${region}-1` })
  const records = runOf({
    master: { domain: domain('home') },
    agents: [
      { id: 'near', resources: 'cpus:1;mem:64;ports:[]', domain: domain('home') },
      { id: 'far', resources: 'cpus:2;mem:64;ports:[]', domain: domain('abroad') },
      { id: 'nowhere', resources: 'cpus:3;mem:64;ports:[]' },
    ],
    frameworks: [
      { id: 'homely', kind: 'batch' },
      { id: 'aware', kind: 'batch', role: 'r', capabilities: ['REGION_AWARE'], startAtMs: 3000 },
    ],
  })

  it('keeps another region from frameworks that are not aware of regions, and says so', () => {
    expect(grantsOf(records).filter((grant) => grant.includes('far'))).toEqual(['aware far cpus:2;mem:64'])
    expect(reasonsOf(records)).toContain('homely far Region')
    expect(grantsOf(records)).toContain('homely nowhere cpus:3;mem:64')
  })

  it('is told with every offer', () => {
    const offers = sentOf(records, 'ResourceOffersMessage').flatMap(
      ({ body }) => (body as { offers: { hostname: string; domain?: object }[] }).offers,
    )
    expect(offers.find(({ hostname }) => hostname === 'near')?.domain).toEqual(domain('home'))
    expect(offers.find(({ hostname }) => hostname === 'nowhere')?.domain).toBeUndefined()
  })

  it('is what constraints of Marathon on @region and @zone look at', () => {
    const app = { id: '/web', cmd: 'sleep 60', cpus: 0.1, mem: 32, constraints: [['@zone', 'IS', 'abroad-1']] }
    const marathon = runOf({
      master: { domain: domain('home') },
      agents: ['home', 'abroad'].map((region) => ({
        id: region,
        resources: 'cpus:1;mem:64;ports:[1-9]',
        domain: domain(region),
      })),
      frameworks: [{ id: 'marathon', kind: 'marathon' }],
      actions: [{ atMs: 2000, do: 'submitApp', framework: 'marathon', app }],
    })
    expect(
      [...new Set(sentOf(marathon, 'RunTaskMessage').map(({ to }) => to))].filter((to) => !to.includes(':')),
    ).toEqual(['abroad'])
  })
})

describe('the time to fetch', () => {
  it('passes before a container with uris starts', () => {
    const app = { id: '/web', cmd: 'sleep 60', cpus: 0.1, mem: 32, fetch: [{ uri: 'http://packages/web.tgz' }] }
    const startOf = (fetchMs: readonly number[], it_: object) => {
      const records = runOf({
        agents: [{ id: 'a', resources: 'cpus:1;mem:64;ports:[1-9]', containerLaunchMs: [10, 10], fetchMs }],
        frameworks: [{ id: 'marathon', kind: 'marathon' }],
        actions: [{ atMs: 2000, do: 'submitApp', framework: 'marathon', app: it_ }],
      })
      const run = sentOf(records, 'RunTaskMessage').find(({ to }) => to === 'a')
      const timers = records.flatMap((record) => (record.type === 'timer' && record.name === 'fetch' ? [record] : []))
      const registered = sentOf(records, 'RegisterExecutorMessage')[0]
      return { tookMs: (registered?.at ?? 0) - (run?.at ?? 0), timers: timers.map(({ what }) => what) }
    }
    const quick = startOf([100, 100], app)
    const slow = startOf([3100, 3100], app)
    expect(quick.timers).toEqual(['armed', 'fired'])
    expect(slow.tookMs - quick.tookMs).toBe(3000)
    expect(startOf([3100, 3100], { ...app, fetch: [] }).timers).toEqual([])
  })
})

describe('rules for links', () => {
  const of = (links: object[]) =>
    runOf({
      network: { latencyMs: [1, 1], links },
      agents: ['a', 'b'].map((id) => ({ id, resources: 'cpus:1;mem:64;ports:[]' })),
      frameworks: [{ id: 'f', kind: 'batch', tasks: [{ id: 't', count: 2, cpus: 1, mem: 64, perOffer: 1 }] }],
    })
  const flights = (records: readonly TraceRecord[], from: string, to: string) => [
    ...new Set(
      records.flatMap((record) =>
        record.type === 'sent' && record.from === from && record.to === to && record.arrivesAt !== record.at
          ? [(record.arrivesAt ?? 0) - record.at]
          : [],
      ),
    ),
  ]

  it('give the messages between two components another latency, both ways', () => {
    const records = of([{ between: ['master', 'a'], latencyMs: [40, 40] }])
    expect(flights(records, 'master', 'a')).toEqual([40])
    expect(flights(records, 'a', 'master')).toEqual([40])
    expect(flights(records, 'master', 'b')).toEqual([1])
    expect(flights(records, 'driver:f', 'master')).toEqual([1])
  })

  it('let an agent stand for all that runs on it, and the later rule win', () => {
    const records = of([
      { between: ['driver:f', 'master'], latencyMs: [7, 7] },
      { between: ['master', 'a'], latencyMs: [40, 40] },
      { between: ['a', 'master'], latencyMs: [60, 60] },
    ])
    expect(flights(records, 'master', 'driver:f')).toEqual([7])
    expect(flights(records, 'master', 'a')).toEqual([60])
    expect(flights(records, 'observer:a', 'a')).toEqual([60])
  })
})

describe('what a plain framework wants of offers', () => {
  const AGENTS = [
    { id: 'small', resources: 'cpus:1;mem:64;ports:[]', attributes: { rack: 'x' } },
    { id: 'large', resources: 'cpus:4;mem:64;ports:[]', attributes: { rack: 'y1' } },
    { id: 'bare', resources: 'cpus:4;mem:64;ports:[]' },
  ]
  const one = (keys: object, api: 'v0' | 'v1') =>
    runOf({ agents: AGENTS, frameworks: [{ id: 'f', kind: 'batch', role: 'r', api, refuseMs: 60_000, ...keys }] })

  it.each(['v0', 'v1'] as const)('is at least an amount, by offer filters, over %s', (api) => {
    const records = one({ offerFilters: { r: ['cpus:2;mem:64'], other: 'cpus:9' } }, api)
    expect(grantsOf(records).map((grant) => grant.split(' ')[1])).toEqual(['bare', 'large'])
    expect(reasonsOf(records)).toContain('f small MinAllocatable')
    expect(sentOf(records, 'SUBSCRIBE')[0]?.body).toMatchObject({
      frameworkInfo: { offerFilters: { r: ['cpus:2;mem:64'], other: ['cpus:9'] } },
    })
  })

  it.each(['v0', 'v1'] as const)('is an agent, by offer constraints, over %s', (api) => {
    const rack = { attribute: 'rack', predicate: 'textMatches', value: 'y[0-9]' }
    const name = { attribute: '@hostname', predicate: 'textEquals', value: 'small' }
    const records = one({ offerConstraints: { r: [[rack], [name]] } }, api)
    expect(grantsOf(records).map((grant) => grant.split(' ')[1])).toEqual(['large', 'small'])
    expect(reasonsOf(records)).toContain('f bare OfferConstraints')
    expect(sentOf(records, 'SUBSCRIBE').find(({ to }) => to === 'master')?.body).toMatchObject({
      offerConstraints: { r: [[rack], [name]] },
    })
  })

  it('is kept when the framework subscribes to a new master', () => {
    const records = runOf({
      agents: AGENTS,
      frameworks: [
        { id: 'f', kind: 'batch', role: 'r', offerConstraints: { r: [[{ attribute: 'rack', predicate: 'exists' }]] } },
      ],
      actions: [
        { atMs: 4000, do: 'crashMaster' },
        { atMs: 5000, do: 'restartMaster' },
      ],
    })
    const late = records.filter(({ at }) => at > 5000)
    expect([...new Set(grantsOf(late).map((grant) => grant.split(' ')[1]))]).toEqual(['large', 'small'])
  })

  it.each([
    ['v0', 'FrameworkErrorMessage'],
    ['v1', 'ERROR'],
  ] as const)('is refused by the master where its expressions are of another kind, over %s', (api, name) => {
    const behind = { attribute: 'rack', predicate: 'textMatches', value: '(?<=x)y' }
    const records = one({ offerConstraints: { r: [[behind]] } }, api)
    expect(sentOf(records, name).map(({ body }) => body)[0]).toEqual({
      message: "Offer constraints of role 'r': '(?<=x)y' is not valid: a construct that is not known here",
    })
    expect(grantsOf(records)).toEqual([])
  })

  it('must be an expression that can be read', () => {
    const parsed = parseScenario({
      version: 1,
      agents: AGENTS,
      frameworks: [
        {
          id: 'f',
          kind: 'batch',
          offerConstraints: { '*': [[{ attribute: 'rack', predicate: 'textMatches', value: '(' }]] },
        },
      ],
    })
    expect(parsed.ok ? [] : parsed.error).toEqual([
      {
        path: '/frameworks/0/offerConstraints/*/0/0/value',
        message: 'it is not a regular expression',
      },
    ])
  })
})
