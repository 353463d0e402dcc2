/** The allocator's timelines: shares, order, filters, suppressed roles. */
import { addTo, makeWindow, removeFrom, valuesIn, type Window } from '#base/window.ts'
import { filterSeries, orderSeries, shareSeries, suppressedSeries } from '#model/trace/series.ts'
import type { ArmedFilter } from '../../allocator/frameworks.ts'
import { expireFilter } from '../../allocator/filters.ts'
import { frameworkOrder, frameworkShare, roleOrder, roleShare } from '../../allocator/views.ts'
import type { AllocatorApi, AllocatorBooks, FilterEntry, FilterFamily } from './books.ts'

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
  const { id, framework, role, agent, untilMs } = filter
  const { books } = api
  let family = familyOf(api, framework, role, 0)
  let series = filterNumber(api, filter, family)
  for (let n = 1; books.lasting[series] === 1; n += 1) {
    family = familyOf(api, framework, role, n)
    series = filterNumber(api, filter, family)
  }
  const { runs: run } = books.state
  const entry: FilterEntry = {
    type: 'filter',
    id,
    framework,
    series,
    role,
    agent,
    resources,
    run,
    timer: null,
    number: -1,
  }
  entry.number = addTo(family.filters, entry)
  markLasting(books, series)
  if (api.timelines) api.point(series, untilMs, { framework: family.name, role, agent, resources, untilMs })
  entry.timer = api.armLoose(series, untilMs - api.now, entry)
}

function markLasting(books: AllocatorBooks, series: number): void {
  if (series >= books.lasting.length) {
    const room = new Uint8Array(Math.max(1024, 2 * series))
    room.set(books.lasting)
    books.lasting = room
  }
  books.lasting[series] = 1
}

/** Number of a filter's name: there is one for each framework and agent, too many to look up by their texts. */
function filterNumber(api: AllocatorApi, { agent, row }: ArmedFilter, { names, start, end }: FilterFamily): number {
  const index = agentNumber(api, row, agent)
  const known = api.memberNumber(names, index)
  return known >= 0 ? known : api.addMember(names, index, `${start}${agent}${end}`)
}

/** `n`: which of several filters of the same framework, role and agent. */
function familyOf(api: AllocatorApi, framework: string, role: string, n: number): FilterFamily {
  const { books } = api
  const known = books.family
  if (known !== null && known.framework === framework && known.role === role && known.n === n) return known
  const name = nameOf(api, framework)
  const end = `/${n}`
  const start = filterSeries(name, role, '', n).slice(0, -end.length)
  const names = n === 0 ? start : `${start}${end}`
  books.family = { framework, name, role, filters: filtersOf(api, framework), n, start, end, names }
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

function filtersOf({ books: { filters } }: AllocatorApi, frameworkId: string): Window<FilterEntry> {
  let own = filters.get(frameworkId)
  if (!own) {
    own = makeWindow()
    filters.set(frameworkId, own)
  }
  return own
}

/** The filter's time has come. */
export function endFilter(api: AllocatorApi, entry: FilterEntry): void {
  if (entry.number < 0) return
  leave(api, filtersOf(api, entry.framework), entry)
  expireFilter(api.books.state, entry.id)
  api.point(entry.series, 0)
}

function leave({ books }: AllocatorApi, own: Window<FilterEntry>, entry: FilterEntry): void {
  removeFrom(own, entry.number)
  entry.number = -1
  books.lasting[entry.series] = 0
}

/**
 * The allocator dropped filters before their time. Mesos leaves their timers running, to find nothing; here they are
 * cancelled, so that the trace says so.
 */
export function dropFilters(api: AllocatorApi, frameworkId: string, isDropped: (filter: FilterEntry) => boolean): void {
  const own = api.books.filters.get(frameworkId)
  if (!own) return
  for (const entry of valuesIn(own)) {
    if (!isDropped(entry)) continue
    leave(api, own, entry)
    if (entry.timer) api.cancelLoose(entry.timer)
    api.point(entry.series, 0)
  }
}

/** The same for all filters of a framework that is gone for good. */
export function forgetFilters(api: AllocatorApi, frameworkId: string): void {
  dropFilters(api, frameworkId, () => true)
  api.books.filters.delete(frameworkId)
  api.books.family = null
}

export function dropAgentFilters(api: AllocatorApi, agent: string): void {
  for (const id of api.books.filters.keys()) dropFilters(api, id, (filter) => filter.agent === agent)
}

export function writeSuppressed(api: AllocatorApi, frameworkId: string, role: string, suppressed: boolean): void {
  api.point(suppressedSeries(nameOf(api, frameworkId), role), suppressed ? 1 : 0)
}
