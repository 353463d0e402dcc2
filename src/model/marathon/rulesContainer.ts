/** Rules over container, ports and networks. Source: AppValidation.scala, NetworkValidation.scala, LinuxInfo.scala. */
import { type Findings } from './errors.ts'
import type { CanonicalApp } from './migrate.ts'
import { type Settings, areUnique, demandFeature } from './rulesFeatures.ts'
import { checkVolumes } from './rulesVolumes.ts'
import type { Container, LinuxInfo, Network, PortDefinition, PortMapping } from './shape.ts'

export function checkContainer(app: CanonicalApp, settings: Settings, findings: Findings): void {
  const { container } = app
  if (container === null) return
  if (container.portMappings !== null) checkMappings(container.portMappings, app.networks, findings)
  checkVolumes(container, app.secrets, settings, findings)
  if (container.type === 'DOCKER') findings.demand(container.docker !== null, '/container/docker', 'not defined')
  checkPullConfig(app, container, settings, findings)
  if (container.linuxInfo !== null) checkLinux(container.linuxInfo, findings)
}

/** A profile or none, said plainly; shared memory has a size of its own only where it is not the parent's. */
function checkLinux({ seccomp, ipcInfo }: LinuxInfo, findings: Findings): void {
  const path = '/container/linuxInfo'
  if (seccomp !== null) {
    const { profileName, unconfined } = seccomp
    const error =
      profileName === null
        ? 'Seccomp unconfined must be true when Profile is NOT defined'
        : 'Seccomp unconfined can NOT be true when Profile is defined'
    findings.demand(unconfined === (profileName === null), `${path}/seccomp`, error)
  }
  const sized = ipcInfo !== null && ipcInfo.mode === 'SHARE_PARENT' && ipcInfo.shmSize !== null
  findings.demand(!sized, `${path}/ipcInfo`, 'ipcInfo shmSize can NOT be set when mode is SHARE_PARENT')
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
