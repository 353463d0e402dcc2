/** Where the concept figure's boxes stand and which ways messages take between them. All px; 0, 0 is the figure's top left. */
import { LAYERS, type Box, type ConceptCast, type Layer } from './conceptCast.ts'

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface XY {
  readonly x: number
  readonly y: number
}

/** A line of the figure. `logical`: the two sides of one layer belong together, but no message goes this way. */
export interface Wire {
  readonly a: string
  readonly b: string
  readonly points: readonly XY[]
  readonly dashed: boolean
  readonly logical: boolean
  /** Key of the interface's name, on the first of its kind only. */
  readonly label: WireLabel | null
  readonly labelAt: XY
}

export type WireLabel = 'rest' | 'schedulerApi' | 'bash' | 'executorApi' | 'internalApi'

export interface ConceptLayout {
  readonly narrow: boolean
  readonly width: number
  readonly height: number
  readonly bands: readonly (Rect & { readonly layer: Layer })[]
  readonly rects: ReadonlyMap<string, Rect>
  readonly wires: readonly Wire[]
  /** Room for the layers' names at the left. */
  readonly nameWidth: number
}

const NARROW_BELOW = 560
/** Messages keep to the right of the way, so that two that meet pass each other. */
export const TRACK = 8

interface Sizes {
  readonly names: number
  readonly edge: number
  readonly least: number
  readonly most: number
  readonly between: number
  readonly leastRow: number
  readonly leastGap: number
  readonly mostGap: number
  /** What stands under the boxes of the lowest layer. */
  readonly foot: number
}

const WIDE: Sizes = {
  names: 96,
  edge: 20,
  least: 92,
  most: 236,
  between: 18,
  leastRow: 148,
  leastGap: 104,
  mostGap: 260,
  foot: 20,
}
const NARROW: Sizes = {
  names: 0,
  edge: 10,
  least: 78,
  most: 150,
  between: 8,
  leastRow: 132,
  leastGap: 46,
  mostGap: 80,
  foot: 8,
}

/** Columns that fit side by side, of both sides together, before boxes get too narrow to read. */
export function columnsThatFit(width: number): number {
  const sizes = width < NARROW_BELOW ? NARROW : WIDE
  const room = width - sizes.names - 2 * sizes.edge - sizes.leastGap
  return Math.max(2, Math.floor(room / sizes.least))
}

interface Frame {
  readonly sizes: Sizes
  readonly column: number
  readonly gap: number
  readonly left: number
  readonly row: number
  readonly width: number
}

export function conceptLayout(cast: ConceptCast, widthPx: number, heightPx: number): ConceptLayout {
  const narrow = widthPx < NARROW_BELOW
  const sizes = narrow ? NARROW : WIDE
  const columns = cast.controlColumns + cast.executionColumns
  const fixed = sizes.names + 2 * sizes.edge
  const wish = Math.min(sizes.mostGap, (widthPx - fixed) * 0.22, widthPx - fixed - columns * sizes.least)
  const gap = Math.max(sizes.leastGap, wish)
  const column = Math.min(sizes.most, Math.max(sizes.least, (widthPx - fixed - gap) / columns))
  const used = fixed + columns * column + gap
  const width = Math.max(widthPx, used)
  // The figure stands in the middle of the room that the names leave.
  const left = sizes.names + sizes.edge + Math.max(0, (width - used) / 2)
  const row = Math.max(sizes.leastRow, (heightPx - sizes.foot) / LAYERS.length)
  const frame = { sizes, column, gap, left, row, width }
  const rects = new Map(cast.boxes.map((box) => [box.id, rectOf(box, cast, frame)]))
  const height = Math.max(heightPx, row * LAYERS.length + sizes.foot)
  return {
    narrow,
    width,
    height,
    bands: LAYERS.map((layer, i) => ({
      layer,
      x: 0,
      y: i * row,
      width,
      height: i === LAYERS.length - 1 ? height - i * row : row,
    })),
    rects,
    wires: wiresOf(cast, rects, frame),
    nameWidth: sizes.names,
  }
}

