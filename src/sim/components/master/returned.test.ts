import { describe, expect, it } from 'vitest'
import { after, AWARE, launch, silence, task, UNREACHABLE_MS } from './away.fixture.ts'
import {
  accept,
  calls,
  type Heard,
  play,
  registerAgent,
  reports,
  reregisterAgent,
  type Say,
  subscribe,
  subscribeAgain,
  update,
} from './world.fixture.ts'

const ask = (at: number, taskId = 't'): Say => ({
  at,
  who: 'driver:f',
  name: 'RECONCILE',
  body: ({ frameworkId, offers }) => ({ frameworkId, tasks: [{ taskId, agentId: offers[0]?.slaveId }] }),
})

describe('an agent that was unreachable while a framework ended', () => {
  it('is registered first, and then told to shut the framework down', () => {
    const says = [...launch, calls(UNREACHABLE_MS, 'f', 'TEARDOWN'), reregisterAgent(100_000, 'a1', reports())]
    const { lines } = play({ says, actions: [silence], untilMs: 100_500 })
    expect(after(lines, 90_013)).toMatchInlineSnapshot(`
      [
        "90013 master > driver:f StatusUpdateMessage t TASK_UNREACHABLE REASON_SLAVE_REMOVED",
        "90013 master > driver:f LostSlaveMessage",
        "91000 driver:f > master TEARDOWN",
        "100000 a1 > master ReregisterSlaveMessage",
        "100001 master > a1 SlaveReregisteredMessage",
        "100001 master > a1 ShutdownFrameworkMessage",
        "100001 observer:a1 > a1 PingSlaveMessage",
      ]
    `)
  })
})

describe('a task that the agent does not list when it comes back from being unreachable', () => {
  it('is forgotten, so that its id is free', () => {
    const says = [
      ...launch,
      reregisterAgent(100_000, 'a1'),
      ask(100_100),
      calls(100_200, 'f', 'REVIVE', { roles: [] }),
      accept(100_300, 'f', task('t')),
    ]
    const { lines } = play({ says, actions: [silence], untilMs: 100_500 })
    expect(after(lines, 100_100)).toMatchInlineSnapshot(`
      [
        "100100 driver:f > master RECONCILE",
        "100101 master > driver:f StatusUpdateMessage t TASK_GONE REASON_RECONCILIATION",
        "100200 driver:f > master REVIVE",
        "100300 driver:f > master ACCEPT",
        "100301 master > a1 RunTaskMessage t",
      ]
    `)
  })
})

describe('a task that had ended, its end not acknowledged, when its agent became unreachable', () => {
  it('keeps its end in the record, whatever the scheduler is told', () => {
    const says = [...launch, update(150, 'a1', 't', 'TASK_FINISHED', 'u1')]
    const { lines, records } = play({ says, actions: [silence], untilMs: UNREACHABLE_MS })
    expect(after(lines, 90_013)).toMatchInlineSnapshot(`
      [
        "90013 master > driver:f StatusUpdateMessage t TASK_UNREACHABLE REASON_SLAVE_REMOVED",
        "90013 master > driver:f RescindResourceOfferMessage O1",
        "90013 master > driver:f LostSlaveMessage",
      ]
    `)
    const ends = records.flatMap((record) =>
      record.type === 'state' && record.of === 'master/task:t' ? [`${record.at} ${record.to}`] : [],
    )
    expect(ends.slice(-2)).toMatchInlineSnapshot(`
      [
        "151 terminal.finished",
        "90013 unreachable.lost",
      ]
    `)
  })
})

describe('an agent that this master has never heard of', () => {
  it('is taken in with its tasks, in other words', () => {
    const says = [
      ...launch,
      { at: 2000, who: 'a1', name: 'UnregisterSlaveMessage', body: ({ slaveId }: Heard) => ({ slaveId }) },
      reregisterAgent(3000, 'a1', reports()),
    ]
    const { records } = play({ says, untilMs: 4000 })
    const told = records.flatMap((record) =>
      record.type === 'sent' && record.name === 'StatusUpdateMessage'
        ? [(record.body as { update: { status: { message: string } } }).update.status.message]
        : [],
    )
    expect(told).toEqual(['Agent a1 removed: the agent unregistered', 'Unknown agent reregistered'])
  })
})

describe('a kill that was sent to a disconnected agent', () => {
  const outage = { ends: [{ at: 1500, process: 'a1' }], starts: [{ at: 2000, process: 'a1' }] }
  const seen: Heard[] = []
  const listen = (heard: Heard): object => {
    seen.push(heard)
    return {}
  }
  const killedThen = (state: string, listed: boolean): string[] => {
    const kill = calls(1700, 'f', 'KILL', { taskId: 't', killPolicy: { gracePeriod: 1 } })
    const says = [
      ...launch,
      { at: 1400, who: 'a1', name: 'PongSlaveMessage', body: listen },
      kill,
      reregisterAgent(2500, 'a1', ({ slaveId }) =>
        listed ? reports(state)({ ...(seen.at(-1) as Heard), slaveId }) : {},
      ),
    ]
    const { records } = play({ says, ...outage, untilMs: 3000 })
    return records.flatMap((record) =>
      record.type === 'sent' && record.name === 'KillTaskMessage'
        ? [`${record.at} ${JSON.stringify(Object.keys(record.body as object))}`]
        : [],
    )
  }

  it('is sent again without its policy, where the agent says that the task lives', () => {
    expect(killedThen('TASK_RUNNING', true)).toEqual(['2501 ["frameworkId","taskId"]'])
  })

  it('is not sent where the task has ended there, or is not there', () => {
    expect([killedThen('TASK_FINISHED', true), killedThen('TASK_RUNNING', false)]).toEqual([[], []])
  })
})

