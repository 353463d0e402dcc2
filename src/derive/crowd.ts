/**
 * Hundreds of arrows at once. Those of one name between the same lanes that run so close to one another that no eye tells them apart
 * are a beam with a count; the others stay lines.
 */
import type { Arrow } from './geometry.ts'

/** Lines nearer than this, in px across them, cannot be told apart. */
const CLOSE_PX = 3
/** Fewer stay lines. */
const LEAST = 8

/** Messages side by side. */
export interface Beam {
  readonly key: string
  /** In the middle of it. */
  readonly arrow: Arrow
  readonly count: number
  readonly flying: boolean
  /** Between the first and the last of them: from lane to lane, or through the window. */
  readonly corners: readonly Corner[]
}

export type Corner = readonly [x: number, y: number]

export interface Span {
  readonly top: number
  readonly bottom: number
}

export interface Crowd {
  readonly beams: readonly Beam[]
  /** Drawn as a line each. */
  readonly lines: readonly Arrow[]
  /** In a beam: only their ends are drawn one by one. */
  readonly beamed: readonly Arrow[]
}

const keyOf = ({ look, from, to, phase }: Arrow): string => `${look.name} ${from.n} ${to.n} ${phase}`

/**
 * `arrows` in order of departure, `window` the heights that are drawn; `isAlone`: keeps its own line whatever runs beside it.
 * Cost: once through them, and what goes through the window sorted.
 */
export function crowdOf(
  arrows: readonly Arrow[],
  window: Span,
  isAlone: (arrow: Arrow) => boolean = () => false,
): Crowd {
  const open = new Map<string, Arrow[]>()
  const beams: Beam[] = []
  const lines: Arrow[] = []
  const beamed: Arrow[] = []
  const close = (run: readonly Arrow[]): void => {
    for (const part of run.length < LEAST ? [run] : byArrival(run)) {
      if (part.length < LEAST) lines.push(...part)
      else {
        beams.push(beamOf(part))
        beamed.push(...part)
      }
    }
  }
  for (const arrow of arrows) {
    if (arrow.phase === 'lost' || arrow.stub || isAlone(arrow)) {
      lines.push(arrow)
      continue
    }
    const key = keyOf(arrow)
    const run = open.get(key)
    if (run && isClose(arrow, arrow.y0 - (run.at(-1) as Arrow).y0)) run.push(arrow)
    else {
      if (run) close(run)
      open.set(key, [arrow])
    }
  }
  for (const run of open.values()) close(run)
  const through = throughWindow(lines, window, isAlone)
  beams.push(...through.map((run) => beamThrough(run, window)))
  const gone = new Set(through.flat())
  return { beams, lines: lines.filter((arrow) => !gone.has(arrow)), beamed: [...beamed, ...gone] }
}

function xAt({ x0, x1, y0, y1 }: Arrow, y: number): number {
  return x0 + ((x1 - x0) * (y - y0)) / (y1 - y0 || 1)
}

/** Of lines that only pass, each run of those that cross the middle of the window side by side, wherever they come from. */
function throughWindow(lines: readonly Arrow[], { top, bottom }: Span, isAlone: (arrow: Arrow) => boolean): Arrow[][] {
  const groups = new Map<string, Arrow[]>()
  for (const arrow of lines) {
    if (arrow.phase === 'lost' || arrow.stub || arrow.y0 > top || arrow.y1 < bottom || isAlone(arrow)) continue
    const group = groups.get(keyOf(arrow))
    if (group) group.push(arrow)
    else groups.set(keyOf(arrow), [arrow])
  }
  const middle = (top + bottom) / 2
  return [...groups.values()].flatMap((group) => {
    const runs: Arrow[][] = []
    let last = -Infinity
    for (const arrow of group.toSorted((a, b) => xAt(a, middle) - xAt(b, middle))) {
      const x = xAt(arrow, middle)
      if (x - last < CLOSE_PX) (runs.at(-1) as Arrow[]).push(arrow)
      else runs.push([arrow])
      last = x
    }
    return runs.filter(({ length }) => length >= LEAST)
  })
}

function beamThrough(run: readonly Arrow[], { top, bottom }: Span): Beam {
  const first = run[0] as Arrow
  const [above, below] = [top, bottom].map((y) => run.map((arrow) => xAt(arrow, y)))
  const corners: readonly Corner[] = [
    [Math.min(...(above ?? [])), top],
    [Math.max(...(above ?? [])), top],
    [Math.max(...(below ?? [])), bottom],
    [Math.min(...(below ?? [])), bottom],
  ]
  const arrow = run[run.length >> 1] as Arrow
  return { key: `${first.key} ${first.phase}`, arrow, count: run.length, flying: first.phase === 'flying', corners }
}

/** Whether a line that is shifted so far in height cannot be told from this one. */
function isClose({ x0, x1, y0, y1 }: Arrow, shift: number): boolean {
  const across = Math.abs(x1 - x0) / (Math.hypot(x1 - x0, y1 - y0) || 1)
  return Math.abs(shift) * across < CLOSE_PX
}

/** What left side by side, apart where it arrives apart: latencies mix the order. */
function byArrival(run: readonly Arrow[]): Arrow[][] {
  const parts: Arrow[][] = []
  let last: Arrow | null = null
  for (const arrow of run.toSorted((a, b) => a.y1 - b.y1)) {
    if (last && isClose(arrow, arrow.y1 - last.y1)) (parts.at(-1) as Arrow[]).push(arrow)
    else parts.push([arrow])
    last = arrow
  }
  return parts
}

/** `run` in order of arrival. */
function beamOf(run: readonly Arrow[]): Beam {
  const first = run[0] as Arrow
  const last = run.at(-1) as Arrow
  const starts = run.map(({ y0 }) => y0)
  return {
    key: `${first.key} ${first.phase}`,
    arrow: run[run.length >> 1] as Arrow,
    count: run.length,
    flying: first.phase === 'flying',
    corners: [
      [first.x0, Math.min(...starts)],
      [first.x1, first.y1],
      [first.x1, last.y1],
      [first.x0, Math.max(...starts)],
    ],
  }
}

/** Corners of the part of a beam that is between two heights; none where there is none. */
export function beamBetween({ corners }: Beam, { top, bottom }: Span): readonly Corner[] {
  return cut(cut(corners, top, 1), bottom, -1)
}

/** What of a shape lies on one side of a height: below it (1) or above it (-1). */
function cut(corners: readonly Corner[], y: number, side: 1 | -1): readonly Corner[] {
  return corners.flatMap((here, i): Corner[] => {
    const before = corners.at(i - 1) as Corner
    const isIn = (here[1] - y) * side >= 0
    const wasIn = (before[1] - y) * side >= 0
    if (isIn === wasIn) return isIn ? [here] : []
    const part = (y - before[1]) / (here[1] - before[1])
    const edge: Corner = [before[0] + (here[0] - before[0]) * part, y]
    return isIn ? [edge, here] : [edge]
  })
}

/** Where a beam's middle is at a height within it. */
export function beamMiddle({ arrow }: Beam, y: number): number {
  const part = (y - arrow.y0) / (arrow.y1 - arrow.y0 || 1)
  return arrow.x0 + (arrow.x1 - arrow.x0) * Math.min(1, Math.max(0, part))
}
