/**
 * ACCEPT: offers are checked, removed, and their operations carried out in list order against what remains. What is left
 * goes back with the filters. Source: master.cpp, accept, _accept; validation.cpp, offer::validate; reference 2.7, 2.8
 * steps 6 and 7, 7.1.
 */
import type { ExecutorInfo, MessageBodies, Operation, TaskInfo } from '#model/messages/bodies.ts'
import { addResources, NO_RESOURCES, type Resources, subtractResources } from '#model/resources.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { resourceText, resourcesIn } from '../resourceText.ts'
import {
  type AgentRecord,
  type FrameworkRecord,
  type MasterApi,
  type OfferRecord,
  isPartitionAware,
  offerNamed,
} from './books.ts'
import { call } from './calls.ts'
import { callerOf } from './callers.ts'
import { endOffer, writeAccepted } from './offers.ts'
import { conversionFault, convert } from './reservations.ts'
import { addExecutor, addTask } from './tasks.ts'
import { send } from './tell.ts'
import { tellMade } from './updates.ts'
import { executorNeeds, groupFault, type LaunchGround, taskFault } from './validate.ts'

/** An ACCEPT while its operations are carried out. */
interface Launching {
  readonly framework: FrameworkRecord
  readonly agent: AgentRecord
  readonly role: string
  readonly offered: Resources
  remaining: Resources
  launched: Resources
}

export function ACCEPT(api: MasterApi, event: SimEvent): void {
  const framework = callerOf(api, event)
  if (!framework) return
  const body = event.body as MessageBodies['ACCEPT']
  const fault = offersFault(api, framework, body.offerIds)
  if (fault !== null) return refuseOffers(api, framework, body, fault)
  const offers = body.offerIds.flatMap((id) => offerNamed(api.books, id) ?? [])
  const [first] = offers
  const agent = first?.agent
  if (!first || !agent?.registered) return
  if (launchesNothing(body.operations)) {
    for (const offer of offers) endOffer(api, offer, { type: 'decline', filters: body.filters })
    return
  }
  const offered = offers.reduce((sum, { resources }) => addResources(sum, resources), NO_RESOURCES)
  const { role } = first
  const launching: Launching = { framework, agent, role, offered, remaining: offered, launched: NO_RESOURCES }
  for (const offer of offers) endOffer(api, offer, { type: 'accept' })
  for (const operation of body.operations) perform(api, launching, operation)
  for (const offer of offers) writeAccepted(api, offer, resourceText(launching.launched))
  settleWithAllocator(api, launching, body.filters)
}

/** No operation, or LAUNCH without tasks: the offers are declined. */
function launchesNothing(operations: readonly Operation[]): boolean {
  return operations.every((operation) => operation.type === 'LAUNCH' && operation.taskInfos.length === 0)
}

function tasksOf(operation: Operation): readonly TaskInfo[] {
  if (operation.type === 'LAUNCH') return operation.taskInfos
  return operation.type === 'LAUNCH_GROUP' ? operation.taskGroup.tasks : []
}

/** Why the list of offers is refused, or null. Source: validation.cpp, offer::validate. */
function offersFault(api: MasterApi, framework: FrameworkRecord, ids: readonly string[]): string | null {
  if (ids.length === 0) return 'No offers specified'
  const repeated = ids.find((id, at) => ids.indexOf(id) < at)
  if (repeated !== undefined) return `Duplicate offer ${repeated} in offer list`
  const offers: OfferRecord[] = []
  for (const id of ids) {
    const offer = offerNamed(api.books, id)
    if (!offer) return `Offer ${id} is no longer valid`
    offers.push(offer)
  }
  const foreign = offers.find((offer) => offer.framework.id !== framework.id)
  if (foreign)
    return `Offer ${foreign.id} has invalid framework ${foreign.framework.id} while framework ${framework.id} is expected`
  const [first] = offers
  if (offers.some(({ role }) => role !== first?.role)) return 'Aggregated offers must be allocated to the same role'
  if (offers.some(({ agent }) => agent.id !== first?.agent.id))
    return 'Aggregated offers must belong to one single agent'
  return null
}

/** All offers of the list that still exist are given up, whoever had them; every task is lost. */
function refuseOffers(api: MasterApi, framework: FrameworkRecord, body: MessageBodies['ACCEPT'], fault: string): void {
  for (const id of body.offerIds) {
    const offer = offerNamed(api.books, id)
    if (offer) endOffer(api, offer, { type: 'discard' })
  }
  const state = isPartitionAware(framework) ? 'TASK_DROPPED' : 'TASK_LOST'
  const message = `Task launched with invalid offers: ${fault}`
  for (const task of body.operations.flatMap(tasksOf))
    tellMade(api, framework, {
      taskId: task.taskId,
      slaveId: task.slaveId,
      state,
      reason: 'REASON_INVALID_OFFERS',
      message,
    })
}

