/** The machine of what is selected, or of who receives the selected message, and those of the books it keeps. */
import { chartNow } from '#derive/chart.ts'
import { stateIndex } from '#derive/stateIndex.ts'
import type { Chart, PictureTransition } from '#model/chart.ts'
import { ownerOf } from '#model/roles.ts'
import { headOf } from '#store/follow.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { type ReactNode, useState } from 'react'
import { useApp, useBranch, useSession, useWords } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'
import { componentName } from '../../widgets/names.ts'
import { ChartPicture } from './ChartPicture.tsx'
import type { Direction } from './layout.ts'
import styles from './machine.module.css'
import { NextEvents } from './NextEvents.tsx'
import { useChart } from './useChart.ts'

const MOST_BOOKS = 24
const MOST_COMPONENTS = 60

/** Whom the chart is about: the selected component, or who receives the selected message, or the master. */
function subjectOf(session: Session): string {
  const { selection } = session
  const { trace } = currentBranch(session)
  if (selection?.kind === 'component') return selection.id
  if (selection?.kind !== 'record' || selection.ordinal >= trace.count) return 'master'
  const head = headOf(trace, selection.ordinal)
  const type = trace.typeOf(head)
  if (type === 'state' || type === 'timer') return trace.text(trace.from[head] as number)
  return type === 'sent' ? trace.text(trace.to[head] as number) : 'master'
}

function Chosen({ subject, ordinal }: { readonly subject: string; readonly ordinal: number }): ReactNode {
  const { intents, store } = useApp()
  const words = useWords()
  const { trace } = currentBranch(store.getState())
  const owner = ownerOf(subject) ?? subject
  const index = stateIndex(trace)
  const books = index.booksOf(owner, ordinal, MOST_BOOKS)
  const components = index.components(ordinal, MOST_COMPONENTS)
  const ids = [...new Set([owner, subject, ...books.map(({ of }) => of), ...components])]
  return (
    <label className={styles.choice}>
      {words.t('machine.choose')}
      <select value={subject} onChange={(event) => intents.select({ kind: 'component', id: event.target.value })}>
        {ids.map((id) => (
          <option key={id} value={id}>
            {componentName(words, id)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface ShownProps {
  readonly chart: Chart
  readonly of: string
  readonly ordinal: number
  readonly direction: Direction
}

function Shown({ chart, of, ordinal, direction }: ShownProps): ReactNode {
  const { store } = useApp()
  const words = useWords()
  const { t, seconds } = words
  const [preview, setPreview] = useState<PictureTransition | null>(null)
  const { trace } = currentBranch(store.getState())
  const now = chartNow(trace, chart, of, ordinal)
  return (
    <div className={styles.machine} data-direction={direction}>
      <ChartPicture chart={chart} now={now} name={componentName(words, of)} direction={direction} preview={preview} />
      <aside className={styles.beside}>
        {now.last ? (
          <p className={styles.meta}>
            {t('machine.last', { event: now.last.event, s: seconds(trace.at[now.last.ordinal] as number) })}
          </p>
        ) : null}
        {now.state === null ? (
          <p className={styles.meta}>{t(now.last ? 'machine.ended' : 'machine.gone')}</p>
        ) : (
          <>
            <h3 className={styles.sub}>{t('machine.next')}</h3>
            <NextEvents next={now.next} preview={preview} onPreview={setPreview} />
          </>
        )}
      </aside>
    </div>
  )
}

/** The chart of one component, in the inspector or in a place of its own. */
export function MachineOf({ of, direction }: { readonly of: string; readonly direction: Direction }): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const moment = useMoment()
  useBranch((branch) => branch.revision)
  const chart = useChart(of)
  const ordinal = Math.min(moment.ordinal, currentBranch(store.getState()).trace.count - 1)
  if (chart === undefined) return <output className={styles.meta}>{t('machine.loading')}</output>
  if (chart === null) return <p className={styles.meta}>{t('machine.unknown')}</p>
  return <Shown key={of} chart={chart} of={of} ordinal={ordinal} direction={direction} />
}

export function Machine(): ReactNode {
  const { store } = useApp()
  const moment = useMoment()
  useSession((session) => session.selection)
  const subject = subjectOf(store.getState())
  return (
    <div className={styles.place}>
      <Chosen subject={subject} ordinal={moment.ordinal} />
      <MachineOf of={subject} direction="LR" />
    </div>
  )
}
