/** Beyond a dozen agents: a cell each, as dark as its cpus are used, hatched where some are offered. */
import { agentsAt } from '#derive/seriesIndex.ts'
import { currentBranch } from '#store/session.ts'
import type { CSSProperties, ReactNode } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { agentName } from '../../widgets/names.ts'
import { barsOf, type Bar } from '../capacity/capacityAt.ts'
import styles from './allocation.module.css'

/** Fewer are told by the capacity bars. */
const A_DOZEN = 12
const MOST_CELLS = 1000

function Cell({ bar }: { readonly bar: Bar }): ReactNode {
  const { intents } = useApp()
  const words = useWords()
  const { number, t } = words
  const offered = bar.offered.reduce((sum, { part }) => sum + part, 0)
  const label = t('allocation.heatCell', {
    agent: agentName(words, bar.agent),
    used: number(bar.usedSum, 1),
    total: number(bar.total, 1),
    offered: number(offered * bar.total, 1),
  })
  return (
    <li>
      <button
        type="button"
        aria-label={label}
        data-tip={label}
        data-active={bar.active}
        data-offered={offered > 0 || undefined}
        style={{ '--part': `${Math.round((bar.usedSum / bar.total) * 100)}%` } as CSSProperties}
        onClick={() => intents.select({ kind: 'component', id: bar.agent })}
      />
    </li>
  )
}

export function Heat({ ordinal }: { readonly ordinal: number }): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const { trace, scenario } = currentBranch(store.getState())
  if (scenario.agents.length <= A_DOZEN) return null
  const agents = agentsAt(trace, ordinal, MOST_CELLS)
  const bars = agents.flatMap((agent) => barsOf(agent).filter(({ resource }) => resource === 'cpus'))
  const more = scenario.agents.length - MOST_CELLS
  return (
    <section aria-label={t('allocation.heat')}>
      <h3 className={styles.sub}>{t('allocation.heat')}</h3>
      <ul className={styles.heat}>
        {bars.map((bar) => (
          <Cell key={bar.agent} bar={bar} />
        ))}
      </ul>
      {more > 0 ? <p>{t('allocation.heatMore', { count: more })}</p> : null}
    </section>
  )
}
