import { describe, expect, it } from 'vitest'
import { FOREVER, submit, told, type Story } from './marathon.fixture.ts'

const TWO = [1, 2].map((n) => ({ id: `agent-${n}`, resources: 'cpus:4;mem:4096;ports:[31000-31100]' }))
/** An agent is unreachable after 4 s of silence. */
const SHORT = { agentPingTimeoutMs: 2000, maxAgentPingTimeouts: 2 }
const ONE_EACH = [['hostname', 'UNIQUE']]

/** Worked timeline T6 of reference/marathon.md 12, and 6.2. */
describe('an agent that is lost', () => {
  const story: Story = {
    agents: TWO,
    master: SHORT,
    actions: [
      submit(7000, { id: '/web', ...FOREVER, instances: 1 }),
      { atMs: 12_000, do: 'crashAgent', agent: 'agent-1' },
      { atMs: 12_000, do: 'crashAgent', agent: 'agent-2' },
      { atMs: 30_000, do: 'restartAgent', agent: 'agent-1' },
      { atMs: 30_000, do: 'restartAgent', agent: 'agent-2' },
    ],
    untilMs: 40_000,
  }

  it('by default loses its instances at once; another id takes the place, and what comes back is killed', () => {
    const run = told(story)
    expect(run.broken).toEqual([])
    const [lost, other] = run.lives('web')
    expect(lost).toBe('Scheduled Provisioned Starting Running Unreachable Expunged')
    expect(other).toBe('Scheduled Provisioned Starting Running')
    const [first] = run.tasks('web')
    expect(run.sent('KILL').map(({ body }) => (body as { taskId: string }).taskId)).toEqual([first])
    expect(run.events(30_000)).toContain('unknown_instance_terminated_event Killed')
    expect(run.app('/web', 40_000)).toMatchObject({ running: 1 })
  })

  it('has what comes back killed once, though a new leader hears of it while it is being killed', () => {
    const web = { id: '/web', ...FOREVER, cmd: "trap '' TERM; sleep 100", taskKillGracePeriodSeconds: 60 }
    const run = told({
      ...story,
      flags: { enableFeatures: ['task_killing'], reconciliationInitialDelayMs: 1000 },
      actions: [
        submit(7000, web),
        ...story.actions.slice(1),
        { atMs: 35_000, do: 'crashScheduler', framework: 'marathon' },
        { atMs: 36_000, do: 'restartScheduler', framework: 'marathon' },
      ],
      untilMs: 45_000,
    })
    const [first] = run.tasks('web')
    const killing = run.records.filter(
      (record) => record.type === 'task' && record.seenBy === 'scheduler' && record.state === 'TASK_KILLING',
    )
    expect(killing.filter(({ at }) => at > 36_000)).not.toEqual([])
    expect(run.sent('KILL').map(({ body }) => (body as { taskId: string }).taskId)).toEqual([first])
    expect(run.events(30_000).filter((event) => event.startsWith('unknown_instance'))).toEqual([])
  })

  it('is waited for as long as the strategy says, then replaced, then forgotten', () => {
    const flags = { taskLostExpungeInitialDelayMs: 10_000, taskLostExpungeIntervalMs: 5000 }
    const run = told({
      agents: TWO,
      master: SHORT,
      flags,
      actions: [
        submit(7000, {
          id: '/web',
          ...FOREVER,
          instances: 2,
          constraints: ONE_EACH,
          unreachableStrategy: { inactiveAfterSeconds: 6, expungeAfterSeconds: 20 },
        }),
        { atMs: 12_000, do: 'crashAgent', agent: 'agent-1' },
      ],
      untilMs: 60_000,
    })
    const lives = run.lives('web')
    expect(lives).toContain('Scheduled Provisioned Starting Running Unreachable UnreachableInactive Expunged')
    expect(lives.at(-1)).toBe('Scheduled')
    const times = run.changes('marathon/instance:web').filter(({ to }) => to === 'Unreachable' || to === 'Expunged')
    const inactive = run.changes('marathon/instance:web').find(({ to }) => to === 'UnreachableInactive')
    const [since, end] = times.map(({ at }) => at)
    expect(inactive?.at).toBe(Math.ceil(((since ?? 0) + 6000) / 5000) * 5000)
    expect(end).toBe(Math.ceil(((since ?? 0) + 20_000) / 5000) * 5000)
  })

  it('is replaced at once where it is to be inactive after no time, and forgotten only later', () => {
    const [app, ...faults] = story.actions
    const strategy = { inactiveAfterSeconds: 0, expungeAfterSeconds: 600 }
    const run = told({
      ...story,
      agents: TWO,
      actions: [
        { ...(app as object), app: { id: '/web', ...FOREVER, unreachableStrategy: strategy } } as never,
        ...faults.slice(0, 1),
      ],
    })
    const [first = '', second = ''] = run.lives('web')
    expect(first).toBe('Scheduled Provisioned Starting Running UnreachableInactive')
    expect(second).toBe('Scheduled Provisioned Starting Running')
  })

  it('that comes back in time has its instance Running again', () => {
    const strategy = { inactiveAfterSeconds: 100, expungeAfterSeconds: 200 }
    const [app, ...faults] = story.actions
    const run = told({
      ...story,
      actions: [
        { ...(app as object), app: { id: '/web', ...FOREVER, unreachableStrategy: strategy } } as never,
        ...faults,
      ],
    })
    expect(run.lives('web')).toEqual(['Scheduled Provisioned Starting Running Unreachable Running'])
  })
})

