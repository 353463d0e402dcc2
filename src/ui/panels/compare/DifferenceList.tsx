/** Every difference as a row, equal records folded between them; the one at the cursor is marked. */
import type { Difference } from '#derive/compare/differences.ts'
import { type ReactNode, useEffect, useRef } from 'react'
import { useMoment } from '../../widgets/moment.ts'
import styles from './compare.module.css'
import { recordName, timesOf, type Telling } from './told.ts'
import type { Going } from './useDifferences.ts'
import type { Pair } from './usePair.ts'

/** Rows before and behind the one at the cursor that are shown. */
const MOST_ROWS = 120

const SIGNS: Readonly<Record<Difference['kind'], string>> = { left: '◁', right: '▷', moved: '⇅', changed: '≠' }

interface ListProps {
  readonly pair: Pair
  readonly telling: Telling
  readonly going: Going
}

/** The last difference at or before the moment, or -1. */
function hereIn(list: readonly Difference[], at: number): number {
  return list.findLastIndex((difference) => difference.at <= at)
}

interface RowProps {
  readonly difference: Difference
  readonly k: number
  readonly here: boolean
  readonly chosen: boolean
}

function Row({ difference, k, here, chosen, pair, telling, going }: RowProps & ListProps): ReactNode {
  const { say, words } = telling
  const { kind, left, right, at } = difference
  const what = recordName(telling, left >= 0 ? pair.models.left : pair.models.right, left >= 0 ? left : right)
  const [a, b] = kind === 'moved' ? timesOf(pair, difference) : [at, at]
  const when = a === b ? words.seconds(a) : say('shift', { a: words.seconds(a), b: words.seconds(b) })
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ block: 'nearest' })
  }, [here])
  return (
    <li ref={row} className={styles.row} data-kind={kind}>
      <button
        type="button"
        className={styles.press}
        aria-current={here ? 'step' : undefined}
        aria-pressed={chosen}
        onClick={() => going.choose(k)}
      >
        <span className={styles.sign} aria-hidden="true">
          {SIGNS[kind]}
        </span>
        <span className={styles.when}>{when}</span>
        <span className={styles.what}>{what}</span>
        <span className={styles.kind}>{say(`kind.${kind}`)}</span>
      </button>
    </li>
  )
}

function Equal({ count, telling }: { readonly count: number; readonly telling: Telling }): ReactNode {
  return count === 0 ? null : <li className={styles.equal}>{telling.say('equal', { count })}</li>
}

export function DifferenceList(props: ListProps): ReactNode {
  const { pair, telling, going } = props
  const { list, equalAfter } = pair.differences
  const moment = useMoment()
  const here = going.chosen ?? hereIn(list, moment.at)
  const first = Math.max(0, Math.min(here - MOST_ROWS / 2, list.length - MOST_ROWS))
  const shown = list.slice(first, first + MOST_ROWS)
  const behind = list.length - first - shown.length
  const { say } = telling
  return (
    <section className={styles.panel} aria-label={say('list')}>
      <h2>{say('list')}</h2>
      <ol className={styles.rows}>
        {first > 0 ? <li className={styles.equal}>{say('list.more', { count: first })}</li> : null}
        {shown.flatMap((difference, i) => [
          <Equal key={`e${first + i}`} count={difference.equalBefore} telling={telling} />,
          <Row
            key={first + i}
            {...props}
            difference={difference}
            k={first + i}
            here={first + i === here}
            chosen={first + i === going.chosen}
          />,
        ])}
        {behind > 0 ? <li className={styles.equal}>{say('list.more', { count: behind })}</li> : null}
        {behind > 0 ? null : <Equal count={equalAfter} telling={telling} />}
      </ol>
    </section>
  )
}
