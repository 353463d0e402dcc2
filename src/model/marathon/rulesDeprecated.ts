/** The rules that deprecated members take part in (stage 3). Source: AppValidation.scala, validateOldAppAPI. */
import { type Findings } from './errors.ts'
import type { RawApp, RawContainer } from './shape.ts'

export function checkDeprecated(app: RawApp, findings: Findings): void {
  checkContainer(app.container, findings)
  const discovers = app.container?.type === 'DOCKER' && (app.ipAddress?.discovery ?? null) !== null
  findings.demand(!discovers, '/ipAddress', 'ipAddress/discovery is not allowed for Docker containers')
  checkUris(app, findings)
  const docker = app.container?.docker?.network ?? null
  const networked = app.networks.length > 0
  findings.demand(docker === null || !networked, '/', 'must not specify both container.docker.network and networks')
  findings.demand(app.ipAddress === null || !networked, '/', 'must not specify both networks and ipAddress')
  checkPorts(app, findings)
}

function checkContainer(container: RawContainer | null, findings: Findings): void {
  if (container?.docker === undefined || container.docker === null) return
  const { credential, network, parameters, portMappings } = container.docker
  findings.demand(credential === null, '/container/docker/credential', 'must be empty')
  if (container.type === 'DOCKER') return
  findings.demand(network === null, '/container/docker/network', 'must be empty')
  findings.demand(parameters.length === 0, '/container/docker/parameters', 'must be empty')
  findings.demand(portMappings === null, '/container/docker/portMappings', 'must be empty')
}

function checkUris(app: RawApp, findings: Findings): void {
  if (app.uris === null) return
  app.uris.forEach((uri, index) => findings.demand(isUri(uri), `/uris(${index})`, 'URI has invalid syntax.'))
  findings.demand(app.uris.length === 0 || app.fetch.length === 0, '/uris', 'may not be set in conjunction with fetch')
}

function checkPorts(app: RawApp, findings: Findings): void {
  const fixed = (app.ports ?? []).filter((port) => port !== 0)
  findings.demand(new Set(fixed).size === fixed.length, '/', 'ports must be unique')
  const any = (app.ports?.length ?? 0) > 0 || (app.portDefinitions?.length ?? 0) > 0
  findings.demand(app.ipAddress === null || !any, '/', 'cannot specify both an IP address and port')
  const both = app.ports !== null && app.portDefinitions !== null
  const equal = both && JSON.stringify(app.portDefinitions?.map(({ port }) => port)) === JSON.stringify(app.ports)
  findings.demand(!both || equal, '/', 'cannot specify both ports and port definitions')
}

/** What java.net.URI reads: no blanks, control characters, or `"<>\^`{|}`, and `%` only before two hexadecimal digits. */
export function isUri(text: string): boolean {
  if (
    /[\s"<>\\^`{|}]/.test(text) ||
    /%(?![\dA-Fa-f]{2})/.test(text) ||
    text.includes('#', text.indexOf('#') + 1 || text.length)
  )
    return false
  const scheme = /^([^/?#:]*):/.exec(text)
  if (scheme === null) return true
  return /^[A-Za-z][\w+.-]*$/.test(scheme[1] ?? '') && text.length > scheme[0].length
}
