import { describe, expect, it } from 'vitest'
import type { Offer } from '#model/messages/bodies.ts'
import { FOREVER, submit, told } from './marathon.fixture.ts'
import { inOrderOfMatching } from './offers.ts'

const EXACT = [{ id: 'agent-1', resources: 'cpus(*):1;mem(*):128;ports(*):[21452-21452]' }]

/** Worked timelines T0 to T2 of reference/marathon.md 12. */
describe('Marathon without anything to launch', () => {
  const run = told({ actions: [], untilMs: 14_000 })

  it('registers without suppressed roles, with its name, store and capabilities', () => {
    expect(run.sent('SUBSCRIBE').map(({ body }) => body)).toMatchObject([
      {
        frameworkInfo: {
          name: 'marathon',
          checkpoint: true,
          failoverTimeout: 604_800,
          roles: ['*'],
          capabilities: ['PARTITION_AWARE', 'REGION_AWARE', 'MULTI_ROLE'],
        },
        suppressedRoles: [],
      },
    ])
  })

  it('declines every offer for 120 s, then suppresses its role: no offer comes any more', () => {
    expect(run.sent('DECLINE').map(({ body }) => body)).toMatchObject([{ filters: { refuseSeconds: 120 } }])
    expect(run.sent('UPDATE_FRAMEWORK').map(({ body }) => body)).toMatchObject([{ suppressedRoles: ['*'] }])
    const [suppressed] = run.times('UPDATE_FRAMEWORK')
    expect(run.times('ResourceOffersMessage').filter((at) => at > (suppressed ?? 0))).toEqual([])
  })

  it('keeps declining where suppression is off, and never says a word of it', () => {
    const flags = { disableSuppressOffers: true, declineOfferDurationMs: 3000 }
    const busy = told({ flags, actions: [], untilMs: 14_000 })
    expect(busy.sent('DECLINE').length).toBeGreaterThan(2)
    expect(busy.sent('UPDATE_FRAMEWORK').map(({ body }) => body)).toMatchObject([{ suppressedRoles: [] }])
  })

  it('adds capabilities by features', () => {
    const featured = told({ flags: { enableFeatures: ['task_killing', 'gpu_resources'] }, actions: [], untilMs: 100 })
    expect(featured.sent('SUBSCRIBE')[0]?.body).toMatchObject({
      frameworkInfo: {
        capabilities: ['PARTITION_AWARE', 'REGION_AWARE', 'MULTI_ROLE', 'TASK_KILLING_STATE', 'GPU_RESOURCES'],
      },
    })
  })
})

