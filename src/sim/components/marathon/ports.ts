/** Which host ports a launch takes. Source: PortsMatcher.scala; reference/marathon.md 4.7. */
import { nextInt, shuffle, type RngState } from '#base/rng.ts'
import type { PortNeed } from '#model/marathon/task.ts'
import { type Range, type Resource, countRanges, ports } from '#model/resources.ts'

export interface PortMatch {
  /** Per need; null where it takes none. */
  readonly hostPorts: readonly (number | null)[]
  readonly taken: readonly Resource[]
}

interface OfferedRange {
  readonly role: string
  readonly range: Range
}

function holds({ range: [low, high] }: OfferedRange, port: number): boolean {
  return low <= port && port <= high
}

/**
 * Consecutive ports from a random place in the shuffled ranges, going round at the end: rules out quick reuse and
 * splinters no range more than needed. Draws nothing where nothing dynamic is needed.
 */
function dynamicPorts(
  rng: RngState,
  offered: readonly OfferedRange[],
  count: number,
  skip: ReadonlySet<number>,
): number[] {
  if (count === 0) return []
  const ranges = shuffle(rng, [...offered])
  const total = countRanges(ranges.map(({ range }) => range))
  if (total === 0) return []
  const start = nextInt(rng, 0, total - 1)
  const found: number[] = []
  for (let step = 0; step < total && found.length < count; step += 1) {
    const port = portAt(ranges, (start + step) % total)
    if (!skip.has(port)) found.push(port)
  }
  return found
}

function portAt(ranges: readonly OfferedRange[], index: number): number {
  let left = index
  for (const { range } of ranges) {
    const size = countRanges([range])
    if (left < size) return range[0] + left
    left -= size
  }
  return -1
}

/** Null where the offer lacks some. `offered` are the port resources of accepted roles. */
export function matchPorts(rng: RngState, needs: readonly PortNeed[], offered: readonly Resource[]): PortMatch | null {
  const ranges = offered.flatMap(({ role, ranges: all }) => (all ?? []).map((range) => ({ role, range })))
  const fixed = needs.flatMap((need) => (need.kind === 'static' ? [need.port] : []))
  if (!fixed.every((port) => ranges.some((range) => holds(range, port)))) return null
  const count = needs.filter(({ kind }) => kind === 'dynamic').length
  const dynamic = dynamicPorts(rng, ranges, count, new Set(fixed))
  if (dynamic.length < count) return null
  const next = dynamic.values()
  const hostPorts = needs.map((need) => {
    if (need.kind === 'none') return null
    return need.kind === 'static' ? need.port : (next.next().value ?? null)
  })
  const taken = hostPorts.flatMap((port) => {
    const from = port === null ? undefined : ranges.find((range) => holds(range, port))
    return port === null || !from ? [] : [ports([[port, port]], from.role)]
  })
  return { hostPorts, taken }
}
