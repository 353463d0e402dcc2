import { describe, expect, it } from 'vitest'
import type { TraceRecord } from '#model/trace/records.ts'
import { aTask, anAgent, type Cue, FRAMEWORK, messages, path, runTask, statuses, tell } from './world.fixture.ts'

const PARTITION_AWARE = { ...FRAMEWORK, capabilities: ['PARTITION_AWARE'] }
const FORGETFUL = { ...FRAMEWORK, checkpoint: false }
const crash = { atMs: 5000, do: 'crashAgent', agent: 'agent-1' }
const restart = { atMs: 6000, do: 'restartAgent', agent: 'agent-1' }
const registered = (line: string): boolean => /RegisterSlave|ReregisterSlave|SlaveRe/.test(line)
const reregistration = (records: readonly TraceRecord[]): TraceRecord | undefined =>
  records.find((record) => record.type === 'sent' && record.name === 'ReregisterSlaveMessage')

describe('an agent whose process crashed and came back (2.9.6)', () => {
  const long = runTask(3000, aTask('t0', 'sleep 100'))

  it('finds its executors again: they are asked, answer, and the task runs on', () => {
    const told = tell(anAgent({ actions: [crash, restart] }), { cues: [long] })
    const story = messages(told, (line) => /Reconnect|egister(Slave|Executor)|SlaveRe|ExecutorRere/.test(line)).filter(
      (line) => !/ RegisterExecutor/.test(line),
    )
    expect(story).toEqual([
      'agent-1 -> master RegisterSlaveMessage',
      'master -> agent-1 SlaveRegisteredMessage',
      'agent-1 -> execdriver:t0@agent-1 ReconnectExecutorMessage',
      'execdriver:t0@agent-1 -> agent-1 ReregisterExecutorMessage',
      'agent-1 -> execdriver:t0@agent-1 ExecutorReregisteredMessage',
      'agent-1 -> master ReregisterSlaveMessage',
      'master -> agent-1 SlaveReregisteredMessage',
    ])
    expect(reregistration(told.records)).toMatchObject({
      body: {
        slave: { id: 'M-S0' },
        tasks: [{ taskId: 't0', state: 'TASK_RUNNING' }],
        executorInfos: [],
        frameworks: [{ name: 'batch' }],
      },
    })
    expect(statuses(told)).toEqual(['t0 TASK_STARTING', 't0 TASK_RUNNING'])
    expect(path(told, 'execdriver:t0@agent-1')).toEqual(['registering', 'connected', 'disconnected', 'connected'])
  })

  it('registers after exactly 2 s and a random wait below 1 s', () => {
    const { records } = tell(anAgent({ actions: [crash, restart] }), { cues: [long] })
    const left = records.find((record) => record.type === 'state' && record.at > 6000 && record.to.startsWith('disc'))
    expect((left?.at ?? 0) - 6005).toBe(2000)
    const waited = (reregistration(records)?.at ?? 0) - (left?.at ?? 0)
    expect(waited).toBeGreaterThanOrEqual(0)
    expect(waited).toBeLessThanOrEqual(1000)
  })

  it('knows an update that was never acknowledged, and sends it again', () => {
    const told = tell(anAgent({ actions: [crash, restart] }), { cues: [long], acknowledges: () => false })
    const sent = messages(told, (line) => line.startsWith('agent-1 -> master StatusUpdateMessage'))
    expect(sent[0]).toBe('agent-1 -> master StatusUpdateMessage TASK_STARTING')
    expect(new Set(sent).size).toBe(1)
    expect(sent.length).toBeGreaterThanOrEqual(2)
  })

  it('hears what its executor could not deliver', () => {
    const cues = [runTask(3000, aTask('t0', 'sleep 2.5'))]
    const told = tell(anAgent({ actions: [crash, restart] }), { cues })
    expect(statuses(told)).toEqual(['t0 TASK_STARTING', 't0 TASK_RUNNING', 't0 TASK_FINISHED'])
    expect(messages(told, (line) => line.includes('master StatusUpdateMessage')).at(-1)).toMatch(/TASK_FINISHED/)
  })

  it.each([
    [PARTITION_AWARE, 't0 TASK_GONE REASON_EXECUTOR_REREGISTRATION_TIMEOUT'],
    [FRAMEWORK, 't0 TASK_LOST REASON_EXECUTOR_REREGISTRATION_TIMEOUT'],
  ])('kills an executor that does not come back within 2 s', (framework, status) => {
    const lose = { atMs: 5500, do: 'loseNext', from: 'execdriver:t0@agent-1', to: 'agent-1' }
    const told = tell(anAgent({ actions: [crash, lose, restart] }), {
      cues: [runTask(3000, aTask('t0', 'sleep 100'), framework)],
    })
    expect(statuses(told).at(-1)).toBe(status)
    expect(path(told, 'task:t0').at(-1)).toBe('')
  })

  it('notices an executor that died meanwhile', () => {
    const actions = [crash, { atMs: 5500, do: 'crashExecutor', executor: 't0@agent-1' }, restart]
    expect(statuses(tell(anAgent({ actions }), { cues: [long] })).at(-1)).toBe(
      't0 TASK_FAILED REASON_EXECUTOR_TERMINATED',
    )
  })

  it.each([
    [PARTITION_AWARE, 't0 TASK_DROPPED REASON_SLAVE_RESTARTED'],
    [FRAMEWORK, 't0 TASK_LOST REASON_SLAVE_RESTARTED'],
  ])('drops a task that its executor never got', (framework, status) => {
    const agents = [{ id: 'agent-1', resources: 'cpus:4;mem:4096', containerLaunchMs: [50, 50] }]
    const lose = { atMs: 3000, do: 'loseNext', from: 'agent-1', to: 'execdriver:t0@agent-1', name: 'RunTaskMessage' }
    const told = tell(anAgent({ agents, actions: [lose, crash, restart] }), {
      cues: [runTask(3000, aTask('t0', 'sleep 100'), framework)],
    })
    expect(statuses(told)).toEqual([status])
    expect(path(told, 'agent-1/executor:t0').slice(-4)).toEqual([
      'running',
      'terminating.asked',
      'terminated',
      'removed',
    ])
  })

  it('forgets what was not checkpointed: such executors end by themselves when their agent is gone', () => {
    const told = tell(anAgent({ actions: [crash, restart] }), {
      cues: [runTask(3000, aTask('t0', 'sleep 100'), FORGETFUL)],
    })
    expect(path(told, 'execdriver:t0@agent-1').slice(1, 3)).toEqual(['connected', 'shuttingDown'])
    expect(statuses(told, 'executor').at(-1)).toBe('t0 TASK_KILLED')
    expect(reregistration(told.records)).toMatchObject({ body: { tasks: [], frameworks: [] } })
  })

  it('asks executors again where it is told to', () => {
    const flags = { executorReregistrationRetryIntervalMs: 500 }
    const agents = [{ id: 'agent-1', resources: 'cpus:4;mem:4096', flags }]
    const lose = { atMs: 5500, do: 'loseNext', from: 'agent-1', to: 'execdriver:t0@agent-1', count: 2 }
    const told = tell(anAgent({ agents, actions: [crash, lose, restart] }), { cues: [long] })
    expect(messages(told, (line) => line.includes('ReconnectExecutorMessage'))).toHaveLength(3)
    expect(statuses(told)).toEqual(['t0 TASK_STARTING', 't0 TASK_RUNNING'])
  })

  it('lets executors wait for it for 15 minutes', () => {
    const told = tell(anAgent({ actions: [crash], untilMs: 1_000_000 }), {
      cues: [runTask(3000, aTask('t0', 'sleep 2000'))],
    })
    const [, , alone] = told.records
      .filter(({ type }) => type === 'state')
      .filter((record) => record.type === 'state' && record.of === 'execdriver:t0@agent-1')
    const end = told.records.find((record) => record.type === 'state' && record.to === 'shuttingDown')
    expect((end?.at ?? 0) - (alone?.at ?? 0)).toBe(900_000)
  })

  it('has executors that try a first registration go', () => {
    const agents = [{ id: 'agent-1', resources: 'cpus:4;mem:4096', containerLaunchMs: [50, 50] }]
    const fast = { ...restart, atMs: 3055 }
    const actions = [{ ...crash, atMs: 3054 }, fast]
    const latency = { network: { latencyMs: [3, 3] } }
    const told = tell(anAgent({ agents, actions, ...latency }), { cues: [runTask(2999, aTask('t0', 'sleep 100'))] })
    expect(messages(told, (line) => /RegisterExecutor|ShutdownExecutor/.test(line))).toEqual([
      'execdriver:t0@agent-1 -> agent-1 RegisterExecutorMessage',
      'agent-1 -> execdriver:t0@agent-1 ShutdownExecutorMessage',
    ])
    expect(statuses(told)).toEqual(['t0 TASK_FAILED REASON_EXECUTOR_TERMINATED'])
  })
})

