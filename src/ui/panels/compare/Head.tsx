/** Which two, where they part and why; how many differences, and the way through them. */
import { editsBetween } from '#derive/compare/edits.ts'
import { compareWith, comparing } from '#store/comparing.ts'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useBranchName } from '../../shell/BranchMenu.tsx'
import { Button, CommandButton, IconButton, useChord } from '../../widgets/Button.tsx'
import { useApp, useSession, useSessionShallow } from '../../widgets/context.ts'
import { useRoom } from '../../widgets/media.ts'
import { Segmented } from '../../widgets/Segmented.tsx'
import styles from './compare.module.css'
import { workIn, type SidesStore } from './sides.ts'
import { differenceText, editText, joined, type Telling, whyText } from './told.ts'
import type { Going } from './useDifferences.ts'
import type { Pair } from './usePair.ts'

interface HeadProps {
  readonly pair: Pair | null
  readonly telling: Telling
  readonly going: Going
  readonly other: string
  readonly sides: SidesStore
}

/** Chooses what B is; swaps; on a phone, which of the two is seen. */
function Choice({ telling, other, sides }: Pick<HeadProps, 'telling' | 'other' | 'sides'>): ReactNode {
  const app = useApp()
  const { say, names } = telling
  const nameOf = useBranchName()
  const current = useSession((session) => session.current)
  const order = useSessionShallow((session) => session.order)
  const phone = useRoom() === 'phone'
  const side = useStore(comparing, (state) => state.side)
  return (
    <div className={styles.choice}>
      <span className={styles.a}>{say('name.left', { name: names.left })}</span>
      <Button look="bare" onClick={() => workIn(app, other, sides)} aria-label={say('swap')} data-tip={say('swap')}>
        ⇄
      </Button>
      <label className={styles.b}>
        <span>{say('right')}</span>
        <select aria-label={say('with')} value={other} onChange={(event) => compareWith(event.target.value)}>
          {order
            .filter((id) => id !== current)
            .map((id) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
        </select>
      </label>
      {phone ? (
        <Segmented
          label={say('side')}
          value={side}
          choices={[
            { value: 'left', label: say('left') },
            { value: 'right', label: say('right') },
          ]}
          onChange={(value) => comparing.setState({ side: value })}
        />
      ) : null}
    </div>
  )
}

function Counts({ pair, telling, going }: Omit<HeadProps, 'other' | 'sides'> & { readonly pair: Pair }): ReactNode {
  const { say } = telling
  const { counts, list } = pair.differences
  const kinds = (['left', 'right', 'moved', 'changed'] as const).filter((kind) => counts[kind] > 0)
  const next = useChord('nextDifference')
  const previous = useChord('previousDifference')
  const place = going.chosen === null ? null : say('place', { n: going.chosen + 1, count: list.length })
  return (
    <div className={styles.counts}>
      <span className={styles.total}>{list.length === 0 ? say('none') : say('count', { count: list.length })}</span>
      {kinds.map((kind) => (
        <span key={kind} className={styles.count} data-kind={kind}>
          {say(`count.${kind}`, { count: counts[kind] })}
        </span>
      ))}
      <span className={styles.space} />
      <output className={styles.place}>{place}</output>
      <IconButton icon="left" label={say('previous')} chord={previous} onClick={() => going.go(-1)} />
      <IconButton icon="right" label={say('next')} chord={next} onClick={() => going.go(1)} />
    </div>
  )
}

/** Where they part: which edit, which message, and why. */
function Story({ pair, telling, going }: Omit<HeadProps, 'other' | 'sides'> & { readonly pair: Pair }): ReactNode {
  const { say, words } = telling
  const { alignment, differences, left, right, isFinal } = pair
  const isMessage = ({ left: l, right: r }: (typeof differences.list)[number]): boolean =>
    (l >= 0 ? alignment.left.trace.type[l] : alignment.right.trace.type[r]) === 0
  const first = differences.list.findIndex(isMessage)
  const k = first >= 0 ? first : differences.list.length > 0 ? 0 : null
  const difference = k === null ? undefined : differences.list[k]
  const edits = editsBetween(left.document, right.document)
  const isOnly = edits.keys.length === 0 && edits.left.length + edits.right.length === 1
  const reason = difference ? whyText(telling, pair, difference, isOnly) : null
  const isSame = differences.list.length === 0 && differences.hidden === 0
  const told = difference ? joined(telling, differenceText(telling, pair, difference), reason) : null
  return (
    <p className={styles.story}>
      {isSame && isFinal ? say('same', { count: differences.equalAfter }) : null} {editText(telling, pair, edits)}{' '}
      {told === null ? null : say(first >= 0 ? 'first.message' : 'first.record', { told })}{' '}
      {k === null ? null : (
        <Button look="bare" onClick={() => going.choose(k)}>
          {say('goFirst')}
        </Button>
      )}
      {differences.hidden > 0 ? (
        <span className={styles.aside}>
          {say('hidden', { count: differences.hidden })}{' '}
          <CommandButton id="deeper" look="bare">
            {say('deeper')}
          </CommandButton>
        </span>
      ) : null}
      {isFinal && alignment.untilMs === Infinity ? null : (
        <span className={styles.aside}> {say('until', { s: words.seconds(alignment.untilMs) })}</span>
      )}
    </p>
  )
}

export function Head({ pair, telling, going, other, sides }: HeadProps): ReactNode {
  const { say } = telling
  const chord = useChord('compare')
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <Choice telling={telling} other={other} sides={sides} />
        {pair ? <Counts pair={pair} telling={telling} going={going} /> : <output>{say('working')}</output>}
        <IconButton icon="cross" label={say('close')} chord={chord} onClick={() => compareWith(null)} />
      </div>
      {pair ? <Story pair={pair} telling={telling} going={going} /> : null}
    </header>
  )
}
