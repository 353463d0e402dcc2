/** Marathon's apps and the tasks of other frameworks at the cursor, with what Marathon's own page would say of them. */
import { appsAt, tasksAt, type AppAt } from '#derive/seriesIndex.ts'
import type { TaskPoint } from '#model/trace/series.ts'
import { currentBranch } from '#store/session.ts'
import { openDialog } from '#store/surface.ts'
import type { ReactNode } from 'react'
import { Button, IconButton, Kbd, useChord } from '../../widgets/Button.tsx'
import { useApp, useBranch, useSession, useWords } from '../../widgets/context.ts'
import { MenuButton, type MenuGroup } from '../../widgets/Menu.tsx'
import { useMoment } from '../../widgets/moment.ts'
import { agentName, frameworkName, shortTask } from '../../widgets/names.ts'
import { perform } from '../faults/wishes.ts'
import styles from './apps.module.css'
import { isWaiting, needsOf, statusOf, type AppStatus } from './status.ts'

const MOST_TASKS = 40

function TaskRow({
  id,
  agent,
  condition,
  keptMb,
  framework,
}: {
  id: string
  agent: string | null
  condition: string
  keptMb?: number
  framework: string
}): ReactNode {
  const app = useApp()
  const words = useWords()
  const { t, maybe } = words
  const state = maybe(`condition.${condition}`, {}, condition)
  const groups = (): readonly MenuGroup[] => [
    {
      items: [
        {
          label: t('act.killTask', { name: shortTask(id) }),
          run: () => void perform(app, words, { do: 'killTask', framework, task: id }),
        },
        {
          label: t('act.failTask', { name: shortTask(id) }),
          run: () => void perform(app, words, { do: 'failTask', task: id }),
        },
        {
          label: t('act.finishTask', { name: shortTask(id) }),
          run: () => void perform(app, words, { do: 'finishTask', task: id }),
        },
      ],
    },
  ]
  return (
    <li className={styles.task}>
      <span className={styles.taskName} title={id}>
        {shortTask(id)}
      </span>
      <span className={styles.taskState}>
        {state}
        {agent ? ` · ${agentName(words, agent)}` : ''}
        {keptMb === undefined ? null : <span className={styles.kept}>{t('apps.keeps', { mb: keptMb })}</span>}
      </span>
      <MenuButton
        trigger={<IconButton icon="more" label={t('apps.taskMenu', { name: shortTask(id) })} />}
        groups={groups}
      />
    </li>
  )
}

function appGroups(
  app: ReturnType<typeof useApp>,
  words: ReturnType<typeof useWords>,
  { framework, point }: AppAt,
): readonly MenuGroup[] {
  const { t } = words
  const { id } = point
  return [
    {
      items: [
        { label: t('apps.scale'), run: () => openDialog(app.surface, 'scale', id) },
        { label: t('apps.edit'), run: () => openDialog(app.surface, 'submit', id) },
        {
          label: t('act.restartApp', { name: id }),
          run: () => void perform(app, words, { do: 'restartApp', framework, app: id }),
        },
        {
          label: t('act.resetDelay', { name: id }),
          run: () => void perform(app, words, { do: 'resetDelay', framework, app: id }),
        },
        {
          label: t('act.destroyApp', { name: id }),
          run: () => void perform(app, words, { do: 'destroyApp', framework, app: id }),
        },
      ],
    },
  ]
}

function Why({ id }: { readonly id: string }): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const chord = useChord('why')
  return (
    <Button
      className={styles.why}
      aria-label={t('apps.whyOf', { name: id })}
      onClick={() => openDialog(surface, 'why', id)}
    >
      {t('apps.why')}
      <Kbd chord={chord} />
    </Button>
  )
}

function AppRow({ row }: { readonly row: AppAt }): ReactNode {
  const app = useApp()
  const words = useWords()
  const { t } = words
  const { point } = row
  const status: AppStatus = statusOf(point)
  return (
    <li className={styles.app}>
      <span className={styles.dot} data-state={status} aria-hidden="true" />
      <div className={styles.what}>
        <b>{point.id}</b>{' '}
        <span className={styles.status}>{t(`status.${status}`, { running: point.running, wanted: point.wanted })}</span>
        <small>{needsOf(words, point)}</small>
      </div>
      <div className={styles.tools}>
        {isWaiting(status) ? <Why id={point.id} /> : null}
        <MenuButton
          trigger={<IconButton icon="more" label={t('apps.menu', { name: point.id })} />}
          groups={() => appGroups(app, words, row)}
        />
      </div>
      {point.tasks.length > 0 ? (
        <ul className={styles.tasks}>
          {point.tasks.slice(0, MOST_TASKS).map((task) => (
            <TaskRow key={task.id} {...task} framework={row.framework} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function grouped<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item])
  return groups
}

/** Frameworks without apps: their tasks as the master counts them. */
function Others({ tasks, apps }: { readonly tasks: readonly TaskPoint[]; readonly apps: readonly AppAt[] }): ReactNode {
  const { t, maybe } = useWords()
  const withApps = new Set(apps.map(({ framework }) => framework))
  const byFramework = grouped(
    tasks.filter((task) => !withApps.has(task.framework)),
    (task) => task.framework,
  )
  return [...byFramework].map(([framework, list]) => (
    <li key={framework} className={styles.app}>
      <span className={styles.dot} data-state="Running" aria-hidden="true" />
      <div className={styles.what}>
        <b>{frameworkName(framework)}</b>{' '}
        <span className={styles.status}>{t('apps.tasks', { count: list.length })}</span>
        <small>
          {[...grouped(list, (task) => task.state)]
            .map(([state, same]) => `${same.length} ${maybe(`task.${state}`, {}, state)}`)
            .join(' · ')}
        </small>
      </div>
    </li>
  ))
}

export function Apps(): ReactNode {
  const { store } = useApp()
  const { t, number } = useWords()
  const moment = useMoment()
  useBranch((branch) => branch.revision)
  const marathon = useSession((session) =>
    currentBranch(session).scenario.frameworks.some(({ kind }) => kind === 'marathon'),
  )
  const { trace } = currentBranch(store.getState())
  const ordinal = Math.min(moment.ordinal, trace.count - 1)
  const apps = appsAt(trace, ordinal)
  const tasks = tasksAt(trace, ordinal, 500)
  const others = tasks.some((task) => !apps.some(({ framework }) => framework === task.framework))
  return (
    <section className={styles.apps} aria-label={t('apps.title')} data-tour="apps">
      <h2 className={styles.title}>
        {t('apps.title')} <span className={styles.count}>{number(apps.length)}</span>
      </h2>
      {apps.length === 0 && !others ? (
        <p className={styles.empty}>{marathon ? t('apps.none') : t('apps.noTasks')}</p>
      ) : null}
      <ul className={styles.list}>
        {apps.map((row) => (
          <AppRow key={`${row.framework} ${row.point.id}`} row={row} />
        ))}
        <Others tasks={tasks} apps={apps} />
      </ul>
    </section>
  )
}
