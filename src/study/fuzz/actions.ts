/** The keys of a random action at a moment: about things that are there, most of the time. `stories.ts` chooses which. */
import { nextInt, type RngState } from '#base/rng.ts'
import type { ActionName, ScenarioDocument } from '#model/scenario/document.ts'
import { chance, pick } from './cluster.ts'
import type { Seen } from './seen.ts'

export type Keys = Readonly<Record<string, unknown>>

export interface Chooser {
  readonly rng: RngState
  readonly document: ScenarioDocument
  readonly seen: Seen
  readonly at: number
}

export function idsOf(document: ScenarioDocument, kind: string): string[] {
  return document.frameworks.filter((framework) => framework.kind === kind).map(({ id }) => id)
}

function agents({ document }: Chooser): string[] {
  const added = (document.actions ?? []).flatMap((action) => (action.do === 'addAgent' ? [action.agent.id] : []))
  return [...document.agents.map(({ id }) => id), ...added]
}

function anAgent(chooser: Chooser): Keys {
  return { agent: pick(chooser.rng, agents(chooser)) }
}

function aFramework({ rng, document }: Chooser): Keys {
  return { framework: pick(rng, document.frameworks).id }
}

function healthCheck(rng: RngState): Keys {
  const protocol = pick(rng, ['HTTP', 'TCP', 'COMMAND', 'MESOS_HTTP'])
  const often = { intervalSeconds: 2, gracePeriodSeconds: 2, delaySeconds: 1, timeoutSeconds: 1 }
  const what = protocol === 'COMMAND' ? { command: { value: 'true' } } : { portIndex: 0 }
  return { protocol, ...what, ...often, maxConsecutiveFailures: pick(rng, [0, 1, 3]) }
}

/** An image, or a volume that stays: Marathon refuses it in the role `*`. */
function container(rng: RngState): Keys {
  if (chance(rng, 15)) return { container: { type: 'DOCKER', docker: { image: 'nginx' } } }
  if (!chance(rng, 15)) return {}
  const volumes = [{ containerPath: 'data', mode: 'RW', persistent: { size: pick(rng, [10, 600]) } }]
  return { container: { type: 'MESOS', volumes } }
}

function app({ rng }: Chooser): Keys {
  return {
    id: pick(rng, ['/web', '/db', '/shop/cart']),
    cmd: pick(rng, ['sleep 600', 'sleep 3', 'sleep 2; exit 1']),
    cpus: pick(rng, [0.1, 0.5, 2]),
    mem: pick(rng, [32, 128]),
    instances: nextInt(rng, 1, 3),
    ...(chance(rng, 25) ? { constraints: [['rack', pick(rng, ['UNIQUE', 'CLUSTER', 'GROUP_BY'])]] } : {}),
    ...container(rng),
    ...(chance(rng, 40) ? { healthChecks: [healthCheck(rng)] } : {}),
    ...(chance(rng, 20) ? { upgradeStrategy: { minimumHealthCapacity: 0.5, maximumOverCapacity: 0 } } : {}),
  }
}

function marathonKeys(chooser: Chooser, keys: Keys): Keys | null {
  const ids = idsOf(chooser.document, 'marathon')
  return ids.length === 0 ? null : { framework: pick(chooser.rng, ids), ...keys }
}

function anAppId({ rng }: Chooser): string {
  return pick(rng, ['/web', '/web', '/db', '/shop/cart'])
}

function aTask({ rng, seen }: Chooser): Keys | null {
  return seen.tasks.length === 0 ? null : { task: pick(rng, seen.tasks).task }
}

function ends({ rng, seen, document }: Chooser): readonly [string, string] {
  const places = ['master', ...document.agents.map(({ id }) => id), ...document.frameworks.map(({ id }) => id)]
  const from = seen.messages.length > 0 && chance(rng, 50) ? pick(rng, seen.messages).from : pick(rng, places)
  const to = pick(rng, places)
  return from === to ? ['master', document.agents[0]?.id ?? 'agent-1'] : [from, to]
}

