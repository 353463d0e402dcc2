/**
 * The JSON stage: types, ranges, patterns, all members at once. Source: app.raml and what it uses; reference/marathon.md 1.1, 9.
 */
import { type Result, err, ok } from '#base/result.ts'
import { Findings, type MarathonError, invalidJson } from './errors.ts'
import { isExecutorText, isPathText } from './ids.ts'
import type { Json } from './jsonText.ts'
import { container, ipAddress, labels, legacyName, network, port, portDefinition } from './readContainer.ts'
import {
  type Members,
  type Reader,
  anyText,
  bool,
  double,
  either,
  int,
  list,
  long,
  object,
  record,
  set,
  small,
  text,
  word,
} from './reader.ts'
import type {
  AppUpdate,
  Artifact,
  Check,
  Command,
  EnvValue,
  ExecutorResources,
  HealthCheck,
  RawApp,
  ReadinessCheck,
  ResourceLimit,
  ResourceLimits,
  UnreachableStrategy,
  UpgradeStrategy,
} from './shape.ts'

const path = text({ min: 1, max: 1024 })
const uri = text({ min: 1, max: 1024 })
const fraction = double({ min: 0, max: 1 })
const count = int({ min: 0 })
const amount = double({ min: 0 })
const scheme = word('HTTP', 'HTTPS')

/** Before the first health check by Mesos. */
export const DEFAULT_DELAY_SECONDS = 15

const healthCheck: Reader<HealthCheck> = object((m) => ({
  protocol: m.or('protocol', word('HTTP', 'HTTPS', 'TCP', 'COMMAND', 'MESOS_TCP', 'MESOS_HTTP', 'MESOS_HTTPS'), 'HTTP'),
  path: m.optional('path', anyText),
  port: m.optional('port', port),
  portIndex: m.optional('portIndex', port),
  command: m.optional(
    'command',
    small((_, need) => ({ value: need('value', anyText, '') })),
  ),
  gracePeriodSeconds: m.or('gracePeriodSeconds', count, 300),
  intervalSeconds: m.or('intervalSeconds', count, 60),
  timeoutSeconds: m.or('timeoutSeconds', int({}), 20),
  maxConsecutiveFailures: m.or('maxConsecutiveFailures', count, 3),
  ignoreHttp1xx: m.or('ignoreHttp1xx', bool, false),
  delaySeconds: m.or('delaySeconds', count, DEFAULT_DELAY_SECONDS),
  ipProtocol: m.or('ipProtocol', word('IPv4', 'IPv6'), 'IPv4'),
}))

const readinessCheck: Reader<ReadinessCheck> = object((m) => ({
  name: m.or('name', text({ min: 1 }), 'readinessCheck'),
  protocol: m.or('protocol', scheme, 'HTTP'),
  path: m.or('path', path, '/'),
  portName: m.or('portName', legacyName, 'http-api'),
  intervalSeconds: m.or('intervalSeconds', count, 30),
  timeoutSeconds: m.or('timeoutSeconds', int({ min: 1 }), 10),
  httpStatusCodesForReady: m.or('httpStatusCodesForReady', notEmpty(set(int({}))), [200]),
  preserveLastResponse: m.or('preserveLastResponse', bool, false),
}))

function notEmpty<T>(reader: Reader<readonly T[]>): Reader<readonly T[]> {
  return (value, at, findings) => {
    const items = reader(value, at, findings)
    if (items?.length !== 0) return items
    findings.add(at, 'error.minLength')
    return undefined
  }
}

const command: Reader<Command> = either<Command>(
  object((m) => ({ shell: m.required('shell', text({ min: 1 }), '') })),
  object((m) => ({ argv: m.required('argv', notEmpty(list(anyText)), []) })),
)

const check: Reader<Check> = object((m) => ({
  http: m.optional(
    'http',
    object((h) => ({
      portIndex: h.optional('portIndex', port),
      path: h.optional('path', path),
      scheme: h.or('scheme', scheme, 'HTTP'),
    })),
  ),
  tcp: m.optional(
    'tcp',
    object((t) => ({ portIndex: t.optional('portIndex', port) })),
  ),
  exec: m.optional(
    'exec',
    small((_, need) => ({ command: need('command', command, { shell: '' }) })),
  ),
  intervalSeconds: m.or('intervalSeconds', count, 60),
  timeoutSeconds: m.or('timeoutSeconds', count, 20),
  delaySeconds: m.or('delaySeconds', count, 15),
}))

const artifact: Reader<Artifact> = object((m) => ({
  uri: m.required('uri', uri, ''),
  extract: m.or('extract', bool, true),
  executable: m.or('executable', bool, false),
  cache: m.or('cache', bool, false),
  destPath: m.optional('destPath', path),
}))

const upgradeStrategy: Reader<UpgradeStrategy> = object((m) => ({
  maximumOverCapacity: m.required('maximumOverCapacity', fraction, 0),
  minimumHealthCapacity: m.required('minimumHealthCapacity', fraction, 0),
}))

/** Any text means disabled: the union of the generated types does not look at the word. */
const unreachableStrategy: Reader<UnreachableStrategy> = (value, at, findings) => {
  if (typeof value === 'string') return 'disabled'
  const seconds = long({ min: 0 })
  return object((m) => ({
    inactiveAfterSeconds: m.or('inactiveAfterSeconds', seconds, 0),
    expungeAfterSeconds: m.or('expungeAfterSeconds', seconds, 0),
  }))(value, at, findings)
}

const resourceLimit = either<ResourceLimit>(anyText, double({}))
const resourceLimits: Reader<ResourceLimits> = object((m) => ({
  cpus: m.optional('cpus', resourceLimit),
  mem: m.optional('mem', resourceLimit),
}))

