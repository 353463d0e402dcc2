import { describe, expect, it } from 'vitest'
import { bcsCluster, gameProcess } from '#content/scenarios/bcs.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { tell, type Told } from './story.fixture.ts'

type Actions = NonNullable<ScenarioDocument['actions']>

function run(
  actions: Actions,
  untilMs: number,
  process: object = gameProcess({ process: { startGracePeriod: 1 } }),
): Told {
  const submit = {
    atMs: 4000,
    do: 'submitProcess',
    framework: 'bcs',
    process: process as Record<string, unknown>,
  } as const
  const host = bcsCluster({ checkPhaseMs: 4000 })
  return tell({ ...host, actions: [submit, ...actions], untilMs })
}

function impossible({ records }: Told): readonly unknown[] {
  return records.flatMap((record) => (record.type === 'action' && 'impossible' in record ? [record['impossible']] : []))
}

describe('a daemon that dies', () => {
  it('leaves its processes alive, and knows them again', () => {
    const story = run(
      [
        { atMs: 14_000, do: 'crashDaemon', agent: 'node-1' },
        { atMs: 20_000, do: 'restartDaemon', agent: 'node-1' },
      ],
      40_000,
    )
    expect(story.entered('process:', 'gone')).toEqual([])
    expect(story.entered('daemon:node-1/', 'running')).toHaveLength(2)
    expect(story.seen('executor').map(([, state]) => state)).toEqual(['TASK_STARTING', 'TASK_RUNNING', 'TASK_RUNNING'])
  })

  it('cannot create a process: TASK_FAILED, and the group goes', () => {
    const story = run([{ atMs: 5500, do: 'crashDaemon', agent: 'node-1' }], 9000)
    expect(story.seen('executor').map(([, state]) => state)).toEqual(['TASK_FAILED'])
    expect(story.entered('executor:', 'shutdown.free')).not.toEqual([])
  })

  it('is refused twice, with the reason', () => {
    const story = run(
      [
        { atMs: 3000, do: 'restartDaemon', agent: 'node-1' },
        { atMs: 5500, do: 'crashDaemon', agent: 'node-1' },
        { atMs: 5600, do: 'crashDaemon', agent: 'node-1' },
      ],
      6000,
    )
    expect(impossible(story)).toEqual(['the daemon of node-1 already runs', 'the daemon of node-1 does not run'])
  })
})

describe('an agent that restarts', () => {
  it('gets its executor back, which subscribes every second and sends nothing that is unacknowledged', () => {
    const story = run(
      [
        { atMs: 14_000, do: 'crashAgent', agent: 'node-1' },
        { atMs: 14_500, do: 'restartAgent', agent: 'node-1' },
      ],
      40_000,
    )
    expect(story.delivered('SUBSCRIBE', { from: 'execdriver:', to: 'node-1' })).toHaveLength(2)
    expect(story.seen('scheduler').map(([, state]) => state)).toEqual(['TASK_STARTING', 'TASK_RUNNING', 'TASK_RUNNING'])
  })
})

describe('a scheduler that restarts', () => {
  it('goes on with its applications under the same id', () => {
    const story = run(
      [
        { atMs: 14_000, do: 'crashScheduler', framework: 'bcs' },
        { atMs: 16_000, do: 'restartScheduler', framework: 'bcs' },
        { atMs: 24_000, do: 'stopProcess', framework: 'bcs', process: 'game' },
      ],
      36_000,
    )
    expect(impossible(story)).toEqual([])
    expect(story.seen('scheduler').at(-1)?.[1]).toBe('TASK_FINISHED')
    const ids = story.records.flatMap((record) =>
      record.type === 'sent' && record.name === 'SUBSCRIBED' && record.to === 'driver:bcs'
        ? [(record.body as { readonly frameworkId: string }).frameworkId]
        : [],
    )
    expect(new Set(ids).size).toBe(1)
  })
})

