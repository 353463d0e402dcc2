import { describe, expect, it } from 'vitest'
import type { ExecutorInfo, FrameworkInfo, HealthCheckInfo, MessageBodies, TaskInfo } from '#model/messages/bodies.ts'
import {
  aTask,
  anAgent,
  type Cue,
  FRAMEWORK,
  killTask,
  messages,
  path,
  runTask,
  statuses,
  tell,
  type Told,
} from '../agent/world.fixture.ts'

const CUSTOM: ExecutorInfo = { type: 'CUSTOM', executorId: 'custom', resources: '' }
const KILLING = { ...FRAMEWORK, capabilities: ['TASK_KILLING_STATE'] }
const GROUP: ExecutorInfo = { type: 'DEFAULT', executorId: 'pod', resources: 'cpus:0.1;mem:32' }

function custom(taskId: string, command: string, api: 'v0' | 'v1' = 'v0'): TaskInfo {
  const { command: _command, ...task } = aTask(taskId)
  return { ...task, executor: { ...CUSTOM, api }, data: command }
}

function runGroup(atMs: number, tasks: readonly TaskInfo[], framework: FrameworkInfo = FRAMEWORK): Cue {
  const body: MessageBodies['RunTaskGroupMessage'] = {
    framework,
    frameworkId: framework.id ?? '',
    executor: GROUP,
    taskGroup: { tasks },
    pid: '',
    launchExecutor: true,
  }
  return { atMs, name: 'RunTaskGroupMessage', body }
}

const between = (told: Told, key: string): string[] =>
  messages(told, (line) => {
    const [from = '', , to = ''] = line.split(' ')
    return [from, to].includes('agent-1') && [from, to].includes(`execdriver:${key}@agent-1`)
  }).map((line) => line.replaceAll(`execdriver:${key}@agent-1`, 'exec').replaceAll('agent-1', 'agent'))

