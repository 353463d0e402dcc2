/** A row of the transcript. Its number is a button that covers the row: a press selects, a double one takes the run there. */
import type { Transcript } from '#derive/transcript.ts'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { COLUMNS, cellsOf } from './cells.ts'
import styles from './transcript.module.css'

export const ROW_PX = 28

interface RowProps {
  readonly table: Transcript
  readonly k: number
  /** px */
  readonly top: number
  readonly selected: boolean
  readonly now: boolean
  /** Where the tab key stops in the table. */
  readonly stop: boolean
  /** Whether the keyboard has just come to this row; null on all others. */
  readonly takesFocus: (() => boolean) | null
  readonly onKeyDown: (event: KeyboardEvent) => void
}

export function Row({ table, k, top, selected, now, stop, takesFocus, onKeyDown }: RowProps): ReactNode {
  const { intents, stage, store } = useApp()
  const words = useWords()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus?.()) button.current?.focus({ preventScroll: true })
  })
  const row = table.row(k)
  const cells = cellsOf(words, store.getState(), row)
  const ends = row.from === '' ? cells.message : words.t('message.name', { ...cells, message: cells.message })
  return (
    <tr
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={k + 2}
      aria-current={now ? 'step' : undefined}
      data-selected={selected || undefined}
      data-lost={row.isLost || undefined}
    >
      {COLUMNS.map((column) => (
        <td key={column} data-column={column}>
          {column === 'event' ? (
            <button
              ref={button}
              type="button"
              className={styles.press}
              tabIndex={stop ? 0 : -1}
              aria-pressed={selected}
              aria-label={`${cells.event}: ${cells.time}, ${ends}`}
              onClick={() => intents.select({ kind: 'record', ordinal: row.ordinal })}
              onDoubleClick={() => stage.land(row.ordinal)}
              onKeyDown={onKeyDown}
            >
              {cells.event}
            </button>
          ) : (
            cells[column]
          )}
        </td>
      ))}
    </tr>
  )
}
