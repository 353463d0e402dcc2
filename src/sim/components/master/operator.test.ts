import { describe, expect, it } from 'vitest'
import { accept, calls, decline, play, registerAgent, reregisterAgent, subscribe, update } from './world.fixture.ts'

const after = (lines: readonly string[], at: number): string[] =>
  lines.filter((line) => Number.parseInt(line, 10) >= at)
const AWARE = { capabilities: ['MULTI_ROLE', 'PARTITION_AWARE'] }
const start = [registerAgent(10), subscribe(100)]

describe('offers that are rescinded', () => {
  it('by their timeout go back without a filter', () => {
    const { lines } = play({ master: { offerTimeoutMs: 2500 }, says: start, untilMs: 4000 })
    expect(after(lines, 102)).toMatchInlineSnapshot(`
      [
        "2601 master > driver:f RescindResourceOfferMessage O0",
        "3000 master > driver:f ResourceOffersMessage O1 a1 cpus:4;mem:4096",
      ]
    `)
  })

  it('by a new weight of a role in use, all of them', () => {
    const actions = [
      { atMs: 500, do: 'setWeight', role: 'elsewhere', weight: 3 },
      { atMs: 1500, do: 'setWeight', role: '*', weight: 2 },
    ]
    const { lines } = play({ says: start, actions, untilMs: 2500 })
    expect(after(lines, 102)).toMatchInlineSnapshot(`
      [
        "1500 master > driver:f RescindResourceOfferMessage O0",
        "2000 master > driver:f ResourceOffersMessage O1 a1 cpus:4;mem:4096",
      ]
    `)
  })

  it('by a quota, as many as its guarantee needs', () => {
    const actions = [{ atMs: 1500, do: 'setQuota', role: 'q', guarantees: 'cpus:2;mem:64', limits: 'cpus:4;mem:4096' }]
    const says = [registerAgent(10), registerAgent(20, 'a2'), subscribe(100), subscribe(1600, 'g', { roles: ['q'] })]
    const { lines } = play({ agents: ['a1', 'a2'], frameworks: ['f', 'g'], says, actions, untilMs: 2500 })
    expect(after(lines, 102)).toMatchInlineSnapshot(`
      [
        "1500 master > driver:f RescindResourceOfferMessage O0",
        "1600 driver:g > master SUBSCRIBE",
        "1601 master > driver:g FrameworkRegisteredMessage",
        "1601 master > driver:g ResourceOffersMessage O2 a1 cpus:4;mem:4096",
      ]
    `)
  })

  it('by a quota, none where the role has what is guaranteed', () => {
    const actions = [{ atMs: 1500, do: 'setQuota', role: 'q', guarantees: 'cpus:2', limits: 'cpus:8' }]
    const { lines } = play({
      says: [registerAgent(10), subscribe(100, 'f', { roles: ['q/low'] })],
      actions,
      untilMs: 1900,
    })
    expect(after(lines, 1500)).toEqual([])
  })

  it('by a quota, its own that are above its limits', () => {
    const actions = [{ atMs: 1500, do: 'setQuota', role: 'q', guarantees: '', limits: 'cpus:5' }]
    const says = [registerAgent(10), registerAgent(20, 'a2'), subscribe(100, 'f', { roles: ['q'] })]
    const { lines } = play({ agents: ['a1', 'a2'], says, actions, untilMs: 1900 })
    expect(after(lines, 1500)).toEqual(['1500 master > driver:f RescindResourceOfferMessage O0'])
  })

  it('by a reservation, with a filter of 5 s', () => {
    const actions = [{ atMs: 1500, do: 'reserve', agent: 'a1', role: 'r', resources: 'cpus:1;mem:1024' }]
    const says = [...start, subscribe(1600, 'g', { roles: ['r'] }), decline(1700, 'g', 1000)]
    const { lines } = play({ frameworks: ['f', 'g'], says, actions, untilMs: 8000 })
    expect(after(lines, 1400)).toMatchInlineSnapshot(`
      [
        "1500 master > driver:f RescindResourceOfferMessage O0",
        "1500 master > a1 ApplyOperationMessage",
        "1600 driver:g > master SUBSCRIBE",
        "1601 master > driver:g FrameworkRegisteredMessage",
        "1601 master > driver:g ResourceOffersMessage O1 a1 cpus:3;cpus(r):1;mem:3072;mem(r):1024",
        "1700 driver:g > master DECLINE",
        "7000 master > driver:f ResourceOffersMessage O2 a1 cpus:3;mem:3072",
      ]
    `)
  })
})

