/** A taskgroup as Mesos is asked for it. Source: bcs-process.md 1.2, 2, 3. */
import { nextInt } from '#base/rng.ts'
import { EPOCH_MS } from '#base/units.ts'
import type { ProcessSpec, ProcessTemplate } from '#model/bcs/process.ts'
import type { ExecutorInfo, Offer, Operation, TaskInfo } from '#model/messages/bodies.ts'
import {
  addResources,
  containsResources,
  formatResources,
  NO_RESOURCES,
  type Range,
  ports as portResource,
  type Resources,
  resourcesOf,
  subtractResources,
} from '#model/resources.ts'
import { take } from '../../batch/fit.ts'
import { resourcesIn } from '../../resourceText.ts'
import { encodeData } from '../executor/books.ts'
import type { HealthCheck, ProcessInfo } from '../info.ts'
import type { BcsApi } from './books.ts'

const EXECUTOR_BINARY = 'file:///data/bcs/mesos/libexec/mesos/bcs-process-executor'
const EXECUTOR_RESOURCES = 'cpus:0.01;mem:64;disk:64'
const NANOSECONDS = 1_000_000_000
/** Where the document is silent: documented 1 s; the code passes 0 on. Source: bcs-process.md 2, 5.4. */
const GRACE_SECONDS = { asDesigned: 1, asImplemented: 0 }

/** What is asked of an offer beside ports. */
const SIZE = {
  id: '',
  count: null,
  disk: 0,
  gpus: 0,
  ports: 0,
  atMs: 0,
  runMs: null,
  exitCode: 0,
  ignoreSigterm: false,
  killGraceMs: null,
  perOffer: null,
  image: null,
  group: false,
  reserve: false,
  maxCompletionMs: null,
} as const

interface Sized {
  readonly template: ProcessTemplate
  readonly resources: Resources
  /** Port by its name in the document. */
  readonly ports: Readonly<Record<string, number>>
}

function portsIn(offered: Resources): number[] {
  const ranges = offered.flatMap((entry): readonly Range[] => (entry.name === 'ports' ? (entry.ranges ?? []) : []))
  return ranges.flatMap(([low, high]) => Array.from({ length: Math.min(high - low + 1, 2000) }, (_, i) => low + i))
}

/** Random ones where the document says 0; others are the user's own to keep free. */
function choosePorts(api: BcsApi, template: ProcessTemplate, free: number[]): Readonly<Record<string, number>> | null {
  const chosen: Record<string, number> = {}
  for (const { name, hostPort } of template.ports) {
    if (hostPort !== 0) chosen[name] = hostPort
    else {
      const [port] = free.splice(nextInt(api.rng, 0, free.length - 1), 1)
      if (port === undefined) return null
      chosen[name] = port
    }
  }
  return chosen
}

function claimed({ ports }: ProcessTemplate, chosen: Readonly<Record<string, number>>): Resources {
  const asked = ports.filter(({ hostPort }) => hostPort === 0).map(({ name }) => chosen[name] ?? 0)
  return asked.length === 0 ? NO_RESOURCES : [portResource(asked.sort((a, b) => a - b).map((port) => [port, port]))]
}

/** Whether the offer has room for the group and its executor, without drawing a port. */
export function fits({ processes }: ProcessSpec, offer: Offer): boolean {
  const offered = resourcesIn(offer.resources)
  const executor = resourcesOf(EXECUTOR_RESOURCES)
  if (!containsResources(offered, executor)) return false
  let rest = subtractResources(offered, executor)
  for (const { cpus, mem } of processes) {
    const part = take(rest, { ...SIZE, cpus, mem })
    if (part === null) return false
    rest = subtractResources(rest, part)
  }
  const wanted = processes.reduce((sum, { ports }) => sum + ports.filter(({ hostPort }) => hostPort === 0).length, 0)
  return wanted <= portsIn(rest).length
}

function sized(api: BcsApi, { processes }: ProcessSpec, offer: Offer): readonly Sized[] {
  let rest = subtractResources(resourcesIn(offer.resources), resourcesOf(EXECUTOR_RESOURCES))
  const free = portsIn(rest)
  return processes.map((template) => {
    const { cpus, mem } = template
    const part = take(rest, { ...SIZE, cpus, mem }) ?? NO_RESOURCES
    const ports = choosePorts(api, template, free) ?? {}
    rest = subtractResources(rest, part)
    return { template, ports, resources: addResources(part, claimed(template, ports)) }
  })
}

/** Variables that the scheduler knows. */
function filler(spec: ProcessSpec, index: number, host: string, { template, ports }: Sized): (text: string) => string {
  const known: Readonly<Record<string, string>> = {
    namespace: spec.namespace,
    processname: spec.name,
    instanceid: String(index),
    hostip: host,
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [`ports.${name}`, String(port)])),
  }
  const simple = (text: string): string =>
    text.replaceAll(/\$\{([^}]+)\}/g, (whole, name: string) => known[name] ?? whole)
  const workPath = simple(template.workPath)
  const pidFile = simple(template.pidFile)
  return (text) => simple(text.replaceAll('${workPath}', workPath).replaceAll('${pidFile}', pidFile))
}

