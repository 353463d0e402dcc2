import { describe, expect, it } from 'vitest'
import {
  accept,
  type Heard,
  play,
  registerAgent,
  reregisterAgent,
  type Say,
  subscribe,
  update,
} from './world.fixture.ts'

const after = (lines: readonly string[], at: number): string[] =>
  lines.filter((line) => Number.parseInt(line, 10) >= at)
const AWARE = { capabilities: ['MULTI_ROLE', 'PARTITION_AWARE'] }

const crash = [
  { atMs: 2000, do: 'crashMaster' },
  { atMs: 3000, do: 'restartMaster' },
]

function running({ messages, slaveId }: Heard) {
  const [run] = messages.flatMap(({ name, body }) => (name === 'RunTaskMessage' ? [body] : [])) as {
    framework: { id: string }
    task: { taskId: string }
  }[]
  const { framework, task } = run ?? { framework: { id: '' }, task: { taskId: '' } }
  return {
    frameworks: [framework as never],
    tasks: [
      {
        name: task.taskId,
        taskId: task.taskId,
        frameworkId: framework.id,
        slaveId,
        state: 'TASK_RUNNING',
        resources: 'cpus:1;mem:64',
        statusUpdateState: 'TASK_RUNNING',
        statusUpdateUuid: 'u1',
      },
    ],
  }
}

/** SUBSCRIBE with the id that was learned from the master before. */
function back(at: number): Say {
  const first = subscribe(at, 'f', AWARE).body as { frameworkInfo: object }
  return {
    at,
    who: 'driver:f',
    name: 'SUBSCRIBE',
    body: ({ frameworkId }) => ({ ...first, frameworkInfo: { ...first.frameworkInfo, id: frameworkId } }),
  }
}

const ask = (at: number): Say => ({
  at,
  who: 'driver:f',
  name: 'RECONCILE',
  body: ({ frameworkId, offers }) => ({ frameworkId, tasks: [{ taskId: 't', agentId: offers[0]?.slaveId }] }),
})

const before = [
  registerAgent(10),
  subscribe(100, 'f', AWARE),
  accept(110, 'f', [{ id: 't', resources: 'cpus:1;mem:64' }], 1000),
  update(200, 'a1', 't', 'TASK_RUNNING', 'u1'),
]

describe('a master that crashes and starts again', () => {
  it('knows the agent from the registry, the framework from its agent, the task from both', () => {
    const { lines, records } = play({
      says: [...before, ask(1500), reregisterAgent(3100, 'a1', running), back(3300), ask(3400)],
      actions: crash,
      untilMs: 4500,
    })
    expect(after(lines, 1500)).toMatchInlineSnapshot(`
      [
        "1500 driver:f > master RECONCILE",
        "1501 master > driver:f StatusUpdateMessage t TASK_RUNNING REASON_RECONCILIATION",
        "3100 a1 > master ReregisterSlaveMessage",
        "3101 master > a1 SlaveReregisteredMessage",
        "3101 observer:a1 > a1 PingSlaveMessage",
        "3102 a1 > observer:a1 PongSlaveMessage",
        "3300 driver:f > master SUBSCRIBE",
        "3301 master > driver:f FrameworkRegisteredMessage",
        "3301 master > a1 UpdateFrameworkMessage",
        "3301 master > driver:f ResourceOffersMessage O0 a1 cpus:3;mem:4032",
        "3400 driver:f > master RECONCILE",
        "3401 master > driver:f StatusUpdateMessage t TASK_RUNNING REASON_RECONCILIATION",
      ]
    `)
    const states = records.flatMap((record) =>
      record.type === 'state' && record.at >= 3000 && /agent:a1|framework:f/.test(record.of)
        ? [`${record.at} ${record.of} ${record.to}`]
        : [],
    )
    expect(states).toMatchInlineSnapshot(`
      [
        "3000 master/agent:a1 unknown",
        "3000 master/agent:a1 recovered",
        "3101 master/agent:a1 registered.connected.active",
        "3101 master/framework:f absent",
        "3101 master/framework:f recovered",
        "3301 master/framework:f connected.active",
      ]
    `)
  })

  it('gives no answer for tasks of agents that are still to come back', () => {
    const { lines } = play({ says: [...before, back(3300), ask(3400)], actions: crash, untilMs: 4500 })
    expect(after(lines, 3000)).toMatchInlineSnapshot(`
      [
        "3300 driver:f > master SUBSCRIBE",
        "3301 master > driver:f FrameworkRegisteredMessage",
        "3400 driver:f > master RECONCILE",
      ]
    `)
  })

  it('marks agents unreachable that are not back after ten minutes', () => {
    const { lines } = play({ says: [...before, back(3300), ask(700_000)], actions: crash, untilMs: 701_000 })
    expect(after(lines, 3400)).toMatchInlineSnapshot(`
      [
        "603001 master > driver:f LostSlaveMessage",
        "700000 driver:f > master RECONCILE",
        "700001 master > driver:f StatusUpdateMessage t TASK_UNREACHABLE REASON_RECONCILIATION",
      ]
    `)
  })

  it('ends itself where more of them are missing than it may remove', () => {
    const { records } = play({
      says: before,
      master: { recoveryAgentRemovalLimit: '50%' },
      actions: crash,
      untilMs: 700_000,
    })
    const end = records.find(
      (record) => record.type === 'state' && record.of === 'master' && record.to === '' && record.at > 3000,
    )
    expect(end?.at).toBeGreaterThan(602_999)
  })

  it('keeps weights, quotas and what operators said of agents', () => {
    const { lines, records } = play({
      says: [...before, reregisterAgent(3100, 'a1', running), back(3300)],
      actions: [
        { atMs: 1500, do: 'setWeight', role: 'x', weight: 3 },
        { atMs: 1500, do: 'deactivateAgent', agent: 'a1' },
        ...crash,
      ],
      untilMs: 5500,
    })
    expect(after(lines, 3300)).toMatchInlineSnapshot(`
      [
        "3300 driver:f > master SUBSCRIBE",
        "3301 master > driver:f FrameworkRegisteredMessage",
        "3301 master > a1 UpdateFrameworkMessage",
      ]
    `)
    const set = records.flatMap((record) =>
      record.type === 'sent' && record.name === 'updateWeights' ? [`${record.at} ${JSON.stringify(record.body)}`] : [],
    )
    expect(set).toEqual(['1501 {"role":"x","weight":3}', '3001 {"role":"x","weight":3}'])
  })

  it('drops what reaches it before it has read the registry, and tells v1 schedulers 503', () => {
    const { lines } = play({
      latencyMs: [0, 0],
      says: [subscribe(3000, 'f', {}, null), registerAgent(3000), subscribe(3100, 'f', {}, null)],
      actions: [
        { atMs: 2500, do: 'crashMaster' },
        { atMs: 3000, do: 'restartMaster' },
      ],
      seed: 4,
      untilMs: 3500,
    })
    expect(lines).toMatchInlineSnapshot(`
      [
        "3000 driver:f > master SUBSCRIBE",
        "3000 a1 > master RegisterSlaveMessage",
        "3000 master > driver:f 503 Master has not finished recovery",
        "3100 driver:f > master SUBSCRIBE",
        "3100 master > driver:f 200",
        "3100 master > driver:f SUBSCRIBED",
        "3100 master > driver:f HEARTBEAT",
      ]
    `)
  })
})
