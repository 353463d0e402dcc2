/** A task's end: asked for by its scheduler, or happening to the process by itself. */
import { appsAt, tasksAt } from '#derive/seriesIndex.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import { type ReactNode, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { shortTask } from '../../widgets/names.ts'
import { perform } from '../faults/wishes.ts'
import styles from './scale.module.css'

const MOST_TASKS = 200
const ENDED = new Set([
  'TASK_FINISHED',
  'TASK_FAILED',
  'TASK_KILLED',
  'TASK_ERROR',
  'TASK_LOST',
  'TASK_GONE',
  'TASK_DROPPED',
])

interface Living {
  readonly framework: string
  readonly id: string
  readonly state: string
  /** Marathon's: what comes after its end can be asked for. */
  readonly ofApp: boolean
}

/** What Marathon does once the task has ended (marathon.md 3). */
const AFTER = ['again', 'scale', 'wipe'] as const
type After = (typeof AFTER)[number]
const AFTER_KEYS = { again: {}, scale: { scale: true }, wipe: { wipe: true } } as const

/** Tasks of apps as their Marathon has them, and of other frameworks as the master has them. */
function livingTasks(session: Session): readonly Living[] {
  const { trace } = currentBranch(session)
  const { ordinal } = session.cursor
  const apps = appsAt(trace, ordinal).flatMap(({ framework, point }) =>
    point.tasks.map(({ id, condition }) => ({ framework, id, state: `condition.${condition}`, ofApp: true })),
  )
  const known = new Set(apps.map(({ id }) => id))
  const others = tasksAt(trace, ordinal, MOST_TASKS)
    .filter(({ task, state }) => !known.has(task) && !ENDED.has(state))
    .map(({ framework, task, state }) => ({ framework, id: task, state: `task.${state}`, ofApp: false }))
  return [...apps, ...others]
}

function AfterChoice({ value, choose }: { readonly value: After; readonly choose: (after: After) => void }): ReactNode {
  const { t } = useWords()
  return (
    <label>
      {t('kill.after')}
      <select value={value} onChange={(event) => choose(AFTER.find((one) => one === event.target.value) ?? 'again')}>
        {AFTER.map((one) => (
          <option key={one} value={one}>
            {t(`kill.after.${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}

export function KillDialog(): ReactNode {
  const app = useApp()
  const words = useWords()
  const { t, maybe } = words
  const tasks = livingTasks(app.store.getState())
  const [id, setId] = useState(tasks[0]?.id ?? '')
  const [after, setAfter] = useState<After>('again')
  const chosen = tasks.find((task) => task.id === id)
  if (!chosen)
    return (
      <DialogFrame title={t('kill.title')} size="small">
        {t('kill.none')}
      </DialogFrame>
    )
  const end = (what: 'killTask' | 'failTask' | 'finishTask'): void => {
    const wish =
      what === 'killTask'
        ? ({ do: what, framework: chosen.framework, task: id, ...(chosen.ofApp ? AFTER_KEYS[after] : {}) } as const)
        : ({ do: what, task: id } as const)
    if (!perform(app, words, wish)) return
    closeDialog(app.surface)
    app.intents.setPlaying(true)
  }
  const actions = (
    <>
      <Button onClick={() => end('finishTask')}>{t('kill.finish')}</Button>
      <Button onClick={() => end('failTask')}>{t('kill.fail')}</Button>
      <Button look="primary" onClick={() => end('killTask')}>
        {t('kill.kill')}
      </Button>
    </>
  )
  return (
    <DialogFrame title={t('kill.title')} size="small" actions={actions}>
      <div className={styles.form}>
        <label>
          {t('kill.task')}
          <select value={id} onChange={(event) => setId(event.target.value)}>
            {tasks.map((task) => (
              <option key={task.id} value={task.id}>
                {shortTask(task.id)} · {maybe(task.state, {}, task.state)}
              </option>
            ))}
          </select>
        </label>
        {chosen.ofApp && <AfterChoice value={after} choose={setAfter} />}
        <p className={styles.note}>{t('kill.note')}</p>
      </div>
    </DialogFrame>
  )
}
