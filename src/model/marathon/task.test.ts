import { describe, expect, it } from 'vitest'
import { CMD, DOCKER, app } from './documents.fixture.ts'
import { canonicalPath, groupsAbove, instanceId, mesosTaskName, parseTaskId, safePath, taskId } from './ids.ts'
import { environment, needs } from './task.ts'

const UUID = 'b6ff5fa5-7714-11e7-a55c-5ecf1c4671f6'

describe('ids', () => {
  it('of instance and task hold the path, the uuid and the incarnation', () => {
    const instance = instanceId('/group/app', UUID)
    expect(instance).toBe(`group_app.instance-${UUID}`)
    expect(taskId(instance, 2)).toBe(`group_app.instance-${UUID}._app.2`)
    expect(parseTaskId(taskId(instance, 2))).toEqual({ app: '/group/app', instance, incarnation: 2 })
    expect(parseTaskId('batch-1')).toBeNull()
  })

  it('of Mesos are reversed and dotted', () => {
    expect([safePath('/shop/cart'), mesosTaskName('/shop/cart')]).toEqual(['shop_cart', 'cart.shop'])
  })

  it('resolve like paths', () => {
    expect(['web', '/a/../b', '//a//b/', '../..', '/'].map((path) => canonicalPath(path))).toEqual([
      '/web',
      '/b',
      '/a/b',
      '/',
      '/',
    ])
    expect(groupsAbove('/a/b/c')).toEqual(['/a', '/a/b'])
  })
})

describe('what a launch asks', () => {
  it('is exact in thousandths', () => {
    expect(needs(app({ ...CMD, cpus: 0.1, mem: 16.5, disk: 1, instances: 9 }))).toEqual({
      cpusMilli: 100,
      memMilli: 16500,
      diskMilli: 1000,
      gpusMilli: 0,
      ports: [{ kind: 'dynamic' }],
    })
  })

  it('names the ports that are fixed, free or none', () => {
    const networks = [{ mode: 'container', name: 'dcos' }]
    const portMappings = [{ hostPort: 0 }, { hostPort: 31000 }, { containerPort: 80 }]
    expect(needs(app({ ...CMD, networks, container: { type: 'MESOS', portMappings } })).ports).toEqual([
      { kind: 'dynamic' },
      { kind: 'static', port: 31000 },
      { kind: 'none' },
    ])
  })
})

describe('the environment', () => {
  const context = { taskId: 'web.1', host: 'h1', version: 0, hostPorts: [31005, 31006] }

  it('tells the task who it is and which ports it has', () => {
    const web = app({
      ...CMD,
      cpus: 0.5,
      container: DOCKER,
      labels: { 'my-label': 'x' },
      portDefinitions: [{ port: 9000 }, { port: 0, name: 'http-api' }],
    })
    expect(environment(web, context).map(({ name, value }) => `${name}=${value}`)).toEqual([
      'MESOS_TASK_ID=web.1',
      'MARATHON_APP_ID=/web',
      'MARATHON_APP_VERSION=2026-01-01T00:00:00.000Z',
      'MARATHON_APP_DOCKER_IMAGE=nginx',
      'MARATHON_APP_RESOURCE_CPUS=0.5',
      'MARATHON_APP_RESOURCE_MEM=128.0',
      'MARATHON_APP_RESOURCE_DISK=0.0',
      'MARATHON_APP_RESOURCE_GPUS=0',
      'MARATHON_APP_LABELS=MY_LABEL',
      'MARATHON_APP_LABEL_MY_LABEL=x',
      'HOST=h1',
      'PORT=31005',
      'PORT0=31005',
      'PORT1=31006',
      'PORT_9000=31005',
      'PORT_10000=31006',
      'PORT_HTTP_API=31006',
      'PORTS=31005,31006',
    ])
  })

  it("lets the app's own variables win", () => {
    const variables = environment(app({ ...CMD, env: { HOST: 'mine', X: 'y' } }), context)
    expect(variables.find(({ name }) => name === 'HOST')?.value).toBe('mine')
    expect(variables.at(-1)).toEqual({ name: 'X', value: 'y' })
  })
})
