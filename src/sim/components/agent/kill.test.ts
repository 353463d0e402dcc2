import { describe, expect, it } from 'vitest'
import type { TaskInfo } from '#model/messages/bodies.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import { aTask, anAgent, FRAMEWORK, killTask, messages, path, runTask, statuses, tell } from './world.fixture.ts'

const PARTITION_AWARE = { ...FRAMEWORK, capabilities: ['PARTITION_AWARE'] }
const KILLING = { ...FRAMEWORK, capabilities: ['TASK_KILLING_STATE'] }
const LOCAL = { network: { latencyMs: [1, 1] } }

const timeOf = (records: readonly TraceRecord[], name: string, nth = 0): number =>
  records.filter((record) => record.type === 'sent' && record.name === name)[nth]?.at ?? Number.NaN

describe('a kill (2.9.1)', () => {
  it('of a task of an unknown framework is ignored', () => {
    const told = tell(anAgent(), { cues: [killTask(3000, 't0')] })
    expect(statuses(told)).toEqual([])
  })

  it('of a pending task ends it before its launch', () => {
    const told = tell(anAgent(LOCAL), { cues: [runTask(3000, aTask('t0')), killTask(3000, 't0')] })
    expect(statuses(told)).toEqual(['t0 TASK_KILLED REASON_TASK_KILLED_DURING_LAUNCH'])
    expect(path(told, 'agent-1/executor:t0')).toEqual([])
  })

  it('of a pending task whose executor was expected tells the master that it will not come', () => {
    const executor = { type: 'CUSTOM', executorId: 'custom', resources: '' } as const
    const { command: _command, ...task } = aTask('t0')
    const custom: TaskInfo = { ...task, executor, data: 'sleep 1' }
    const told = tell(anAgent(LOCAL), { cues: [runTask(3000, custom), killTask(3000, 't0')] })
    expect(messages(told, (line) => line.includes('ExitedExecutorMessage'))).toHaveLength(1)
  })

  it('of a pending task is told again and again, though nothing else of its framework is there', () => {
    const cues = [runTask(3000, aTask('t0')), killTask(3000, 't0')]
    const told = tell(anAgent({ ...LOCAL, untilMs: 40_000 }), { cues, acknowledges: () => false })
    const sent = messages(told, (line) => line.includes('StatusUpdateMessage'), true)
    expect(sent.map((line) => line.replace(/^\d+ /, ''))).toEqual(
      Array.from({ length: 3 }, () => 'agent-1 -> master StatusUpdateMessage TASK_KILLED'),
    )
    const [first = 0, second = 0, third = 0] = sent.map((line) => Number.parseInt(line, 10))
    expect([second - first, third - second]).toEqual([10_000, 20_000])
  })

  it('of a pending command task says as well that its executor will not come: the agent always does', () => {
    const told = tell(anAgent(LOCAL), { cues: [runTask(3000, aTask('t0')), killTask(3000, 't0')] })
    const exited = told.records.find((record) => record.type === 'sent' && record.name === 'ExitedExecutorMessage')
    expect(exited).toMatchObject({ body: { executorId: 't0', status: -1 } })
  })

  it.each([
    [FRAMEWORK, 't9 TASK_LOST REASON_EXECUTOR_TERMINATED'],
    [PARTITION_AWARE, 't9 TASK_DROPPED REASON_EXECUTOR_TERMINATED'],
  ])('of a task that no executor has', (framework, status) => {
    const cues = [runTask(3000, aTask('t0', 'sleep 100'), framework), killTask(4000, 't9')]
    expect(statuses(tell(anAgent(), { cues }))).toContain(status)
  })

  it('of a task whose executor is not there yet ends it, and the executor once it registers', () => {
    const told = tell(anAgent({ ...LOCAL, agents: [slow] }), {
      cues: [runTask(3000, aTask('t0')), killTask(3100, 't0')],
    })
    expect(statuses(told)).toEqual(['t0 TASK_KILLED REASON_TASK_KILLED_DURING_LAUNCH'])
    expect(path(told, 'agent-1/executor:t0')).toEqual([
      'registering.starting',
      'registering.waiting',
      'terminating.asked',
      'terminated',
      'removed',
    ])
  })

  const slow = { id: 'agent-1', resources: 'cpus:4;mem:4096', containerLaunchMs: [500, 500] }

  it('of a task that waits for its container ends it before delivery', () => {
    const cues = [runTask(3000, aTask('t0')), killTask(3503, 't0')]
    const told = tell(anAgent({ ...LOCAL, agents: [slow] }), { cues })
    expect(path(told, 'agent-1/executor:t0')).toEqual([
      'registering.starting',
      'registering.waiting',
      'running',
      'terminating.asked',
      'terminated',
      'removed',
    ])
    expect(statuses(told)).toEqual(['t0 TASK_KILLED REASON_TASK_KILLED_DURING_LAUNCH'])
  })

  it('of a running task goes to its executor: SIGTERM, and TASK_KILLED without a reason', () => {
    const told = tell(anAgent(), { cues: [runTask(3000, aTask('t0', 'sleep 100')), killTask(5000, 't0')] })
    expect(statuses(told)).toEqual(['t0 TASK_STARTING', 't0 TASK_RUNNING', 't0 TASK_KILLED'])
    expect(messages(told, (line) => /SIGKILL/.test(line))).toEqual([])
  })

  it('says TASK_KILLING first to a framework that knows it', () => {
    const cues = [runTask(3000, aTask('t0', 'sleep 100'), KILLING), killTask(5000, 't0')]
    expect(statuses(tell(anAgent(), { cues })).slice(2)).toEqual(['t0 TASK_KILLING', 't0 TASK_KILLED'])
  })

  const stubborn = "trap '' TERM; sleep 100"
  it.each([
    ['3 s where nobody says', {}, undefined, 3000],
    ["the task's own", { killPolicy: { gracePeriod: 1_500_000_000 } }, undefined, 1500],
    ["the KILL's", { killPolicy: { gracePeriod: 1_500_000_000 } }, 500, 500],
    ['5 s of the docker executor', { container: { type: 'DOCKER', image: 'a' } as const }, undefined, 5000],
  ])('sends SIGKILL after its grace: %s', (_what, more, graceMs, expected) => {
    const cues = [runTask(3000, aTask('t0', stubborn, more)), killTask(14_000, 't0', graceMs)]
    const { records } = tell(anAgent({ untilMs: 30_000 }), { cues })
    expect(timeOf(records, 'SIGKILL') - timeOf(records, 'SIGTERM')).toBe(expected)
  })

  it.each([
    ['more of it is not given', 10_000, {}, 4000],
    ['less of it counts from the first', 2500, {}, 2500],
    ['what is over by then ends at once', 400, {}, 1000],
    ['the docker executor counts it anew', 2500, { container: { type: 'DOCKER', image: 'a' } as const }, 3500],
  ])('a second time can only shorten the grace: %s', (_what, secondMs, more, expected) => {
    const kills = [killTask(14_000, 't0', 4000), killTask(15_000, 't0', secondMs)]
    const { records } = tell(anAgent({ ...LOCAL, untilMs: 30_000 }), {
      cues: [runTask(3000, aTask('t0', stubborn, more)), ...kills],
    })
    expect(timeOf(records, 'SIGKILL') - timeOf(records, 'SIGTERM')).toBe(expected)
    expect(records.filter((record) => record.type === 'sent' && record.name === 'SIGTERM')).toHaveLength(1)
  })
})

