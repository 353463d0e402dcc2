/**
 * What the master remembers. Everything here is gone when it crashes, but for what the registrar wrote to disk
 * (`registrar.ts`). Source: src/master/master.hpp; reference 4(a), 4(b), 6.5.
 */
import { makeWindow, valueAt, valuesIn, type Window } from '#base/window.ts'
import type { AgentInfo, ExecutorInfo, FrameworkInfo, MasterInfo } from '#model/messages/bodies.ts'
import type { OfferConstraints } from '#model/offerConstraints.ts'
import type { Resources } from '#model/resources.ts'
import type { Api, Machine } from '../../kernel/definition.ts'
import type { QuotaRecord, RegistryOperation } from './registry.ts'

export type MasterApi = Api<MasterBooks>

export interface FrameworkRecord {
  /** Short name of its machine: the scenario's id, made unique where two live. */
  readonly key: string
  /** The scenario's id: `FrameworkInfo.name`. */
  readonly name: string
  readonly id: string
  info: FrameworkInfo
  /** Address of the registered driver; empty while nobody has subscribed since a failover of the master. */
  pid: string
  v1: boolean
  suppressed: readonly string[]
  constraints: OfferConstraints | null
  /** Active list: live tasks and those whose terminal update is not acknowledged. */
  readonly tasks: Map<string, TaskRecord>
  /** Tasks on unreachable agents. */
  readonly unreachable: Map<string, TaskRecord>
  /** Newest last, bounded: task to its last state. */
  readonly completed: Map<string, string>
  /** How many offers it has: they are in `offers` of the books. */
  offers: number
  /** Its machine, once it was looked at. */
  machine: Machine | null
}

/** Made with what every offer asks for in front: ten thousand of these do not stay in a cache. */
export interface AgentRecord {
  readonly key: string
  /** The scenario's id, also the address. */
  readonly name: string
  readonly id: string
  info: AgentInfo
  /** Of `info`. */
  attributes: AgentInfo['attributes']
  domain: AgentInfo['domain']
  total: Resources
  /** Of these, what was reserved at run time: `checkpointed_resources`. */
  reserved: Resources
  capabilities: readonly string[]
  /** By `taskKey`. */
  readonly tasks: Map<string, TaskRecord>
  /** Framework id to executor id to executor. */
  readonly executors: Map<string, Map<string, ExecutorRecord>>
  /** The oldest: mostly it is the only one. */
  offer: OfferRecord | null
  /** Those after it, oldest first; null: none. */
  furtherOffers: OfferRecord[] | null
  /** Kills that the agent has not confirmed, re-sent without their policy when it comes back: framework id to task ids. */
  readonly killed: Map<string, Set<string>>
  /** Framework id to what its tasks and executors hold. */
  readonly used: Map<string, Resources>
  /** In the books of registered agents. */
  registered: boolean
  /** Number of its timeline's name; -1: it has no point yet. */
  series: number
  /** Its machine, once it was looked at. */
  machine: Machine | null
}

export interface ExecutorRecord {
  readonly info: ExecutorInfo
  readonly role: string
  readonly resources: Resources
}

export interface TaskRecord {
  /** Short name of its machine. */
  readonly key: string
  readonly taskId: string
  readonly name: string
  readonly frameworkId: string
  readonly slaveId: string
  /** Absent for a command task. */
  readonly executorId: string | undefined
  /** Role that its resources are allocated to. */
  readonly role: string
  readonly resources: Resources
  /** Its resources count on the agent: while its machine is live. */
  held: boolean
  /** Newest state known: the agent's `latest_state`. */
  state: string
  reason: string | null
  /** Of the last update forwarded. */
  statusState: string | undefined
  statusUuid: string | undefined
  /** Nanoseconds since 1970. */
  unreachableTime: number | undefined
}

export interface OfferRecord {
  /** `MASTER-O0` */
  readonly id: string
  /** `O0`: short name of its machine. */
  readonly key: string
  /** The number in both. */
  readonly number: number
  readonly framework: FrameworkRecord
  readonly agent: AgentRecord
  readonly role: string
  readonly resources: Resources
  readonly text: string
  /** Number of its timeline's name; -1: it has no point yet. */
  series: number
  /** Null while it comes to life. */
  machine: Machine | null
}

