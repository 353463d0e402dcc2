/** One place for details: sentence, reason, states, fields, JSON, receipt of what is selected, or of where the cursor is. */
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import { CommandButton, IconButton } from '../../widgets/Button.tsx'
import { useApp, useSession, useWords } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'
import { componentName } from '../../widgets/names.ts'
import { ComponentDetails } from './ComponentDetails.tsx'
import { Fields, Json } from './Fields.tsx'
import { Glyph } from './Glyph.tsx'
import { inspectedAt, type Inspected } from './inspected.ts'
import styles from './inspector.module.css'
import { ReasonOf } from './Reason.tsx'
import { Receipt } from './Receipt.tsx'
import { sentenceOf, titleOf } from './sentence.ts'
import { States } from './States.tsx'

function Head({ found }: { readonly found: Inspected }): ReactNode {
  const words = useWords()
  const { intents } = useApp()
  const { t } = words
  return (
    <header className={styles.head}>
      {found.look ? <Glyph look={found.look} lost={found.lost !== null} /> : null}
      <h2 className={styles.title}>{titleOf({ words, ...found })}</h2>
      <span className={styles.number}>#{found.record.i + 1}</span>
      <span className={styles.space} />
      {found.chosen ? (
        <>
          <CommandButton id="cause" icon="left" />
          <CommandButton id="effect" icon="right" />
          <IconButton icon="cross" label={t('inspector.unselect')} onClick={() => intents.select(null)} />
        </>
      ) : null}
    </header>
  )
}

function Meta({ found }: { readonly found: Inspected }): ReactNode {
  const words = useWords()
  const { t, seconds, duration } = words
  const { record, sentAt, endedAt, lost, standsFor } = found
  const nameOf = (id: string): string => componentName(words, standsFor(id))
  if (record.type !== 'sent') {
    return <p className={styles.meta}>{t('inspector.at', { s: seconds(record.at) })}</p>
  }
  const took = sentAt !== null && endedAt !== null ? duration(endedAt - sentAt) : null
  return (
    <p className={styles.meta}>
      <span>{t('inspector.way', { from: nameOf(record.from), to: nameOf(record.to) })}</span>
      <span>{t('inspector.sent', { s: seconds(record.at) })}</span>
      {lost !== null && endedAt !== null ? <span>{t('inspector.lostAt', { s: seconds(endedAt) })}</span> : null}
      {lost === null && endedAt !== null ? <span>{t('inspector.arrived', { s: seconds(endedAt) })}</span> : null}
      {took !== null ? <span>{took}</span> : null}
      {found.chosen ? (
        <CommandButton id="deliver" look="bare">
          {t('act.deliver')}
        </CommandButton>
      ) : null}
    </p>
  )
}

function RecordDetails({ found }: { readonly found: Inspected }): ReactNode {
  const words = useWords()
  return (
    <>
      <Head found={found} />
      <section className={styles.section}>
        <p className={styles.sentence}>{sentenceOf({ words, ...found })}</p>
        <Meta found={found} />
      </section>
      <ReasonOf found={found} />
      <States states={found.states} />
      <Fields body={found.body ?? bodyOf(found)} />
      <Json record={found.record} />
      {found.receipts.map((receipt) => (
        <Receipt key={receipt.source} receipt={receipt} />
      ))}
    </>
  )
}

/** Records that are no messages: their keys. */
function bodyOf({ record }: Inspected): unknown {
  const { i: _i, at: _at, type: _type, cause: _cause, ...rest } = record
  return rest
}

export function Inspector(): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const moment = useMoment()
  const selection = useSession((session) => session.selection)
  useSession((session) => currentBranch(session).revision)
  useSession((session) => session.view)
  const session = store.getState()
  const ordinal = Math.min(moment.ordinal, currentBranch(session).trace.count - 1)
  const found = selection?.kind === 'component' ? null : inspectedAt(session, ordinal)
  return (
    <div className={styles.inspector}>
      {selection?.kind === 'component' ? <ComponentDetails id={selection.id} ordinal={ordinal} /> : null}
      {found ? <RecordDetails found={found} /> : null}
      {!found && selection?.kind !== 'component' ? (
        <section className={styles.section}>
          <h2 className={styles.title}>{t('inspector.title')}</h2>
          <p className={styles.sentence}>{t('inspector.empty')}</p>
        </section>
      ) : null}
    </div>
  )
}
