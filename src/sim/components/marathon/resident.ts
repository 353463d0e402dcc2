/**
 * Resident apps: what an instance needs is reserved first and its volumes are created on it; then it is launched there,
 * again and again, until what is kept is given back. Source: InstanceOpFactoryImpl.scala, PersistentVolumeMatcher.scala,
 * TaskLabels.scala, OfferMatcherReconciler.scala; reference/marathon.md 4.2, 4.3, 6.
 */
import { safePath } from '#model/marathon/ids.ts'
import { hasVolumes } from '#model/marathon/migrate.ts'
import type { App, Volume } from '#model/marathon/shape.ts'
import { needs } from '#model/marathon/task.ts'
import type { Operation } from '#model/messages/bodies.ts'
import {
  formatResources,
  labelIn,
  labelsText,
  normalise,
  type Resource,
  type Resources,
  scalar,
  subtractResources,
  withoutVolumes,
  withRole,
} from '#model/resources.ts'
import { resourcesIn } from '../resourceText.ts'
import {
  type InstanceRecord,
  type LocalVolume,
  type MarathonApi,
  type MarathonBooks,
  type ReservationRecord,
  touch,
} from './books.ts'
import { isScheduled } from './conditions.ts'
import { publishInstanceChanged } from './events.ts'
import { prepare, type Fit, type Round, tryFit } from './fit.ts'
import type { MatchResult } from './match.ts'

const FRAMEWORK_LABEL = 'marathon_framework_id'
/** Named after tasks of old; holds the instance's id. */
const INSTANCE_LABEL = 'marathon_task_id'

export function isResident(app: App): boolean {
  return hasVolumes(app, 'persistent')
}

function labelsOf(books: MarathonBooks, instance: string): Readonly<Record<string, string>> {
  return { [FRAMEWORK_LABEL]: books.store.frameworkId ?? '', [INSTANCE_LABEL]: instance }
}

/** The instance that a resource is reserved for by this Marathon, or null. */
export function reservedFor(books: MarathonBooks, { labels }: Resource): string | null {
  if (labels === undefined || labelIn(labels, FRAMEWORK_LABEL) !== books.store.frameworkId) return null
  return labelIn(labels, INSTANCE_LABEL)
}

/** What is reserved for instances is for them alone. Source: ResourceMatcher.scala, ResourceSelector. */
export function withoutReservations(offered: Resources): Resources {
  return offered.some(({ labels }) => labels !== undefined)
    ? offered.filter(({ labels }) => labels === undefined)
    : offered
}

type Persistent = Extract<Volume, { readonly kind: 'persistent' }>

function volumesOf(app: App): readonly Persistent[] {
  return (app.container?.volumes ?? []).filter((volume): volume is Persistent => volume.kind === 'persistent')
}

function sizeMilli({ persistent }: Persistent): number {
  return persistent.size * 1000
}

/** Agents have root disk alone: a volume on a disk of its own finds none. */
function diskNeeded(app: App): number {
  const volumes = volumesOf(app)
  if (volumes.some(({ persistent }) => persistent.type !== 'root')) return Infinity
  return volumes.reduce((sum, volume) => sum + sizeMilli(volume), needs(app).diskMilli)
}

export type Turn =
  | { readonly kind: 'launch'; readonly instance: InstanceRecord; readonly fit: Fit }
  | { readonly kind: 'reserve'; readonly instance: InstanceRecord; readonly taken: Resources }
  | { readonly kind: 'none'; readonly result: Exclude<MatchResult, Fit> }

/** A reservation in the offer goes first; without one another is made where an instance has none. */
export function residentTurn(api: MarathonApi, round: Round, waiting: readonly InstanceRecord[]): Turn {
  const offeredVolumes = new Set(round.rest.map(({ volume }) => volume))
  for (const instance of waiting) {
    const { reservation } = instance
    if (reservation?.volumes.every((volume) => offeredVolumes.has(volumeText(volume))))
      return onReservation(api, round, instance, reservation)
  }
  const without = waiting.find(({ reservation }) => reservation === null)
  if (without) return reservable(api, round, without)
  return { kind: 'none', result: { fits: false, reasons: [{ reason: 'NoCorrespondingReservationFound' }] } }
}

/** `ID:PATH`, as resources name it. */
function volumeText({ id, containerPath }: LocalVolume): string {
  return `${id}:${containerPath}`
}

function onReservation(api: MarathonApi, round: Round, instance: InstanceRecord, { labels }: ReservationRecord): Turn {
  const own = round.rest.filter((entry) => entry.labels === labels)
  const offered = own.filter(({ volume }) => volume === undefined)
  const result = tryFit(api, round, instance, { offered, roles: [instance.spec.app.role] })
  if (!result.fits) return { kind: 'none', result }
  const volumes = own.filter(({ volume }) => volume !== undefined)
  const taken = normalise([...result.taken.map((entry) => ({ ...entry, labels })), ...volumes])
  return { kind: 'launch', instance, fit: { ...result, taken } }
}

