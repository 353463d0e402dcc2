import { describe, expect, it } from 'vitest'
import { BCS_CRASH } from '#content/scenarios/bcs-crash.ts'
import { BCS_LAUNCH } from '#content/scenarios/bcs-launch.ts'
import { BCS_ORPHAN } from '#content/scenarios/bcs-orphan.ts'
import { BCS_STOP, BCS_STOP_SHORT_GRACE } from '#content/scenarios/bcs-stop.ts'
import { since, tell, type Told } from './story.fixture.ts'

/** The sheet rounds to whole seconds and leaves hops out. */
const near = (seconds: number, digits = 1) => expect.closeTo(seconds, digits)

/** The component, without the machines of its tasks. */
const EXECUTOR = /^executor:[^/]*$/

/** Second 0 of a launch: LAUNCH_GROUP reaches the executor. */
function fromLaunch(story: Told): Told {
  return since(story, story.delivered('LAUNCH_GROUP')[0] ?? Number.NaN)
}

describe('9.1: a normal launch, package cached', () => {
  const story = fromLaunch(tell(BCS_LAUNCH))

  it('launches on the offer of the pool at the look after the document', () => {
    expect(story.delivered('POST /processes')).toEqual([near(-2)])
    expect(story.entered('bcs/transaction:1', 'operating')).toEqual([near(-1)])
    expect(story.delivered('ACCEPT')).toEqual([near(-1)])
    expect(story.delivered('RunTaskGroupMessage')).toEqual([near(-0.97)])
    expect(story.delivered('DECLINE')).toEqual([])
  })

  it('finds the package cached and runs the start command', () => {
    expect(story.delivered('POST /process')).toEqual([near(0, 2)])
    expect(story.delivered('200', { from: 'registry' })).toEqual([near(0.05, 2)])
    expect(story.delivered('GET {path}')).toEqual([])
    expect(story.entered('daemon:node-1/', 'starting')).toEqual([near(1.06, 1)])
  })

  it('tells STARTING at the look at 2 s, RUNNING at the look after the check at 13 s, and again in round 30', () => {
    expect(story.seen('executor')).toEqual([
      [near(2), 'TASK_STARTING', null],
      [near(14), 'TASK_RUNNING', null],
      [near(30.06), 'TASK_RUNNING', null],
    ])
    expect(story.entered('daemon:node-1/', 'running')).toEqual([near(13)])
  })

  it('is acknowledged by the agent at once, and by the scheduler before it works on the update', () => {
    expect(story.delivered('ACKNOWLEDGED').slice(0, 1)).toEqual([near(2.02, 1)])
    expect(story.delivered('ACKNOWLEDGE').slice(0, 1)).toEqual([near(2.04, 1)])
    const order = story.records.flatMap((record) => {
      if (record.type === 'sent' && record.name === 'send') {
        const call = (record.body as { readonly type: string }).type
        return call === 'ACKNOWLEDGE' ? [call] : []
      }
      return record.type === 'task' && record.seenBy === 'scheduler' ? [record.state] : []
    })
    expect(order.slice(0, 2)).toEqual(['ACKNOWLEDGE', 'TASK_STARTING'])
  })
})

describe('9.2: a stop that the process ignores', () => {
  const fromStop = (story: Told) => since(story, story.entered('bcs/transaction:2', 'init')[0] ?? Number.NaN)
  const long = fromStop(tell(BCS_STOP))
  const short = fromStop(tell(BCS_STOP_SHORT_GRACE))

  it('is asked of the daemon at the first look, killed 10 s after the stop command, whatever the grace', () => {
    for (const story of [long, short]) {
      expect(story.delivered('PUT /process/{id}/stop/{timeout}')).toEqual([near(1)])
      expect(story.entered('daemon:node-1/', 'stopping.polling')).toEqual([near(1.2)])
      expect(story.delivered('SIGKILL')).toEqual([near(11.2)])
      expect(story.entered('daemon:node-1/', 'stopped')).toEqual([near(11.2)])
    }
  })

  it('ends as FINISHED within a grace of 60 s', () => {
    expect(long.seen('executor').slice(-2)).toEqual([
      [near(2), 'TASK_KILLING', null],
      [near(12), 'TASK_FINISHED', null],
    ])
    expect(long.entered('bcs/taskgroup:', 'finish')).toHaveLength(1)
  })

  it('gives up its request after 5 s, waits 5 s for acknowledgements that it cannot read, and exits', () => {
    const timeouts = long.records.filter(
      (record) => record.type === 'timer' && record.what === 'fired' && record.name === 'httpTimeout shutdown',
    )
    expect(timeouts).toHaveLength(1)
    const [deleted = Number.NaN] = long.delivered('DELETE /process/{id}')
    expect(deleted).toBeGreaterThan(12)
    expect(deleted).toBeLessThan(13.1)
    expect(long.entered(EXECUTOR, 'finish')).toEqual([expect.closeTo(deleted + 5, 2)])
    const [exited = Number.NaN] = long.entered(EXECUTOR, 'exited')
    expect(exited - deleted - 5).toBeLessThanOrEqual(1)
  })

  it('ends as FAILED where the agent gives 5 s: the daemon goes on, nobody deletes its entry', () => {
    expect(short.entered('node-1/executor:', 'terminating.destroyed')).toEqual([near(5)])
    expect(short.seen('agent').at(-1)).toEqual([near(5.1), 'TASK_FAILED', 'REASON_EXECUTOR_TERMINATED'])
    expect(short.seen('executor').map(([, state]) => state)).not.toContain('TASK_FINISHED')
    expect(short.entered('bcs/taskgroup:', 'fail')).toHaveLength(1)
    expect(short.delivered('DELETE /process/{id}')).toEqual([])
  })
})

