/** Agents' capacity by framework: used solid, offered hatched, reserved outlined, free empty, stranded dotted. */
import { agentsAt, appsAt } from '#derive/seriesIndex.ts'
import { currentBranch } from '#store/session.ts'
import type { CSSProperties, ReactNode } from 'react'
import type { Words } from '#content/locales/words.ts'
import { useApp, useBranch, useWords } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'
import { agentName, frameworkName } from '../../widgets/names.ts'
import { fillOf, hueNumber, HUES } from '../../widgets/frameworks.ts'
import styles from './capacity.module.css'
import { barsOf, needsOf, type Bar } from './capacityAt.ts'

const MOST_AGENTS = 12

function amountText({ t, number }: Words, { resource, usedSum, total }: Bar): string {
  if (resource !== 'mem') return t('capacity.of', { used: number(usedSum, 1), total: number(total, 1) })
  const big = total >= 4096
  const used = number(big ? usedSum / 1024 : usedSum, 1)
  const all = number(big ? total / 1024 : total, 1)
  return t(big ? 'capacity.ofGB' : 'capacity.ofMB', { used, total: all })
}

function basis(part: number): CSSProperties {
  return { flexBasis: `${part * 100}%` }
}

/** Offered: its framework's hue in stripes. */
function hatchOf(n: number, part: number): { readonly className: string | undefined; readonly style: CSSProperties } {
  return { className: styles.offered, style: { '--hue': `var(--framework-${n})`, ...basis(part) } as CSSProperties }
}

function Row({ bar, first }: { readonly bar: Bar; readonly first: boolean }): ReactNode {
  const { intents } = useApp()
  const words = useWords()
  const frameworks = useBranch((branch) => branch.scenario.frameworks)
  const text = amountText(words, bar)
  const resource = words.t(`resource.${bar.resource}`)
  return (
    <tr data-active={bar.active}>
      <th scope="row">
        {first ? (
          <button
            type="button"
            className={styles.agent}
            onClick={() => intents.select({ kind: 'component', id: bar.agent })}
          >
            {agentName(words, bar.agent)}
          </button>
        ) : (
          <span className={styles.again}>{agentName(words, bar.agent)}</span>
        )}
      </th>
      <td className={styles.resource}>{resource}</td>
      <td className={styles.bar}>
        <span className={styles.track} aria-hidden="true">
          {bar.used.map(({ framework, part }) => (
            <i key={`u ${framework}`} {...fillOf(hueNumber(frameworks, framework), styles.used, basis(part))} />
          ))}
          {bar.offered.map(({ framework, part }) => (
            <i key={`o ${framework}`} {...hatchOf(hueNumber(frameworks, framework), part)} />
          ))}
          {bar.reserved > 0 ? <i className={styles.reserved} style={basis(bar.reserved)} /> : null}
          {bar.stranded > 0 ? <i className={styles.stranded} style={basis(bar.stranded)} /> : null}
        </span>
      </td>
      <td className={styles.amount}>
        {text}
        <Besides bar={bar} />
      </td>
    </tr>
  )
}

/** For ears: what the eye reads off the bar. */
function Besides({ bar: { reserved, stranded } }: { readonly bar: Bar }): ReactNode {
  const { t } = useWords()
  const said = [reserved > 0 ? t('capacity.reserved') : '', stranded > 0 ? t('capacity.stranded') : '']
  const text = said.filter(Boolean).join(', ')
  return text === '' ? null : <span className={styles.again}>, {text}</span>
}

function Legend({ bars }: { readonly bars: readonly Bar[] }): ReactNode {
  const { t } = useWords()
  const frameworks = useBranch((branch) => branch.scenario.frameworks)
  return (
    <span className={styles.legend}>
      {frameworks.slice(0, HUES).map(({ id }) => (
        <span key={id}>
          <i {...fillOf(hueNumber(frameworks, id), styles.used)} />
          {frameworkName(id)}
        </span>
      ))}
      <span>
        <i className={styles.offered} style={{ '--hue': 'var(--kind-offer)' } as CSSProperties} />
        {t('capacity.offered')}
      </span>
      {bars.some(({ reserved }) => reserved > 0) ? (
        <span>
          <i className={styles.reserved} />
          {t('capacity.reserved')}
        </span>
      ) : null}
      {bars.some(({ stranded }) => stranded > 0) ? (
        <span>
          <i className={styles.stranded} />
          {t('capacity.stranded')}
        </span>
      ) : null}
    </span>
  )
}

export function Capacity(): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const moment = useMoment()
  useBranch((branch) => branch.revision)
  const { trace, scenario } = currentBranch(store.getState())
  const at = Math.min(moment.ordinal, trace.count - 1)
  const agents = agentsAt(trace, at, MOST_AGENTS)
  const needs = needsOf(appsAt(trace, at))
  const bars = agents.map((agent) => barsOf(agent, needs))
  const more = scenario.agents.length - MOST_AGENTS
  return (
    <section className={styles.capacity} aria-label={t('capacity.title')}>
      <h2 className={styles.title}>
        {t('capacity.title')}
        <Legend bars={bars.flat()} />
      </h2>
      {agents.length === 0 ? <p className={styles.empty}>{t('capacity.none')}</p> : null}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <tbody>
            {bars.flatMap((one) =>
              one.map((bar, i) => <Row key={`${bar.agent} ${bar.resource}`} bar={bar} first={i === 0} />),
            )}
          </tbody>
        </table>
        {more > 0 && agents.length > 0 ? <p className={styles.empty}>{t('capacity.more', { count: more })}</p> : null}
      </div>
    </section>
  )
}
