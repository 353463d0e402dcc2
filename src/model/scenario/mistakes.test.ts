import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseScenario } from './parse.ts'
import { aScenarioDocument } from './scenario.fixture.ts'
import { ACTION_NAMES } from './types.ts'

/** The issues of a document, one `path: message` each. */
function issues(document: unknown): readonly string[] {
  const found = parseScenario(document)
  return found.ok ? [] : found.error.map(({ path, message }) => `${path}: ${message}`)
}

const CLUSTER = {
  version: 1,
  agents: [{ id: 'a1' }],
  frameworks: [
    { id: 'm', kind: 'marathon' },
    { id: 'b', kind: 'batch' },
  ],
}
const after = (...actions: readonly unknown[]): readonly string[] => issues({ ...CLUSTER, actions })
const agents = (...entries: readonly unknown[]): readonly string[] => issues({ ...CLUSTER, agents: entries })
const frameworks = (...entries: readonly unknown[]): readonly string[] => issues({ ...CLUSTER, frameworks: entries })

describe('a mistake in one key', () => {
  it.each([
    [{ seed: -1 }, '/seed: expected a whole number from 0 to 4294967295, found -1'],
    [{ seed: 1.5 }, '/seed: expected a whole number from 0 to 4294967295, found 1.5'],
    [{ seed: '1' }, '/seed: expected a whole number from 0 to 4294967295, found "1"'],
    [{ untilMs: {} }, '/untilMs: expected a whole number from 0 to 1000000000000, found an object'],
    [{ title: 3 }, '/title: expected an object, found 3'],
    [{ title: { en: 'x' } }, '/title/zh: this key is missing'],
    [{ action: [] }, '/action: there is no such key here; did you mean "actions"?'],
    [
      { master: { offerTimeout: 5 } },
      '/master/offerTimeout: there is no such key here; did you mean "offerTimeoutMs"?',
    ],
    [{ master: { detector: 'zk' } }, '/master/detector: expected one of "leader", "standalone", found "zk"'],
    [{ master: { roleSorter: 'random' } }, '/master/roleSorter: expected one of "drf", found "random"'],
    [{ master: { agentRemovalRateLimit: '1/2' } }, '/master/agentRemovalRateLimit: expected a rate such as "1/10mins"'],
    [
      { master: { minAllocatableResources: ['cpus'] } },
      '/master/minAllocatableResources/0: "cpus" is not an amount such as cpus:6',
    ],
    [{ network: { latencyMs: [5, 1] } }, '/network/latencyMs: the low end 5 is above the high end 1'],
    [
      { network: { latencyMs: [1] } },
      '/network/latencyMs: expected [low, high] in whole milliseconds of 0 or more, found [1]',
    ],
    [
      { network: { latencyMs: [-1, 1] } },
      '/network/latencyMs: expected [low, high] in whole milliseconds of 0 or more, found [-1, 1]',
    ],
    [{ roles: { 'a//b': {} } }, '/roles/a~1~1b: a role must not start or end with "/" or have two in a row'],
    [{ roles: { a: { weight: 0 } } }, '/roles/a/weight: expected a number above 0, at most 1000000000, found 0'],
    [
      { roles: { a: { quota: { limits: 'cpus(x):1' } } } },
      '/roles/a/quota/limits: "cpus(x):1" is not an amount such as cpus:6',
    ],
    [
      { roles: { a: { quota: { guarantees: 'cpus:2', limits: 'cpus:1' } } } },
      '/roles/a/quota/guarantees: the guarantee of cpus is above its limit',
    ],
    [
      { roles: { 'a/b': { quota: { limits: 'cpus:1' } } } },
      '/roles/a~1b/quota: only a role at the top can have a quota',
    ],
  ])('%j is one issue', (keys, issue) => {
    expect(issues({ ...CLUSTER, ...keys })).toEqual([issue])
  })
})

