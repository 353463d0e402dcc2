/** Beyond a dozen agents: a cell each, as dark as its cpus are used, hatched where some are offered. */
import { agentsAt } from '#derive/seriesIndex.ts'
import { currentBranch } from '#store/session.ts'
import { type CSSProperties, type KeyboardEvent, type ReactNode, useState } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { agentName } from '../../widgets/names.ts'
import { barsOf, type Bar } from '../capacity/capacityAt.ts'
import styles from './allocation.module.css'
import { HeatTime } from './HeatTime.tsx'

/** Fewer are told by the capacity bars. */
const A_DOZEN = 12
const MOST_CELLS = 1000
/** node-2 before node-10. */
const BY_NAME = new Intl.Collator('en', { numeric: true })

/** Arrows go from cell to cell, up and down by a row as it is laid out; the whole map is one stop of Tab. */
function wantedCell(key: string, cells: readonly HTMLElement[], at: number): number {
  const top = cells[at]?.offsetTop ?? 0
  const columns = cells.filter((cell) => cell.offsetTop === top).length
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key]
  if (key === 'Home') return 0
  if (key === 'End') return cells.length - 1
  if (by === undefined) return -1
  return at + by >= 0 && at + by < cells.length ? at + by : at
}

interface CellProps {
  readonly bar: Bar
  /** Whether Tab stops here. */
  readonly stop: boolean
  readonly onFocus: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

function Cell({ bar, stop, onFocus, onKeyDown }: CellProps): ReactNode {
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
        tabIndex={stop ? 0 : -1}
        aria-label={label}
        data-tip={label}
        data-active={bar.active}
        data-offered={offered > 0 || undefined}
        style={{ '--part': `${Math.round((bar.usedSum / bar.total) * 100)}%` } as CSSProperties}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={() => intents.select({ kind: 'component', id: bar.agent })}
      />
    </li>
  )
}

export function Heat({ ordinal }: { readonly ordinal: number }): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const [here, setHere] = useState(0)
  const { trace, scenario } = currentBranch(store.getState())
  if (scenario.agents.length <= A_DOZEN) return null
  const agents = [...agentsAt(trace, ordinal, MOST_CELLS)].sort((a, b) => BY_NAME.compare(a.agent, b.agent))
  const bars = agents.flatMap((agent) => barsOf(agent).filter(({ resource }) => resource === 'cpus'))
  const more = scenario.agents.length - MOST_CELLS
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const cells = [...(event.currentTarget.closest('ul')?.querySelectorAll('button') ?? [])]
    const to = cells[wantedCell(event.key, cells, here)]
    if (!to) return
    event.preventDefault()
    event.stopPropagation()
    to.focus()
  }
  return (
    <section aria-label={t('allocation.heat')}>
      <h3 className={styles.sub}>{t('allocation.heat')}</h3>
      <HeatTime ordinal={ordinal} />
      <ul className={styles.heat}>
        {bars.map((bar, k) => (
          <Cell
            key={bar.agent}
            bar={bar}
            stop={k === Math.min(here, bars.length - 1)}
            onFocus={() => setHere(k)}
            onKeyDown={onKeyDown}
          />
        ))}
      </ul>
      {more > 0 ? <p>{t('allocation.heatMore', { count: more })}</p> : null}
    </section>
  )
}
