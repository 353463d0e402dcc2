/**
 * Effects of `master/agent` around admission and links that break. Source: master.cpp, registerSlave … __registerSlave,
 * exited; reference 2.9.3, 4(b). How an agent leaves: `departures.ts`.
 */
import { must } from '#base/assert.ts'
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
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
  observerOf,
  offersOn,
} from './books.ts'
import { call } from './calls.ts'
import { usedParts } from './holdings.ts'
import type { AgentContext } from './machines/agent.ts'
import { endOffer } from './offers.ts'
import { apply } from './registrar.ts'
import { checkDrained, endTask, removeExecutor } from './tasks.ts'
import { send } from './tell.ts'
import { madeFor, tellMade } from './updates.ts'

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
