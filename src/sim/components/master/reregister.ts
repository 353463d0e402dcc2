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
import { addExecutor, addTask, changeTask, checkDrained, removeExecutor } from './tasks.ts'
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
  const pass = { body, from: name, returned: true, overlay: overlayOf(api, slaveId) }
  api.books.reregistering.add(slaveId)
  apply(api, { kind: 'markReachable', key: keyOf(api), slaveId, agent, pass })
}

/** Unreachable, recovered or unknown: everything that it reports is taken over. Source: __reregisterSlave, readdSlave. */
export function readmit(api: MasterApi, event: SimEvent): void {
  const { books } = api
  const body = (event.body ?? event['body']) as Reregister
  const slaveId = slaveIdOf(api)
  const name = event.from ?? ''
  books.reregistering.delete(slaveId)
  books.recovered.delete(slaveId)
  books.unreachable.delete(slaveId)
  books.removed.delete(slaveId)
  const agent = register(api, name, body)
  const recovered = recoverFrameworks(api, body)
  takeOver(api, agent, body, event['returned'] === true)
  endFinishedFrameworks(api, agent, body)
  tellAgent(api, agent, [])
  tellFrameworksOf(api, agent, body, recovered)
  tellAllocator(api, agent)
  watchAgent(api, agent)
  checkDrained(api, agent)
}

/** Frameworks that this master has not heard of: known from their tasks until somebody subscribes. Gives their ids. */
function recoverFrameworks(api: MasterApi, body: Reregister): ReadonlySet<string> {
  const { books } = api
  const recovered = new Set<string>()
  for (const info of body.frameworks) {
    const id = info.id ?? ''
    if (books.frameworks.has(id) || books.completedFrameworks.has(id)) continue
    const framework = addRecord(api, id, info)
    api.step(frameworkMachine(framework), { type: 'recover' })
    recovered.add(id)
  }
  return recovered
}

/** Tasks and executors of frameworks that are not completed; where the agent was away, schedulers hear the states. */
function takeOver(api: MasterApi, agent: AgentRecord, body: Reregister, returned: boolean): void {
  for (const executor of body.executorInfos) {
    const framework = api.books.frameworks.get(executor.frameworkId ?? '')
    if (framework) addExecutor(api, framework, agent, executor, roleOf(framework, executor.allocationInfo))
  }
  for (const task of body.tasks) {
    const framework = api.books.frameworks.get(task.frameworkId)
    if (!framework) continue
    takeTask(api, framework, agent, task)
    if (returned) tellReturned(api, framework, task)
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

function tellReturned(api: MasterApi, framework: FrameworkRecord, task: Task): void {
  tellMade(api, framework, {
    taskId: task.taskId,
    slaveId: task.slaveId,
    executorId: task.executorId,
    state: task.state,
    reason: 'REASON_SLAVE_REREGISTERED',
    message: 'Unreachable agent re-reregistered',
  })
}

/** Completed frameworks do not go on: the agent shuts them down. */
function endFinishedFrameworks(api: MasterApi, agent: AgentRecord, body: Reregister): void {
  for (const { id } of body.frameworks)
    if (id !== undefined && api.books.completedFrameworks.has(id))
      send(api, agent.name, 'ShutdownFrameworkMessage', { frameworkId: id })
}

type Reconciliations = MessageBodies['SlaveReregisteredMessage']['reconciliations']

function tellAgent(api: MasterApi, agent: AgentRecord, reconciliations: Reconciliations): void {
  const body = { slaveId: agent.id, reconciliations, connection: connectionOf(api) }
  send(api, agent.name, 'SlaveReregisteredMessage', body)
  const drain = api.books.draining.get(agent.id)
  if (drain?.state === 'DRAINING') send(api, agent.name, 'DrainSlaveMessage', { config: drainConfig(drain) })
}

export function drainConfig(drain: { readonly maxGraceMs: number | null; readonly markGone: boolean }) {
  const { maxGraceMs, markGone } = drain
  return maxGraceMs === null ? { markGone } : { maxGracePeriod: maxGraceMs * 1_000_000, markGone }
}

/** The agent answers each with what is pending. Of those that only it knew the master has nothing to tell it. */
function tellFrameworksOf(api: MasterApi, agent: AgentRecord, body: Reregister, recovered: ReadonlySet<string>): void {
  for (const { id = '' } of body.frameworks) {
    const framework = api.books.frameworks.get(id)
    if (!framework || recovered.has(id)) continue
    const pid = framework.v1 ? '' : framework.pid
    send(api, agent.name, 'UpdateFrameworkMessage', { frameworkId: id, pid, frameworkInfo: framework.info })
  }
}

/** Registered, connected or not: both sides compare what they know. Source: reconcileKnownSlave. */
export function reconcile(api: MasterApi, event: SimEvent): void {
  const body = event.body as Reregister
  const agent = recordOf(api)
  changeInfo(api, agent, body.slave)
  const recovered = recoverFrameworks(api, body)
  const missing = compareTasks(api, agent, body)
  compareExecutors(api, agent, body)
  tellAgent(api, agent, missing)
  resendKills(api, agent)
  endFinishedFrameworks(api, agent, body)
  tellFrameworksOf(api, agent, body, recovered)
  checkDrained(api, agent)
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

/**
 * Tasks that the agent reports and the master does not know are taken over; those that the agent does not list are
 * named to it, so that it answers for them. Terminal ones need no answer: the agent was told to forget them.
 */
function compareTasks(api: MasterApi, agent: AgentRecord, body: Reregister): Reconciliations {
  const listed = new Set(body.tasks.map(({ frameworkId, taskId }) => taskKey(frameworkId, taskId)))
  const missing = new Map<string, string[]>()
  for (const task of agent.tasks.values()) {
    if (listed.has(taskKey(task.frameworkId, task.taskId))) continue
    const ids = missing.get(task.frameworkId)
    if (ids) ids.push(task.taskId)
    else missing.set(task.frameworkId, [task.taskId])
  }
  for (const task of body.tasks) {
    const framework = api.books.frameworks.get(task.frameworkId)
    if (!framework) continue
    const known = agent.tasks.get(taskKey(task.frameworkId, task.taskId))
    if (known) changeTask(api, known, task.state, null)
    else takeTask(api, framework, agent, task)
  }
  return [...missing].map(([frameworkId, taskIds]) => {
    const framework = api.books.frameworks.get(frameworkId)?.info
    return framework ? { frameworkId, taskIds, framework } : { frameworkId, taskIds }
  })
}

/** Executors that the agent lists no more are gone. */
function compareExecutors(api: MasterApi, agent: AgentRecord, body: Reregister): void {
  const listed = new Set(body.executorInfos.map(({ frameworkId, executorId }) => `${frameworkId}/${executorId}`))
  for (const [frameworkId, executors] of agent.executors)
    for (const executorId of executors.keys())
      if (!listed.has(`${frameworkId}/${executorId}`)) removeExecutor(api, agent, frameworkId, executorId, false)
}

function resendKills(api: MasterApi, agent: AgentRecord): void {
  for (const [frameworkId, tasks] of agent.killed) {
    for (const [taskId, killPolicy] of tasks) {
      const task = agent.tasks.get(taskKey(frameworkId, taskId))
      if (!task || isTerminal(task.state)) continue
      const body = { frameworkId, taskId }
      send(api, agent.name, 'KillTaskMessage', killPolicy ? { ...body, killPolicy } : body)
    }
  }
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