describe('the end of an executor (2.9.2)', () => {
  const shutdownFramework = { atMs: 5000, name: 'ShutdownFrameworkMessage', body: { frameworkId: FRAMEWORK.id } }
  const shutdownExecutor = {
    atMs: 5000,
    name: 'ShutdownExecutorMessage',
    body: { frameworkId: FRAMEWORK.id, executorId: 't0' },
  }

  it('with its framework drops the updates that follow', () => {
    const told = tell(anAgent(), { cues: [runTask(3000, aTask('t0', 'sleep 100')), shutdownFramework] })
    expect(statuses(told, 'executor').at(-1)).toBe('t0 TASK_KILLED')
    expect(statuses(told).at(-1)).toBe('t0 TASK_RUNNING')
    expect(path(told, 'agent-1/executor:t0').slice(-3)).toEqual(['terminating.asked', 'terminated', 'removed'])
  })

  it('alone lets its tasks be killed within 5 s less 2 s', () => {
    const cues = [runTask(3000, aTask('t0', "trap '' TERM; sleep 100")), shutdownExecutor]
    const told = tell(anAgent(LOCAL), { cues })
    expect(timeOf(told.records, 'SIGKILL') - timeOf(told.records, 'SIGTERM')).toBe(3000)
    expect(statuses(told).at(-1)).toBe('t0 TASK_KILLED')
    expect(path(told, 'agent-1/executor:t0')).not.toContain('terminating.destroyed')
  })

  it('that does not come in time is brought about', () => {
    const executor = { type: 'CUSTOM', executorId: 't0', resources: '', shutdownGracePeriod: 1_000_000_000 } as const
    const { command: _command, ...task } = aTask('t0')
    const custom = { ...task, executor, data: "trap '' TERM; sleep 100" }
    const told = tell(anAgent(), { cues: [runTask(3000, custom), shutdownExecutor] })
    expect(path(told, 'agent-1/executor:t0').slice(2, 5)).toEqual([
      'running',
      'terminating.asked',
      'terminating.destroyed',
    ])
    expect(statuses(told).at(-1)).toBe('t0 TASK_FAILED REASON_EXECUTOR_TERMINATED')
    expect(messages(told, (line) => line.includes('ExitedExecutorMessage'))).toHaveLength(1)
  })

  it('by a crash fails its tasks', () => {
    const actions = [{ atMs: 5000, do: 'crashExecutor', executor: 't0@agent-1' }]
    const told = tell(anAgent({ actions }), { cues: [runTask(3000, aTask('t0', 'sleep 100'))] })
    expect(statuses(told).at(-1)).toBe('t0 TASK_FAILED REASON_EXECUTOR_TERMINATED')
    expect(path(told, 'agent-1/executor:t0').at(-1)).toBe('removed')
  })

  it('before its container is up fails its launch', () => {
    const actions = [{ atMs: 3020, do: 'crashExecutor', executor: 't0@agent-1' }]
    const told = tell(anAgent({ actions }), { cues: [runTask(3000, aTask('t0'))] })
    expect(statuses(told)).toEqual(['t0 TASK_FAILED REASON_CONTAINER_LAUNCH_FAILED'])
  })

  it('that never registers comes after a minute', () => {
    const agents = [{ id: 'agent-1', resources: 'cpus:4;mem:4096', imagePullMs: [70_000, 70_000] }]
    const pulled = aTask('t0', 'sleep 1', { container: { type: 'DOCKER', image: 'big' } })
    const told = tell(anAgent({ agents, untilMs: 80_000 }), { cues: [runTask(3000, pulled)] })
    expect(statuses(told)).toEqual(['t0 TASK_FAILED REASON_EXECUTOR_REGISTRATION_TIMEOUT'])
    const armed = told.records.find(
      (record) => record.type === 'timer' && record.name === 'executorRegistrationTimeout',
    )
    const state = told.records.find((record) => record.type === 'state' && record.to === 'terminating.destroyed')
    expect((state?.at ?? 0) - (armed?.at ?? 0)).toBe(60_000)
  })
})

