/** Effects of an agent around its master: finding it, registering, pings, reconciliation. Source: S; reference 2.3. */
import { nextInt } from '#base/rng.ts'
import type { ExecutorInfo, FrameworkInfo, MessageBodies, Task, TaskInfo } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { agentDisk } from './disk.ts'
import { type AgentApi, agentId, executorsOf, MASTER, phaseOf, stateFor } from './books.ts'
import { makeUpdate, storeUpdate } from './statusUpdates.ts'
import { isKnownTask, taskRecord } from './tasks.ts'
import { checkpointed } from './reservations.ts'

/** REGISTER_RETRY_INTERVAL_MAX. Source: SC. */
const BACKOFF_CAP_MS = 60_000

const VERSION = '1.12.0'

/** Capabilities of an agent of this version. Source: SC, AGENT_CAPABILITIES. */
const CAPABILITIES = [
  'MULTI_ROLE',
  'HIERARCHICAL_ROLE',
  'RESERVATION_REFINEMENT',
  'RESOURCE_PROVIDER',
  'RESIZE_VOLUME',
  'AGENT_OPERATION_FEEDBACK',
  'AGENT_DRAINING',
  'TASK_RESOURCE_LIMITS',
]

const updatesOf = (api: AgentApi): string => `updates:${agentId(api)}`

export function pauseUpdates(api: AgentApi): void {
  api.send(updatesOf(api), 'pause', {})
}

export function resumeUpdates(api: AgentApi): void {
  api.send(updatesOf(api), 'resume', {})
}

/** A standalone detector always answers with the address it was given; ZooKeeper's only with a master that lives. */
export function findLeader(api: AgentApi): void {
  const known = api.scenario.master.detector === 'standalone' || api.isUp(MASTER)
  if (known) api.step(api.id, { type: 'detected', leader: MASTER })
}

/** The broken link alone changes nothing: the agent waits for its detector, which ZooKeeper alone wakes. Source: S:exited. */
export function masterExited(api: AgentApi): void {
  if (api.scenario.master.detector === 'leader') api.step(api.id, { type: 'leaderLost' })
}

export function linkMaster(api: AgentApi): void {
  api.link(MASTER)
}

/** Without a factor nobody waits before the first registration; repeating it at once would let no time pass. */
const REPEAT_MS = 1000

/** A random wait first, so that not all agents come at once. Source: S:detected. */
export function waitToRegister(api: AgentApi): void {
  const factor = api.books.spec.flags.registrationBackoffFactorMs
  api.books.backoffMs = (factor > 0 ? factor : REPEAT_MS) * 2
  api.arm('registrationBackoff', nextInt(api.rng, 0, factor), { type: 'registrationBackoff' })
}

export function stopRegistering(api: AgentApi): void {
  api.cancel('registrationBackoff')
}

/** Asks to be admitted, and again after a random wait whose bound doubles. Source: S:doReliableRegistration. */
export function register(api: AgentApi): void {
  if (api.books.info.id === undefined) {
    const body: MessageBodies['RegisterSlaveMessage'] = {
      slave: api.books.info,
      version: VERSION,
      agentCapabilities: CAPABILITIES,
      ...checkpointed(api),
    }
    api.send(MASTER, 'RegisterSlaveMessage', body)
  } else api.send(MASTER, 'ReregisterSlaveMessage', reregistration(api))
  const bound = Math.min(api.books.backoffMs, BACKOFF_CAP_MS)
  api.arm('registrationBackoff', nextInt(api.rng, 0, bound), { type: 'registrationBackoff' })
  api.books.backoffMs = bound * 2
}

/** A launch that has not got to its executor yet, as the master would record it. */
function pendingTask(
  { name, taskId, resources, allocationInfo }: TaskInfo,
  frameworkId: string,
  slaveId: string,
): Task {
  const task = { name, taskId, frameworkId, slaveId, state: 'TASK_STAGING', resources }
  return allocationInfo ? { ...task, allocationInfo } : task
}