describe('an agent that an operator deactivates', () => {
  it('is not offered until it is reactivated, wherever it has been meanwhile', () => {
    const { lines } = play({
      says: [...start, reregisterAgent(3000, 'a1')],
      actions: [
        { atMs: 500, do: 'deactivateAgent', agent: 'a1' },
        { atMs: 4500, do: 'reactivateAgent', agent: 'a1' },
      ],
      ends: [{ at: 2000, process: 'a1' }],
      starts: [{ at: 2500, process: 'a1' }],
      untilMs: 6000,
    })
    expect(after(lines, 102)).toMatchInlineSnapshot(`
      [
        "501 master > driver:f RescindResourceOfferMessage O0",
        "2001 master > observer:a1 disconnect",
        "3000 a1 > master ReregisterSlaveMessage",
        "3001 master > a1 SlaveReregisteredMessage",
        "3001 master > observer:a1 reconnect",
        "5000 master > driver:f ResourceOffersMessage O1 a1 cpus:4;mem:4096",
      ]
    `)
  })
})

describe('an agent that is drained', () => {
  const launch = [
    registerAgent(10),
    subscribe(100, 'f', AWARE),
    accept(110, 'f', [{ id: 't', resources: 'cpus:1;mem:64' }], 0),
  ]
  const killed = [
    update(2000, 'a1', 't', 'TASK_KILLED', 'u1'),
    {
      at: 2100,
      who: 'driver:f',
      name: 'ACKNOWLEDGE',
      body: ({ frameworkId, offers }: { frameworkId: string; offers: readonly { slaveId: string }[] }) => ({
        frameworkId,
        agentId: offers.at(-1)?.slaveId,
        taskId: 't',
        uuid: 'u1',
      }),
    },
  ]
  const states = (records: ReturnType<typeof play>['records']): string[] =>
    records.flatMap((record) =>
      record.type === 'state' && record.of === 'master/agent:a1' ? [`${record.at} ${record.to}`] : [],
    )

  it('is drained when its last task is acknowledged', () => {
    const { lines, records } = play({
      says: [...launch, ...killed],
      actions: [
        { atMs: 1500, do: 'drainAgent', agent: 'a1', maxGraceMs: 3000 },
        { atMs: 3500, do: 'reactivateAgent', agent: 'a1' },
      ],
      untilMs: 4500,
    })
    expect(after(lines, 1500)).toMatchInlineSnapshot(`
      [
        "1501 master > driver:f RescindResourceOfferMessage O1",
        "1501 master > a1 DrainSlaveMessage",
        "2000 a1 > master StatusUpdateMessage t TASK_KILLED uuid",
        "2001 master > driver:f StatusUpdateMessage t TASK_KILLED uuid",
        "2100 driver:f > master ACKNOWLEDGE t",
        "2101 master > a1 StatusUpdateAcknowledgementMessage t",
        "4000 master > driver:f ResourceOffersMessage O2 a1 cpus:4;mem:4096",
      ]
    `)
    expect(states(records).slice(3)).toMatchInlineSnapshot(`
      [
        "1501 registered.connected.draining",
        "2101 registered.connected.drained",
        "3501 registered.connected.active",
      ]
    `)
  })

  it('is marked gone then, where that was wished', () => {
    const { lines, records } = play({
      says: [...launch, ...killed],
      actions: [{ atMs: 1500, do: 'drainAgent', agent: 'a1', markGone: true }],
      untilMs: 4500,
    })
    expect(after(lines, 2101)).toMatchInlineSnapshot(`
      [
        "2101 master > a1 StatusUpdateAcknowledgementMessage t",
        "2101 master > a1 ShutdownMessage Agent has been marked gone",
        "2101 master > driver:f LostSlaveMessage",
      ]
    `)
    expect(states(records).slice(3)).toMatchInlineSnapshot(`
      [
        "1501 registered.connected.draining",
        "2101 markingGone",
        "2101 gone",
      ]
    `)
  })
})

