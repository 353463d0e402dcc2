/** Copies the run as the view shows it: a Markdown table, text, or a Mermaid diagram. */
import { castOf } from '#derive/lanes.ts'
import { mermaid } from '#derive/mermaid.ts'
import { traceText } from '#derive/text.ts'
import { markdownTable, type Transcript } from '#derive/transcript.ts'
import type { Words } from '#content/locales/words.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { type ReactNode, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { laneDetail, laneName } from '../../widgets/names.ts'
import { COLUMNS, cellsOf } from './cells.ts'
import styles from './transcript.module.css'

const FORMATS = ['markdown', 'text', 'mermaid'] as const
type Format = (typeof FORMATS)[number]

/** Documents and tickets do not take more; the headless program prints all. */
export const MOST_ROWS = 5000

function textOf(format: Format, words: Words, session: Session, table: Transcript): string {
  const { trace, scenario } = currentBranch(session)
  const { depth, dialect } = session.view
  const cast = castOf(scenario)
  const rows = Math.min(table.length, MOST_ROWS)
  const to = rows < table.length ? table.ordinals.at(rows) : trace.count
  if (format === 'text') return traceText(trace, { depth, cast, ordinals: true, to })
  if (format === 'mermaid') {
    return mermaid(trace, {
      cast,
      depth,
      dialect,
      to,
      words: (figure) => words.maybe(`message.${figure}`, {}, figure),
      laneName: (lane) => `${laneName(words, lane)} ${laneDetail(lane)}`.trim(),
    })
  }
  const cells = Array.from({ length: rows }, (_, k) => {
    const row = cellsOf(words, session, table.row(k))
    return COLUMNS.map((column) => row[column])
  })
  return markdownTable(
    COLUMNS.map((column) => words.t(`transcript.${column}`)),
    cells,
  )
}

export function CopyRun({ table }: { readonly table: Transcript }): ReactNode {
  const { store } = useApp()
  const words = useWords()
  const { t } = words
  const [copied, setCopied] = useState<Format | null>(null)
  const copy = (format: Format): void => {
    const text = textOf(format, words, store.getState(), table)
    void navigator.clipboard.writeText(text).then(() => setCopied(format))
  }
  return (
    <p className={styles.copy}>
      <span>{t('transcript.count', { count: table.length })}</span>
      {FORMATS.map((format) => (
        <Button key={format} look="bare" onClick={() => copy(format)}>
          {copied === format ? t('transcript.copied') : t(`transcript.copy.${format}`)}
        </Button>
      ))}
      <output className={styles.spoken}>{copied === null ? '' : t('transcript.copied')}</output>
    </p>
  )
}
