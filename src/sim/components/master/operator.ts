/**
 * The operator's endpoints. Source: http.cpp, teardown, _drainAgent, deactivateAgent, reactivateAgent, markAgentGone,
 * reserveResources; weights_handler.cpp; quota_handler.cpp; reference 2.10, 4(b), 4(e), 5.8.
 */
import { valuesIn } from '#base/window.ts'
import { addResources, containsResources, NO_RESOURCES, type Resources, subtractResources } from '#model/resources.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { bothSides, type Reservation } from '../operations.ts'
import { resourceText } from '../resourceText.ts'
import { type AgentRecord, type MasterApi, frameworkMachine, offersOn } from './books.ts'
import { keyOf, recordOf } from './agents.ts'
import { call } from './calls.ts'
import { stepAgent } from './lead.ts'
import { endOffer } from './offers.ts'
import { rescindForQuota } from './quotaOffers.ts'
import { apply } from './registrar.ts'
import type { RegistryOperation } from './registry.ts'
import { reserveOn, staticFault } from './reservations.ts'
import { drainConfig } from './reregister.ts'
import { checkDrained, forgetUnreachable } from './tasks.ts'
import { send } from './tell.ts'

/** Filter that an operator's endpoint puts on what it rescinds: Mesos' default. */
const OPERATOR_FILTER = { refuseSeconds: 5 }

/** Slave id of an agent by its name: registered, recovered or unreachable. */
export function slaveIdBy(books: MasterApi['books'], name: string): string | undefined {
  const registered = books.agentAt.get(name)
  if (registered) return registered.id
  for (const [id, recovered] of books.recovered) if (recovered.name === name) return id
  let newest: string | undefined
  for (const [id, lost] of books.unreachable) if (lost.name === name) newest = id
  return newest
}

export function teardown(api: MasterApi, event: SimEvent): void {
  for (const framework of api.books.frameworks.values())
    if (framework.name === event['framework']) api.step(frameworkMachine(framework), { type: 'remove' })
}

export function markAgentGone(api: MasterApi, event: SimEvent): void {
  const name = event['agent'] as string
  const slaveId = slaveIdBy(api.books, name)
  if (slaveId !== undefined) stepAgent(api, name, slaveId, { type: 'markGone' })
}

/** Each of these is written first; `settled` goes on. */
export function deactivateAgent(api: MasterApi, event: SimEvent): void {
  const slaveId = slaveIdBy(api.books, event['agent'] as string)
  if (slaveId !== undefined) apply(api, { kind: 'deactivate', slaveId })
}

export function reactivateAgent(api: MasterApi, event: SimEvent): void {
  const slaveId = slaveIdBy(api.books, event['agent'] as string)
  if (slaveId !== undefined) apply(api, { kind: 'reactivate', slaveId })
}

export function drainAgent(api: MasterApi, event: SimEvent): void {
  const slaveId = slaveIdBy(api.books, event['agent'] as string)
  if (slaveId === undefined) return
  const maxGraceMs = (event['maxGraceMs'] as number | undefined) ?? null
  const drain = { maxGraceMs, markGone: event['markGone'] === true, state: 'DRAINING' as const }
  apply(api, { kind: 'drain', slaveId, drain })
}

export function setWeight(api: MasterApi, event: SimEvent): void {
  apply(api, { kind: 'weight', role: event['role'] as string, weight: event['weight'] as number })
}

export function setQuota(api: MasterApi, event: SimEvent): void {
  const { role, guarantees, limits } = event as unknown as { role: string; guarantees: string; limits: string }
  apply(api, { kind: 'quota', role, quota: { guarantees, limits } })
}

/** An operation without a machine of its own is written: the memory follows. */
export function settled(api: MasterApi, event: SimEvent): void {
  const operation = event['operation'] as RegistryOperation
  switch (operation.kind) {
    case 'deactivate':
      api.books.deactivated.add(operation.slaveId)
      return stepBy(api, operation.slaveId, { type: 'deactivate' })
    case 'reactivate':
      api.books.deactivated.delete(operation.slaveId)
      api.books.draining.delete(operation.slaveId)
      return stepBy(api, operation.slaveId, { type: 'reactivate' })
    case 'drain':
      api.books.deactivated.add(operation.slaveId)
      return drain(api, operation)
    case 'weight':
      return weightSet(api, operation.role, operation.weight)
    case 'quota':
      return quotaSet(api, operation)
    case 'prune':
      for (const id of operation.slaveIds) {
        if (api.books.unreachable.delete(id)) forgetUnreachable(api, id)
        api.books.gone.delete(id)
      }
      return
    default:
  }
}