function way({ rng, seen }: Chooser): Keys | null {
  if (seen.messages.length === 0) return null
  const { from, to, name } = pick(rng, seen.messages)
  return { from, to, ...(chance(rng, 50) ? { name } : {}) }
}

/** A message that flies, or one that its sender will send soon: the scenario may speak of both. */
function movable({ rng, seen, at }: Chooser): string | null {
  const flying = seen.messages.filter(({ due }) => due >= at)
  if (flying.length > 0 && chance(rng, 70)) return pick(rng, flying).id
  if (seen.messages.length === 0) return null
  const { id } = pick(rng, seen.messages.slice(-12))
  const hash = id.lastIndexOf('#')
  const newest = seen.messages.findLast((message) => message.id.startsWith(id.slice(0, hash + 1)))
  const next = Number((newest?.id ?? id).slice(hash + 1)) + nextInt(rng, 1, 5)
  return `${id.slice(0, hash)}#${next}`
}

/** A template with a package to fetch, checks, and a will of its own, now and then. */
function bcsTemplate(rng: RngState): Keys {
  return {
    procName: 'proc',
    workPath: '/data',
    pidFile: '/data/pid',
    startCmd: './start.sh',
    stopCmd: './stop.sh',
    ...(chance(rng, 85) ? { reloadCmd: './reload.sh' } : {}),
    ...(chance(rng, 50) ? { uris: [{ value: 'http://packages/proc.tar.gz', outputDir: '/data' }] } : {}),
    ...(chance(rng, 50) ? { healthChecks: [{ type: 'HTTP', intervalSeconds: 2, delaySeconds: 1 }] } : {}),
    killPolicy: { gracePeriod: nextInt(rng, 1, 3) },
    resources: { limits: { cpu: '0.1', memory: '32' } },
    simulate: {
      startMs: pick(rng, [200, 1000]),
      runMs: pick(rng, [null, null, 5000]),
      obeysStop: chance(rng, 80),
      foreground: chance(rng, 15),
      downloadMs: 500,
    },
  }
}

function bcsProcess({ rng }: Chooser): Keys {
  return {
    kind: 'process',
    metadata: { name: `proc-${nextInt(rng, 0, 1)}`, namespace: 'fuzz' },
    // sometimes nobody's: the scheduler answers 400
    spec: { instance: chance(rng, 8) ? -1 : nextInt(rng, 1, 2), template: { spec: { processes: [bcsTemplate(rng)] } } },
  }
}

function aProcess({ rng, document }: Chooser): Keys | null {
  const ids = idsOf(document, 'bcs')
  return ids.length === 0 ? null : { framework: pick(rng, ids), process: `proc-${nextInt(rng, 0, 1)}` }
}

