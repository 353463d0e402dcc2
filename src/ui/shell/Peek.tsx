/** The card beside a message that the pointer rests on. The inspector says the same to everybody else. */
import { recordAt } from '#model/trace/decode.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { headOf } from '#store/follow.ts'
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import type { Place } from '../diagram/types.ts'
import { sentenceOf, titleOf } from '../panels/inspector/sentence.ts'
import { useApp, useWords } from '../widgets/context.ts'
import styles from './shell.module.css'

export interface Peeked {
  readonly ordinal: number
  readonly place: Place
}

const WIDTH_PX = 280

export function Peek({ peeked }: { readonly peeked: Peeked }): ReactNode {
  const { store } = useApp()
  const words = useWords()
  const session = store.getState()
  const { trace } = currentBranch(session)
  const { ordinal, place } = peeked
  if (ordinal >= trace.count) return null
  const head = headOf(trace, ordinal)
  const record = recordAt(trace, head)
  const look = record.type === 'sent' ? modelOf(session).looks.at(head) : null
  const told = {
    words,
    record,
    look,
    body: record.type === 'sent' ? record.body : null,
    standsFor: (id: string) => modelOf(session).lanes.laneOf(id).component ?? id,
  }
  const left = Math.max(8, Math.min(place.left + place.width / 2 - WIDTH_PX / 2, innerWidth - WIDTH_PX - 8))
  const above = place.top > 140
  const style = above ? { left, bottom: innerHeight - place.top + 12 } : { left, top: place.top + place.height + 12 }
  return (
    <div className={styles.peek} style={style} aria-hidden="true">
      <b>{titleOf(told)}</b>
      <p>{sentenceOf(told)}</p>
      <small>
        {record.type === 'sent' && record.arrivesAt !== null
          ? words.t('inspector.span', { from: words.seconds(record.at), to: words.seconds(record.arrivesAt) })
          : words.t('inspector.at', { s: words.seconds(record.at) })}
      </small>
    </div>
  )
}
