/** What stands in a row of the transcript, in words. */
import type { Words } from '#content/locales/words.ts'
import type { TranscriptRow } from '#derive/transcript.ts'
import { recordAt } from '#model/trace/decode.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { componentName, messageText } from '../../widgets/names.ts'
import { sentenceOf, titleOf } from '../inspector/sentence.ts'

export const COLUMNS = ['event', 'time', 'from', 'to', 'message', 'arrives', 'sentence'] as const
export type Column = (typeof COLUMNS)[number]

export function cellsOf(words: Words, session: Session, row: TranscriptRow): Readonly<Record<Column, string>> {
  const { t, seconds } = words
  const { trace } = currentBranch(session)
  const model = modelOf(session)
  const record = recordAt(trace, row.ordinal)
  const look = row.isMessage ? model.looks.at(row.ordinal) : null
  const body = record.type === 'sent' ? record.body : null
  const standsFor = (id: string): string => model.lanes.laneOf(id).component ?? id
  const told = { words, record, look, body, standsFor }
  const title = look ? messageText(words, look, session.view.dialect) : titleOf(told)
  const nameOf = (id: string): string => (id === '' ? '' : componentName(words, id))
  const ended = row.endedAt === null ? '' : t('time.s', { s: seconds(row.endedAt) })
  return {
    event: String(row.ordinal + 1),
    time: t('time.s', { s: seconds(row.at) }),
    from: nameOf(row.from),
    to: nameOf(row.to),
    message: row.step > 0 ? `${row.step} ${title}` : title,
    arrives: row.isLost ? t('transcript.lost', { when: ended }) : ended,
    sentence: sentenceOf(told),
  }
}
