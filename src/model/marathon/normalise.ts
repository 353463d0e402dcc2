/**
 * The last defaults and corrections, after the canonical rules, and the finished app; then service ports.
 * Source: AppNormalization.scala, forPostValidation; AppConversion.scala; AssignDynamicServiceLogic.scala.
 */
import { type Result, err, ok } from '#base/result.ts'
import { type MarathonError, refusal } from './errors.ts'
import { type CanonicalApp, DEFAULT_MAPPINGS, hasVolumes, isHostMode } from './migrate.ts'
import { DEFAULT_DELAY_SECONDS } from './read.ts'
import type { Settings } from './rulesFeatures.ts'
import type { App, Container, HealthCheck, Network, UpgradeStrategy } from './shape.ts'

export function normalise(app: CanonicalApp, settings: Settings): Result<App, MarathonError> {
  const unclear = unclearHealthCheck(app)
  if (unclear !== null) return err(refusal(422, unclear))
  const networks = nameNetworks(app.networks, settings)
  const host = isHostMode(networks)
  const resident = hasVolumes(app, 'persistent')
  return ok({
    ...app,
    networks,
    container: completeContainer(app.container, networks),
    portDefinitions: host ? (app.portDefinitions ?? []) : [],
    requirePorts: host && app.requirePorts,
    healthChecks: app.healthChecks.map(keptHealthCheck),
    constraints: app.constraints.map(([field = '', operator = '', ...value]) => [
      field,
      operator.toUpperCase(),
      ...value,
    ]),
    upgradeStrategy:
      app.upgradeStrategy ?? defaultUpgrade(resident || hasVolumes(app, 'external') || hasVolumes(app, 'csi')),
    unreachableStrategy:
      app.unreachableStrategy ?? (resident ? 'disabled' : { inactiveAfterSeconds: 0, expungeAfterSeconds: 0 }),
  })
}

function defaultUpgrade(hasVolume: boolean): UpgradeStrategy {
  return hasVolume
    ? { maximumOverCapacity: 0, minimumHealthCapacity: 0.5 }
    : { maximumOverCapacity: 1, minimumHealthCapacity: 1 }
}

function nameNetworks(networks: readonly Network[], settings: Settings): readonly Network[] {
  if (networks.length === 0) return [{ mode: 'host', name: null, labels: {} }]
  return networks.map((network) =>
    network.mode === 'container' && network.name === null ? { ...network, name: settings.defaultNetworkName } : network,
  )
}

/** Outside host mode there is always a container; behind a bridge every port is mapped to the host. */
function completeContainer(container: Container | null, networks: readonly Network[]): Container | null {
  if (isHostMode(networks)) return container
  const { portMappings, ...rest } = container ?? {
    type: 'MESOS',
    docker: null,
    portMappings: DEFAULT_MAPPINGS,
    volumes: [],
    linuxInfo: null,
  }
  const bridged = networks.some(({ mode }) => mode === 'container/bridge')
  const mappings = (portMappings ?? []).map((each) => (bridged ? { ...each, hostPort: each.hostPort ?? 0 } : each))
  return { ...rest, portMappings: mappings }
}

/** Marathon has a class for each kind of check, which keeps what that kind needs. Source: HealthCheckConversion.scala. */
function keptHealthCheck(check: HealthCheck): HealthCheck {
  const { protocol } = check
  const byMarathon = protocol === 'HTTP' || protocol === 'HTTPS' || protocol === 'TCP'
  return {
    ...check,
    path: protocol.includes('HTTP') ? check.path : null,
    portIndex: protocol === 'COMMAND' ? null : check.portIndex,
    ignoreHttp1xx: (protocol === 'HTTP' || protocol === 'HTTPS') && check.ignoreHttp1xx,
    delaySeconds: byMarathon ? DEFAULT_DELAY_SECONDS : check.delaySeconds,
  }
}

/** A command goes with the COMMAND protocol and nothing else. Source: HealthCheckConversion.scala. */
function unclearHealthCheck(app: CanonicalApp): string | null {
  for (const { protocol, command, path, port } of app.healthChecks) {
    if (command !== null && protocol !== 'COMMAND') return `illegal protocol ${protocol} specified with command`
    if (command !== null && (path !== null || port !== null)) return 'illegal health check: command with path or port'
    if (command === null && protocol === 'COMMAND') return 'illegal health check: protocol COMMAND without command'
  }
  return null
}

/** Flags `local_port_min` and `local_port_max`; both included. */
export const SERVICE_PORTS = { low: 10_000, high: 20_000 } as const

/** One per port mapping, or per port definition in host mode. */
export function servicePorts(app: App): readonly number[] {
  if (isHostMode(app.networks)) return app.portDefinitions.map(({ port }) => port)
  return (app.container?.portMappings ?? []).map(({ servicePort }) => servicePort)
}

/**
 * Replaces service port 0: the old app's ports first, then the lowest that no app has.
 * @param taken service ports of every app in the cluster, the old version of this one included
 */
export function assignServicePorts(
  app: App,
  old: App | null,
  taken: ReadonlySet<number>,
  range: NonNullable<Settings['servicePorts']> = SERVICE_PORTS,
): Result<App, MarathonError> {
  const given = servicePorts(app)
  const { low, high } = range
  const reuse = (old === null ? [] : servicePorts(old)).filter((p) => p >= low && p <= high && !given.includes(p))
  const used = new Set([...taken, ...given, ...(old === null ? [] : servicePorts(old))])
  const assigned: number[] = []
  let next = low
  for (const port of given) {
    while (used.has(next)) next += 1
    const found = port !== 0 ? port : (reuse.shift() ?? next)
    if (found > high && port === 0)
      return err(refusal(500, `All ports in the range [${low}-${high}] are already in use`))
    used.add(found)
    assigned.push(found)
  }
  return ok(withServicePorts(app, assigned))
}

function withServicePorts(app: App, ports: readonly number[]): App {
  if (isHostMode(app.networks)) {
    return { ...app, portDefinitions: app.portDefinitions.map((each, i) => ({ ...each, port: ports[i] ?? each.port })) }
  }
  const container = app.container && {
    ...app.container,
    portMappings: (app.container.portMappings ?? []).map((each, i) => ({
      ...each,
      servicePort: ports[i] ?? each.servicePort,
    })),
  }
  return { ...app, container }
}
