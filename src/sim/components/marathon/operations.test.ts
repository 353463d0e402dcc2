import { describe, expect, it } from 'vitest'
import type { Action } from '#model/scenario/document.ts'
import { FOREVER, submit, told, type Story } from './marathon.fixture.ts'

const LARGE = [{ id: 'agent-1', resources: 'cpus:8;mem:8192;ports:[31000-31100]' }]

function onMarathon<A extends object>(keys: A): A & { readonly framework: 'marathon' } {
  return { ...keys, framework: 'marathon' }
}

const scale = (atMs: number, app: string, instances: number): Action =>
  onMarathon({ atMs, do: 'scaleApp' as const, app, instances })
const destroy = (atMs: number, app: string, force?: boolean): Action =>
  onMarathon({ atMs, do: 'destroyApp' as const, app, ...(force === undefined ? {} : { force }) })

/** Runs a story once to learn the ids of tasks, and again with actions that name them. */
function toldWith(story: Story, app: string, actions: (tasks: readonly string[]) => readonly Action[]) {
  const tasks = told(story).tasks(app)
  return told({ ...story, actions: [...story.actions, ...actions(tasks)] })
}

describe('scaling', () => {
  it('up adds instances, keeps those that run, and is done when the new ones run', () => {
    const run = told({
      agents: LARGE,
      actions: [submit(7000, { id: '/web', ...FOREVER }), scale(14_000, '/web', 3)],
      untilMs: 20_000,
    })
    expect(run.broken).toEqual([])
    expect(run.lives('web')).toEqual(Array(3).fill('Scheduled Provisioned Starting Running'))
    expect(run.sent('PUT /v2/apps/{id}').map(({ body }) => body)).toEqual([
      { path: '/v2/apps/web', body: { instances: 3 } },
    ])
    expect(run.sent('200').at(-1)?.body).toMatchObject({
      request: 'PUT /v2/apps/web',
      body: {
        deploymentId: expect.any(String) as string,
        version: expect.stringMatching(/^2026-01-01T00:00:14\.00\dZ$/) as string,
      },
    })
    expect(run.app('/web', 20_000)).toMatchObject({ wanted: 3, running: 3, status: 'Running', deployments: [] })
  })

  it('down decommissions the youngest, and is done when they have ended', () => {
    const actions = [submit(7000, { id: '/web', ...FOREVER }), scale(14_000, '/web', 2), scale(30_000, '/web', 1)]
    const run = told({ agents: LARGE, actions, untilMs: 34_000 })
    expect(run.lives('web')).toEqual([
      'Scheduled Provisioned Starting Running',
      'Scheduled Provisioned Starting Running Killed Expunged',
    ])
    const oldest = told({
      agents: LARGE,
      actions: [submit(7000, { id: '/web', ...FOREVER, killSelection: 'OLDEST_FIRST' }), ...actions.slice(1)],
      untilMs: 34_000,
    })
    expect(oldest.lives('web')[0]).toMatch(/Expunged$/)
  })

  it('is refused with 409 while another deployment is at the app, unless it is forced', () => {
    const story: Story = {
      actions: [submit(7000, { id: '/big', cmd: 'sleep 1', cpus: 64 }), scale(9000, '/big', 2)],
      untilMs: 12_000,
    }
    const refused = told(story)
    const [deployment] = refused.app('/big', 12_000).deployments
    expect(refused.sent('409').map(({ body }) => body)).toMatchObject([
      { body: { message: expect.stringMatching(/^App is locked/) as string, deployments: [{ id: deployment }] } },
    ])
    const forced: Action = onMarathon({ atMs: 10_000, do: 'scaleApp', app: '/big', instances: 2, force: true })
    const run = told({ ...story, actions: [...story.actions, forced] })
    expect(run.events(10_000).slice(0, 4)).toEqual([
      'deployment_step_failure',
      'deployment_failed',
      'group_change_success',
      'api_post_event',
    ])
    expect(run.app('/big', 12_000)).toMatchObject({ wanted: 2, queued: 2 })
  })

  it('counts again every 5 s, and starts whoever is lost meanwhile', () => {
    const run = told({
      agents: [1, 2].map((n) => ({ id: `agent-${n}`, resources: 'cpus:1;mem:512;ports:[31000-31100]' })),
      master: { agentPingTimeoutMs: 2000, maxAgentPingTimeouts: 2 },
      actions: [
        submit(7000, { id: '/web', ...FOREVER, instances: 3 }),
        { atMs: 12_000, do: 'crashAgent', agent: 'agent-1' },
      ],
      untilMs: 25_000,
    })
    expect(run.lives('web').toSorted()).toEqual([
      'Scheduled',
      'Scheduled',
      'Scheduled Provisioned Starting Running',
      'Scheduled Provisioned Starting Running Unreachable Expunged',
    ])
    const scheduled = run.changes('marathon/instance:web').filter(({ to }) => to === 'Scheduled')
    const recounts = run.records.filter((record) => record.type === 'timer' && record.name === 'recount')
    expect(
      recounts.filter((record) => record.type === 'timer' && record.what === 'fired').map(({ at }) => at),
    ).toContain(scheduled.at(-1)?.at)
  })
})

