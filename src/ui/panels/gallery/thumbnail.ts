/** A run as a small picture: lanes as lines, messages as strokes, around one moment. */
import { castOf } from '#derive/lanes.ts'
import { sequence } from '#derive/sequence.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { readScenario } from '#model/scenario/parse.ts'
import type { TraceStore } from '#model/trace/store.ts'

export const WIDTH = 160
export const HEIGHT = 100
/** Messages that a small picture can show. */
const MOST = 26
const EDGE = 10

export interface Stroke {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly isLost: boolean
  /** It is the moment, or the first behind it. */
  readonly isMoment: boolean
}

export interface Thumbnail {
  readonly lanes: readonly number[]
  readonly strokes: readonly Stroke[]
}

/** Of the first depth, so that a stroke is a step that the reader knows. */
export function thumbnail(trace: TraceStore, document: ScenarioDocument, ordinal: number): Thumbnail {
  const read = readScenario(document)
  if (!read.ok) return { lanes: [], strokes: [] }
  const { lanes, messages } = sequence(trace, { cast: castOf(read.value.scenario), depth: 1 })
  const behind = messages.findIndex((message) => message.ordinal >= ordinal)
  const moment = behind < 0 ? messages.length - 1 : behind
  const first = Math.max(0, Math.min(moment - Math.floor(MOST / 2), messages.length - MOST))
  const shown = messages.slice(first, first + MOST)
  const gap = (WIDTH - 2 * EDGE) / Math.max(1, lanes.length - 1)
  const xs = lanes.map((_, n) => EDGE + n * gap)
  const row = (HEIGHT - 2 * EDGE) / Math.max(1, shown.length)
  const strokes = shown.map((message, n): Stroke => {
    const [x1 = 0, x2 = 0] = [xs[lanes.indexOf(message.from)], xs[lanes.indexOf(message.to)]]
    const y1 = EDGE + n * row
    const isMoment = first + n === moment
    return { x1, y1, x2: message.isLost ? (x1 + x2) / 2 : x2, y2: y1 + row, isLost: message.isLost, isMoment }
  })
  return { lanes: xs, strokes }
}
