/** Protobufs of a plain framework's launches. */
import type { ExecutorInfo, FrameworkInfo, Operation, TaskInfo } from '#model/messages/bodies.ts'
import type { OfferConstraints } from '#model/offerConstraints.ts'
import { commandOf } from '#model/process.ts'
import type { BatchSpec, TaskSpec } from '#model/scenario/types.ts'
import { taskIdOf, type BatchBooks } from './books.ts'
import { GROUP_EXECUTOR, type Launch } from './fit.ts'

const NANOSECONDS = 1_000_000

/** Our frameworks speak of roles and reservations in the refined form, as Mesos' example frameworks do. */
const CAPABILITIES = ['MULTI_ROLE', 'RESERVATION_REFINEMENT']

/** Without failover and checkpointing: Mesos' defaults. */
export function plainFrameworkInfo(spec: Pick<BatchSpec, 'id' | 'roles' | 'capabilities'>): FrameworkInfo {
  return {
    user: 'root',
    name: spec.id,
    failoverTimeout: 0,
    checkpoint: false,
    roles: spec.roles,
    hostname: spec.id,
    capabilities: [...new Set([...CAPABILITIES, ...(spec.capabilities ?? [])])],
  }
}

export function frameworkInfo(spec: BatchSpec, frameworkId: string | null): FrameworkInfo {
  return {
    ...plainFrameworkInfo(spec),
    ...(frameworkId === null ? {} : { id: frameworkId }),
    failoverTimeout: spec.failoverTimeoutMs / 1000,
    checkpoint: spec.checkpoint,
    ...(Object.keys(spec.offerFilters).length === 0 ? {} : { offerFilters: spec.offerFilters }),
  }
}

/** What SUBSCRIBE says of the agents that it wants offers of, where it says anything. */
export function constraintsOf({ offerConstraints }: BatchSpec): { readonly offerConstraints?: OfferConstraints } {
  return Object.keys(offerConstraints).length === 0 ? {} : { offerConstraints }
}

export const CUSTOM_EXECUTOR = 'custom'

/** One executor of the framework's own for all its tasks on an agent; it asks for nothing besides its tasks. */
function customExecutor({ spec, store }: BatchBooks): ExecutorInfo {
  return {
    type: 'CUSTOM',
    executorId: CUSTOM_EXECUTOR,
    ...(store.frameworkId === null ? {} : { frameworkId: store.frameworkId }),
    command: { shell: true, value: './custom-executor' },
    resources: '',
    name: 'custom',
    api: spec.api,
  }
}

interface OneTask {
  readonly books: BatchBooks
  readonly spec: TaskSpec
  readonly index: number
  readonly slaveId: string
  readonly resources: string
}

function taskInfo({ books, spec, index, slaveId, resources }: OneTask): TaskInfo {
  const taskId = taskIdOf(spec, index)
  const { runMs, exitCode, ignoreSigterm, killGraceMs, image, maxCompletionMs } = spec
  const value = commandOf({ runMs, exitCode, ignoresSigterm: ignoreSigterm })
  const custom = books.spec.executor === 'custom' && !spec.group
  return {
    name: taskId,
    taskId,
    slaveId,
    resources,
    ...(custom ? { executor: customExecutor(books), data: value } : { command: { shell: true, value } }),
    ...(image === null ? {} : { container: { type: spec.group ? 'MESOS' : 'DOCKER', image } as const }),
    ...(maxCompletionMs === null ? {} : { maxCompletionTime: maxCompletionMs * NANOSECONDS }),
    ...(killGraceMs === null ? {} : { killPolicy: { gracePeriod: killGraceMs * NANOSECONDS } }),
  }
}

function groupExecutor({ store }: BatchBooks, spec: TaskSpec): ExecutorInfo {
  return {
    type: 'DEFAULT',
    executorId: `${spec.id}-executor`,
    ...(store.frameworkId === null ? {} : { frameworkId: store.frameworkId }),
    resources: GROUP_EXECUTOR,
    api: 'v1',
  }
}

export function tasksOf(books: BatchBooks, { batch, first, resources }: Launch, slaveId: string): readonly TaskInfo[] {
  const { spec } = batch
  return resources.map((text, at) => taskInfo({ books, spec, index: first + at, slaveId, resources: text }))
}

/** One LAUNCH for all tasks of their own, one LAUNCH_GROUP for each group. */
export function operationsOf(books: BatchBooks, launches: readonly Launch[], slaveId: string): readonly Operation[] {
  const single = launches.filter(({ batch }) => !batch.spec.group)
  const taskInfos = single.flatMap((launch) => tasksOf(books, launch, slaveId))
  const groups = launches
    .filter(({ batch }) => batch.spec.group)
    .map((launch): Operation => {
      const tasks = tasksOf(books, launch, slaveId)
      return { type: 'LAUNCH_GROUP', executor: groupExecutor(books, launch.batch.spec), taskGroup: { tasks } }
    })
  return taskInfos.length === 0 ? groups : [{ type: 'LAUNCH', taskInfos }, ...groups]
}