const executorResources: Reader<ExecutorResources> = object((m) => ({
  cpus: m.or('cpus', double({ min: 0.001 }), 0.1),
  mem: m.or('mem', double({ min: 0.001 }), 32),
  disk: m.or('disk', amount, 10),
}))

const envValue = either<EnvValue>(
  anyText,
  small((_, need) => ({ secret: need('secret', anyText, '') })),
)

const secret = object((m) => ({ source: m.required('source', text({ min: 1 }), '') }))

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/
const time: Reader<string> = (value, at, findings) => {
  if (typeof value === 'string' && ISO_TIME.test(value) && !Number.isNaN(Date.parse(value))) return value
  findings.add(at, 'error.expected.date.isoformat')
  return undefined
}

const pathId = text({ min: 1, pattern: isPathText })

function resources(m: Members) {
  return {
    cpus: m.optional('cpus', double({ min: 0.001 })),
    mem: m.optional('mem', amount),
    disk: m.optional('disk', amount),
    gpus: m.optional('gpus', count),
    resourceLimits: m.optional('resourceLimits', resourceLimits),
    executorResources: m.optional('executorResources', executorResources),
  }
}

function ports(m: Members) {
  return {
    ports: m.optional('ports', list(port)),
    portDefinitions: m.optional('portDefinitions', list(portDefinition)),
    requirePorts: m.optional('requirePorts', bool),
    networks: m.optional('networks', list(network)),
    ipAddress: m.optional('ipAddress', ipAddress),
    container: m.optional('container', container),
  }
}

function behaviour(m: Members) {
  return {
    healthChecks: m.optional('healthChecks', set(healthCheck)),
    check: m.optional('check', check),
    readinessChecks: m.optional('readinessChecks', list(readinessCheck)),
    backoffSeconds: m.optional('backoffSeconds', count),
    backoffFactor: m.optional('backoffFactor', double({ min: 1 })),
    maxLaunchDelaySeconds: m.optional('maxLaunchDelaySeconds', count),
    taskKillGracePeriodSeconds: m.optional('taskKillGracePeriodSeconds', count),
    upgradeStrategy: m.optional('upgradeStrategy', upgradeStrategy),
    unreachableStrategy: m.optional('unreachableStrategy', unreachableStrategy),
    killSelection: m.optional('killSelection', word('YOUNGEST_FIRST', 'OLDEST_FIRST')),
  }
}

/** Residency has no effect any more, but what is not of its type is refused. */
function residency(m: Members): void {
  const type = object((r) => [
    r.optional('relaunchEscalationTimeoutSeconds', long({ min: 0 })),
    r.optional('taskLostBehavior', word('WAIT_FOREVER', 'RELAUNCH_AFTER_TIMEOUT')),
  ])
  m.optional('residency', type)
}

function readMembers(m: Members, id: string | null): AppUpdate {
  residency(m)
  return {
    id,
    cmd: m.optional('cmd', text({ min: 1 })),
    args: m.optional('args', list(anyText)),
    ...resources(m),
    instances: m.optional('instances', count),
    constraints: m.optional('constraints', set(list(anyText))),
    ...ports(m),
    ...behaviour(m),
    role: m.optional('role', anyText),
    acceptedResourceRoles: m.optional('acceptedResourceRoles', set(anyText)),
    labels: m.optional('labels', labels),
    env: m.optional('env', record(envValue)),
    dependencies: m.optional('dependencies', set(anyText)),
    user: m.optional('user', anyText),
    fetch: m.optional('fetch', list(artifact)),
    uris: m.optional('uris', list(anyText)),
    executor: m.optional('executor', text({ pattern: isExecutorText })),
    secrets: m.optional('secrets', record(secret)),
    tty: m.optional('tty', bool),
    version: m.optional('version', time),
  }
}

function run<T>(reader: Reader<T>, json: Json): Result<T, MarathonError> {
  const findings = new Findings()
  const found = reader(json, '', findings)
  return found === undefined ? err(invalidJson(findings)) : ok(found)
}

/** A partial document: every member may be absent. */
export function readUpdate(json: Json): Result<AppUpdate, MarathonError> {
  return run(
    object((m) => readMembers(m, m.optional('id', pathId))),
    json,
  )
}

/** A whole document: `id` is required, absent members get the defaults of the JSON types. */
export function readApp(json: Json): Result<RawApp, MarathonError> {
  return run(
    object((m) => {
      const id = m.required('id', pathId, '')
      return withDefaults(readMembers(m, id), id)
    }),
    json,
  )
}

/** Source: the defaults in app.raml; 300 s of launch delay is Marathon's default flag. */
export function withDefaults(update: AppUpdate, id: string): RawApp {
  return {
    ...update,
    id,
    args: update.args ?? [],
    cpus: update.cpus ?? 1,
    mem: update.mem ?? 128,
    disk: update.disk ?? 0,
    gpus: update.gpus ?? 0,
    instances: update.instances ?? 1,
    constraints: update.constraints ?? [],
    requirePorts: update.requirePorts ?? false,
    networks: update.networks ?? [],
    healthChecks: update.healthChecks ?? [],
    readinessChecks: update.readinessChecks ?? [],
    backoffSeconds: update.backoffSeconds ?? 1,
    backoffFactor: update.backoffFactor ?? 1.15,
    maxLaunchDelaySeconds: update.maxLaunchDelaySeconds ?? 300,
    killSelection: update.killSelection ?? 'YOUNGEST_FIRST',
    labels: update.labels ?? {},
    env: update.env ?? {},
    dependencies: update.dependencies ?? [],
    fetch: update.fetch ?? [],
    executor: update.executor ?? '',
    secrets: update.secrets ?? {},
  }
}
