/** Places of a chart's states and edges, in px. Loaded with the chart. */
import { chartEdges, chartStates, eventName, leafOf, type ChartEdge } from '#derive/chart.ts'
import type { Chart, PictureState } from '#model/chart.ts'
import { Graph, layout } from '@dagrejs/dagre'

export type Direction = 'TB' | 'LR'

export interface Box {
  /** Middle. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface StateBox extends Box {
  readonly state: PictureState
}

export interface EdgeLine {
  readonly edge: ChartEdge
  /** An SVG path, from border to border. */
  readonly path: string
  /** Middle of the label. */
  readonly label: { readonly x: number; readonly y: number }
  /** Lines of the label: the events, at most `MOST_LINES`. */
  readonly lines: readonly string[]
}

export interface ChartLayout {
  readonly width: number
  readonly height: number
  readonly states: readonly StateBox[]
  readonly edges: readonly EdgeLine[]
}

const LETTER_PX = 6.6
const LINE_PX = 15
const STATE_PX = 34
const MOST_LINES = 3
const MARGIN = 12

export function labelLines({ transitions }: ChartEdge): readonly string[] {
  const lines = [...new Set(transitions.map((t) => (t.kind === 'always' ? `[${t.guard ?? ''}]` : eventName(t))))]
  const shown = lines.map((line) => (line.length > 30 ? `${line.slice(0, 29)}…` : line)).filter((line) => line !== '[]')
  if (shown.length <= MOST_LINES) return shown
  return [...shown.slice(0, MOST_LINES - 1), `+ ${shown.length - MOST_LINES + 1}`]
}

function widest(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((line) => line.length)) * LETTER_PX
}

interface Point {
  readonly x: number
  readonly y: number
}

function isInside({ x, y }: Point, box: Box): boolean {
  return Math.abs(x - box.x) <= box.width / 2 && Math.abs(y - box.y) <= box.height / 2
}

/** Where the way from a point inside to one outside crosses the border. */
function crossing(inside: Point, outside: Point, box: Box): Point {
  const dx = outside.x - inside.x
  const dy = outside.y - inside.y
  const edgeX = box.x + (Math.sign(dx) * box.width) / 2
  const edgeY = box.y + (Math.sign(dy) * box.height) / 2
  const tx = dx === 0 ? Infinity : (edgeX - inside.x) / dx
  const ty = dy === 0 ? Infinity : (edgeY - inside.y) / dy
  const t = Math.min(1, Math.max(0, Math.min(tx, ty)))
  return { x: inside.x + dx * t, y: inside.y + dy * t }
}

/** A way between leaves begins at the border of the outer state that the edge leaves. */
function leaving(points: readonly Point[], box: Box): readonly Point[] {
  const out = points.findIndex((point) => !isInside(point, box))
  if (out <= 0) return points
  return [crossing(points[out - 1] as Point, points[out] as Point, box), ...points.slice(out)]
}

function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${first.x.toFixed(1)} ${first.y.toFixed(1)}`
  for (let k = 0; k < rest.length; k += 1) {
    const point = rest[k] as Point
    const next = rest[k + 1]
    if (!next) path += `L${point.x.toFixed(1)} ${point.y.toFixed(1)}`
    else {
      const x = (point.x + next.x) / 2
      const y = (point.y + next.y) / 2
      path += `Q${point.x.toFixed(1)} ${point.y.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`
    }
  }
  return path
}

export function stateWidth(name: string): number {
  return Math.max(64, name.length * 7.4 + 26)
}

/** `names`: what stands in the states, by path. */
export function layoutChart(chart: Chart, direction: Direction, names: (state: PictureState) => string): ChartLayout {
  const graph = new Graph({ compound: true, multigraph: true })
  const spread = direction === 'LR' ? { nodesep: 18, ranksep: 34 } : { nodesep: 22, ranksep: 26 }
  graph.setGraph({ rankdir: direction, marginx: MARGIN, marginy: MARGIN, edgesep: 10, ...spread })
  const states = chartStates(chart)
  for (const state of states) graph.setNode(state.path, { width: stateWidth(names(state)), height: STATE_PX })
  for (const { path, parent } of states) if (parent) graph.setParent(path, parent)
  const edges = chartEdges(chart)
  edges.forEach((edge, k) => {
    const lines = labelLines(edge)
    const label = { width: widest(lines) + 8, height: lines.length * LINE_PX + 2, labelpos: 'c' }
    graph.setEdge(leafOf(chart, edge.from), leafOf(chart, edge.to), label, String(k))
  })
  layout(graph)
  const boxOf = (path: string): Box => graph.node(path) as Box
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return {
    width,
    height,
    states: states.map((state) => ({ ...box(boxOf(state.path)), state })),
    edges: edges.map((edge, k) => {
      const from = leafOf(chart, edge.from)
      const to = leafOf(chart, edge.to)
      const placed = graph.edge(from, to, String(k)) as { points: readonly Point[]; x: number; y: number }
      const begun = edge.from === from ? placed.points : leaving(placed.points, boxOf(edge.from))
      const ended = edge.to === to ? begun : [...leaving([...begun].reverse(), boxOf(edge.to))].reverse()
      return { edge, path: pathOf(ended), label: { x: placed.x, y: placed.y }, lines: labelLines(edge) }
    }),
  }
}

function box({ x, y, width, height }: Box): Box {
  return { x, y, width, height }
}
