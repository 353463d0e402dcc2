/** How the allocator decides: who is next and why, one run's decisions, the sorter's order as it changed, agents as a heat map. */
import {
  allocationRuns,
  allocationTable,
  orderHistory,
  orderNow,
  whoIsNext,
  type AllocationTable,
  type Next,
  type OrderPoint,
} from '#derive/allocationTable.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import type { Words } from '#content/locales/words.ts'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { useApp, useBranch, useSession, useWords } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'
import { agentName, frameworkName } from '../../widgets/names.ts'
import { amounts } from '../inspector/sentence.ts'
import styles from './allocation.module.css'
import { Heat } from './Heat.tsx'

const MOST_AGENTS = 60
const MOST_POINTS = 12

function nextText({ t, number }: Words, next: Next | null): string {
  if (!next) return t('allocation.nobody')
  const { role, framework, because } = next
  const told = { name: frameworkName(framework.framework), share: number(framework.share, 3), role: role.role }
  switch (because) {
    case 'alone':
      return t('allocation.nextAlone', { name: told.name })
    case 'role':
      return t('allocation.nextRole', { ...told, roleShare: number(role.share, 3) })
    case 'share':
      return t('allocation.next', told)
    case 'count':
      return t('allocation.nextTie', told)
    case 'name':
      return t('allocation.nextName', told)
  }
}

function Cell({
  table,
  agent,
  framework,
}: {
  readonly table: AllocationTable
  readonly agent: string
  readonly framework: string
}): ReactNode {
  const words = useWords()
  const { t, maybe } = words
  const decisions = table.at(agent, framework)
  if (decisions.length === 0) return <td className={styles.none}>{t('allocation.notVisited')}</td>
  return (
    <td data-granted={decisions.some(({ granted }) => granted !== null)}>
      {decisions.map(({ role, granted, reason }, k) => (
        // One pair may be decided on in several roles and stages.
        <span key={`${k} ${role}`}>
          {granted === null
            ? maybe(`check.${reason}`, {}, reason ?? '')
            : t('allocation.granted', { what: amounts(words, granted) })}
        </span>
      ))}
    </td>
  )
}

function Decisions({ table }: { readonly table: AllocationTable }): ReactNode {
  const words = useWords()
  const { t } = words
  const { agents, frameworks, record } = table
  const more = agents.length - MOST_AGENTS
  return (
    <>
      <table className={styles.table}>
        <caption>{t('allocation.decisions')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('lane.agent')}</th>
            {frameworks.map((framework) => (
              <th key={framework} scope="col">
                {frameworkName(framework)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agents.slice(0, MOST_AGENTS).map((agent) => (
            <tr key={agent}>
              <th scope="row">{agentName(words, agent)}</th>
              {frameworks.map((framework) => (
                <Cell key={framework} table={table} agent={agent} framework={framework} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? <p>{t('allocation.more', { count: more })}</p> : null}
      {record.refusalsOmitted > 0 ? <p>{t('allocation.omitted', { count: record.refusalsOmitted })}</p> : null}
    </>
  )
}

/** The run that is selected, or the last at the cursor. */
function Run({ trace, ordinal }: { readonly trace: TraceStore; readonly ordinal: number }): ReactNode {
  const { intents } = useApp()
  const { t, seconds, maybe } = useWords()
  const runs = allocationRuns(trace)
  const k = runs.lastAtMost(ordinal)
  const table = k < 0 ? null : allocationTable(trace, runs.at(k))
  if (!table) return <p>{t('allocation.none')}</p>
  const { run, trigger, at } = table.record
  const go = (by: number): void => intents.select({ kind: 'record', ordinal: runs.at(k + by) })
  return (
    <section className={styles.run} aria-label={t('allocation.decisions')}>
      <header className={styles.head}>
        <h3>{t('allocation.run', { run, trigger: maybe(`trigger.${trigger}`, {}, trigger), s: seconds(at) })}</h3>
        <IconButton icon="left" label={t('allocation.previous')} disabled={k === 0} onClick={() => go(-1)} />
        <IconButton
          icon="right"
          label={t('allocation.nextRun')}
          disabled={k >= runs.length - 1}
          onClick={() => go(1)}
        />
      </header>
      <Decisions table={table} />
    </section>
  )
}

function Order({ history }: { readonly history: readonly OrderPoint[] }): ReactNode {
  const { stage } = useApp()
  const { t, seconds, number } = useWords()
  return (
    <table className={styles.table}>
      <caption>{t('allocation.order')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('allocation.orderAt')}</th>
          <th scope="col">{t('allocation.orderRun')}</th>
          <th scope="col">{t('allocation.orderWho')}</th>
        </tr>
      </thead>
      <tbody>
        {history.map(({ at, ordinal, run, roles }) => (
          <tr key={ordinal}>
            <td>
              <Button look="bare" className={styles.time} onClick={() => stage.land(ordinal)}>
                {t('time.s', { s: seconds(at) })}
              </Button>
            </td>
            <td>{number(run)}</td>
            <td>
              <ol className={styles.order}>
                {roles.flatMap(({ role, frameworks }) =>
                  frameworks.map(({ framework, share }) => (
                    <li key={`${role} ${framework}`}>
                      {frameworkName(framework)} <small>{role}</small> <b>{number(share, 3)}</b>
                    </li>
                  )),
                )}
              </ol>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Allocation(): ReactNode {
  const { store } = useApp()
  const words = useWords()
  const moment = useMoment()
  const selection = useSession((session) => session.selection)
  useBranch((branch) => branch.revision)
  const { trace } = currentBranch(store.getState())
  const ordinal = Math.min(moment.ordinal, trace.count - 1)
  const chosen = selection?.kind === 'record' && selection.ordinal < trace.count ? selection.ordinal : -1
  const shown = chosen >= 0 && trace.typeOf(chosen) === 'allocation' ? chosen : ordinal
  const history = orderHistory(trace, ordinal, MOST_POINTS)
  return (
    <div className={styles.allocation}>
      <p className={styles.next}>{nextText(words, whoIsNext(orderNow(trace, ordinal)))}</p>
      <div className={styles.parts}>
        <Run trace={trace} ordinal={shown} />
        <div>
          <Heat ordinal={ordinal} />
          {history.length > 0 ? <Order history={history} /> : null}
        </div>
      </div>
    </div>
  )
}
