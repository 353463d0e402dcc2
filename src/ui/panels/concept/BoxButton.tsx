/** A box of the concept figure: who, in which state; a button that selects it, or opens a group. */
import type { Box } from '#derive/conceptCast.ts'
import type { Rect } from '#derive/conceptLayout.ts'
import type { BoxState } from '#derive/conceptMoment.ts'
import type { CSSProperties, ReactNode } from 'react'
import tones from '../../diagram/tones.module.css'
import styles from './concept.module.css'
import { boxDetail, boxLabel, DETAIL_PX, boxName, boxText, type Naming } from './words.ts'

interface BoxProps {
  readonly state: BoxState
  readonly rect: Rect
  readonly naming: Naming
  readonly narrow: boolean
  readonly selected: boolean
  readonly onChoose: (box: Box) => void
}

function moodOf({ box, state, taskState }: BoxState): string | undefined {
  if (box.members > 0) return 'group'
  if (state === null) return 'unborn'
  if (state !== '') return undefined
  return taskState === 'TASK_FINISHED' ? 'ended' : 'gone'
}

export function BoxButton({ state, rect, naming, narrow, selected, onChoose }: BoxProps): ReactNode {
  const { box, cpus, waiting, offers } = state
  const { t } = naming.words
  const text = boxText(naming, state)
  const told = boxDetail(naming, state)
  const tight = rect.width < DETAIL_PX
  const own = tight && box.role === 'scheduler'
  const detail = tight && !narrow ? '' : told
  const place: CSSProperties = { left: rect.x, top: rect.y, width: rect.width, height: rect.height }
  const group = box.role === 'schedulers' || box.role === 'agents'
  if (box.members > 0 && !group) return <li className={styles.stack} style={place} aria-hidden="true" />
  return (
    <li style={place}>
      <button
        type="button"
        className={`${styles.box} ${tones[box.tone]}`}
        data-layer={box.layer}
        data-tight={tight || undefined}
        data-mood={moodOf(state)}
        aria-pressed={group ? undefined : selected}
        aria-expanded={group ? false : undefined}
        aria-label={boxLabel(naming, state)}
        onClick={() => onChoose(box)}
      >
        <span className={styles.name}>
          <b>{own ? told : boxName(naming, state)}</b>
          {detail === '' || own || (narrow && box.role === 'executor') ? null : <span>{detail}</span>}
        </span>
        {text === '' ? null : (
          <span key={text} className={styles.pill}>
            {text}
          </span>
        )}
        {cpus ? <Meter used={cpus.used} total={cpus.total} /> : null}
        {offers > 0 ? <span className={styles.badge}>{t('concept.offers', { count: offers })}</span> : null}
        {waiting > 0 ? <span className={styles.badge}>{t('diagram.waiting', { count: waiting })}</span> : null}
      </button>
    </li>
  )
}

function Meter({ used, total }: { readonly used: number; readonly total: number }): ReactNode {
  const part = total <= 0 ? 0 : Math.min(1, used / total)
  return (
    <span className={styles.meter} aria-hidden="true">
      <i style={{ width: `${part * 100}%` }} />
    </span>
  )
}