describe('an agent that is marked gone', () => {
  it('is shut down, its tasks are gone, and it may never come back', () => {
    const { lines } = play({
      frameworks: ['f', 'g'],
      says: [
        registerAgent(10),
        subscribe(100, 'f', AWARE),
        accept(110, 'f', [{ id: 't', resources: 'cpus:1;mem:64' }], 1000),
        subscribe(200, 'g'),
        accept(210, 'g', [{ id: 'u', resources: 'cpus:1;mem:64' }], 1000),
        reregisterAgent(3000, 'a1'),
      ],
      actions: [{ atMs: 1500, do: 'markAgentGone', agent: 'a1' }],
      untilMs: 4000,
    })
    expect(after(lines, 1500)).toMatchInlineSnapshot(`
      [
        "1501 master > a1 ShutdownMessage Agent has been marked gone",
        "1501 master > driver:f StatusUpdateMessage t TASK_GONE_BY_OPERATOR REASON_SLAVE_REMOVED_BY_OPERATOR",
        "1501 master > driver:g StatusUpdateMessage u TASK_LOST REASON_SLAVE_REMOVED",
        "1501 master > driver:f LostSlaveMessage",
        "1501 master > driver:g LostSlaveMessage",
        "3000 a1 > master ReregisterSlaveMessage",
        "3001 master > a1 ShutdownMessage Agent has been marked gone",
      ]
    `)
  })
})

describe('an operator’s teardown', () => {
  it('ends the framework as its own would', () => {
    const actions = [{ atMs: 500, do: 'teardown', framework: 'f' }]
    const { lines } = play({ says: [...start, calls(1500, 'f', 'REVIVE', { roles: [] })], actions, untilMs: 3000 })
    expect(after(lines, 102)).toMatchInlineSnapshot(`
      [
        "500 master > a1 ShutdownFrameworkMessage",
        "1500 driver:f > master REVIVE",
      ]
    `)
  })
})

describe('an action that is not possible', () => {
  it('says why', () => {
    const busy = [
      registerAgent(10),
      subscribe(100, 'f', { roles: ['r/x'] }),
      accept(110, 'f', [{ id: 't', resources: 'cpus:1;mem:64' }], 0),
    ]
    const why = (action: object): unknown =>
      play({ says: busy, actions: [{ atMs: 500, ...action }], untilMs: 600 }).records.flatMap((record) =>
        record.type === 'action' && record.at === 500 ? [record['impossible']] : [],
      )[0]
    expect([
      why({ do: 'restartMaster' }),
      why({ do: 'reactivateAgent', agent: 'a1' }),
      why({ do: 'reserve', agent: 'a1', role: 'r', resources: 'cpus:5' }),
      why({ do: 'setQuota', role: 'r', guarantees: 'cpus:5', limits: '' }),
      why({ do: 'setQuota', role: 'r', guarantees: '', limits: 'cpus:0.5' }),
      why({ do: 'setQuota', role: 'r', guarantees: 'cpus:2', limits: 'cpus:2' }),
    ]).toMatchInlineSnapshot(`
      [
        "the master runs already",
        "the agent a1 is not deactivated",
        "the agent a1 has not so much that no task uses",
        "all guarantees of cpus are 5, the cluster has 4",
        "the role consumes 1 cpus, more than the limit",
        undefined,
      ]
    `)
  })
})