describe('offers of BCS', () => {
  const ONE = gameProcess()

  it('are kept for 245 s and then declined for 1 s', () => {
    const story = tell({ ...bcsCluster({ checkPhaseMs: 4000 }), untilMs: 250_000 })
    const [kept = 0] = story.delivered('resourceOffers').concat(story.delivered('OFFERS'))
    expect(story.delivered('DECLINE')).toEqual([expect.closeTo(kept + 245 + 0.01, 2)])
    const [decline] = story.records.filter((record) => record.type === 'sent' && record.name === 'DECLINE')
    expect(decline).toMatchObject({ body: { filters: { refuseSeconds: 1 } } })
  })

  it('that never fit end a launch at its tenth look', () => {
    const large = gameProcess({ process: { resources: { limits: { cpu: '64', memory: '64' } } } })
    const story = run([], 20_000, large)
    expect(story.entered('bcs/transaction:1', 'timeout')).toEqual([expect.closeTo(14.01, 2)])
    expect(story.entered('bcs/app:game', 'error')).toHaveLength(1)
  })

  it('number the OFFERS that come while something waits with 5', () => {
    const story = run([], 8000, { ...ONE, spec: { ...ONE.spec, instance: 2 } })
    const steps = story.records.flatMap((record) =>
      record.type === 'sent' && record.name === 'OFFERS' ? [record.step] : [],
    )
    expect(steps).toEqual([2, 5])
  })

  it('carry all instances, one after the other', () => {
    const story = run([], 60_000, { ...ONE, spec: { ...ONE.spec, instance: 3 } })
    expect(story.delivered('ACCEPT')).toHaveLength(3)
    expect(story.entered('bcs/app:game', 'running')).toHaveLength(1)
  })
})

describe('a group of two processes', () => {
  const aTwin = (simulate: object) => {
    const process = gameProcess({ simulate: { cached: false, downloadMs: 2000, ...simulate } })
    const [one] = process.spec.template.spec.processes
    const twin = { ...one, procName: 'twin', simulate: { ...one?.simulate, runMs: null } }
    return { ...process, spec: { instance: 1, template: { spec: { processes: [one, twin] } } } }
  }

  it('downloads their common package once: the second waits for the lock and finds it', () => {
    const story = run([], 14_000, aTwin({}))
    expect(story.delivered('GET {path}')).toHaveLength(1)
    const asked = story.delivered('GET /api/storage{path}')
    expect(asked).toHaveLength(2)
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(2.5)
    expect(story.delivered('StartCmd')).toHaveLength(2)
  })

  it('does not start without the registry, in whatever state the package is', () => {
    const between: [string, string] = ['daemon:node-1', 'registry']
    const story = run([{ atMs: 5000, do: 'cutLink', between }], 20_000)
    expect(story.delivered('StartCmd')).toEqual([])
    expect(story.entered('daemon:node-1/', 'staging.metadata')).toHaveLength(1)
  })

  it('goes with its group: where one process dies, the other is stopped and has failed too', () => {
    const story = run([], 30_000, aTwin({ cached: true, runMs: 9000, exitCode: 1 }))
    expect(story.seen('executor').filter(([, state]) => state === 'TASK_FAILED')).toHaveLength(2)
    expect(story.delivered('StopCmd')).toHaveLength(1)
    expect(story.entered(/^executor:[^/]*$/, 'exited')).toHaveLength(1)
  })
})

describe('what users ask of BCS', () => {
  it('is refused with each mistake of the document', () => {
    const story = run([], 5000, {
      kind: 'process',
      metadata: { name: 'x' },
      spec: { template: { spec: { processes: [{}] } } },
    })
    const refused = story.records.find((record) => record.type === 'sent' && record.name === '400')
    expect(refused).toMatchObject({
      body: {
        body: {
          details: [
            { path: '/spec/template/spec/processes/0/procName' },
            { path: '/spec/template/spec/processes/0/startCmd' },
          ],
        },
      },
    })
  })

  it('is answered 409 where the name is taken', () => {
    const story = run([{ atMs: 9000, do: 'submitProcess', framework: 'bcs', process: gameProcess() }], 10_000)
    expect(story.delivered('409')).toHaveLength(1)
  })

  it('ends with everything gone after a stop, and the name free', () => {
    const story = run(
      [
        { atMs: 14_000, do: 'stopProcess', framework: 'bcs', process: 'game' },
        { atMs: 30_000, do: 'submitProcess', framework: 'bcs', process: gameProcess() },
      ],
      34_000,
    )
    expect(story.entered('process:', 'gone')).toHaveLength(1)
    expect(story.delivered('201')).toHaveLength(2)
  })

  it('kills a task by ending its whole executor', () => {
    const task = '1767225605010000000.0.0.game.play.bcs'
    const story = run([{ atMs: 14_000, do: 'killTask', framework: 'bcs', task }], 24_000)
    expect(impossible(story)).toEqual([])
    expect(story.delivered('SHUTDOWN', { to: 'execdriver:' })).toHaveLength(1)
    expect(story.delivered('KILL')).toEqual([])
  })

  it('lets a process die by an action', () => {
    const task = '1767225605010000000.0.0.game.play.bcs'
    const story = run([{ atMs: 14_000, do: 'failTask', task, exitCode: 3 }], 24_000)
    expect(story.seen('executor').map(([, state]) => state)).toContain('TASK_FAILED')
  })
})
