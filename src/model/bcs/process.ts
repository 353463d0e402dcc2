/** A Process document, read: what the BCS scheduler launches. Source: bcs-process.md 2. */
import { isPlainObject as isObject } from '#base/json.ts'
import { type Result, err, ok } from '#base/result.ts'
import { processOf } from '../process.ts'
import { type Issues, read } from '../scenario/read.ts'
import type { ParseIssue } from '../scenario/types.ts'
import {
  DOCUMENT,
  type DocumentRead,
  type ProcessRead,
  type RestartPolicy,
  SHORT_DOCUMENT,
  type ShortRead,
  type Union,
} from './shape.ts'

export type { RestartPolicy, Union } from './shape.ts'

/** What a process of the simulated world does. Durations in ms. */
export interface Behaviour {
  /** How long StartCmd takes until it has put the process into the background. */
  readonly startMs: number
  readonly startExitCode: number
  /** StartCmd is the process itself: it does not return while that runs. */
  readonly foreground: boolean
  readonly stopMs: number
  /** StopCmd ends it. */
  readonly obeysStop: boolean
  /** Even SIGKILL does not end it. */
  readonly unkillable: boolean
  /** Null: until it is stopped. */
  readonly runMs: number | null
  readonly exitCode: number
  /** Its package lies on every host already. */
  readonly cached: boolean
  readonly downloadMs: number
  readonly unpackMs: number
  /** Its pid file ends in a newline. */
  readonly pidFileNewline: boolean
}

export interface ProcessTemplate extends Omit<ProcessRead, 'simulate' | 'resources' | 'killPolicy'> {
  readonly cpus: number
  /** MiB */
  readonly mem: number
  /** Seconds between StopCmd and SIGKILL; null where the document does not say it. */
  readonly gracePeriod: number | null
  readonly behaviour: Behaviour
}

/** One application: so many taskgroups, each of all the processes. */
export interface ProcessSpec {
  readonly name: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  readonly instance: number
  readonly restartPolicy: RestartPolicy
  /** All groups must hold; of a group one. */
  readonly constraint: readonly (readonly Union[])[]
  readonly processes: readonly ProcessTemplate[]
}

const START_MS = 1000
const STOP_MS = 200

/** A command of `sleep N` and `exit N` says itself what it does. */
function followed(command: string): { readonly runMs: number; readonly exitCode: number } | null {
  const { runMs, exitCode } = processOf(command)
  return runMs === null || command.trim() === '' ? null : { runMs, exitCode }
}

function behaviourOf({ startCmd, stopCmd, simulate }: ProcessRead): Behaviour {
  const start = followed(startCmd)
  const { startMs, startExitCode, stopMs, ...rest } = simulate
  return {
    ...rest,
    startMs: startMs ?? start?.runMs ?? START_MS,
    startExitCode: startExitCode ?? start?.exitCode ?? 0,
    stopMs: stopMs ?? followed(stopCmd)?.runMs ?? STOP_MS,
  }
}

function templateOf(process: ProcessRead, ofAll: number | null): ProcessTemplate {
  const { simulate: _simulate, resources, killPolicy, ...rest } = process
  const { cpu, memory } = resources.limits
  const gracePeriod = killPolicy?.gracePeriod ?? ofAll
  return { ...rest, cpus: Number(cpu), mem: Number(memory), gracePeriod, behaviour: behaviourOf(process) }
}

type Outer = Pick<DocumentRead, 'metadata' | 'restartPolicy' | 'killPolicy' | 'constraint'>

function specOf(outer: Outer, instance: number, processes: readonly ProcessRead[]): ProcessSpec {
  const { metadata, restartPolicy, killPolicy, constraint } = outer
  const { name, namespace, labels } = metadata
  return {
    name,
    namespace,
    labels,
    instance,
    restartPolicy,
    constraint: constraint.intersectionItem.map(({ unionData }) => unionData),
    processes: processes.map((process) => templateOf(process, killPolicy.gracePeriod ?? null)),
  }
}

function bodyOf(input: unknown): Readonly<Record<string, unknown>> {
  const spec = isObject(input) ? input['spec'] : undefined
  return isObject(spec) ? spec : {}
}

/** A group holds processes or containers, never both. */
function mixed(spec: Readonly<Record<string, unknown>>): ParseIssue | null {
  const template = isObject(spec['template']) ? spec['template']['spec'] : undefined
  if (!isObject(template) || template['containers'] === undefined) return null
  const path = '/spec/template/spec/containers'
  return { path, message: 'a document of kind "process" holds no containers' }
}

function sameTwice(spec: ProcessSpec): Issues {
  return spec.processes.flatMap(({ ports }, at) => {
    const names = ports.map(({ name }) => name)
    const again = names.findIndex((name, i) => names.indexOf(name) < i)
    if (again < 0) return []
    const path = `/spec/template/spec/processes/${at}/ports/${again}/name`
    return [{ path, message: `the port "${names[again] ?? ''}" is named twice` }]
  })
}

/** Reads the user's document: all mistakes, one issue each, with their paths; or what it says, defaults filled in. */
export function parseProcess(input: unknown): Result<ProcessSpec, readonly ParseIssue[]> {
  const issues: Issues = []
  const spec = bodyOf(input)
  const both = mixed(spec)
  if (both) return err([both])
  if (spec['template'] === undefined && spec['procName'] !== undefined) {
    const short = read<ShortRead>(SHORT_DOCUMENT, input, '', issues)
    if (issues.length > 0) return err(issues)
    const { instance, restartPolicy = short.restartPolicy, constraint = short.constraint, ...only } = short.spec
    return ok(specOf({ ...short, restartPolicy, constraint }, instance, [only]))
  }
  const long = read<DocumentRead>(DOCUMENT, input, '', issues)
  if (issues.length > 0) return err(issues)
  const whole = specOf(long, long.spec.instance, long.spec.template.spec.processes)
  const twice = sameTwice(whole)
  return twice.length > 0 ? err(twice) : ok(whole)
}
