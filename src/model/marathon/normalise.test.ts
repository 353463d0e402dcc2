import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_CLUSTER, answerPostApp } from './answer.ts'
import { CMD, DOCKER, app, refusal } from './documents.fixture.ts'
import { hostPorts } from './task.ts'
import { normalisedApp } from './write.ts'

const BRIDGE = [{ mode: 'container/bridge' }]
const NET = [{ mode: 'container', name: 'dcos' }]

describe('ports', () => {
  it('are one by default, none when the list is empty', () => {
    expect(app(CMD).portDefinitions).toMatchObject([{ port: 10000, name: 'default' }])
    expect(app({ ...CMD, portDefinitions: [] }).portDefinitions).toEqual([])
    expect(app({ ...CMD, ports: [] }).portDefinitions).toEqual([])
  })

  it('may be said twice in the same way', () => {
    expect(
      app({ ...CMD, ports: [80, 81], portDefinitions: [{ port: 80, name: 'a' }, { port: 81 }] }).portDefinitions,
    ).toHaveLength(2)
  })

  it.each<[string, object, readonly (number | null)[]]>([
    ['host mode', { ports: [0, 8080] }, [0, 0]],
    ['required ports', { ports: [8080, 8081], requirePorts: true }, [8080, 8081]],
    ['a required port 0, which has become a service port by then', { requirePorts: true }, [10000]],
    ['a bridge without a container', { networks: BRIDGE }, [0]],
    ['a container network without mappings', { networks: NET, container: { type: 'MESOS' } }, [null]],
    ['a container network with no mappings', { networks: NET, container: { type: 'MESOS', portMappings: [] } }, []],
    [
      'a bridge, where a missing host port is 0',
      { networks: BRIDGE, container: { ...DOCKER, portMappings: [{ containerPort: 80 }, { hostPort: 31000 }] } },
      [0, 31000],
    ],
    [
      'port definitions behind a bridge, which only count',
      { networks: BRIDGE, container: DOCKER, portDefinitions: [{ port: 1 }, { port: 2 }, {}] },
      [0, 0, 0],
    ],
    [
      'mappings in host mode, which are dropped',
      { container: { ...DOCKER, portMappings: [{ containerPort: 80 }, {}] } },
      [0],
    ],
    [
      'the old BRIDGE',
      {
        container: { type: 'DOCKER', docker: { image: 'a', network: 'BRIDGE', portMappings: [{ containerPort: 80 }] } },
      },
      [0],
    ],
    [
      'the old HOST',
      { container: { type: 'DOCKER', docker: { image: 'a', network: 'HOST' } }, portDefinitions: [{ port: 10013 }] },
      [0],
    ],
    [
      'an address of its own',
      { ipAddress: { networkName: 'dcos', discovery: { ports: [{ name: 'api', number: 7777 }] } } },
      [null],
    ],
  ])('of %s are %j', (_, members, expected) => {
    expect(hostPorts(app({ ...CMD, ...members }))).toEqual(expected)
  })

  it('are required in host mode only', () => {
    expect(app({ ...CMD, networks: BRIDGE, requirePorts: true }).requirePorts).toBe(false)
  })
})

describe('networks', () => {
  it.each<[string, object, object]>([
    ['nothing', {}, { mode: 'host' }],
    [
      'USER with an address',
      {
        ipAddress: { networkName: 'dcos', labels: { a: 'b' } },
        container: { type: 'DOCKER', docker: { image: 'a', network: 'USER' } },
      },
      { mode: 'container', name: 'dcos', labels: { a: 'b' } },
    ],
    [
      'BRIDGE',
      { container: { type: 'DOCKER', docker: { image: 'a', network: 'BRIDGE' } } },
      { mode: 'container/bridge' },
    ],
    [
      "an address on Mesos' bridge",
      { ipAddress: { networkName: 'mesos-bridge', labels: { a: 'b' } } },
      { mode: 'container/bridge', name: null, labels: { a: 'b' } },
    ],
    ['a name with underscores', { networks: [{ mode: 'container', name: 'a_b' }] }, { mode: 'container', name: 'a_b' }],
  ])('of %s', (_, members, expected) => {
    expect(app({ ...CMD, ...members }).networks).toMatchObject([expected])
  })

  it('lets the bridge have another name', () => {
    const document = { ...CMD, ipAddress: { networkName: 'mesos-bridge' } }
    expect(app(document, { ...EMPTY_CLUSTER, mesosBridgeName: 'br0' }).networks).toMatchObject([
      { mode: 'container', name: 'mesos-bridge' },
    ])
  })

  it('refuses what Docker calls NONE', () => {
    const container = { type: 'DOCKER', docker: { image: 'a', network: 'NONE' } }
    expect(refusal({ ...CMD, container })).toEqual({
      status: 422,
      body: { message: 'unsupported docker network type NONE' },
    })
  })

  it('makes a Mesos container for an app without one', () => {
    expect(app({ ...CMD, networks: NET }).container).toMatchObject({
      type: 'MESOS',
      docker: null,
      portMappings: [{ name: 'default' }],
    })
  })
})