describe('a mistake in an agent', () => {
  it.each([
    [{}, '/agents/0/id: this key is missing'],
    [{ id: 'master' }, '/agents/0/id: "master" names a component of its own; choose another id'],
    [{ id: 'a:b' }, '/agents/0/id: an id must not contain ":": ids of components are built with it'],
    [{ id: 'a b' }, '/agents/0/id: an id must not contain blanks or control characters'],
    [{ id: 'a', resources: 'cpus:x' }, "/agents/0/resources: cpus: 'x' is not a number of 0 or more"],
    [{ id: 'a', resources: 'cpus(-x):1' }, '/agents/0/resources: cpus(-x): a part of a role must not start with "-"'],
    [{ id: 'a', resources: 'mem:9999999999999' }, '/agents/0/resources: mem: more than 1000000000000'],
    [{ id: 'a', count: 0 }, '/agents/0/count: expected a whole number from 1 to 20000, found 0'],
    [{ id: 'a', attributes: { rack: 1 } }, "/agents/0/attributes/rack: expected an attribute's value, found 1"],
    [{ id: 'a', domain: { region: 'r' } }, '/agents/0/domain/zone: this key is missing'],
    [
      { id: 'a', flags: { executorReregistrationTimeoutMs: 16_000 } },
      '/agents/0/flags/executorReregistrationTimeoutMs: expected a whole number from 1 to 15000, found 16000',
    ],
    [{ id: 'a', flags: { workDir: '/tmp' } }, '/agents/0/flags/workDir: there is no such key here'],
  ])('%j is one issue', (agent, issue) => {
    expect(agents(agent)).toEqual([issue])
  })

  it('is an id that somebody else has', () => {
    expect(agents({ id: 'x' }, { id: 'x' })).toEqual(['/agents/1/id: the id "x" is taken by /agents/0'])
    expect(agents({ id: 'n', count: 2 }, { id: 'n-2' })).toEqual(['/agents/1/id: the id "n-2" is taken by /agents/0'])
    expect(agents({ id: 'm' })).toEqual(['/frameworks/0/id: the id "m" is taken by /agents/0'])
  })

  it('is one too many', () => {
    expect(agents({ id: 'x', count: 15_000 }, { id: 'y', count: 5001 }, { id: 'z' })).toEqual([
      '/agents/1: with this entry there are 20001 agents; at most 20000 are allowed',
    ])
  })
})

describe('a mistake in a framework', () => {
  it.each([
    [{ id: 'f' }, '/frameworks/0/kind: this key is missing'],
    [
      { id: 'f', kind: 'bach' },
      '/frameworks/0/kind: expected one of "marathon", "batch", "hoarder", "bcs", found "bach"; did you mean "batch"?',
    ],
    [{ id: 'f', kind: 'hoarder', tasks: [] }, '/frameworks/0/tasks: there is no such key here'],
    [{ id: 'f', kind: 'hoarder', flags: {} }, '/frameworks/0/flags: there is no such key here'],
    [{ id: 'f', kind: 'bcs', flags: { x: 1 } }, '/frameworks/0/flags/x: there is no such key here'],
    [
      { id: 'f', kind: 'marathon', flags: { declineOfferDuration: 1 } },
      '/frameworks/0/flags/declineOfferDuration: there is no such key here; did you mean "declineOfferDurationMs"?',
    ],
    [
      { id: 'f', kind: 'marathon', flags: { localPortMin: 30_000 } },
      '/frameworks/0/flags/localPortMin: 30000 is above localPortMax, 20000',
    ],
    [
      { id: 'f', kind: 'marathon', flags: { suppressOffers: true, disableSuppressOffers: true } },
      '/frameworks/0/flags/disableSuppressOffers: this contradicts "suppressOffers"',
    ],
    [{ id: 'f', kind: 'hoarder', role: 'a', roles: ['b'] }, '/frameworks/0/roles: give either "role" or "roles"'],
    [
      { id: 'f', kind: 'marathon', role: 'a', flags: { mesosRole: 'b' } },
      '/frameworks/0/flags/mesosRole: give the role once: here, or as "role"',
    ],
    [{ id: 'f', kind: 'hoarder', roles: ['a', 'a'] }, '/frameworks/0/roles/1: the role "a" is named twice'],
    [{ id: 'f', kind: 'hoarder', roles: [] }, '/frameworks/0/roles: expected at least 1 entries, found 0'],
    [
      { id: 'f', kind: 'hoarder', suppressedRoles: ['a'] },
      '/frameworks/0/suppressedRoles/0: "a" is not a role of this framework',
    ],
    [
      { id: 'f', kind: 'batch', capabilities: ['GPU'] },
      '/frameworks/0/capabilities/0: expected one of "REVOCABLE_RESOURCES", "TASK_KILLING_STATE", "GPU_RESOURCES", "SHARED_RESOURCES", "PARTITION_AWARE", "MULTI_ROLE", "RESERVATION_REFINEMENT", "REGION_AWARE", found "GPU"',
    ],
    [{ id: 'f', kind: 'batch', startAtMs: 5, stopAtMs: 4 }, '/frameworks/0/stopAtMs: 4 is before startAtMs, 5'],
    [
      { id: 'f', kind: 'batch', tasks: [{ id: 't' }, { id: 't' }] },
      '/frameworks/0/tasks/1/id: the id "t" is taken by a task before it',
    ],
    [
      { id: 'f', kind: 'batch', tasks: [{ id: '../x' }] },
      '/frameworks/0/tasks/0/id: a task\'s id must not contain "/", "\\" or control characters',
    ],
    [
      { id: 'f', kind: 'batch', onDone: 'stop' },
      '/frameworks/0/onDone: expected one of "teardown", "disconnect", found "stop"',
    ],
  ])('%j is one issue', (framework, issue) => {
    expect(frameworks(framework)).toEqual([issue])
  })
})

