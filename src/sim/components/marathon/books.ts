/** What Marathon remembers: what it keeps in its store, and what is in memory only. Source: reference/marathon.md 4 to 8. */
import type { SimTime } from '#base/units.ts'
import type { PreparedConstraint } from '#model/marathon/constraints.ts'
import type { App, HealthCheck } from '#model/marathon/shape.ts'
import type { Needs } from '#model/marathon/task.ts'
import type { MarathonSpec } from '#model/scenario/types.ts'
import type { AppPoint, UnusedOffer } from '#model/trace/series.ts'
import type { Api } from '../../kernel/definition.ts'

export interface MarathonInput {
  /** The scenario's id of the framework. */
  readonly framework: string
  /** Of a second instance that takes over: what is in the store that both use. */
  readonly store?: MarathonStore
}

export type Goal = 'Running' | 'Stopped' | 'Decommissioned'

/** The agent that an instance was launched on. */
export interface Placement {
  readonly agent: string
  readonly slaveId: string
  readonly region: string | null
  readonly zone: string | null
  readonly attributes: Readonly<Record<string, string>>
}

/** An app in one version, as instances are made from it. */
export interface RunSpec {
  readonly app: App
  readonly version: SimTime
  readonly lastScalingAt: SimTime
  /** Version of the last change that was more than scaling: backoff and rolling upgrades go by it. */
  readonly configVersion: SimTime
}

/** One task of an instance; a relaunch makes the next. */
export interface TaskRecord {
  readonly id: string
  readonly placement: Placement
  /** Per declared port; null where none is taken. */
  readonly hostPorts: readonly (number | null)[]
  readonly stagedAt: SimTime
  startedAt: SimTime | null
  /** Newest state told by Mesos; null: no word yet. */
  state: string | null
  /** As the executor reports it (COMMAND and MESOS_* checks). */
  mesosHealthy: boolean | null
}

/** A persistent volume on an agent's disk. Source: LocalVolume.scala. */
export interface LocalVolume {
  /** `<safe path>#<container path>#<uuid>` */
  readonly id: string
  readonly containerPath: string
  readonly sizeMilli: number
}

/** What is kept on an agent for an instance of a resident app. Source: Reservation.scala. */
export interface ReservationRecord {
  readonly agent: string
  readonly slaveId: string
  /** Labels of its resources, as text. */
  readonly labels: string
  readonly volumes: readonly LocalVolume[]
  /** It must have led to a launch by then; null: it has. */
  timeoutAt: SimTime | null
}

/** Source: Instance.scala; reference/marathon.md 6. */
export interface InstanceRecord {
  readonly id: string
  spec: RunSpec
  goal: Goal
  condition: string
  incarnation: number
  task: TaskRecord | null
  /** Of a resident app; null: nothing is kept for it. */
  reservation: ReservationRecord | null
  /** When the condition last changed. */
  since: SimTime
  /** Since when its task cannot be reached; null: it can. */
  lostSince: SimTime | null
  readonly scheduledAt: SimTime
  /** Since when it is active without a break; null: it is not. */
  activeSince: SimTime | null
  /** All health checks together; null: unknown. */
  healthy: boolean | null
}

export type ActionName = 'StartApplication' | 'ScaleApplication' | 'RestartApplication' | 'StopApplication'

export interface DeploymentAction {
  readonly action: ActionName
  readonly app: string
}

export interface DeploymentRecord {
  readonly id: string
  readonly version: SimTime
  readonly steps: readonly (readonly DeploymentAction[])[]
  readonly affectedApps: readonly string[]
  /** The app as the deployment wants it; null: gone. */
  readonly targets: ReadonlyMap<string, RunSpec | null>
}

/** What survives its process (ZooKeeper). Source: reference/marathon.md 4. */
export interface MarathonStore {
  frameworkId: string | null
  readonly apps: Map<string, RunSpec>
  /** Groups besides those that apps imply. */
  readonly instances: Map<string, InstanceRecord>
  readonly deployments: Map<string, DeploymentRecord>
  /** No two changes have the same version. */
  lastVersion: SimTime
}

/** Backoff of one configuration of an app. Source: RateLimiter.scala; reference/marathon.md 5. */
export interface Delay {
  readonly app: string
  readonly configVersion: SimTime
  readonly maxMs: number
  /** Exact; fractions of a millisecond count when they are multiplied. */
  delayNs: number
  reference: SimTime
}

export interface Funnel {
  processed: number
  /** By reason; the first that failed counts. */
  readonly declined: Record<string, number>
}

/** An app's launcher. Source: TaskLauncherActor.scala, OfferMatchStatistics.scala. */
export interface LauncherBook {
  readonly app: string
  /** Ids of instances that wait for an offer, oldest first. */
  readonly scheduled: Set<string>
  /** Those of them whose backoff has passed. */
  readonly launchable: Set<string>
  funnel: Funnel
  lastUsedAt: SimTime | null
  lastUnusedAt: SimTime | null
  /** Newest unmatched offer of each agent, oldest first. */
  readonly unused: Map<string, UnusedOffer>
}

/** What a run spec asks of offers, worked out once. */
export interface PreparedSpec {
  readonly needs: Needs
  readonly constraints: readonly PreparedConstraint[]
  readonly roles: readonly string[]
}

