/** Random scenarios that are valid, for laws: every kind of entry and every action, their keys absent or with any value; of the flags some of each shape. */
import fc from 'fast-check'
import type { Action, AgentDocument, FrameworkDocument, ScenarioDocument, TaskDocument } from './document.ts'
import { ACTION_NAMES, type ActionName } from './types.ts'

const ms = fc.oneof(fc.constantFrom(0, 1, 1000, 5000), fc.integer({ min: 0, max: 600_000 }))
const someMs = ms.map((value) => value + 1)
const span = fc.oneof(
  fc.tuple(ms, ms).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  ms,
)
const role = fc.constantFrom('*', 'prod', 'dev', 'eng/web', 'eng')
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/)
const title = fc.oneof(fc.string({ maxLength: 12 }), fc.constant({ en: 'Two', zh: '二' }))
const amount = fc.oneof(fc.integer({ min: 0, max: 8192 }), fc.constantFrom(0.01, 0.5, 1.125))
const flag = fc.boolean()

const range = fc.tuple(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 0, max: 20 }))
const resource = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('cpus', 'mem', 'disk', 'gpus', 'bandwidth'),
      fc.constantFrom('', '(*)', '(prod)', '(eng/web)'),
      amount,
    )
    .map(([name, of, value]) => `${name}${of}:${value}`),
  range.map(([low, more]) => `ports:[${low}-${low + more}]`),
)
const resources = fc.array(resource, { maxLength: 4 }).map((parts) => parts.join('; '))
const quantities = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .subarray([...names])
    .chain((some) => fc.tuple(...some.map((name) => amount.map((n) => `${name}:${n}`))).map((all) => all.join(';')))

