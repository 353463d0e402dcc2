/** A link names a moment far into a run: how far the run is replayed, and a way to stay where it has come. Source: interaction.md 4.5. */
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import { Button } from '../widgets/Button.tsx'
import { useApp, useSession, useWords } from '../widgets/context.ts'
import styles from './replaying.module.css'

/** What is told changes in steps of this part: not with every chunk of records. */
const STEPS = 50

export function Replaying(): ReactNode {
  const { intents } = useApp()
  const { t, number } = useWords()
  const count = useSession((session) => (session.replaying ?? 0) + 1)
  const step = useSession((session) => Math.floor((currentBranch(session).trace.count / count) * STEPS))
  const part = Math.min(1, step / STEPS)
  return (
    <div className={styles.veil}>
      <div className={styles.card}>
        <p>{t('replay.told', { n: number(Math.round(part * count), 0), count: number(count, 0) })}</p>
        <progress value={part} aria-label={t('replay.told', { n: '…', count: number(count, 0) })} />
        <Button onClick={() => intents.stopReplaying()}>{t('replay.stop')}</Button>
      </div>
    </div>
  )
}
