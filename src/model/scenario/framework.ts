/** Frameworks of the document by kind, with defaults. Source: reference 0.4, 3; marathon.md 3 to 8; contracts.md 2. */
import type { OfferConstraint } from '../offerConstraints.ts'
import { allocatable, componentId, names, resources, role, someText, taskId } from './leaves.ts'
import {
  type KeysOut,
  boolean,
  choice,
  list,
  map,
  may,
  ms,
  must,
  nullable,
  number,
  object,
  or,
  text,
  variants,
  whole,
  constant,
} from './shape.ts'
import type { Capability, FrameworkSpec, TaskSpec } from './types.ts'

const CAPABILITIES: readonly Capability[] = [
  'REVOCABLE_RESOURCES',
  'TASK_KILLING_STATE',
  'GPU_RESOURCES',
  'SHARED_RESOURCES',
  'PARTITION_AWARE',
  'MULTI_ROLE',
  'RESERVATION_REFINEMENT',
  'REGION_AWARE',
]

/** Source: marathon.md 3.5, 4.2 to 4.6, 6.1 to 6.3, 7, 8. Eight offers in parallel: min(8, cores) on a machine with eight. */
export const MARATHON_FLAGS = object({
  declineOfferDurationMs: or(ms(), 120_000),
  minReviveOffersIntervalMs: or(ms(), 5000),
  suppressOffers: may(boolean()),
  disableSuppressOffers: may(boolean()),
  launchTokens: or(whole(), 100),
  launchTokenRefreshIntervalMs: or(ms(1), 30_000),
  maxParallelOffers: or(whole(1), 8),
  maxQueuedOffers: or(whole(), 1024),
  maxInstancesPerOffer: or(whole(1), 5),
  offerMatchingTimeoutMs: or(ms(1), 3000),
  taskOperationNotificationTimeoutMs: or(ms(1), 30_000),
  killChunkSize: or(whole(1), 100),
  killRetryTimeoutMs: or(ms(1), 30_000),
  taskLaunchConfirmTimeoutMs: or(ms(1), 300_000),
  taskLaunchTimeoutMs: or(ms(1), 300_000),
  taskReservationTimeoutMs: or(ms(1), 20_000),
  reconciliationInitialDelayMs: or(ms(), 15_000),
  reconciliationIntervalMs: or(ms(1), 600_000),
  scaleAppsInitialDelayMs: or(ms(), 15_000),
  scaleAppsIntervalMs: or(ms(1), 300_000),
  taskLostExpungeInitialDelayMs: or(ms(), 300_000),
  taskLostExpungeIntervalMs: or(ms(1), 30_000),
  mesosHeartbeatIntervalMs: or(ms(1), 15_000),
  mesosHeartbeatFailureThreshold: or(whole(1), 5),
  storageCompactionIntervalMs: or(ms(1), 30_000),
  failoverTimeoutMs: or(ms(), 604_800_000),
  localPortMin: or(whole(0, 65_535), 10_000),
  localPortMax: or(whole(0, 65_535), 20_000),
  maxRunningDeployments: or(whole(1), 100),
  maxParallelStatusUpdates: or(whole(1), 20),
  maxQueuedStatusUpdates: or(whole(), 10_000),
  eventStreamMaxOutstandingMessages: or(whole(1), 1024),
  gpuSchedulingBehavior: or(choice('restricted', 'unrestricted'), 'restricted'),
  acceptedResourceRolesDefaultBehavior: or(choice('any', 'unreserved', 'reserved'), 'any'),
  mesosRole: may(role()),
  mesosUser: or(nullable(text('a user', 100)), null),
  maintenanceMode: or(boolean(), true),
  drainingSeconds: or(whole(), 0),
  enableFeatures: or(names('names of features'), []),
})

/** Most roles of one framework. */
const ROLES = () => list(role(), 100)

const COMMON = {
  id: must(componentId()),
  role: may(role()),
  roles: may(list(role(), 100, 1)),
  suppressedRoles: or(ROLES(), []),
  capabilities: or(nullable(list(choice(...CAPABILITIES), 20)), null),
  startAtMs: or(ms(), 0),
  stopAtMs: or(nullable(ms()), null),
  callbackMs: or(ms(), 0),
}