function stepBy(api: MasterApi, slaveId: string, event: SimEvent): void {
  stepAgent(api, api.books.names.get(slaveId) ?? '', slaveId, event)
}

function drain(api: MasterApi, { slaveId, drain: wish }: Extract<RegistryOperation, { readonly kind: 'drain' }>): void {
  const { books } = api
  books.draining.set(slaveId, { name: books.names.get(slaveId) ?? '', ...wish })
  stepBy(api, slaveId, { type: 'drain' })
}

/** Effects of the agent's machine. */
export function deactivate(api: MasterApi): void {
  const agent = recordOf(api)
  call(api, 'deactivateSlave', { agent: agent.name })
  api.books.touched.add(agent.id)
}

export function startDraining(api: MasterApi): void {
  const agent = recordOf(api)
  const wish = api.books.draining.get(agent.id)
  if (!wish) return
  send(api, agent.name, 'DrainSlaveMessage', { config: drainConfig(wish) })
  checkDrained(api, agent)
}

export function finishDraining(api: MasterApi): void {
  const agent = recordOf(api)
  const wish = api.books.draining.get(agent.id)
  if (!wish) return
  wish.state = 'DRAINED'
  const { maxGraceMs, markGone } = wish
  const drained = { maxGraceMs, markGone, state: 'DRAINED' as const }
  if (!markGone) apply(api, { kind: 'drain', key: keyOf(api), slaveId: agent.id, drain: drained })
}

/** All offers are rescinded where the role is in use. Source: weights_handler.cpp. */
function weightSet(api: MasterApi, role: string, weight: number): void {
  const { books } = api
  books.weights.set(role, weight)
  call(api, 'updateWeights', { role, weight })
  const isUsed = [...books.frameworks.values()].some(({ info }) => info.roles.includes(role))
  if (isUsed) for (const offer of valuesIn(books.offers)) endOffer(api, offer, { type: 'rescind' })
}

function quotaSet(api: MasterApi, { role, quota }: Extract<RegistryOperation, { readonly kind: 'quota' }>): void {
  api.books.quotas.set(role, quota)
  call(api, 'updateQuota', { role, ...quota })
  rescindForQuota(api, role, quota)
}

export function reserve(api: MasterApi, event: SimEvent): void {
  convertFree(api, event, 'RESERVE')
}

export function unreserve(api: MasterApi, event: SimEvent): void {
  convertFree(api, event, 'UNRESERVE')
}

/** What an operator may take: the agent's total less what tasks and executors use. */
export function unusedOf(agent: AgentRecord): Resources {
  return [...agent.used.values()].reduce((left, used) => subtractResources(left, used), agent.total)
}

/**
 * What is free may be offered this very moment, so offers with what is wanted are rescinded whether it takes them or not,
 * until they alone would do; then the agent's resources are converted. Source: http.cpp, _operation; master.cpp, apply.
 */
function convertFree(api: MasterApi, event: SimEvent, type: Reservation['type']): void {
  const { books } = api
  const agent = books.agentAt.get(event['agent'] as string)
  if (!agent) return
  const operation: Reservation = { type, role: event['role'] as string, resources: event['resources'] as string }
  const { from, to } = bothSides(operation)
  if (!containsResources(unusedOf(agent), from) || staticFault(agent, operation) !== null) return
  let wanted = from
  let rescinded: Resources = NO_RESOURCES
  for (const offer of offersOn(agent)) {
    const left = subtractResources(wanted, offer.resources)
    if (resourceText(left) === resourceText(wanted)) continue
    wanted = left
    rescinded = addResources(rescinded, offer.resources)
    endOffer(api, offer, { type: 'rescind', filters: OPERATOR_FILTER })
    if (containsResources(rescinded, from)) break
  }
  call(api, 'updateAvailable', { agent: agent.name, from: resourceText(from), to: resourceText(to) })
  reserveOn(api, agent, operation)
}
