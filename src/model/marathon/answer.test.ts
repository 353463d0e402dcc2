import { describe, expect, it } from 'vitest'
import { EMPTY_CLUSTER, answerPostApp, replaceApp } from './answer.ts'
import { CMD, COMMAND, app, errors, refusal } from './documents.fixture.ts'

describe('a cluster with apps', () => {
  const shop = app({ id: '/shop/cart', cmd: 'sleep 1' })
  const cluster = { ...EMPTY_CLUSTER, apps: [shop] }

  it('refuses an id that is taken, after everything else', () => {
    expect(refusal({ id: 'shop/cart', cmd: 'sleep 2' }, cluster)).toEqual({
      status: 409,
      body: { message: 'An app with id [/shop/cart] already exists.' },
    })
    expect(refusal({ id: '/shop/cart' }, cluster).status).toBe(422)
  })

  it.each(['/shop', '/shop/cart/item'])('refuses %s where a group is an app', (id) => {
    expect(errors({ id, cmd: 'sleep 1' }, cluster)).toEqual([
      '/: Groups and Applications may not have the same identifier.',
    ])
  })

  it('finds a circle of dependencies through a group', () => {
    const needy = app({ id: '/shop/a', cmd: 'sleep 1', dependencies: ['/db'] })
    expect(errors({ id: '/db', cmd: 'sleep 1', dependencies: ['/shop'] }, { ...EMPTY_CLUSTER, apps: [needy] })).toEqual(
      ['/: Dependency graph has cyclic dependencies.'],
    )
  })

  it('gives out service ports from 10000 on, none twice', () => {
    expect(app({ ...CMD, ports: [0, 10002, 0] }, cluster).portDefinitions.map(({ port }) => port)).toEqual([
      10001, 10002, 10003,
    ])
  })

  it('answers 500 when the service ports are used up', () => {
    const ports = Array.from({ length: 10_001 }, (_, index) => 10_000 + index)
    const full = { ...EMPTY_CLUSTER, apps: [app({ id: '/full', cmd: 'sleep 1', ports })] }
    expect(refusal(CMD, full).status).toBe(500)
  })
})

describe('the answer to a POST', () => {
  it('is the app with its defaults, counts and deployment', () => {
    const text = JSON.stringify({ id: 'web', cmd: 'sleep 5' })
    const { status, body } = answerPostApp(text, EMPTY_CLUSTER, 3000)
    expect(status).toBe(201)
    expect(body).toEqual({
      id: '/web',
      backoffFactor: 1.15,
      backoffSeconds: 1,
      cmd: 'sleep 5',
      cpus: 1,
      disk: 0,
      executor: '',
      gpus: 0,
      instances: 1,
      labels: {},
      maxLaunchDelaySeconds: 300,
      mem: 128,
      networks: [{ mode: 'host' }],
      portDefinitions: [{ port: 10000, name: 'default', protocol: 'tcp' }],
      requirePorts: false,
      role: '*',
      upgradeStrategy: { maximumOverCapacity: 1, minimumHealthCapacity: 1 },
      version: '2026-01-01T00:00:03.000Z',
      killSelection: 'YOUNGEST_FIRST',
      unreachableStrategy: { inactiveAfterSeconds: 0, expungeAfterSeconds: 0 },
      tasksStaged: 0,
      tasksRunning: 0,
      tasksHealthy: 0,
      tasksUnhealthy: 0,
      deployments: [{ id: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
    })
    expect(answerPostApp(text, EMPTY_CLUSTER, 3000).body).toEqual(body)
  })

  it('is the error body where there is one', () => {
    expect(answerPostApp('{"id":"/a"}')).toEqual({
      status: 422,
      body: { message: 'Object is not valid', details: [{ path: '/', errors: [COMMAND] }] },
      app: null,
    })
  })
})

describe('a PUT of an unknown app', () => {
  it('creates it under the id of the path', () => {
    expect(replaceApp('shop/new', { cmd: 'sleep 1' })).toMatchObject({ ok: true, value: { id: '/shop/new', cpus: 1 } })
    expect(replaceApp('/x', { instances: -1 })).toMatchObject({ ok: false, error: { status: 422 } })
  })
})
