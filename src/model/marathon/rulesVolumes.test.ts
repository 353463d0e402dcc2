import { describe, expect, it } from 'vitest'
import { EMPTY_CLUSTER } from './answer.ts'
import { CMD, app, errors } from './documents.fixture.ts'
import { normalisedApp } from './write.ts'

const SECRETS = { ...EMPTY_CLUSTER, features: new Set(['secrets']) }
const EXTERNAL = { ...EMPTY_CLUSTER, features: new Set(['external_volumes']) }

type Members = Readonly<Record<string, unknown>>

function mesos(...volumes: readonly Members[]) {
  return { type: 'MESOS', volumes }
}

function dvdi(members: Members = {}, options: Members = { 'dvdi/driver': 'pxd' }) {
  return { containerPath: '/data', external: { name: 'shop-orders', provider: 'dvdi', options, ...members } }
}

function csi(accessMode: string, members: Members = {}) {
  const options = { pluginName: 'nfs.example', capability: { accessType: 'mount', accessMode } }
  return { containerPath: 'share', external: { provider: 'csi', name: 'export-7', options }, ...members }
}

describe('a container of Linux', () => {
  const linux = (linuxInfo: Members) => ({ ...CMD, container: { type: 'MESOS', linuxInfo } })

  it.each<[Members, string]>([
    [
      { seccomp: { profileName: 'web', unconfined: true } },
      '/container/linuxInfo/seccomp: Seccomp unconfined can NOT be true when Profile is defined',
    ],
    [{ seccomp: {} }, '/container/linuxInfo/seccomp: Seccomp unconfined must be true when Profile is NOT defined'],
    [
      { ipcInfo: { mode: 'share_parent', shmSize: 64 } },
      '/container/linuxInfo/ipcInfo: ipcInfo shmSize can NOT be set when mode is SHARE_PARENT',
    ],
    [{ ipcInfo: { mode: 'PRIVATE', shmSize: 0.5 } }, '/container/linuxInfo/ipcInfo/shmSize: error.expected.int'],
  ])('refuses %j', (linuxInfo, error) => {
    expect(errors(linux(linuxInfo))).toEqual([error])
  })

  it('is written with its defaults, without members nobody knows', () => {
    const known = app(linux({ seccomp: { profileName: 'web', colour: 'red' }, ipcInfo: { mode: 'private' } }))
    expect(normalisedApp(known)['container']).toMatchObject({
      linuxInfo: { seccomp: { profileName: 'web', unconfined: false }, ipcInfo: { mode: 'PRIVATE' } },
    })
    expect(JSON.stringify(normalisedApp(known))).not.toContain('red')
  })
})

describe('a secret volume', () => {
  const container = mesos({ containerPath: 'key', secret: 'tls' })

  it('wants the feature and a secret of that name', () => {
    const unknown = '/container/volumes(0): volume.secret must refer to an existing secret'
    expect(errors({ ...CMD, container })).toEqual([
      '/container/secretVolumes(container): Feature secrets is not enabled. Enable with --enable_features secrets)',
      '/container/secretVolumes(container): must be empty',
      unknown,
    ])
    expect(errors({ ...CMD, container, secrets: { ssh: { source: 's' } } }, SECRETS)).toEqual([unknown])
    expect(app({ ...CMD, container, secrets: { tls: { source: 's' } } }, SECRETS).container?.volumes).toHaveLength(1)
  })

  it('cannot be of a secret without a name', () => {
    expect(errors({ ...CMD, secrets: { '': { source: 's' } } }, SECRETS)).toEqual([
      '/secrets/keys(0): must not be empty',
    ])
  })
})

describe('a persistent volume', () => {
  it.each<[readonly string[], string]>([
    [[], ': Missing field and operator'],
    [['path', 'LIKE'], ': Unsupported constraint path,LIKE'],
    [['disk', 'LIKE', 'a'], ': Unsupported constraint disk,LIKE,a'],
    [['path', 'IN', 'a'], ': Operator must be one of LIKE, UNLIKE'],
    [['path', 'NEAR', 'a'], ': unknown constraint operator NEAR'],
    [['path', 'LIKE', '(a'], '/(a: Invalid regular expression'],
  ])('is not placed by %j', (constraint, error) => {
    const volume = { containerPath: 'data', persistent: { size: 8, type: 'mount', constraints: [constraint] } }
    expect(errors({ ...CMD, container: mesos(volume) })).toContain(
      `/container/volumes(0)/persistent/constraints(0)${error}`,
    )
  })
})

