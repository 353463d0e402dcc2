/** The run as a table: a row for each thing that the view shows, in order. Kept up with the marks of the drawing. */
import type { TraceStore } from '#model/trace/store.ts'
import { IntColumn } from './columns.ts'
import { ACTION, ALLOCATION, ENDED, EXITED, SENT, STUB, type Marks } from './marks.ts'
import type { DiagramModel } from './model.ts'

export interface TranscriptRow {
  readonly ordinal: number
  /** Virtual ms. */
  readonly at: number
  readonly isMessage: boolean
  /** 1 to 12, or 0. */
  readonly step: number
  /** Components that the ends' lanes stand for; empty where it has none. */
  readonly from: string
  readonly to: string
  /** When it arrives or was lost, virtual ms; null: neither is known. */
  readonly endedAt: number | null
  readonly isLost: boolean
}

const ROW_KINDS: ReadonlySet<number> = new Set([SENT, STUB, ALLOCATION, EXITED, ACTION, ENDED])
const TYPE_LOST = 2

/** Ordinals of the rows of one view, ascending. */
export class Transcript {
  readonly ordinals = new IntColumn()
  private read = 0
  private readonly model: DiagramModel

  constructor(model: DiagramModel) {
    this.model = model
  }

  get length(): number {
    return this.ordinals.length
  }

  /** Reads the marks that are new. */
  grow(): void {
    const { marks } = this.model
    for (let k = this.read; k < marks.length; k += 1) {
      if (ROW_KINDS.has(marks.kind.at(k))) this.ordinals.push(marks.ord.at(k))
    }
    this.read = marks.length
  }

  /** Index of the last row at or before a record, or -1. */
  rowAt(ordinal: number): number {
    return this.ordinals.lastAtMost(ordinal)
  }

  row(k: number): TranscriptRow {
    const { trace, lanes } = this.model
    const ordinal = this.ordinals.at(k)
    const type = trace.typeOf(ordinal)
    const isMessage = type === 'sent'
    const end = isMessage ? endOf(trace, ordinal) : null
    const stands = (number: number): string => {
      if (number < 0) return ''
      const lane = lanes.laneOfNumber(trace, number)
      return lane.component ?? trace.text(number)
    }
    const hasEnds = isMessage || type === 'exited'
    return {
      ordinal,
      at: trace.at[ordinal] as number,
      isMessage,
      step: isMessage ? trace.stepOf(ordinal) : 0,
      from: hasEnds ? stands(trace.from[ordinal] as number) : '',
      to: hasEnds ? stands(trace.to[ordinal] as number) : '',
      endedAt: end?.at ?? null,
      isLost: end?.isLost ?? false,
    }
  }
}

function endOf(trace: TraceStore, sent: number): { at: number; isLost: boolean } | null {
  const fate = trace.fate[sent] as number
  if (fate >= 0) return { at: trace.at[fate] as number, isLost: trace.type[fate] === TYPE_LOST }
  const due = trace.due[sent] as number
  return Number.isNaN(due) ? null : { at: due, isLost: false }
}

const KNOWN = new WeakMap<Marks, Transcript>()

/** The transcript of a model, up to date. */
export function transcriptOf(model: DiagramModel): Transcript {
  let known = KNOWN.get(model.marks)
  if (!known) {
    known = new Transcript(model)
    KNOWN.set(model.marks, known)
  }
  known.grow()
  return known
}

/** Browsers cannot draw elements of any height: beyond this the scroll bar moves by more than a pixel a pixel. */
const MOST_PX = 8_000_000

export interface RowWindow {
  /** Height of what is scrolled, px. */
  readonly height: number
  /** First and behind the last row to be drawn. */
  readonly first: number
  readonly end: number
  /** Where the first row stands, px. */
  readonly top: number
}

/** Which rows stand in a view of `viewPx` that is scrolled by `scrollPx`. All rows are reached, the last at the very end. */
export function rowWindow(count: number, rowPx: number, viewPx: number, scrollPx: number): RowWindow {
  const height = Math.min(count * rowPx, MOST_PX)
  const exact = count * rowPx
  const room = Math.max(1, height - viewPx)
  const scroll = Math.max(0, Math.min(scrollPx, room))
  const offset = exact <= height ? scroll : (scroll / room) * (exact - viewPx)
  const first = Math.max(0, Math.floor(offset / rowPx))
  const end = Math.min(count, Math.ceil((offset + viewPx) / rowPx))
  return { height, first, end, top: scroll - (offset - first * rowPx) }
}

/** The scroll at which a row stands wholly in view, the least away from where it is now. */
export function scrollTo(row: number, count: number, rowPx: number, viewPx: number, scrollPx: number): number {
  const exact = count * rowPx
  const height = Math.min(exact, MOST_PX)
  const factor = exact <= height ? 1 : (exact - viewPx) / Math.max(1, height - viewPx)
  const offset = scrollPx * factor
  if (row * rowPx < offset) return (row * rowPx) / factor
  if ((row + 1) * rowPx > offset + viewPx) return ((row + 1) * rowPx - viewPx) / factor
  return scrollPx
}

/** A table for documents and tickets. Bars and line ends in cells are kept from ending them. */
export function markdownTable(head: readonly string[], rows: Iterable<readonly string[]>): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`
  const lines = [line(head), line(head.map(() => '---'))]
  for (const row of rows) lines.push(line(row))
  return `${lines.join('\n')}\n`
}
