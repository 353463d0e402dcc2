/**
 * Stories of what seldom happens by itself, so that no message is left untried: a welcome that is lost, a scheduler that is
 * taken over, a reservation that never reached its agent, tasks that come back when nobody knows them any more.
 */
import { nextInt } from '#base/rng.ts'
import type { AgentDocument, FrameworkDocument, ScenarioDocument } from '#model/scenario/document.ts'
import { idsOf } from './actions.ts'
import { chance, pick } from './cluster.ts'
import { step, type Step, type Story } from './story.ts'

const NOW = [0, 0] as const

/** Frameworks that speak through the v0 driver. */
function v0(document: ScenarioDocument): readonly FrameworkDocument[] {
  return document.frameworks.filter((framework) => framework.kind !== 'batch' || framework.api !== 'v1')
}

/** A new master's welcome is lost: asked again, it says that the framework is there already. */
const lostWelcome: Story = (rng, document) => {
  const marathons = idsOf(document, 'marathon')
  const framework = chance(rng, 70) && marathons.length > 0 ? pick(rng, marathons) : pick(rng, v0(document))?.id
  if (framework === undefined) return []
  const lost = {
    from: 'master',
    to: `driver:${framework}`,
    name: 'FrameworkRegisteredMessage',
    count: nextInt(rng, 1, 2),
  }
  return [
    step(rng, [0, 4000], 'crashMaster'),
    step(rng, NOW, 'loseNext', lost),
    step(rng, [200, 4000], 'restartMaster'),
  ]
}

/** A second instance comes while the first lives: the first is told, aborts and says that it is gone. */
const takenOver: Story = (rng, document) => {
  const framework = pick(rng, v0(document))?.id
  return framework === undefined ? [] : [step(rng, NOW, 'restartScheduler', { framework, takeover: true })]
}

/** The agent never hears of a reservation; when it comes back master and agent count differently. */
const forgottenReservation: Story = (rng, document) => {
  const agent = pick(rng, document.agents).id
  return [
    step(rng, NOW, 'loseNext', { from: 'master', to: agent, name: 'ApplyOperationMessage', count: 1 }),
    step(rng, NOW, 'reserve', { agent, role: pick(rng, ['prod', 'dev']), resources: 'cpus:0.5' }),
    step(rng, [500, 3000], 'crashAgent', { agent }),
    step(rng, [500, 3000], 'restartAgent', { agent }),
  ]
}

/** How long the master pings in vain before it gives an agent up, ms; its last ping may have just gone. */
function patienceMs({ master }: ScenarioDocument): number {
  return (master?.agentPingTimeoutMs ?? 15_000) * ((master?.maxAgentPingTimeouts ?? 5) + 1)
}

/** Agents are given up and their instances forgotten; when they are back, their tasks are strangers to Marathon. */
const strangers: Story = (rng, document) => {
  const ids = idsOf(document, 'marathon')
  const patience = patienceMs(document)
  if (ids.length === 0 || patience > 20_000) return []
  const framework = pick(rng, ids)
  const app = { id: '/lost', cmd: 'sleep 600', cpus: 0.1, mem: 32, instances: nextInt(rng, 1, 3) }
  const between = document.agents.map(({ id }: AgentDocument) => ['master', id])
  const [first, ...rest] = between.map((ends) => step(rng, NOW, 'healLink', { between: ends }))
  const cuts = between.map((ends) => step(rng, NOW, 'cutLink', { between: ends }))
  const begin = cuts.map((cut, k): Step => (k === 0 ? { ...cut, afterMs: nextInt(rng, 4000, 7000) } : cut))
  const back = first ? [{ ...first, afterMs: nextInt(rng, patience, patience + 8000) }, ...rest] : []
  return [step(rng, NOW, 'submitApp', { framework, app }), ...begin, ...back]
}

/** Two wishes at once: the second is locked out, or one deployment too many. */
const crowded: Story = (rng, document) => {
  const ids = idsOf(document, 'marathon')
  if (ids.length === 0) return []
  const framework = pick(rng, ids)
  return ['/one', '/two', '/three'].slice(0, nextInt(rng, 2, 3)).map((id) =>
    step(rng, [0, 400], 'submitApp', {
      framework,
      app: { id, cmd: 'sleep 600', cpus: 0.1, mem: 32, portDefinitions: [{ port: 0 }, { port: 0 }] },
    }),
  )
}

/** An unhealthy answer to a check over the network. */
const unwell: Story = (rng, document) => {
  const ids = idsOf(document, 'marathon')
  if (ids.length === 0) return []
  const framework = pick(rng, ids)
  const often = { intervalSeconds: 1, gracePeriodSeconds: 1, timeoutSeconds: 1 }
  const protocol = pick(rng, ['HTTP', 'TCP'])
  const healthChecks = [{ protocol, portIndex: 0, ...often, maxConsecutiveFailures: pick(rng, [0, 2]) }]
  const app = { id: '/unwell', cmd: 'sleep 600', cpus: 0.1, mem: 32, healthChecks }
  const sick = Array.from({ length: 3 }, () => step(rng, [500, 3000], 'setHealth', { healthy: false }))
  return [
    step(rng, NOW, 'submitApp', { framework, app }),
    { ...sick[0], afterMs: nextInt(rng, 4000, 7000) } as Step,
    ...sick,
  ]
}

/** What makes an app resident where the framework has a role of its own. */
const RESIDENT = {
  container: { type: 'MESOS', volumes: [{ containerPath: 'data', mode: 'RW', persistent: { size: 50 } }] },
}

/** One app, and three wishes about it, with or without patience. */
const manyWishes: Story = (rng, document) => {
  const ids = idsOf(document, 'marathon')
  if (ids.length === 0) return []
  const framework = pick(rng, ids)
  const id = '/wish'
  const app = {
    id,
    cmd: pick(rng, ['sleep 600', 'sleep 2; exit 1']),
    cpus: 0.1,
    mem: 32,
    instances: nextInt(rng, 1, 3),
    ...(chance(rng, 40) ? RESIDENT : {}),
  }
  const wish = (): Step => {
    const name = pick(rng, ['updateApp', 'scaleApp', 'scaleApp', 'restartApp', 'killTask'] as const)
    if (name === 'killTask')
      return step(rng, [1000, 4000], name, { framework, [pick(rng, ['scale', 'wipe'])]: chance(rng, 40) })
    const about = name === 'updateApp' ? { id, cpus: pick(rng, [0.2, 0.3]) } : id
    return step(rng, [500, 5000], name, { framework, app: about })
  }
  return [
    step(rng, NOW, 'submitApp', { framework, app }),
    { ...wish(), afterMs: nextInt(rng, 3000, 6000) },
    wish(),
    wish(),
  ]
}

export const RARE_STORIES: readonly Story[] = [
  lostWelcome,
  lostWelcome,
  takenOver,
  forgottenReservation,
  strangers,
  strangers,
  crowded,
  unwell,
  unwell,
  manyWishes,
  manyWishes,
  manyWishes,
]
