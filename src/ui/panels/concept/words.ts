/** Names of the concept figure's boxes: the figure's own, and the example's where the scenario has them. */
import type { Words } from '#content/locales/words.ts'
import type { Box } from '#derive/conceptCast.ts'
import type { BoxState } from '#derive/conceptMoment.ts'
import { appsAt } from '#derive/seriesIndex.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { agentName, componentName, frameworkName, shortTask, stateText } from '../../widgets/names.ts'

/** Ids of tasks that run in a container from a Docker image, at a record. */
export function dockerTasks(trace: TraceStore, ordinal: number): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { point } of appsAt(trace, ordinal)) {
    if (!isDocker(point.app)) continue
    for (const { id } of point.tasks) found.add(id)
  }
  return found
}

function isDocker(app: unknown): boolean {
  const container = (app as { readonly container?: { readonly type?: unknown } } | undefined)?.container
  return container?.type === 'DOCKER'
}

export interface Naming {
  readonly words: Words
  readonly scenario: Scenario
  readonly docker: ReadonlySet<string>
}

function isBcs({ scenario }: Naming): boolean {
  return scenario.frameworks.every(({ kind }) => kind === 'bcs')
}

/** Narrower, a box has room for one name: of two schedulers their own tell more than their role. */
export const DETAIL_PX = 124

export function boxName(naming: Naming, { box, newest }: BoxState): string {
  const { words, docker } = naming
  const { t } = words
  switch (box.role) {
    case 'client':
      return t('concept.user')
    case 'schedulers':
      return t('concept.schedulers', { count: box.members })
    case 'agents':
      return t('lane.agents', { count: box.members })
    case 'agent':
      return agentName(words, box.id)
    case 'task':
      if (newest !== null && docker.has(newest)) return t('concept.container')
      return t(isBcs(naming) ? 'lane.process' : 'lane.task')
    default:
      return t(`lane.${box.role}`)
  }
}

/** Paler, behind or under the name: which scheduler, which task. */
export function boxDetail(naming: Naming, { box, newest, alive }: BoxState): string {
  const { t } = naming.words
  if (box.role === 'scheduler') return frameworkName(box.id)
  if (newest === null) return ''
  if (box.role === 'task') return alive > 1 ? t('concept.tasks', { count: alive }) : shortTask(newest)
  if (box.role !== 'executor') return ''
  if (newest.startsWith('daemon:')) return t('lane.daemon')
  const task = newest.slice(newest.indexOf(':') + 1, newest.lastIndexOf('@'))
  if (naming.docker.has(task)) return t('concept.dockerExecutor')
  if (isBcs(naming)) return t('concept.processExecutor')
  return task === 'custom' ? t('concept.customExecutor') : t('concept.commandExecutor')
}

/** The pill in a box: its state in words. */
export function boxText({ words }: Naming, state: BoxState): string {
  const { t, number } = words
  const { box, cpus, taskState, alive } = state
  if (box.members > 0) return ''
  if (state.state === null) return t('state.notStarted')
  if (taskState !== null && (box.role === 'task' || state.state !== ''))
    return words.maybe(`task.${taskState}`, {}, taskState)
  if (state.state === '') return t('state.gone')
  if (cpus) return t('state.cpus', { used: number(cpus.used, 1), total: number(cpus.total, 1) })
  return alive > 1 ? t('state.alive', { count: alive }) : stateText(words, state.state)
}

/** The whole of a box for a screen reader: name, detail, state. */
export function boxLabel(naming: Naming, state: BoxState): string {
  const { box, waiting, offers } = state
  const { words } = naming
  const on = box.agent !== null && box.role !== 'agent' ? agentName(words, box.agent) : ''
  const parts = [
    [boxName(naming, state), boxDetail(naming, state)].filter(Boolean).join(' '),
    on,
    boxText(naming, state),
    offers > 0 ? words.t('concept.offers', { count: offers }) : '',
    waiting > 0 ? words.t('diagram.waiting', { count: waiting }) : '',
  ]
  return words.series(parts.filter(Boolean))
}

/** Which box a component of the selection is in. */
export function nameOfEnd(naming: Naming, box: Box): string {
  const { words } = naming
  if (box.role === 'client') return words.t('concept.user')
  if (box.component !== null) return componentName(words, box.component)
  if (box.agent !== null) {
    const part = words.t(box.role === 'task' ? 'lane.task' : 'lane.executor')
    return words.t('concept.partOn', { part, agent: agentName(words, box.agent) })
  }
  return words.t(box.role === 'schedulers' ? 'concept.schedulers' : 'lane.agents', { count: box.members })
}
