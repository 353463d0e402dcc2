/**
 * Deprecated members become canonical ones, before the canonical rules look. Source: AppNormalization.scala, forDeprecated, forPreValidation.
 */
import { type Result, err, ok } from '#base/result.ts'
import { type MarathonError, refusal } from './errors.ts'
import { canonicalPath } from './ids.ts'
import type {
  Artifact,
  Container,
  HealthCheck,
  Network,
  PortDefinition,
  PortMapping,
  RawApp,
  RawContainer,
  Volume,
} from './shape.ts'

/** An app without deprecated members, not yet proven. */
export interface CanonicalApp extends Omit<RawApp, 'container' | 'ports' | 'ipAddress' | 'uris' | 'role' | 'version'> {
  readonly role: string
  readonly container: Container | null
}

const DEFAULT_MAPPING: PortMapping = {
  containerPort: 0,
  hostPort: null,
  servicePort: 0,
  name: 'default',
  protocol: 'tcp',
  labels: {},
  networkNames: [],
}
export const DEFAULT_MAPPINGS: readonly PortMapping[] = [DEFAULT_MAPPING]
const DEFAULT_DEFINITIONS: readonly PortDefinition[] = [{ port: 0, name: 'default', protocol: 'tcp', labels: {} }]

export function isHostMode(networks: readonly Network[]): boolean {
  return networks.every((network) => network.mode === 'host')
}

export function hasVolumes(
  app: { readonly container: { readonly volumes: readonly Volume[] } | null },
  kind: Volume['kind'],
): boolean {
  return app.container?.volumes.some((volume) => volume.kind === kind) ?? false
}

class Unfit extends Error {}

/** @param bridgeName a network of this name is the bridge, where the old `ipAddress` names it */
export function migrate(app: RawApp, defaultRole: string, bridgeName: string): Result<CanonicalApp, MarathonError> {
  try {
    return ok(migrated(app, defaultRole, bridgeName))
  } catch (unfit) {
    if (unfit instanceof Unfit) return err(refusal(422, unfit.message))
    throw unfit
  }
}

function migrated(app: RawApp, defaultRole: string, bridgeName: string): CanonicalApp {
  const { ports, ipAddress: _ip, uris: _uris, version: _version, ...rest } = app
  const networks = migrateNetworks(app, bridgeName)
  const given =
    app.portDefinitions ?? ports?.map((port) => ({ port, name: null, protocol: 'tcp' as const, labels: {} })) ?? null
  const container = migrateContainer(app, networks, given)
  const hasPorts = (app.portDefinitions?.length ?? 0) > 0 || (container?.portMappings ?? null) !== null
  return {
    ...rest,
    id: canonicalPath(app.id),
    dependencies: [...new Set(app.dependencies.map((path) => canonicalPath(path)))],
    role: app.role ?? defaultRole,
    fetch: migrateFetch(app),
    networks,
    container,
    portDefinitions: isHostMode(networks) ? (given ?? DEFAULT_DEFINITIONS) : null,
    healthChecks: hasPorts ? app.healthChecks.map(withPortIndex) : app.healthChecks,
  }
}

function withPortIndex(check: HealthCheck): HealthCheck {
  const needless = check.protocol === 'COMMAND' || check.port !== null || check.portIndex !== null
  return needless ? check : { ...check, portIndex: 0 }
}

const ARCHIVES = ['.tgz', '.tar.gz', '.tbz2', '.tar.bz2', '.txz', '.tar.xz', '.zip']

/** `uris` are fetched; archives are unpacked. Source: FetchUri.scala. */
function migrateFetch(app: RawApp): readonly Artifact[] {
  if (app.uris === null || app.uris.length === 0) return app.fetch
  return app.uris.map((uri) => ({
    uri,
    extract: ARCHIVES.some((ending) => uri.endsWith(ending)),
    executable: false,
    cache: false,
    destPath: null,
  }))
}

function migrateNetworks(app: RawApp, bridgeName: string): readonly Network[] {
  const docker = app.container?.docker?.network ?? null
  const ip = app.ipAddress
  if (docker === null && ip === null) return app.networks
  const labels = ip?.labels ?? {}
  switch (docker) {
    case 'HOST':
      return [{ mode: 'host', name: null, labels: {} }]
    case 'BRIDGE':
      return [{ mode: 'container/bridge', name: null, labels }]
    case 'NONE':
      throw new Unfit('unsupported docker network type NONE')
    case null:
      if (ip?.networkName === bridgeName) return [{ mode: 'container/bridge', name: null, labels }]
      return [{ mode: 'container', name: ip?.networkName ?? null, labels }]
    case 'USER':
      return [{ mode: 'container', name: ip?.networkName ?? null, labels }]
  }
}

function migrateContainer(
  app: RawApp,
  networks: readonly Network[],
  definitions: readonly PortDefinition[] | null,
): Container | null {
  const container = updatedContainer(app)
  if (container === null || isHostMode(networks)) return container && { ...container, portMappings: null }
  return { ...container, portMappings: padded(container.portMappings ?? DEFAULT_MAPPINGS, definitions?.length ?? 0) }
}

/** The container without deprecated members, its port mappings as given. */
export function updatedContainer(app: RawApp): Container | null {
  const raw = app.container ?? (app.ipAddress === null ? null : EMPTY_MESOS)
  if (raw === null) return null
  const docker = raw.docker && {
    image: raw.docker.image,
    forcePullImage: raw.docker.forcePullImage,
    privileged: raw.docker.privileged,
    parameters: raw.docker.parameters,
    pullConfig: raw.docker.pullConfig,
  }
  return { type: raw.type, docker, portMappings: mappingsOf(raw, app), volumes: raw.volumes, linuxInfo: raw.linuxInfo }
}

const EMPTY_MESOS: RawContainer = { type: 'MESOS', docker: null, portMappings: null, volumes: [], linuxInfo: null }

function mappingsOf(raw: RawContainer, app: RawApp): readonly PortMapping[] | null {
  const old = raw.docker?.portMappings ?? null
  if (old !== null && old.length > 0 && raw.portMappings !== null)
    throw new Unfit('cannot specify both portMappings and docker.portMappings')
  const mappings = raw.portMappings ?? old
  const discovered = app.ipAddress?.discovery?.ports ?? []
  if (discovered.length === 0) return mappings
  if (raw.type !== 'MESOS') throw new Unfit(`ipAddress.discovery.ports do not apply for container type ${raw.type}`)
  if (mappings !== null) throw new Unfit('container.portMappings and ipAddress.discovery.ports must not both be set')
  return discovered.map(({ number, name, protocol, labels }) => ({
    ...DEFAULT_MAPPING,
    containerPort: number,
    name,
    protocol,
    labels,
  }))
}

/** Port definitions mean nothing outside host mode, but their number still counts. */
function padded(mappings: readonly PortMapping[], count: number): readonly PortMapping[] {
  const missing = Math.max(0, count - mappings.length)
  return [...mappings, ...Array.from({ length: missing }, () => ({ ...DEFAULT_MAPPING, name: null }))]
}
