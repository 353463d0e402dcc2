/** The app as Marathon prints it. Source: AppConversion.scala, ContainerConversion.scala, HealthCheckConversion.scala; reference/marathon.md 3.1. */
import { type SimTime, formatIso } from '#base/units.ts'
import type { Json, JsonObject } from './jsonText.ts'
import { isHostMode } from './migrate.ts'
import type {
  App,
  Artifact,
  Container,
  HealthCheck,
  Labels,
  Network,
  PortDefinition,
  PortMapping,
  Volume,
} from './shape.ts'

type Loose = Readonly<Record<string, unknown>>

/** Members without a value are not written. */
function members(value: Loose): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== null && each !== undefined),
  ) as JsonObject
}

function filled<T extends object>(value: T): T | null {
  return Object.keys(value).length === 0 ? null : value
}

export interface VersionInfo {
  readonly version: SimTime
  /** Absent in the answer to a POST. */
  readonly lastScalingAt?: SimTime
  readonly lastConfigChangeAt?: SimTime
}

/** Members in Marathon's order; what it leaves out when empty is left out. */
export function normalisedApp(app: App, info?: VersionInfo): JsonObject {
  const host = isHostMode(app.networks)
  return members({
    id: app.id,
    acceptedResourceRoles: app.acceptedResourceRoles,
    args: filled(app.args),
    backoffFactor: app.backoffFactor,
    backoffSeconds: app.backoffSeconds,
    check: app.check === null ? null : withoutNulls(app.check),
    cmd: app.cmd,
    constraints: filled(app.constraints),
    container: app.container && writeContainer(app.container, host),
    cpus: app.cpus,
    dependencies: filled(app.dependencies),
    disk: app.disk,
    env: filled(app.env),
    executor: app.executor,
    executorResources: app.executorResources,
    fetch: filled(app.fetch.map(writeArtifact)),
    gpus: app.gpus,
    healthChecks: filled(app.healthChecks.map(writeHealthCheck)),
    instances: app.instances,
    labels: app.labels,
    maxLaunchDelaySeconds: app.maxLaunchDelaySeconds,
    mem: app.mem,
    networks: app.networks.map(writeNetwork),
    portDefinitions: host ? app.portDefinitions.map(writeDefinition) : null,
    readinessChecks: filled(app.readinessChecks),
    requirePorts: app.requirePorts,
    resourceLimits: app.resourceLimits === null ? null : withoutNulls(app.resourceLimits),
    role: app.role,
    secrets: filled(app.secrets),
    taskKillGracePeriodSeconds: app.taskKillGracePeriodSeconds,
    tty: app.tty,
    upgradeStrategy: app.upgradeStrategy,
    user: app.user,
    ...writeVersion(info),
    killSelection: app.killSelection,
    unreachableStrategy: app.unreachableStrategy,
  })
}

function writeVersion(info: VersionInfo | undefined): Loose {
  if (info === undefined) return {}
  const { version, lastScalingAt, lastConfigChangeAt } = info
  const both = lastScalingAt !== undefined && lastConfigChangeAt !== undefined
  return {
    version: formatIso(version),
    versionInfo: both
      ? { lastScalingAt: formatIso(lastScalingAt), lastConfigChangeAt: formatIso(lastConfigChangeAt) }
      : null,
  }
}

/** Deep; for data that is already in the order to print. */
function withoutNulls(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value as Json
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, withoutNulls(each)]])),
  )
}

function writeNetwork({ name, mode, labels }: Network): JsonObject {
  return members({ name, mode, labels: filled(labels) })
}

function writeDefinition({ port, name, protocol, labels }: PortDefinition): JsonObject {
  return members({ port, labels: filled<Labels>(labels), name, protocol })
}

function writeMapping(mapping: PortMapping): JsonObject {
  const { containerPort, hostPort, labels, name, protocol, servicePort, networkNames } = mapping
  return members({ containerPort, hostPort, labels, name, protocol, servicePort, networkNames: filled(networkNames) })
}

function writeContainer({ type, docker, portMappings, volumes, linuxInfo }: Container, host: boolean): JsonObject {
  return members({
    type,
    docker: docker && members({ ...docker }),
    volumes: volumes.map(writeVolume),
    portMappings: host ? null : (portMappings ?? []).map(writeMapping),
    linuxInfo: linuxInfo === null ? null : withoutNulls(linuxInfo),
  })
}

function writeVolume(volume: Volume): Json {
  const { kind, ...rest } = volume
  if (kind !== 'external') return withoutNulls(rest)
  return withoutNulls({ ...rest, external: { ...volume.external, options: filled(volume.external.options) } })
}

function writeArtifact({ uri, extract, executable, cache, destPath }: Artifact): JsonObject {
  return members({ uri, extract, executable, cache, destPath })
}

function writeHealthCheck(check: HealthCheck): JsonObject {
  const isHttp = check.protocol === 'HTTP' || check.protocol === 'HTTPS'
  return members({
    command: check.command,
    gracePeriodSeconds: check.gracePeriodSeconds,
    ignoreHttp1xx: isHttp ? check.ignoreHttp1xx : null,
    intervalSeconds: check.intervalSeconds,
    maxConsecutiveFailures: check.maxConsecutiveFailures,
    path: check.path,
    port: check.port,
    portIndex: check.portIndex,
    protocol: check.protocol,
    ipProtocol: check.ipProtocol,
    timeoutSeconds: check.timeoutSeconds,
    delaySeconds: check.delaySeconds,
  })
}
