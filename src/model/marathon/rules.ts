/**
 * The canonical rules (stage 4), the rules of the finished definition (stage 5) and of the whole tree of groups (stage 6).
 * Messages and paths are Marathon's. Source: AppValidation.scala, SchedulingValidation.scala, PathId.scala, Group.scala; reference/marathon.md 1.3.
 */
import { constraintError } from './constraints.ts'
import { type Findings, javaDouble } from './errors.ts'
import { RESERVED_SEGMENTS, SEGMENT_PATTERN, groupsAbove, isSegment, segments } from './ids.ts'
import { type CanonicalApp, hasVolumes } from './migrate.ts'
import { checkContainer, checkDefinitions, checkNetworks } from './rulesContainer.ts'
import { isUri } from './rulesDeprecated.ts'
import { checkCsiApp, checkDvdiApp } from './rulesExternal.ts'
import { type Settings, demandFeature } from './rulesFeatures.ts'
import type { App, HealthCheck, ReadinessCheck } from './shape.ts'

export function checkCanonical(
  app: CanonicalApp,
  settings: Settings,
  validRoles: readonly string[],
  findings: Findings,
): void {
  checkContainer(app, settings, findings)
  checkDefinitions(app.portDefinitions, findings)
  checkCommand(app, findings)
  checkHealth(app, findings)
  app.fetch.forEach(({ uri }, index) => findings.demand(isUri(uri), `/fetch(${index})/uri`, 'URI has invalid syntax.'))
  checkSecrets(app, settings, findings)
  checkRoles(app, validRoles, findings)
  checkGpus(app, settings, findings)
  checkMigration(app, findings)
  checkReadiness(app, findings)
  checkUpgrade(app, findings)
  checkResident(app, findings)
  checkDvdiApp(app, findings)
  checkLimits(app, findings)
  app.constraints.forEach((constraint, index) => {
    const error = constraintError(constraint)
    if (error !== null) findings.add(`/constraints(${index})`, error)
  })
  checkNetworks(app.networks, settings, findings)
  checkPath(app.id, '/id', findings)
  app.dependencies.forEach((path, index) => checkPath(path, `/dependencies(${index})`, findings))
  findings.demand(app.id !== '/', '/id', 'Path must contain at least one path element')
  findings.demand(app.id !== '/', '/', 'must not be root')
}

function checkCommand(app: CanonicalApp, findings: Findings): void {
  const cmd = app.cmd !== null
  const args = app.args.length > 0
  const image = app.container?.docker !== undefined && app.container.docker !== null
  findings.demand(
    cmd !== args || (!cmd && !args && image),
    '/',
    "AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'.",
  )
  findings.demand(app.cmd === null || app.cmd.length > 1, '/', 'must not be an empty string')
  const docker = app.container?.type === 'DOCKER'
  findings.demand(app.check === null || !docker, '/', "AppDefinition must not use 'checks' if using docker")
  const networks = app.networks.filter(({ mode }) => mode === 'container').length
  findings.demand(
    !docker || networks <= 1,
    '/',
    'may only specify a single container network when using the Docker container engine',
  )
}

const BY_MARATHON: readonly HealthCheck['protocol'][] = ['HTTP', 'HTTPS', 'TCP']

function checkHealth(app: CanonicalApp, findings: Findings): void {
  const ports = (app.container?.portMappings ?? app.portDefinitions ?? []).length
  app.healthChecks.forEach((check, index) => {
    findings.demand(
      hasPort(check, ports),
      `/healthChecks(${index})`,
      'Health check port indices must address an element of the ports array or container port mappings.',
    )
    const mesosPort = check.protocol.startsWith('MESOS_') && app.container?.type === 'DOCKER'
    findings.demand(
      check.ipProtocol === 'IPv4' || mesosPort,
      `/healthChecks(${index})`,
      'IPv6 can only be used for container type DOCKER and Mesos http/https/tcp health checks',
    )
  })
  // A check with a command never counts: older versions let several of them be saved.
  const byMesos = app.healthChecks.filter((check) => check.command === null && !BY_MARATHON.includes(check.protocol))
  findings.demand(byMesos.length <= 1, '/', 'AppDefinition can contain at most one Mesos health check')
}

function hasPort(check: HealthCheck, ports: number): boolean {
  if (check.command !== null || !BY_MARATHON.includes(check.protocol)) return true
  return check.portIndex === null ? check.port !== null || ports === 1 : check.portIndex < ports
}

