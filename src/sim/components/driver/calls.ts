/** Effects of a driver that turn its methods into calls to the master. Source: mesos-protocol.md 1.3 (D). */
import { assert } from '#base/assert.ts'
import { EPOCH_MS } from '#base/units.ts'
import type { Filters, MessageBodies, Operation, TaskInfo, TaskStatus } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { callBack, type DriverApi, type DriverCalls } from './books.ts'
import { forgetOffer, savedOffer } from './savedOffers.ts'
import { frameworkIdOf, sendUpdateFramework } from './subscription.ts'

const MASTER = 'master'

interface LaunchBody {
  readonly offerIds: readonly string[]
  readonly tasks?: readonly TaskInfo[]
  readonly operations?: readonly Operation[]
  readonly filters?: Filters
}

/** `launchTasks` is `acceptOffers` with one LAUNCH. */
function operationsOf({ tasks, operations }: LaunchBody): readonly Operation[] {
  return operations ?? [{ type: 'LAUNCH', taskInfos: tasks ?? [] }]
}

function launchedBy(operation: Operation): readonly TaskInfo[] {
  if (operation.type === 'LAUNCH') return operation.taskInfos
  return operation.type === 'LAUNCH_GROUP' ? operation.taskGroup.tasks : []
}

/** An executor's framework id is filled in where the scheduler left it out. */
function withFrameworkId(operation: Operation, frameworkId: string): Operation {
  if (operation.type !== 'LAUNCH') return operation
  const taskInfos = operation.taskInfos.map((task) =>
    task.executor && task.executor.frameworkId === undefined
      ? { ...task, executor: { ...task.executor, frameworkId } }
      : task,
  )
  return { ...operation, taskInfos }
}

export function accept(api: DriverApi, event: SimEvent): void {
  const call = event.body as LaunchBody
  const frameworkId = frameworkIdOf(api)
  const operations = operationsOf(call).map((operation) => withFrameworkId(operation, frameworkId))
  const slaves = new Set(operations.flatMap(launchedBy).map(({ slaveId }) => slaveId))
  for (const offerId of call.offerIds) {
    const saved = savedOffer(api.books.savedOffers, offerId)
    if (saved && slaves.has(saved.slaveId)) api.books.savedAgents.set(saved.slaveId, saved.pid)
  }
  const body: MessageBodies['ACCEPT'] = {
    frameworkId,
    offerIds: call.offerIds,
    operations,
    filters: call.filters ?? {},
  }
  api.send(MASTER, 'ACCEPT', body)
}

/** The master cannot be told: each task is reported as never started, of no agent. Source: D:acceptOffers. */
export function answerLaunch(api: DriverApi, event: SimEvent): void {
  const partitionAware = api.books.info.capabilities.includes('PARTITION_AWARE')
  const tasks = operationsOf(event.body as LaunchBody).flatMap((operation) =>
    operation.type === 'LAUNCH' ? operation.taskInfos : [],
  )
  for (const { taskId } of tasks) {
    const status: TaskStatus = {
      taskId,
      state: partitionAware ? 'TASK_DROPPED' : 'TASK_LOST',
      message: 'Master disconnected',
      source: 'SOURCE_MASTER',
      reason: 'REASON_MASTER_DISCONNECTED',
      timestamp: (EPOCH_MS + api.now) / 1000,
    }
    callBack(api, 'statusUpdate', { status })
  }
}

export function decline(api: DriverApi, event: SimEvent): void {
  const { offerId, filters } = event.body as { readonly offerId: string; readonly filters?: Filters }
  const body: MessageBodies['DECLINE'] = {
    frameworkId: frameworkIdOf(api),
    offerIds: [offerId],
    filters: filters ?? {},
  }
  api.send(MASTER, 'DECLINE', body)
}

export function forgetOffers(api: DriverApi, event: SimEvent): void {
  const { offerId, offerIds } = event.body as { readonly offerId?: string; readonly offerIds?: readonly string[] }
  const { savedOffers } = api.books
  if (offerId !== undefined) forgetOffer(savedOffers, offerId)
  if (offerIds !== undefined) for (const id of offerIds) forgetOffer(savedOffers, id)
}

function rolesOf(api: DriverApi, event: SimEvent): readonly string[] {
  const { roles } = event.body as { readonly roles?: readonly string[] }
  return roles === undefined || roles.length === 0 ? api.books.info.roles : roles
}

export function noteRevived(api: DriverApi, event: SimEvent): void {
  const revived = rolesOf(api, event)
  noteRoles(
    api,
    api.books.suppressedRoles.filter((role) => !revived.includes(role)),
  )
}