describe('a draining agent', () => {
  const drain = (markGone: boolean, more: object = {}) => ({
    atMs: 5000,
    name: 'DrainSlaveMessage',
    body: { config: { markGone, ...more } },
  })

  it.each([
    [false, PARTITION_AWARE, 't0 TASK_KILLED REASON_SLAVE_DRAINING'],
    [true, PARTITION_AWARE, 't0 TASK_GONE_BY_OPERATOR REASON_SLAVE_DRAINING'],
    [true, FRAMEWORK, 't0 TASK_KILLED REASON_SLAVE_DRAINING'],
  ])('kills its tasks and says why (mark gone: %s)', (markGone, framework, status) => {
    const cues = [runTask(3000, aTask('t0', 'sleep 100'), framework), drain(markGone)]
    expect(statuses(tell(anAgent(), { cues })).at(-1)).toBe(status)
  })

  it('bounds the grace of kills', () => {
    const cues = [runTask(3000, aTask('t0', "trap '' TERM; sleep 100")), drain(false, { maxGracePeriod: 700_000_000 })]
    const { records } = tell(anAgent(LOCAL), { cues })
    expect(timeOf(records, 'SIGKILL') - timeOf(records, 'SIGTERM')).toBe(700)
  })

  it('takes no new task', () => {
    const cues = [
      runTask(3000, aTask('t0', "trap '' TERM; sleep 100")),
      drain(false),
      runTask(6000, aTask('t1', 'sleep 1')),
    ]
    expect(statuses(tell(anAgent(), { cues }))).toContain('t1 TASK_LOST REASON_SLAVE_DRAINING')
  })

  it('is as before once its tasks are gone', () => {
    const cues = [runTask(3000, aTask('t0', 'sleep 100')), drain(false), runTask(12_000, aTask('t1', 'sleep 1'))]
    expect(statuses(tell(anAgent(), { cues })).at(-1)).toBe('t1 TASK_FINISHED')
  })
})