describe('a mistake in an action', () => {
  it.each([
    [{ atMs: 1 }, '/actions/0/do: this key is missing'],
    [{ atMs: 1, do: 'crashagent' }, '/actions/0/do: "crashagent" is not known here; did you mean "crashAgent"?'],
    [{ do: 'crashMaster' }, '/actions/0/atMs: this key is missing'],
    [{ atMs: 1, do: 'crashMaster', agent: 'a1' }, '/actions/0/agent: there is no such key here'],
    [{ atMs: 1, do: 'crashAgent' }, '/actions/0/agent: this key is missing'],
    [{ atMs: 1, do: 'crashAgent', agent: 'zz' }, '/actions/0/agent: there is no agent "zz"'],
    [{ atMs: 1, do: 'revive', framework: 'zz' }, '/actions/0/framework: there is no framework "zz"'],
    [
      { atMs: 1, do: 'submitApp', framework: 'b', app: {} },
      '/actions/0/framework: submitApp is for marathon; "b" is of kind batch',
    ],
    [
      { atMs: 1, do: 'submitTasks', framework: 'm', tasks: [] },
      '/actions/0/framework: submitTasks is for batch; "m" is of kind marathon',
    ],
    [{ atMs: 1, do: 'submitApp', framework: 'm', app: [] }, '/actions/0/app: expected an object, found a list'],
    [{ atMs: 1, do: 'updateApp', framework: 'm', app: {} }, '/actions/0/app/id: this key is missing'],
    [
      { atMs: 1, do: 'scaleApp', framework: 'm', app: '/a', instances: -1 },
      '/actions/0/instances: expected a whole number from 0 to 1000000, found -1',
    ],
    [{ atMs: 1, do: 'crashExecutor', executor: 'x' }, '/actions/0/executor: expected an executor as ID@AGENT'],
    [{ atMs: 1, do: 'crashExecutor', executor: 'x@zz' }, '/actions/0/executor: there is no agent "zz"'],
    [
      { atMs: 1, do: 'reserve', agent: 'a1', role: '*', resources: 'cpus:1' },
      '/actions/0/role: nothing can be reserved for the role "*"',
    ],
    [
      { atMs: 1, do: 'reserve', agent: 'a1', role: 'p', resources: 'cpus(p):1' },
      '/actions/0/resources: write "cpus" without "(p)": the role is a key of its own',
    ],
    [
      { atMs: 1, do: 'setQuota', role: 'a/b', guarantees: '', limits: '' },
      '/actions/0: only a role at the top can have a quota',
    ],
    [{ atMs: 1, do: 'cutLink', between: ['master', 'zz'] }, '/actions/0/between/1: there is no component "zz"'],
    [{ atMs: 1, do: 'cutLink', between: ['master', 'master'] }, '/actions/0/between: a link has two different ends'],
    [{ atMs: 1, do: 'cutLink', between: ['master'] }, '/actions/0/between: expected at least 2 entries, found 1'],
    [{ atMs: 1, do: 'loseNext', from: 'driver:zz', to: 'master' }, '/actions/0/from: there is no framework "zz"'],
    [{ atMs: 1, do: 'loseNext', from: 'executor:x', to: 'master' }, '/actions/0/from: expected executor:ID@AGENT'],
    [{ atMs: 1, do: 'loseNext', from: 'foo:x', to: 'master' }, '/actions/0/from: there is no kind of component "foo"'],
    [
      { atMs: 1, do: 'deliverAt', message: 'master', deliverMs: 5 },
      '/actions/0/message: expected the id of a message: SENDER#n',
    ],
    [{ atMs: 1, do: 'addAgent', agent: { id: 'a1' } }, '/actions/0/agent/id: the id "a1" is taken by /agents/0'],
    [{ atMs: 1, do: 'addAgent', agent: { id: 'n', cpus: 1 } }, '/actions/0/agent/cpus: there is no such key here'],
  ])('%j is one issue', (action, issue) => {
    expect(after(action)).toEqual([issue])
  })

  it('is an agent that is added later', () => {
    const add = { atMs: 10, do: 'addAgent', agent: { id: 'n', count: 2 } }
    expect(after(add, { atMs: 10, do: 'crashAgent', agent: 'n-2' })).toEqual([])
    expect(after({ atMs: 9, do: 'crashAgent', agent: 'n-2' }, add)).toEqual([
      '/actions/0/agent: agent "n-2" is added only at 10 ms',
    ])
  })

  it('is not told again where it is the consequence of another', () => {
    expect(issues({ ...CLUSTER, agents: [{ id: 7 }], actions: [{ atMs: 1, do: 'crashAgent', agent: '7' }] })).toEqual([
      '/agents/0/id: expected an id, found 7',
    ])
  })
})

