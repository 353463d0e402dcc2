/**
 * An agent with an id comes back: after its own restart, a broken link, an unreachable time, or a failover of the master.
 * Source: master.cpp, reregisterSlave … ___reregisterSlave, __reregisterSlave, reconcileKnownSlave; reference 2.3, 2.9.3, 4(b).
 */
import type { AgentInfo, MessageBodies, Task } from '#model/messages/bodies.ts'
import { isTerminal } from '#model/taskState.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { resourceText, resourcesIn, withReserved } from '../resourceText.ts'
import {
  type AgentRecord,
  type FrameworkRecord,
  type MasterApi,
  agentMachine,
  frameworkMachine,
  observerOf,
  taskKey,
} from './books.ts'
import { connectionOf, keyOf, recordOf, register, slaveIdOf, spawnAgent, tellAllocator, watchAgent } from './agents.ts'
import { call } from './calls.ts'
import { apply } from './registrar.ts'
import { addRecord } from './subscribe.ts'
import { addExecutor, addTask, forgetUnreachable, removeExecutor } from './tasks.ts'
import { send } from './tell.ts'
import { tellMade } from './updates.ts'

type Reregister = MessageBodies['ReregisterSlaveMessage']

export function ReregisterSlaveMessage(api: MasterApi, event: SimEvent): void {
  const { books } = api
  const { slave } = event.body as Reregister
  const slaveId = slave.id ?? ''
  const name = event.from ?? ''
  if (slaveId === '') return
  const other = books.agents.get(slaveId)
  if (other && other.name !== name)
    return send(api, name, 'ShutdownMessage', { message: 'Agent re-registered with a different address' })
  const machine = agentMachine({ key: keyFor(api, name, slaveId) })
  api.step(machine, { ...event, overlay: overlayOf(api, slaveId) })
}

/** Short name of the machine of this slave id; one is brought to life for an id that this master does not know. */
function keyFor(api: MasterApi, name: string, slaveId: string): string {
  const known = api.books.agents.get(slaveId)?.key
  if (known !== undefined) return known
  for (const key of [name, `${name}~${slaveId.slice(slaveId.lastIndexOf('-') + 1)}`]) {
    const context = api.contextOf(agentMachine({ key })) as { readonly id: string } | null
    if (context?.id === slaveId) return key
  }
  return spawnAgent(api, name, slaveId)
}

export function overlayOf(api: MasterApi, slaveId: string): 'drained' | 'draining' | 'deactivated' | null {
  const { draining, deactivated } = api.books
  const drain = draining.get(slaveId)
  if (drain) return drain.state === 'DRAINED' ? 'drained' : 'draining'
  return deactivated.has(slaveId) ? 'deactivated' : null
}

export function writeReachable(api: MasterApi, event: SimEvent): void {
  const body = event.body as Reregister
  const slaveId = slaveIdOf(api)
  const name = event.from ?? ''
  const agent = { name, info: body.slave }
  const pass = { body, from: name, overlay: overlayOf(api, slaveId) }
  api.books.reregistering.add(slaveId)
  apply(api, { kind: 'markReachable', key: keyOf(api), slaveId, agent, pass })
}

/**
 * Unreachable, recovered or unknown: everything that it reports is taken over. A framework that this master has not heard of
 * is known from its tasks from now on, which the allocator learns last. Source: __reregisterSlave, updateSlaveFrameworks.
 */
export function readmit(api: MasterApi, event: SimEvent): void {
  const { books } = api
  const body = (event.body ?? event['body']) as Reregister
  const slaveId = slaveIdOf(api)
  const name = event.from ?? ''
  if (!books.recovered.has(slaveId)) tellReturned(api, body, books.unreachable.has(slaveId))
  books.reregistering.delete(slaveId)
  books.recovered.delete(slaveId)
  books.unreachable.delete(slaveId)
  books.removed.delete(slaveId)
  const agent = register(api, name, body)
  const strange = strangersOf(api, body)
  takeOver(api, agent, body)
  forgetUnreachable(api, slaveId)
  tellAllocator(api, agent)
  tellDrain(api, agent)
  tellReregistered(api, agent, [])
  for (const { id } of body.frameworks) endFinished(api, agent, id)
  tellFrameworksOf(api, agent, body, strange)
  watchAgent(api, agent)
}

