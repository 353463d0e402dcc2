/** The messages of a run between the lanes of a depth, for the formats of other tools. Lower depths keep the ordinals. */
import type { Depth } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { isShown, LaneBook, type Cast, type Lane } from './lanes.ts'
import { labelOf, MessageLooks, type MessageLook } from './messages.ts'
import { DEFAULT_VIEW, type Dialect } from './view.ts'

export interface SequenceOptions {
  readonly cast: Cast
  readonly depth?: Depth
  /** Without one: names as on the wire. */
  readonly dialect?: Dialect
  /** Words of the figure's dialect by key; without it the keys stand for themselves. */
  readonly words?: (figure: string) => string
  readonly laneName?: (lane: Lane) => string
  readonly from?: number
  /** Ordinal behind the last. */
  readonly to?: number
}

export interface SequenceMessage {
  readonly ordinal: number
  readonly at: number
  readonly from: Lane
  readonly to: Lane
  readonly label: string
  readonly isLost: boolean
}

export interface Sequence {
  /** Lanes that take part, in order; `idOf` is `p` and their place in it. */
  readonly lanes: readonly Lane[]
  readonly idOf: (lane: Lane) => string
  readonly messages: readonly SequenceMessage[]
  readonly nameOf: (lane: Lane) => string
}

const TYPE_SENT = 0
const TYPE_LOST = 2

export function sequence(trace: TraceStore, options: SequenceOptions): Sequence {
  const { cast, depth = 3, dialect, words = (key) => key, from = 0, to = trace.count } = options
  const book = new LaneBook(cast, { ...DEFAULT_VIEW, depth })
  const looks = new MessageLooks(trace, book)
  const messages: SequenceMessage[] = []
  const used = new Set<Lane>()
  for (let i = from; i < Math.min(to, trace.count); i += 1) {
    if (trace.type[i] !== TYPE_SENT) continue
    const sender = book.laneOfNumber(trace, trace.from[i] as number)
    const receiver = book.laneOfNumber(trace, trace.to[i] as number)
    if (!isShown(book.view, trace.depthOf(i), sender, receiver)) continue
    used.add(sender).add(receiver)
    const text = textOf(looks.at(i), dialect, words)
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
  const lanes = book.lanes.filter((lane) => used.has(lane))
  const ids = new Map(lanes.map((lane, k) => [lane, `p${k}`]))
  return { lanes, messages, idOf: (lane) => ids.get(lane) ?? '', nameOf: options.laneName ?? (({ id }) => id) }
}

function textOf(look: MessageLook, dialect: Dialect | undefined, words: (figure: string) => string): string {
  if (dialect === undefined) return look.name
  const label = labelOf(look, dialect)
  return 'key' in label ? words(label.key) : label.text
}
