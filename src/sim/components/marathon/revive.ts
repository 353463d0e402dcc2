/**
 * When Mesos is told whether offers are wanted: UPDATE_FRAMEWORK with the suppressed roles where that changes, REVIVE where
 * more is wanted of a role that is not suppressed; both at most once in an interval, each revive repeated once.
 * Source: ReviveOffersStreamLogic.scala; reference/marathon.md 4.3, 12 T0 to T3.
 */
import type { FrameworkInfo } from '#model/messages/bodies.ts'
import type { MarathonApi, MarathonBooks } from './books.ts'
import { nextOnGrid } from './grid.ts'

/** How long the instance snapshot takes to arrive after the start: ours, so that T0 is seen with agents that start with Marathon. */
export const SNAPSHOT_MS = 1200

/** Ticks from a revive to its repetition. */
const REPEAT_TICKS = 2

/** Always the default role, and whatever roles its apps have. */
function rolesOf(books: MarathonBooks): readonly string[] {
  const ofApps = [...books.store.apps.values()].map(({ app }) => app.role)
  const ofInstances = [...books.wanted].flatMap(([role, n]) => (n > 0 ? [role] : []))
  return [...new Set([...books.spec.roles, ...ofApps, ...ofInstances, ...books.leftovers.values()])].sort()
}

export function frameworkInfo(books: MarathonBooks): FrameworkInfo {
  const { spec, store, framework } = books
  const { flags } = spec
  const features = new Set(flags.enableFeatures)
  const capabilities = [
    'PARTITION_AWARE',
    'REGION_AWARE',
    'MULTI_ROLE',
    ...(features.has('task_killing') ? ['TASK_KILLING_STATE'] : []),
    ...(features.has('gpu_resources') ? ['GPU_RESOURCES'] : []),
  ]
  return {
    user: flags.mesosUser ?? 'root',
    name: framework,
    ...(store.frameworkId === null ? {} : { id: store.frameworkId }),
    failoverTimeout: flags.failoverTimeoutMs / 1000,
    checkpoint: true,
    roles: rolesOf(books),
    hostname: framework,
    capabilities: spec.capabilities ?? capabilities,
  }
}

/** Somebody waits, or a reservation is to be given back. */
function isWanted(books: MarathonBooks, role: string): boolean {
  return (books.wanted.get(role) ?? 0) > 0 || [...books.leftovers.values()].includes(role)
}

interface Directives {
  readonly update: boolean
  readonly suppressed: readonly string[]
  readonly revive: readonly string[]
}

/** What would have to be told now. */
function directives(books: MarathonBooks): Directives {
  const { revive, spec } = books
  const roles = rolesOf(books)
  const suppresses = !spec.flags.disableSuppressOffers
  const isNew = roles.some((role) => !revive.told.has(role)) || [...revive.told.keys()].some((r) => !roles.includes(r))
  const differs = roles.some((role) => revive.told.get(role) !== isWanted(books, role))
  const again = roles.filter((role) => {
    if (!isWanted(books, role)) return false
    const told = revive.told.get(role) === true
    return suppresses ? told && revive.fresh.has(role) : !told || revive.fresh.has(role)
  })
  return {
    update: isNew || (suppresses && differs),
    suppressed: suppresses ? roles.filter((role) => !isWanted(books, role)) : [],
    revive: again,
  }
}

function repeatLater(books: MarathonBooks, roles: readonly string[]): void {
  for (const role of roles) books.revive.repeatIn.set(role, REPEAT_TICKS)
}

/** Tells Mesos, and remembers what it was told. */
function direct(api: MarathonApi, { update, suppressed, revive: again }: Directives): void {
  const { books } = api
  const { revive, driver } = books
  const roles = rolesOf(books)
  const newly = roles.filter((role) => isWanted(books, role) && revive.told.get(role) !== true)
  if (update) api.send(driver, 'updateFramework', { frameworkInfo: frameworkInfo(books), suppressedRoles: suppressed })
  if (again.length > 0) api.send(driver, 'reviveOffers', { roles: again })
  repeatLater(books, [...newly, ...again])
  revive.told.clear()
  for (const role of roles) revive.told.set(role, isWanted(books, role))
  revive.fresh.clear()
  revive.lastDirectiveAt = api.now
}

/** Called after every event, for the scheduler's own machine: sends what is due, or waits until it may. */
export function considerOffers(api: MarathonApi): void {
  const { books } = api
  const { revive, spec } = books
  if (revive.loadedAt === null) return
  const wish = directives(books)
  if (wish.update || wish.revive.length > 0) {
    const { minReviveOffersIntervalMs } = spec.flags
    const free = revive.lastDirectiveAt === null ? api.now : revive.lastDirectiveAt + minReviveOffersIntervalMs
    if (free <= api.now) direct(api, wish)
    else if (api.dueAt('reviveInterval') === null) {
      api.arm('reviveInterval', free - api.now, { type: 'reviveInterval' })
    }
  }
  armRepeat(api)
}

/** The ticks run from the snapshot on; they are only heard while something is to be repeated. */
function armRepeat(api: MarathonApi): void {
  const { revive, spec } = api.books
  if (revive.repeatIn.size === 0 || revive.loadedAt === null || api.dueAt('reviveRepeat') !== null) return
  const interval = Math.max(1, spec.flags.minReviveOffersIntervalMs)
  const due = nextOnGrid(api.now, revive.loadedAt, interval)
  api.arm('reviveRepeat', due - api.now, { type: 'reviveRepeat' })
}

/** Roles that are not wanted any more are not repeated. */
export function reviveRepeat(api: MarathonApi): void {
  const { books } = api
  const { repeatIn } = books.revive
  const due: string[] = []
  for (const [role, ticks] of repeatIn) {
    if (!isWanted(books, role)) repeatIn.delete(role)
    else if (ticks > 1) repeatIn.set(role, ticks - 1)
    else {
      repeatIn.delete(role)
      due.push(role)
    }
  }
  if (due.length > 0) api.send(books.driver, 'reviveOffers', { roles: due })
}

export function snapshotLoaded(api: MarathonApi): void {
  api.books.revive.loadedAt = api.now
}
