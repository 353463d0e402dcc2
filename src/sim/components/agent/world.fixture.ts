/** A world of agents and a master that says what a test tells it to: for tests of the agents' side alone. */
import { TraceStore } from '#model/trace/store.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import type { FrameworkInfo, MessageBodies, TaskInfo } from '#model/messages/bodies.ts'
import { AGENT_ENTRIES } from '#model/messages/agent.ts'
import { EXECUTOR_ENTRIES } from '#model/messages/executor.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { setup } from 'xstate'
import type { Api, ClusterDefinition, Definition, SimEvent } from '../../kernel/definition.ts'
import { Run, type RunOptions } from '../../kernel/run.ts'
import { defineComponent, effectNames } from '../define.ts'
import { performAgentAction, possibleAgentAction } from './actions.ts'
import { agentProcess } from './agent.ts'
import { AGENT_DEFINITIONS } from './definitions.ts'
import { AGENT_INVARIANTS } from './invariants.ts'

/** Something that the master says at its time. */
export interface Cue {
  readonly atMs: number
  readonly name: string
  readonly body: unknown
  readonly to?: string
  /** Who says it; the master unless told. */
  readonly from?: string
}

export interface MasterScript {
  readonly cues?: readonly Cue[]
  /** Acknowledges all updates (default), none, or only some. */
  readonly acknowledges?: (state: string) => boolean
  /** Tasks that it believes in when an agent comes back. */
  readonly reconciliations?: MessageBodies['SlaveReregisteredMessage']['reconciliations']
  /** Admits agents (default). */
  readonly admits?: boolean
  /** Pings every 15 s. */
  readonly pings?: boolean
}

export const FRAMEWORK: FrameworkInfo = {
  user: 'root',
  name: 'batch',
  id: 'M-0000',
  failoverTimeout: 0,
  checkpoint: true,
  roles: ['*'],
  hostname: 'batch',
  capabilities: [],
}
export const SLAVE = 'M-S0'
const CONNECTION = { totalPingTimeoutSeconds: 75 }

export function aTask(taskId: string, command = 'sleep 1', more: Partial<TaskInfo> = {}): TaskInfo {
  return {
    name: taskId,
    taskId,
    slaveId: SLAVE,
    resources: 'cpus:1;mem:64',
    command: { shell: true, value: command },
    ...more,
  }
}

export function runTask(
  atMs: number,
  task: TaskInfo,
  framework: FrameworkInfo = FRAMEWORK,
  launchExecutor = true,
): Cue {
  const frameworkId = framework.id ?? ''
  const body: MessageBodies['RunTaskMessage'] = { framework, frameworkId, task, pid: 'driver:batch', launchExecutor }
  return { atMs, name: 'RunTaskMessage', body }
}

export const killTask = (atMs: number, taskId: string, graceMs?: number): Cue => ({
  atMs,
  name: 'KillTaskMessage',
  body: {
    frameworkId: FRAMEWORK.id,
    taskId,
    ...(graceMs === undefined ? {} : { killPolicy: { gracePeriod: graceMs * 1_000_000 } }),
  },
})

const machine = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as object },
  actions: effectNames('hear', 'begin'),
}).createMachine({ id: 'toyMaster', context: {}, entry: 'begin', on: { '*': { actions: 'hear' } } })

type MasterApi = Api<Record<string, never>>

function hear(script: MasterScript, api: MasterApi, { type, from = '', body, ...event }: SimEvent): void {
  const answer = (name: string, told: object): void => api.send(from, name, told)
  if (type === 'ping') {
    api.send('agent-1', 'PingSlaveMessage', { connected: true })
    api.arm('agentPingTimeout', 15_000, { type: 'ping' }, { periodic: true })
  } else if (type === 'cue') {
    const cue = script.cues?.[event['cue'] as number]
    if (cue) api.send(cue.to ?? 'agent-1', cue.name, cue.body)
  } else if (type === 'RegisterSlaveMessage' && script.admits !== false) {
    answer('SlaveRegisteredMessage', { slaveId: SLAVE, connection: CONNECTION })
  } else if (type === 'ReregisterSlaveMessage' && script.admits !== false) {
    const reconciliations = script.reconciliations ?? []
    answer('SlaveReregisteredMessage', { slaveId: SLAVE, reconciliations, connection: CONNECTION })
  } else if (type === 'StatusUpdateMessage') {
    const { update } = body as MessageBodies['StatusUpdateMessage']
    const { frameworkId, uuid, status } = update
    if (script.acknowledges?.(status.state) !== false)
      answer('StatusUpdateAcknowledgementMessage', { slaveId: SLAVE, frameworkId, taskId: status.taskId, uuid })
  }
}

