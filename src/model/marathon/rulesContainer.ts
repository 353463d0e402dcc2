/** Rules over container, ports, networks and volumes. Source: AppValidation.scala, NetworkValidation.scala. */
import { compilePattern } from '../pattern.ts'
import { type Findings } from './errors.ts'
import type { CanonicalApp } from './migrate.ts'
import type { Container, Network, PersistentVolume, PortDefinition, PortMapping, Volume } from './shape.ts'

/** What a Marathon is started with, as far as documents depend on it. */
export interface Settings {
  /** Flag `mesos_role`. */
  readonly defaultRole: string
  /** Flag `enable_features`: `gpu_resources`, `secrets`, `external_volumes` … */
  readonly features: ReadonlySet<string>
  /** Flag `default_network_name`. */
  readonly defaultNetworkName: string | null
  /** Flags `local_port_min` and `local_port_max`, both included; absent: their defaults. */
  readonly servicePorts?: { readonly low: number; readonly high: number }
}

export function demandFeature(feature: string, settings: Settings, path: string, findings: Findings): void {
  const message = `Feature ${feature} is not enabled. Enable with --enable_features ${feature})` // the stray bracket is Marathon's
  findings.demand(settings.features.has(feature), path, message)
}

export function checkContainer(app: CanonicalApp, settings: Settings, findings: Findings): void {
  const { container } = app
  if (container === null) return
  if (container.portMappings !== null) checkMappings(container.portMappings, app.networks, findings)
  checkVolumes(container, settings, findings)
  if (container.type === 'DOCKER') findings.demand(container.docker !== null, '/container/docker', 'not defined')
  checkPullConfig(app, container, settings, findings)
}

function checkPullConfig(app: CanonicalApp, container: Container, settings: Settings, findings: Findings): void {
  const config = container.docker?.pullConfig ?? null
  if (config === null) return
  const path = '/container/docker/pullConfig'
  if (container.type === 'DOCKER') {
    findings.add(path, 'pullConfig is not supported with Docker containerizer')
    return
  }
  findings.demand(settings.features.has('secrets'), path, 'must be empty')
  demandFeature('secrets', settings, path, findings)
  findings.demand(Object.hasOwn(app.secrets, config.secret), path, 'pullConfig.secret must refer to an existing secret')
}

function checkMappings(mappings: readonly PortMapping[], networks: readonly Network[], findings: Findings): void {
  const path = '/container/portMappings'
  findings.demand(areUnique(names(mappings)), path, 'Port names must be unique.')
  const known = networks.flatMap(({ name }) => (name === null ? [] : [name]))
  const several = networks.filter(({ mode }) => mode === 'container').length > 1
  mappings.forEach((mapping, index) => {
    findings.demand(
      !several || mapping.hostPort === null || mapping.networkNames.length === 1,
      `${path}(${index})`,
      'networkNames must be a single item list when hostPort is specified and more than 1 container network is defined',
    )
    mapping.networkNames.forEach((name, at) =>
      findings.demand(
        known.includes(name),
        `${path}(${index})/networkNames(${at})`,
        `is not one of (${known.join(',')})`,
      ),
    )
  })
}

export function checkDefinitions(definitions: readonly PortDefinition[] | null, findings: Findings): void {
  if (definitions === null) return
  findings.demand(areUnique(names(definitions)), '/portDefinitions', 'Port names must be unique.')
  const fixed = definitions.map(({ port }) => port).filter((port) => port !== 0)
  findings.demand(areUnique(fixed), '/portDefinitions', 'Ports must be unique.')
}

function names(ports: readonly { readonly name: string | null }[]): readonly string[] {
  return ports.flatMap(({ name }) => (name === null ? [] : [name]))
}

function areUnique(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length
}

