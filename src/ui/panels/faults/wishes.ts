/** Faults as entries of menus: named, with the reason where one makes no sense now. */
import type { PlainKey, Words } from '#content/locales/words.ts'
import { roleOf } from '#model/roles.ts'
import type { Action } from '#model/scenario/types.ts'
import { executorsAt, refusalOf, standingAt, type Standing, type Wish } from '#store/possible.ts'
import { deliveryOf } from '#store/delivery.ts'
import { currentBranch } from '#store/session.ts'
import { openDialog } from '#store/surface.ts'
import type { App } from '#store/app.ts'
import type { MenuAction, MenuGroup } from '../../widgets/Menu.tsx'
import { agentName, componentName, frameworkName } from '../../widgets/names.ts'

/** Agents that a menu lists; of more, the first are there and the lane's own menu has the rest. */
const MOST_AGENTS = 12

/** What the wish is called: on a menu, and as the name of the branch that it makes. */
export function wishName(words: Words, wish: Wish): string {
  const { t } = words
  switch (wish.do) {
    case 'crashMaster':
    case 'restartMaster':
      return t(`act.${wish.do}`)
    case 'crashScheduler':
    case 'teardown':
      return t(`act.${wish.do}`, { name: frameworkName(wish.framework) })
    case 'restartScheduler':
      return t(wish.takeover ? 'act.takeover' : 'act.restartScheduler', { name: frameworkName(wish.framework) })
    case 'crashAgent':
    case 'restartAgent':
    case 'drainAgent':
    case 'deactivateAgent':
    case 'reactivateAgent':
    case 'markAgentGone':
    case 'unregisterAgent':
      return t(`act.${wish.do}`, { name: agentName(words, wish.agent) })
    case 'cutLink':
    case 'healLink':
      return t(`act.${wish.do}`, { a: componentName(words, wish.between[0]), b: componentName(words, wish.between[1]) })
    case 'loseNext':
    case 'duplicateNext':
    case 'delayNext':
      return t(`act.${wish.do}`, {
        name: wish.name ?? t('act.message'),
        a: componentName(words, wish.from),
        b: componentName(words, wish.to),
      })
    case 'deliverAt':
      return t('act.deliverAt', { name: wish.message, s: words.seconds(wish.deliverMs) })
    case 'crashExecutor':
      return t('act.crashExecutor', { name: componentName(words, `executor:${wish.executor}`) })
    case 'killTask':
    case 'failTask':
    case 'finishTask':
      return t(`act.${wish.do}`, { name: componentName(words, `task:${wish.task}`) })
    case 'suppress':
    case 'revive':
    case 'reconcile':
      return t(`act.${wish.do}`, { name: frameworkName(wish.framework) })
    case 'submitApp':
    case 'updateApp':
      return t(`act.${wish.do}`, { name: String(wish.app['id'] ?? '') })
    case 'scaleApp':
      return t('act.scaleApp', { name: wish.app, count: wish.instances })
    case 'restartApp':
    case 'destroyApp':
    case 'resetDelay':
      return t(`act.${wish.do}`, { name: wish.app })
    default:
      return words.maybe(`do.${wish.do}`, {}, wish.do)
  }
}

export function standingOf(app: App): Standing {
  const session = app.store.getState()
  return standingAt(currentBranch(session).scenario, session.cursor.at)
}

/** Does it, at the next millisecond; what was refused is told. */
export function perform(app: App, words: Words, wish: Wish): boolean {
  const name = wishName(words, wish)
  const issues = app.intents.act(wish as Omit<Action, 'atMs'>, name)
  if (issues.length === 0) return true
  app.intents.notify({ key: 'notice.refused', params: {}, tone: 'error', details: issues })
  return false
}

export function entry(app: App, words: Words, standing: Standing, wish: Wish): MenuAction {
  const refusal = refusalOf(wish, standing)
  const refused = refusal === null ? null : words.t(`refusal.${refusal}` satisfies PlainKey)
  return { label: wishName(words, wish), refused, run: () => void perform(app, words, wish) }
}

function pairs({ scenario, agents }: Standing): readonly (readonly [string, string])[] {
  return [
    ...scenario.frameworks.map(({ id }) => [id, 'master'] as const),
    ...agents.slice(0, MOST_AGENTS).map((agent) => ['master', agent] as const),
  ]
}

export function crashGroups(app: App, words: Words): readonly MenuGroup[] {
  const standing = standingOf(app)
  const { scenario, agents } = standing
  const of = (wish: Wish): MenuAction => entry(app, words, standing, wish)
  const { store } = app
  const session = store.getState()
  const executors = executorsAt(currentBranch(session).trace, session.cursor.ordinal)
  return [
    {
      label: words.t('lane.scheduler'),
      items: scenario.frameworks.flatMap(({ id }) => [
        of({ do: 'crashScheduler', framework: id }),
        of({ do: 'restartScheduler', framework: id }),
      ]),
    },
    { label: words.t('lane.master'), items: [of({ do: 'crashMaster' }), of({ do: 'restartMaster' })] },
    {
      label: words.t('lane.agent'),
      items: agents
        .slice(0, MOST_AGENTS)
        .flatMap((agent) => [of({ do: standing.down.has(agent) ? 'restartAgent' : 'crashAgent', agent })]),
    },
    { label: words.t('lane.executor'), items: executors.map((executor) => of({ do: 'crashExecutor', executor })) },
  ]
}

