import { describe, expect, it } from 'vitest'
import {
  accept,
  calls,
  decline,
  type Heard,
  play,
  registerAgent,
  reregisterAgent,
  subscribe,
  update,
} from './world.fixture.ts'

/** Lines of one kind of end: what a framework or the agent is told. */
const to = (lines: readonly string[], who: string): string[] => lines.filter((line) => line.includes(`> ${who} `))

const AWARE = { capabilities: ['MULTI_ROLE', 'PARTITION_AWARE'] }
const running = (task: string, frameworkId: string, slaveId: string) => ({
  name: task,
  taskId: task,
  frameworkId,
  slaveId,
  state: 'TASK_RUNNING',
  resources: 'cpus:1;mem:64',
  statusUpdateState: 'TASK_RUNNING',
})

/** Frameworks and tasks that the agent was told of. */
function reported({ messages, slaveId }: Heard) {
  const run = messages.flatMap(({ name, body }) => (name === 'RunTaskMessage' ? [body] : [])) as {
    framework: { id: string }
    task: { taskId: string }
  }[]
  return {
    frameworks: run.map(({ framework }) => framework as never),
    tasks: run.map(({ framework, task }) => running(task.taskId, framework.id, slaveId)),
  }
}

describe('an agent that dies under three frameworks and comes back', () => {
  const { lines, records } = play({
    frameworks: ['aware', 'plain', 'loose'],
    says: [
      registerAgent(10),
      subscribe(100, 'aware', AWARE),
      accept(110, 'aware', [{ id: 'ta', resources: 'cpus:1;mem:64' }], 1000),
      update(150, 'a1', 'ta', 'TASK_RUNNING', 'u1'),
      subscribe(200, 'plain'),
      accept(210, 'plain', [{ id: 'tp', resources: 'cpus:1;mem:64' }], 1000),
      update(250, 'a1', 'tp', 'TASK_RUNNING', 'u2'),
      subscribe(300, 'loose', { checkpoint: false }),
      accept(310, 'loose', [{ id: 'tl', resources: 'cpus:1;mem:64' }], 1000),
      update(350, 'a1', 'tl', 'TASK_RUNNING', 'u3'),
    ],
    ends: [{ at: 9000, process: 'a1' }],
    untilMs: 95_000,
  })

  it('loses the task of the framework without checkpointing at once', () => {
    expect(to(lines, 'driver:loose').filter((line) => Number.parseInt(line, 10) > 8000)).toMatchInlineSnapshot(`
      [
        "9001 master > driver:loose StatusUpdateMessage tl TASK_LOST REASON_SLAVE_DISCONNECTED",
        "90013 master > driver:loose LostSlaveMessage",
      ]
    `)
  })

  it('tells the others after 75 to 90 s, each in its words, and everybody that the agent is lost', () => {
    const late = lines.filter((line) => Number.parseInt(line, 10) > 76_000 && line.includes('driver:'))
    expect(late).toMatchInlineSnapshot(`
      [
        "90013 master > driver:aware StatusUpdateMessage ta TASK_UNREACHABLE REASON_SLAVE_REMOVED",
        "90013 master > driver:plain StatusUpdateMessage tp TASK_LOST REASON_SLAVE_REMOVED",
        "90013 master > driver:aware LostSlaveMessage",
        "90013 master > driver:plain LostSlaveMessage",
        "90013 master > driver:loose LostSlaveMessage",
      ]
    `)
  })

  it('keeps pinging, with connected=false', () => {
    const pings = records.flatMap((record) =>
      record.type === 'sent' && record.name === 'PingSlaveMessage' ? [[record.at, record.body]] : [],
    )
    expect(pings).toMatchInlineSnapshot(`
      [
        [
          12,
          {
            "connected": true,
          },
        ],
        [
          15012,
          {
            "connected": false,
          },
        ],
        [
          30012,
          {
            "connected": false,
          },
        ],
        [
          45012,
          {
            "connected": false,
          },
        ],
        [
          60012,
          {
            "connected": false,
          },
        ],
        [
          75012,
          {
            "connected": false,
          },
        ],
        [
          90012,
          {
            "connected": false,
          },
        ],
      ]
    `)
  })
})