/** A task that says nothing of its size is one of Mesos' example frameworks: 1 cpu, 128 MB. */
export const TASK = object({
  id: must(taskId()),
  count: or(nullable(whole(1, 100_000)), null),
  cpus: or(number(0, 1e6), 1),
  mem: or(number(0), 128),
  disk: or(number(0), 0),
  gpus: or(whole(0, 1e6), 0),
  ports: or(whole(0, 10_000), 0),
  atMs: or(ms(), 0),
  runMs: or(nullable(ms()), null),
  exitCode: or(whole(0, 255), 0),
  ignoreSigterm: or(boolean(), false),
  killGraceMs: or(nullable(ms()), null),
  perOffer: or(nullable(whole(1)), null),
  image: or(nullable(text('the name of an image', 500)), null),
  group: or(boolean(), false),
  reserve: or(boolean(), false),
  maxCompletionMs: or(nullable(ms()), null),
})
export const TASKS = list(TASK, 1000)
export type TasksRead = readonly TaskSpec[]

const MARATHON = object({ kind: must(constant('marathon')), ...COMMON, flags: or(MARATHON_FLAGS, {}) })

/** Source: scheduler.proto, AttributeConstraint; `@hostname`, `@region` and `@zone` are written as in Marathon's constraints. */
/** Whether it can be read at all; what Mesos' own kind does not know, the master answers when the framework subscribes. */
function isExpression(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== ''
  } catch {
    return false
  }
}

const attribute = must(someText("an attribute's name"))
const value = must(text('a text', 1000))
const regex = must(
  text('a regular expression', 1000, (source) => (isExpression(source) ? null : 'it is not a regular expression')),
)
const CONSTRAINT = variants<OfferConstraint>('predicate', {
  exists: object({ predicate: must(constant('exists')), attribute }),
  notExists: object({ predicate: must(constant('notExists')), attribute }),
  textEquals: object({ predicate: must(constant('textEquals')), attribute, value }),
  textNotEquals: object({ predicate: must(constant('textNotEquals')), attribute, value }),
  textMatches: object({ predicate: must(constant('textMatches')), attribute, value: regex }),
  textNotMatches: object({ predicate: must(constant('textNotMatches')), attribute, value: regex }),
})

const BATCH = object({
  kind: must(constant('batch')),
  ...COMMON,
  api: or(choice('v0', 'v1'), 'v0'),
  checkpoint: or(boolean(), false),
  failoverTimeoutMs: or(ms(), 0),
  refuseMs: or(ms(), 5000),
  onDone: or(nullable(choice('teardown', 'disconnect')), null),
  executor: or(choice('command', 'custom'), 'command'),
  requestResources: or(nullable(resources()), null),
  messageToExecutor: or(nullable(someText('a message')), null),
  offerFilters: or(map(role(), allocatable(), 100), {}),
  offerConstraints: or(map(role(), list(list(CONSTRAINT, 100), 100), 100), {}),
  tasks: or(TASKS, []),
})

const HOARDER = object({ kind: must(constant('hoarder')), ...COMMON })

/** When the daemons look at their processes for the first time; null: each at a moment of its own. Source: bcs-process.md 11.2. */
export const BCS_FLAGS = object({ daemonCheckPhaseMs: or(nullable(whole(1, 5000)), null) })

const BCS = object({
  kind: must(constant('bcs')),
  ...COMMON,
  asImplemented: or(boolean(), false),
  flags: or(BCS_FLAGS, {}),
})

export type FrameworkRead =
  | KeysOut<typeof MARATHON.keys>
  | KeysOut<typeof BATCH.keys>
  | KeysOut<typeof HOARDER.keys>
  | KeysOut<typeof BCS.keys>

export const FRAMEWORK = variants<FrameworkRead>('kind', {
  marathon: MARATHON,
  batch: BATCH,
  hoarder: HOARDER,
  bcs: BCS,
})

function rolesOf({ role: one, roles }: FrameworkRead, byFlag?: string): readonly string[] {
  return roles ?? [one ?? byFlag ?? '*']
}

export function frameworkSpec(read: FrameworkRead): FrameworkSpec {
  switch (read.kind) {
    case 'marathon': {
      const { role: _role, flags, ...rest } = read
      const { suppressOffers, disableSuppressOffers, mesosRole, ...kept } = flags
      const roles = rolesOf(read, mesosRole)
      const disabled = disableSuppressOffers ?? (suppressOffers === undefined ? false : !suppressOffers)
      return { ...rest, roles, flags: { ...kept, disableSuppressOffers: disabled } }
    }
    case 'batch':
    case 'hoarder':
    case 'bcs': {
      const { role: _role, ...rest } = read
      return { ...rest, roles: rolesOf(read) }
    }
  }
}
