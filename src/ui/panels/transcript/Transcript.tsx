/** The run as a table: a row for each event, the reader's selection and the cursor marked in it, by keyboard as by hand. */
import { rowWindow, scrollTo, transcriptOf, type Transcript as Table } from '#derive/transcript.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { headOf } from '#store/follow.ts'
import { currentBranch } from '#store/session.ts'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useApp, useBranch, useSession, useWords } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'
import { CopyRun } from './CopyRun.tsx'
import { COLUMNS, cellsOf } from './cells.ts'
import styles from './transcript.module.css'

const ROW_PX = 28
/** Rows that a page key moves by. */
const PAGE = 10

interface Scroller {
  readonly scrollPx: number
  readonly viewPx: number
}

/** Where the list is scrolled to, and how much of it is seen. */
function useScroller(list: React.RefObject<HTMLDivElement | null>): Scroller {
  const [scroller, setScroller] = useState<Scroller>({ scrollPx: 0, viewPx: 400 })
  useEffect(() => {
    const element = list.current
    if (!element) return
    const read = (): void => setScroller({ scrollPx: element.scrollTop, viewPx: element.clientHeight - ROW_PX })
    const sizes = new ResizeObserver(read)
    sizes.observe(element)
    element.addEventListener('scroll', read, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', read)
    }
  }, [list])
  return scroller
}

/** The row that the keyboard stands on: the selection, or where the cursor is. */
function useRows(): { table: Table; selected: number; now: number } {
  const { store } = useApp()
  const moment = useMoment()
  useBranch((branch) => branch.revision)
  useSession((session) => session.view)
  const selection = useSession((session) => session.selection)
  const session = store.getState()
  const { trace } = currentBranch(session)
  const table = transcriptOf(modelOf(session))
  const chosen = selection?.kind === 'record' && selection.ordinal < trace.count ? selection.ordinal : -1
  const row = chosen < 0 ? -1 : table.rowAt(headOf(trace, chosen))
  return { table, selected: row, now: table.rowAt(moment.ordinal) }
}

const MOVES: Readonly<Record<string, (row: number, count: number) => number>> = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  PageDown: (row) => row + PAGE,
  PageUp: (row) => row - PAGE,
  Home: () => 0,
  End: (_, count) => count - 1,
}

export function Transcript(): ReactNode {
  const { intents, stage } = useApp()
  const { t } = useWords()
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const { table, selected, now } = useRows()
  const { scrollPx, viewPx } = useScroller(list)
  const here = selected >= 0 ? selected : now
  const count = table.length
  useEffect(() => {
    const element = list.current
    if (!element || here < 0) return
    element.scrollTop = scrollTo(here, count, ROW_PX, element.clientHeight - ROW_PX, element.scrollTop)
    // Only when the row changes: a growing table must not move what the reader looks at.
  }, [here])
  const select = (row: number): void => {
    const to = Math.min(count - 1, Math.max(0, row))
    if (to >= 0) intents.select({ kind: 'record', ordinal: table.ordinals.at(to) })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key]
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (!move && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    if (move) select(move(here, count))
    else if (here >= 0) stage.land(table.ordinals.at(here))
  }
  const shown = rowWindow(count, ROW_PX, viewPx, scrollPx)
  return (
    <div className={styles.transcript}>
      <CopyRun table={table} />
      <div
        ref={list}
        role="grid"
        className={styles.list}
        tabIndex={0}
        aria-label={t('transcript.title')}
        aria-rowcount={count + 1}
        aria-activedescendant={here >= shown.first && here < shown.end ? `${id}${here}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={styles.heads}>
          <div role="row" className={styles.row} aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <span key={column} role="columnheader" data-column={column}>
                {t(`transcript.${column}`)}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.space} style={{ height: shown.height }}>
          {Array.from({ length: shown.end - shown.first }, (_, i) => (
            <Row
              key={i}
              id={`${id}${shown.first + i}`}
              table={table}
              k={shown.first + i}
              top={shown.top + i * ROW_PX}
              selected={shown.first + i === selected}
              now={shown.first + i === now}
            />
          ))}
        </div>
      </div>
      {count === 0 ? <p className={styles.empty}>{t('transcript.empty')}</p> : null}
    </div>
  )
}

interface RowProps {
  readonly id: string
  readonly table: Table
  readonly k: number
  /** px */
  readonly top: number
  readonly selected: boolean
  readonly now: boolean
}

function Row({ id, table, k, top, selected, now }: RowProps): ReactNode {
  const { intents, stage, store } = useApp()
  const words = useWords()
  const row = table.row(k)
  const cells = cellsOf(words, store.getState(), row)
  const moment = now ? 'now' : undefined
  return (
    <div
      id={id}
      role="row"
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={k + 2}
      aria-selected={selected}
      aria-current={now ? 'step' : undefined}
      data-moment={moment}
      data-lost={row.isLost || undefined}
      onClick={() => intents.select({ kind: 'record', ordinal: row.ordinal })}
      onDoubleClick={() => stage.land(row.ordinal)}
    >
      {COLUMNS.map((column) => (
        <span key={column} role="gridcell" data-column={column}>
          {cells[column]}
        </span>
      ))}
    </div>
  )
}