type Strangers = ReadonlyMap<string, FrameworkRecord>

/** Records of frameworks that this master has not heard of, and that it does not know as completed. */
function strangersOf(api: MasterApi, body: Reregister): Strangers {
  const { books } = api
  const strange = new Map<string, FrameworkRecord>()
  for (const info of body.frameworks) {
    const id = info.id ?? ''
    if (!books.frameworks.has(id) && !books.completedFrameworks.has(id)) strange.set(id, addRecord(api, id, info))
  }
  return strange
}

/** Tasks and executors of frameworks that are not completed. */
function takeOver(api: MasterApi, agent: AgentRecord, body: Reregister): void {
  for (const executor of body.executorInfos) {
    const framework = api.books.frameworks.get(executor.frameworkId ?? '')
    if (framework) addExecutor(api, framework, agent, executor, roleOf(framework, executor.allocationInfo))
  }
  for (const task of body.tasks) {
    const framework = api.books.frameworks.get(task.frameworkId)
    if (framework) takeTask(api, framework, agent, task)
  }
}

/** The role that came with the task; else the framework's only one. */
function roleOf(framework: FrameworkRecord, allocation: { readonly role: string } | undefined): string {
  return allocation?.role ?? framework.info.roles[0] ?? '*'
}

function takeTask(api: MasterApi, framework: FrameworkRecord, agent: AgentRecord, task: Task): void {
  addTask(api, framework, agent, {
    taskId: task.taskId,
    name: task.name,
    executorId: task.executorId,
    role: roleOf(framework, task.allocationInfo),
    resources: resourcesIn(task.resources),
    state: task.state,
    statusState: task.statusUpdateState,
    statusUuid: task.statusUpdateUuid,
  })
}

/** Its tasks are in sight again: schedulers that are connected hear their states. */
function tellReturned(api: MasterApi, { tasks }: Reregister, wasUnreachable: boolean): void {
  for (const { taskId, slaveId, executorId, state, frameworkId } of tasks) {
    const framework = api.books.frameworks.get(frameworkId)
    const message = wasUnreachable ? 'Unreachable agent re-reregistered' : 'Unknown agent reregistered'
    const reason = 'REASON_SLAVE_REREGISTERED'
    if (framework) tellMade(api, framework, { taskId, slaveId, executorId, state, reason, message })
  }
}

/** A completed framework does not go on: the agent shuts it down. It would not listen before it is registered. */
function endFinished(api: MasterApi, agent: AgentRecord, frameworkId: string | undefined): void {
  if (frameworkId !== undefined && api.books.completedFrameworks.has(frameworkId))
    send(api, agent.name, 'ShutdownFrameworkMessage', { frameworkId })
}

type Reconciliations = MessageBodies['SlaveReregisteredMessage']['reconciliations']

function tellReregistered(api: MasterApi, agent: AgentRecord, reconciliations: Reconciliations): void {
  const body = { slaveId: agent.id, reconciliations, connection: connectionOf(api) }
  send(api, agent.name, 'SlaveReregisteredMessage', body)
}

/** Drained or still draining: the agent knows what to do in either case. */
function tellDrain(api: MasterApi, agent: AgentRecord): void {
  const drain = api.books.draining.get(agent.id)
  if (drain) send(api, agent.name, 'DrainSlaveMessage', { config: drainConfig(drain) })
}

export function drainConfig(drain: { readonly maxGraceMs: number | null; readonly markGone: boolean }) {
  const { maxGraceMs, markGone } = drain
  return maxGraceMs === null ? { markGone } : { maxGracePeriod: maxGraceMs * 1_000_000, markGone }
}

/** The agent answers each with what is pending. Of those that only it knew the master has nothing to tell it. */
function tellFrameworksOf(api: MasterApi, agent: AgentRecord, body: Reregister, strange: Strangers): void {
  for (const { id = '' } of body.frameworks) {
    const stranger = strange.get(id)
    if (stranger) api.step(frameworkMachine(stranger), { type: 'recover' })
    const framework = api.books.frameworks.get(id)
    if (!framework || stranger) continue
    const pid = framework.v1 ? '' : framework.pid
    send(api, agent.name, 'UpdateFrameworkMessage', { frameworkId: id, pid, frameworkInfo: framework.info })
  }
}