describe('destroying an app', () => {
  it('kills what lives, forgets all of it, then tells that it ended', () => {
    const run = told({
      actions: [submit(7000, { id: '/web', ...FOREVER, instances: 2 }), destroy(14_000, '/web')],
      untilMs: 20_000,
    })
    expect(run.lives('web')).toEqual(Array(2).fill('Scheduled Provisioned Starting Running Killed Expunged'))
    const events = run.events(14_000)
    expect(events.slice(-2)).toEqual(['deployment_step_success', 'deployment_success'])
    expect(events.indexOf('app_terminated_event')).toBe(events.length - 3)
    expect(run.app('/web', 20_000)).toMatchObject({ gone: true, wanted: 0, tasks: [] })
    expect(run.sent('KILL')).toHaveLength(2)
  })

  it('overrides a running deployment by default, and not where it says so', () => {
    const waiting = submit(7000, { id: '/big', cmd: 'sleep 1', cpus: 64 })
    const run = told({ actions: [waiting, destroy(9000, '/big')], untilMs: 12_000 })
    expect(run.events(9000)).toContain('deployment_failed')
    expect(run.lives('big')).toEqual(['Scheduled Expunged'])
    const refused = told({ actions: [waiting, destroy(9000, '/big', false)], untilMs: 12_000 })
    expect(refused.sent('409')).toHaveLength(1)
  })

  it('answers 404 for an app that is not there', () => {
    const run = told({ actions: [destroy(7000, '/web')], untilMs: 8000 })
    expect(run.sent('404').map(({ body }) => body)).toEqual([
      { request: 'DELETE /v2/apps/web', body: { message: "App '/web' does not exist" } },
    ])
  })
})

describe('killing a task', () => {
  const story: Story = {
    agents: LARGE,
    actions: [submit(7000, { id: '/web', ...FOREVER, instances: 2 })],
    untilMs: 24_000,
  }

  it('ends it; the same instance is launched again at once, without backoff', () => {
    const run = toldWith(story, 'web', ([task = '']) => [onMarathon({ atMs: 14_000, do: 'killTask', task })])
    expect(run.sent('200').at(-1)?.body).toMatchObject({ body: { task: { id: run.tasks('web')[0] } } })
    expect(run.lives('web')[0]).toBe('Scheduled Provisioned Starting Running Killed Provisioned Starting Running')
    expect(run.tasks('web').filter((id) => id.endsWith('_app.2'))).toHaveLength(1)
  })

  it('with scale wants one instance less', () => {
    const run = toldWith(story, 'web', ([task = '']) => [
      onMarathon({ atMs: 14_000, do: 'killTask', task, scale: true }),
    ])
    expect(run.lives('web')[0]).toBe('Scheduled Provisioned Starting Running Killed Expunged')
    expect(run.app('/web', 24_000)).toMatchObject({ wanted: 1, running: 1 })
  })

  it('is asked for again every 30 s until it has ended', () => {
    const stuck = { id: '/web', cmd: "trap '' TERM; sleep infinity", cpus: 1, mem: 128, taskKillGracePeriodSeconds: 70 }
    const run = told({ actions: [submit(7000, stuck), destroy(14_000, '/web')], untilMs: 100_000 })
    const kills = run.times('KILL')
    expect(kills.slice(1).map((at, n) => at - (kills[n] ?? 0))).toEqual([30_000, 30_000])
    expect(run.app('/web', 100_000).gone).toBe(true)
  })

  it('has at most so many on their way', () => {
    const run = told({
      agents: LARGE,
      flags: { killChunkSize: 1 },
      actions: [submit(7000, { id: '/web', ...FOREVER, instances: 3 }), destroy(14_000, '/web')],
      untilMs: 20_000,
    })
    const ends = run.changes('marathon/instance:web').filter(({ to }) => to === 'Killed')
    expect(run.times('KILL')).toEqual([run.times('KILL')[0], ends[0]?.at, ends[1]?.at])
  })
})