describe('the default app on an agent that is as large', () => {
  const run = told({
    agents: EXACT,
    actions: [submit(8400, { id: '/my-app', cmd: 'sleep infinity' })],
    untilMs: 16_000,
  })

  it('un-suppresses at once, is offered within one allocation interval and uses all of the offer', () => {
    const [, wanted] = run.sent('UPDATE_FRAMEWORK')
    expect(wanted?.body).toMatchObject({ suppressedRoles: [] })
    expect((wanted?.at ?? 0) - 8400).toBeLessThanOrEqual(5)
    const offers = run.sent('ResourceOffersMessage').filter(({ at }) => at > 8400)
    expect(offers.map(({ step }) => step)).toEqual([5])
    expect((offers[0]?.at ?? 0) - 8400).toBeLessThanOrEqual(1000)
    expect(run.sent('ACCEPT').map(({ body }) => body)).toMatchObject([
      {
        operations: [
          {
            type: 'LAUNCH',
            taskInfos: [
              { name: 'my-app', resources: 'cpus:1;mem:128;ports:[21452-21452]', discovery: { ports: [21_452] } },
            ],
          },
        ],
        filters: { refuseSeconds: 0 },
      },
    ])
  })

  it('is stored as Provisioned before the ACCEPT goes out', () => {
    const provisioned = run.changes('marathon/instance:').find(({ to }) => to === 'Provisioned')
    expect(provisioned?.i).toBeLessThan(run.sent('acceptOffers')[0]?.i ?? 0)
  })

  it('is acknowledged update by update after it was stored', () => {
    const conditions = run.changes('marathon/instance:').filter(({ event }) => event.startsWith('TASK_'))
    const acknowledgements = run.sent('acknowledgeStatusUpdate')
    expect(conditions.map(({ to }) => to)).toEqual(['Starting', 'Running'])
    expect(acknowledgements.map(({ at }) => at)).toEqual(conditions.map(({ at }) => at))
    expect(acknowledgements.every(({ i }, n) => i > (conditions[n]?.i ?? 0))).toBe(true)
  })

  it('tells the client in the natural order', () => {
    expect(run.events(8400)).toEqual([
      'group_change_success',
      'api_post_event',
      '201',
      'deployment_info',
      'deployment_step_success',
      'deployment_info',
      'instance_changed_event Scheduled',
      'instance_changed_event Provisioned',
      'status_update_event TASK_STARTING',
      'instance_changed_event Starting',
      'status_update_event TASK_RUNNING',
      'instance_changed_event Running',
      'deployment_step_success',
      'deployment_success',
    ])
  })

  it('suppresses again at the next 5 s', () => {
    const [, wanted, suppressed] = run.sent('UPDATE_FRAMEWORK')
    expect((suppressed?.at ?? 0) - (wanted?.at ?? 0)).toBe(5000)
    expect(suppressed?.body).toMatchObject({ suppressedRoles: ['*'] })
  })

  it('gives its process the environment of Marathon', () => {
    const [accept] = run.sent('ACCEPT')
    const environment = { MARATHON_APP_ID: '/my-app', HOST: 'agent-1', PORT: '21452', PORT0: '21452' }
    expect(accept?.body).toMatchObject({ operations: [{ taskInfos: [{ command: { environment } }] }] })
  })

  it('is Waiting while it is queued, Deploying until it runs, Running then', () => {
    const series = run.trace.series.get('app/marathon//my-app')
    const states = series?.ats.map((_, k) => (run.trace.pointBody(series, k) as { status: string }).status) ?? []
    expect(states.filter((state, k) => state !== states[k - 1])).toEqual(['Waiting', 'Deploying', 'Running'])
  })
})

describe('an app that does not fit', () => {
  const run = told({ actions: [submit(8400, { id: '/big', cmd: 'sleep 1', cpus: 6, mem: 128 })], untilMs: 60_000 })

  it('is offered everything twice, then nothing for the 120 s of its declines', () => {
    const offers = run.times('ResourceOffersMessage').filter((at) => at > 8400)
    expect(offers).toHaveLength(2)
    const [revive] = run.times('REVIVE')
    const [, wanted] = run.times('UPDATE_FRAMEWORK')
    expect((revive ?? 0) - (wanted ?? 0)).toBeGreaterThanOrEqual(5000)
    expect((revive ?? 0) - (wanted ?? 0)).toBeLessThanOrEqual(10_000)
    expect(run.times('REVIVE')).toHaveLength(1)
    const declines = run.sent('DECLINE').filter(({ at }) => at > 8400)
    expect(declines.map(({ body }) => body)).toMatchObject(Array(2).fill({ filters: { refuseSeconds: 120 } }))
  })

  it('waits, and the funnel says why, with the numbers', () => {
    const { status, queued, funnel, funnelLastOffers, offers, since } = run.app('/big', 60_000)
    expect({ status, queued, since }).toMatchObject({ status: 'Waiting', queued: 1 })
    expect(since).toBeGreaterThanOrEqual(8400)
    const declined = (steps: typeof funnel) => steps?.filter((step) => step.declined > 0)
    expect(declined(funnel)).toEqual([{ reason: 'InsufficientCpus', processed: 2, declined: 2 }])
    expect(declined(funnelLastOffers)).toEqual([{ reason: 'InsufficientCpus', processed: 1, declined: 1 }])
    expect(offers).toMatchObject([
      { agent: 'agent-1', reasons: [{ reason: 'InsufficientCpus', needed: '6', offered: '4' }] },
    ])
  })

  it('has no timeout: it stays in its deployment', () => {
    expect(run.app('/big', 60_000).deployments).toHaveLength(1)
    expect(run.events()).not.toContain('deployment_success')
  })

  it('revives when more of a role is wanted that is not suppressed, at most every 5 s', () => {
    const more = told({
      actions: [
        submit(8400, { id: '/big', cmd: 'sleep 1', cpus: 6 }),
        submit(9000, { id: '/huge', cmd: 'sleep 1', cpus: 7 }),
        submit(9100, { id: '/vast', cmd: 'sleep 1', cpus: 8 }),
      ],
      untilMs: 14_000,
    })
    const [, wanted] = more.times('UPDATE_FRAMEWORK')
    expect(more.times('REVIVE')[0]).toBe((wanted ?? 0) + 5000)
  })
})