describe('all mistakes', () => {
  it('are told, each at its place', () => {
    const found = parseScenario({
      ...CLUSTER,
      seed: 'x',
      agents: [
        { id: 'a', resources: 'cpus' },
        { id: 'b', foo: 1, bar: 2 },
      ],
      actions: [{ atMs: -1, do: 'crashAgent', agent: 'zz' }],
    })
    expect(found.ok ? [] : found.error.map((issue) => issue.path)).toEqual([
      '/seed',
      '/agents/0/resources',
      '/agents/1/foo',
      '/agents/1/bar',
      '/actions/0/atMs',
      '/frameworks/1/id',
      '/actions/0/agent',
    ])
  })

  it('are bounded lists, not endless ones', () => {
    const many = Array.from({ length: 10_001 }, () => ({ atMs: 1, do: 'crashMaster' }))
    expect(issues({ ...CLUSTER, actions: many })).toEqual(['/actions: expected at most 10000 entries, found 10001'])
    const crowd = Array.from({ length: 1001 }, (_, i) => ({ id: `f${i}`, kind: 'hoarder' }))
    expect(frameworks(...crowd)).toEqual(['/frameworks: expected at most 1000 entries, found 1001'])
  })

  it('of a hostile document are found in bounded steps', () => {
    const noise = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`agentz${i}`, 1]))
    const found = issues({ ...CLUSTER, ...noise })
    expect(found).toHaveLength(1001)
    expect(found.at(-1)).toBe('/: 49000 more mistakes')
    expect(agents({ id: 'a', resources: `cpus${' '.repeat(3990)}x` })).toHaveLength(1)
    expect(agents({ id: 'a', resources: 'x'.repeat(4001) })).toEqual(['/agents/0/resources: more than 4000 characters'])
    const roles = Array.from({ length: 200_000 }, (_, i) => i)
    expect(frameworks({ id: 'f', kind: 'hoarder', roles, suppressedRoles: roles })).toEqual([
      '/frameworks/0/roles: expected at most 100 entries, found 200000',
      '/frameworks/0/suppressedRoles: expected at most 100 entries, found 200000',
    ])
  })

  it('are exactly one, at its path, where a valid document gets one key too many', () => {
    const place = fc.constantFrom(
      [],
      ['master'],
      ['network'],
      ['agents', '0'],
      ['agents', '1', 'flags'],
      ['frameworks', '1'],
    )
    fc.assert(
      fc.property(aScenarioDocument, place, (document, path) => {
        const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>
        let at: Record<string, unknown> = copy
        for (const part of path) at = (at[part] ??= {}) as Record<string, unknown>
        at['surplus'] = 1
        expect(issues(copy)).toEqual([
          expect.stringMatching(`^/${[...path, 'surplus'].join('/')}: there is no such key`),
        ])
      }),
      { numRuns: 60 },
    )
  })

  it('of anything at all are issues, never an exception', () => {
    const action = fc.record({ do: fc.constantFrom(...ACTION_NAMES), agent: fc.jsonValue(), between: fc.jsonValue() })
    const shape = fc.record({
      version: fc.constant(1),
      agents: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
      frameworks: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
      roles: fc.jsonValue(),
      network: fc.jsonValue(),
      actions: fc.array(action),
    })
    fc.assert(
      fc.property(fc.oneof(fc.anything(), shape), (value) => {
        const found = parseScenario(value)
        return found.ok || found.error.length > 0
      }),
      { numRuns: 300 },
    )
  })
})