describe('an agent whose link alone broke', () => {
  it('keeps what the master dropped for a framework without checkpoints to itself', () => {
    const seen: Heard[] = []
    const says = [
      registerAgent(10),
      subscribe(100, 'f', { checkpoint: false }),
      accept(110, 'f', task('t'), 1000),
      {
        at: 1400,
        who: 'a1',
        name: 'PongSlaveMessage',
        body: (heard: Heard) => {
          seen.push(heard)
          return {}
        },
      },
      reregisterAgent(2500, 'a1', ({ slaveId }) => reports()({ ...(seen[0] as Heard), slaveId })),
      calls(2600, 'f', 'RECONCILE', { tasks: [] }),
      ask(2700),
    ]
    const plan = { ends: [{ at: 1500, process: 'a1' }], starts: [{ at: 2000, process: 'a1' }], untilMs: 3000 }
    const { lines } = play({ says, ...plan })
    expect(after(lines, 1500)).toMatchInlineSnapshot(`
      [
        "1501 master > observer:a1 disconnect",
        "1501 master > driver:f StatusUpdateMessage t TASK_LOST REASON_SLAVE_DISCONNECTED",
        "2500 a1 > master ReregisterSlaveMessage",
        "2501 master > a1 SlaveReregisteredMessage",
        "2501 master > observer:a1 reconnect",
        "2501 master > a1 UpdateFrameworkMessage",
        "2600 driver:f > master RECONCILE",
        "2700 driver:f > master RECONCILE",
        "2701 master > driver:f StatusUpdateMessage t TASK_LOST REASON_RECONCILIATION",
        "3000 master > driver:f ResourceOffersMessage O1 a1 cpus:4;mem:4096",
      ]
    `)
  })

  it('rescinds its offers before it loses tasks', () => {
    const says = [registerAgent(10), subscribe(100, 'f', { checkpoint: false }), accept(110, 'f', task('t'), 0)]
    const { lines } = play({ says, ends: [{ at: 1500, process: 'a1' }], untilMs: 1600 })
    expect(after(lines, 1500)).toMatchInlineSnapshot(`
      [
        "1501 master > observer:a1 disconnect",
        "1501 master > driver:f RescindResourceOfferMessage O1",
        "1501 master > driver:f StatusUpdateMessage t TASK_LOST REASON_SLAVE_DISCONNECTED",
      ]
    `)
  })
})

describe('an agent that is not back after a failover of the master', () => {
  it('and is marked gone then leaves questions about its tasks without an answer', () => {
    const actions = [
      { atMs: 2000, do: 'crashMaster' },
      { atMs: 3000, do: 'restartMaster' },
      { atMs: 3500, do: 'markAgentGone', agent: 'a1' },
    ]
    const says = [...launch, subscribeAgain(3300, 'f', AWARE), ask(4000), reregisterAgent(5000, 'a1')]
    expect(after(play({ says, actions, untilMs: 6000 }).lines, 3300)).toMatchInlineSnapshot(`
      [
        "3300 driver:f > master SUBSCRIBE",
        "3301 master > driver:f FrameworkRegisteredMessage",
        "4000 driver:f > master RECONCILE",
        "5000 a1 > master ReregisterSlaveMessage",
        "5001 master > a1 ShutdownMessage Agent has been marked gone",
      ]
    `)
  })

  it('is marked unreachable as fast as the rate limit permits, and not where it comes in time', () => {
    const agents = ['a1', 'a2', 'a3']
    const { records } = play({
      agents,
      frameworks: [],
      master: { agentReregisterTimeoutMs: 600_000, agentRemovalRateLimit: '1/10secs' },
      says: [...agents.map((agent, n) => registerAgent(10 + n, agent)), reregisterAgent(615_000, 'a3')],
      actions: [
        { atMs: 2000, do: 'crashMaster' },
        { atMs: 3000, do: 'restartMaster' },
      ],
      untilMs: 640_000,
    })
    const lost = records.flatMap((record) =>
      record.type === 'state' && record.to === 'unreachable' ? [`${record.of} ${Math.round(record.at / 1000)} s`] : [],
    )
    expect(lost).toEqual(['master/agent:a1 603 s', 'master/agent:a2 613 s'])
  })
})

