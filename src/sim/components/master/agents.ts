/**
 * Effects of `master/agent` around admission, loss and return. Source: master.cpp, registerSlave … __registerSlave, exited,
 * markUnreachable, __removeSlave, removeSlave, markGone; reference 2.9.3, 4(b).
 */
import { must } from '#base/assert.ts'
import type { MessageBodies } from '#model/messages/bodies.ts'
import { EPOCH_MS } from '#base/units.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { durationText } from '../durationText.ts'
import { resourceText, resourcesIn, withReserved } from '../resourceText.ts'
import {
  type AgentRecord,
  type FrameworkRecord,
  type MasterApi,
  type TaskRecord,
  agentMachine,
  frameworkMachine,
  freeKey,
  isAgentConnected,
  isPartitionAware,
  observerOf,
  offersOn,
} from './books.ts'
import { call } from './calls.ts'
import { usedParts, writeGone } from './holdings.ts'
import type { AgentContext } from './machines/agent.ts'
import { endOffer } from './offers.ts'
import { apply } from './registrar.ts'
import { checkDrained, endTask, loseSight, removeExecutor } from './tasks.ts'
import { send, tellAllSlaveLost } from './tell.ts'
import { madeFor, tellMade } from './updates.ts'

const NANOS_PER_MS = 1_000_000

/** Slave id of the agent whose machine's effect runs. */
export function slaveIdOf(api: MasterApi): string {
  return (api.context as AgentContext).id
}

/** Its record while it is registered. */
export function recordOf(api: MasterApi): AgentRecord {
  const id = slaveIdOf(api)
  return must(api.books.agents.get(id), `the agent ${id} is registered`)
}

export function keyOf(api: MasterApi): string {
  return api.id.slice('master/agent:'.length)
}

/** The machine of an agent that the master has not seen under this id. An older one of the same name is history. */
export function spawnAgent(api: MasterApi, name: string, slaveId: string): string {
  const own = agentMachine({ key: name })
  const before = api.stateOf(own)
  if (before !== null && HISTORY.has(before)) api.remove(own)
  const key = freeKey(api, 'agent', name, slaveId.slice(slaveId.lastIndexOf('-') + 1))
  const input: AgentContext = { id: slaveId, reregisterTimeoutMs: api.scenario.master.agentReregisterTimeoutMs }
  api.books.names.set(slaveId, name)
  api.spawn('master/agent', agentMachine({ key }), input)
  return key
}

const HISTORY: ReadonlySet<string> = new Set(['removed', 'gone', 'unreachable'])

/** An agent without an id. Source: registerSlave. */
export function RegisterSlaveMessage(api: MasterApi, event: SimEvent): void {
  const { books } = api
  const name = event.from ?? ''
  const { slave, version } = event.body as MessageBodies['RegisterSlaveMessage']
  if (books.registering.has(name) || !isAcceptable(version)) return
  const known = books.agentAt.get(name)
  if (known) {
    const resent = isAgentConnected(api, known)
    api.step(agentMachine(known), event)
    if (resent) return
  }
  const n = books.nextAgent
  books.nextAgent += 1
  const slaveId = `${books.info.id}-S${n}`
  books.registering.add(name)
  const key = spawnAgent(api, name, slaveId)
  api.step(agentMachine({ key }), { ...event, body: { ...(event.body as object), slave: { ...slave, id: slaveId } } })
}

/** MINIMUM_AGENT_VERSION. */
function isAcceptable(version: string): boolean {
  return Number(version.split('.')[0]) >= 1
}

export function writeAdmit(api: MasterApi, event: SimEvent): void {
  const body = event.body as MessageBodies['RegisterSlaveMessage']
  const slaveId = slaveIdOf(api)
  const agent = { name: event.from ?? '', info: body.slave }
  apply(api, { kind: 'admit', key: keyOf(api), slaveId, agent, pass: { body, name: agent.name } })
}

/** Written: the observer pings at once, the allocator looks at the agent, the agent learns its id. */
export function admit(api: MasterApi, event: SimEvent): void {
  const body = event['body'] as MessageBodies['RegisterSlaveMessage']
  const agent = register(api, event['name'] as string, body)
  api.books.registering.delete(agent.name)
  watchAgent(api, agent)
  tellAllocator(api, agent)
  tellRegistered(api, agent)
}