/** Secrets and config maps become variables where they are meant to; their values are not in a scenario. */
function mounted({ secrets, configmaps }: ProcessTemplate): readonly string[] {
  const items = [...secrets, ...configmaps].flatMap((source) => source.items)
  return items.filter(({ type }) => type === 'env').map(({ keyOrPath, dataKey }) => `${keyOrPath}=${dataKey}`)
}

function environment(one: Sized, fill: (text: string) => string): readonly string[] {
  const { template, ports } = one
  const own = template.env.map(({ name, value }) => `${name}=${fill(value)}`)
  return [...own, ...mounted(template), ...Object.entries(ports).map(([name, port]) => `PORT_${name}=${port}`)]
}

export function gracePeriod(template: ProcessTemplate, asImplemented: boolean): number {
  return template.gracePeriod ?? (asImplemented ? GRACE_SECONDS.asImplemented : GRACE_SECONDS.asDesigned)
}

/** Those that the executor makes. */
function checksOf({ healthChecks }: ProcessTemplate): readonly HealthCheck[] {
  return healthChecks.flatMap(
    ({ type, delaySeconds, intervalSeconds, consecutiveFailures, gracePeriodSeconds }): readonly HealthCheck[] =>
      type === 'REMOTE_HTTP' || type === 'REMOTE_TCP'
        ? []
        : [{ type, delaySeconds, intervalSeconds, consecutiveFailures, gracePeriodSeconds }],
  )
}

interface Target {
  readonly spec: ProcessSpec
  readonly groupId: string
  readonly index: number
  readonly offer: Offer
  readonly asImplemented: boolean
}

function processInfo(target: Target, one: Sized, id: string): ProcessInfo {
  const { spec, index, offer, groupId, asImplemented } = target
  const { template } = one
  const fill = filler(spec, index, offer.hostname, one)
  const uris = template.uris.map(({ value, user, pwd, outputDir, pullPolicy }) => {
    const policy = asImplemented || pullPolicy === undefined ? {} : { pullPolicy }
    return { value, user, pwd, outputDir: fill(outputDir), ...policy }
  })
  return {
    id,
    workDir: fill(template.workPath),
    processName: template.procName,
    uris,
    pidFile: fill(template.pidFile),
    startCmd: fill(template.startCmd),
    stopCmd: fill(template.stopCmd),
    reloadCmd: fill(template.reloadCmd),
    startGracePeriod: template.startGracePeriod,
    stopTimeout: gracePeriod(template, asImplemented),
    resource: { cpus: template.cpus, mem: template.mem },
    envs: environment(one, fill),
    user: asImplemented ? '' : template.user,
    healthChecks: asImplemented ? [] : checksOf(template),
    executorId: groupId,
    behaviour: template.behaviour,
  }
}

function taskInfo(target: Target, one: Sized, taskId: string): TaskInfo {
  const process = processInfo(target, one, taskId)
  const variables = process.envs.map((line): [string, string] => {
    const at = line.indexOf('=')
    return [line.slice(0, at), line.slice(at + 1)]
  })
  return {
    name: one.template.procName,
    taskId,
    slaveId: target.offer.slaveId,
    resources: formatResources(one.resources),
    command: { shell: false, value: process.startCmd, environment: Object.fromEntries(variables) },
    killPolicy: { gracePeriod: process.stopTimeout * NANOSECONDS },
    labels: target.spec.labels,
    data: encodeData(process),
  }
}

/** Without a shutdown grace of its own: the agent's flag decides. */
function executorInfo(groupId: string, frameworkId: string | null): ExecutorInfo {
  return {
    type: 'CUSTOM',
    executorId: groupId,
    ...(frameworkId === null ? {} : { frameworkId }),
    command: { shell: false, value: './bcs-process-executor', uris: [EXECUTOR_BINARY] },
    resources: EXECUTOR_RESOURCES,
    name: 'BcsExec',
    api: 'v1',
  }
}

export interface NewGroup {
  readonly id: string
  readonly taskIds: readonly string[]
  readonly operation: Operation
}

/** Nanoseconds since 1970: the last part of a group's id, the first of a task's. */
function nanotime(api: BcsApi): string {
  return `${EPOCH_MS + api.now}000000`
}

export function newGroup(api: BcsApi, spec: ProcessSpec, index: number, offer: Offer): NewGroup {
  const { framework, spec: scheduler, store } = api.books
  const tail = `${index}.${spec.name}.${spec.namespace}.${framework}`
  const id = `${tail}.${nanotime(api)}`
  const target: Target = { spec, groupId: id, index, offer, asImplemented: scheduler.asImplemented }
  const tasks = sized(api, spec, offer).map((one, i) => taskInfo(target, one, `${nanotime(api)}.${i}.${tail}`))
  const executor = executorInfo(id, store.frameworkId)
  const operation: Operation = { type: 'LAUNCH_GROUP', executor, taskGroup: { tasks } }
  return { id, taskIds: tasks.map(({ taskId }) => taskId), operation }
}