/** Offers wanted, as Mesos was last told. Source: ReviveOffersStreamLogic.scala; reference/marathon.md 4.3. */
export interface ReviveBook {
  /** The instance snapshot is loaded: directives go out. */
  loadedAt: SimTime | null
  lastDirectiveAt: SimTime | null
  /** Per role whether Mesos was told that offers are wanted. */
  readonly told: Map<string, boolean>
  /** Roles of which more is wanted since the last directive. */
  readonly fresh: Set<string>
  /** Ticks until a revive is repeated, by role. */
  readonly repeatIn: Map<string, number>
}

/** By task. */
export interface Kill {
  /** False: it waits for room among those in flight. */
  issued: boolean
}

/** Results of one health check of one task. Source: Health.scala. */
export interface CheckHealth {
  firstSuccess: SimTime | null
  lastSuccess: SimTime | null
  lastFailure: SimTime | null
  /** Without a success between. */
  failures: number
}

/** A health check of one configuration of an app. */
export interface CheckBook {
  readonly app: string
  readonly configVersion: SimTime
  /** Its place in the document. */
  readonly index: number
  readonly check: HealthCheck
  rounds: number
}

/** Newest answer to a readiness check. */
export interface ReadinessResult {
  readonly name: string
  readonly taskId: string
  readonly ready: boolean
  readonly status: number
}

/** What a step of a deployment does to one app, while it is at it. */
export interface ActionBook {
  readonly deployment: string
  readonly spec: RunSpec | null
  /** Ids of instances that were there when it began to start others. */
  readonly existing: Set<string>
  /** How many it has to start, and has started. */
  toStart: number
  started: number
  /** Of a replacement: new ones that were counted as done. */
  readonly ready: Set<string>
}

/** How far a running deployment is. */
export interface Progress {
  /** Index of its step. */
  step: number
  /** Apps whose action of this step is not done. */
  readonly open: Set<string>
}

export interface MarathonBooks {
  /** Its component: the framework's id, `~2` behind it for a second instance. */
  readonly id: string
  readonly framework: string
  readonly spec: MarathonSpec
  readonly mastersRegion: string | null
  readonly driver: string
  store: MarathonStore
  /** Instances that wait for an offer and may be launched: decides between steps 2 and 5. */
  pending: number
  /** Attached event streams. */
  readonly streams: string[]
  readonly launchers: Map<string, LauncherBook>
  /** How many instances of a role want an offer now. */
  readonly wanted: Map<string, number>
  readonly delays: Map<string, Delay>
  readonly revive: ReviveBook
  readonly kills: Map<string, Kill>
  tokens: number
  /** As the timelines of waiting apps were last told. */
  tokensOut: boolean
  startedAt: SimTime
  /** Ids of instances that were launched and do not run yet, and of those that are unreachable. */
  readonly unborn: Set<string>
  readonly lost: Set<string>
  /** Ids of instances whose reservation has not led to a launch. */
  readonly reserving: Set<string>
  /** Role of each instance that is over but for its reservation, which is to be given back. */
  readonly leftovers: Map<string, string>
  /** By task and check. */
  readonly health: Map<string, Map<number, CheckHealth>>
  /** By id of its machine. */
  readonly checks: Map<string, CheckBook>
  /** Tasks whose readiness check succeeded, and newest answers by task. */
  readonly ready: Set<string>
  readonly readiness: Map<string, ReadinessResult>
  /** Ids of instances by app, in order of creation. */
  readonly byApp: Map<string, Set<string>>
  /** By deployment. */
  readonly progress: Map<string, Progress>
  /** What running deployments do, by id of its machine. */
  readonly actions: Map<string, ActionBook>
  /** Apps to be scaled to their target when the event is done. */
  readonly toScale: Set<string>
  /** Apps whose timeline is to be written when the event is done. */
  readonly touched: Set<string>
  /** Apps as last written, so that only changes are. */
  readonly shown: Map<string, { readonly text: string; readonly version: SimTime | null }>
  /** Effects that run now, one inside the other. */
  depth: number
}

export type MarathonApi = Api<MarathonBooks>

export function makeStore(): MarathonStore {
  return { frameworkId: null, apps: new Map(), instances: new Map(), deployments: new Map(), lastVersion: -1 }
}

export function instanceMachine(books: MarathonBooks, instance: string): string {
  return `${books.id}/instance:${instance}`
}

export function launcherMachine(books: MarathonBooks, app: string): string {
  return `${books.id}/launcher:${app}`
}

export function deploymentMachine(books: MarathonBooks, deployment: string): string {
  return `${books.id}/deployment:${deployment}`
}

/** A machine of books ends in a state that says so, then nobody knows it any more. */
export function endMachine(api: MarathonApi, id: string, event: string): void {
  api.step(id, { type: event })
  api.remove(id)
}

/** The part of an id behind the colon of `F/instance:ID`. */
export function ownName(id: string): string {
  return id.slice(id.indexOf(':', id.indexOf('/')) + 1)
}

export function instancesOf(books: MarathonBooks, app: string): readonly InstanceRecord[] {
  const ids = books.byApp.get(app)
  if (!ids) return []
  return [...ids].flatMap((id) => books.store.instances.get(id) ?? [])
}

export function touch(books: MarathonBooks, app: string): void {
  books.touched.add(app)
}

/** The next version: now, or later than the last where two changes share a millisecond. */
export function nextVersion(api: MarathonApi): SimTime {
  const { store } = api.books
  store.lastVersion = Math.max(api.now, store.lastVersion + 1)
  return store.lastVersion
}

export type { AppPoint }