describe('what documents are answered with', () => {
  it('422 with the errors at their paths, 409 for an id that is taken', () => {
    const run = told({
      actions: [
        submit(7000, { id: '/Web', cmd: 'sleep 1' }),
        submit(7100, { id: '/web' }),
        submit(7200, { id: '/web', cmd: 'sleep 1' }),
        submit(7300, { id: '/web', cmd: 'sleep 1' }),
      ],
      untilMs: 9000,
    })
    const bodies = (status: string) => run.sent(status).map(({ body }) => (body as { body: unknown }).body)
    expect(bodies('422')).toEqual([
      { message: 'Invalid JSON', details: [{ path: '/id', errors: ['error.pattern'] }] },
      {
        message: 'Object is not valid',
        details: [
          {
            path: '/',
            errors: ["AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'."],
          },
        ],
      },
    ])
    expect(bodies('409')).toEqual([{ message: 'An app with id [/web] already exists.' }])
    expect(bodies('201')).toMatchObject([
      { id: '/web', tasksStaged: 0, deployments: [{ id: expect.any(String) as string }] },
    ])
  })

  it('a PUT of an unknown app creates it, one that changes nothing deploys nothing', () => {
    const put = (atMs: number): Action =>
      onMarathon({ atMs, do: 'updateApp', app: { id: '/web', cmd: 'sleep 1000', cpus: 1, mem: 128 } })
    const run = told({ actions: [put(7000), put(14_000)], untilMs: 16_000 })
    expect(run.sent('201')).toHaveLength(1)
    expect(run.events(14_000)).toEqual(['group_change_success', 'api_post_event', '200', 'deployment_success'])
  })

  it('500 when the service ports are used up', () => {
    const run = told({
      flags: { localPortMin: 10_500, localPortMax: 10_500 },
      actions: [submit(7000, { id: '/a', cmd: 'sleep 1000' }), submit(7100, { id: '/b', cmd: 'sleep 1' })],
      untilMs: 8000,
    })
    expect(run.sent('201')[0]?.body).toMatchObject({ body: { portDefinitions: [{ port: 10_500 }] } })
    expect(run.sent('500').map(({ body }) => body)).toEqual([
      {
        request: 'POST /v2/apps',
        body: { message: 'All ports in the range [10500-10500] are already in use' },
      },
    ])
  })

  it('403 when too many deployments run', () => {
    const run = told({
      flags: { maxRunningDeployments: 1 },
      actions: [submit(7000, { id: '/a', cmd: 'sleep 1', cpus: 64 }), submit(7100, { id: '/b', cmd: 'sleep 1' })],
      untilMs: 8000,
    })
    expect(run.sent('403')).toHaveLength(1)
    expect(run.sent('201')).toHaveLength(1)
  })
})

describe('actions on a Marathon', () => {
  it('are not possible for what it does by itself, for tasks that it has not, and while it is down', () => {
    const run = told({
      actions: [
        onMarathon({ atMs: 7000, do: 'suppress' }),
        onMarathon({ atMs: 7000, do: 'killTask', task: 'web.nothing' }),
        { atMs: 8000, do: 'crashScheduler', framework: 'marathon' },
        submit(9000, { id: '/web', cmd: 'sleep 1' }),
      ],
      untilMs: 10_000,
    })
    const why = run.records.flatMap((record) => (record.type === 'action' ? [record['impossible']] : []))
    expect(why).toEqual([
      'marathon is a Marathon: it suppresses and revives its roles by itself',
      'marathon has no task web.nothing',
      undefined,
      'marathon does not run: nobody answers',
    ])
  })

  it('reconcile asks for known tasks by name, then for all', () => {
    const run = told({
      actions: [submit(7000, { id: '/web', ...FOREVER }), onMarathon({ atMs: 12_000, do: 'reconcile' })],
      untilMs: 13_000,
    })
    expect(run.sent('RECONCILE').map(({ body }) => body)).toMatchObject([
      { tasks: [{ taskId: run.tasks('web')[0] }] },
      { tasks: [] },
    ])
  })
})