describe("a framework's own executor", () => {
  it('reports TASK_RUNNING and the end, serves several tasks and lives on', () => {
    const told = tell(anAgent(), {
      cues: [runTask(3000, custom('t0', 'sleep 1')), runTask(3500, custom('t1', 'exit 3'), FRAMEWORK, false)],
    })
    expect(statuses(told)).toEqual(['t0 TASK_RUNNING', 't1 TASK_RUNNING', 't1 TASK_FAILED', 't0 TASK_FINISHED'])
    expect(path(told, 'executor:custom@agent-1')).toEqual(['starting', 'serving'])
    expect(path(told, 'agent-1/executor:custom').at(-1)).toBe('running')
  })

  it('speaks v1 to a v1 framework', () => {
    const told = tell(anAgent(), { cues: [runTask(3000, custom('t0', 'sleep 1', 'v1')), killTask(3500, 't0')] })
    expect(between(told, 'custom')).toEqual([
      'exec -> agent SUBSCRIBE',
      'agent -> exec 200',
      'agent -> exec SUBSCRIBED',
      'agent -> exec LAUNCH',
      'exec -> agent UPDATE TASK_RUNNING',
      'agent -> exec 202',
      'agent -> exec ACKNOWLEDGED',
      'agent -> exec KILL',
      'exec -> agent UPDATE TASK_KILLED',
      'agent -> exec 202',
      'agent -> exec ACKNOWLEDGED',
    ])
  })

  it('is shut down with its framework, tasks first', () => {
    const end = { atMs: 5000, name: 'ShutdownFrameworkMessage', body: { frameworkId: FRAMEWORK.id } }
    const told = tell(anAgent(), { cues: [runTask(3000, custom('t0', 'sleep 100')), end] })
    expect(path(told, 'executor:custom@agent-1')).toEqual([
      'starting',
      'serving',
      'shuttingDown',
      'leaving',
      'gone',
      '',
    ])
    expect(messages(told, (line) => line.includes('ExitedExecutorMessage'))).toHaveLength(1)
  })

  it.each([
    ['launched again while it is there', true, 't1 TASK_LOST REASON_EXECUTOR_TERMINATED'],
    ['counted on while it is not', false, 't1 TASK_LOST REASON_EXECUTOR_TERMINATED'],
  ])('%s: the task is dropped', (_what, launchExecutor, status) => {
    const there = launchExecutor ? [runTask(3000, custom('t0', 'sleep 100'))] : []
    const cues = [...there, runTask(5000, custom('t1', 'sleep 1'), FRAMEWORK, launchExecutor)]
    expect(statuses(tell(anAgent(), { cues }))).toContain(status)
  })

  it('that the master has lost sight of is shut down when a new one is to be launched', () => {
    const cues = [runTask(3000, custom('t0', 'sleep 100')), runTask(5000, custom('t1', 'sleep 1'), FRAMEWORK)]
    const told = tell(anAgent(), { cues })
    expect(messages(told, (line) => line.includes('ShutdownExecutorMessage'))).toHaveLength(1)
    expect(statuses(told).at(-1)).toBe('t0 TASK_KILLED')
  })

  it.each([
    ['v0', 'driver:batch', 'agent-1 -> driver:batch ExecutorToFrameworkMessage'],
    ['v1', '', 'agent-1 -> master ExecutorToFrameworkMessage'],
  ] as const)('gets messages of its framework and answers (%s)', (api, pid, line) => {
    const launch = runTask(3000, custom('t0', 'sleep 100', api))
    const message: Cue = {
      atMs: 5000,
      name: 'FrameworkToExecutorMessage',
      body: { slaveId: 'M-S0', frameworkId: FRAMEWORK.id, executorId: 'custom', data: 'hello' },
    }
    const told = tell(anAgent(), { cues: [{ ...launch, body: { ...(launch.body as object), pid } }, message] })
    expect(messages(told, (sent) => sent.includes('ExecutorToFrameworkMessage')).at(-1)).toBe(line)
  })

  it('keeps its id from a command task of that name', () => {
    const own = { ...custom('x', 'sleep 100'), executor: { ...CUSTOM, executorId: 't0' } }
    const cues = [runTask(3000, own), runTask(5000, aTask('t0', 'sleep 1'))]
    expect(statuses(tell(anAgent(), { cues })).at(-1)).toBe('t0 TASK_LOST REASON_TASK_INVALID')
  })
})

