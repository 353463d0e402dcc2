/** The allocator's timelines: shares, order, filters, suppressed roles. */
import { filterSeries, orderSeries, shareSeries, suppressedSeries } from '#model/trace/series.ts'
import type { ArmedFilter } from '../../allocator/frameworks.ts'
import { expireFilter } from '../../allocator/filters.ts'
import { frameworkOrder, frameworkShare, roleOrder, roleShare } from '../../allocator/views.ts'
import type { AllocatorApi, FilterEntry, FilterFamily } from './books.ts'

export function nameOf(api: AllocatorApi, frameworkId: string): string {
  return api.books.names.get(frameworkId) ?? frameworkId
}

/** A framework's share in a role, and the role's, may have changed. */
export function touch(api: AllocatorApi, role: string, frameworkId: string): void {
  if (!api.timelines) return
  const { dirty } = api.books
  const frameworks = dirty.get(role)
  if (frameworks) frameworks.add(frameworkId)
  else dirty.set(role, new Set([frameworkId]))
}

/** All shares: the cluster's total changed, a weight, who is there. */
export function touchAll(api: AllocatorApi): void {
  if (!api.timelines) return
  const { state } = api.books
  for (const { name, leaf } of roleOrder(state)) {
    if (!leaf) continue
    const role = roleNameOf(name)
    for (const framework of frameworkOrder(state, role)) touch(api, role, framework.name)
  }
}

/** The virtual leaf `a/.` stands for the role `a` itself. */
function roleNameOf(path: string): string {
  return path.endsWith('/.') ? path.slice(0, -2) : path
}

function writeShare(api: AllocatorApi, series: string, share: number, body: unknown): void {
  const { shares } = api.books
  if (shares.get(series) === share) return
  shares.set(series, share)
  api.books.orderChanged = true
  api.point(series, share, body)
}

export function writeShares(api: AllocatorApi): void {
  const { books } = api
  if (books.dirty.size === 0) return
  for (const [role, frameworks] of books.dirty) {
    const ofRole = roleShare(books.state, role)
    writeShare(api, shareSeries(role), ofRole?.share ?? 0, {
      resource: ofRole?.resource ?? null,
      weight: ofRole?.weight ?? 1,
    })
    for (const id of frameworks) {
      const share = frameworkShare(books.state, id, role)
      writeShare(api, shareSeries(role, nameOf(api, id)), share?.share ?? 0, { resource: share?.resource ?? null })
    }
  }
  books.dirty.clear()
}

/** The order in which roles and frameworks stand after a run. */
export function writeOrder(api: AllocatorApi, run: number): void {
  const { books } = api
  if (!books.orderChanged || !api.timelines) return
  books.orderChanged = false
  const rows = roleOrder(books.state).filter(({ leaf }) => leaf)
  const order = rows.map(({ name, share, count }) => ({
    role: roleNameOf(name),
    share,
    count,
    frameworks: frameworkOrder(books.state, roleNameOf(name)).map((framework) => ({
      framework: nameOf(api, framework.name),
      share: framework.share,
      count: framework.count,
    })),
  }))
  api.point(orderSeries(), run, order)
}

/** A filter starts: its bar in the timeline, its timer. */
export function startFilter(api: AllocatorApi, filter: ArmedFilter, resources: string): void {
  const { role, agent, untilMs } = filter
  const framework = nameOf(api, filter.framework)
  const own = filtersOf(api, filter.framework)
  let n = 0
  let series = filterNumber(api, filter, framework, n)
  while (own.has(series)) series = filterNumber(api, filter, framework, (n += 1))
  const { id, framework: frameworkId } = filter
  const run = api.books.state.runs
  const entry: FilterEntry = {
    type: 'filter',
    id,
    framework: frameworkId,
    series,
    role,
    agent,
    resources,
    run,
    timer: null,
  }
  own.set(series, entry)
  if (api.timelines) api.point(series, untilMs, { framework, role, agent, resources, untilMs })
  entry.timer = api.armLoose(series, untilMs - api.now, entry)
}

/** Number of a filter's name: there is one for each framework and agent, too many to look up by their texts. */
function filterNumber(api: AllocatorApi, { role, agent, row }: ArmedFilter, framework: string, n: number): number {
  const { start, end } = familyOf(api, framework, role, n)
  const family = n === 0 ? start : `${start}${end}`
  const index = agentNumber(api, row, agent)
  const known = api.memberNumber(family, index)
  return known >= 0 ? known : api.addMember(family, index, `${start}${agent}${end}`)
}

/** The beginning and the end of `filterSeries`. */
function familyOf({ books }: AllocatorApi, framework: string, role: string, n: number): FilterFamily {
  const known = books.family
  if (known.framework === framework && known.role === role && known.n === n) return known
  const end = `/${n}`
  const start = filterSeries(framework, role, '', n).slice(0, -end.length)
  books.family = { framework, role, n, start, end }
  return books.family
}

function agentNumber(api: AllocatorApi, row: number, name: string): number {
  const { names, numbers } = api.books.labels
  if (names[row] !== name) {
    names[row] = name
    numbers[row] = api.nameNumber(name)
  }
  return numbers[row] as number
}

function filtersOf(api: AllocatorApi, frameworkId: string): Map<number, FilterEntry> {
  const { filters } = api.books
  let own = filters.get(frameworkId)
  if (!own) {
    own = new Map()
    filters.set(frameworkId, own)
  }
  return own
}

/** The filter's time has come. */
export function endFilter(api: AllocatorApi, entry: FilterEntry): void {
  const own = filtersOf(api, entry.framework)
  if (own.get(entry.series) !== entry) return
  own.delete(entry.series)
  expireFilter(api.books.state, entry.id)
  api.point(entry.series, 0)
}

/**
 * The allocator dropped filters before their time. Mesos leaves their timers running, to find nothing; here they are
 * cancelled, so that the trace says so.
 */
export function dropFilters(api: AllocatorApi, frameworkId: string, isDropped: (filter: FilterEntry) => boolean): void {
  const own = api.books.filters.get(frameworkId)
  if (!own) return
  for (const [series, entry] of own) {
    if (!isDropped(entry)) continue
    own.delete(series)
    if (entry.timer) api.cancelLoose(entry.timer)
    api.point(series, 0)
  }
}

export function dropAgentFilters(api: AllocatorApi, agent: string): void {
  for (const id of api.books.filters.keys()) dropFilters(api, id, (filter) => filter.agent === agent)
}

export function writeSuppressed(api: AllocatorApi, frameworkId: string, role: string, suppressed: boolean): void {
  api.point(suppressedSeries(nameOf(api, frameworkId), role), suppressed ? 1 : 0)
}
