/**
 * Short random stories of what happens to a cluster: one thing alone, or things that only together lead somewhere (a
 * crash and the restart, a reservation and its end, an app and what becomes of it). Who the story is about is drawn when
 * it begins, the keys of each step when its time has come.
 */
import { nextInt, type RngState } from '#base/rng.ts'
import { ACTION_NAMES, type ActionName, type ScenarioDocument } from '#model/scenario/document.ts'
import { idsOf, type Keys } from './actions.ts'
import { chance, pick } from './cluster.ts'
import { RARE_STORIES } from './rareStories.ts'
import { step, type Step, type Story } from './story.ts'

const NOW = [0, 0] as const
const SOON = [50, 3000] as const
const LATER = [1000, 9000] as const

function anAgent(rng: RngState, document: ScenarioDocument): Keys {
  return { agent: pick(rng, document.agents).id }
}

function aFramework(rng: RngState, document: ScenarioDocument): Keys {
  return { framework: pick(rng, document.frameworks).id }
}

/** Something ends and comes back, soon or late. */
function twoSteps(first: ActionName, second: ActionName, subject: (r: RngState, d: ScenarioDocument) => Keys): Story {
  return (rng, document) => {
    const keys = subject(rng, document)
    return [step(rng, NOW, first, keys), step(rng, chance(rng, 70) ? SOON : LATER, second, keys)]
  }
}

/** The answer to a scheduler that comes back is lost, or the master itself is lost in between. */
const failover: Story = (rng, document) => {
  const { framework } = aFramework(rng, document) as { framework: string }
  const answers = ['FrameworkRegisteredMessage', 'SUBSCRIBED'] as const
  const lost = { from: 'master', to: `driver:${framework}`, name: pick(rng, answers), count: 1 }
  return [
    step(rng, NOW, 'crashScheduler', { framework }),
    step(rng, SOON, 'loseNext', lost),
    step(rng, NOW, 'restartScheduler', { framework, takeover: false }),
    ...(chance(rng, 30) ? [step(rng, SOON, 'restartScheduler', { framework, takeover: true })] : []),
  ]
}

const cut: Story = (rng, document) => {
  const ends = [pick(rng, document.agents).id, pick(rng, ['master', pick(rng, document.frameworks).id])]
  const keys = { between: ends }
  return [step(rng, NOW, 'cutLink', keys), step(rng, chance(rng, 50) ? SOON : LATER, 'healLink', keys)]
}

/** All agents fall silent and come back about when the master gives them up. */
const silence: Story = (rng, document) => {
  const all = document.agents.map(({ id }) => ['master', id])
  const [first, ...rest] = all.map((between) => step(rng, [3000, 9000], 'healLink', { between }))
  const cuts = all.map((between) => step(rng, NOW, 'cutLink', { between }))
  return [...cuts, ...(first ? [first] : []), ...rest.map((one) => ({ ...one, afterMs: nextInt(rng, 0, 500) }))]
}

/** An app, and one or two things that happen to it. */
const app: Story = (rng, document) => {
  const ids = idsOf(document, 'marathon')
  if (ids.length === 0) return []
  const framework = pick(rng, ids)
  const id = pick(rng, ['/web', '/db', '/shop/cart'])
  const changes = [
    'updateApp',
    'scaleApp',
    'restartApp',
    'destroyApp',
    'destroyApp',
    'resetDelay',
    'killTask',
    'setHealth',
  ] as const
  const then = Array.from({ length: nextInt(rng, 1, 2) }, (): Step => {
    const name = pick(rng, changes)
    const isTask = name === 'killTask' || name === 'setHealth'
    const keys = name === 'updateApp' || isTask ? {} : { app: id }
    return step(rng, LATER, name, isTask ? {} : { framework, ...keys })
  })
  return [step(rng, NOW, 'submitApp', { framework }), ...then]
}

