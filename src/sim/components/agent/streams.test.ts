import { describe, expect, it } from 'vitest'
import { updatesSeries } from '#model/trace/series.ts'
import { aTask, anAgent, type Cue, FRAMEWORK, messages, path, runTask, statuses, tell } from './world.fixture.ts'

const forwarded = (line: string): boolean => line.startsWith('agent-1 -> master StatusUpdateMessage')
const executorAcks = (line: string): boolean => /agent-1 -> execdriver.*StatusUpdateAcknowledgementMessage/.test(line)

describe('the stream of updates of a task (4(h))', () => {
  it('sends an unacknowledged update again after 10, 20, 40 … s, and nothing behind it', () => {
    const told = tell(anAgent({ untilMs: 2_500_000 }), {
      cues: [runTask(3000, aTask('t0', 'sleep 1'))],
      acknowledges: () => false,
      pings: true,
    })
    const sent = messages(told, forwarded, true)
    expect(new Set(sent.map((line) => line.split(' ').at(-1)))).toEqual(new Set(['TASK_STARTING']))
    const retries = told.records.flatMap((record) =>
      record.type === 'timer' && record.name === 'statusUpdateRetry' && record.what === 'armed'
        ? [(record.dueAt ?? 0) - record.at]
        : [],
    )
    expect(retries.slice(0, 9)).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600].map((seconds) => seconds * 1000))
    expect(messages(told, executorAcks)).toHaveLength(3)
  })

  it('says the newest state beside the one it reports', () => {
    const told = tell(anAgent(), {
      cues: [runTask(3000, aTask('t0', 'sleep 1'))],
      acknowledges: (state) => state !== 'TASK_STARTING',
    })
    const latest = told.records.flatMap((record) => {
      if (record.type !== 'sent' || record.to !== 'master' || record.name !== 'StatusUpdateMessage') return []
      return [(record.body as { update: { latestState: string } }).update.latestState]
    })
    expect(latest.slice(0, 2)).toEqual(['TASK_STARTING', 'TASK_FINISHED'])
  })

  it('is sent again at once when its framework comes back, with the shortest wait', () => {
    const update: Cue = {
      atMs: 8000,
      name: 'UpdateFrameworkMessage',
      body: { frameworkId: FRAMEWORK.id, pid: 'driver:batch~2', frameworkInfo: FRAMEWORK },
    }
    const told = tell(anAgent(), {
      cues: [runTask(3000, aTask('t0', 'sleep 100')), update],
      acknowledges: () => false,
    })
    const times = messages(told, forwarded, true).map((line) => Number(line.split(' ')[0]))
    expect(times).toHaveLength(3)
    expect(times[1]).toBeLessThan(8010)
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBe(10_000)
  })

  it('is closed with its framework: what is not acknowledged is lost', () => {
    const told = tell(anAgent({ untilMs: 60_000 }), {
      cues: [
        runTask(3000, aTask('t0', 'sleep 100')),
        { atMs: 5000, name: 'ShutdownFrameworkMessage', body: { frameworkId: FRAMEWORK.id } },
      ],
      acknowledges: () => false,
    })
    expect(messages(told, forwarded)).toHaveLength(1)
    expect(path(told, 'updates:agent-1/task:t0')).toEqual(['idle', 'pending.sent', 'closed'])
  })

  it('keeps the executor’s record until the last acknowledgement', () => {
    const told = tell(anAgent({ untilMs: 40_000 }), {
      cues: [runTask(3000, aTask('t0', 'sleep 1'))],
      acknowledges: (state) => state !== 'TASK_FINISHED',
    })
    expect(path(told, 'agent-1/executor:t0').at(-1)).toBe('terminated')
  })

  it('an acknowledgement of another update changes nothing', () => {
    const stray: Cue = {
      atMs: 5000,
      name: 'StatusUpdateAcknowledgementMessage',
      body: { slaveId: 'M-S0', frameworkId: FRAMEWORK.id, taskId: 't0', uuid: 'no such uuid' },
    }
    const told = tell(anAgent(), {
      cues: [runTask(3000, aTask('t0', 'sleep 100')), stray],
      acknowledges: () => false,
    })
    expect(path(told, 'updates:agent-1/task:t0')).toEqual(['idle', 'pending.sent'])
  })
})

describe('the timeline of a stream', () => {
  it('counts what waits', () => {
    const { trace } = tell(anAgent(), { cues: [runTask(3000, aTask('t0', 'sleep 1'))] })
    const series = trace.series.get(updatesSeries('agent-1', 't0'))
    expect(series?.values).toEqual([1, 2, 1, 0, 1, 0])
  })
})

describe('an update', () => {
  const update = (state: string, uuid: string, frameworkId = FRAMEWORK.id): Cue => ({
    atMs: 6000,
    name: 'StatusUpdateMessage',
    body: {
      update: {
        frameworkId,
        slaveId: 'M-S0',
        status: { taskId: 't0', state, source: 'SOURCE_EXECUTOR', timestamp: 0, uuid },
        timestamp: 0,
        uuid,
      },
      pid: 'execdriver:t0@agent-1',
    },
  })

  it('after the task has ended is dropped, but acknowledged', () => {
    const told = tell(anAgent(), {
      cues: [runTask(3000, aTask('t0', 'sleep 1')), { ...update('TASK_FAILED', 'u9'), atMs: 4300 }],
      acknowledges: (state) => state !== 'TASK_FINISHED',
    })
    expect(statuses(told)).toEqual(['t0 TASK_STARTING', 't0 TASK_RUNNING', 't0 TASK_FINISHED'])
    expect(messages(told, executorAcks)).toHaveLength(4)
  })

  it('of an unknown framework is dropped without a word', () => {
    const told = tell(anAgent(), { cues: [update('TASK_RUNNING', 'u9', 'M-0009')] })
    expect(statuses(told)).toEqual([])
    expect(messages(told, executorAcks)).toEqual([])
  })

  it('of TASK_STAGING has its executor shut down', () => {
    const told = tell(anAgent(), { cues: [runTask(3000, aTask('t0', 'sleep 100')), update('TASK_STAGING', 'u9')] })
    expect(path(told, 'agent-1/executor:t0')).toContain('terminating.asked')
  })

  it('of a task that no executor has is stored and forwarded', () => {
    const stray = update('TASK_RUNNING', 'u9')
    const told = tell(anAgent(), {
      cues: [
        runTask(3000, aTask('t1', 'sleep 100')),
        { ...stray, body: { ...(stray.body as object), pid: 'execdriver:t1@agent-1' } },
      ],
    })
    expect(statuses(told).at(-1)).toBe('t0 TASK_RUNNING')
    expect(messages(told, forwarded)).toHaveLength(3)
  })
})