/** Only what is unreserved can be reserved, whatever roles the app accepts. Source: ResourceSelector.reservable. */
function reservable(api: MarathonApi, round: Round, instance: InstanceRecord): Turn {
  const { app } = instance.spec
  const all = prepare(app, api.books)
  const diskMilli = diskNeeded(app)
  const result = tryFit(api, round, instance, {
    offered: round.rest,
    roles: ['*'],
    needs: { ...all.needs, diskMilli },
  })
  if (!result.fits) return { kind: 'none', result }
  return { kind: 'reserve', instance, taken: result.taken }
}

function makeVolume(api: MarathonApi, app: App, volume: Persistent): LocalVolume {
  const { containerPath } = volume
  const uuid = api.uuid()
  const timeBased = `${uuid.slice(0, 14)}1${uuid.slice(15)}`
  return { id: `${safePath(app.id)}#${containerPath}#${timeBased}`, containerPath, sizeMilli: sizeMilli(volume) }
}

/** RESERVE of everything, then CREATE of the volumes; the launch comes with a later offer. */
export function reserve(api: MarathonApi, round: Round, instance: InstanceRecord, taken: Resources): void {
  const { books } = api
  const { app } = instance.spec
  const volumes = volumesOf(app).map((volume) => makeVolume(api, app, volume))
  const labels = labelsOf(books, instance.id)
  const { agent, slaveId } = round.placement
  const timeoutAt = api.now + books.spec.flags.taskReservationTimeoutMs
  instance.reservation = { agent, slaveId, labels: labelsText(labels), volumes, timeoutAt }
  books.reserving.add(instance.id)
  round.reserved.add(instance.id)
  publishInstanceChanged(api, instance)
  touch(books, app.id)
  round.operations.push(
    { type: 'RESERVE', resources: formatResources(taken), role: app.role, labels },
    { type: 'CREATE', volumes: formatResources(volumes.map((volume) => volumeResource(app.role, labels, volume))) },
  )
  round.rest = subtractResources(round.rest, taken)
}

function volumeResource(role: string, labels: Readonly<Record<string, string>>, volume: LocalVolume): Resource {
  return { ...scalar('disk', volume.sizeMilli, role), labels: labelsText(labels), volume: volumeText(volume) }
}

/** Over but for its reservation. */
export function isLeftover({ goal, reservation }: InstanceRecord, isActive: boolean): boolean {
  return reservation !== null && goal === 'Decommissioned' && !isActive
}

/** Reservations that did not lead to a launch in time. Source: OverdueInstancesActor.scala, overdueReservations. */
export function isReservationOverdue(instance: InstanceRecord, now: number): boolean {
  const due = instance.reservation?.timeoutAt ?? null
  return due !== null && due <= now && isScheduled(instance)
}

export interface Release {
  readonly instance: string
  readonly operations: readonly Operation[]
}

/** What of an offer is reserved for instances that are no more, or are over: their volumes go, then their reservations. */
export function releases(books: MarathonBooks, offered: Resources): readonly Release[] {
  const groups = new Map<string, Resource[]>()
  for (const entry of offered) {
    const instance = reservedFor(books, entry)
    if (instance === null) continue
    const group = groups.get(instance)
    if (group) group.push(entry)
    else groups.set(instance, [entry])
  }
  return [...groups].flatMap(([instance, resources]) =>
    isKept(books, instance) ? [] : [{ instance, operations: releaseOperations(books, instance, resources) }],
  )
}

function isKept(books: MarathonBooks, instance: string): boolean {
  const reservation = books.store.instances.get(instance)?.reservation ?? null
  return reservation !== null && !books.leftovers.has(instance)
}

function releaseOperations(books: MarathonBooks, instance: string, group: readonly Resource[]): readonly Operation[] {
  const volumes = group.filter(({ volume }) => volume !== undefined)
  const [{ role } = { role: '*' }] = group
  const resources = formatResources(withRole(withoutVolumes(group), '*'))
  return [
    ...(volumes.length > 0 ? [{ type: 'DESTROY' as const, volumes: formatResources(volumes) }] : []),
    { type: 'UNRESERVE', resources, role, labels: labelsOf(books, instance) },
  ]
}

/** Ids of apps that have a reservation in the offer: their launchers are asked first. */
export function appsWithReservations(books: MarathonBooks, offered: string): ReadonlySet<string> {
  const apps = new Set<string>()
  for (const entry of resourcesIn(offered)) {
    const instance = reservedFor(books, entry)
    const app = instance === null ? undefined : books.store.instances.get(instance)?.spec.app.id
    if (app !== undefined) apps.add(app)
  }
  return apps
}
