import { describe, expect, it } from 'vitest'
import { FOREVER, submit, told, type Story } from './marathon.fixture.ts'

const CHECK = { protocol: 'HTTP', path: '/', gracePeriodSeconds: 8, intervalSeconds: 20, maxConsecutiveFailures: 3 }
const APP = { id: '/web', ...FOREVER, healthChecks: [CHECK] }

/** A story with the process of the first task unhealthy from a time on. */
function unhealthyFrom(atMs: number, story: Story) {
  const [task = ''] = told(story).tasks('web')
  return told({ ...story, actions: [...story.actions, { atMs, do: 'setHealth', task, healthy: false }] })
}

/** Worked timeline T5 of reference/marathon.md 12. */
describe('health checks that Marathon makes', () => {
  it('begin 5 s after the deployment, come every interval, and the fourth failure that counts kills', () => {
    const story: Story = { actions: [submit(7000, APP)], untilMs: 100_000 }
    const healthy = told({ ...story, untilMs: 30_000 })
    const running = healthy.changes('marathon/instance:web').find(({ to }) => to === 'Running')
    const run = unhealthyFrom((running?.at ?? 0) + 1, story)
    const posted = run.records.find(({ type, at }) => type === 'delivered' && at >= 7000)?.at ?? 0
    expect(run.times('GET {path}')).toEqual([5, 25, 45, 65, 85].map((s) => posted + s * 1000))
    expect(run.sent('failed_health_check_event').map(({ at }) => Math.floor((at - posted) / 1000))).toEqual([
      25, 45, 65, 85,
    ])
    expect(run.sent('unhealthy_instance_kill_event')).toHaveLength(1)
    const [kill] = run.times('KILL')
    expect(Math.floor(((kill ?? 0) - posted) / 1000)).toBe(85)
    expect(run.lives('web')[0]).toMatch(/^Scheduled Provisioned Starting Running Killed Provisioned/)
  })

  it('make the instance healthy; only then the deployment is done', () => {
    const run = told({ actions: [submit(7000, APP)], untilMs: 15_000 })
    const [done] = run.times('deployment_success')
    expect(run.events(9000).filter((name) => name.includes('health'))).toEqual([
      'health_status_changed_event',
      'instance_health_changed_event',
    ])
    expect(done).toBe(run.times('instance_health_changed_event')[0])
    expect(run.app('/web', 15_000)).toMatchObject({ healthy: 1, unhealthy: 0 })
  })

  it('never kill with maxConsecutiveFailures 0', () => {
    const app = {
      ...APP,
      healthChecks: [{ ...CHECK, maxConsecutiveFailures: 0, intervalSeconds: 5, timeoutSeconds: 2 }],
    }
    const run = unhealthyFrom(20_000, { actions: [submit(7000, app)], untilMs: 60_000 })
    expect(run.sent('failed_health_check_event').length).toBeGreaterThan(5)
    expect(run.sent('KILL')).toEqual([])
    expect(run.app('/web', 60_000)).toMatchObject({ healthy: 0, unhealthy: 1 })
  })

  it('fail by timeout over a cut link, and a success resets the count', () => {
    const app = { ...APP, healthChecks: [{ ...CHECK, intervalSeconds: 5, timeoutSeconds: 2 }] }
    const run = told({
      actions: [
        submit(7000, app),
        { atMs: 20_000, do: 'cutLink', between: ['marathon', 'agent-1'] },
        { atMs: 30_000, do: 'healLink', between: ['marathon', 'agent-1'] },
      ],
      untilMs: 60_000,
    })
    expect(run.sent('failed_health_check_event')).toHaveLength(2)
    expect(run.sent('health_status_changed_event').map(({ body }) => (body as { alive: boolean }).alive)).toEqual([
      true,
      false,
      true,
    ])
    expect(run.sent('KILL')).toEqual([])
  })

  it('end with the app', () => {
    const run = told({
      actions: [submit(7000, APP), { atMs: 15_000, do: 'destroyApp', framework: 'marathon', app: '/web' }],
      untilMs: 60_000,
    })
    expect(run.sent('add_health_check_event')).toHaveLength(1)
    expect(run.sent('remove_health_check_event')).toHaveLength(1)
    expect(run.times('GET {path}').filter((at) => at > 15_000)).toEqual([])
  })
})

describe('health checks of the executor', () => {
  it('arrive with status updates: no probe goes over the network', () => {
    const check = { protocol: 'MESOS_HTTP', path: '/', portIndex: 0, delaySeconds: 2, intervalSeconds: 5 }
    const run = told({ actions: [submit(7000, { ...APP, healthChecks: [check] })], untilMs: 20_000 })
    expect(run.sent('GET {path}')).toEqual([])
    expect(run.sent('ACCEPT')[0]?.body).toMatchObject({
      operations: [{ taskInfos: [{ healthCheck: { type: 'HTTP', delaySeconds: 2, consecutiveFailures: 3 } }] }],
    })
    expect(run.app('/web', 20_000)).toMatchObject({ running: 1, healthy: 1 })
  })
})

describe('readiness checks', () => {
  const check = { portName: 'http-api', intervalSeconds: 5, timeoutSeconds: 2 }
  const app = { id: '/web', ...FOREVER, portDefinitions: [{ port: 0, name: 'http-api' }], readinessChecks: [check] }

  it('ask at once when the instance runs; the deployment waits for them', () => {
    const run = told({ actions: [submit(7000, app)], untilMs: 12_000 })
    const running = run.changes('marathon/instance:web').find(({ to }) => to === 'Running')
    expect(run.times('GET {path}')).toEqual([running?.at])
    expect(run.times('deployment_success')[0]).toBeGreaterThan(running?.at ?? 0)
  })

  it('ask every interval until the answer is right, and not after the deployment', () => {
    const story: Story = { actions: [submit(7000, app)], untilMs: 30_000 }
    const [task = ''] = told(story).tasks('web')
    const running =
      told(story)
        .changes('marathon/instance:web')
        .find(({ to }) => to === 'Running')?.at ?? 0
    const health = (atMs: number, healthy: boolean) => ({ atMs, do: 'setHealth', task, healthy }) as const
    const run = told({ ...story, actions: [...story.actions, health(running, false), health(running + 7000, true)] })
    expect(run.times('GET {path}')).toEqual([running, running + 5000, running + 10_000])
    expect(run.times('deployment_success')[0]).toBeGreaterThan(running + 10_000)
  })

  it('ask the port of that name, also one of a container', () => {
    const portMappings = [
      { containerPort: 9000, name: 'admin' },
      { containerPort: 80, name: 'http-api' },
    ]
    const bridged = {
      ...app,
      portDefinitions: undefined,
      networks: [{ mode: 'container/bridge' }],
      container: { type: 'MESOS', portMappings },
    }
    const run = told({ actions: [submit(3000, bridged)], untilMs: 12_000 })
    const [probe] = run.sent('GET {path}')
    const [first, second] = run.app('/web', 12_000).tasks[0]?.ports ?? []
    expect(second).not.toBe(first)
    expect(probe?.body).toMatchObject({ port: second })
  })
})