export function noteSuppressed(api: DriverApi, event: SimEvent): void {
  noteRoles(api, [...new Set([...api.books.suppressedRoles, ...rolesOf(api, event)])])
}

function noteRoles(api: DriverApi, suppressed: readonly string[]): void {
  api.books.suppressedRoles = suppressed
  if (api.stateOf(api.id) !== 'running.connected') api.books.updateAfterRegistration = true
}

export function revive(api: DriverApi, event: SimEvent): void {
  const { roles } = event.body as DriverCalls['reviveOffers']
  const body: MessageBodies['REVIVE'] = { frameworkId: frameworkIdOf(api), roles: roles ?? [] }
  api.send(MASTER, 'REVIVE', body)
}

export function suppress(api: DriverApi, event: SimEvent): void {
  const { roles } = event.body as DriverCalls['suppressOffers']
  const body: MessageBodies['SUPPRESS'] = { frameworkId: frameworkIdOf(api), roles: roles ?? [] }
  api.send(MASTER, 'SUPPRESS', body)
}

/** With the task's id alone: no agent, no kill policy. Source: D:killTask. */
export function kill(api: DriverApi, event: SimEvent): void {
  const { taskId } = event.body as DriverCalls['killTask']
  const body: MessageBodies['KILL'] = { frameworkId: frameworkIdOf(api), taskId }
  api.send(MASTER, 'KILL', body)
}

export function reconcile(api: DriverApi, event: SimEvent): void {
  const { statuses } = event.body as DriverCalls['reconcileTasks']
  const tasks = statuses.map(({ taskId, slaveId }) =>
    slaveId === undefined ? { taskId } : { taskId, agentId: slaveId },
  )
  const body: MessageBodies['RECONCILE'] = { frameworkId: frameworkIdOf(api), tasks }
  api.send(MASTER, 'RECONCILE', body)
}

export function request(api: DriverApi, event: SimEvent): void {
  const { requests } = event.body as DriverCalls['requestResources']
  const body: MessageBodies['REQUEST'] = { frameworkId: frameworkIdOf(api), requests }
  api.send(MASTER, 'REQUEST', body)
}

/** Straight to the agent where an accepted offer told its address, else through the master. Source: D. */
export function sendMessage(api: DriverApi, event: SimEvent): void {
  const { executorId, slaveId, data } = event.body as DriverCalls['sendFrameworkMessage']
  const frameworkId = frameworkIdOf(api)
  const pid = api.books.savedAgents.get(slaveId)
  if (pid !== undefined) {
    const body: MessageBodies['FrameworkToExecutorMessage'] = { slaveId, frameworkId, executorId, data }
    api.send(pid, 'FrameworkToExecutorMessage', body)
    return
  }
  const body: MessageBodies['MESSAGE'] = { frameworkId, agentId: slaveId, executorId, data }
  api.send(MASTER, 'MESSAGE', body)
}

export function noteUpdate(api: DriverApi, event: SimEvent): void {
  const { frameworkInfo, suppressedRoles } = event.body as DriverCalls['updateFramework']
  const { id } = api.books.info
  api.books.info = id === undefined ? frameworkInfo : { ...frameworkInfo, id }
  api.books.suppressedRoles = suppressedRoles
  api.books.updateAfterRegistration = true
}

export function updateFramework(api: DriverApi, event: SimEvent): void {
  noteUpdate(api, event)
  sendUpdateFramework(api)
}

/** Only updates with uuid and agent: others are nobody's to wait for. */
export function acknowledge(api: DriverApi, status: TaskStatus): void {
  const { taskId, slaveId, uuid } = status
  if (slaveId === undefined || uuid === undefined) return
  const body: MessageBodies['ACKNOWLEDGE'] = { frameworkId: frameworkIdOf(api), agentId: slaveId, taskId, uuid }
  api.send(MASTER, 'ACKNOWLEDGE', body)
}

/** The callback returned and the driver still runs. Source: D:statusUpdate. */
export function acknowledgeImplicitly(api: DriverApi, event: SimEvent): void {
  if (api.books.implicitAcknowledgements) acknowledge(api, event['status'] as TaskStatus)
}

/** Mesos ends the process of a scheduler that does both. Source: D. */
export function acknowledgeExplicitly(api: DriverApi, event: SimEvent): void {
  assert(!api.books.implicitAcknowledgements, `${api.books.scheduler} lets its driver acknowledge`)
  acknowledge(api, (event.body as DriverCalls['acknowledgeStatusUpdate']).status)
}