/** `fixed`: what the story has chosen already. */
const KEYS: { readonly [A in ActionName]: (chooser: Chooser, fixed: Keys) => Keys | null } = {
  submitApp: (c) => marathonKeys(c, { app: app(c) }),
  updateApp: (c) =>
    marathonKeys(c, { app: { id: anAppId(c), cpus: pick(c.rng, [0.2, 0.4]) }, force: chance(c.rng, 60) }),
  scaleApp: (c) => marathonKeys(c, { app: anAppId(c), instances: nextInt(c.rng, 0, 4), force: chance(c.rng, 60) }),
  restartApp: (c) => marathonKeys(c, { app: anAppId(c), force: chance(c.rng, 60) }),
  destroyApp: (c) => marathonKeys(c, { app: anAppId(c) }),
  resetDelay: (c) => marathonKeys(c, { app: anAppId(c) }),
  submitTasks: (c) => {
    const ids = idsOf(c.document, 'batch')
    if (ids.length === 0) return null
    return {
      framework: pick(c.rng, ids),
      tasks: [{ id: `x${c.at}`, cpus: 0.1, mem: 32, runMs: pick(c.rng, [null, 1000]) }],
    }
  },
  submitProcess: (c) => {
    const ids = idsOf(c.document, 'bcs')
    return ids.length === 0 ? null : { framework: pick(c.rng, ids), process: bcsProcess(c) }
  },
  stopProcess: aProcess,
  reloadProcess: aProcess,
  restartProcess: aProcess,
  killTask: ({ rng, seen }, { framework: of }) => {
    const tasks = seen.tasks.filter(({ framework }) => of === undefined || framework === of)
    if (tasks.length === 0) return null
    const { framework, task } = pick(rng, tasks)
    return { framework, task, ...(chance(rng, 20) ? { scale: true } : chance(rng, 20) ? { wipe: true } : {}) }
  },
  finishTask: aTask,
  failTask: (c) => withKey(aTask(c), 'exitCode', 1),
  setHealth: (c) => withKey(aTask(c), 'healthy', chance(c.rng, 50)),
  suppress: aFramework,
  revive: aFramework,
  reconcile: aFramework,
  teardown: aFramework,
  crashScheduler: aFramework,
  restartScheduler: (c) => ({ ...aFramework(c), takeover: chance(c.rng, 30) }),
  crashMaster: () => ({}),
  restartMaster: () => ({}),
  addAgent: (c) => ({ agent: { id: `late-${c.at}`, resources: 'cpus:2;mem:1024;ports:[31000-31009]' } }),
  unregisterAgent: anAgent,
  crashAgent: anAgent,
  restartAgent: anAgent,
  markAgentGone: anAgent,
  deactivateAgent: anAgent,
  reactivateAgent: anAgent,
  drainAgent: (c) => ({
    ...anAgent(c),
    markGone: chance(c.rng, 30),
    ...(chance(c.rng, 50) ? { maxGraceMs: 1000 } : {}),
  }),
  crashExecutor: ({ rng, seen }) => {
    const executors = seen.components.filter((id) => id.startsWith('execdriver:'))
    return executors.length === 0 ? null : { executor: pick(rng, executors).slice('execdriver:'.length) }
  },
  crashDaemon: anAgent,
  restartDaemon: anAgent,
  reserve: (c) => ({ ...anAgent(c), role: 'prod', resources: 'cpus:0.5' }),
  unreserve: (c) => ({ ...anAgent(c), role: 'prod', resources: 'cpus:0.5' }),
  setWeight: (c) => ({ role: pick(c.rng, ['prod', 'dev']), weight: pick(c.rng, [0.5, 1, 3]) }),
  setQuota: (c) => ({
    role: pick(c.rng, ['prod', 'dev']),
    guarantees: pick(c.rng, ['', 'cpus:1']),
    limits: pick(c.rng, ['cpus:1', 'cpus:4']),
  }),
  cutLink: (c) => ({ between: ends(c) }),
  healLink: ({ rng, document }) => {
    const cuts = (document.actions ?? []).flatMap((action) => (action.do === 'cutLink' ? [action.between] : []))
    return cuts.length === 0 ? null : { between: pick(rng, cuts) }
  },
  setLatency: (c) => ({
    latencyMs: pick(c.rng, [
      [0, 1],
      [1, 50],
    ] as const),
  }),
  loseNext: (c) => withKey(way(c), 'count', nextInt(c.rng, 1, 2)),
  duplicateNext: way,
  delayNext: (c) => withKey(way(c), 'byMs', nextInt(c.rng, 10, 3000)),
  deliverAt: (c) => {
    const message = movable(c)
    return message === null ? null : { message, deliverMs: c.at + nextInt(c.rng, 1, 500) }
  },
}

function withKey(keys: Keys | null, key: string, value: unknown): Keys | null {
  return keys === null ? null : { ...keys, [key]: value }
}

/** Keys of an action of that name at a moment, or null where it makes no sense then. */
export function drawn(name: ActionName, chooser: Chooser, fixed: Keys = {}): Keys | null {
  const keys = KEYS[name](chooser, fixed)
  return keys === null ? null : { atMs: chooser.at, do: name, ...keys, ...fixed }
}
