/**
 * Search over the messages that are shown: words in names, labels, components and bodies; filters; shapes of what goes wrong. A long run
 * is looked through a little at a time, from its start, and goes on as the run grows.
 */
import { SENT } from '#derive/marks.ts'
import type { MessageLook } from '#derive/messages.ts'
import type { DiagramModel } from '#derive/model.ts'
import { presetRecords, typedQuery } from '#derive/query.ts'
import { recordTest } from '#derive/select.ts'
import { modelOf } from './commandsPlay.ts'
import type { Found } from './found.ts'
import type { Session } from './session.ts'

type Test = (ordinal: number) => boolean

/** All words must be found, whatever their case, and all filters hold. */
export class Search {
  private readonly matches: number[] = []
  private readonly hits = new Set<number>()
  private readonly model: DiagramModel
  private readonly tests: readonly Test[]
  private read = 0

  /** `label`: what stands at a message in the drawing. */
  constructor(session: Session, text: string, label: (look: MessageLook) => string) {
    this.model = modelOf(session)
    const { trace, lanes } = this.model
    const { words, query, presets } = typedQuery(text)
    const sets = presets.map((preset) => new Set(presetRecords(trace, preset, session.cursor.ordinal)))
    this.tests = [
      ...sets.map(
        (set): Test =>
          (i) =>
            set.has(i),
      ),
      ...(Object.keys(query).length > 0 ? [recordTest(trace, lanes, query)] : []),
      ...(words.length > 0 ? [wordTest(this.model, words, label)] : []),
    ]
  }

  /** Whether nothing was asked for. */
  get isEmpty(): boolean {
    return this.tests.length === 0
  }

  /** Looks at so many messages more; whether all that are there were looked at. */
  work(most: number): boolean {
    const { marks } = this.model
    const end = Math.min(marks.length, this.read + most)
    for (; this.read < end; this.read += 1) {
      if (marks.kind.at(this.read) !== SENT) continue
      const i = marks.ord.at(this.read)
      if (!this.tests.every((test) => test(i))) continue
      this.matches.push(i)
      this.hits.add(i)
    }
    return this.read >= marks.length
  }

  get found(): Found {
    const { matches, hits, read, model } = this
    return { matches, hits, part: model.marks.length === 0 ? 1 : read / model.marks.length }
  }
}

/** All at once: for tests and small runs. */
export function searched(session: Session, text: string, label: (look: MessageLook) => string): readonly number[] {
  const search = new Search(session, text, label)
  if (!search.isEmpty) search.work(Infinity)
  return search.found.matches
}

/** Names are looked up once each; bodies are read only for words that no name has. */
function wordTest(
  { trace, looks }: DiagramModel,
  words: readonly string[],
  label: (look: MessageLook) => string,
): Test {
  const lowered: string[] = []
  const textOf = (number: number): string => (lowered[number] ??= trace.text(number).toLowerCase())
  const labels = new Map<MessageLook, string>()
  const labelOf = (look: MessageLook): string => {
    let text = labels.get(look)
    if (text === undefined) labels.set(look, (text = label(look).toLowerCase()))
    return text
  }
  return (i) => {
    const names = [trace.name, trace.from, trace.to].map((column) => textOf(column[i] as number))
    const shown = labelOf(looks.at(i))
    const left = words.filter((word) => !shown.includes(word) && !names.some((name) => name.includes(word)))
    if (left.length === 0) return true
    const body = trace.bodyText(i).toLowerCase()
    return left.every((word) => body.includes(word))
  }
}