type Registering = Pick<
  MessageBodies['ReregisterSlaveMessage'],
  'slave' | 'agentCapabilities' | 'checkpointedResources'
>

/** Into the books; `master/agent` is registered already or about to be. */
export function register(api: MasterApi, name: string, body: Registering): AgentRecord {
  const { books } = api
  const { slave: info, agentCapabilities: capabilities, checkpointedResources } = body
  const reserved = resourcesIn(checkpointedResources ?? '')
  const agent: AgentRecord = {
    registered: true,
    name,
    machine: null,
    id: slaveIdOf(api),
    offer: null,
    furtherOffers: null,
    executors: new Map(),
    attributes: info.attributes,
    domain: info.domain,
    key: keyOf(api),
    info,
    total: withReserved(resourcesIn(info.resources), reserved),
    reserved,
    capabilities,
    tasks: new Map(),
    killed: new Map(),
    used: new Map(),
    series: -1,
  }
  books.named.length = 0
  books.agents.set(agent.id, agent)
  books.agentAt.set(name, agent)
  books.names.set(agent.id, name)
  books.touched.add(agent.id)
  return agent
}

/** Its observer, and a link whose break tells that the agent's process ended. */
export function watchAgent(api: MasterApi, agent: AgentRecord): void {
  const { agentPingTimeoutMs, maxAgentPingTimeouts } = api.scenario.master
  const input = {
    agent: agent.name,
    slaveId: agent.id,
    pingTimeoutMs: agentPingTimeoutMs,
    maxPingTimeouts: maxAgentPingTimeouts,
  }
  api.link(agent.name)
  if (!api.has(observerOf(agent))) api.spawn('observer', observerOf(agent), input)
}

export function tellAllocator(api: MasterApi, agent: AgentRecord): void {
  const { name, info, capabilities, total } = agent
  const body = { agent: name, slaveInfo: info, capabilities, total: resourceText(total), used: usedParts(agent) }
  call(api, 'addSlave', body)
  if (api.books.deactivated.has(agent.id)) call(api, 'deactivateSlave', { agent: name })
}

export function connectionOf(api: MasterApi): { readonly totalPingTimeoutSeconds: number } {
  const { agentPingTimeoutMs, maxAgentPingTimeouts } = api.scenario.master
  return { totalPingTimeoutSeconds: (agentPingTimeoutMs * maxAgentPingTimeouts) / 1000 }
}

function tellRegistered(api: MasterApi, agent: AgentRecord): void {
  send(api, agent.name, 'SlaveRegisteredMessage', { slaveId: agent.id, connection: connectionOf(api) })
}

export function resendRegistered(api: MasterApi): void {
  tellRegistered(api, recordOf(api))
}

/** The link broke. Source: master.cpp, exited, disconnect. */
export function disconnect(api: MasterApi): void {
  const agent = recordOf(api)
  call(api, 'deactivateSlave', { agent: agent.name })
  api.send(observerOf(agent), 'disconnect', {})
}

/** Whatever ran there without checkpoints is thought to have died with the agent. */
export function loseUncheckpointed(api: MasterApi): void {
  const agent = recordOf(api)
  for (const framework of api.books.frameworks.values())
    if (!framework.info.checkpoint) loseFrameworkOn(api, agent, framework)
}

function loseFrameworkOn(api: MasterApi, agent: AgentRecord, framework: FrameworkRecord): void {
  const message = `Agent ${agent.info.hostname} disconnected`
  for (const task of tasksOn(agent, framework)) {
    const made = madeFor(task, 'TASK_LOST', 'REASON_SLAVE_DISCONNECTED', message)
    endTask(api, task, made.state, made.reason, false)
    tellMade(api, framework, made)
  }
  for (const executorId of agent.executors.get(framework.id)?.keys() ?? [])
    removeExecutor(api, agent, framework.id, executorId, false)
}

function tasksOn(agent: AgentRecord, framework: FrameworkRecord): TaskRecord[] {
  return [...agent.tasks.values()].filter(({ frameworkId }) => frameworkId === framework.id)
}

/** Its offers are rescinded; what they held goes back, so that it is there when the agent returns. */
export function rescindOffers(api: MasterApi): void {
  const agent = recordOf(api)
  for (const offer of offersOn(agent)) endOffer(api, offer, { type: 'rescind' })
}