describe('the rest', () => {
  it('gives checks without a port index 0, unless nothing was declared', () => {
    const healthChecks = [{ protocol: 'MESOS_HTTP' }]
    expect(app({ ...CMD, healthChecks, ports: [0], portDefinitions: [{}] }).healthChecks[0]?.portIndex).toBe(0)
    expect(app({ ...CMD, healthChecks }).healthChecks[0]?.portIndex).toBeNull()
    const command = [{ protocol: 'COMMAND', command: { value: 'true' } }]
    expect(app({ ...CMD, healthChecks: command, portDefinitions: [{}] }).healthChecks[0]?.portIndex).toBeNull()
  })

  it('refuses a command with another protocol', () => {
    expect(refusal({ ...CMD, healthChecks: [{ command: { value: 'true' } }] }).body.message).toBe(
      'illegal protocol HTTP specified with command',
    )
  })

  it('fetches uris, and unpacks the archives', () => {
    const { fetch } = app({ ...CMD, uris: ['http://a/b.tar.gz', 'http://a/b.sh'] })
    expect(fetch.map(({ extract }) => extract)).toEqual([true, false])
  })

  it('upgrades resident apps in halves and waits for lost ones', () => {
    const container = { type: 'MESOS', volumes: [{ containerPath: 'data', mode: 'RW', persistent: { size: 10 } }] }
    expect(app({ ...CMD, id: '/dev/db', role: 'dev', container })).toMatchObject({
      upgradeStrategy: { minimumHealthCapacity: 0.5, maximumOverCapacity: 0 },
      unreachableStrategy: 'disabled',
    })
  })

  it('writes operators in upper case and drops what is said twice', () => {
    const constraints = [
      ['hostname', 'unique'],
      ['hostname', 'unique'],
      ['rack', 'GROUP_BY', '3'],
    ]
    expect(app({ ...CMD, constraints }).constraints).toEqual([
      ['hostname', 'UNIQUE'],
      ['rack', 'GROUP_BY', '3'],
    ])
  })

  it('resolves ids and dependencies', () => {
    expect(app({ ...CMD, id: 'a/../b/web', dependencies: ['db', '/x/../y'] })).toMatchObject({
      id: '/b/web',
      dependencies: ['/db', '/y'],
    })
  })
})