describe('an external volume of a driver', () => {
  const at = '/container/volumes(0)'

  it('is accepted with options in its name', () => {
    const named = app({ ...CMD, container: mesos(dvdi({ name: 'name=orders,repl=2,secret_key=k-1' })) }, EXTERNAL)
    expect(named.upgradeStrategy).toEqual({ maximumOverCapacity: 0, minimumHealthCapacity: 0.5 })
    expect(normalisedApp(named)['container']).toMatchObject({
      volumes: [{ external: { name: 'name=orders,repl=2,secret_key=k-1', shared: false }, mode: 'RW' }],
    })
  })

  it.each<[string, Members, readonly string[]]>([
    [
      'neither name nor provider',
      { container: mesos({ containerPath: 'a', external: { size: 3 } }) },
      [`${at}/external/name: not defined`, `${at}/external/provider: not defined`],
    ],
    [
      'a provider that nobody knows',
      { container: mesos(dvdi({ provider: 'cloud' })) },
      [`${at}/external/provider: is unknown provider`],
    ],
    ['no driver', { container: mesos(dvdi({}, {})) }, [`${at}/external/options("dvdi/driver"): not defined`]],
    [
      'an option without a namespace',
      { container: mesos(dvdi({}, { 'dvdi/driver': 'pxd', size: '1' })) },
      [
        `${at}/external/options/keys(1): must match regular expression '^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?/[A-Za-z0-9](?:[-A-Za-z0-9._:]*[A-Za-z0-9])?$'`,
      ],
    ],
    [
      'options that RexRay cannot read',
      { container: mesos(dvdi({}, { 'dvdi/driver': 'rexray', 'dvdi/iops': '0', 'dvdi/overwritefs': 'false' })) },
      [
        `${at}/external/options/"dvdi/iops": Expected a valid, positive integer instead of 0`,
        `${at}/external/options/"dvdi/overwritefs": Expected a valid boolean`,
      ],
    ],
    [
      'a dot for its place',
      { container: mesos({ ...dvdi(), containerPath: '.' }) },
      [`${at}/containerPath: can not be one of (.,..)`],
    ],
    ['a read-only mount', { container: mesos({ ...dvdi(), mode: 'RO' }) }, [`${at}/mode: does not equal RW`]],
    [
      'size and options in Docker',
      {
        container: {
          type: 'DOCKER',
          docker: { image: 'shop' },
          volumes: [dvdi({ size: 9 }, { 'dvdi/driver': 'pxd', 'dvdi/repl': '2' })],
        },
      },
      [
        `${at}/external/options: must only contain dvdi/driver`,
        `${at}/external/size: must be undefined for Docker containers`,
      ],
    ],
    [
      'a second instance, now or in an upgrade',
      {
        container: mesos(dvdi()),
        instances: 2,
        upgradeStrategy: { maximumOverCapacity: 0.5, minimumHealthCapacity: 0 },
      },
      [
        '/: Number of instances is limited to 1 when declaring DVDI volumes in app [/web]',
        '/upgradeStrategy/maximumOverCapacity: got 0.5, expected 0.0',
      ],
    ],
    [
      'the same name twice',
      { container: mesos(dvdi(), { ...dvdi(), containerPath: '/more' }) },
      [
        "/: Requested DVDI volume 'shop-orders' is declared more than once within app /web",
        '/container/volumes: Volume names must be unique',
      ],
    ],
  ])('is refused with %s', (_, members, expected) => {
    expect(errors({ ...CMD, ...members }, EXTERNAL)).toEqual(expected.toSorted())
  })

  it('belongs to one app, unless it is shared', () => {
    const cluster = {
      ...EXTERNAL,
      apps: [app(CMD), app({ ...CMD, id: '/shop/db', container: mesos(dvdi()) }, EXTERNAL)],
    }
    const conflict = (id: string, other: string) =>
      `Volume name 'shop-orders' in ${id} conflicts with volume(s) of same name in app(s): ${other}`
    expect(errors({ ...CMD, id: '/copy', container: mesos(dvdi()) }, cluster)).toEqual([
      `/apps(1)/container: ${conflict('/copy', '/shop/db')}`,
      `/groups(0)/apps(0)/container: ${conflict('/shop/db', '/copy')}`,
    ])
    expect(app({ ...CMD, id: '/copy', container: mesos(dvdi({ shared: true })) }, cluster).id).toBe('/copy')
  })
})

describe('an external volume of a storage interface', () => {
  it('keeps its options', () => {
    const { container } = app({ ...CMD, container: mesos(csi('MULTI_NODE_MULTI_WRITER')), instances: 3 }, EXTERNAL)
    expect(container?.volumes).toMatchObject([{ kind: 'csi', external: { options: { pluginName: 'nfs.example' } } }])
    expect(errors({ ...CMD, container: mesos(csi('SINGLE_NODE_WRITER')) })).toEqual([
      '/container/volumes(0): Feature external_volumes is not enabled. Enable with --enable_features external_volumes)',
    ])
  })

  it.each<[string, number, string, string | null]>([
    [
      'SINGLE_NODE_WRITER',
      2,
      'RW',
      '/instances: got 2, expected 1 or less while non-shareable CSI volumes are defined',
    ],
    ['SINGLE_NODE_WRITER', 0, 'RW', null],
    [
      'MULTI_NODE_SINGLE_WRITER',
      2,
      'RW',
      '/instances: got 2, expected 1 or less while a multi-node single-writer volume is defined mounted as read/write',
    ],
    ['MULTI_NODE_SINGLE_WRITER', 2, 'RO', null],
    [
      'MULTI_NODE_READER_ONLY',
      2,
      'RW',
      '/container/volumes(0)/volume: CSI volume must be mounted readonly with a read-only access mode',
    ],
    ['MULTI_NODE_READER_ONLY', 2, 'RO', null],
  ])('%s with %i instances, mounted %s', (accessMode, instances, mode, error) => {
    const document = { ...CMD, instances, container: mesos(csi(accessMode, { mode })) }
    if (error === null) expect(app(document, EXTERNAL).instances).toBe(instances)
    else expect(errors(document, EXTERNAL)).toEqual([error])
  })

  it('may be read by many apps and written by one', () => {
    const one = (id: string, mode: string) => ({
      ...CMD,
      id,
      container: mesos(csi('MULTI_NODE_SINGLE_WRITER', { mode })),
    })
    const cluster = { ...EXTERNAL, apps: [app(one('/reader', 'RO'), EXTERNAL), app(one('/writer', 'RW'), EXTERNAL)] }
    expect(app(one('/late', 'RO'), cluster).id).toBe('/late')
    expect(errors(one('/late', 'RW'), cluster)).toHaveLength(2)
  })
})
