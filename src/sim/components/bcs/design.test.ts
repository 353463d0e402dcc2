import { describe, expect, it } from 'vitest'
import { bcsCluster, gameProcess } from '#content/scenarios/bcs.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { tell, type Told } from './story.fixture.ts'

type Wish = NonNullable<Parameters<typeof gameProcess>[0]>

interface World extends Wish {
  readonly asImplemented?: boolean
  readonly actions?: ScenarioDocument['actions']
  readonly untilMs?: number
}

const SUBMIT = 4000

function run({ asImplemented = false, actions = [], untilMs = 20_000, ...wish }: World): Told {
  const process = gameProcess({ ...wish, process: { startGracePeriod: 1, ...wish.process } })
  return tell({
    ...bcsCluster({ checkPhaseMs: 4000, asImplemented }),
    actions: [{ atMs: SUBMIT, do: 'submitProcess', framework: 'bcs', process }, ...actions],
    untilMs,
  })
}

function states(story: Told): readonly string[] {
  return story.seen('executor').map(([, state]) => state)
}

const NORMAL = ['TASK_STARTING', 'TASK_RUNNING']

/** bcs-process.md 10 and the quirks of 5, one by one. */
describe('the design and the code', () => {
  it.each([
    ['a start command with arguments', { process: { startCmd: './start.sh --port 1' } }, NORMAL, ['TASK_FAILED']],
    [
      'a pid file that ends in a newline',
      { simulate: { pidFileNewline: true } },
      NORMAL,
      ['TASK_STARTING', 'TASK_FAILED'],
    ],
    [
      'a program that ends well',
      { simulate: { runMs: 3000 } },
      [...NORMAL, 'TASK_FINISHED'],
      [...NORMAL, 'TASK_FAILED'],
    ],
  ])('differ on %s', (_what, wish, designed, implemented) => {
    const never = { restartPolicy: { policy: 'Never' } }
    expect(states(run({ ...never, ...wish }))).toEqual(designed)
    expect(states(run({ ...never, ...wish, asImplemented: true }))).toEqual(implemented)
  })

  it('differ on a package that need not be pulled: the code asks for its md5 all the same', () => {
    const uris = [{ value: 'http://r/p/data.tar.gz', pullPolicy: 'IfNotPresent' }]
    expect(run({ process: { uris } }).delivered('GET /api/storage{path}')).toEqual([])
    expect(run({ process: { uris }, asImplemented: true }).delivered('GET /api/storage{path}')).toHaveLength(1)
  })

  it('differ on a package that is always pulled', () => {
    const uris = [{ value: 'http://r/p/data.tar.gz', pullPolicy: 'Always' }]
    expect(run({ process: { uris } }).delivered('GET {path}')).toHaveLength(1)
    expect(run({ process: { uris }, asImplemented: true }).delivered('GET {path}')).toEqual([])
  })

  it('differ on the user, which the code never passes on', () => {
    const users = [false, true].map((asImplemented) =>
      run({ asImplemented }).records.flatMap((record) =>
        record.type === 'sent' && record.name === 'StartCmd' ? [(record.body as { readonly user: string }).user] : [],
      ),
    )
    expect(users).toEqual([['game'], ['']])
  })

  it('differ on a kill without a grace period: the timer of the code panics, and the stop never ends', () => {
    const actions: World['actions'] = [{ atMs: 14_000, do: 'stopProcess', framework: 'bcs', process: 'game' }]
    const [designed, implemented] = [false, true].map((asImplemented) =>
      run({ graceSeconds: 0, simulate: { obeysStop: false }, asImplemented, actions, untilMs: 30_000 }),
    )
    expect(designed?.entered('daemon:node-1/', 'stopped')).toHaveLength(1)
    expect(implemented?.entered('daemon:node-1/', 'stopping.hung')).toHaveLength(1)
    expect(implemented?.entered('daemon:node-1/', 'stopped')).toEqual([])
  })

  it('differ on the delay of a reschedule, which the code only logs', () => {
    const wish = { simulate: { runMs: 1000, exitCode: 1 }, untilMs: 30_000 }
    const delays = [false, true].map((asImplemented) => {
      const story = run({ ...wish, asImplemented })
      const [failed = 0] = story.seen('scheduler').flatMap(([at, state]) => (state === 'TASK_FAILED' ? [at] : []))
      return (story.delivered('ACCEPT')[1] ?? 0) - failed
    })
    expect(delays[0]).toBeCloseTo(5.01, 2)
    expect(delays[1]).toBeLessThan(5)
  })

  it('differ on reload and restart: the code does not dispatch the message', () => {
    const actions: World['actions'] = [
      { atMs: 12_000, do: 'reloadProcess', framework: 'bcs', process: 'game' },
      { atMs: 14_000, do: 'restartProcess', framework: 'bcs', process: 'game' },
    ]
    const wish = { process: { reloadCmd: './reload.sh' }, actions, untilMs: 24_000 }
    const designed = run(wish)
    expect(designed.delivered('MESSAGE', { to: 'execdriver:' })).toHaveLength(2)
    expect(designed.delivered('ReloadCmd')).toHaveLength(1)
    expect(designed.delivered('StopCmd')).toHaveLength(1)
    expect(designed.delivered('StartCmd')).toHaveLength(2)
    const implemented = run({ ...wish, asImplemented: true })
    expect(implemented.delivered('MESSAGE', { to: 'execdriver:' })).toHaveLength(2)
    expect([...implemented.delivered('ReloadCmd'), ...implemented.delivered('StopCmd')]).toEqual([])
  })

  it('differ on health checks: the code makes none', () => {
    const healthChecks = [{ type: 'TCP', intervalSeconds: 2, gracePeriodSeconds: 0, consecutiveFailures: 2 }]
    const task = '1767225605010000000.0.0.game.play.bcs'
    const actions: World['actions'] = [{ atMs: 16_000, do: 'setHealth', task, healthy: false }]
    const wish = { process: { healthChecks }, restartPolicy: { policy: 'Never' }, actions, untilMs: 30_000 }
    const designed = run(wish)
    const told = designed.records.flatMap((record) =>
      record.type === 'sent' && record.name === 'sendStatusUpdate'
        ? [(record.body as { readonly status: { readonly healthy?: boolean } }).status.healthy]
        : [],
    )
    expect(told).toEqual([undefined, undefined, true, false, false])
    expect(states(designed).slice(-2)).toEqual(['TASK_RUNNING', 'TASK_FAILED'])
    const implemented = run({ ...wish, asImplemented: true })
    expect(implemented.delivered('healthCheck')).toEqual([])
    expect(states(implemented)).toEqual(NORMAL)
  })

  it('differ on the heartbeat', () => {
    expect(run({ untilMs: 70_000 }).delivered('POST /heartbeat')).toHaveLength(2)
    expect(run({ untilMs: 70_000, asImplemented: true }).delivered('POST /heartbeat')).toEqual([])
  })

  it('differ on the file of a process that was deleted: the daemon of the code reads it back', () => {
    const actions: World['actions'] = [
      { atMs: 14_000, do: 'stopProcess', framework: 'bcs', process: 'game' },
      { atMs: 30_000, do: 'crashDaemon', agent: 'node-1' },
      { atMs: 31_000, do: 'restartDaemon', agent: 'node-1' },
    ]
    const [designed, implemented] = [false, true].map((asImplemented) =>
      run({ asImplemented, actions, untilMs: 35_000 }).entered('daemon:node-1/', 'stopped'),
    )
    expect(designed).toHaveLength(1)
    expect(implemented).toHaveLength(2)
  })
})
