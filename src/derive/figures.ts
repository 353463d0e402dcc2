/** A trace as text that draws: Mermaid and PlantUML sequence diagrams, with the lanes of a depth and the ordinals kept. */
import type { Depth } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { isShown, LaneBook, type Cast, type Lane } from './lanes.ts'
import { labelOf, MessageLooks } from './messages.ts'
import { DEFAULT_VIEW, type Dialect } from './view.ts'

export interface FigureOptions {
  readonly cast: Cast
  readonly depth?: Depth
  readonly dialect?: Dialect
  /** Words of the figure's dialect by key; without it the keys stand for themselves. */
  readonly words?: (figure: string) => string
  readonly laneName?: (lane: Lane) => string
  readonly from?: number
  /** Ordinal behind the last. */
  readonly to?: number
}

interface FigureMessage {
  readonly ordinal: number
  readonly at: number
  readonly from: Lane
  readonly to: Lane
  readonly label: string
  readonly isLost: boolean
}

interface Figure {
  /** Lanes that take part, in order. */
  readonly lanes: readonly Lane[]
  readonly messages: readonly FigureMessage[]
  readonly nameOf: (lane: Lane) => string
}

const TYPE_SENT = 0
const TYPE_LOST = 2

function figureOf(trace: TraceStore, options: FigureOptions): Figure {
  const { cast, depth = 3, dialect = 'driver', words = (key) => key, from = 0, to = trace.count } = options
  const book = new LaneBook(cast, { ...DEFAULT_VIEW, depth, dialect })
  const looks = new MessageLooks(trace, book)
  const messages: FigureMessage[] = []
  const used = new Set<Lane>()
  for (let i = from; i < Math.min(to, trace.count); i += 1) {
    if (trace.type[i] !== TYPE_SENT) continue
    const sender = book.laneOfNumber(trace, trace.from[i] as number)
    const receiver = book.laneOfNumber(trace, trace.to[i] as number)
    if (!isShown(book.view, trace.depthOf(i), sender, receiver)) continue
    used.add(sender).add(receiver)
    const label = labelOf(looks.at(i), dialect)
    const text = 'key' in label ? words(label.key) : label.text
    const step = trace.stepOf(i)
    const fate = trace.fate[i] as number
    messages.push({
      ordinal: i,
      at: trace.at[i] as number,
      from: sender,
      to: receiver,
      label: step > 0 ? `${step} ${text}` : text,
      isLost: fate >= 0 && trace.type[fate] === TYPE_LOST,
    })
  }
  return { lanes: book.lanes.filter((lane) => used.has(lane)), messages, nameOf: options.laneName ?? (({ id }) => id) }
}

/** Characters that end or comment a statement of Mermaid. */
function escaped(text: string): string {
  return text.replace(/[#;]/g, (letter) => `#${letter.charCodeAt(0)};`).replaceAll('\n', ' ')
}

export function* mermaidLines(trace: TraceStore, options: FigureOptions): Generator<string> {
  const { lanes, messages, nameOf } = figureOf(trace, options)
  yield 'sequenceDiagram'
  for (const lane of lanes) yield `    participant p${lane.n} as ${escaped(nameOf(lane))}`
  for (const { ordinal, at, from, to, label, isLost } of messages) {
    yield `    p${from.n}${isLost ? '-x' : '->>'}p${to.n}: [${ordinal}] ${at} ms ${escaped(label)}`
  }
}

export function* plantumlLines(trace: TraceStore, options: FigureOptions): Generator<string> {
  const { lanes, messages, nameOf } = figureOf(trace, options)
  yield '@startuml'
  for (const lane of lanes) yield `participant "${nameOf(lane).replaceAll('"', "'")}" as p${lane.n}`
  for (const { ordinal, at, from, to, label, isLost } of messages) {
    yield `p${from.n} ${isLost ? '->x' : '->'} p${to.n} : [${ordinal}] ${at} ms ${label.replaceAll('\n', ' ')}`
  }
  yield '@enduml'
}

export function mermaidText(trace: TraceStore, options: FigureOptions): string {
  return [...mermaidLines(trace, options)].join('\n')
}

export function plantumlText(trace: TraceStore, options: FigureOptions): string {
  return [...plantumlLines(trace, options)].join('\n')
}
