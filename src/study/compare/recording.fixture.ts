/** Small recordings, written by hand in the form of conformance/mesos-traces/README.md. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'
import { compareRecording } from './compare.ts'

export type RecordedLine = Readonly<Record<string, unknown>>

export function asText(lines: readonly RecordedLine[]): string {
  const sorted = [...lines].sort(
    (a, b) => ((a['t'] as number | undefined) ?? -1) - ((b['t'] as number | undefined) ?? -1),
  )
  return sorted.map((line) => JSON.stringify(line)).join('\n')
}

/** A message that takes a millisecond. */
export function msg(t: number, from: string, to: string, name: string, keys: RecordedLine = {}): RecordedLine {
  return { t, kind: 'msg', from, to, msg: name, ...keys, recv_t: t + 1 }
}

export function call(t: number, from: string, name: string, keys: RecordedLine = {}): RecordedLine {
  return msg(t, from, 'master', 'scheduler.Call', { call: name, ...keys })
}

export function mark(t: number, text: string): RecordedLine {
  return { t, kind: 'mark', text }
}

export interface Place {
  /** Label of the framework's process, its id, the agent's label and id. */
  readonly scheduler: string
  readonly framework: string
  readonly host: string
  readonly agent: string
}

const ALL = 'cpus:4;mem:4096;ports:[31000-32000]'

export function agentRegisters(t: number, { host, agent }: Place, resources = ALL): readonly RecordedLine[] {
  return [
    msg(t, host, 'master', 'RegisterSlaveMessage', { resources, capabilities: 8 }),
    msg(t + 2, 'master.observer', host, 'PingSlaveMessage', { connected: true }),
    msg(t + 4, host, 'master.observer', 'PongSlaveMessage'),
    msg(t + 5, 'master', host, 'SlaveRegisteredMessage', { agent, total_ping_timeout_s: 75 }),
    msg(t + 7, host, 'master', 'UpdateSlaveMessage', { agent }),
  ]
}

export function subscribes(t: number, { scheduler, framework }: Place): readonly RecordedLine[] {
  return [
    call(t, scheduler, 'SUBSCRIBE', { fw_name: scheduler.slice(3), roles: ['*'] }),
    msg(t + 2, 'master', scheduler, 'FrameworkRegisteredMessage', { framework, master: '76d49672' }),
  ]
}

export function offers(t: number, place: Place, offer: string, resources = ALL): RecordedLine {
  const { scheduler, agent } = place
  return msg(t, 'master', scheduler, 'ResourceOffersMessage', { offers: [{ offer, agent, role: '*', resources }] })
}

export function declines(t: number, { scheduler, framework }: Place, offer: string, refuse = 5): RecordedLine {
  return call(t, scheduler, 'DECLINE', { framework, offers: [offer], refuse_s: refuse })
}

/** From ACCEPT to the executor's having the task; the container takes 30 ms. */
export function launches(t: number, place: Place, offer: string, task: string): readonly RecordedLine[] {
  const { scheduler, framework, host, agent } = place
  const resources = 'cpus:1;mem:64'
  const executor = `executor(${task})`
  const operations = [{ op: 'LAUNCH', tasks: [{ task, agent, resources }] }]
  return [
    call(t, scheduler, 'ACCEPT', { framework, offers: [offer], refuse_s: 5, operations }),
    msg(t + 2, 'master', host, 'RunTaskMessage', { framework, task, resources, executor: 'command' }),
    msg(t + 33, executor, host, 'RegisterExecutorMessage', { framework, executor: task }),
    msg(t + 35, host, executor, 'ExecutorRegisteredMessage', { framework, agent }),
    msg(t + 36, host, executor, 'RunTaskMessage', { framework, task, resources, executor: 'command' }),
  ]
}

/** One update from the executor to the scheduler and its two acknowledgements: six messages. */
export function updates(t: number, place: Place, task: string, state: string, uuid: string): readonly RecordedLine[] {
  const { scheduler, framework, host, agent } = place
  const executor = `executor(${task})`
  const status = { task, state, source: 'SOURCE_EXECUTOR', uuid, framework, agent }
  const acknowledged = { task, uuid, framework }
  return [
    msg(t, executor, host, 'StatusUpdateMessage', status),
    msg(t + 2, host, 'master', 'StatusUpdateMessage', { ...status, latest_state: state }),
    msg(t + 3, host, executor, 'StatusUpdateAcknowledgementMessage', acknowledged),
    msg(t + 4, 'master', scheduler, 'StatusUpdateMessage', { ...status, latest_state: state }),
    call(t + 6, scheduler, 'ACKNOWLEDGE', { ...acknowledged, agent }),
    msg(t + 8, 'master', host, 'StatusUpdateAcknowledgementMessage', acknowledged),
  ]
}

export function tearsDown(t: number, { scheduler, framework, host }: Place): readonly RecordedLine[] {
  return [
    call(t, scheduler, 'TEARDOWN', { framework }),
    msg(t + 2, 'master', host, 'ShutdownFrameworkMessage', { framework }),
    { t: t + 5, kind: 'link_broken', from: scheduler, to: 'master' },
  ]
}

export const PLACE: Place = { scheduler: 'fw:test', framework: 'F0000', host: 'agent1', agent: 'S0' }

const runs = new Map<ScenarioDocument, readonly [TraceStore, Scenario]>()

/** Runs a scenario once for all tests. */
function runOf(document: ScenarioDocument): readonly [TraceStore, Scenario] {
  const known = runs.get(document)
  if (known) return known
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const run = [simulate(parsed.value).trace, parsed.value] as const
  runs.set(document, run)
  return run
}

export function told(document: ScenarioDocument, lines: readonly RecordedLine[]): readonly string[] {
  const [trace, scenario] = runOf(document)
  return compareRecording(trace, scenario, asText(lines))
}