export interface UnreachableAgent {
  readonly name: string
  readonly atMs: number
}

export interface Registrar {
  /** Being written now. */
  storing: RegistryOperation[]
  /** Waiting for the write before. */
  queue: RegistryOperation[]
}

export interface MasterBooks {
  /** `leading`'s books are filled when the registry has been read. */
  info: MasterInfo
  nextFramework: number
  nextAgent: number
  readonly frameworks: Map<string, FrameworkRecord>
  /** Address of a registered driver to framework id. */
  readonly frameworkAt: Map<string, string>
  /** Newest last, bounded: framework ids. */
  readonly completedFrameworks: Set<string>
  /** Registered agents by slave id, connected or not. */
  readonly agents: Map<string, AgentRecord>
  /** Registered agents by name. */
  readonly agentAt: Map<string, AgentRecord>
  /** As the newest call of the allocator named them: the next call mostly names them in the same order. */
  readonly named: AgentRecord[]
  /** Names of agents whose admission is being written. */
  readonly registering: Set<string>
  /** Slave ids whose return is being written. */
  readonly reregistering: Set<string>
  /** From the registry after a failover, not back yet: slave id to name. */
  readonly recovered: Map<string, RecoveredAgent>
  readonly markingUnreachable: Set<string>
  readonly markingGone: Set<string>
  readonly removing: Set<string>
  readonly unreachable: Map<string, UnreachableAgent>
  readonly gone: Set<string>
  readonly removed: Set<string>
  /** Names of all agents ever known by slave id. */
  readonly names: Map<string, string>
  /** Deactivated by an operator, kept over failover: slave id. */
  readonly deactivated: Set<string>
  readonly draining: Map<string, DrainRecord>
  /** By number: ids are long to look up, and offers come and go by the million. */
  readonly offers: Window<OfferRecord>
  /** Number of the offer that was asked for last: the next one is mostly behind it. */
  asked: number
  readonly registrar: Registrar
  readonly weights: Map<string, number>
  readonly quotas: Map<string, QuotaRecord>
  readonly limiter: RemovalLimiter
  /** Agents whose timeline has to be written at the end of the event: slave ids. */
  readonly touched: Set<string>
  /** Calls sent to the allocator, callbacks handled: for the invariants. */
  callsToAllocator: number
  callbacksHandled: number
}

export interface RecoveredAgent {
  readonly name: string
  readonly info: AgentInfo
}

export interface DrainRecord {
  readonly name: string
  readonly maxGraceMs: number | null
  readonly markGone: boolean
  state: 'DRAINING' | 'DRAINED'
}

/** Permits for marking agents unreachable (agent_removal_rate_limit): whoever is over the rate waits. */
export interface RemovalLimiter {
  /** Virtual ms at which the next permit is free. */
  nextPermitMs: number
}

export function makeBooks(): MasterBooks {
  return {
    info: { id: '', hostname: 'master', port: 5050 },
    nextFramework: 0,
    nextAgent: 0,
    frameworks: new Map(),
    frameworkAt: new Map(),
    completedFrameworks: new Set(),
    agents: new Map(),
    agentAt: new Map(),
    named: [],
    registering: new Set(),
    reregistering: new Set(),
    recovered: new Map(),
    markingUnreachable: new Set(),
    markingGone: new Set(),
    removing: new Set(),
    unreachable: new Map(),
    gone: new Set(),
    removed: new Set(),
    names: new Map(),
    deactivated: new Set(),
    draining: new Map(),
    offers: makeWindow(),
    asked: -1,
    registrar: { storing: [], queue: [] },
    weights: new Map(),
    quotas: new Map(),
    limiter: { nextPermitMs: 0 },
    touched: new Set(),
    callsToAllocator: 0,
    callbacksHandled: 0,
  }
}

/** Task ids are unique within a framework only. */
export function taskKey(frameworkId: string, taskId: string): string {
  return `${frameworkId}/${taskId}`
}

