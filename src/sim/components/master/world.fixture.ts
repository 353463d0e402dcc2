/**
 * A master with peers that say what a test tells them to: their actor is a line `say(at, who, name, body)`. Peers answer
 * pings and acknowledge nothing by themselves. Bodies may be functions of what the peer has learned.
 */
import { setup } from 'xstate'
import type { MessageBodies, Offer } from '#model/messages/bodies.ts'
import { MASTER_ENTRIES } from '#model/messages/master.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Action, Scenario } from '#model/scenario/types.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import { TraceStore } from '#model/trace/store.ts'
import type { Api, ClusterDefinition, Definition, SimEvent } from '../../kernel/definition.ts'
import { Run } from '../../kernel/run.ts'
import { type ChartInput, defineComponent, effectNames } from '../define.ts'
import { performMasterAction, possibleMasterAction } from './actions.ts'
import { MASTER_DEFINITIONS, masterProcess } from './definitions.ts'
import { MASTER_INVARIANTS } from './invariants.ts'

/** What a peer has heard. */
export interface Heard {
  frameworkId: string
  slaveId: string
  offers: Offer[]
  readonly messages: { readonly name: string; readonly body: unknown }[]
}

const peerMachine = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('say', 'hear', 'answerPing'),
}).createMachine({
  id: 'peer',
  context: {},
  on: {
    say: { actions: 'say' },
    PingSlaveMessage: { actions: 'answerPing' },
    '*': { actions: 'hear' },
  },
})

/** Ids are kept on disk, as agents and schedulers do. */
function remember({ books, disk }: Api<Heard>): void {
  if (books.slaveId === '') books.slaveId = (disk['slaveId'] as string | undefined) ?? ''
  if (books.frameworkId === '') books.frameworkId = (disk['frameworkId'] as string | undefined) ?? ''
}

function hear(api: Api<Heard>, event: SimEvent): void {
  const { books } = api
  const body = event.body as Record<string, unknown>
  books.messages.push({ name: event.type, body })
  if (typeof body?.['frameworkId'] === 'string') books.frameworkId = body['frameworkId']
  if (event.type.startsWith('Slave')) books.slaveId = body['slaveId'] as string
  if (event.type === 'ResourceOffersMessage' || event.type === 'OFFERS')
    books.offers.push(...(body as MessageBodies['OFFERS']).offers)
  api.disk['slaveId'] = books.slaveId
  api.disk['frameworkId'] = books.frameworkId
}

function say(api: Api<Heard>, event: SimEvent): void {
  remember(api)
  const body = event['says']
  const made: unknown = typeof body === 'function' ? (body as (heard: Heard) => unknown)(api.books) : body
  api.send('master', event['name'] as string, made)
}

const PEER: Definition = defineComponent<Heard>({
  kind: 'peer',
  machine: peerMachine,
  books: () => ({ frameworkId: '', slaveId: '', offers: [], messages: [] }),
  effects: {
    say,
    hear,
    answerPing: (api, event) => api.send(event.from ?? '', 'PongSlaveMessage', {}),
  },
})

export interface Say {
  readonly at: number
  readonly who: string
  readonly name: string
  readonly body: object | ((heard: Heard) => object)
}

export interface Plan {
  /** Scenario document's keys that matter; agents and frameworks are ids. */
  readonly agents?: readonly (string | object)[]
  readonly frameworks?: readonly string[]
  readonly roles?: object
  readonly master?: object
  readonly latencyMs?: readonly [number, number]
  readonly seed?: number
  readonly says?: readonly Say[]
  /** Operator's actions and crashes. */
  readonly actions?: readonly object[]
  /** Processes that end: the peer's crash. */
  readonly ends?: readonly { readonly at: number; readonly process: string }[]
  /** Processes that start again. */
  readonly starts?: readonly { readonly at: number; readonly process: string; readonly id?: string }[]
  readonly untilMs: number
}

