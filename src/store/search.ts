/** Search over the messages that are shown: names on the wire, labels, components, and what bodies say. */
import { SENT } from '#derive/marks.ts'
import type { MessageLook } from '#derive/messages.ts'
import { modelOf } from './commandsPlay.ts'
import type { Session } from './session.ts'

/** Bodies of so many messages are read; of a longer run only names and components. */
const MOST_BODIES = 20_000

/** Ordinals of `sent` records, ascending. All words must be found, whatever their case. */
export function searched(session: Session, text: string, label: (look: MessageLook) => string): readonly number[] {
  const { trace, marks, looks } = modelOf(session)
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const withBodies = marks.length < MOST_BODIES
  const found: number[] = []
  for (let k = 0; k < marks.length; k += 1) {
    if (marks.kind.at(k) !== SENT) continue
    const i = marks.ord.at(k)
    const ends = `${trace.text(trace.from[i] as number)} ${trace.text(trace.to[i] as number)}`
    const names = `${trace.text(trace.name[i] as number)} ${label(looks.at(i))} ${ends}`.toLowerCase()
    const left = words.filter((word) => !names.includes(word))
    if (left.length > 0 && !withBodies) continue
    const body = left.length > 0 ? trace.bodyText(i).toLowerCase() : ''
    if (left.every((word) => body.includes(word))) found.push(i)
  }
  return found
}
