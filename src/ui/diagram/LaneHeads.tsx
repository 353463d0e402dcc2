/** The sticky names of the lanes with their live states; above the gutter the agents of its columns. */
import type { LaneState } from '#derive/laneState.ts'
import type { Layout } from '#derive/layout.ts'
import { memo, type Ref } from 'react'
import styles from './heads.module.css'
import tones from './tones.module.css'
import type { DiagramProps, Place } from './types.ts'

interface Props {
  readonly layout: Layout
  readonly states: readonly LaneState[]
  readonly words: DiagramProps['words']
  /** Of the records of this one instant the states are news. */
  readonly fresh: number
  readonly onMenu: DiagramProps['onLaneMenu']
  readonly onSelect: DiagramProps['onSelectLane']
  readonly row: Ref<HTMLDivElement>
  readonly beyond: number
  readonly onMore: () => void
}

function Heads({ layout, states, words, fresh, onMenu, onSelect, row, beyond, onMore }: Props) {
  const narrow = layout.form === 'narrow'
  const names = states.map(({ lane }) => words.laneName(lane))
  return (
    <div className={styles.heads} data-tour="lanes">
      <div className={styles.row} ref={row}>
        {narrow ? null : <span className={styles.axis}>{words.timeAxis}</span>}
        {states.map((state, i) => (
          <LaneHead
            key={state.lane.id}
            state={state}
            x={layout.x[state.lane.n] as number}
            room={layout.room[state.lane.n] as number}
            narrow={narrow}
            isAlone={names.indexOf(names[i] as string) === names.lastIndexOf(names[i] as string)}
            words={words}
            isNew={state.since >= 0 && state.since === fresh}
            onMenu={onMenu}
            onSelect={onSelect}
          />
        ))}
        {layout.gutter && !narrow ? <Columns gutter={layout.gutter} words={words} /> : null}
        {narrow ? (
          <span className={styles.margin} style={{ left: layout.marginLeft }}>
            {words.messages}
          </span>
        ) : null}
      </div>
      {beyond > 0 ? (
        <button
          type="button"
          className={styles.more}
          aria-label={words.moreLanes(beyond)}
          data-tip={words.moreLanes(beyond)}
          onClick={onMore}
        >
          +{beyond}
        </button>
      ) : null}
    </div>
  )
}

/** Drawn again when something is seen of it; what it calls is made anew in every frame, and does the same. */
export const LaneHeads = memo(
  Heads,
  (a, b) =>
    a.layout === b.layout &&
    a.states === b.states &&
    a.words === b.words &&
    a.fresh === b.fresh &&
    a.beyond === b.beyond,
)

/** A name with its detail needs so much; less, and the name stands alone. */
const DETAIL_PX = 136
/** On a phone: less, and the name stands below its bead. */
const TIGHT_PX = 44

interface HeadProps {
  readonly state: LaneState
  readonly x: number
  readonly room: number
  readonly narrow: boolean
  /** No other lane has the same name. */
  readonly isAlone: boolean
  readonly words: DiagramProps['words']
  readonly isNew: boolean
  readonly onMenu: DiagramProps['onLaneMenu']
  readonly onSelect: DiagramProps['onSelectLane']
}

function LaneHead({ state, x, room, narrow, isAlone, words, isNew, onMenu, onSelect }: HeadProps) {
  const { lane } = state
  const detail = words.laneDetail(lane)
  const shown = words.laneState(state)
  const full = words.laneName(lane)
  const both = !narrow && isAlone && detail !== '' && room >= DETAIL_PX
  // Of two schedulers the own name tells more than the role.
  const name = narrow ? words.laneShort(lane) : isAlone || detail === '' ? full : detail
  // Of many that are alike the number tells which: it is never cut off.
  const number = /[-\s]?\d+$/.exec(name)?.[0] ?? ''
  const mood = state.alive === 0 && state.state === null ? 'unborn' : isNew ? 'new' : undefined
  return (
    <button
      type="button"
      className={`${styles.laneHead} ${tones[lane.tone]}`}
      data-tight={(narrow && room < TIGHT_PX) || undefined}
      style={{ left: x, maxWidth: narrow ? undefined : room }}
      title={both ? undefined : `${full} ${detail}: ${shown}`}
      aria-haspopup="menu"
      aria-label={shown === '' ? words.laneMenu(lane) : `${words.laneMenu(lane)}, ${shown}`}
      onClick={(event) => {
        if (event.shiftKey) onSelect?.(lane, true)
        else onMenu(lane, placeOf(event.currentTarget))
      }}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu(lane, placeOf(event.currentTarget))
      }}
    >
      <span className={styles.title}>
        <span className={styles.bead} />
        <span className={styles.whole}>
          <span className={styles.laneName}>{name.slice(0, name.length - number.length)}</span>
          {number}
        </span>
        {both ? <span className={styles.detail}>{detail}</span> : null}
      </span>
      {shown && !narrow ? (
        <span key={isNew ? state.since : 'old'} className={styles.pill} data-state={mood}>
          {shown}
        </span>
      ) : null}
    </button>
  )
}

function Columns({
  gutter,
  words,
}: {
  readonly gutter: NonNullable<Layout['gutter']>
  readonly words: DiagramProps['words']
}) {
  const first = gutter.columns[0]
  const last = gutter.columns.at(-1)
  if (!first || !last) return null
  return (
    <>
      <span className={styles.columns} style={{ left: (first.x + last.x) / 2 }}>
        {words.offers}
      </span>
      {gutter.columns.map(({ agent, x }) => (
        <span key={agent ?? ''} className={styles.column} style={{ left: x }}>
          {words.agentShort(agent)}
        </span>
      ))}
    </>
  )
}

function placeOf(element: HTMLElement): Place {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { left, top, width, height }
}
