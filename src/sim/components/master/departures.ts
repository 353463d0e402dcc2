/**
 * How an agent leaves the master's books: unreachable, removed, gone for good; each is written to the registry first.
 * Source: master.cpp, markUnreachable, __removeSlave, removeSlave, markGone; reference 2.9.3, 4(b).
 */
import { must } from '#base/assert.ts'
import type { MessageBodies } from '#model/messages/bodies.ts'
import { EPOCH_MS } from '#base/units.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { durationText } from '../durationText.ts'
import {
  type AgentRecord,
  type MasterApi,
  type TaskRecord,
  agentMachine,
  isPartitionAware,
  observerOf,
  offersOn,
} from './books.ts'
import { call } from './calls.ts'
import { writeGone } from './holdings.ts'
import { endOffer } from './offers.ts'
import { apply } from './registrar.ts'
import { endTask, loseSight, removeExecutor } from './tasks.ts'
import { send, tellAllSlaveLost } from './tell.ts'
import { madeFor, tellMade } from './updates.ts'
import { keyOf, recordOf, slaveIdOf } from './agents.ts'

const NANOS_PER_MS = 1_000_000

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