describe('a scheduler that crashes', () => {
  const actions = [
    submit(7000, { id: '/web', ...FOREVER, instances: 2 }),
    { atMs: 14_000, do: 'crashScheduler', framework: 'marathon' } as const,
  ]

  it('takes up what it had stored, under the same framework id, and starts nothing twice', () => {
    const run = told({
      actions: [...actions, { atMs: 20_000, do: 'restartScheduler', framework: 'marathon' }],
      untilMs: 40_000,
    })
    expect(run.broken).toEqual([])
    expect(run.tasks('web')).toHaveLength(2)
    const ids = run.sent('FrameworkRegisteredMessage').map(({ body }) => (body as { frameworkId: string }).frameworkId)
    expect(new Set(ids).size).toBe(1)
    expect(run.app('/web', 40_000)).toMatchObject({ running: 2, status: 'Running' })
  })

  it('goes on with the deployment it was at', () => {
    const run = told({
      actions: [
        submit(7000, { id: '/big', cmd: 'sleep infinity', cpus: 6 }),
        { atMs: 9000, do: 'crashScheduler', framework: 'marathon' },
        { atMs: 12_000, do: 'restartScheduler', framework: 'marathon' },
        { atMs: 14_000, do: 'addAgent', agent: { id: 'large', resources: 'cpus:8;mem:4096;ports:[1-9]' } },
      ],
      untilMs: 25_000,
    })
    expect(run.lives('big')).toEqual(['Scheduled Scheduled Provisioned Starting Running'])
    expect(run.events(14_000)).toContain('deployment_success')
  })

  it('learns by reconciliation what ended meanwhile', () => {
    const run = told({
      agents: TWO,
      actions: [
        submit(7000, { id: '/web', ...FOREVER, instances: 2, constraints: ONE_EACH }),
        { atMs: 14_000, do: 'crashScheduler', framework: 'marathon' },
        { atMs: 15_000, do: 'markAgentGone', agent: 'agent-1' },
        { atMs: 20_000, do: 'restartScheduler', framework: 'marathon' },
      ],
      untilMs: 40_000,
    })
    const lives = run.lives('web')
    expect(lives.filter((life) => life.includes('Gone'))).toHaveLength(1)
    const gone = run.changes('marathon/instance:web').find(({ to }) => to === 'Gone')
    expect(gone?.at).toBeGreaterThanOrEqual(35_000)
  })

  it('whose framework was torn down registers as a new one, and launches everything anew', () => {
    const restart = (atMs: number) => ({ atMs, do: 'restartScheduler', framework: 'marathon' }) as const
    const run = told({
      actions: [
        submit(7000, { id: '/web', ...FOREVER }),
        { atMs: 12_000, do: 'teardown', framework: 'marathon' },
        { atMs: 14_000, do: 'crashScheduler', framework: 'marathon' },
        restart(16_000),
        restart(20_000),
      ],
      untilMs: 50_000,
    })
    expect(run.sent('FrameworkErrorMessage').map(({ body }) => body)).toContainEqual({
      message: 'Framework has been removed',
    })
    const ids = run.sent('FrameworkRegisteredMessage').map(({ body }) => (body as { frameworkId: string }).frameworkId)
    expect(new Set(ids).size).toBe(2)
    expect(run.lives('web')[0]).toMatch(/Running Running Running \w+ Provisioned Starting Running$/)
    expect(run.tasks('web').map((id) => id.slice(-1))).toEqual(['1', '2'])
  })

  it('hands over to a second instance, to which the client turns', () => {
    const run = told({
      actions: [
        ...actions.slice(0, 1),
        { atMs: 14_000, do: 'restartScheduler', framework: 'marathon', takeover: true },
        { atMs: 20_000, do: 'scaleApp', framework: 'marathon', app: '/web', instances: 3 },
      ],
      untilMs: 30_000,
    })
    expect(run.broken).toEqual([])
    expect(run.changes('marathon').find(({ of, to }) => of === 'marathon' && to === 'leaving')).toBeDefined()
    expect(run.sent('PUT /v2/apps/{id}').map(({ to }) => to)).toEqual(['marathon~2'])
    expect(run.app('/web', 30_000)).toMatchObject({ running: 3 })
    const restarted = run.changes('marathon~2/instance:web').filter(({ event }) => event === 'start')
    expect(restarted.map(({ to }) => to)).toEqual(['Running', 'Running', 'Scheduled'])
  })
})