function rectOf(box: Box, cast: ConceptCast, { sizes, column, gap, left, row }: Frame): Rect {
  const height = Math.min(96, Math.max(62, row * 0.46))
  const y = LAYERS.indexOf(box.layer) * row + (row - height) / 2 + (sizes.names === 0 ? 6 : 0)
  const first = box.side === 'control' ? left : left + cast.controlColumns * column + gap
  const spans = box.column < 0
  const x = spans ? first : first + box.column * column
  const width = (spans ? cast.controlColumns * column : column) - sizes.between
  return { x: x + sizes.between / 2, y, width, height }
}

function middle(rect: Rect): number {
  return rect.x + rect.width / 2
}

/** Between two boxes of one column, from the upper one's lower edge to the lower one's upper edge. */
function upright(upper: Rect, lower: Rect): readonly XY[] {
  const x = upper.width > lower.width ? middle(lower) : middle(upper)
  return [
    { x, y: upper.y + upper.height },
    { x, y: lower.y },
  ]
}

function level(left: Rect, right: Rect): readonly XY[] {
  return [
    { x: left.x + left.width, y: left.y + left.height / 2 },
    { x: right.x, y: right.y + right.height / 2 },
  ]
}

/** To one of several agents: down beside the master, along under the row, and up. */
function around(master: Rect, agent: Rect, frame: Frame): readonly XY[] {
  const y = master.y + master.height / 2
  const x = master.x + master.width + frame.gap * 0.36
  const below = master.y + master.height + Math.min(26, (frame.row - master.height) * 0.28)
  const up = middle(agent)
  return [
    { x: master.x + master.width, y },
    { x, y },
    { x, y: below },
    { x: up, y: below },
    { x: up, y: agent.y + agent.height },
  ]
}

function wiresOf(cast: ConceptCast, rects: ReadonlyMap<string, Rect>, frame: Frame): Wire[] {
  const at = (id: string): Rect => rects.get(id) as Rect
  const labelled = new Set<WireLabel>()
  const wires: Wire[] = []
  const add = (a: string, b: string, points: readonly XY[], label: WireLabel | null, dashed = false): void => {
    const said = label !== null && !labelled.has(label) ? label : null
    if (said) labelled.add(said)
    wires.push({ a, b, points, dashed, logical: dashed && label === null, label: said, labelAt: centreOf(points) })
  }
  const agents = cast.boxes.filter(({ layer, side }) => layer === 'core' && side === 'execution')
  for (const box of cast.boxes) {
    if (box.layer === 'service' && box.side === 'control') {
      add('client', box.id, upright(at('client'), at(box.id)), 'rest')
      add(box.id, 'master', upright(at(box.id), at('master')), 'schedulerApi')
    }
  }
  for (const agent of agents) {
    const name = agent.agent ?? '*'
    const [task, executor] = [`task@${name}`, `executor@${name}`]
    add(task, executor, upright(at(task), at(executor)), 'bash')
    add(executor, agent.id, upright(at(executor), at(agent.id)), 'executorApi')
    const way = agents.length === 1 ? level(at('master'), at(agent.id)) : around(at('master'), at(agent.id), frame)
    add('master', agent.id, way, 'internalApi', true)
  }
  logical(cast, at, add)
  return wires
}

/** The sides of the upper layers belong together; bytes go down, across and up again. Source: dcos-launch.md 1.1. */
function logical(
  cast: ConceptCast,
  at: (id: string) => Rect,
  add: (a: string, b: string, points: readonly XY[], label: null, dashed: boolean) => void,
): void {
  for (const layer of ['application', 'service'] as const) {
    const left = cast.boxes.findLast((box) => box.layer === layer && box.side === 'control')
    const right = cast.boxes.find((box) => box.layer === layer && box.side === 'execution')
    if (left && right) add(left.id, right.id, level(at(left.id), at(right.id)), null, true)
  }
}

/** Middle of a straight way, or of the first upright part of one that turns. */
function centreOf(points: readonly XY[]): XY {
  const [p, q] = (points.length > 2 ? points.slice(1, 3) : points) as [XY, XY]
  return { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 }
}

/** Where the name of a wire's interface is written: beside an upright line, over a level one. */
export function wireNamePlace({ points, labelAt: { x, y } }: Wire): XY & { readonly anchor: 'start' | 'middle' } {
  const [p, q] = points
  const isLevel = points.length === 2 && p?.y === q?.y
  return isLevel ? { x, y: y - 26, anchor: 'middle' } : { x: x + 15, y: y + 4, anchor: 'start' }
}

