import { describe, expect, it } from 'vitest'
import { EMPTY_CLUSTER } from './answer.ts'
import { CMD, COMMAND, DOCKER, app, errors, refusal } from './documents.fixture.ts'

const INDEX = 'Health check port indices must address an element of the ports array or container port mappings.'
const CONTAINER_NET = [{ mode: 'container', name: 'dcos' }]

describe('the rules', () => {
  it.each<[string, object, string]>([
    ['neither command nor image', { cmd: null }, `/: ${COMMAND}`],
    ['cmd and args', { args: ['a'] }, `/: ${COMMAND}`],
    ['cmd and args with an image', { args: ['a'], container: DOCKER }, `/: ${COMMAND}`],
    ['a command of one letter', { cmd: 'w' }, '/: must not be an empty string'],
    [
      'ports unlike portDefinitions',
      { ports: [0], portDefinitions: [{ port: 1 }] },
      '/: cannot specify both ports and port definitions',
    ],
    ['a port twice', { ports: [80, 80, 0, 0] }, '/: ports must be unique'],
    [
      'a definition twice',
      { portDefinitions: [{ port: 80 }, { port: 80 }] },
      '/portDefinitions: Ports must be unique.',
    ],
    [
      'a name twice',
      { portDefinitions: [{ name: 'a' }, { name: 'a' }] },
      '/portDefinitions: Port names must be unique.',
    ],
    [
      'a mapped name twice',
      { networks: CONTAINER_NET, container: { ...DOCKER, portMappings: [{ name: 'a' }, { name: 'a' }] } },
      '/container/portMappings: Port names must be unique.',
    ],
    [
      'two ways to a network',
      { networks: CONTAINER_NET, container: { ...DOCKER, docker: { image: 'a', network: 'USER' } } },
      '/: must not specify both container.docker.network and networks',
    ],
    [
      'networks and ipAddress',
      { networks: CONTAINER_NET, ipAddress: {} },
      '/: must not specify both networks and ipAddress',
    ],
    ['ipAddress and ports', { ipAddress: {}, ports: [0] }, '/: cannot specify both an IP address and port'],
    [
      'discovery in Docker',
      { ipAddress: { discovery: {} }, container: DOCKER },
      '/ipAddress: ipAddress/discovery is not allowed for Docker containers',
    ],
    [
      'two bridges',
      { networks: [{ mode: 'container/bridge' }, { mode: 'container/bridge' }] },
      '/networks: May specify a single host network, single bridge network, or else 1-to-n container networks',
    ],
    [
      'host and container',
      { networks: [{ mode: 'host' }, ...CONTAINER_NET] },
      '/networks: May specify a single host network, single bridge network, or else 1-to-n container networks',
    ],
    [
      'no network name',
      { networks: [{ mode: 'container' }] },
      '/networks: Network name must be specified when container network is selected.',
    ],
    [
      'a host network with a name',
      { networks: [{ mode: 'host', name: 'a' }] },
      '/networks: Host networks may not have names or labels',
    ],
    [
      'a bridge with a name',
      { networks: [{ mode: 'container/bridge', name: 'a' }] },
      '/networks: Bridge networks may not have names',
    ],
    [
      'a network twice',
      { networks: [...CONTAINER_NET, ...CONTAINER_NET] },
      '/networks: Duplicate networks are not allowed',
    ],
    [
      'Docker on two networks',
      { networks: [...CONTAINER_NET, { mode: 'container', name: 'b' }], container: DOCKER },
      '/: may only specify a single container network when using the Docker container engine',
    ],
    [
      'a host port on one of two networks',
      {
        networks: [...CONTAINER_NET, { mode: 'container', name: 'b' }],
        container: { type: 'MESOS', portMappings: [{ hostPort: 0 }] },
      },
      '/container/portMappings(0): networkNames must be a single item list when hostPort is specified and more than 1 container network is defined',
    ],
    [
      'an unknown network',
      { networks: CONTAINER_NET, container: { type: 'MESOS', portMappings: [{ networkNames: ['x'] }] } },
      '/container/portMappings(0)/networkNames(0): is not one of (dcos)',
    ],
    ['Docker without an image', { container: { type: 'DOCKER' } }, '/container/docker: not defined'],
    [
      'Docker parameters for Mesos',
      { container: { type: 'MESOS', docker: { image: 'a', parameters: [{ key: 'a', value: 'b' }] } } },
      '/container/docker/parameters: must be empty',
    ],
    ['a check of no port', { healthChecks: [{ portIndex: 1 }] }, `/healthChecks(0): ${INDEX}`],
    ['a check without ports', { portDefinitions: [], healthChecks: [{}] }, `/healthChecks(0): ${INDEX}`],
    [
      'two Mesos checks',
      { healthChecks: [{ protocol: 'MESOS_TCP' }, { protocol: 'MESOS_HTTP' }] },
      '/: AppDefinition can contain at most one Mesos health check',
    ],
    [
      'readiness of no port',
      { readinessChecks: [{ portName: 'api' }] },
      '/readinessChecks(0)/portName: No port definition reference for portName api',
    ],
    [
      'readiness slower than its interval',
      { readinessChecks: [{ portName: 'default', timeoutSeconds: 30 }] },
      '/readinessChecks(0)/timeoutSeconds: got 30, expected less than 30',
    ],
    [
      'two readiness checks',
      { readinessChecks: [{ portName: 'default' }, { portName: 'default' }] },
      '/readinessChecks/size: got 2, expected 1 or less',
    ],
    [
      'gpus, the feature off',
      { gpus: 1 },
      '/: Feature gpu_resources is not enabled. Enable with --enable_features gpu_resources)',
    ],
    ['a foreign role', { role: 'dev' }, '/role: got dev, expected one of: [*]'],
    ['no accepted role', { acceptedResourceRoles: [] }, '/acceptedResourceRoles: must not be empty'],
    [
      'a foreign accepted role',
      { acceptedResourceRoles: ['*', 'dev'] },
      '/acceptedResourceRoles: acceptedResourceRoles can only contain *',
    ],
    [
      'a persistent volume in role *',
      { container: { type: 'MESOS', volumes: [{ containerPath: 'data', persistent: { size: 1 } }] } },
      '/role: Resident apps cannot have the role *',
    ],
    [
      'a limit below the request',
      { mem: 256, resourceLimits: { mem: 200, cpus: 'unlimited' } },
      '/resourceLimits/mem: resource limit must be greater than or equal to requested resource (256.0)',
    ],
    [
      'a limit that is no number',
      { resourceLimits: { cpus: 'much' } },
      `/resourceLimits/cpus: 'much' is an invalid resource limit. It must be 'unlimited' or a number`,
    ],
    [
      'inactive after expunged',
      { unreachableStrategy: { inactiveAfterSeconds: 600, expungeAfterSeconds: 60 } },
      '/unreachableStrategy/inactiveAfterSeconds: inactiveAfterSeconds (600) must be less or equal to expungeAfterSeconds, which is 60',
    ],
    [
      'two of a single instance',
      { instances: 2, labels: { MARATHON_SINGLE_INSTANCE_APP: 'true' } },
      '/: Single instance app may only have one instance',
    ],
    [
      'a rolling upgrade of a single instance',
      {
        labels: { MARATHON_SINGLE_INSTANCE_APP: 'true' },
        upgradeStrategy: { minimumHealthCapacity: 0.5, maximumOverCapacity: 0 },
      },
      '/upgradeStrategy/minimumHealthCapacity: got 0.5, expected 0.0',
    ],
    [
      'uris and fetch',
      { uris: ['http://a'], fetch: [{ uri: 'http://b' }] },
      '/uris: may not be set in conjunction with fetch',
    ],
    ['a broken uri', { fetch: [{ uri: 'http://a b' }] }, '/fetch(0)/uri: URI has invalid syntax.'],
    [
      'a check in Docker',
      { container: DOCKER, check: { tcp: {} } },
      "/: AppDefinition must not use 'checks' if using docker",
    ],
    [
      'an undefined secret',
      { env: { A: { secret: 's' } } },
      '/env/A/secret: references an undefined secret|/env: use of secret-references in the environment requires the secrets feature to be enabled',
    ],
    ['a variable without a name', { env: { A: '1', '': '2' } }, '/env/keys(1): must not be empty'],
    [
      'secrets, the feature off',
      { secrets: { s: { source: 'x' } } },
      '/secrets: Feature secrets is not enabled. Enable with --enable_features secrets)|/secrets: must be empty',
    ],
    [
      'an external volume, the feature off',
      {
        container: {
          type: 'MESOS',
          volumes: [{ containerPath: 'v', external: { name: 'n', provider: 'dvdi', options: { 'dvdi/driver': 'd' } } }],
        },
      },
      '/container/volumes(0): Feature external_volumes is not enabled. Enable with --enable_features external_volumes)',
    ],
    [
      'a reserved id',
      { id: '/a/restart' },
      '/id: must not end with any of the following reserved keywords: restart, tasks, versions, ., ..',
    ],
    ['the root as id', { id: '/a/..' }, '/: must not be root|/id: Path must contain at least one path element'],
    ['an app that needs itself', { dependencies: ['/web'] }, '/: Dependency graph has cyclic dependencies.'],
    [
      'half a migration protocol',
      { labels: { DCOS_MIGRATION_API_VERSION: 'v1' } },
      '/: DCOS_PACKAGE_FRAMEWORK_NAME and DCOS_MIGRATION_API_PATH must be defined when using DCOS_MIGRATION_API_VERSION',
    ],
  ])('refuse %s', (_, members, expected) => {
    const document = { ...CMD, ...members }
    expect(errors(document)).toEqual(expected.split('|').toSorted())
    expect(refusal(document)).toMatchObject({ status: 422, body: { message: 'Object is not valid' } })
  })

  it('names the labels of an id that are not right', () => {
    expect(errors({ ...CMD, id: '/a..b' })[0]).toMatch(/^\/id: must fully match regular expression '\^\(\(/)
  })

  it('tells only the first stage that fails, with all its errors', () => {
    const deprecated = { ports: [1, 1], uris: ['a b'] }
    const canonical = { cmd: 'w', constraints: [['a', 'NEAR']] }
    const definition = { unreachableStrategy: { inactiveAfterSeconds: 2, expungeAfterSeconds: 1 } }
    expect(errors({ ...CMD, ...definition, ...canonical, ...deprecated })).toHaveLength(2)
    expect(errors({ ...CMD, ...definition, ...canonical })).toEqual([
      '/: must not be an empty string',
      expect.stringMatching(/^\/constraints\(0\): operator must be one of/),
    ])
  })

  it('lets features and network names be configured', () => {
    const features = new Set(['gpu_resources'])
    const cluster = { ...EMPTY_CLUSTER, features, defaultNetworkName: 'dcos' }
    expect(app({ ...CMD, gpus: 1, networks: [{}] }, cluster)).toMatchObject({
      gpus: 1,
      networks: [{ mode: 'container', name: 'dcos' }],
    })
    expect(errors({ ...CMD, gpus: 1, container: DOCKER }, cluster)).toEqual([
      '/: GPU resources only work with the Mesos containerizer',
    ])
  })

  it('lets an app in a group have the role of the top group', () => {
    expect(app({ ...CMD, id: '/dev/web', role: 'dev', acceptedResourceRoles: ['dev'] }).role).toBe('dev')
    expect(errors({ ...CMD, id: '/dev/web', role: 'prod' })).toEqual(['/role: got prod, expected one of: [*, dev]'])
  })
})