describe('an agent that was unreachable', () => {
  it('comes back with its tasks, which nobody kills', () => {
    const { lines } = play({
      frameworks: ['aware', 'plain'],
      says: [
        registerAgent(10),
        subscribe(100, 'aware', AWARE),
        accept(110, 'aware', [{ id: 'ta', resources: 'cpus:1;mem:64' }], 1000),
        subscribe(200, 'plain'),
        accept(210, 'plain', [{ id: 'tp', resources: 'cpus:1;mem:64' }], 1000),
        reregisterAgent(100_000, 'a1', reported),
      ],
      actions: [{ atMs: 300, do: 'loseNext', from: 'observer:a1', to: 'a1', count: 8 }],
      untilMs: 103_000,
    })
    expect(lines.filter((line) => Number.parseInt(line, 10) >= 90_000)).toMatchInlineSnapshot(`
      [
        "90012 observer:a1 > a1 PingSlaveMessage",
        "90012 observer:a1 > master markUnreachable",
        "90013 master > driver:aware StatusUpdateMessage ta TASK_UNREACHABLE REASON_SLAVE_REMOVED",
        "90013 master > driver:plain StatusUpdateMessage tp TASK_LOST REASON_SLAVE_REMOVED",
        "90013 master > driver:aware LostSlaveMessage",
        "90013 master > driver:plain LostSlaveMessage",
        "100000 a1 > master ReregisterSlaveMessage",
        "100001 master > driver:aware StatusUpdateMessage ta TASK_RUNNING REASON_SLAVE_REREGISTERED",
        "100001 master > driver:plain StatusUpdateMessage tp TASK_RUNNING REASON_SLAVE_REREGISTERED",
        "100001 master > a1 SlaveReregisteredMessage",
        "100001 master > a1 UpdateFrameworkMessage",
        "100001 master > a1 UpdateFrameworkMessage",
        "100001 observer:a1 > a1 PingSlaveMessage",
        "100001 master > driver:aware ResourceOffersMessage O2 a1 cpus:2;mem:3968",
      ]
    `)
  })
})

describe('an agent that unregisters', () => {
  it('loses all tasks, partition-aware or not', () => {
    const { lines } = play({
      frameworks: ['aware'],
      says: [
        registerAgent(10),
        subscribe(100, 'aware', AWARE),
        accept(110, 'aware', [{ id: 'ta', resources: 'cpus:1;mem:64' }], 0),
        { at: 2500, who: 'a1', name: 'UnregisterSlaveMessage', body: ({ slaveId }) => ({ slaveId }) },
      ],
      untilMs: 5000,
    })
    expect(to(lines, 'driver:aware')).toMatchInlineSnapshot(`
      [
        "101 master > driver:aware FrameworkRegisteredMessage",
        "101 master > driver:aware ResourceOffersMessage O0 a1 cpus:4;mem:4096",
        "1000 master > driver:aware ResourceOffersMessage O1 a1 cpus:3;mem:4032",
        "2502 master > driver:aware StatusUpdateMessage ta TASK_LOST REASON_SLAVE_REMOVED",
        "2502 master > driver:aware RescindResourceOfferMessage O1",
        "2502 master > driver:aware LostSlaveMessage",
      ]
    `)
  })
})

describe('an agent whose link breaks', () => {
  it('is not offered until it is back, and gets its offers rescinded', () => {
    const { lines } = play({
      says: [registerAgent(10), subscribe(100), reregisterAgent(2500, 'a1'), decline(3000, 'f', 0)],
      ends: [{ at: 1500, process: 'a1' }],
      starts: [{ at: 2000, process: 'a1' }],
      untilMs: 5000,
    })
    expect(lines).toMatchInlineSnapshot(`
      [
        "10 a1 > master RegisterSlaveMessage",
        "12 observer:a1 > a1 PingSlaveMessage",
        "12 master > a1 SlaveRegisteredMessage",
        "13 a1 > observer:a1 PongSlaveMessage",
        "100 driver:f > master SUBSCRIBE",
        "101 master > driver:f FrameworkRegisteredMessage",
        "101 master > driver:f ResourceOffersMessage O0 a1 cpus:4;mem:4096",
        "1501 master > observer:a1 disconnect",
        "1501 master > driver:f RescindResourceOfferMessage O0",
        "2500 a1 > master ReregisterSlaveMessage",
        "2501 master > a1 SlaveReregisteredMessage",
        "2501 master > observer:a1 reconnect",
        "3000 driver:f > master DECLINE",
        "3000 master > driver:f ResourceOffersMessage O1 a1 cpus:4;mem:4096",
      ]
    `)
  })
})