describe('a task group', () => {
  it('is launched as one by the default executor, which goes with its last task', () => {
    const told = tell(anAgent(), { cues: [runGroup(3000, [aTask('a', 'sleep 1'), aTask('b', 'sleep 2')])] })
    expect(between(told, 'pod').slice(0, 8)).toEqual([
      'exec -> agent SUBSCRIBE',
      'agent -> exec 200',
      'agent -> exec SUBSCRIBED',
      'agent -> exec LAUNCH_GROUP',
      'exec -> agent UPDATE TASK_STARTING',
      'exec -> agent UPDATE TASK_STARTING',
      'exec -> agent UPDATE TASK_RUNNING',
      'exec -> agent UPDATE TASK_RUNNING',
    ])
    expect(statuses(told).slice(4)).toEqual(['a TASK_FINISHED', 'b TASK_FINISHED'])
    expect(path(told, 'executor:pod@agent-1')).toEqual(['starting', 'serving', 'leaving', 'gone', ''])
    expect(path(told, 'agent-1/executor:pod').at(-1)).toBe('removed')
  })

  it('ends when one of its tasks fails', () => {
    const told = tell(anAgent(), { cues: [runGroup(3000, [aTask('a', 'sleep 1; exit 1'), aTask('b', 'sleep 50')])] })
    expect(statuses(told).slice(4)).toEqual(['a TASK_FAILED', 'b TASK_KILLED'])
  })

  it('ends when one of its tasks is killed, even where that one exits with 0', () => {
    const cues = [
      runGroup(3000, [aTask('a', "trap '' TERM; sleep 4"), aTask('b', 'sleep 50')]),
      killTask(5000, 'a', 10_000),
    ]
    const told = tell(anAgent(), { cues })
    expect(statuses(told).slice(4)).toEqual(['a TASK_KILLED', 'b TASK_KILLED'])
  })

  it('gives the others of a failed task 3 s, whatever their kill policy', () => {
    const stubborn = aTask('b', "trap '' TERM; sleep 50", { killPolicy: { gracePeriod: 500_000_000 } })
    const told = tell(anAgent(), { cues: [runGroup(3000, [aTask('a', 'sleep 1; exit 1'), stubborn])] })
    const at = (name: string): number => told.records.find((r) => r.type === 'sent' && r.name === name)?.at ?? 0
    expect(at('SIGKILL') - at('SIGTERM')).toBe(3000)
  })

  it('is killed whole while it waits', () => {
    const agents = [{ id: 'agent-1', resources: 'cpus:4;mem:4096', containerLaunchMs: [500, 500] }]
    const told = tell(anAgent({ agents }), {
      cues: [runGroup(3000, [aTask('a'), aTask('b')]), killTask(3200, 'a')],
    })
    expect(statuses(told)).toEqual([
      'a TASK_KILLED REASON_TASK_KILLED_DURING_LAUNCH',
      'b TASK_KILLED REASON_TASK_KILLED_DURING_LAUNCH',
    ])
    expect(between(told, 'pod')).toEqual(['exec -> agent SUBSCRIBE', 'agent -> exec SHUTDOWN'])
  })

  it('survives its agent, and is subscribed again', () => {
    const actions = [
      { atMs: 5000, do: 'crashAgent', agent: 'agent-1' },
      { atMs: 5500, do: 'restartAgent', agent: 'agent-1' },
    ]
    const told = tell(anAgent({ actions, seed: 3 }), { cues: [runGroup(3000, [aTask('a', 'sleep 3')])] })
    expect(between(told, 'pod').filter((line) => /SUBSCRIBE/.test(line))).toHaveLength(4)
    expect(statuses(told)).toEqual(['a TASK_STARTING', 'a TASK_RUNNING', 'a TASK_FINISHED'])
  })
})

describe('a container', () => {
  const image = (name: string) => ({ container: { type: 'DOCKER', image: name } as const })

  it('pulls its image once on an agent', () => {
    const told = tell(anAgent({ untilMs: 60_000 }), {
      cues: [
        runTask(3000, aTask('t0', 'sleep 1', image('a'))),
        runTask(20_000, aTask('t1', 'sleep 1', image('a'))),
        runTask(40_000, aTask('t2', 'sleep 1', { container: { ...image('a').container, forcePullImage: true } })),
      ],
    })
    expect(['t0', 't1', 't2'].map((id) => path(told, `agent-1/executor:${id}`)[0])).toEqual([
      'registering.pulling',
      'registering.starting',
      'registering.pulling',
    ])
    expect(statuses(told, 'executor').filter((line) => line.endsWith('TASK_FINISHED'))).toHaveLength(3)
  })

  it('that asks for an image being pulled waits for that pull', () => {
    const told = tell(anAgent(), {
      cues: [runTask(3000, aTask('t0', 'sleep 1', image('a'))), runTask(3500, aTask('t1', 'sleep 1', image('a')))],
    })
    const dues = told.records.flatMap((record) =>
      record.type === 'timer' && record.name === 'imagePull' && record.what === 'armed' ? [record.dueAt] : [],
    )
    expect(dues).toHaveLength(2)
    expect(dues[0]).toBe(dues[1])
  })
})