describe('a launch that Mesos never heard of', () => {
  const lost: Story = {
    agents: TWO,
    actions: [
      { atMs: 6000, do: 'loseNext', from: 'driver:marathon', to: 'master', name: 'ACCEPT' },
      submit(7000, { id: '/web', ...FOREVER }),
    ],
    untilMs: 30_000,
  }

  it('stays Provisioned until the next reconciliation asks for it', () => {
    const run = told({ ...lost, flags: { reconciliationIntervalMs: 5000 } })
    expect(run.lives('web')[0]).toMatch(/^Scheduled Provisioned (Gone|Unknown|Dropped)/)
    const told_ = run.changes('marathon/instance:web').find(({ event }) => event !== 'provision' && event !== 'start')
    expect(told_?.at).toBeGreaterThanOrEqual(15_000)
    expect(told_?.at).toBeLessThan(15_030)
  })

  /** The lost offer stays outstanding at the master: the next launch is on the other agent. */
  it('is killed after taskLaunchConfirmTimeout, which is looked at every 5 s', () => {
    const flags = { reconciliationInitialDelayMs: 500_000, taskLaunchConfirmTimeoutMs: 20_000 }
    const run = told({ ...lost, flags, untilMs: 40_000 })
    const provisioned = run.changes('marathon/instance:web').find(({ to }) => to === 'Provisioned')?.at ?? 0
    const [kill] = run.times('KILL')
    expect(kill).toBe(Math.ceil((provisioned + 20_001) / 5000) * 5000)
    expect(run.lives('web')[0]).toMatch(/Provisioned \w+ Provisioned Starting Running$/)
  })
})

describe('a client', () => {
  it('looks its scheduler up again when the connection breaks', () => {
    const run = told({
      actions: [
        { atMs: 5000, do: 'crashScheduler', framework: 'marathon' },
        { atMs: 9500, do: 'restartScheduler', framework: 'marathon' },
      ],
      untilMs: 12_000,
    })
    expect(run.sent('GET /v2/info').map(({ step }) => step)).toEqual([1, 1])
    expect(run.changes('client/connection:marathon').map(({ to }) => to)).toEqual([
      'looking',
      'attaching',
      'listening',
      'lost',
      'looking',
      'attaching',
      'listening',
    ])
  })

  it('does not see what is sent over a cut link', () => {
    const run = told({
      actions: [
        { atMs: 5000, do: 'cutLink', between: ['client', 'marathon'] },
        submit(7000, { id: '/web', ...FOREVER }),
      ],
      untilMs: 9000,
    })
    expect(run.records.filter(({ type }) => type === 'lost')).toMatchObject([
      { name: 'POST /v2/apps', why: 'the link is cut' },
    ])
    expect(run.lives('web')).toEqual([])
  })
})