export function cutGroups(app: App, words: Words): readonly MenuGroup[] {
  const standing = standingOf(app)
  const items = pairs(standing).map((between) => {
    const wish = { do: 'cutLink', between } as const
    const cut = refusalOf(wish, standing) === 'isCut'
    return entry(app, words, standing, cut ? { do: 'healLink', between } : wish)
  })
  return [{ label: words.t('act.cutHint'), items }]
}

/** Both ways of each link on which messages travel. */
export function loseGroups(app: App, words: Words): readonly MenuGroup[] {
  const standing = standingOf(app)
  const { scenario, agents } = standing
  const ways = [
    ...scenario.frameworks.flatMap(({ id }) => [
      [`driver:${id}`, 'master'],
      ['master', `driver:${id}`],
    ]),
    ...agents.slice(0, 4).flatMap((agent) => [
      ['master', agent],
      [agent, 'master'],
    ]),
  ]
  const of = (kind: 'loseNext' | 'duplicateNext', [from = '', to = '']: readonly string[]): MenuAction =>
    entry(app, words, standing, { do: kind, from, to })
  return [
    { label: words.t('act.loseHint'), items: ways.map((way) => of('loseNext', way)) },
    { label: words.t('act.duplicateHint'), items: ways.slice(0, 4).map((way) => of('duplicateNext', way)) },
  ]
}

export function drainGroups(app: App, words: Words): readonly MenuGroup[] {
  const standing = standingOf(app)
  return standing.agents.slice(0, MOST_AGENTS).map((agent) => agentGroup(app, words, standing, agent))
}

function agentGroup(app: App, words: Words, standing: Standing, agent: string): MenuGroup {
  const kinds = ['drainAgent', 'deactivateAgent', 'reactivateAgent', 'markAgentGone'] as const
  return {
    label: agentName(words, agent),
    items: kinds.map((kind) => entry(app, words, standing, { do: kind, agent })),
  }
}

/** What can be done to whom a lane stands for. */
export function laneGroups(app: App, words: Words, id: string): readonly MenuGroup[] {
  const standing = standingOf(app)
  const of = (wish: Wish): MenuAction => entry(app, words, standing, wish)
  const component = id.replace(/^(driver|updates):/, '')
  const role = roleOf(component, (name) => standing.agents.includes(name))
  if (role === 'scheduler' && standing.scenario.frameworks.some((framework) => framework.id === component)) {
    const framework = component
    return [
      {
        items: [
          of({ do: 'crashScheduler', framework }),
          of({ do: 'restartScheduler', framework }),
          of({ do: 'restartScheduler', framework, takeover: true }),
          of({ do: 'teardown', framework }),
        ],
      },
      {
        items: [
          of({ do: 'suppress', framework }),
          of({ do: 'revive', framework }),
          of({ do: 'reconcile', framework }),
          of({ do: 'cutLink', between: [framework, 'master'] }),
          of({ do: 'healLink', between: [framework, 'master'] }),
        ],
      },
    ]
  }
  if (role === 'master' || role === 'allocator') {
    return [{ items: [of({ do: 'crashMaster' }), of({ do: 'restartMaster' })] }, ...cutGroups(app, words)]
  }
  if (role === 'agent') {
    const agent = component
    const first = [
      of({ do: 'crashAgent', agent }),
      of({ do: 'restartAgent', agent }),
      of({ do: 'unregisterAgent', agent }),
    ]
    const link = [of({ do: 'cutLink', between: ['master', agent] }), of({ do: 'healLink', between: ['master', agent] })]
    return [{ items: first }, { items: link }, agentGroup(app, words, standing, agent)]
  }
  return crashGroups(app, words).slice(-1)
}

/** What can be done to a message that is on its way, or to the next of its kind. */
export function messageGroups(app: App, words: Words, ordinal: number): readonly MenuGroup[] {
  const { trace } = currentBranch(app.store.getState())
  const standing = standingOf(app)
  const sent = trace.type[ordinal] === 0 ? ordinal : (trace.link[ordinal] as number)
  const [from, to, name] = [trace.from, trace.to, trace.name].map((column) => trace.text(column[sent] as number))
  if (!from || !to || !name) return []
  const next = { from, to, name }
  const of = (wish: Wish): MenuAction => entry(app, words, standing, wish)
  const delivery = deliveryOf(trace, sent)
  const moved: MenuAction = {
    label: words.t('act.deliver'),
    refused: delivery?.refusal ? words.t(`refusal.${delivery.refusal}`) : null,
    run: () => openDialog(app.surface, 'deliver', String(sent)),
  }
  return [
    { label: words.t('act.thisMessage'), items: [moved] },
    {
      label: words.t('act.nextOfKind'),
      items: [
        of({ do: 'loseNext', ...next }),
        of({ do: 'duplicateNext', ...next }),
        of({ do: 'delayNext', ...next, byMs: 5000 }),
      ],
    },
  ]
}
