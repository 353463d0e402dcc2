/** Search over the messages that are shown: words in names, labels, components and bodies; filters; shapes of what goes wrong. */
import { SENT } from '#derive/marks.ts'
import type { MessageLook } from '#derive/messages.ts'
import { presetRecords, typedQuery } from '#derive/query.ts'
import { selectRecords } from '#derive/select.ts'
import { modelOf } from './commandsPlay.ts'
import type { Session } from './session.ts'

/** Bodies of so many messages are read; of a longer run only names and components. */
const MOST_BODIES = 20_000

/** Ordinals of `sent` records, ascending. All words must be found, whatever their case, and all filters hold. */
export function searched(session: Session, text: string, label: (look: MessageLook) => string): readonly number[] {
  const { words, query, presets } = typedQuery(text)
  if (words.length + presets.length + Object.keys(query).length === 0) return []
  const hasWords = wordTest(session, words, label)
  return filtered(session, text).filter(hasWords)
}

/** Shown messages for which the filters hold. */
function filtered(session: Session, text: string): readonly number[] {
  const { trace, marks, lanes } = modelOf(session)
  const { query, presets } = typedQuery(text)
  const sets = presets.map((preset) => new Set(presetRecords(trace, preset, session.cursor.ordinal)))
  const chosen =
    Object.keys(query).length === 0 ? null : new Set(selectRecords(trace, lanes, { ...query, types: ['sent'] }))
  const found: number[] = []
  for (let k = 0; k < marks.length; k += 1) {
    if (marks.kind.at(k) !== SENT) continue
    const i = marks.ord.at(k)
    if ((chosen === null || chosen.has(i)) && sets.every((set) => set.has(i))) found.push(i)
  }
  return found
}

function wordTest(
  session: Session,
  words: readonly string[],
  label: (look: MessageLook) => string,
): (i: number) => boolean {
  const { trace, marks, looks } = modelOf(session)
  const withBodies = marks.length < MOST_BODIES
  return (i) => {
    const ends = `${trace.text(trace.from[i] as number)} ${trace.text(trace.to[i] as number)}`
    const names = `${trace.text(trace.name[i] as number)} ${label(looks.at(i))} ${ends}`.toLowerCase()
    const left = words.filter((word) => !names.includes(word))
    if (left.length > 0 && !withBodies) return false
    const body = left.length > 0 ? trace.bodyText(i).toLowerCase() : ''
    return left.every((word) => body.includes(word))
  }
}