describe('max_completion_time', () => {
  it('fails a task without grace', () => {
    const told = tell(anAgent(), {
      cues: [runTask(3000, aTask('t0', "trap '' TERM; sleep 100", { maxCompletionTime: 2_000_000_000 }))],
    })
    expect(statuses(told).at(-1)).toBe('t0 TASK_FAILED REASON_MAX_COMPLETION_TIME_REACHED')
    const times = told.records
      .filter((record) => record.type === 'task' && record.seenBy === 'executor')
      .map(({ at }) => at)
    const took = (times[2] ?? 0) - (times[1] ?? 0)
    expect(took).toBeGreaterThanOrEqual(2000)
    expect(took).toBeLessThanOrEqual(2100)
  })

  it('says no TASK_KILLING: nobody asked for it', () => {
    const task = aTask('t0', 'sleep 100', { maxCompletionTime: 2_000_000_000 })
    const told = tell(anAgent(), { cues: [runTask(3000, task, KILLING)] })
    expect(statuses(told).slice(2)).toEqual(['t0 TASK_FAILED REASON_MAX_COMPLETION_TIME_REACHED'])
  })

  it('of 0 is none', () => {
    const told = tell(anAgent(), { cues: [runTask(3000, aTask('t0', 'sleep 1', { maxCompletionTime: 0 }))] })
    expect(statuses(told).at(-1)).toBe('t0 TASK_FINISHED')
  })
})

describe('a health check', () => {
  const CHECK: HealthCheckInfo = {
    type: 'COMMAND',
    delaySeconds: 1,
    intervalSeconds: 2,
    timeoutSeconds: 20,
    consecutiveFailures: 3,
    gracePeriodSeconds: 0,
  }
  const checked = (more: Partial<HealthCheckInfo> = {}) =>
    runTask(3000, aTask('t0', 'sleep 100', { healthCheck: { ...CHECK, ...more } }))
  const HEALTH = 'TASK_RUNNING REASON_TASK_HEALTH_CHECK_STATUS_UPDATED'
  const healths = (told: Told): (boolean | undefined)[] =>
    told.records.flatMap((record) => {
      if (record.type !== 'sent' || record.name !== 'sendStatusUpdate') return []
      return [(record.body as { status: { healthy?: boolean } }).status.healthy]
    })

  it('is told at its first success, and no more while all is well', () => {
    const told = tell(anAgent(), { cues: [checked()] })
    expect(healths(told)).toEqual([undefined, undefined, true])
  })

  it('kills after as many failures in a row', () => {
    const actions = [{ atMs: 5000, do: 'setHealth', task: 't0', healthy: false }]
    const told = tell(anAgent({ actions }), { cues: [checked()] })
    expect(statuses(told).slice(2)).toEqual([
      `t0 ${HEALTH}`,
      `t0 ${HEALTH}`,
      `t0 ${HEALTH}`,
      `t0 ${HEALTH}`,
      't0 TASK_KILLED',
    ])
    expect(healths(told)).toEqual([undefined, undefined, true, false, false, false, false])
  })

  it('marks the end of every task of the default executor once one has to die for it', () => {
    const healthCheck = { ...CHECK, consecutiveFailures: 1 }
    const actions = [{ atMs: 5000, do: 'setHealth', task: 'a', healthy: false }]
    const cues = [runGroup(3000, [aTask('a', 'sleep 100', { healthCheck }), aTask('b', 'sleep 100')])]
    const told = tell(anAgent({ actions }), { cues })
    const ends = told.records.flatMap((record) => {
      if (record.type !== 'sent' || record.name !== 'sendStatusUpdate') return []
      const { status } = record.body as { status: { taskId: string; state: string; healthy?: boolean } }
      return status.state === 'TASK_KILLED' ? [[status.taskId, status.healthy]] : []
    })
    expect(ends).toEqual([
      ['a', false],
      ['b', false],
    ])
  })

  it('forgives when the task is well again', () => {
    const actions = [
      { atMs: 5000, do: 'setHealth', task: 't0', healthy: false },
      { atMs: 7000, do: 'setHealth', task: 't0', healthy: true },
    ]
    expect(healths(tell(anAgent({ actions }), { cues: [checked()] }))).toEqual([
      undefined,
      undefined,
      true,
      false,
      true,
    ])
  })

  it('does not count failures of its grace before the first success', () => {
    const actions = [{ atMs: 3500, do: 'setHealth', task: 't0', healthy: false }]
    const told = tell(anAgent({ actions }), { cues: [checked({ gracePeriodSeconds: 8 })] })
    const told0 = tell(anAgent({ actions }), { cues: [checked()] })
    expect(told0.records.find((record) => record.type === 'task' && record.state === 'TASK_KILLED')?.at).toBeLessThan(
      9000,
    )
    const first = told.records.find((record) => record.type === 'task' && record.reason !== null)
    expect(first?.at).toBeGreaterThan(11_000)
  })
})