describe('the matcher of offers', () => {
  it('matches the first in parallel, then the newest of those that wait, and drops the oldest', () => {
    const offers = [1, 2, 3, 4, 5].map((n) => ({ id: `O${n}` }) as Offer)
    const { matched, overflow } = inOrderOfMatching(offers, 2, 2)
    expect(matched.map(({ id }) => id)).toEqual(['O1', 'O2', 'O5', 'O4'])
    expect(overflow.map(({ id }) => id)).toEqual(['O3'])
  })

  it('launches at most five of an app from one offer, and gives the rest back for the next run', () => {
    const run = told({
      agents: [{ id: 'agent-1', resources: 'cpus:8;mem:4096;ports:[31000-31100]' }],
      actions: [submit(8400, { id: '/web', ...FOREVER, instances: 7 })],
      untilMs: 14_000,
    })
    const launched = run
      .sent('ACCEPT')
      .map(({ body }) => (body as { readonly operations: readonly unknown[] }).operations.length)
    expect(launched).toEqual([5, 2])
    const [first, second] = run.times('ResourceOffersMessage').filter((at) => at > 8400)
    expect((second ?? 0) - (first ?? 0)).toBe(1000)
  })

  it('lets several apps share an offer in turn', () => {
    const run = told({
      agents: [{ id: 'agent-1', resources: 'cpus:3;mem:4096;ports:[31000-31100]' }],
      actions: [
        submit(8400, { id: '/a', ...FOREVER, instances: 3 }),
        submit(8400, { id: '/b', ...FOREVER, instances: 3 }),
      ],
      untilMs: 12_000,
    })
    const launched = run.changes('marathon/instance:').filter(({ to }) => to === 'Provisioned')
    const apps = launched.map(({ of }) => of.slice('marathon/instance:'.length, 'marathon/instance:'.length + 1))
    expect(apps).toHaveLength(3)
    expect(apps[0]).not.toBe(apps[1])
    expect(apps[2]).toBe(apps[0])
  })

  it('without tokens declines so that the offer comes back after 5 s, and goes on when they are set back', () => {
    const run = told({
      flags: { launchTokens: 1 },
      agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;ports:[31000-31100]' }],
      actions: [submit(8400, { id: '/a', cmd: 'sleep infinity', cpus: 1, mem: 128, instances: 3 })],
      untilMs: 20_000,
    })
    const launches = run.sent('ACCEPT')
    expect(launches.every(({ body }) => (body as { operations: unknown[] }).operations.length === 1)).toBe(true)
    expect(run.app('/a', 20_000)).toMatchObject({ running: 3, tokens: 1 })
  })

  it('gives a token back when the instance runs; before, the offer is declined to be sent again', () => {
    const run = told({
      flags: { launchTokens: 1 },
      agents: [
        { id: 'slow', resources: 'cpus:1;mem:512;ports:[1-9]', containerLaunchMs: [9000, 9000] },
        { id: 'other', resources: 'cpus:1;mem:512;ports:[1-9]', containerLaunchMs: [9000, 9000] },
      ],
      actions: [submit(8400, { id: '/a', ...FOREVER, instances: 2 })],
      untilMs: 16_000,
    })
    const resent = run.sent('DECLINE').filter(({ body }) => !('refuseSeconds' in (body as { filters: object }).filters))
    expect(resent.length).toBeGreaterThan(0)
    expect(run.sent('ACCEPT')).toHaveLength(1)
  })
})
