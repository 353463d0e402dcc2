import { describe, expect, it } from 'vitest'
import { EMPTY_CLUSTER, mergeAppUpdate, replaceApp } from './answer.ts'
import { CMD, DOCKER, app } from './documents.fixture.ts'
import type { App } from './shape.ts'
import { isConfigChange, isOnlyScaling } from './update.ts'

function update(from: App, document: unknown, others: readonly App[] = []): App {
  const merged = mergeAppUpdate(from, document, { ...EMPTY_CLUSTER, apps: [from, ...others] })
  if (!merged.ok) throw new Error(JSON.stringify(merged.error))
  return merged.value
}

const BRIDGED = {
  ...CMD,
  networks: [{ mode: 'container/bridge' }],
  container: { ...DOCKER, portMappings: [{ containerPort: 80 }] },
}

describe('a partial update', () => {
  it('keeps what it does not name', () => {
    const web = app({ ...CMD, cpus: 0.5, labels: { a: 'b' }, ports: [0, 9000] })
    expect(update(web, { instances: 3 })).toEqual({ ...web, instances: 3 })
    expect(update(web, '{"id":"/web","labels":{}}')).toEqual({ ...web, labels: {} })
  })

  it('replaces members whole', () => {
    const web = app({ ...CMD, env: { A: '1', B: '2' }, constraints: [['hostname', 'UNIQUE']] })
    expect(update(web, { env: { C: '3' }, constraints: [] })).toMatchObject({ env: { C: '3' }, constraints: [] })
    expect(update(web, { env: { C: '3' } }).env).toEqual({ C: '3' })
  })

  it('keeps its service ports, and takes the lowest free ones for more', () => {
    const other = app({ id: '/other', cmd: 'sleep 1' }, { ...EMPTY_CLUSTER, apps: [app(CMD)] })
    const web = app(CMD)
    expect(
      update(web, { portDefinitions: [{ port: 0 }, { port: 0 }] }, [other]).portDefinitions.map(({ port }) => port),
    ).toEqual([10000, 10002])
  })

  it('moves an app from the host to a bridge and back', () => {
    const bridged = update(app(CMD), { networks: [{ mode: 'container/bridge' }] })
    expect(bridged).toMatchObject({
      portDefinitions: [],
      container: { type: 'MESOS', portMappings: [{ hostPort: 0, servicePort: 10000 }] },
    })
    expect(update(app(BRIDGED), { networks: [{ mode: 'host' }] })).toMatchObject({
      container: { type: 'DOCKER', portMappings: null },
      portDefinitions: [{ name: 'default' }],
    })
  })

  it('understands deprecated members', () => {
    const web = update(app(CMD), {
      uris: ['http://a/b.zip'],
      ports: [7000],
      container: { type: 'DOCKER', docker: { image: 'a', network: 'HOST' } },
    })
    expect(web).toMatchObject({
      fetch: [{ uri: 'http://a/b.zip', extract: true }],
      portDefinitions: [{ port: 7000 }],
      container: { docker: { image: 'a' } },
    })
  })

  it('moves an old Docker app from the host to a named network, whole or in part', () => {
    const from = app({ id: '/web', container: DOCKER, portDefinitions: [{ port: 0 }] })
    const document = {
      cmd: 'serve',
      container: { type: 'DOCKER', docker: { image: 'shop', network: 'USER' } },
      ipAddress: { networkName: 'dcos' },
    }
    const whole = replaceApp('/web', document, { ...EMPTY_CLUSTER, apps: [from] })
    expect(whole).toEqual({ ok: true, value: update(from, document) })
  })

  it('judges the result, not the update', () => {
    const result = mergeAppUpdate(app(CMD), { args: ['a'] })
    expect(result).toMatchObject({ ok: false, error: { status: 422, body: { message: 'Object is not valid' } } })
    expect(mergeAppUpdate(app(CMD), { instances: '3' })).toMatchObject({
      ok: false,
      error: { body: { message: 'Invalid JSON' } },
    })
  })

  it.each<[string, object]>([
    [
      'portMappings are not allowed with host-networking',
      { networks: [{ mode: 'host' }], container: BRIDGED.container },
    ],
    [
      'portMappings are not allowed with host-networking',
      { container: { type: 'DOCKER', docker: { image: 'a', network: 'HOST', portMappings: [{}] } } },
    ],
    [
      'portDefinitions are only allowed with host-networking',
      { networks: [{ mode: 'container/bridge' }], ports: [7000] },
    ],
  ])('may not say what a new app would lose: %s', (error, document) => {
    expect(mergeAppUpdate(app(CMD), document)).toMatchObject({
      ok: false,
      error: { status: 422, body: { details: [{ path: '/', errors: [error] }] } },
    })
    expect(replaceApp('/web', { ...CMD, ...document })).toMatchObject({ ok: true })
  })

  it('lets a version stand alone', () => {
    const version = '2026-01-01T00:00:00.000Z'
    const both = mergeAppUpdate(app(CMD), { version, cpus: 2 })
    expect(both).toMatchObject({ ok: false, error: { status: 422, body: { details: [{ path: '/' }] } } })
    expect(mergeAppUpdate(app(CMD), { version })).toMatchObject({ ok: false, error: { status: 404 } })
  })
})

describe('a change', () => {
  const web = app({ ...CMD, env: { A: '1', B: '2' } })

  it('of instances alone is scaling', () => {
    expect(isOnlyScaling(web, { ...web, instances: 5 })).toBe(true)
    expect(isOnlyScaling(web, { ...web, instances: 5, cpus: 2 })).toBe(false)
    expect(isOnlyScaling(web, web)).toBe(false)
  })

  it('of anything else is one of configuration, whatever the order of members', () => {
    expect(isConfigChange(web, { ...web, instances: 9 })).toBe(false)
    expect(isConfigChange(web, { ...web, env: { B: '2', A: '1' } })).toBe(false)
    expect(isConfigChange(web, { ...web, labels: { a: 'b' } })).toBe(true)
    expect(isConfigChange(web, { ...web, healthChecks: app({ ...CMD, healthChecks: [{}] }).healthChecks })).toBe(true)
  })
})