export function checkNetworks(networks: readonly Network[], settings: Settings, findings: Findings): void {
  const path = '/networks'
  const of = (mode: Network['mode']) => networks.filter((network) => network.mode === mode)
  const [hosts, bridges, containers] = [of('host'), of('container/bridge'), of('container')]
  const plain = hosts.every(({ name, labels }) => name === null && Object.keys(labels).length === 0)
  findings.demand(plain, path, 'Host networks may not have names or labels')
  findings.demand(
    bridges.every(({ name }) => name === null),
    path,
    'Bridge networks may not have names',
  )
  const unnamed = containers.filter(({ name }) => name === null).length
  findings.demand(unnamed < 2 && areUnique(names(networks)), path, 'Duplicate networks are not allowed')
  const kinds = [hosts, bridges, containers].filter((some) => some.length > 0).length
  findings.demand(
    kinds <= 1 && hosts.length <= 1 && bridges.length <= 1,
    path,
    'May specify a single host network, single bridge network, or else 1-to-n container networks',
  )
  findings.demand(
    unnamed === 0 || settings.defaultNetworkName !== null,
    path,
    'Network name must be specified when container network is selected.',
  )
}

function checkVolumes(container: Container, settings: Settings, findings: Findings): void {
  const path = '/container/volumes'
  const external = container.volumes.flatMap((volume) => (volume.kind === 'external' ? [volume.external] : []))
  findings.demand(areUnique(names(external)), path, 'Volume names must be unique')
  container.volumes.forEach((volume, index) => checkVolume(volume, `${path}(${index})`, settings, findings))
}

const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9_.=,-]*)$/
const OPTION = /^[A-Za-z0-9][A-Za-z0-9_./-]*$/

function checkVolume(volume: Volume, path: string, settings: Settings, findings: Findings): void {
  switch (volume.kind) {
    case 'host':
      return
    case 'secret':
      demandFeature('secrets', settings, path, findings)
      return
    case 'persistent': {
      const { containerPath } = volume
      findings.demand(!['.', '..'].includes(containerPath), `${path}/containerPath`, 'can not be one of (.,..)')
      findings.demand(!containerPath.includes('/'), `${path}/containerPath`, 'value must not contain "/"')
      findings.demand(volume.mode === 'RW', `${path}/mode`, 'does not equal RW')
      checkPersistent(volume.persistent, `${path}/persistent`, findings)
      return
    }
    case 'external': {
      demandFeature('external_volumes', settings, path, findings)
      const { name, provider, options } = volume.external
      for (const [key, value] of Object.entries({ name, provider })) {
        if (value === null) findings.add(`${path}/external/${key}`, 'not defined')
        else
          findings.demand(
            LABEL.test(value),
            `${path}/external/${key}`,
            `must fully match regular expression '${LABEL.source}'`,
          )
      }
      for (const key of Object.keys(options))
        findings.demand(
          OPTION.test(key),
          `${path}/external/options`,
          `must fully match regular expression '${OPTION.source}'`,
        )
    }
  }
}

function checkPersistent(info: PersistentVolume, path: string, findings: Findings): void {
  findings.demand(info.size > 0, `${path}/size`, `got ${info.size}, expected more than 0`)
  findings.demand(info.type === 'mount' || info.maxSize === null, path, 'Only mount volumes can have maxSize')
  findings.demand(
    info.type !== 'root' || info.constraints.length === 0,
    path,
    'Constraints on root volumes are not supported',
  )
  findings.demand(info.maxSize === null || info.maxSize > info.size, path, 'Max size must be larger than size')
  info.constraints.forEach((constraint, index) => {
    const error = volumeConstraintError(constraint)
    if (error !== null) findings.add(`${path}/constraints(${index})`, error)
  })
}

function volumeConstraintError(constraint: readonly string[]): string | null {
  const [field, operator, value] = constraint
  if (field === undefined && operator === undefined) return 'Missing field and operator'
  if (field !== 'path' || operator === undefined || value === undefined)
    return `Unsupported constraint ${constraint.join(',')}`
  if (operator === 'LIKE' || operator === 'UNLIKE')
    return compilePattern(value).ok ? null : 'Invalid regular expression'
  const known = ['UNIQUE', 'CLUSTER', 'GROUP_BY', 'MAX_PER', 'IS'].includes(operator)
  return known ? 'Operator must be one of LIKE, UNLIKE' : `unknown constraint operator ${operator}`
}