function perform(api: MasterApi, launching: Launching, operation: Operation): void {
  switch (operation.type) {
    case 'LAUNCH':
      for (const task of operation.taskInfos) launchTask(api, launching, task)
      return
    case 'LAUNCH_GROUP':
      return launchGroup(api, launching, operation)
    case 'RESERVE':
    case 'UNRESERVE':
    case 'CREATE':
    case 'DESTROY':
      if (conversionFault(launching, operation) === null) launching.remaining = convert(api, launching, operation)
  }
}

function refuseTask(api: MasterApi, { framework }: Launching, task: TaskInfo, reason: string, message: string): void {
  const { taskId, slaveId } = task
  tellMade(api, framework, {
    taskId,
    slaveId,
    executorId: task.executor?.executorId,
    state: 'TASK_ERROR',
    reason,
    message,
  })
}

function take(launching: Launching, needs: Resources): void {
  launching.remaining = subtractResources(launching.remaining, needs)
  launching.launched = addResources(launching.launched, needs)
}

function enter(api: MasterApi, launching: Launching, task: TaskInfo, executor: ExecutorInfo | undefined): void {
  const { framework, agent, role } = launching
  addTask(api, framework, agent, {
    taskId: task.taskId,
    name: task.name,
    executorId: executor?.executorId,
    role,
    resources: resourcesIn(task.resources),
    state: 'TASK_STAGING',
  })
}

/** True: the agent must start the executor. A command task's executor is the agent's own and never recorded here. */
function enterExecutor(api: MasterApi, launching: Launching, executor: ExecutorInfo | undefined): boolean {
  const { framework, agent, role } = launching
  if (!executor) return true
  if (agent.executors.get(framework.id)?.has(executor.executorId)) return false
  addExecutor(api, framework, agent, executor, role)
  return true
}

function launchTask(api: MasterApi, launching: Launching, wish: TaskInfo): void {
  const { framework, agent, role } = launching
  const ground: LaunchGround = launching
  const fault = taskFault(ground, wish)
  if (fault !== null) return refuseTask(api, launching, wish, 'REASON_TASK_INVALID', fault)
  const executor = wish.executor && completed(framework, wish.executor, role)
  const task: TaskInfo = { ...wish, ...(executor ? { executor } : {}), allocationInfo: { role } }
  take(launching, addResources(resourcesIn(task.resources), executorNeeds(ground, executor)))
  enter(api, launching, task, executor)
  send(api, agent.name, 'RunTaskMessage', {
    framework: framework.info,
    frameworkId: framework.id,
    task,
    pid: framework.v1 ? '' : framework.pid,
    launchExecutor: enterExecutor(api, launching, executor),
  })
}

/** With what the master fills in. */
function completed(framework: FrameworkRecord, executor: ExecutorInfo, role: string): ExecutorInfo {
  return { ...executor, frameworkId: framework.id, allocationInfo: { role } }
}

function launchGroup(
  api: MasterApi,
  launching: Launching,
  operation: Extract<Operation, { readonly type: 'LAUNCH_GROUP' }>,
): void {
  const { framework, agent, role } = launching
  const wishes = operation.taskGroup.tasks
  const fault = groupFault(launching, operation.executor, wishes)
  if (fault !== null) {
    for (const task of wishes) refuseTask(api, launching, task, 'REASON_TASK_GROUP_INVALID', fault)
    return
  }
  const executor = completed(framework, operation.executor, role)
  const tasks = wishes.map((task): TaskInfo => ({ ...task, executor, allocationInfo: { role } }))
  take(launching, executorNeeds(launching, executor))
  for (const task of tasks) take(launching, resourcesIn(task.resources))
  const launchExecutor = enterExecutor(api, launching, executor)
  for (const task of tasks) enter(api, launching, task, executor)
  const pid = framework.v1 ? '' : framework.pid
  const body = {
    framework: framework.info,
    frameworkId: framework.id,
    executor,
    taskGroup: { tasks },
    pid,
    launchExecutor,
  }
  send(api, agent.name, 'RunTaskGroupMessage', body)
}

/**
 * No allocation run sees half of it. What was reserved, released or made a volume and is not used comes back without a
 * filter: it was not declined, and may be offered again with the next run. Source: master.cpp, _accept.
 */
function settleWithAllocator(api: MasterApi, launching: Launching, filters: MessageBodies['ACCEPT']['filters']): void {
  const { framework, role, offered, remaining, launched } = launching
  const converted = subtractResources(remaining, offered)
  const declined = converted.length === 0 ? remaining : subtractResources(remaining, converted)
  const of = { frameworkId: framework.id, agent: launching.agent.name, role }
  call(api, 'pause', {})
  if (launched.length > 0) call(api, 'transitionOfferedToAllocated', { ...of, resources: resourceText(launched) })
  if (converted.length > 0)
    call(api, 'recoverResources', { ...of, resources: resourceText(converted), isAllocated: false })
  if (declined.length > 0)
    call(api, 'recoverResources', { ...of, resources: resourceText(declined), filters, isAllocated: false })
  call(api, 'resume', {})
}
