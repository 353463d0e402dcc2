/** Why an app waits: the first reason, what would launch it, Marathon's checks, the filters in force; why an offer is what it is. */
import { WHY_TEXTS } from '#content/locales/parts/why.ts'
import { appsAt, filtersAt, suppressedAt, type AppAt } from '#derive/seriesIndex.ts'
import type { FunnelStep, UnusedOffer } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { type ReactNode, useState } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { useMoment } from '../../widgets/moment.ts'
import { agentName, frameworkName } from '../../widgets/names.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { Segmented } from '../../widgets/Segmented.tsx'
import { isWaiting, statusOf } from '../apps/status.ts'
import { Fixes } from './Fixes.tsx'
import { OfferWhy } from './OfferWhy.tsx'
import styles from './why.module.css'

function Funnel({ steps }: { readonly steps: readonly FunnelStep[] }): ReactNode {
  const { t, number } = useWords()
  return (
    <table className={styles.table}>
      <caption>{t('why.funnel')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('why.check')}</th>
          <th scope="col">{t('why.looked')}</th>
          <th scope="col">{t('why.refused')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ reason, processed, declined }) => (
          <tr key={reason} data-declined={declined > 0 || undefined}>
            <th scope="row">{t(`reason.${reason}`)}</th>
            <td>{number(processed)}</td>
            <td>{number(declined)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Offers({ offers }: { readonly offers: readonly UnusedOffer[] }): ReactNode {
  const words = useWords()
  const { t } = words
  return (
    <>
      <h3 className={styles.sub}>{t('why.last')}</h3>
      <ul className={styles.list}>
        {offers.map(({ agent, offer, reasons }) => (
          <li key={offer}>
            <b>{agentName(words, agent)}</b>
            <ul>
              {reasons.map(({ reason, needed, offered }) => (
                <li key={reason}>
                  {needed === undefined
                    ? t(`reason.${reason}`)
                    : t('why.needs', { reason: t(`reason.${reason}`), needed, offered: offered ?? '0' })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}

function Reasons({ row }: { readonly row: AppAt }): ReactNode {
  const words = useWords()
  const { t, seconds, duration } = words
  const { store } = useApp()
  const { trace } = currentBranch(store.getState())
  const { ordinal, at } = useMoment()
  const { framework, point } = row
  const filters = filtersAt(trace, ordinal).filter((filter) => filter.framework === framework && filter.untilMs > at)
  const suppressed = suppressedAt(trace, ordinal, framework)
  const { since, delayUntilMs, funnel, offers } = point
  return (
    <div className={styles.reasons}>
      {since === null ? null : <p>{t('why.since', { s: seconds(since) })}</p>}
      {delayUntilMs === null || delayUntilMs <= at ? null : <p>{t('why.delay', { s: seconds(delayUntilMs) })}</p>}
      {suppressed ? <p>{t('why.suppressed', { name: frameworkName(framework) })}</p> : null}
      {funnel ? <Funnel steps={funnel} /> : <p>{t('why.noOffers')}</p>}
      {offers && offers.length > 0 ? <Offers offers={offers} /> : null}
      {filters.length > 0 ? (
        <>
          <h3 className={styles.sub}>{t('why.filters')}</h3>
          <ul className={styles.list}>
            {filters.map(({ agent, untilMs }) => (
              <li key={`${agent} ${untilMs}`}>
                {t('why.filter', { agent: agentName(words, agent), s: seconds(untilMs), left: duration(untilMs - at) })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}

function AppWhy({ about }: { readonly about: string | null }): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const { ordinal } = useMoment()
  const apps = appsAt(currentBranch(store.getState()).trace, ordinal)
  const waiting = apps.filter(({ point }) => isWaiting(statusOf(point)))
  const [id, setId] = useState(about ?? waiting[0]?.point.id ?? apps[0]?.point.id ?? '')
  const row = apps.find(({ point }) => point.id === id)
  if (!row) return <p>{t('why.none')}</p>
  const status = statusOf(row.point)
  const { running, wanted } = row.point
  return (
    <>
      <label className={styles.app}>
        {t('why.app')}
        <select value={id} onChange={(event) => setId(event.target.value)}>
          {apps.map(({ point }) => (
            <option key={point.id}>{point.id}</option>
          ))}
        </select>
      </label>
      {isWaiting(status) ? (
        <>
          <Fixes key={id} id={id} />
          <Reasons row={row} />
        </>
      ) : (
        <p>{t('why.runs', { name: id, status: t(`status.${status}`, { running, wanted }) })}</p>
      )}
    </>
  )
}

const SUBJECTS = ['app', 'offer'] as const
type Subject = (typeof SUBJECTS)[number]

/** An offer that is selected is asked about; else an app, where there is one. */
function firstSubject({ selection, cursor }: Session, trace: TraceStore): Subject {
  const chosen = selection?.kind === 'record' ? trace.body(selection.ordinal) : null
  const isOffer = typeof chosen === 'object' && chosen !== null && ('offers' in chosen || 'offerIds' in chosen)
  return isOffer || appsAt(trace, cursor.ordinal).length === 0 ? 'offer' : 'app'
}

export function Why({ about }: { readonly about: string | null }): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const say = usePartWords(WHY_TEXTS)
  const session = store.getState()
  const { trace } = currentBranch(session)
  const [subject, setSubject] = useState<Subject>(() => (about === null ? firstSubject(session, trace) : 'app'))
  return (
    <DialogFrame title={t('why.title')}>
      <div className={styles.subject}>
        <Segmented
          label={say('subject')}
          value={subject}
          choices={SUBJECTS.map((value) => ({ value, label: say(`subject.${value}`) }))}
          onChange={setSubject}
        />
      </div>
      {subject === 'app' ? <AppWhy about={about} /> : <OfferWhy />}
    </DialogFrame>
  )
}