describe('an agent and its master', () => {
  it('registers anew when it hears no ping for 75 s', () => {
    const told = tell(anAgent({ untilMs: 80_000 }))
    expect(messages(told, registered)).toEqual([
      'agent-1 -> master RegisterSlaveMessage',
      'master -> agent-1 SlaveRegisteredMessage',
      'agent-1 -> master ReregisterSlaveMessage',
      'master -> agent-1 SlaveReregisteredMessage',
    ])
    const watchdog = told.records.filter((record) => record.type === 'timer' && record.name === 'pingWatchdog')
    expect((watchdog[1]?.at ?? 0) - (watchdog[0]?.at ?? 0)).toBe(75_000)
  })

  it('does not while it is pinged', () => {
    const ping = (atMs: number): Cue => ({
      atMs,
      name: 'PingSlaveMessage',
      body: { connected: true },
      from: 'observer:agent-1',
    })
    const told = tell(anAgent({ untilMs: 140_000 }), { cues: [ping(15_000), ping(30_000), ping(75_000)] })
    expect(messages(told, registered)).toHaveLength(2)
    expect(messages(told, (line) => line.includes('PongSlaveMessage'))).toHaveLength(3)
  })

  it('registers anew when the master takes it for disconnected', () => {
    const told = tell(anAgent(), {
      cues: [{ atMs: 9000, name: 'PingSlaveMessage', body: { connected: false }, from: 'observer:agent-1' }],
    })
    expect(messages(told, registered)).toHaveLength(4)
  })

  it('asks again, at growing random intervals, until it is admitted', () => {
    const told = tell(anAgent({ untilMs: 400_000 }), { admits: false })
    const times = messages(told, registered, true).map((line) => Number(line.split(' ')[0]))
    const waits = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(times[0]).toBeLessThanOrEqual(1000)
    expect(waits.every((wait, i) => wait <= Math.min(2000 * 2 ** i, 60_000))).toBe(true)
    expect(Math.max(...waits)).toBeGreaterThan(4000)
  })

  it('follows a new master with what it has, and none while there is none', () => {
    const actions = [
      { atMs: 5000, do: 'crashMaster' },
      { atMs: 9000, do: 'restartMaster' },
    ]
    const told = tell(anAgent({ actions }), { cues: [runTask(3000, aTask('t0', 'sleep 5'))] })
    expect(path(told, 'agent-1').slice(3)).toEqual([
      'running',
      'disconnected.noMaster',
      'disconnected.registering',
      'running',
    ])
    const updates = messages(told, (line) => line.startsWith('agent-1 -> master StatusUpdateMessage'), true)
    expect(updates.at(-1)).toMatch(/TASK_FINISHED/)
    expect(Number(updates.at(-1)?.split(' ')[0])).toBeGreaterThan(9000)
  })

  it('is told of no new master by a standalone detector: only its watchdog wakes it', () => {
    const actions = [{ atMs: 5000, do: 'crashMaster' }]
    const told = tell(anAgent({ actions, master: { detector: 'standalone' }, untilMs: 70_000 }))
    expect(path(told, 'agent-1').at(-1)).toBe('running')
  })

  it.each([
    [PARTITION_AWARE, 't9 TASK_DROPPED REASON_RECONCILIATION'],
    [FRAMEWORK, 't9 TASK_LOST REASON_RECONCILIATION'],
  ])('says of tasks it never got that they never started', (framework, status) => {
    const reconciliations = [{ frameworkId: FRAMEWORK.id ?? '', taskIds: ['t9'], framework }]
    const told = tell(anAgent({ actions: [crash, restart] }), { reconciliations })
    expect(statuses(told)).toEqual([status])
    const update = told.records.find((record) => record.type === 'sent' && record.name === 'StatusUpdateMessage')
    expect(update).toMatchObject({ body: { update: { status: { source: 'SOURCE_SLAVE' } }, pid: 'agent-1' } })
    expect((update as { body: { update: { uuid: string } } }).body.update.uuid).toHaveLength(36)
  })

  it('leaves on SIGUSR1: executors first, then the process; a new one starts as a new agent', () => {
    const actions = [
      { atMs: 5000, do: 'unregisterAgent', agent: 'agent-1' },
      { ...restart, atMs: 15_000 },
    ]
    const told = tell(anAgent({ actions }), { cues: [runTask(3000, aTask('t0', 'sleep 100'))] })
    expect(messages(told, (line) => /UnregisterSlave|ShutdownExec|RegisterSlave/.test(line))).toEqual([
      'agent-1 -> master RegisterSlaveMessage',
      'agent-1 -> master UnregisterSlaveMessage',
      'agent-1 -> execdriver:t0@agent-1 ShutdownExecutorMessage',
      'agent-1 -> master RegisterSlaveMessage',
    ])
    expect(path(told, 'agent-1').slice(4, 7)).toEqual(['terminating', 'ended', ''])
  })

  it('ends when it is told to', () => {
    const told = tell(anAgent(), { cues: [{ atMs: 5000, name: 'ShutdownMessage', body: { message: 'gone' } }] })
    expect(path(told, 'agent-1').slice(-3)).toEqual(['terminating', 'ended', ''])
  })
})