function checkSecrets(app: CanonicalApp, settings: Settings, findings: Findings): void {
  const enabled = settings.features.has('secrets')
  if (Object.keys(app.secrets).length > 0 && !enabled) {
    findings.add('/secrets', 'must be empty')
    demandFeature('secrets', settings, '/secrets', findings)
  }
  const demandNames = (members: object, path: string) =>
    Object.keys(members).forEach((name, index) =>
      findings.demand(name !== '', `${path}/keys(${index})`, 'must not be empty'),
    )
  if (enabled) demandNames(app.secrets, '/secrets')
  demandNames(app.env, '/env')
  const references = Object.entries(app.env).filter(([, value]) => typeof value !== 'string')
  findings.demand(
    enabled || references.length === 0,
    '/env',
    'use of secret-references in the environment requires the secrets feature to be enabled',
  )
  for (const [name, value] of references) {
    const known = typeof value === 'string' || Object.hasOwn(app.secrets, value.secret)
    findings.demand(known, `/env/${name}/secret`, 'references an undefined secret')
  }
}

function checkRoles(app: CanonicalApp, validRoles: readonly string[], findings: Findings): void {
  findings.demand(
    validRoles.includes(app.role),
    '/role',
    `got ${app.role}, expected one of: [${validRoles.join(', ')}]`,
  )
  if (app.acceptedResourceRoles === null) return
  const path = '/acceptedResourceRoles'
  findings.demand(app.acceptedResourceRoles.length > 0, path, 'must not be empty')
  const allowed = [...new Set(['*', app.role])]
  findings.demand(
    app.acceptedResourceRoles.every((role) => allowed.includes(role)),
    path,
    `acceptedResourceRoles can only contain ${allowed.join(' and ')}`,
  )
}

function checkGpus(app: CanonicalApp, settings: Settings, findings: Findings): void {
  if (app.gpus === 0) return
  findings.demand(app.container?.type !== 'DOCKER', '/', 'GPU resources only work with the Mesos containerizer')
  demandFeature('gpu_resources', settings, '/', findings)
}

function checkMigration(app: CanonicalApp, findings: Findings): void {
  const label = (name: string) => (Object.hasOwn(app.labels, name) ? (app.labels[name] ?? '') : '')
  const version = label('DCOS_MIGRATION_API_VERSION')
  const complete =
    version === 'v1' && label('DCOS_PACKAGE_FRAMEWORK_NAME') !== '' && label('DCOS_MIGRATION_API_PATH') !== ''
  findings.demand(
    version === '' || complete,
    '/',
    'DCOS_PACKAGE_FRAMEWORK_NAME and DCOS_MIGRATION_API_PATH must be defined when using DCOS_MIGRATION_API_VERSION',
  )
}

function checkReadiness(app: CanonicalApp, findings: Findings): void {
  const count = app.readinessChecks.length
  findings.demand(count <= 1, '/readinessChecks/size', `got ${count}, expected 1 or less`)
  const ports = app.container?.portMappings ?? app.portDefinitions ?? []
  app.readinessChecks.forEach((check: ReadinessCheck, index) => {
    const path = `/readinessChecks(${index})`
    const known = ports.some(({ name }) => name === check.portName)
    findings.demand(known, `${path}/portName`, `No port definition reference for portName ${check.portName}`)
    findings.demand(
      check.timeoutSeconds < check.intervalSeconds,
      `${path}/timeoutSeconds`,
      `got ${check.timeoutSeconds}, expected less than ${check.intervalSeconds}`,
    )
  })
}

export function isSingleInstance(labels: Readonly<Record<string, string>>): boolean {
  return Object.hasOwn(labels, 'MARATHON_SINGLE_INSTANCE_APP') && labels['MARATHON_SINGLE_INSTANCE_APP'] === 'true'
}

function checkUpgrade(app: CanonicalApp, findings: Findings): void {
  const single = isSingleInstance(app.labels)
  findings.demand(!single || app.instances <= 1, '/', 'Single instance app may only have one instance')
  if (app.upgradeStrategy === null) return
  const { minimumHealthCapacity, maximumOverCapacity } = app.upgradeStrategy
  const zero = (value: number, name: string) =>
    findings.demand(value === 0, `/upgradeStrategy/${name}`, `got ${javaDouble(value)}, expected 0.0`)
  if (single) zero(minimumHealthCapacity, 'minimumHealthCapacity')
  if (single || hasVolumes(app, 'persistent')) zero(maximumOverCapacity, 'maximumOverCapacity')
}