export function writeUnreachable(api: MasterApi, event: SimEvent): void {
  const slaveId = slaveIdOf(api)
  const name = api.books.names.get(slaveId) ?? ''
  const { agentReregisterTimeoutMs } = api.scenario.master
  const cause =
    event.type === 'notBack'
      ? `agent did not reregister within ${durationText(agentReregisterTimeoutMs)} after disconnecting`
      : 'health check timed out'
  const pass = { atMs: api.now, cause }
  api.books.markingUnreachable.add(slaveId)
  apply(api, { kind: 'markUnreachable', key: keyOf(api), slaveId, name, atMs: api.now, pass })
}

/** Written. Tasks become TASK_UNREACHABLE, or TASK_LOST for who knows no better. Source: __removeSlave. */
export function becomeUnreachable(api: MasterApi, event: SimEvent): void {
  const { books } = api
  const slaveId = slaveIdOf(api)
  const agent = books.agents.get(slaveId)
  const atMs = event['atMs'] as number
  books.markingUnreachable.delete(slaveId)
  books.recovered.delete(slaveId)
  books.unreachable.set(slaveId, { name: books.names.get(slaveId) ?? '', atMs })
  if (agent) {
    leave(api, agent)
    const unreachableTime = (EPOCH_MS + atMs) * NANOS_PER_MS
    const cause = event['cause'] as string
    for (const task of agent.tasks.values()) loseTask(api, task, cause, unreachableTime)
    dropExecutors(api, agent)
    endOffersOf(api, agent)
    writeGone(api, agent)
  }
  tellAllSlaveLost(api, slaveId)
}

/** Said of tasks that have ended too, where the acknowledgement is missing: their record keeps its end. */
function loseTask(api: MasterApi, task: TaskRecord, cause: string, unreachableTime: number): void {
  const framework = must(api.books.frameworks.get(task.frameworkId), 'a task has a framework')
  const state = isPartitionAware(framework) ? 'TASK_UNREACHABLE' : 'TASK_LOST'
  const made = madeFor(task, state, 'REASON_SLAVE_REMOVED', cause)
  loseSight(api, task, state, made.reason, unreachableTime)
  tellMade(api, framework, { ...made, unreachableTime })
}

/** Out of the books of registered agents; the allocator frees all that was held there. */
function leave(api: MasterApi, agent: AgentRecord): void {
  const { books } = api
  call(api, 'removeSlave', { agent: agent.name })
  books.agents.delete(agent.id)
  agent.registered = false
  if (books.agentAt.get(agent.name) === agent) books.agentAt.delete(agent.name)
  api.unlink(agent.name)
  if (api.has(observerOf(agent))) api.remove(observerOf(agent))
}

function dropExecutors(api: MasterApi, agent: AgentRecord): void {
  for (const [frameworkId, executors] of agent.executors)
    for (const executorId of executors.keys()) removeExecutor(api, agent, frameworkId, executorId, true)
}

function endOffersOf(api: MasterApi, agent: AgentRecord): void {
  for (const offer of offersOn(agent)) endOffer(api, offer, { type: 'rescind' })
}

export function writeRemoval(api: MasterApi): void {
  writeRemovalBecause(api, 'the agent unregistered')
}

/** Another one registers from its address while it is disconnected. */
export function writeReplacement(api: MasterApi): void {
  writeRemovalBecause(api, 'a new agent registered at the same address')
}

function writeRemovalBecause(api: MasterApi, cause: string): void {
  const slaveId = slaveIdOf(api)
  api.books.removing.add(slaveId)
  apply(api, { kind: 'remove', key: keyOf(api), slaveId, pass: { cause } })
}

/** Unregistered, or another one registered from its address: all tasks are lost, partition-aware or not. */
export function becomeRemoved(api: MasterApi, event: SimEvent): void {
  const { books } = api
  const agent = recordOf(api)
  const message = `Agent ${agent.info.hostname} removed: ${event['cause'] as string}`
  books.removing.delete(agent.id)
  books.draining.delete(agent.id)
  books.deactivated.delete(agent.id)
  books.removed.add(agent.id)
  leave(api, agent)
  for (const task of agent.tasks.values()) {
    const framework = must(books.frameworks.get(task.frameworkId), 'a task has a framework')
    const made = madeFor(task, 'TASK_LOST', 'REASON_SLAVE_REMOVED', message)
    endTask(api, task, made.state, made.reason, true)
    tellMade(api, framework, made)
  }
  dropExecutors(api, agent)
  endOffersOf(api, agent)
  writeGone(api, agent)
  tellAllSlaveLost(api, agent.id)
}