describe('the command executor over HTTP', () => {
  const agents = [{ id: 'agent-1', resources: 'cpus:4;mem:4096', flags: { httpCommandExecutor: true } }]

  it('goes as soon as its last update is acknowledged', () => {
    const told = tell(anAgent({ agents }), { cues: [runTask(3000, aTask('t0', 'sleep 1'))] })
    expect(between(told, 't0').slice(0, 6)).toEqual([
      'exec -> agent SUBSCRIBE',
      'agent -> exec 200',
      'agent -> exec SUBSCRIBED',
      'agent -> exec LAUNCH',
      'exec -> agent UPDATE TASK_STARTING',
      'exec -> agent UPDATE TASK_RUNNING',
    ])
    const at = (name: string): number => told.records.findLast((r) => r.type === 'sent' && r.name === name)?.at ?? 0
    expect(at('stop') - at('ACKNOWLEDGED')).toBeLessThan(10)
  })

  it('and its agent tell each other every 30 minutes that they are there', () => {
    const told = tell(anAgent({ agents, untilMs: 3_700_000 }), {
      cues: [runTask(3000, aTask('t0', 'sleep infinity'))],
      pings: true,
    })
    expect(
      between(told, 't0')
        .filter((line) => line.endsWith('HEARTBEAT'))
        .sort(),
    ).toEqual([
      'agent -> exec HEARTBEAT',
      'agent -> exec HEARTBEAT',
      'exec -> agent HEARTBEAT',
      'exec -> agent HEARTBEAT',
    ])
  })

  it('asks again every second until it is heard', () => {
    const actions = [{ atMs: 3000, do: 'loseNext', from: 'execdriver:t0@agent-1', to: 'agent-1', count: 2 }]
    const told = tell(anAgent({ agents, actions }), { cues: [runTask(3000, aTask('t0', 'sleep 1'))] })
    const times = messages(told, (line) => line.endsWith('SUBSCRIBE'), true).map((line) => Number(line.split(' ')[0]))
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 1000, 2000])
    expect(statuses(told).at(-1)).toBe('t0 TASK_FINISHED')
  })
})

describe('the user', () => {
  it('ends the process of a task', () => {
    const finish = { atMs: 5000, do: 'finishTask', task: 't0' }
    const fail = { atMs: 5000, do: 'failTask', task: 't1', exitCode: 7 }
    const cues = [runTask(3000, aTask('t0', 'sleep 100')), runTask(3000, aTask('t1', 'sleep 100'))]
    const told = tell(anAgent({ actions: [finish, fail] }), { cues })
    expect(statuses(told)).toEqual(expect.arrayContaining(['t0 TASK_FINISHED', 't1 TASK_FAILED']))
    expect(JSON.stringify(told.records)).toContain('Command exited with status 7')
  })

  it('is told why where that is not possible', () => {
    const actions = [
      { atMs: 5000, do: 'finishTask', task: 't9' },
      { atMs: 5000, do: 'crashExecutor', executor: 't9@agent-1' },
      { atMs: 5000, do: 'restartAgent', agent: 'agent-1' },
    ]
    const why = tell(anAgent({ actions })).records.flatMap((record) =>
      record.type === 'action' ? [(record as unknown as { impossible: string }).impossible] : [],
    )
    expect(why).toEqual(['task t9 does not run', 'executor t9@agent-1 does not run', 'agent-1 already runs'])
  })

  it('adds an agent', () => {
    const agent = { id: 'agent-2', resources: 'cpus:1;mem:128' }
    const told = tell(anAgent({ actions: [{ atMs: 5000, do: 'addAgent', agent }] }))
    expect(messages(told, (line) => line.startsWith('agent-2 -> master'))[0]).toMatch(/RegisterSlaveMessage/)
  })
})
