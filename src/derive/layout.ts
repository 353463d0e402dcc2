/** Where lanes stand: their middles, the gutter beside the master, the margins. Px; from the lanes and the width. */
import type { Lane, LaneBook } from './lanes.ts'

/** `wide`: labels on the arrows; `narrow`: a phone, labels in the right margin and short names. */
export type Form = 'wide' | 'narrow'

export interface Column {
  /** Agent, or null for all that have no column of their own. */
  readonly agent: string | null
  readonly x: number
}

export interface Layout {
  readonly form: Form
  readonly width: number
  /** Middle by lane number; NaN for a hidden lane. */
  readonly x: Float64Array
  /** By lane number: px that a name may take without touching its neighbours'. */
  readonly room: Float64Array
  /** Shown lanes from left to right. */
  readonly shown: readonly Lane[]
  /** The stripe where offers and filters stand, or null without a master. */
  readonly gutter: {
    readonly left: number
    readonly right: number
    readonly columns: readonly Column[]
    readonly pitch: number
  } | null
  /** Where the time's labels end. */
  readonly timeRight: number
  /** Where labels in the margin begin; the width where there is no margin. */
  readonly marginLeft: number
}

interface Measures {
  readonly left: number
  readonly right: number
  /** Least distance to the lane before: of the control side, of the execution side. */
  readonly leastLane: number
  readonly leastRight: number
  readonly column: number
  readonly gutterPad: number
}

const MEASURES: Readonly<Record<Form, Measures>> = {
  wide: { left: 108, right: 52, leastLane: 104, leastRight: 88, column: 46, gutterPad: 48 },
  narrow: { left: 24, right: 100, leastLane: 30, leastRight: 30, column: 15, gutterPad: 14 },
}

/** Below this width the drawing takes the phone's form. */
export const NARROW_BELOW = 600

export function formOf(widthPx: number): Form {
  return widthPx < NARROW_BELOW ? 'narrow' : 'wide'
}

const KNOWN = new WeakMap<LaneBook, { readonly layout: Layout; readonly version: number; readonly widthPx: number }>()

/** At least `widthPx` wide; wider where the lanes need more, to be moved sideways. The same object for the same lanes. */
export function layoutOf(book: LaneBook, widthPx: number): Layout {
  const known = KNOWN.get(book)
  if (known?.version === book.version && known.widthPx === widthPx) return known.layout
  const layout = madeLayout(book, widthPx)
  KNOWN.set(book, { layout, version: book.version, widthPx })
  return layout
}

/** The same lanes at the same places: nothing has to move from one to the other. */
export function lanesStandAlike(a: Layout, b: Layout): boolean {
  if (a === b) return true
  if (a.width !== b.width || a.form !== b.form || a.shown.length !== b.shown.length) return false
  return a.shown.every(({ id, n }, k) => {
    const other = b.shown[k]
    return other?.id === id && a.x[n] === b.x[other.n]
  })
}

function madeLayout(book: LaneBook, widthPx: number): Layout {
  const form = formOf(widthPx)
  const { column: widest, ...rest } = MEASURES[form]
  const shown = book.lanes.filter((lane) => !lane.hidden)
  const columns = columnsOf(book, shown)
  // Many agents stand closer, so that the lanes keep their room.
  const column = columns.length <= 2 ? widest : Math.min(widest, Math.max(15, (widthPx * 0.16) / columns.length))
  const measures = { ...rest, column }
  const gutter = columns.length === 0 ? 0 : 2 * measures.gutterPad + Math.max(0, columns.length - 1) * measures.column
  const steps = Math.max(
    1,
    weightsOf(shown).reduce((sum, weight) => sum + weight, 0),
  )
  const room = widthPx - measures.left - measures.right - gutter
  const step = Math.max(measures.leastLane * 0.8, room / steps)
  return placed({ book, shown, columns, measures, form, step, widthPx, gutter })
}

/** Distance from each lane to the next, in lanes: the execution side, behind the master, stands closer. */
function weightsOf(shown: readonly Lane[]): number[] {
  return shown.slice(1).map((lane) => (isRight(lane) ? 0.68 : 1))
}

function isRight({ tone }: Lane): boolean {
  return tone === 'agent' || tone === 'executor'
}

interface Placing {
  readonly book: LaneBook
  readonly shown: readonly Lane[]
  readonly columns: readonly (string | null)[]
  readonly measures: Measures
  readonly form: Form
  readonly step: number
  readonly widthPx: number
  readonly gutter: number
}

function placed({ book, shown, columns, measures, form, step, widthPx, gutter }: Placing): Layout {
  const x = new Float64Array(book.size).fill(Number.NaN)
  const weights = [0, ...weightsOf(shown)]
  const last = lastOfMaster(shown)
  let at = measures.left
  let stripe: Layout['gutter'] = null
  shown.forEach((lane, i) => {
    const least = isRight(lane) ? measures.leastRight : measures.leastLane
    if (i > 0) at += Math.max(least, (weights[i] as number) * step)
    x[lane.n] = at
    if (i !== last || columns.length === 0) return
    const left = at + measures.gutterPad * 0.4
    const first = at + measures.gutterPad * 1.3
    stripe = {
      left,
      right: at + gutter * 0.98 + measures.gutterPad * 0.3,
      columns: columns.map((agent, c) => ({ agent, x: first + c * measures.column })),
      pitch: measures.column,
    }
    at += gutter
  })
  const width = Math.max(widthPx, Math.ceil(at + measures.right))
  const marginLeft = form === 'narrow' ? width - measures.right + 24 : width
  return {
    form,
    width,
    x,
    room: roomsOf(shown, x),
    shown,
    gutter: stripe,
    timeRight: form === 'narrow' ? 0 : 58,
    marginLeft,
  }
}

function roomsOf(shown: readonly Lane[], x: Float64Array): Float64Array {
  const rooms = new Float64Array(x.length)
  const taken = shown.map(({ n }) => x[n] as number)
  for (const { n } of shown) {
    const own = x[n] as number
    const nearest = taken.reduce(
      (least, other) => (other === own ? least : Math.min(least, Math.abs(other - own))),
      240,
    )
    // Far apart, the neighbours' short names leave some of theirs.
    rooms[n] = Math.max(40, nearest > 120 ? nearest + 10 : nearest - 4)
  }
  return rooms
}

function lastOfMaster(shown: readonly Lane[]): number {
  return shown.findLastIndex((lane) => lane.group === 'master')
}

/** Agents with a column in the gutter, in the lanes' order; null at the end stands for the others. */
function columnsOf(book: LaneBook, shown: readonly Lane[]): (string | null)[] {
  if (lastOfMaster(shown) < 0) return []
  const own: (string | null)[] = book.cast.agents.filter((id) => book.hasOwnLane(id))
  return own.length < book.cast.agents.length ? [...own, null] : own
}