/**
 * Registered, connected or not: both sides compare what they know. States are not taken from the report, and tasks that the
 * master does not know stay unknown: updates come for both. Source: ___reregisterSlave, reconcileKnownSlave.
 */
export function reconcile(api: MasterApi, event: SimEvent): void {
  const body = event.body as Reregister
  const agent = recordOf(api)
  changeInfo(api, agent, body.slave)
  tellReregistered(api, agent, missingTasks(api, agent, body))
  dropExecutors(api, agent, body)
  resendKills(api, agent, body)
  for (const id of new Set(body.tasks.map(({ frameworkId }) => frameworkId))) endFinished(api, agent, id)
}

/** Once it is offered again. */
export function tellBack(api: MasterApi, event: SimEvent): void {
  const body = event.body as Reregister
  const agent = recordOf(api)
  tellDrain(api, agent)
  tellFrameworksOf(api, agent, body, strangersOf(api, body))
}

/** A changed SlaveInfo is written to the registry; the allocator looks at the agent again. */
function changeInfo(api: MasterApi, agent: AgentRecord, info: AgentInfo): void {
  if (JSON.stringify(info) === JSON.stringify(agent.info)) return
  agent.info = info
  agent.attributes = info.attributes
  agent.domain = info.domain
  agent.total = withReserved(resourcesIn(info.resources), agent.reserved)
  api.books.touched.add(agent.id)
  apply(api, { kind: 'updateSlave', slaveId: agent.id, agent: { name: agent.name, info } })
  call(api, 'updateSlave', { agent: agent.name, slaveInfo: info, total: resourceText(agent.total) })
}

/** Tasks that the agent does not list are named to it, so that it answers for them, ended or not. */
function missingTasks(api: MasterApi, agent: AgentRecord, body: Reregister): Reconciliations {
  const listed = new Set(body.tasks.map(({ frameworkId, taskId }) => taskKey(frameworkId, taskId)))
  const missing = new Map<string, string[]>()
  for (const task of agent.tasks.values()) {
    if (listed.has(taskKey(task.frameworkId, task.taskId))) continue
    const ids = missing.get(task.frameworkId)
    if (ids) ids.push(task.taskId)
    else missing.set(task.frameworkId, [task.taskId])
  }
  return [...missing].map(([frameworkId, taskIds]) => {
    const framework = api.books.frameworks.get(frameworkId)?.info
    return framework ? { frameworkId, taskIds, framework } : { frameworkId, taskIds }
  })
}

/** Executors that the agent lists no more are gone. */
function dropExecutors(api: MasterApi, agent: AgentRecord, body: Reregister): void {
  const listed = new Set(body.executorInfos.map(({ frameworkId, executorId }) => `${frameworkId}/${executorId}`))
  for (const [frameworkId, executors] of agent.executors)
    for (const executorId of executors.keys())
      if (!listed.has(`${frameworkId}/${executorId}`)) removeExecutor(api, agent, frameworkId, executorId, false)
}

/** Of tasks that live on there, as far as the agent says. The policy of the kill was not kept. */
function resendKills(api: MasterApi, agent: AgentRecord, { tasks }: Reregister): void {
  for (const { frameworkId, taskId, state } of tasks)
    if (!isTerminal(state) && agent.killed.get(frameworkId)?.has(taskId))
      send(api, agent.name, 'KillTaskMessage', { frameworkId, taskId })
}

/** The link holds again. */
export function reconnect(api: MasterApi): void {
  const agent = recordOf(api)
  api.link(agent.name)
  api.send(observerOf(agent), 'reconnect', {})
}

export function activate(api: MasterApi): void {
  const agent = recordOf(api)
  api.books.deactivated.delete(agent.id)
  call(api, 'activateSlave', { agent: agent.name })
  api.books.touched.add(agent.id)
}