function scenarioOf(plan: Plan): Scenario {
  const agents = (plan.agents ?? ['a1']).map((agent) =>
    typeof agent === 'string' ? { id: agent, resources: 'cpus:4;mem:4096' } : agent,
  )
  const parsed = parseScenario({
    version: 1,
    seed: plan.seed ?? 1,
    network: { latencyMs: plan.latencyMs ?? [1, 1] },
    agents,
    frameworks: (plan.frameworks ?? ['f']).map((id) => ({ id, kind: 'batch', tasks: [] })),
    ...(plan.roles ? { roles: plan.roles } : {}),
    ...(plan.master ? { master: plan.master } : {}),
    ...(plan.actions ? { actions: plan.actions } : {}),
    untilMs: plan.untilMs,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const own = [
    ...(plan.says ?? []).map(({ at, who, name, body }) => ({ atMs: at, do: 'say', who, name, says: body })),
    ...(plan.ends ?? []).map(({ at, process }) => ({ atMs: at, do: 'end', process })),
    ...(plan.starts ?? []).map(({ at, process, id }) => ({ atMs: at, do: 'start', process, id })),
  ] as unknown as Action[]
  const actions = [...parsed.value.actions, ...own].sort((a, b) => a.atMs - b.atMs)
  return { ...parsed.value, actions }
}

function peers(id: string, process: string) {
  return { process, host: process, members: [{ kind: 'peer', id, input: null }] }
}

const entries = new Map(MASTER_ENTRIES.map((entry) => [`${entry.name}|${entry.from}|${entry.to}`, entry]))

const CLUSTER: ClusterDefinition = {
  definitions: new Map([...MASTER_DEFINITIONS, PEER].map((definition) => [definition.kind, definition])),
  entry: (name, from, to) => entries.get(`${name}|${from}|${to}`),
  boot: (scenario) => [
    { ...masterProcess(scenario), startAtMs: 0 },
    ...scenario.agents.map(({ id }) => ({ ...peers(id, id), startAtMs: 0 })),
    ...scenario.frameworks.map(({ id }) => ({ ...peers(`driver:${id}`, id), startAtMs: 0 })),
  ],
  possible: (api, action) => possibleMasterAction(api, action) ?? null,
  act: (api, action) => {
    const own = action as unknown as Record<string, string>
    if (own['do'] === 'say') api.step(own['who'] as string, { type: 'say', name: own['name'], says: own['says'] })
    else if (own['do'] === 'end') api.endProcess(own['process'] as string)
    else if (own['do'] === 'start')
      api.startProcess(peers(own['id'] ?? (own['process'] as string), own['process'] as string))
    else performMasterAction(api, action)
  },
  invariants: MASTER_INVARIANTS,
}

export interface Played {
  readonly records: readonly TraceRecord[]
  /** One line per message between processes: `at from > to NAME what`. */
  readonly lines: readonly string[]
  readonly trace: TraceStore
}

/** Runs the plan with invariants after every event and throws when one breaks. */
export function play(plan: Plan): Played {
  const run = Run.start(scenarioOf(plan), CLUSTER, { checkEvery: 1 })
  run.advance({ untilMs: plan.untilMs })
  const trace = new TraceStore()
  trace.append(run.takeChunk())
  const records = Array.from({ length: trace.count }, (_, i) => recordAt(trace, i))
  const broken = records.filter((record) => record.type === 'broken')
  if (broken.length > 0) throw new Error(JSON.stringify(broken))
  return { records, lines: records.flatMap(lineOf), trace }
}

function lineOf(record: TraceRecord): string[] {
  if (record.type !== 'sent' || record.to === 'allocator' || record.from === 'allocator') return []
  return [`${record.at} ${record.from} > ${record.to} ${record.name}${detail(record.body)}`]
}

/** What tells messages of one name apart. */
function detail(body: unknown): string {
  const { offers, update, status, message, offerId, taskId, task } = body as Record<string, unknown>
  if (Array.isArray(offers))
    return ` ${(offers as Offer[]).map(({ id, hostname, resources }) => `${id.slice(id.lastIndexOf('-') + 1)} ${hostname} ${resources}`).join(' | ')}`
  const told = (update as { status: MessageBodies['UPDATE']['status'] } | undefined)?.status ?? status
  if (typeof told === 'object' && told !== null) {
    const { taskId: id, state, reason, uuid } = told as MessageBodies['UPDATE']['status']
    return ` ${id} ${state}${reason === undefined ? '' : ` ${reason}`}${uuid === undefined ? '' : ' uuid'}`
  }
  if (typeof offerId === 'string') return ` ${offerId.slice(offerId.lastIndexOf('-') + 1)}`
  if (typeof message === 'string') return ` ${message}`
  const id = taskId ?? (task as { taskId?: string } | undefined)?.taskId
  return typeof id === 'string' ? ` ${id}` : ''
}

const AGENT_CAPABILITIES = ['MULTI_ROLE', 'HIERARCHICAL_ROLE', 'RESERVATION_REFINEMENT']

export function agentInfo(
  id: string,
  slaveId?: string,
  resources = 'cpus:4;mem:4096',
): MessageBodies['RegisterSlaveMessage']['slave'] {
  const info = { hostname: id, port: 5051, resources, attributes: {}, checkpoint: true }
  return slaveId === undefined ? info : { ...info, id: slaveId }
}

export function registerAgent(at: number, id = 'a1', resources?: string): Say {
  const body: MessageBodies['RegisterSlaveMessage'] = {
    slave: agentInfo(id, undefined, resources),
    version: '1.12.0',
    agentCapabilities: AGENT_CAPABILITIES,
  }
  return { at, who: id, name: 'RegisterSlaveMessage', body }
}

export function reregisterAgent(
  at: number,
  id: string,
  report: (heard: Heard) => Partial<MessageBodies['ReregisterSlaveMessage']> = () => ({}),
): Say {
  return {
    at,
    who: id,
    name: 'ReregisterSlaveMessage',
    body: (heard) => ({
      slave: agentInfo(id, heard.slaveId),
      tasks: [],
      executorInfos: [],
      frameworks: [],
      completedFrameworks: [],
      version: '1.12.0',
      agentCapabilities: AGENT_CAPABILITIES,
      ...report(heard),
    }),
  }
}

export function frameworkInfo(name: string, more: object = {}): MessageBodies['SUBSCRIBE']['frameworkInfo'] {
  return {
    user: 'root',
    name,
    failoverTimeout: 0,
    checkpoint: true,
    roles: ['*'],
    hostname: name,
    capabilities: ['MULTI_ROLE'],
    ...more,
  }
}

export function subscribe(at: number, name = 'f', more: object = {}, force: boolean | null = false): Say {
  const body = { frameworkInfo: frameworkInfo(name, more), suppressedRoles: [] }
  return { at, who: `driver:${name}`, name: 'SUBSCRIBE', body: force === null ? body : { ...body, force } }
}

export function accept(at: number, name: string, tasks: readonly { id: string; resources: string }[], refuse = 5): Say {
  return {
    at,
    who: `driver:${name}`,
    name: 'ACCEPT',
    body: ({ frameworkId, offers }) => {
      const offer = offers.at(-1)
      const taskInfos = tasks.map(({ id, resources }) => ({
        name: id,
        taskId: id,
        slaveId: offer?.slaveId,
        resources,
        command: { shell: true, value: 'sleep 1' },
      }))
      const operations = [{ type: 'LAUNCH', taskInfos }]
      return { frameworkId, offerIds: [offer?.id], operations, filters: { refuseSeconds: refuse } }
    },
  }
}

export function decline(at: number, name = 'f', refuseSeconds = 5): Say {
  return {
    at,
    who: `driver:${name}`,
    name: 'DECLINE',
    body: ({ frameworkId, offers }) => ({ frameworkId, offerIds: [offers.at(-1)?.id], filters: { refuseSeconds } }),
  }
}

/** A status update as the agent forwards it. */
export function update(at: number, agent: string, task: string, state: string, uuid: string, latest = state): Say {
  return {
    at,
    who: agent,
    name: 'StatusUpdateMessage',
    body: ({ slaveId, messages }) => {
      const frameworkId = frameworkOf(messages, task)
      const status = { taskId: task, state, source: 'SOURCE_EXECUTOR', slaveId, timestamp: 0, uuid }
      return { update: { frameworkId, slaveId, status, timestamp: 0, uuid, latestState: latest }, pid: agent }
    },
  }
}

/** Framework id of a task that the agent was told to run. */
function frameworkOf(messages: Heard['messages'], task: string): string {
  for (const { name, body } of messages) {
    if (name === 'RunTaskMessage' && (body as MessageBodies['RunTaskMessage']).task.taskId === task)
      return (body as MessageBodies['RunTaskMessage']).frameworkId
  }
  return ''
}

export function acknowledge(at: number, name: string, task: string, uuid: string): Say {
  return {
    at,
    who: `driver:${name}`,
    name: 'ACKNOWLEDGE',
    body: ({ frameworkId, offers }) => ({ frameworkId, agentId: offers.at(-1)?.slaveId, taskId: task, uuid }),
  }
}

/** A call that carries the framework's id and no more than is given. */
export function calls(at: number, name: string, call: string, more: object = {}): Say {
  return { at, who: `driver:${name}`, name: call, body: ({ frameworkId }) => ({ frameworkId, ...more }) }
}

/** Everything that the agent was told to run, in a state. */
export const reports =
  (state = 'TASK_RUNNING', more: object = {}) =>
  ({ messages, slaveId }: Heard) => {
    const run = messages.flatMap(({ name, body }) => (name === 'RunTaskMessage' ? [body] : [])) as {
      framework: { id: string }
      task: { taskId: string; name: string }
    }[]
    return {
      frameworks: run.map(({ framework }) => framework as never),
      tasks: run.map(({ framework, task: { taskId, name } }) => {
        const ids = { name, taskId, frameworkId: framework.id, slaveId }
        return { ...ids, state, resources: 'cpus:1;mem:64', ...more }
      }),
    }
  }

/** What an agent says after each registration. */
export const updateSlave = (at: number, who = 'a1'): Say => ({
  at,
  who,
  name: 'UpdateSlaveMessage',
  body: ({ slaveId }) => ({ slaveId, updateOversubscribedResources: false }),
})

/** SUBSCRIBE with the id that was learned before. */
export function subscribeAgain(at: number, name = 'f', more: object = {}, force = false): Say {
  const { who, body } = subscribe(at, name, more, force)
  const { frameworkInfo: info, ...rest } = body as { frameworkInfo: object }
  return {
    at,
    who,
    name: 'SUBSCRIBE',
    body: ({ frameworkId }) => ({ ...rest, frameworkInfo: { ...info, id: frameworkId } }),
  }
}
