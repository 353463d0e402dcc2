/** The run as a table: a row for each event, the reader's selection and the cursor marked in it, by keyboard as by hand. */
import { rowWindow, scrollTo, transcriptOf, type Transcript as Table } from '#derive/transcript.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { headOf } from '#store/follow.ts'
import { currentBranch } from '#store/session.ts'
import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useApp, useBranch, useSession, useWords } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'
import { CopyRun } from './CopyRun.tsx'
import { COLUMNS } from './cells.ts'
import { Row, ROW_PX } from './Row.tsx'
import styles from './transcript.module.css'

/** Rows that a page key moves by. */
const PAGE = 10

interface Scroller {
  readonly scrollPx: number
  readonly viewPx: number
}

/** Where the list is scrolled to, and how much of it is seen below its heads. Keeps the reader's row in sight when it changes. */
function useScroller(list: RefObject<HTMLDivElement | null>, here: number, count: number): Scroller {
  const [scroller, setScroller] = useState<Scroller>({ scrollPx: 0, viewPx: 400 })
  const shown = useRef(-1)
  useEffect(() => {
    const element = list.current
    if (!element) return undefined
    const read = (): void => setScroller({ scrollPx: element.scrollTop, viewPx: element.clientHeight - ROW_PX })
    const sizes = new ResizeObserver(read)
    sizes.observe(element)
    element.addEventListener('scroll', read, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', read)
    }
  }, [list])
  useEffect(() => {
    const element = list.current
    if (!element || here < 0 || here === shown.current) return
    shown.current = here
    element.scrollTo({ top: scrollTo(here, count, ROW_PX, element.clientHeight - ROW_PX, element.scrollTop) })
  }, [list, here, count])
  return scroller
}

/** Rows of the selection and of the cursor, -1 where there is none. */
function useRows(): { readonly table: Table; readonly selected: number; readonly now: number } {
  const { store } = useApp()
  const moment = useMoment()
  useBranch((branch) => branch.revision)
  useSession((session) => session.view)
  const selection = useSession((session) => session.selection)
  const session = store.getState()
  const { trace } = currentBranch(session)
  const table = transcriptOf(modelOf(session))
  const chosen = selection?.kind === 'record' && selection.ordinal < trace.count ? selection.ordinal : -1
  return {
    table,
    selected: chosen < 0 ? -1 : table.rowAt(headOf(trace, chosen)),
    now: table.rowAt(moment.ordinal),
  }
}

const MOVES: Readonly<Record<string, (row: number, count: number) => number>> = {
  ArrowDown: (row) => row + 1,
  ArrowUp: (row) => row - 1,
  PageDown: (row) => row + PAGE,
  PageUp: (row) => row - PAGE,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Arrows and their kin select; the row that was selected so takes the focus. Enter takes the run there. */
function useKeys(table: Table, here: number) {
  const { intents, stage } = useApp()
  const wanted = useRef(false)
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key]
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if ((!move && event.key !== 'Enter') || table.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    if (move) {
      wanted.current = true
      const to = Math.min(table.length - 1, Math.max(0, move(here, table.length)))
      intents.select({ kind: 'record', ordinal: table.ordinals.at(to) })
    } else if (here >= 0) stage.land(table.ordinals.at(here))
  }
  /** Whether the row that asks was moved to by a key just now. */
  const takesFocus = useCallback((): boolean => {
    const was = wanted.current
    wanted.current = false
    return was
  }, [])
  return { onKeyDown, takesFocus }
}

export function Transcript(): ReactNode {
  const { t } = useWords()
  const list = useRef<HTMLDivElement>(null)
  const { table, selected, now } = useRows()
  const count = table.length
  const here = Math.max(0, selected >= 0 ? selected : now)
  const { scrollPx, viewPx } = useScroller(list, here, count)
  const { onKeyDown, takesFocus } = useKeys(table, here)
  const shown = rowWindow(count, ROW_PX, viewPx, scrollPx)
  return (
    <div className={styles.transcript}>
      <CopyRun table={table} />
      <div ref={list} className={styles.list}>
        <table className={styles.table} aria-label={t('transcript.title')} aria-rowcount={count + 1}>
          <thead className={styles.heads}>
            <tr className={styles.row} aria-rowindex={1}>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(`transcript.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={styles.space} style={{ height: shown.height }}>
            {Array.from({ length: shown.end - shown.first }, (_, i) => shown.first + i).map((k, i) => (
              <Row
                key={k}
                table={table}
                k={k}
                top={shown.top + i * ROW_PX}
                selected={k === selected}
                now={k === now}
                stop={k === here || (i === 0 && (here < shown.first || here >= shown.end))}
                takesFocus={k === here ? takesFocus : null}
                onKeyDown={onKeyDown}
              />
            ))}
          </tbody>
        </table>
      </div>
      {count === 0 ? <p className={styles.empty}>{t('transcript.empty')}</p> : null}
    </div>
  )
}