/** All tasks whose updates are not all acknowledged, and what runs them. Source: S:doReliableRegistration. */
function reregistration(api: AgentApi): MessageBodies['ReregisterSlaveMessage'] {
  const { info, frameworks } = api.books
  const slaveId = info.id ?? ''
  const tasks: Task[] = []
  const executorInfos: ExecutorInfo[] = []
  const frameworkInfos: FrameworkInfo[] = []
  for (const framework of frameworks.values()) {
    frameworkInfos.push(framework.info)
    for (const { tasks: pending } of new Set(framework.pending.values()))
      for (const task of pending) tasks.push(pendingTask(task, framework.id, slaveId))
  }
  for (const executor of executorsOf(api.books)) {
    tasks.push(...executor.launched.values(), ...executor.terminated.values())
    for (const task of executor.queued.values()) tasks.push(taskRecord(executor, task, 'TASK_STAGING'))
    if (!executor.generated && phaseOf(api, executor) !== 'terminated') executorInfos.push(executor.info)
  }
  const about = { version: VERSION, agentCapabilities: CAPABILITIES, completedFrameworks: [] }
  return { slave: info, tasks, executorInfos, frameworks: frameworkInfos, ...about, ...checkpointed(api) }
}

export function checkpointId(api: AgentApi, event: SimEvent): void {
  const { slaveId } = event.body as MessageBodies['SlaveRegisteredMessage']
  api.books.info = { ...api.books.info, id: slaveId }
  agentDisk(api).slaveId = slaveId
}

/** After each registration: resource providers and oversubscription have nothing to add here. */
export function tellTotals(api: AgentApi, event: SimEvent): void {
  const { connection, slaveId } = event.body as MessageBodies['SlaveRegisteredMessage']
  api.books.pingTimeoutMs = connection.totalPingTimeoutSeconds * 1000
  const body: MessageBodies['UpdateSlaveMessage'] = { slaveId, updateOversubscribedResources: false }
  api.send(MASTER, 'UpdateSlaveMessage', body)
}

/** Tasks that the master believes in and this agent does not have never arrived. Source: S:reregistered. */
export function reconcileTasks(api: AgentApi, event: SimEvent): void {
  const { reconciliations } = event.body as MessageBodies['SlaveReregisteredMessage']
  for (const { frameworkId, taskIds, framework: told } of reconciliations) {
    const framework = api.books.frameworks.get(frameworkId)
    const info = framework?.info ?? told
    const state = info ? stateFor(info, 'TASK_DROPPED') : 'TASK_LOST'
    for (const taskId of taskIds) {
      if (framework && isKnownTask(framework, taskId)) continue
      const message = 'Reconciliation: task unknown to the agent'
      const update = makeUpdate(api, { frameworkId, taskId, state, reason: 'REASON_RECONCILIATION', message })
      storeUpdate(api, update, { framework: info?.name ?? frameworkId, checkpoint: false, pid: '' })
    }
  }
}

export function pong(api: AgentApi, event: SimEvent): void {
  if (event.from !== undefined) api.send(event.from, 'PongSlaveMessage', {})
}

/** Silence for that long, and the agent looks for its master anew. Source: S:ping, pingTimeout. */
export function watchMaster(api: AgentApi): void {
  api.arm('pingWatchdog', api.books.pingTimeoutMs, { type: 'pingWatchdog' }, { periodic: true })
}

export function stopWatching(api: AgentApi): void {
  api.cancel('pingWatchdog')
}

/** SIGUSR1: told to the master, then as after ShutdownMessage. Source: S:signaled. */
export function unregister(api: AgentApi): void {
  const body: MessageBodies['UnregisterSlaveMessage'] = { slaveId: api.books.info.id ?? '' }
  api.send(MASTER, 'UnregisterSlaveMessage', body)
}
