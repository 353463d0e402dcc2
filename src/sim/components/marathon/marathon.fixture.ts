/** A cluster with one Marathon, told in a few words; what became of it, found by name. */
import type { Action, AgentDocument, FrameworkDocument, ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { SentRecord, StateRecord, TraceRecord } from '#model/trace/records.ts'
import { appSeries, type AppPoint } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '../../simulate.ts'

type Marathon = Extract<FrameworkDocument, { readonly kind: 'marathon' }>

export interface Story {
  readonly agents?: readonly AgentDocument[]
  readonly flags?: Marathon['flags']
  readonly master?: NonNullable<ScenarioDocument['master']>
  readonly actions: readonly Action[]
  readonly untilMs: number
  readonly seed?: number
  /** Default `*`. */
  readonly role?: string
}

const AGENT: AgentDocument = { id: 'agent-1', resources: 'cpus:4;mem:4096;ports:[31000-31100]' }

export class Told {
  readonly trace: TraceStore
  readonly records: readonly TraceRecord[]

  constructor(trace: TraceStore) {
    this.trace = trace
    this.records = Array.from({ length: trace.count }, (_, i) => recordAt(trace, i))
  }

  sent(name: string): readonly SentRecord[] {
    return this.records.filter((record): record is SentRecord => record.type === 'sent' && record.name === name)
  }

  /** Times at which a message was sent. */
  times(name: string): readonly number[] {
    return this.sent(name).map(({ at }) => at)
  }

  /** Changes of machines whose id begins so. */
  changes(of: string): readonly StateRecord[] {
    return this.records.filter((record): record is StateRecord => record.type === 'state' && record.of.startsWith(of))
  }

  /** Conditions that instances of an app went through, one text each. */
  lives(app: string, framework = 'marathon'): readonly string[] {
    const lives = new Map<string, string[]>()
    for (const { of, to } of this.changes(`${framework}/instance:${app}.instance-`)) {
      const life = lives.get(of) ?? []
      lives.set(of, [...life, to])
    }
    return [...lives.values()].map((life) => life.join(' '))
  }

  /** Ids of an app's tasks, in the order in which Mesos first had them. */
  tasks(app: string): readonly string[] {
    const ids = this.records.flatMap((record) =>
      record.type === 'task' && record.task.startsWith(`${app}.instance-`) ? [record.task] : [],
    )
    return [...new Set(ids)]
  }

  /** The app's timeline at an instant. */
  app(id: string, at: number, framework = 'marathon'): AppPoint {
    const series = this.trace.series.get(appSeries(framework, id))
    const k = series ? series.ats.findLastIndex((time) => time <= at) : -1
    if (!series || k < 0) throw new Error(`${id} has no point at ${at}`)
    return this.trace.pointBody(series, k) as AppPoint
  }

  /** Types of events that the client was sent, in order, from a time on. */
  events(from = 0): readonly string[] {
    const events = this.records.filter(
      (record): record is SentRecord => record.type === 'sent' && record.to === 'client' && record.at >= from,
    )
    return events.map(({ name, body }) => {
      const { taskStatus, condition } = body as { readonly taskStatus?: string; readonly condition?: string }
      return [name, taskStatus ?? condition ?? ''].join(' ').trim()
    })
  }

  get broken(): readonly TraceRecord[] {
    return this.records.filter(({ type }) => type === 'broken')
  }
}

/** Runs it to the end with every invariant looked at after every event. */
export function told({ agents = [AGENT], flags = {}, role = '*', actions, untilMs, ...rest }: Story): Told {
  const document: ScenarioDocument = {
    version: 1,
    seed: 3,
    ...rest,
    agents,
    frameworks: [{ id: 'marathon', kind: 'marathon', role, flags }],
    actions,
    untilMs,
  }
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return new Told(simulate(parsed.value, { checkEvery: 1 }).trace)
}

export function submit(atMs: number, app: object): Action {
  return { atMs, do: 'submitApp', framework: 'marathon', app: app as { readonly [key: string]: unknown } }
}

export const FOREVER = { cmd: 'sleep infinity', cpus: 1, mem: 128 } as const
