/** What a launch of the app asks of an offer, and what its process is told. Source: PortsMatcher.scala, EnvironmentHelper.scala; reference/marathon.md 4.5, 4.7. */
import { type SimTime, formatIso } from '#base/units.ts'
import { javaDouble } from './errors.ts'
import { isHostMode } from './migrate.ts'
import type { App } from './shape.ts'

/** One declared port. */
export type PortNeed =
  /** Any port of the offer, one after the other from a random start. */
  | { readonly kind: 'dynamic' }
  /** Exactly this one, else no match. */
  | { readonly kind: 'static'; readonly port: number }
  /** In the container only: nothing is taken. */
  | { readonly kind: 'none' }

/** Resources of one instance; scalars in thousandths, as `model/resources.ts`. */
export interface Needs {
  readonly cpusMilli: number
  readonly memMilli: number
  readonly diskMilli: number
  readonly gpusMilli: number
  /** In the order declared. */
  readonly ports: readonly PortNeed[]
}

export function needs(app: App): Needs {
  return {
    cpusMilli: Math.round(app.cpus * 1000),
    memMilli: Math.round(app.mem * 1000),
    diskMilli: Math.round(app.disk * 1000),
    gpusMilli: app.gpus * 1000,
    ports: hostPorts(app).map((port): PortNeed => {
      if (port === null) return { kind: 'none' }
      return port === 0 ? { kind: 'dynamic' } : { kind: 'static', port }
    }),
  }
}

/** Per declared port: 0 any host port, n exactly n, null none. Without `requirePorts` the numbers of a host-mode app are service ports only. */
export function hostPorts(app: App): readonly (number | null)[] {
  if (!isHostMode(app.networks)) return (app.container?.portMappings ?? []).map(({ hostPort }) => hostPort)
  return app.portDefinitions.map(({ port }) => (app.requirePorts ? port : 0))
}

export interface TaskContext {
  readonly taskId: string
  readonly host: string
  readonly version: SimTime
  /** Host port per declared port; null where none is taken. */
  readonly hostPorts: readonly (number | null)[]
}

export interface Variable {
  readonly name: string
  readonly value: string
}

/** Longest label value that becomes a variable. */
const MAX_LABEL = 512

/** The environment of the process, in the order Marathon builds it; the app's own `env` wins. Secrets are left out. */
export function environment(app: App, context: TaskContext): readonly Variable[] {
  const variables = new Map<string, string>([
    ['MESOS_TASK_ID', context.taskId],
    ['MARATHON_APP_ID', app.id],
    ['MARATHON_APP_VERSION', formatIso(context.version)],
  ])
  const image = app.container?.docker?.image
  if (image !== undefined) variables.set('MARATHON_APP_DOCKER_IMAGE', image)
  variables.set('MARATHON_APP_RESOURCE_CPUS', javaDouble(app.cpus))
  variables.set('MARATHON_APP_RESOURCE_MEM', javaDouble(app.mem))
  variables.set('MARATHON_APP_RESOURCE_DISK', javaDouble(app.disk))
  variables.set('MARATHON_APP_RESOURCE_GPUS', String(app.gpus))
  addLabels(app, variables)
  variables.set('HOST', context.host)
  addPorts(app, context.hostPorts, variables)
  for (const [name, value] of Object.entries(app.env)) if (typeof value === 'string') variables.set(name, value)
  return [...variables].map(([name, value]) => ({ name, value }))
}

function variableName(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9_]/g, '_')
}

function addLabels(app: App, variables: Map<string, string>): void {
  const short = Object.entries(app.labels).filter(([, value]) => value.length < MAX_LABEL)
  variables.set('MARATHON_APP_LABELS', short.map(([key]) => variableName(key)).join(' '))
  for (const [key, value] of short) variables.set(`MARATHON_APP_LABEL_${variableName(key)}`, value)
}

function addPorts(app: App, taken: readonly (number | null)[], variables: Map<string, string>): void {
  const declared = isHostMode(app.networks)
    ? app.portDefinitions.map(({ port, name }) => ({ number: port, name }))
    : (app.container?.portMappings ?? []).map(({ containerPort, name }) => ({ number: containerPort, name }))
  const effective = declared.map(({ number }, index) => taken[index] ?? number)
  if (effective.length === 0) return
  variables.set('PORT', String(effective[0]))
  effective.forEach((port, index) => variables.set(`PORT${index}`, String(port)))
  declared.forEach(({ number, name }, index) => {
    const port = String(effective[index])
    variables.set(`PORT_${number === 0 ? port : number}`, port)
    if (name !== null) variables.set(`PORT_${variableName(name)}`, port)
  })
  variables.set('PORTS', effective.join(','))
}
