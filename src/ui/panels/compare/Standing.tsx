/** Shares and placements of both branches at the cursor. */
import { placementsBeside, sharesBeside, type ShareBeside } from '#derive/compare/standing.ts'
import type { ReactNode } from 'react'
import { useMoment } from '../../widgets/moment.ts'
import { agentName, frameworkName, shortTask } from '../../widgets/names.ts'
import styles from './compare.module.css'
import type { Telling } from './told.ts'
import type { Pair } from './usePair.ts'

const MOST_ROWS = 100

interface StandingProps {
  readonly pair: Pair
  readonly telling: Telling
}

/** `share/ROLE` or `share/ROLE/FRAMEWORK`; of a role with one framework the framework says all. */
function whoOf({ series }: ShareBeside): { readonly role: string; readonly framework: string | null } {
  const [, ...parts] = series.split('/')
  const framework = parts.length > 1 ? (parts.at(-1) as string) : null
  return { role: (framework === null ? parts : parts.slice(0, -1)).join('/'), framework }
}

export function Shares({ pair, telling }: StandingProps): ReactNode {
  const { say, words } = telling
  const moment = useMoment()
  const shares = sharesBeside(pair.left.trace, pair.right.trace, moment.at)
  const ofFrameworks = shares.filter((share) => whoOf(share).framework !== null)
  const several = new Set(ofFrameworks.map((share) => whoOf(share).role)).size > 1
  const text = (share: number | null): string => (share === null ? say('none1') : words.number(share, 3))
  return (
    <section className={styles.panel} aria-label={say('shares')}>
      <h2>{say('shares')}</h2>
      {ofFrameworks.length === 0 ? <p className={styles.empty}>{say('shares.none')}</p> : null}
      {ofFrameworks.length === 0 ? null : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('framework')}</th>
              <th scope="col">{say('left')}</th>
              <th scope="col">{say('right')}</th>
              <th scope="col">{say('difference')}</th>
            </tr>
          </thead>
          <tbody>
            {ofFrameworks.slice(0, MOST_ROWS).map((share) => {
              const { role, framework } = whoOf(share)
              const by = (share.right ?? 0) - (share.left ?? 0)
              return (
                <tr key={share.series} data-differs={by !== 0 || undefined}>
                  <th scope="row">
                    {frameworkName(framework ?? '')}
                    {several ? <small> {say('role', { name: role })}</small> : null}
                  </th>
                  <td>{text(share.left)}</td>
                  <td>{text(share.right)}</td>
                  <td>{by === 0 ? '=' : `${by > 0 ? '+' : '−'}${words.number(Math.abs(by), 3)}`}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

export function Placements({ pair, telling }: StandingProps): ReactNode {
  const { say, words } = telling
  const moment = useMoment()
  const all = placementsBeside(pair.left.trace, pair.right.trace, moment.at)
  const differing = all.filter(({ left, right }) => left !== right)
  const equal = all.length - differing.length
  const rest = Math.max(0, differing.length - MOST_ROWS)
  const place = (agent: string | null): string => (agent === null ? say('notRunning') : agentName(words, agent))
  return (
    <section className={styles.panel} aria-label={say('placements')}>
      <h2>{say('placements')}</h2>
      {all.length === 0 ? <p className={styles.empty}>{say('placements.none')}</p> : null}
      {differing.length === 0 ? null : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('task')}</th>
              <th scope="col">{say('left')}</th>
              <th scope="col">{say('right')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.slice(0, MOST_ROWS).map(({ framework, task, left, right }) => (
              <tr key={`${framework} ${task}`} data-differs="">
                <th scope="row" title={task}>
                  {shortTask(task)}
                </th>
                <td data-none={left === null || undefined}>{place(left)}</td>
                <td data-none={right === null || undefined}>{place(right)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rest > 0 ? <p className={styles.empty}>{say('placements.more', { count: rest })}</p> : null}
      {equal > 0 ? <p className={styles.empty}>{say('placements.equal', { count: equal })}</p> : null}
    </section>
  )
}