export function UnregisterSlaveMessage(api: MasterApi, event: SimEvent): void {
  const { slaveId } = event.body as MessageBodies['UnregisterSlaveMessage']
  const agent = api.books.agents.get(slaveId)
  if (agent && agent.name === event.from) api.step(agentMachine(agent), event)
}

export function writeGoneToRegistry(api: MasterApi): void {
  const slaveId = slaveIdOf(api)
  const name = api.books.names.get(slaveId) ?? ''
  api.books.markingGone.add(slaveId)
  apply(api, { kind: 'markGone', key: keyOf(api), slaveId, name, atMs: api.now })
}

/**
 * Written. The operator says that it will never come back. One that has not come back since a failover stays among the
 * recovered, so that questions about tasks that may be there get no answer (MESOS-9739). Source: markGone, __removeSlave.
 */
export function becomeGone(api: MasterApi): void {
  const { books } = api
  const slaveId = slaveIdOf(api)
  const agent = books.agents.get(slaveId)
  books.markingGone.delete(slaveId)
  books.gone.add(slaveId)
  if (books.recovered.has(slaveId)) return
  books.draining.delete(slaveId)
  books.deactivated.delete(slaveId)
  if (agent) goneFromRegistered(api, agent)
  else if (books.unreachable.delete(slaveId)) goneFromUnreachable(api, slaveId)
}

function goneFromRegistered(api: MasterApi, agent: AgentRecord): void {
  send(api, agent.name, 'ShutdownMessage', { message: 'Agent has been marked gone' })
  leave(api, agent)
  for (const task of agent.tasks.values()) tellTaskGone(api, task)
  dropExecutors(api, agent)
  endOffersOf(api, agent)
  writeGone(api, agent)
  tellAllSlaveLost(api, agent.id)
}

function goneFromUnreachable(api: MasterApi, slaveId: string): void {
  for (const framework of api.books.frameworks.values())
    for (const task of framework.unreachable.values()) if (task.slaveId === slaveId) tellTaskGone(api, task)
}

function tellTaskGone(api: MasterApi, task: TaskRecord): void {
  const framework = must(api.books.frameworks.get(task.frameworkId), 'a task has a framework')
  const isAware = isPartitionAware(framework)
  const state = isAware ? 'TASK_GONE_BY_OPERATOR' : 'TASK_LOST'
  const reason = isAware ? 'REASON_SLAVE_REMOVED_BY_OPERATOR' : 'REASON_SLAVE_REMOVED'
  endTask(api, task, state, reason, true)
  tellMade(api, framework, madeFor(task, state, reason, 'Agent has been marked gone'))
}

/** A gone agent that calls again. */
export function shutDown(api: MasterApi, event: SimEvent): void {
  send(api, event.from ?? '', 'ShutdownMessage', { message: 'Agent has been marked gone' })
}

/** Some process that the master linked to ended. */
export function exited(api: MasterApi, event: SimEvent): void {
  const { books } = api
  const peer = event.peer ?? ''
  for (const framework of books.frameworks.values())
    if (framework.pid === peer) api.step(frameworkMachine(framework), event)
  const agent = books.agentAt.get(peer)
  if (agent) api.step(agentMachine(agent), event)
}

/**
 * Nothing here is oversubscribed and no provider changes totals: mostly there is no change. Only after this message, which
 * follows each registration, is a draining agent known to have nothing left. Source: updateSlave.
 */
export function UpdateSlaveMessage(api: MasterApi, event: SimEvent): void {
  const { slaveId, total } = event.body as MessageBodies['UpdateSlaveMessage']
  const agent = api.books.agents.get(slaveId)
  if (!agent) return
  if (total !== undefined && total !== resourceText(agent.total)) {
    agent.total = resourcesIn(total)
    api.books.touched.add(agent.id)
    for (const offer of offersOn(agent)) endOffer(api, offer, { type: 'rescind' })
    call(api, 'updateSlave', { agent: agent.name, slaveInfo: agent.info, total })
  }
  checkDrained(api, agent)
}
