/** Why an app waits: Marathon's checks over the offers that it saw, the filters in force, backoff and suppression. */
import { appsAt, filtersAt, suppressedAt, type AppAt } from '#derive/seriesIndex.ts'
import type { FunnelStep, UnusedOffer } from '#model/trace/series.ts'
import { currentBranch } from '#store/session.ts'
import { type ReactNode, useState } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { agentName, frameworkName } from '../../widgets/names.ts'
import { isWaiting, statusOf } from '../apps/status.ts'
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
  const session = store.getState()
  const { trace } = currentBranch(session)
  const { ordinal, at } = session.cursor
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

export function Why({ about }: { readonly about: string | null }): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const session = store.getState()
  const apps = appsAt(currentBranch(session).trace, session.cursor.ordinal)
  const waiting = apps.filter(({ point }) => isWaiting(statusOf(point)))
  const [id, setId] = useState(about ?? waiting[0]?.point.id ?? apps[0]?.point.id ?? '')
  const row = apps.find(({ point }) => point.id === id)
  if (!row)
    return (
      <DialogFrame title={t('why.title')} size="small">
        {t('why.none')}
      </DialogFrame>
    )
  const status = statusOf(row.point)
  const { running, wanted } = row.point
  return (
    <DialogFrame title={t('why.title')}>
      <label className={styles.app}>
        {t('why.app')}
        <select value={id} onChange={(event) => setId(event.target.value)}>
          {apps.map(({ point }) => (
            <option key={point.id}>{point.id}</option>
          ))}
        </select>
      </label>
      {isWaiting(status) ? (
        <Reasons row={row} />
      ) : (
        <p>{t('why.runs', { name: id, status: t(`status.${status}`, { running, wanted }) })}</p>
      )}
    </DialogFrame>
  )
}
