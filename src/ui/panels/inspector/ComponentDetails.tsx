/** A component at the cursor: its state, what it went through, the machines it keeps books of. */
import { stateIndex } from '#derive/stateIndex.ts'
import { currentBranch } from '#store/session.ts'
import { lazy, type ReactNode, Suspense } from 'react'
import { IconButton } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { componentName, stateText } from '../../widgets/names.ts'
import styles from './inspector.module.css'
import { States } from './States.tsx'

const MachineOf = lazy(async () => ({ default: (await import('../machine/Machine.tsx')).MachineOf }))

const MOST_HISTORY = 8
const MOST_BOOKS = 12

export function ComponentDetails({ id, ordinal }: { readonly id: string; readonly ordinal: number }): ReactNode {
  const words = useWords()
  const { intents, store } = useApp()
  const { t, seconds } = words
  const { trace } = currentBranch(store.getState())
  const index = stateIndex(trace)
  const now = index.at(id, ordinal)
  const since = now ? (trace.at[now.ordinal] as number) : 0
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{componentName(words, id)}</h2>
        <span className={styles.space} />
        <IconButton icon="cross" label={t('inspector.unselect')} onClick={() => intents.select(null)} />
      </header>
      <section className={styles.section}>
        <p className={styles.sentence}>
          {now && now.state !== ''
            ? t('sentence.stands', { of: componentName(words, id), state: stateText(words, now.state) })
            : t('sentence.notThere', { of: componentName(words, id) })}
        </p>
        {now ? <p className={styles.meta}>{t('inspector.since', { s: seconds(since) })}</p> : null}
      </section>
      <section className={styles.section}>
        <h3 className={styles.sub}>{t('beside.machine')}</h3>
        <Suspense fallback={<output className={styles.meta}>{t('machine.loading')}</output>}>
          <MachineOf of={id} direction="TB" />
        </Suspense>
      </section>
      <States states={index.booksOf(id, ordinal, MOST_BOOKS)} title={t('inspector.books')} />
      <States states={index.history(id, ordinal, MOST_HISTORY)} title={t('inspector.history')} />
    </>
  )
}
