/** A run of ours as a tale: what its processes sent to each other, and whose end was noticed. */
import type {
  Filters,
  FrameworkInfo,
  Offer,
  Operation,
  StatusUpdate,
  Task,
  TaskInfo,
  TaskStatus,
} from '#model/messages/bodies.ts'
import { roleOf } from '#model/roles.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { RECORD_TYPES } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { agentIds } from '#sim/kernel/sim.ts'
import { anItem, errorKind, isAcknowledgement, isUpdate, type Actor, type Item, type Tale } from './tale.ts'

const SENT = RECORD_TYPES.indexOf('sent')
const DELIVERED = RECORD_TYPES.indexOf('delivered')
const EXITED = RECORD_TYPES.indexOf('exited')

/** What bodies of the compared messages may hold: all of it optional, since one reader reads them all. */
interface AnyBody {
  readonly frameworkId?: string
  readonly executorId?: string
  readonly slaveId?: string
  readonly agentId?: string
  readonly taskId?: string
  readonly uuid?: string
  readonly update?: StatusUpdate
  readonly status?: TaskStatus
  readonly task?: TaskInfo
  readonly tasks?: readonly Task[]
  readonly offers?: readonly Offer[]
  readonly offerIds?: readonly string[]
  readonly offerId?: string
  readonly filters?: Filters
  readonly operations?: readonly Operation[]
  readonly frameworkInfo?: FrameworkInfo
  readonly connected?: boolean
  readonly connection?: { readonly totalPingTimeoutSeconds: number }
  readonly slave?: { readonly resources: string; readonly id?: string }
  readonly message?: string
}

interface Teller {
  readonly trace: TraceStore
  readonly isAgent: (id: string) => boolean
  /** Scenario ids by framework id, agents by agent id, states by uuid: learned while reading. */
  readonly frameworks: Map<string, string>
  readonly agents: Map<string, string>
  readonly states: Map<string, string>
}

function actorOf({ isAgent }: Teller, id: string): Actor | null {
  switch (roleOf(id, isAgent)) {
    case 'driver':
      return { role: 'framework', id: id.slice('driver:'.length) }
    case 'master':
      return { role: 'master', id: 'master' }
    case 'observer':
      return { role: 'observer', id: id.slice('observer:'.length) }
    case 'agent':
      return { role: 'agent', id }
    case 'execdriver':
      return { role: 'executor', id: id.slice('execdriver:'.length, id.lastIndexOf('@')) }
    default:
      return null
  }
}

/** The scenario's framework of an actor: a second instance is the same framework. */
function frameworkOf(actor: Actor): string {
  return actor.id.replace(/~2$/, '')
}

function learn(teller: Teller, to: Actor, name: string, body: AnyBody): void {
  const { frameworkId, slaveId, update, status } = body
  const registers = name === 'FrameworkRegisteredMessage' || name === 'SUBSCRIBED'
  if (registers && frameworkId !== undefined && to.role === 'framework')
    teller.frameworks.set(frameworkId, frameworkOf(to))
  const admits = name === 'SlaveRegisteredMessage' || name === 'SlaveReregisteredMessage'
  if (admits && slaveId !== undefined) teller.agents.set(slaveId, to.id)
  for (const { slaveId: agent, hostname } of body.offers ?? []) teller.agents.set(agent, hostname)
  const told = update?.status ?? status
  const uuid = update?.uuid ?? told?.uuid
  if (told && uuid !== undefined) teller.states.set(uuid, told.state)
}

function launchesOf(operations: readonly Operation[] | undefined): Item['launches'] {
  return (operations ?? []).flatMap((operation) => {
    if (operation.type !== 'LAUNCH' && operation.type !== 'LAUNCH_GROUP') return []
    const infos = operation.type === 'LAUNCH' ? operation.taskInfos : operation.taskGroup.tasks
    return infos.map(({ taskId, resources }) => ({ task: taskId, resources }))
  })
}

function detailOf(name: string, body: AnyBody): string {
  switch (name) {
    case 'PingSlaveMessage':
      return `connected ${String(body.connected)}`
    case 'SlaveRegisteredMessage':
    case 'SlaveReregisteredMessage':
      return `ping timeout ${String(body.connection?.totalPingTimeoutSeconds)} s`
    case 'SUBSCRIBE':
      return body.frameworkInfo ? `roles ${[...body.frameworkInfo.roles].sort().join(',')}` : ''
    case 'ReregisterSlaveMessage':
      return `tasks ${(body.tasks ?? [])
        .map(({ state }) => state)
        .sort()
        .join(',')}`
    case 'FrameworkErrorMessage':
    case 'ERROR':
      return errorKind(body.message ?? '')
    default:
      return ''
  }
}

