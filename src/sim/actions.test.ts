/** Every action of contracts.md 2 in a small cluster: it does what it says, or says why it cannot. */
import { bcsCluster, gameProcess } from '#content/scenarios/bcs.ts'
import { traceText } from '#derive/text.ts'
import { ACTION_NAMES, type Action, type ActionName, type ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.ts'

const AT = 8000
const AGENTS = ['a', 'b'].map((id) => ({ id, resources: 'cpus:4;mem:4096;disk:1000;ports:[31000-31009]' }))

const APP = { id: '/web', cmd: 'sleep 100', cpus: 0.5, mem: 64 }
const MARATHON: ScenarioDocument = {
  version: 1,
  seed: 4,
  agents: AGENTS,
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [{ atMs: 2500, do: 'submitApp', framework: 'marathon', app: APP }],
  untilMs: 20_000,
}
const BATCH: ScenarioDocument = {
  version: 1,
  seed: 4,
  agents: AGENTS,
  frameworks: [
    {
      id: 'f',
      kind: 'batch',
      role: 'prod',
      failoverTimeoutMs: 60_000,
      refuseMs: 1000,
      tasks: [{ id: 't', cpus: 1, mem: 64, runMs: null, perOffer: 1 }],
    },
  ],
  untilMs: 20_000,
}
const BCS: ScenarioDocument = {
  ...(bcsCluster({ checkPhaseMs: 700 }) as unknown as ScenarioDocument),
  actions: [{ atMs: 1000, do: 'submitProcess', framework: 'bcs', process: gameProcess() }] as unknown as Action[],
  untilMs: 30_000,
}

type Keys = Readonly<Record<string, unknown>>

function actionOf(atMs: number, name: string, keys: Keys): Action {
  return { atMs, do: name, ...keys } as unknown as Action
}

/** Lines of the run, and the same without what the actions themselves print. */
function linesOf(document: ScenarioDocument, more: readonly Action[] = []): readonly string[] {
  const actions = [...(document.actions ?? []), ...more]
  const parsed = parseScenario({ ...document, actions })
  if (!parsed.ok) throw new Error(parsed.error.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  const lines = traceText(simulate(parsed.value, { checkEvery: 1 }).trace).split('\n')
  expect(lines.filter((line) => / broken /.test(line))).toEqual([])
  return lines.map((line) => line.replace(/ +/g, ' ').trim())
}

const instance = linesOf(MARATHON)
  .join('\n')
  .match(/web\.instance-[0-9a-f-]+\._app\.1/)?.[0] as string
const executor = linesOf(MARATHON)
  .join('\n')
  .match(/execdriver:(\S+@[ab])/)?.[1] as string
const PROBED: ScenarioDocument = {
  ...MARATHON,
  actions: [
    actionOf(2500, 'submitApp', {
      framework: 'marathon',
      app: {
        ...APP,
        healthChecks: [
          {
            protocol: 'MESOS_HTTP',
            path: '/',
            gracePeriodSeconds: 1,
            intervalSeconds: 1,
            delaySeconds: 1,
            maxConsecutiveFailures: 1,
          },
        ],
      },
    }),
  ],
}
const probed = linesOf(PROBED)
  .join('\n')
  .match(/web\.instance-[0-9a-f-]+\._app\.1/)?.[0] as string

interface Row {
  readonly do: ActionName
  readonly in: ScenarioDocument
  readonly keys: Keys
  /** Actions before it, at 6 s. */
  readonly after?: readonly Action[]
  /** A line that is there with the action, and fewer times without. */
  readonly tells: RegExp
}

const onApp = { framework: 'marathon', app: '/web' }
const before = (name: ActionName, keys: Keys): readonly Action[] => [actionOf(6000, name, keys)]
const pong = { from: 'a', to: 'observer:a', name: 'PongSlaveMessage' }
const tasks = { framework: 'f', tasks: [{ id: 'u', cpus: 1, mem: 64 }] }

const ROWS: readonly Row[] = [
  {
    do: 'submitApp',
    in: MARATHON,
    keys: { framework: 'marathon', app: { ...APP, id: '/db' } },
    tells: /db\.instance.*TASK_RUNNING seen by client/,
  },
  {
    do: 'updateApp',
    in: MARATHON,
    keys: { framework: 'marathon', app: { id: '/web', mem: 96 } },
    tells: /-> marathon PUT \/v2\/apps/,
  },
  { do: 'scaleApp', in: MARATHON, keys: { ...onApp, instances: 3 }, tells: /TASK_RUNNING seen by client/ },
  { do: 'restartApp', in: MARATHON, keys: onApp, tells: /TASK_KILLED seen by client/ },
  { do: 'destroyApp', in: MARATHON, keys: onApp, tells: /TASK_KILLED seen by client/ },
  { do: 'resetDelay', in: MARATHON, keys: onApp, tells: /client -> marathon DELETE \/v2\/queue/ },
  { do: 'submitTasks', in: BATCH, keys: tasks, tells: /f u: TASK_RUNNING seen by scheduler/ },
  {
    do: 'submitProcess',
    in: BCS,
    keys: { framework: 'bcs', process: { ...gameProcess(), metadata: { name: 'two', namespace: 'play' } } },
    tells: /-> bcs .*POST/,
  },
  {
    do: 'stopProcess',
    in: BCS,
    keys: { framework: 'bcs', process: 'game' },
    tells: /TASK_(FINISHED|KILLED|FAILED) seen by scheduler/,
  },
  { do: 'reloadProcess', in: BCS, keys: { framework: 'bcs', process: 'game' }, tells: /reload/i },
  { do: 'restartProcess', in: BCS, keys: { framework: 'bcs', process: 'game' }, tells: /restart/i },
  {
    do: 'killTask',
    in: MARATHON,
    keys: { framework: 'marathon', task: instance },
    tells: /TASK_KILLED seen by client/,
  },
  {
    do: 'killTask',
    in: MARATHON,
    keys: { framework: 'marathon', task: instance, scale: true },
    tells: /TASK_KILLED seen by client/,
  },
  { do: 'killTask', in: BATCH, keys: { framework: 'f', task: 't' }, tells: /TASK_KILLED seen by scheduler/ },
  { do: 'finishTask', in: BATCH, keys: { task: 't' }, tells: /TASK_FINISHED seen by scheduler/ },
  { do: 'finishTask', in: BATCH, keys: { task: 't', exitCode: 3 }, tells: /TASK_FAILED seen by scheduler/ },
  { do: 'failTask', in: BATCH, keys: { task: 't' }, tells: /TASK_FAILED seen by scheduler/ },
  { do: 'suppress', in: BATCH, keys: { framework: 'f' }, tells: /driver:f -> master SUPPRESS/ },
  { do: 'suppress', in: BATCH, keys: { framework: 'f', roles: ['prod'] }, tells: /Suppressed × 2/ },
  {
    do: 'revive',
    in: BATCH,
    after: before('suppress', { framework: 'f' }),
    keys: { framework: 'f' },
    tells: /reviveOffers: f\[prod\]/,
  },
  {
    do: 'reconcile',
    in: BATCH,
    keys: { framework: 'f' },
    tells: /TASK_RUNNING seen by scheduler, on ., REASON_RECONCILIATION/,
  },
  { do: 'teardown', in: BATCH, keys: { framework: 'f' }, tells: /ShutdownFrameworkMessage/ },
  { do: 'crashScheduler', in: BATCH, keys: { framework: 'f' }, tells: /master: driver:f exited/ },
  {
    do: 'restartScheduler',
    in: BATCH,
    after: before('crashScheduler', { framework: 'f' }),
    keys: { framework: 'f' },
    tells: /driver:f >> f (re)?registered/,
  },
  {
    do: 'restartScheduler',
    in: BATCH,
    keys: { framework: 'f', takeover: true },
    tells: /driver:f~2 >> f~2 registered/,
  },
  { do: 'crashMaster', in: BATCH, keys: {}, tells: /a: master exited/ },
  { do: 'restartMaster', in: BATCH, after: before('crashMaster', {}), keys: {}, tells: /ReregisterSlaveMessage/ },
  {
    do: 'addAgent',
    in: BATCH,
    keys: { agent: { id: 'c', resources: 'cpus:1;mem:64' } },
    tells: /c -> master RegisterSlaveMessage/,
  },
  { do: 'unregisterAgent', in: BATCH, keys: { agent: 'a' }, tells: /a -> master UnregisterSlaveMessage/ },
  { do: 'crashAgent', in: BATCH, keys: { agent: 'a' }, tells: /master: a exited/ },
  {
    do: 'restartAgent',
    in: BATCH,
    after: before('crashAgent', { agent: 'a' }),
    keys: { agent: 'a' },
    tells: /a -> master ReregisterSlaveMessage/,
  },
  { do: 'markAgentGone', in: BATCH, keys: { agent: 'a' }, tells: /master -> a ShutdownMessage/ },
  { do: 'deactivateAgent', in: BATCH, keys: { agent: 'a' }, tells: /master -> allocator deactivateSlave/ },
  {
    do: 'reactivateAgent',
    in: BATCH,
    after: before('deactivateAgent', { agent: 'a' }),
    keys: { agent: 'a' },
    tells: /master -> allocator activateSlave/,
  },
  {
    do: 'drainAgent',
    in: BATCH,
    keys: { agent: 'a', maxGraceMs: 1000, markGone: true },
    tells: /master -> a DrainSlaveMessage/,
  },
  {
    do: 'setHealth',
    in: PROBED,
    keys: { task: probed, healthy: false },
    tells: /health_status_changed_event|TASK_KILLED seen by client/,
  },
  { do: 'crashExecutor', in: MARATHON, keys: { executor }, tells: /TASK_FAILED seen by client/ },
  { do: 'crashDaemon', in: BCS, keys: { agent: 'node-1' }, tells: /daemon:node-1: .* -> ·/ },
  {
    do: 'restartDaemon',
    in: BCS,
    after: before('crashDaemon', { agent: 'node-1' }),
    keys: { agent: 'node-1' },
    tells: /daemon:node-1: · ->/,
  },
  { do: 'reserve', in: BATCH, keys: { agent: 'a', role: 'prod', resources: 'cpus:1' }, tells: /cpus\(prod\):1/ },
  {
    do: 'unreserve',
    in: BATCH,
    after: before('reserve', { agent: 'a', role: 'prod', resources: 'cpus:1' }),
    keys: { agent: 'a', role: 'prod', resources: 'cpus:1' },
    tells: /master -> a ApplyOperationMessage/,
  },
  { do: 'setWeight', in: BATCH, keys: { role: 'prod', weight: 3 }, tells: /master -> allocator updateWeights/ },
  {
    do: 'setQuota',
    in: BATCH,
    keys: { role: 'prod', guarantees: 'cpus:1', limits: 'cpus:1' },
    tells: /master -> allocator updateQuota/,
  },
  { do: 'cutLink', in: BATCH, keys: { between: ['a', 'master'] }, tells: /the link is cut/ },
  {
    do: 'healLink',
    in: BATCH,
    after: before('cutLink', { between: ['a', 'master'] }),
    keys: { between: ['a', 'master'] },
    tells: /observer:a >> a PingSlaveMessage/,
  },
  { do: 'setLatency', in: BATCH, keys: { latencyMs: 700 }, tells: /\d[67]\d\d ms .* >> .*ResourceOffersMessage/ },
  {
    do: 'setLatency',
    in: BATCH,
    keys: { between: ['a', 'master'], latencyMs: [900, 900] },
    tells: /^16\d+ ms observer:a >> a PingSlaveMessage/,
  },
  { do: 'loseNext', in: BATCH, keys: pong, tells: /a -x observer:a PongSlaveMessage lost by an action/ },
  { do: 'loseNext', in: BATCH, keys: { from: 'driver:f', to: 'master', count: 3 }, tells: /driver:f -x master/ },
  { do: 'duplicateNext', in: BATCH, keys: pong, tells: /a >> observer:a PongSlaveMessage/ },
  { do: 'delayNext', in: BATCH, keys: { ...pong, byMs: 2000 }, tells: /^17\d+ ms a >> observer:a PongSlaveMessage/ },
  {
    do: 'deliverAt',
    in: BATCH,
    keys: { message: 'observer:a#2', deliverMs: 19_000 },
    tells: /^19000 ms observer:a >> a PingSlaveMessage/,
  },
]

describe('an action', () => {
  it.each(ROWS)('$do $keys', ({ in: document, after = [], do: name, keys, tells }) => {
    const count = (lines: readonly string[]) =>
      lines.filter((line) => !/ action /.test(line) && tells.test(line)).length
    const lines = linesOf(document, [...after, actionOf(AT, name, keys)])
    expect(lines.filter((line) => line.includes(' impossible='))).toEqual([])
    expect(count(lines)).toBeGreaterThan(count(linesOf(document, after)))
  })

  it.each([
    [BATCH, 'finishTask', { task: 'nope' }],
    [BATCH, 'restartScheduler', { framework: 'f' }],
    [BATCH, 'restartMaster', {}],
    [BATCH, 'restartAgent', { agent: 'a' }],
    [BATCH, 'reactivateAgent', { agent: 'a' }],
    [BATCH, 'crashExecutor', { executor: 'nope@a' }],
    [BATCH, 'unreserve', { agent: 'a', role: 'prod', resources: 'cpus:1' }],
    [BATCH, 'healLink', { between: ['a', 'master'] }],
    [BATCH, 'loseNext', { from: 'driver:f', to: 'f' }],
    [BATCH, 'deliverAt', { message: 'driver:f#1', deliverMs: 9000 }],
    [BATCH, 'deliverAt', { message: 'observer:a#9', deliverMs: 10 }],
    [BCS, 'restartDaemon', { agent: 'node-1' }],
  ] as const)('that cannot be says why: %#', (document, name, keys) => {
    const lines = linesOf(document, [actionOf(AT, name, keys)])
    const told = lines.filter((line) => line.includes(' action ') && line.startsWith(String(AT)))
    expect(told.map((line) => / impossible=(.+)/.exec(line)?.[1] ?? line)).toEqual([
      expect.not.stringMatching(/ action /),
    ])
    const rest = (all: readonly string[]) =>
      all.filter((line) => !(line.startsWith(String(AT)) && line.includes(' action ')))
    expect(rest(lines)).toEqual(rest(linesOf(document)))
  })

  it('is in the table, whatever its name', () => {
    expect([...new Set(ROWS.map(({ do: name }) => name))].sort()).toEqual([...ACTION_NAMES].sort())
  })
})

describe('deliverAt', () => {
  const quick: ScenarioDocument = { ...BATCH, network: { latencyMs: 0 } }
  const of = (lines: readonly string[], what: RegExp) => lines.findIndex((line) => what.test(line))

  it('stands before the message is sent, without latency too', () => {
    const lines = linesOf(quick, [actionOf(0, 'deliverAt', { message: 'driver:f#1', deliverMs: 300 })])
    expect(lines[of(lines, /driver:f >> master SUBSCRIBE/)]).toMatch(/^300 ms/)
  })

  it('moves a message that is under way', () => {
    const slow = { ...quick, network: { latencyMs: 500 } }
    const plain = linesOf(slow)
    const moved = linesOf(slow, [actionOf(100, 'deliverAt', { message: 'driver:f#1', deliverMs: 200 })])
    expect(plain[of(plain, /driver:f >> master SUBSCRIBE/)]).toMatch(/^500 ms/)
    expect(moved[of(moved, /driver:f >> master SUBSCRIBE/)]).toMatch(/^200 ms/)
  })

  it('lets later messages overtake', () => {
    const slow = { ...quick, network: { latencyMs: 900 } }
    const late = linesOf(slow, [actionOf(0, 'deliverAt', { message: 'a#2', deliverMs: 15_000 })])
    expect(late[of(late, /^15000 ms a >> master/)]).toContain('RegisterSlaveMessage')
    expect(of(late, /a >> master UpdateSlaveMessage/)).toBeGreaterThan(0)
    expect(of(late, /a >> master UpdateSlaveMessage/)).toBeLessThan(of(late, /^15000 ms a >> master/))
  })
})