function checkResident(app: CanonicalApp, findings: Findings): void {
  const enabled = app.unreachableStrategy !== null && app.unreachableStrategy !== 'disabled'
  const bad = hasVolumes(app, 'persistent') && enabled
  findings.demand(!bad, '/', 'unreachableStrategy must be disabled for resident tasks')
}

function checkLimits(app: CanonicalApp, findings: Findings): void {
  for (const name of ['cpus', 'mem'] as const) {
    const limit = app.resourceLimits?.[name] ?? null
    const path = `/resourceLimits/${name}`
    if (typeof limit === 'string') {
      const message = `'${limit}' is an invalid resource limit. It must be 'unlimited' or a number`
      findings.demand(limit === 'unlimited', path, message)
    } else if (limit !== null) {
      const message = `resource limit must be greater than or equal to requested resource (${javaDouble(app[name])})`
      findings.demand(limit >= app[name], path, message)
    }
  }
}

function checkPath(path: string, at: string, findings: Findings): void {
  const parts = segments(path)
  findings.demand(parts.every(isSegment), at, `must fully match regular expression '${SEGMENT_PATTERN}'`)
  const last = parts.at(-1) ?? ''
  findings.demand(
    !(RESERVED_SEGMENTS as readonly string[]).includes(last),
    at,
    `must not end with any of the following reserved keywords: ${RESERVED_SEGMENTS.join(', ')}`,
  )
}

/** Stage 5: rules that look at the finished app. Source: AppDefinition.scala, UnreachableStrategy.scala. */
export function checkDefinition(app: App, findings: Findings): void {
  const strategy = app.unreachableStrategy
  if (strategy !== 'disabled') {
    const { inactiveAfterSeconds: inactive, expungeAfterSeconds: expunge } = strategy
    findings.demand(
      inactive <= expunge,
      '/unreachableStrategy/inactiveAfterSeconds',
      `inactiveAfterSeconds (${inactive}) must be less or equal to expungeAfterSeconds, which is ${expunge}`,
    )
  }
  findings.demand(!hasVolumes(app, 'persistent') || app.role !== '*', '/role', 'Resident apps cannot have the role *')
  checkCsiApp(app, findings)
}

/** What else is in the tree, without the app itself. */
export interface Neighbours {
  /** Id and dependencies of every other app. */
  readonly apps: readonly { readonly id: string; readonly dependencies: readonly string[] }[]
  readonly groups: readonly string[]
  readonly pods: readonly string[]
}

/** Stage 6: rules over the root group. Source: Group.scala, RootGroup.scala. */
export function checkTree(app: App, around: Neighbours, findings: Findings): void {
  const others = around.apps.map(({ id }) => id)
  const groups = [...around.groups, ...others.flatMap(groupsAbove), ...around.pods.flatMap(groupsAbove)]
  const above = groupsAbove(app.id)
  const clash = groups.includes(app.id) || others.some((id) => above.includes(id))
  findings.demand(!clash, '/', 'Groups and Applications may not have the same identifier.')
  findings.demand(
    !around.pods.some((id) => above.includes(id)),
    '/',
    'Groups and Pods may not have the same identifier.',
  )
  findings.demand(!around.pods.includes(app.id), '/', 'Applications and Pods may not share the same id')
  const all = [...around.apps.filter(({ id }) => id !== app.id), app]
  findings.demand(!hasCycle(all), '/', 'Dependency graph has cyclic dependencies.')
}

/** A dependency on a group is one on every app in it. */
function hasCycle(apps: readonly { readonly id: string; readonly dependencies: readonly string[] }[]): boolean {
  const needs = new Map(
    apps.map(({ id, dependencies }) => [
      id,
      apps
        .filter((other) => dependencies.some((path) => other.id === path || other.id.startsWith(`${path}/`)))
        .map((other) => other.id),
    ]),
  )
  // Takes away what needs nothing that is left; a cycle is what remains.
  let left = apps.map(({ id }) => id)
  for (let before = -1; before !== left.length;) {
    before = left.length
    const open = new Set(left)
    left = left.filter((id) => needs.get(id)?.some((need) => open.has(need)) ?? false)
  }
  return left.length > 0
}
