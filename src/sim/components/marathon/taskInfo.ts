/** What a launch tells Mesos. Source: TaskBuilder.scala; reference/marathon.md 4.5. */
import type { CommandInfo, ContainerInfo, HealthCheckInfo, TaskInfo } from '#model/messages/bodies.ts'
import { mesosTaskName } from '#model/marathon/ids.ts'
import type { App, HealthCheck } from '#model/marathon/shape.ts'
import { environment } from '#model/marathon/task.ts'
import type { RunSpec, TaskRecord } from './books.ts'

const NANOSECONDS_PER_SECOND = 1e9

/** Without a shell the first argument is the program, unless an image knows its own. */
function commandLine({ cmd, args, container }: App): Pick<CommandInfo, 'shell' | 'value' | 'arguments'> {
  if (cmd !== null) return { shell: true, value: cmd }
  const [program] = args
  const named = container?.docker === undefined || container.docker === null
  return {
    shell: false,
    ...(named && program !== undefined ? { value: program } : {}),
    ...(args.length > 0 ? { arguments: args } : {}),
  }
}

function commandInfo(spec: RunSpec, task: TaskRecord, mesosUser: string | null): CommandInfo {
  const { app, version } = spec
  const context = { taskId: task.id, host: task.placement.agent, version, hostPorts: task.hostPorts }
  const variables = environment(app, context).map(({ name, value }) => [name, value] as const)
  const user = app.user ?? mesosUser
  return {
    ...commandLine(app),
    environment: Object.fromEntries(variables),
    ...(app.fetch.length > 0 ? { uris: app.fetch.map(({ uri }) => uri) } : {}),
    ...(user === null ? {} : { user }),
  }
}

function containerInfo({ container }: App): ContainerInfo | null {
  if (!container) return null
  const { type, docker } = container
  return { type, ...(docker ? { image: docker.image, forcePullImage: docker.forcePullImage } : {}) }
}

const MESOS_CHECKS = { COMMAND: 'COMMAND', MESOS_HTTP: 'HTTP', MESOS_HTTPS: 'HTTP', MESOS_TCP: 'TCP' } as const

/** The one health check that the executor makes, or null. Source: reference/marathon.md 9.1. */
export function mesosCheck(app: App): HealthCheck | null {
  return app.healthChecks.find(({ protocol }) => protocol in MESOS_CHECKS) ?? null
}

function healthCheckInfo(app: App): HealthCheckInfo | null {
  const check = mesosCheck(app)
  if (!check) return null
  return {
    type: MESOS_CHECKS[check.protocol as keyof typeof MESOS_CHECKS],
    delaySeconds: check.delaySeconds,
    intervalSeconds: check.intervalSeconds,
    timeoutSeconds: check.timeoutSeconds,
    consecutiveFailures: check.maxConsecutiveFailures,
    gracePeriodSeconds: check.gracePeriodSeconds,
  }
}

export interface Launch {
  readonly spec: RunSpec
  readonly task: TaskRecord
  readonly resources: string
  readonly mesosUser: string | null
}

export function taskInfo({ spec, task, resources, mesosUser }: Launch): TaskInfo {
  const { app } = spec
  const name = mesosTaskName(app.id)
  const container = containerInfo(app)
  const healthCheck = healthCheckInfo(app)
  const grace = app.taskKillGracePeriodSeconds
  return {
    name,
    taskId: task.id,
    slaveId: task.placement.slaveId,
    resources,
    command: commandInfo(spec, task, mesosUser),
    ...(container === null ? {} : { container }),
    ...(healthCheck === null ? {} : { healthCheck }),
    ...(grace === null ? {} : { killPolicy: { gracePeriod: grace * NANOSECONDS_PER_SECOND } }),
    ...(Object.keys(app.labels).length > 0 ? { labels: app.labels } : {}),
    discovery: { name, ports: task.hostPorts.filter((port) => port !== null) },
  }
}