const NAME_PX = 104

/** What the words of messages keep clear of: boxes, and the names of the interfaces. */
export function obstacles({ rects, wires, narrow }: ConceptLayout): readonly Rect[] {
  const names = narrow ? [] : wires.filter(({ label }) => label !== null).map(wireNamePlace)
  const named = names.map(({ x, y, anchor }) => ({
    x: anchor === 'start' ? x : x - NAME_PX / 2,
    y: y - 13,
    width: NAME_PX,
    height: 17,
  }))
  return [...rects.values(), ...named]
}

/** The way of a message from box to box, on the right-hand track; a straight one where the figure has no line. */
export function wayBetween(layout: ConceptLayout, from: Box, to: Box): readonly XY[] {
  const a = layout.rects.get(from.id) as Rect
  if (from.id === to.id) return loop(a)
  const wire = layout.wires.find(
    (other) =>
      !other.logical && ((other.a === from.id && other.b === to.id) || (other.a === to.id && other.b === from.id)),
  )
  if (wire) return beside(wire.a === from.id ? wire.points : wire.points.toReversed(), TRACK)
  const b = layout.rects.get(to.id) as Rect
  const ends = [centre(a), centre(b)] as const
  return beside([edgeTowards(a, ends[1]), edgeTowards(b, ends[0])], TRACK)
}

/** Within one box: out at its upper edge and in again. */
function loop({ x, y, width }: Rect): readonly XY[] {
  const right = x + width - 18
  return [
    { x: right, y },
    { x: right, y: y - 18 },
    { x: right - 34, y: y - 18 },
    { x: right - 34, y },
  ]
}

function centre({ x, y, width, height }: Rect): XY {
  return { x: x + width / 2, y: y + height / 2 }
}

/** Where the line from a box's middle to a point leaves the box. */
function edgeTowards(rect: Rect, to: XY): XY {
  const from = centre(rect)
  const dx = to.x - from.x
  const dy = to.y - from.y
  const part = Math.min(
    1,
    rect.width / 2 / Math.max(1e-9, Math.abs(dx)),
    rect.height / 2 / Math.max(1e-9, Math.abs(dy)),
  )
  return { x: from.x + dx * part, y: from.y + dy * part }
}

/** A way moved to the right of its direction; corners stay right angles. */
export function beside(points: readonly XY[], by: number): readonly XY[] {
  const normals = points.slice(1).map((q, i) => normalOf(points[i] as XY, q))
  return points.map(({ x, y }, i) => {
    const before = normals[i - 1]
    const after = normals[i]
    const turns = before && after && (before.x !== after.x || before.y !== after.y)
    const [nx, ny] = turns
      ? [before.x + after.x, before.y + after.y]
      : [(after ?? before)?.x ?? 0, (after ?? before)?.y ?? 0]
    return { x: x + nx * by, y: y + ny * by }
  })
}

function normalOf(p: XY, q: XY): XY {
  const length = Math.hypot(q.x - p.x, q.y - p.y) || 1
  return { x: (p.y - q.y) / length, y: (q.x - p.x) / length }
}

export interface Along extends XY {
  /** Direction, of length 1. */
  readonly ux: number
  readonly uy: number
  /** Part of the way that lies behind, corner by corner. */
  readonly done: readonly XY[]
}

/** The place at a part, 0..1, of a way's length. */
export function alongWay(points: readonly XY[], part: number): Along {
  const lengths = points.slice(1).map((q, i) => Math.hypot(q.x - (points[i] as XY).x, q.y - (points[i] as XY).y))
  let left = Math.min(1, Math.max(0, part)) * lengths.reduce((sum, length) => sum + length, 0)
  let i = 0
  while (i < lengths.length - 1 && left > (lengths[i] as number)) {
    left -= lengths[i] as number
    i += 1
  }
  const [p, q] = [points[i] as XY, points[i + 1] as XY]
  const length = lengths[i] || 1
  const [ux, uy] = [(q.x - p.x) / length, (q.y - p.y) / length]
  const at = { x: p.x + ux * left, y: p.y + uy * left }
  return { ...at, ux, uy, done: [...points.slice(0, i + 1), at] }
}