function toyMaster(script: MasterScript): Definition {
  return defineComponent<Record<string, never>>({
    kind: 'toyMaster',
    machine,
    books: () => ({}),
    effects: {
      hear: (api, event) => hear(script, api, event),
      begin: (api) => {
        if (script.pings === true && api.id !== 'master') api.step(api.id, { type: 'ping' })
        for (const [cue, { atMs, from = 'master' }] of (script.cues ?? []).entries())
          if (atMs >= api.now && from === api.id) api.arm(`cue ${cue}`, atMs - api.now, { type: 'cue', cue })
      },
    },
  })
}

const ENTRIES = [...AGENT_ENTRIES, ...EXECUTOR_ENTRIES]

const masterPlan = {
  process: 'master',
  host: 'master',
  members: ['master', 'observer:agent-1'].map((id) => ({ kind: 'toyMaster', id, input: {} })),
}

function cluster(script: MasterScript, unknown: Set<string>): ClusterDefinition {
  const definitions = [...AGENT_DEFINITIONS, toyMaster(script)]
  return {
    definitions: new Map(definitions.map((definition) => [definition.kind, definition])),
    entry: (name, from, to) => {
      const entry = ENTRIES.find((known) => known.name === name && known.from === from && known.to === to)
      if (!entry && from !== 'master' && from !== 'observer') unknown.add(`${name} ${from} ${to}`)
      return entry
    },
    boot: (scenario) => [
      { ...masterPlan, startAtMs: 0 },
      ...scenario.agents.map((spec) => ({ ...agentProcess(spec), startAtMs: spec.startAtMs })),
    ],
    possible: (api, action) => {
      if (action.do === 'crashMaster' || action.do === 'restartMaster') return null
      return possibleAgentAction(api, action) ?? null
    },
    act: (api, action) => {
      if (action.do === 'crashMaster') api.endProcess('master')
      else if (action.do === 'restartMaster') {
        api.startProcess(masterPlan)
        for (const { id } of api.scenario.agents) api.step(id, { type: 'detected', leader: 'master' })
      } else performAgentAction(api, action)
    },
    invariants: AGENT_INVARIANTS,
  }
}

export function anAgent(more: object = {}): Scenario {
  const agent = { id: 'agent-1', resources: 'cpus:4;mem:4096' }
  const parsed = parseScenario({ version: 1, seed: 7, untilMs: 20_000, agents: [agent], frameworks: [], ...more })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

export interface Told {
  readonly trace: TraceStore
  readonly records: readonly TraceRecord[]
  /** Messages that no entry of the catalogue speaks of. */
  readonly unknown: ReadonlySet<string>
}

/** Runs to the end; throws where an invariant breaks or a message is in no catalogue. */
export function tell(scenario: Scenario, script: MasterScript = {}, options: RunOptions = {}): Told {
  const unknown = new Set<string>()
  const run = Run.start(scenario, cluster(script, unknown), { checkEvery: 1, ...options })
  run.advance()
  const trace = new TraceStore()
  trace.append(run.takeChunk())
  const records = Array.from({ length: trace.count }, (_, i) => recordAt(trace, i))
  const broken = records.find(({ type }) => type === 'broken')
  if (broken) throw new Error(JSON.stringify(broken))
  if (unknown.size > 0) throw new Error(`no entry for ${[...unknown].join(', ')}`)
  return { trace, records, unknown }
}

/** Messages on the wire (or all, or of some names) as `AT FROM -> TO NAME STATE`, without times where `times` is false. */
export function messages({ records }: Told, wanted: (line: string) => boolean = () => true, times = false): string[] {
  return records.flatMap((record) => {
    if (record.type !== 'sent') return []
    const { from, to, name, at } = record
    const body = record.body as { update?: { status: { state: string } }; status?: { state: string } }
    const state = body.update?.status.state ?? body.status?.state
    const line = `${from} -> ${to} ${name}${state === undefined ? '' : ` ${state}`}`
    return wanted(line) ? [times ? `${at} ${line}` : line] : []
  })
}

/** What became of tasks, as their agent saw it: `TASK STATE REASON`. */
export function statuses({ records }: Told, seenBy = 'agent'): string[] {
  return records.flatMap((record) =>
    record.type === 'task' && record.seenBy === seenBy
      ? [`${record.task} ${record.state}${record.reason === null ? '' : ` ${record.reason}`}`]
      : [],
  )
}

/** States that a machine went through. */
export function path({ records }: Told, of: string): string[] {
  return records.flatMap((record) => (record.type === 'state' && record.of === of ? [record.to] : []))
}
