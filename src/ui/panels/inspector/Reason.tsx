/** Why it happened: shares behind an offer, checks behind an accept or a decline, grants and refusals of an allocation run. */
import { appsAt, pointOf } from '#derive/seriesIndex.ts'
import { orderSeries } from '#model/trace/series.ts'
import type { AllocationRecord } from '#model/trace/records.ts'
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { Icon } from '../../widgets/Icon.tsx'
import { agentName, frameworkName } from '../../widgets/names.ts'
import type { Inspected } from './inspected.ts'
import styles from './inspector.module.css'
import { amounts } from './sentence.ts'

const MOST_ROWS = 12

interface OrderRole {
  readonly role: string
  readonly share: number
  readonly frameworks: readonly { readonly framework: string; readonly share: number }[]
}

function Shares({ ordinal }: { readonly ordinal: number }): ReactNode {
  const { store } = useApp()
  const { t, number } = useWords()
  const { trace } = currentBranch(store.getState())
  const series = trace.series.get(orderSeries())
  const found = series ? pointOf<readonly OrderRole[] | null>(trace, series, ordinal) : null
  const rows = (found?.body ?? []).flatMap(({ role, frameworks }) => frameworks.map((row) => ({ role, ...row })))
  if (rows.length === 0) return null
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{t('reason.order')}</h3>
      <ol className={styles.order}>
        {rows.slice(0, MOST_ROWS).map(({ role, framework, share }) => (
          <li key={`${role} ${framework}`}>
            {frameworkName(framework)} <span>{role}</span> <b>{number(share, 3)}</b>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Allocation({ record }: { readonly record: AllocationRecord }): ReactNode {
  const words = useWords()
  const { t, maybe } = words
  const { grants, refusals } = record
  const rows = [
    ...grants.map(({ agent, framework, resources }) => ({
      agent,
      framework,
      granted: true,
      text: amounts(words, resources),
    })),
    ...refusals.map(({ agent, framework, reason }) => ({
      agent,
      framework,
      granted: false,
      text: maybe(`check.${reason}`, {}, reason),
    })),
  ]
  const more = rows.length - MOST_ROWS + record.refusalsOmitted
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{t('reason.decisions')}</h3>
      <table className={styles.decisions}>
        <thead>
          <tr>
            <th scope="col">{t('lane.agent')}</th>
            <th scope="col">{t('name.framework')}</th>
            <th scope="col">{t('reason.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ agent, framework, granted, text }, i) => (
            <tr key={`${i} ${agent}`} data-granted={granted}>
              <td>{agentName(words, agent)}</td>
              <td>{frameworkName(framework)}</td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? <p className={styles.meta}>{t('reason.more', { count: more })}</p> : null}
    </section>
  )
}

/** Marathon's checks, over all offers since the launch of an app began. */
function Funnel({ ordinal, framework }: { readonly ordinal: number; readonly framework: string }): ReactNode {
  const { store } = useApp()
  const { t, maybe, number } = useWords()
  const { trace } = currentBranch(store.getState())
  const apps = appsAt(trace, ordinal).filter((app) => app.framework === framework && app.point.funnel)
  return apps.slice(0, 3).map(({ point }) => (
    <section key={point.id} className={styles.section}>
      <h3 className={styles.sub}>
        {t('reason.checks')} <span className={styles.about}>{point.id}</span>
      </h3>
      <ul className={styles.funnel}>
        {(point.funnel ?? []).map(({ reason, processed, declined }) => (
          <li key={reason} data-declined={declined > 0 || undefined}>
            <Icon name={declined > 0 ? 'cross' : 'check'} small />
            {maybe(`reason.${reason}`, {}, reason)}{' '}
            <em>{t('reason.counts', { declined: number(declined), processed: number(processed) })}</em>
          </li>
        ))}
      </ul>
    </section>
  ))
}

export function ReasonOf({ found }: { readonly found: Inspected }): ReactNode {
  const { record, look } = found
  if (record.type === 'allocation') return <Allocation record={record} />
  if (record.type !== 'sent') return null
  if (look?.figure === 'resourceOffer' || record.name === 'offerCallback') return <Shares ordinal={record.i} />
  const isAnswer = look?.figure === 'acceptOffer' || look?.figure === 'declineOffer'
  return isAnswer ? <Funnel ordinal={record.i} framework={record.from.replace(/^driver:/, '')} /> : null
}