describe('9.3: a crash and its reschedule', () => {
  const story = tell(BCS_CRASH)
  const crashed = since(story, story.entered('process:', 'gone')[0] ?? Number.NaN)

  it('is found by the check, told at the next look, and the executor goes', () => {
    expect(crashed.entered('daemon:node-1/', 'stopped').slice(0, 1)).toEqual([near(3)])
    expect(crashed.seen('executor').find(([, state]) => state === 'TASK_FAILED')).toEqual([
      near(4),
      'TASK_FAILED',
      null,
    ])
    expect(crashed.delivered('DELETE /process/{id}').slice(0, 1)).toEqual([near(5)])
    expect(crashed.entered(EXECUTOR, 'finish').slice(0, 1)).toEqual([near(5)])
    const [exited = Number.NaN] = crashed.entered(EXECUTOR, 'exited')
    expect(exited).toBeLessThanOrEqual(6)
  })

  it('reads acknowledgements while it shuts down after a failure', () => {
    expect(story.records.filter((record) => record.type === 'timer' && record.name === 'ackWait')).toEqual([])
  })

  it('is launched anew as another taskgroup after 5, then 15 s', () => {
    const failures = story.seen('scheduler').flatMap(([at, state]) => (state === 'TASK_FAILED' ? [at] : []))
    const launches = story.delivered('ACCEPT')
    expect(launches).toHaveLength(3)
    expect((launches[1] ?? 0) - (failures[0] ?? 0)).toBeCloseTo(5.01, 2)
    expect((launches[2] ?? 0) - (failures[1] ?? 0)).toBeCloseTo(15.01, 2)
    const groups = story.records.flatMap((record) =>
      record.type === 'state' && record.of.startsWith('bcs/taskgroup:') && record.from === '' ? [record.of] : [],
    )
    expect(new Set(groups).size).toBe(3)
  })
})

describe('9.4: a stop while the package is on its way', () => {
  const story = tell(BCS_ORPHAN)
  const stopped = since(story, story.entered('executor:', 'shutdown')[0] ?? Number.NaN)

  it('takes the staging task for down, tells nobody, and exits', () => {
    expect(stopped.delivered('DELETE /process/{id}')).toEqual([near(1)])
    expect(stopped.seen('executor')).toEqual([])
    expect(stopped.entered(EXECUTOR, 'exited')[0]).toBeLessThanOrEqual(2)
    expect(stopped.seen('agent').map(([, state, reason]) => [state, reason])).toEqual([
      ['TASK_FAILED', 'REASON_EXECUTOR_TERMINATED'],
    ])
  })

  it('leaves a process that runs for nobody', () => {
    expect(stopped.entered('daemon:node-1/', 'running')).toHaveLength(1)
    expect(stopped.entered('process:', 'gone')).toEqual([])
  })

  it('is cleaned up in the design, when no heartbeat came for 600 s', () => {
    const [bcs] = BCS_ORPHAN.frameworks
    const designed = tell({ ...BCS_ORPHAN, frameworks: [{ ...bcs!, asImplemented: false } as never], untilMs: 640_000 })
    const [created = Number.NaN] = designed.delivered('POST /process')
    const [stop = Number.NaN] = designed.entered('daemon:node-1/', 'stopping')
    expect(stop - created).toBeGreaterThan(600)
    expect(stop - created).toBeLessThan(607)
    expect(designed.entered('process:', 'gone')).toHaveLength(1)
    expect(designed.entered('daemon:node-1/', 'deleted')).toHaveLength(1)
  })
})