describe('the printed app', () => {
  it('leaves out deprecated members, and what the network mode has no use for', () => {
    const bridged = normalisedApp(
      app({ ...CMD, networks: BRIDGE, container: { ...DOCKER, portMappings: [{ containerPort: 80 }] } }),
    )
    expect(bridged['portDefinitions']).toBeUndefined()
    expect(bridged['container']).toEqual({
      type: 'DOCKER',
      docker: { image: 'nginx', forcePullImage: false, privileged: false, parameters: [] },
      volumes: [],
      portMappings: [{ containerPort: 80, hostPort: 0, labels: {}, protocol: 'tcp', servicePort: 10000 }],
    })
    const hosted = normalisedApp(app({ ...CMD, container: DOCKER, uris: ['http://a'], healthChecks: [{ path: '/' }] }))
    expect(hosted).not.toHaveProperty('uris')
    expect(hosted['container']).not.toHaveProperty('portMappings')
    expect(hosted['healthChecks']).toEqual([
      {
        gracePeriodSeconds: 300,
        ignoreHttp1xx: false,
        intervalSeconds: 60,
        maxConsecutiveFailures: 3,
        path: '/',
        protocol: 'HTTP',
        ipProtocol: 'IPv4',
        timeoutSeconds: 20,
        delaySeconds: 15,
      },
    ])
  })

  it.each<[string, object, object]>([
    ['TCP', { path: '/', ignoreHttp1xx: true, delaySeconds: 2 }, { delaySeconds: 15 }],
    [
      'HTTPS',
      { path: '/', ignoreHttp1xx: true, delaySeconds: 2 },
      { path: '/', ignoreHttp1xx: true, delaySeconds: 15 },
    ],
    ['MESOS_TCP', { path: '/', delaySeconds: 2 }, { delaySeconds: 2 }],
    ['MESOS_HTTP', { path: '/', ignoreHttp1xx: true, delaySeconds: 2 }, { path: '/', delaySeconds: 2 }],
    ['COMMAND', { command: { value: 'true' }, portIndex: 0 }, { command: { value: 'true' }, delaySeconds: 15 }],
  ])('has of a check by %s what that kind keeps', (protocol, given, expected) => {
    const portIndex = protocol === 'COMMAND' ? {} : { portIndex: 0 }
    const healthChecks = [{ protocol, ...portIndex, ...given }]
    expect(normalisedApp(app({ ...CMD, healthChecks }))['healthChecks']).toEqual([
      {
        ...portIndex,
        ...expected,
        protocol,
        gracePeriodSeconds: 300,
        intervalSeconds: 60,
        maxConsecutiveFailures: 3,
        timeoutSeconds: 20,
        ipProtocol: 'IPv4',
      },
    ])
  })

  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/)
  const port = fc.integer({ min: 0, max: 65535 })
  const document = fc.record({
    id: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}/app`),
    cmd: fc.constantFrom('sleep 1', 'exit 1; sleep 2'),
    cpus: maybe(fc.double({ min: 0.001, max: 64, noNaN: true })),
    mem: maybe(fc.integer({ min: 0, max: 4096 })),
    instances: maybe(fc.nat(9)),
    networks: maybe(fc.constantFrom([], [{ mode: 'host' }], BRIDGE, NET)),
    container: maybe(
      fc.record({
        type: fc.constantFrom('MESOS', 'DOCKER', 'docker'),
        docker: fc.record({ image: name, forcePullImage: maybe(fc.boolean()) }),
        portMappings: maybe(
          fc.array(fc.record({ containerPort: port, hostPort: maybe(port), servicePort: maybe(port) }), {
            maxLength: 3,
          }),
        ),
        volumes: maybe(fc.constant([{ containerPath: '/a', hostPath: '/b', mode: 'ro' }])),
      }),
    ),
    portDefinitions: maybe(
      fc.uniqueArray(port, { maxLength: 3 }).map((ports) => ports.map((each) => ({ port: each }))),
    ),
    labels: maybe(fc.dictionary(name, name)),
    env: maybe(fc.dictionary(name, name)),
    constraints: maybe(fc.constant([['hostname', 'LIKE', 'a.*']])),
    upgradeStrategy: maybe(fc.constant({ minimumHealthCapacity: 0.5, maximumOverCapacity: 0.25 })),
    unreachableStrategy: maybe(fc.constantFrom('disabled', { inactiveAfterSeconds: 1, expungeAfterSeconds: 2 })),
    taskKillGracePeriodSeconds: maybe(fc.nat(60)),
    killSelection: maybe(fc.constantFrom('OLDEST_FIRST', 'youngest_first')),
  })

  it('reads back as the same app', () => {
    fc.assert(
      fc.property(document, (each) => {
        const first = app(each)
        expect(app(normalisedApp(first))).toEqual(first)
        const { body, app: posted } = answerPostApp(JSON.stringify(each))
        expect(app(JSON.stringify(body))).toEqual(posted)
      }),
      { numRuns: 200 },
    )
  })

  it('never throws, whatever the document', () => {
    const anything = fc
      .record({ id: fc.constant('/a') })
      .chain((base) =>
        fc
          .dictionary(
            fc.constantFrom(
              'cmd',
              'args',
              'container',
              'networks',
              'healthChecks',
              'env',
              'ports',
              'constraints',
              'upgradeStrategy',
              'unreachableStrategy',
              'ipAddress',
              '__proto__',
            ),
            fc.jsonValue({ maxDepth: 4 }),
          )
          .map((rest) => ({ ...base, ...rest })),
      )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          anything.map((each) => JSON.stringify(each)),
        ),
        (text) => {
          expect([201, 400, 422]).toContain(answerPostApp(text).status)
        },
      ),
      { numRuns: 500 },
    )
  })
})