describe('an agent that re-registers with a master that knows it', () => {
  const launch = [
    registerAgent(10),
    subscribe(100, 'aware', AWARE),
    accept(110, 'aware', [{ id: 'ta', resources: 'cpus:1;mem:64' }], 1000),
    subscribe(200, 'plain'),
    accept(210, 'plain', [{ id: 'tp', resources: 'cpus:1;mem:64' }], 1000),
  ]
  const outage = { ends: [{ at: 1500, process: 'a1' }], starts: [{ at: 2000, process: 'a1' }] }
  const frameworks = ['aware', 'plain']

  it('is named the tasks that it did not list', () => {
    const { records } = play({ frameworks, says: [...launch, reregisterAgent(2500, 'a1')], ...outage, untilMs: 3000 })
    const answer = records.find((record) => record.type === 'sent' && record.name === 'SlaveReregisteredMessage')
    const { reconciliations } = (
      answer as { body: { reconciliations: { framework: { name: string }; taskIds: string[] }[] } }
    ).body
    expect(reconciliations.map(({ framework, taskIds }) => [framework.name, taskIds])).toEqual([
      ['aware', ['ta']],
      ['plain', ['tp']],
    ])
  })

  it('gets the kills that it missed, and is told of frameworks that ended meanwhile', () => {
    const seen: Heard[] = []
    const listen = (heard: Heard): object => {
      seen.push(heard)
      return {}
    }
    const { lines } = play({
      frameworks,
      says: [
        ...launch,
        { at: 1400, who: 'a1', name: 'PongSlaveMessage', body: listen },
        calls(1700, 'aware', 'KILL', { taskId: 'ta' }),
        calls(1800, 'plain', 'TEARDOWN'),
        reregisterAgent(2500, 'a1', ({ slaveId }) => reported({ ...(seen[0] as Heard), slaveId })),
      ],
      ...outage,
      untilMs: 3000,
    })
    expect(to(lines, 'a1').filter((line) => Number.parseInt(line, 10) >= 1700)).toMatchInlineSnapshot(`
      [
        "1801 master > a1 ShutdownFrameworkMessage",
        "2501 master > a1 SlaveReregisteredMessage",
        "2501 master > a1 KillTaskMessage ta",
        "2501 master > a1 ShutdownFrameworkMessage",
        "2501 master > a1 UpdateFrameworkMessage",
      ]
    `)
  })
})

describe('the rate limit of removals', () => {
  it('lets agents become unreachable one by one, and a pong calls it off', () => {
    const silent = (agent: string, count: number) => ({
      atMs: 100,
      do: 'loseNext',
      from: `observer:${agent}`,
      to: agent,
      count,
    })
    const agents = ['a1', 'a2', 'a3']
    const { records } = play({
      agents,
      frameworks: [],
      master: { agentPingTimeoutMs: 1000, maxAgentPingTimeouts: 2, agentRemovalRateLimit: '1/10secs' },
      says: agents.map((agent, n) => registerAgent(10 + n, agent)),
      actions: [silent('a1', 99), silent('a2', 99), silent('a3', 5)],
      untilMs: 30_000,
    })
    const lost = records.flatMap((record) =>
      record.type === 'state' && record.to === 'unreachable' ? [`${record.of} ${Math.round(record.at / 1000)} s`] : [],
    )
    expect(lost).toEqual(['master/agent:a1 3 s', 'master/agent:a2 13 s'])
  })
})
