/** A crowd of arrows as the data of a few paths: one for all that look alike. */
import type { Arrow } from '#derive/geometry.ts'
import { beamBetween, type Beam, type Span } from '#derive/crowd.ts'
import { arrowShape } from './arrowShape.ts'
import { crossAt, FILLED, headPath } from './shapes.ts'

/** `line`, `rest`, `faint`, `head`, `hollow`, `cross`, `dot`, `ring`, `pulse`, `beam`, `ahead`, or why an arrow is pointed out. */
type Part = string

/** Data of paths by what decides their look: part of an arrow (a class), kind of message or tone of lane, `dim` or nothing. */
export class Paths {
  readonly data = new Map<string, string>()

  add(part: Part, tone: string, dim: boolean, d: string): void {
    if (d === '') return
    const key = `${part} ${tone}${dim ? ' dim' : ''}`
    this.data.set(key, (this.data.get(key) ?? '') + d)
  }
}

export interface Sight {
  /** Height in the run of the group's 0. */
  readonly origin: number
  /** Heights of the run between which is drawn. */
  readonly window: Span
  readonly nowY: number
  readonly dots: boolean
  readonly isDim: (arrow: Arrow) => boolean
  /** Why it is pointed out: `match`, or `only`, `moved`, `changed` beside another run; else null. */
  readonly markedAs: (arrow: Arrow) => string | null
}

/** Heads and dots of one look that stand nearer to the last than this are left out: they would cover it. */
const APART_PX = 5
/** Flights reach the now rule side by side. */
const ABREAST_PX = 7
const DOT_PX = 4.5
const PULSE_PX = 11
/** A flight that has hardly left has no room for a head. */
const HEAD_ROOM = 15

const px = (value: number): number => Math.round(value * 10) / 10

function circle(x: number, y: number, r: number): string {
  return `M${px(x - r)} ${px(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`
}

/** Remembers for each look where the last of it stands. */
class Apart {
  private readonly last = new Map<string, number>()

  has(what: string, at: number, apart: number): boolean {
    if (Math.abs((this.last.get(what) ?? -Infinity) - at) < apart) return false
    this.last.set(what, at)
    return true
  }
}

interface Placing {
  readonly paths: Paths
  readonly apart: Apart
  readonly sight: Sight
}

/** Arrows with a line each, and the ends of those that are in a beam. */
export function arrowPaths(lines: readonly Arrow[], beamed: readonly Arrow[], sight: Sight): Paths {
  const placing = { paths: new Paths(), apart: new Apart(), sight }
  for (const arrow of lines) putArrow(arrow, placing, true)
  for (const arrow of beamed) putArrow(arrow, placing, false)
  return placing.paths
}

function putArrow(arrow: Arrow, placing: Placing, lined: boolean): void {
  const { paths, sight } = placing
  const { look, phase, stub } = arrow
  const { origin, window, dots } = sight
  const dim = sight.isDim(arrow)
  const ends = { x0: arrow.x0, y0: arrow.y0 - origin, x1: arrow.x1, y1: arrow.y1 - origin }
  const span = { top: window.top - origin, bottom: window.bottom - origin }
  const { line, rest, head } = arrowShape(ends, phase, arrow.head, dots && !stub, span)
  const marked = sight.markedAs(arrow)
  if (marked) paths.add(marked, look.kind, false, line + rest)
  if (lined) {
    paths.add(stub ? 'faint' : 'line', look.kind, dim, line)
    paths.add('rest', look.kind, dim, rest)
  }
  const isSeen = (y: number): boolean => y >= span.top && y <= span.bottom
  if (dots) putDots(arrow, placing, isSeen, dim)
  if (!isSeen(head.y) || stub) return
  if (phase === 'lost') return paths.add('cross', 'fault', dim, crossAt(head.x, head.y))
  const flies = phase === 'flying'
  if (flies && Math.hypot(arrow.x1 - arrow.x0, arrow.y1 - arrow.y0) * arrow.head <= HEAD_ROOM) return
  // Of a flight the place along the now rule tells it from others, of an arrival the height on its lane.
  const where = flies ? `${look.glyph} now` : `${look.glyph} ${arrow.to.n} ${arrow.from.n < arrow.to.n}`
  if (!placing.apart.has(where, flies ? head.x : head.y, flies ? ABREAST_PX : APART_PX)) return
  if (flies) paths.add('pulse', look.kind, dim, circle(head.x, head.y, PULSE_PX))
  paths.add(FILLED.has(look.glyph) ? 'head' : 'hollow', look.kind, dim, headPath(look.glyph, head, dots ? 1 : 0.7))
}

function putDots(arrow: Arrow, { paths, apart, sight }: Placing, isSeen: (y: number) => boolean, dim: boolean): void {
  const { from, to, phase, stub, x0, x1 } = arrow
  const [y0, y1] = [arrow.y0 - sight.origin, arrow.y1 - sight.origin]
  if (isSeen(y0) && apart.has(`dot ${from.n}`, y0, APART_PX)) {
    paths.add('dot', from.tone, dim, circle(x0, y0, DOT_PX))
  }
  if (phase === 'lost' || stub || !isSeen(y1)) return
  const part = phase === 'delivered' ? 'dot' : 'ring'
  if (apart.has(`${part} ${to.n}`, y1, APART_PX)) paths.add(part, to.tone, dim, circle(x1, y1, DOT_PX))
}

/** Beams: what is past of them, and paler what is ahead. */
export function beamPaths(beams: readonly Beam[], sight: Sight): Paths {
  const paths = new Paths()
  const { window, nowY, origin } = sight
  for (const beam of beams) {
    const dim = sight.isDim(beam.arrow)
    const until = beam.flying ? Math.min(window.bottom, nowY) : window.bottom
    const { kind } = beam.arrow.look
    paths.add('beam', kind, dim, outline(beam, { top: window.top, bottom: until }, origin))
    if (beam.flying) {
      const ahead = { top: Math.max(window.top, nowY), bottom: window.bottom }
      paths.add('ahead', kind, dim, outline(beam, ahead, origin))
    }
  }
  return paths
}

function outline(beam: Beam, span: Span, origin: number): string {
  if (span.bottom <= span.top) return ''
  const corners = beamBetween(beam, span)
  if (corners.length < 3) return ''
  return `M${corners.map(([x, y]) => `${px(x)} ${px(y - origin)}`).join('L')}z`
}