describe('an agent that does not come back after its link broke', () => {
  it('waits for its permit, and says why it is unreachable', () => {
    const agents = ['a1', 'a2']
    const { records } = play({
      agents,
      master: {
        agentPingTimeoutMs: 900_000,
        agentReregisterTimeoutMs: 600_000,
        agentRemovalRateLimit: '1/10secs',
      },
      says: [...launch, registerAgent(120, 'a2')],
      ends: [
        { at: 2000, process: 'a2' },
        { at: 2001, process: 'a1' },
      ],
      untilMs: 620_000,
    })
    const lost = records.flatMap((record) =>
      record.type === 'state' && record.to === 'unreachable' ? [`${record.of} ${Math.round(record.at / 1000)} s`] : [],
    )
    expect(lost).toEqual(['master/agent:a2 602 s', 'master/agent:a1 612 s'])
    const told = records.flatMap((record) =>
      record.type === 'sent' && record.name === 'StatusUpdateMessage'
        ? [(record.body as { update: { status: { message: string } } }).update.status.message]
        : [],
    )
    expect(told).toEqual(['agent did not reregister within 10mins after disconnecting'])
  })
})

describe('a new agent at the address of a disconnected one', () => {
  it('replaces it, in the registry too', () => {
    const plan = {
      says: [...launch, registerAgent(3000)],
      ends: [{ at: 1500, process: 'a1' }],
      starts: [{ at: 2000, process: 'a1' }],
      actions: [
        { atMs: 4000, do: 'crashMaster' },
        { atMs: 5000, do: 'restartMaster' },
      ],
      untilMs: 6000,
    }
    const { lines, records } = play(plan)
    expect(after(lines, 3000)).toMatchInlineSnapshot(`
      [
        "3000 a1 > master RegisterSlaveMessage",
        "3002 master > driver:f StatusUpdateMessage t TASK_LOST REASON_SLAVE_REMOVED",
        "3002 master > driver:f LostSlaveMessage",
        "3002 observer:a1 > a1 PingSlaveMessage",
        "3002 master > a1 SlaveRegisteredMessage",
        "3002 master > driver:f ResourceOffersMessage O1 a1 cpus:4;mem:4096",
        "3003 a1 > observer:a1 PongSlaveMessage",
      ]
    `)
    const recovered = records.flatMap((record) =>
      record.type === 'state' && record.at >= 5000 && record.to === 'recovered' ? [record.of] : [],
    )
    expect(recovered).toEqual(['master/agent:a1'])
  })
})

describe('what a disconnected framework was not told', () => {
  it('is not what reconciliation answers: the state is, of which the scheduler heard last', () => {
    const says = [
      registerAgent(10),
      subscribe(100, 'f', { ...AWARE, failoverTimeout: 60 }),
      accept(110, 'f', task('t'), 1000),
      update(200, 'a1', 't', 'TASK_STARTING', 'u1'),
      update(2000, 'a1', 't', 'TASK_RUNNING', 'u2'),
      subscribeAgain(3000, 'f', AWARE, true),
      calls(3500, 'f', 'RECONCILE', { tasks: [] }),
    ]
    const outage = { ends: [{ at: 1500, process: 'f' }], starts: [{ at: 2500, process: 'f', id: 'driver:f' }] }
    expect(after(play({ says, ...outage, untilMs: 4000 }).lines, 3400)).toMatchInlineSnapshot(`
      [
        "3500 driver:f > master RECONCILE",
        "3501 master > driver:f StatusUpdateMessage t TASK_STARTING REASON_RECONCILIATION",
      ]
    `)
  })
})

describe('the exit of an executor that the master does not know', () => {
  it('is told to nobody', () => {
    const exited: Say = {
      at: 500,
      who: 'a1',
      name: 'ExitedExecutorMessage',
      body: ({ slaveId, messages }) => {
        const run = messages.find(({ name }) => name === 'RunTaskMessage')?.body as { frameworkId: string }
        return { slaveId, frameworkId: run.frameworkId, executorId: 't', status: -1 }
      },
    }
    expect(after(play({ says: [...launch, exited], untilMs: 900 }).lines, 500)).toEqual([
      '500 a1 > master ExitedExecutorMessage',
    ])
  })
})

describe('an operator’s reservation', () => {
  it('rescinds an offer with what it wants even where as much is free', () => {
    const actions = [
      { atMs: 50, do: 'setQuota', role: 'q', guarantees: '', limits: 'cpus:1;mem:64' },
      { atMs: 1500, do: 'reserve', agent: 'a1', role: 'r', resources: 'cpus:1' },
    ]
    const says = [registerAgent(10), subscribe(100, 'f', { roles: ['q'] })]
    expect(after(play({ says, actions, untilMs: 1600 }).lines, 101)).toMatchInlineSnapshot(`
      [
        "101 master > driver:f FrameworkRegisteredMessage",
        "101 master > driver:f ResourceOffersMessage O0 a1 cpus:1;mem:64",
        "1500 master > driver:f RescindResourceOfferMessage O0",
        "1500 master > a1 ApplyOperationMessage",
      ]
    `)
  })
})