/** Seconds of Mesos' default filter. */
const REFUSE_SECONDS = 5

function refuseOf(name: string, { filters }: AnyBody): number | null {
  return name === 'ACCEPT' || name === 'DECLINE' ? (filters?.refuseSeconds ?? REFUSE_SECONDS) * 1000 : null
}

function answersOf(name: string, body: AnyBody): Partial<Item> {
  const { offers = [], offerIds, offerId } = body
  return {
    offers: offers.map(({ id, resources, allocationInfo, hostname }) => ({
      id,
      role: allocationInfo.role,
      resources,
      agent: hostname,
    })),
    offerIds: offerIds ?? (offerId === undefined ? [] : [offerId]),
    refuseMs: refuseOf(name, body),
    launches: launchesOf(body.operations),
  }
}

function updateOf(teller: Teller, name: string, body: AnyBody): Partial<Item> {
  const { update, status, uuid } = body
  const told = isUpdate({ name }) ? (update?.status ?? status) : undefined
  return {
    state: told?.state ?? null,
    reason: told?.reason ?? null,
    source: told?.source ?? null,
    latestState: update?.latestState ?? null,
    acknowledges: isAcknowledgement({ name }) && uuid !== undefined ? (teller.states.get(uuid) ?? null) : null,
  }
}

function subjectsOf(teller: Teller, from: Actor, to: Actor, body: AnyBody): Partial<Item> {
  const { update, status, task } = body
  const end = [from, to].find(({ role }) => role === 'framework')
  const frameworkId = body.frameworkId ?? update?.frameworkId ?? body.frameworkInfo?.id
  const named = frameworkId === undefined ? undefined : teller.frameworks.get(frameworkId)
  const agentId = body.slaveId ?? body.agentId ?? update?.slaveId ?? status?.slaveId ?? body.slave?.id
  return {
    framework: end ? frameworkOf(end) : (named ?? null),
    task: body.taskId ?? update?.status.taskId ?? status?.taskId ?? task?.taskId ?? null,
    executor: [from, to].find(({ role }) => role === 'executor')?.id ?? body.executorId ?? null,
    agent: agentId === undefined ? null : (teller.agents.get(agentId) ?? agentId),
    resources: task?.resources ?? body.slave?.resources ?? null,
  }
}

/** Observers live in the master's process. */
function isMasters({ role }: Actor): boolean {
  return role === 'master' || role === 'observer'
}

/** Only what crosses from process to process; answers over HTTP are in no recording. */
function sentItem(teller: Teller, i: number): Item | null {
  const { trace } = teller
  const from = actorOf(teller, trace.text(trace.from[i] as number))
  const to = actorOf(teller, trace.text(trace.to[i] as number))
  const name = trace.text(trace.name[i] as number)
  if (!from || !to || /^\d{3}$/.test(name) || (isMasters(from) && isMasters(to))) return null
  const body = (trace.body(i) ?? {}) as AnyBody
  learn(teller, to, name, body)
  const fate = trace.fate[i] as number
  const delivered = fate >= 0 && trace.type[fate] === DELIVERED
  return anItem({
    n: i,
    kind: 'message',
    at: trace.at[i] as number,
    receivedAt: delivered ? (trace.at[fate] as number) : null,
    from,
    to,
    name,
    ...subjectsOf(teller, from, to, body),
    ...updateOf(teller, name, body),
    ...answersOf(name, body),
    detail: detailOf(name, body),
  })
}

function brokenItem(teller: Teller, i: number): Item | null {
  const { trace } = teller
  const from = actorOf(teller, trace.text(trace.to[i] as number))
  const to = actorOf(teller, trace.text(trace.from[i] as number))
  const at = trace.at[i] as number
  return from && to ? anItem({ n: i, kind: 'broken', at, receivedAt: at, from, to, name: 'link broken' }) : null
}

/** `n` of an item is the ordinal of its record. */
export function simulatedTale(trace: TraceStore, scenario: Scenario): Tale {
  const agents = agentIds(scenario)
  const teller: Teller = {
    trace,
    isAgent: (id) => agents.has(id),
    frameworks: new Map(),
    agents: new Map(),
    states: new Map(),
  }
  const items: Item[] = []
  for (let i = 0; i < trace.count; i += 1) {
    const item = trace.type[i] === SENT ? sentItem(teller, i) : trace.type[i] === EXITED ? brokenItem(teller, i) : null
    if (item) items.push(item)
  }
  return { items, endMs: trace.count === 0 ? 0 : (trace.at[trace.count - 1] as number) }
}