/** An object of which any key may be absent. */
function loose<T extends object>(keys: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(keys, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>
}

const master = loose({
  allocationIntervalMs: someMs,
  offerTimeoutMs: fc.option(someMs),
  agentPingTimeoutMs: someMs,
  maxAgentPingTimeouts: fc.integer({ min: 1, max: 9 }),
  agentReregisterTimeoutMs: someMs,
  agentRemovalRateLimit: fc.constantFrom(null, '1/10mins', { count: 2, perMs: 1000 }),
  recoveryAgentRemovalLimit: fc.constantFrom('100%', '12.5%'),
  allocatorAgentRecoveryFactor: fc.constantFrom(0, 0.5, 0.8),
  allocatorRecoveryTimeoutMs: someMs,
  minAllocatableResources: fc.constantFrom('', 'cpus:0.01|mem:32', ['cpus:0.010', 'mem:32'], ['cpus:1;mem:5'], []),
  fairSharingExcludedResourceNames: fc.constantFrom([], ['gpus'], 'gpus,disk'),
  filterGpuResources: flag,
  whitelist: fc.constantFrom(null, [], ['a1']),
  domain: fc.constantFrom(null, { region: 'r', zone: 'z' }),
  zkSessionTimeoutMs: someMs,
  maxCompletedFrameworks: fc.nat(100),
  detector: fc.constantFrom('leader' as const, 'standalone' as const),
})

function agent(id: string): fc.Arbitrary<AgentDocument> {
  return loose({
    resources,
    attributes: fc.dictionary(word, fc.string({ maxLength: 5 }), { maxKeys: 3 }),
    domain: fc.constantFrom(null, { region: 'r', zone: 'z' }),
    startAtMs: ms,
    containerLaunchMs: span,
    imagePullMs: span,
    fetchMs: span,
    count: fc.integer({ min: 1, max: 4 }),
    flags: loose({
      registrationBackoffFactorMs: ms,
      executorShutdownGracePeriodMs: ms,
      executorReregistrationRetryIntervalMs: fc.option(someMs),
      gcDiskHeadroom: fc.constantFrom(0, 0.1, 1),
      httpCommandExecutor: flag,
    }),
  }).map((keys) => ({ ...keys, id }) as AgentDocument)
}

const task = (id: string): fc.Arbitrary<TaskDocument> =>
  loose({
    count: fc.option(fc.integer({ min: 1, max: 5 })),
    cpus: amount,
    mem: amount,
    disk: amount,
    gpus: fc.nat(2),
    ports: fc.nat(3),
    atMs: ms,
    runMs: fc.option(ms),
    exitCode: fc.nat(255),
    ignoreSigterm: flag,
    killGraceMs: fc.option(ms),
    perOffer: fc.option(fc.integer({ min: 1, max: 3 })),
    image: fc.option(word),
    group: flag,
    reserve: flag,
  }).map((keys) => ({ ...keys, id }) as TaskDocument)
const tasks = fc.subarray(['t', 'u', 'v']).chain((ids) => fc.tuple(...ids.map(task)))

const roleKeys = fc.oneof(
  fc.constant({}),
  role.map((one) => ({ role: one })),
  fc
    .subarray(['*', 'prod', 'eng/web'], { minLength: 1 })
    .chain((roles) => fc.subarray(roles).map((suppressedRoles) => ({ roles, suppressedRoles }))),
)
const common = loose({
  capabilities: fc.constantFrom(null, [], ['PARTITION_AWARE', 'GPU_RESOURCES']),
  startAtMs: ms,
  stopAtMs: fc.option(ms.map((value) => value + 600_001)),
  callbackMs: ms,
})
const kindKeys = {
  marathon: loose({
    flags: loose({
      declineOfferDurationMs: ms,
      suppressOffers: flag,
      launchTokens: fc.nat(200),
      failoverTimeoutMs: ms,
      localPortMin: fc.integer({ min: 0, max: 10_000 }),
      gpuSchedulingBehavior: fc.constantFrom('restricted', 'unrestricted'),
      enableFeatures: fc.constantFrom([], ['gpu_resources'], 'gpu_resources, vips'),
    }),
  }),
  batch: loose({
    api: fc.constantFrom('v0', 'v1'),
    checkpoint: flag,
    failoverTimeoutMs: ms,
    refuseMs: ms,
    onDone: fc.constantFrom(null, 'teardown', 'disconnect'),
    executor: fc.constantFrom('command', 'custom'),
    offerFilters: fc.constantFrom({}, { prod: 'cpus:2|mem:64' }, { '*': ['cpus:1.50;mem:32'], dev: [] }),
    offerConstraints: fc.constantFrom(
      {},
      { prod: [[{ attribute: 'rack', predicate: 'textMatches', value: 'a|b' }], []] },
      { '*': [[{ attribute: '@zone', predicate: 'notExists' }]], dev: [] },
    ),
    tasks,
  }),
  hoarder: fc.constant({}),
  bcs: loose({ asImplemented: flag, flags: fc.constant({}) }),
}

function framework(kind: keyof typeof kindKeys): fc.Arbitrary<FrameworkDocument> {
  return fc
    .tuple(common, roleKeys, kindKeys[kind])
    .map(([keys, roles, own]) => ({ ...own, ...roles, ...keys, kind, id: kind }) as FrameworkDocument)
}

const app = fc.record({ id: fc.constantFrom('/web', '/db'), cpus: amount, cmd: fc.string({ maxLength: 20 }) })
const marathon = fc.constant('marathon')
const onApp = { framework: marathon, app: fc.constantFrom('/web', '/db') }
const onAny = { framework: fc.constantFrom('marathon', 'batch', 'hoarder', 'bcs') }
const onAgent = { agent: fc.constantFrom('a1', 'a2') }
const onTask = { task: fc.constantFrom('t', 't-0') }
const someRoles = fc.subarray(['*', 'prod', 'dev'])
const between = fc.constantFrom(
  ['master', 'a1'],
  ['driver:batch', 'master'],
  ['executor:t@a2', 'updates:a2'],
  ['marathon~2', 'client'],
)
const next = { from: fc.constantFrom('master', 'a1', 'batch'), to: fc.constantFrom('a2', 'marathon') }
const reservation = {
  ...onAgent,
  role: fc.constantFrom('prod', 'eng/web'),
  resources: fc.constantFrom('cpus:1', 'mem(*):64; cpus:1'),
}

/** Keys of each action: those that must be there, and those that may. */
const ACTION_KEYS: { readonly [A in ActionName]: readonly [must: object, may?: object] } = {
  submitApp: [{ framework: marathon, app }, { force: flag }],
  updateApp: [{ framework: marathon, app }, { force: flag }],
  scaleApp: [{ ...onApp, instances: fc.nat(9) }, { force: flag }],
  restartApp: [onApp, { force: flag }],
  destroyApp: [onApp, { force: flag }],
  resetDelay: [onApp, { force: flag }],
  submitTasks: [{ framework: fc.constant('batch'), tasks }],
  submitProcess: [
    { framework: fc.constant('bcs'), process: fc.constant({ kind: 'process', metadata: { name: 'p' } }) },
  ],
  stopProcess: [{ framework: fc.constant('bcs'), process: word }],
  reloadProcess: [{ framework: fc.constant('bcs'), process: word }],
  restartProcess: [{ framework: fc.constant('bcs'), process: word }],
  killTask: [
    { framework: fc.constantFrom('marathon', 'batch', 'bcs'), ...onTask },
    { scale: flag, wipe: flag },
  ],
  finishTask: [onTask, { exitCode: fc.nat(255) }],
  failTask: [onTask, { exitCode: fc.nat(255) }],
  setHealth: [{ ...onTask, healthy: flag }],
  suppress: [onAny, { roles: someRoles }],
  revive: [onAny, { roles: someRoles }],
  reconcile: [onAny, { roles: someRoles }],
  teardown: [onAny],
  crashScheduler: [onAny],
  restartScheduler: [onAny, { takeover: flag }],
  crashMaster: [{}],
  restartMaster: [{}],
  addAgent: [{ agent: agent('later') }],
  unregisterAgent: [onAgent],
  crashAgent: [onAgent],
  restartAgent: [onAgent],
  markAgentGone: [onAgent],
  deactivateAgent: [onAgent],
  reactivateAgent: [onAgent],
  drainAgent: [onAgent, { maxGraceMs: ms, markGone: flag }],
  crashExecutor: [{ executor: fc.constantFrom('t@a1', 'custom@a2') }],
  crashDaemon: [onAgent],
  restartDaemon: [onAgent],
  reserve: [reservation],
  unreserve: [reservation],
  setWeight: [{ role, weight: fc.constantFrom(0.5, 1, 3) }],
  setQuota: [
    { role: fc.constantFrom('prod', 'dev'), guarantees: quantities(['cpus']), limits: quantities(['mem', 'disk']) },
  ],
  cutLink: [{ between }],
  healLink: [{ between }],
  setLatency: [{ latencyMs: span }, { between }],
  loseNext: [next, { name: fc.constant('StatusUpdateMessage'), count: fc.integer({ min: 1, max: 3 }) }],
  duplicateNext: [next, { name: fc.constant('PING'), count: fc.integer({ min: 1, max: 3 }) }],
  delayNext: [{ ...next, byMs: ms }, { name: fc.constant('OFFERS') }],
  deliverAt: [{ message: fc.constantFrom('master#3', 'a1#17'), deliverMs: ms }],
}

/** An action of any kind on the agents a1, a2 and the frameworks marathon, batch, hoarder, bcs. */
export const anAction: fc.Arbitrary<Action> = fc.constantFrom(...ACTION_NAMES).chain((name) => {
  const [must, may = {}] = ACTION_KEYS[name]
  return fc
    .tuple(
      ms,
      fc.record(must as Record<string, fc.Arbitrary<unknown>>),
      loose(may as Record<string, fc.Arbitrary<unknown>>),
    )
    .map(([atMs, own, more]) => ({ do: name, ...more, ...own, atMs }) as unknown as Action)
})

const rules = loose({
  weight: fc.constantFrom(0.5, 1, 2),
  quota: fc.oneof(fc.constant(null), loose({ guarantees: quantities(['cpus', 'mem']), limits: quantities(['disk']) })),
})

/** At most one action may add the agent `later`. */
function addingOnce(actions: readonly Action[]): readonly Action[] {
  const first = actions.findIndex((action) => action.do === 'addAgent')
  return actions.filter((action, i) => action.do !== 'addAgent' || i === first)
}

/** A valid document: agents a1, a2 and perhaps more, one framework of each kind, any actions. */
export const aScenarioDocument: fc.Arbitrary<ScenarioDocument> = fc
  .record(
    {
      version: fc.constant(1 as const),
      agents: fc.tuple(agent('a1'), agent('a2'), agent('more')).map(([one, two, more]) => {
        const { count: _one, ...first } = one
        const { count: _two, ...second } = two
        return [first, second, more]
      }),
      frameworks: fc.tuple(framework('marathon'), framework('batch'), framework('hoarder'), framework('bcs')),
      title,
      seed: fc.oneof(fc.constant(0), fc.nat(0xffffffff)),
      master,
      network: loose({ latencyMs: span, links: fc.array(fc.record({ between, latencyMs: span }), { maxLength: 2 }) }),
      roles: fc.dictionary(fc.constantFrom('prod', 'dev', 'eng'), rules, { maxKeys: 3 }),
      actions: fc.array(anAction, { maxLength: 8 }).map(addingOnce),
      untilMs: fc.option(ms),
    },
    { requiredKeys: ['version', 'agents', 'frameworks'] },
  )
  .map((document) => document as unknown as ScenarioDocument)