/** Checked over the network by Marathon, which then cannot reach the agents, or finds the task sick. */
const sick: Story = (rng, document) => {
  const ids = idsOf(document, 'marathon')
  if (ids.length === 0) return []
  const framework = pick(rng, ids)
  const often = { intervalSeconds: 1, gracePeriodSeconds: 2, delaySeconds: 1, timeoutSeconds: 1 }
  const protocol = pick(rng, ['HTTP', 'TCP', 'MESOS_HTTP', 'COMMAND'] as const)
  const what = protocol === 'COMMAND' ? { command: { value: 'true' } } : { portIndex: 0 }
  const healthChecks = [{ protocol, ...what, ...often, maxConsecutiveFailures: pick(rng, [1, 2]) }]
  const app = { id: '/web', cmd: 'sleep 600', cpus: 0.1, mem: 32, instances: nextInt(rng, 1, 3), healthChecks }
  const away = document.agents.map(({ id }) => step(rng, NOW, 'cutLink', { between: [framework, id] }))
  const back = document.agents.map(({ id }) => step(rng, NOW, 'healLink', { between: [framework, id] }))
  const fault = chance(rng, 60)
    ? [step(rng, [6000, 9000], 'resetDelay', { framework, app: '/web' }), ...away, step(rng, LATER, 'revive'), ...back]
    : [step(rng, [6000, 9000], 'setHealth', { healthy: false }), step(rng, LATER, 'setHealth', { healthy: true })]
  const end = chance(rng, 60) ? [step(rng, LATER, 'destroyApp', { framework, app: '/web' })] : []
  return [step(rng, NOW, 'submitApp', { framework, app }), ...fault, ...end]
}

const processes: Story = (rng, document) => {
  const ids = idsOf(document, 'bcs')
  if (ids.length === 0) return []
  const framework = pick(rng, ids)
  const faults = ['crashDaemon', 'restartDaemon', 'crashExecutor', 'killTask', 'finishTask'] as const
  const wishes = ['reloadProcess', 'reloadProcess', 'restartProcess'] as const
  return [
    step(rng, NOW, 'submitProcess', { framework }),
    ...(chance(rng, 80) ? [step(rng, [5000, 12_000], pick(rng, wishes), { framework })] : []),
    ...(chance(rng, 30) ? [step(rng, LATER, pick(rng, faults))] : []),
    step(rng, LATER, 'stopProcess', { framework }),
  ]
}

/** One of some actions, each as likely as the others. */
function oneOf(...names: readonly ActionName[]): Story {
  return (rng) => [step(rng, NOW, pick(rng, names))]
}

/** Anything at all. */
const alone: Story = (rng) => [step(rng, NOW, pick(rng, ACTION_NAMES))]

const network = oneOf('loseNext', 'duplicateNext', 'delayNext', 'deliverAt', 'setLatency')
const tasks = oneOf('failTask', 'failTask', 'finishTask', 'killTask', 'setHealth', 'crashExecutor', 'submitTasks')
const wishes = oneOf('suppress', 'revive', 'reconcile', 'setQuota', 'setWeight', 'teardown')
const agents = oneOf('addAgent', 'unregisterAgent', 'markAgentGone', 'drainAgent')

const STORIES: readonly Story[] = [
  alone,
  network,
  network,
  network,
  tasks,
  tasks,
  tasks,
  wishes,
  wishes,
  agents,
  agents,
  twoSteps('crashMaster', 'restartMaster', () => ({})),
  twoSteps('crashMaster', 'restartMaster', () => ({})),
  twoSteps('crashAgent', 'restartAgent', anAgent),
  twoSteps('crashAgent', 'restartAgent', anAgent),
  twoSteps('crashScheduler', 'restartScheduler', (r, d) => ({ ...aFramework(r, d), takeover: false })),
  twoSteps('crashDaemon', 'restartDaemon', anAgent),
  twoSteps('deactivateAgent', 'reactivateAgent', anAgent),
  twoSteps('reserve', 'unreserve', (r, d) => ({ ...anAgent(r, d), role: 'prod', resources: 'cpus:0.5' })),
  twoSteps('submitTasks', 'finishTask', () => ({})),
  failover,
  cut,
  silence,
  silence,
  app,
  app,
  sick,
  sick,
  processes,
  processes,
  processes,
  processes,
  processes,
  processes,
  processes,
  ...RARE_STORIES,
]

/** The steps of some random stories with their times, in order. */
export function randomTimeline(
  rng: RngState,
  document: ScenarioDocument,
  most: number,
): readonly (Step & { readonly atMs: number })[] {
  const untilMs = document.untilMs ?? 30_000
  const found: (Step & { readonly atMs: number })[] = []
  let begin = nextInt(rng, 500, 4000)
  for (let k = nextInt(rng, 2, most); k > 0; k -= 1) {
    let atMs = begin
    for (const one of pick(rng, STORIES)(rng, document)) {
      atMs += one.afterMs
      if (atMs < untilMs) found.push({ ...one, atMs })
    }
    begin = Math.min(begin + nextInt(rng, 1, Math.floor(untilMs / 3)), untilMs - 1)
  }
  return found.sort((a, b) => a.atMs - b.atMs)
}