export const frameworkMachine = (framework: { readonly key: string }): string => `master/framework:${framework.key}`
export const agentMachine = (agent: { readonly key: string }): string => `master/agent:${agent.key}`
export const taskMachine = (task: { readonly key: string }): string => `master/task:${task.key}`
export const observerOf = (agent: { readonly name: string }): string => `observer:${agent.name}`

/** Asked for with every offer and every call: the machine is found by its id once. */
function frameworkState(api: MasterApi, framework: FrameworkRecord): string {
  if (framework.machine === null || framework.machine.gone) framework.machine = api.machine(frameworkMachine(framework))
  return framework.machine?.state.value ?? ''
}

function agentState(api: MasterApi, agent: AgentRecord): string {
  if (agent.machine === null || agent.machine.gone) agent.machine = api.machine(agentMachine(agent))
  return agent.machine?.state.value ?? ''
}

export function isConnected(api: MasterApi, framework: FrameworkRecord): boolean {
  return frameworkState(api, framework).startsWith('connected')
}

export function isActive(api: MasterApi, framework: FrameworkRecord): boolean {
  return frameworkState(api, framework) === 'connected.active'
}

/** Whether the agent is registered and its link holds. */
export function isAgentConnected(api: MasterApi, agent: AgentRecord): boolean {
  return agentState(api, agent).startsWith('registered.connected')
}

/** Whether the agent may be offered. */
export function isAgentActive(api: MasterApi, agent: AgentRecord): boolean {
  return agentState(api, agent) === 'registered.connected.active'
}

/** The registered agent of a name, where the allocator's call has it at this place. */
export function agentNamed({ agentAt, named }: MasterBooks, place: number, name: string): AgentRecord | undefined {
  const guess = named[place]
  if (guess?.registered && guess.name === name) return guess
  const agent = agentAt.get(name)
  if (agent && place <= named.length) named[place] = agent
  return agent
}

/** The outstanding offer of an id; of another master's there is none. */
export function offerNamed(books: MasterBooks, id: string): OfferRecord | undefined {
  const guess = valueAt(books.offers, books.asked + 1)
  const offer = guess?.id === id ? guess : valueAt(books.offers, numberAtEnd(id))
  if (offer?.id !== id) return undefined
  books.asked = offer.number
  return offer
}

/** Of `…-O17` 17. */
function numberAtEnd(id: string): number {
  let number = 0
  let place = 1
  for (let k = id.length - 1; k >= 0; k -= 1) {
    const digit = id.charCodeAt(k) - 48
    if (digit < 0 || digit > 9) break
    number += digit * place
    place *= 10
  }
  return number
}

/** Offers of an agent, oldest first. */
export function offersOn({ offer, furtherOffers }: AgentRecord): OfferRecord[] {
  if (offer === null) return []
  return furtherOffers === null ? [offer] : [offer, ...furtherOffers]
}

/** The agent has one more. */
export function putOffer(agent: AgentRecord, offer: OfferRecord): void {
  if (agent.offer === null) agent.offer = offer
  else if (agent.furtherOffers === null) agent.furtherOffers = [offer]
  else agent.furtherOffers.push(offer)
}

export function dropOffer(agent: AgentRecord, offer: OfferRecord): void {
  const rest = agent.furtherOffers?.filter((other) => other !== offer) ?? []
  if (agent.offer === offer) agent.offer = rest.shift() ?? null
  agent.furtherOffers = rest.length === 0 ? null : rest
}

/** Offers of a framework, oldest first. */
export function offersOf(books: MasterBooks, framework: FrameworkRecord): OfferRecord[] {
  if (framework.offers === 0) return []
  return valuesIn(books.offers).filter((offer) => offer.framework === framework)
}

export function isPartitionAware(framework: FrameworkRecord): boolean {
  return framework.info.capabilities.includes('PARTITION_AWARE')
}

/** A short name that no machine of this kind has yet. */
export function freeKey(api: MasterApi, kind: string, wanted: string, qualifier: string): string {
  let key = wanted
  for (let n = 2; api.has(`master/${kind}:${key}`); n += 1)
    key = n === 2 ? `${wanted}~${qualifier}` : `${wanted}~${qualifier}~${n}`
  return key
}
