import { describe, expect, it } from 'vitest'
import { after, AWARE, launch, silence, UNREACHABLE_MS } from './away.fixture.ts'
import {
  acknowledge,
  play,
  type Plan,
  registerAgent,
  reports,
  reregisterAgent,
  subscribe,
  subscribeAgain,
  update,
  updateSlave,
} from './world.fixture.ts'

const states = (plan: Plan): string[] =>
  play(plan).records.flatMap((record) =>
    record.type === 'state' && record.of === 'master/agent:a1' ? [`${record.at} ${record.to}`] : [],
  )

describe('an agent that is drained while it is away', () => {
  const drain = { do: 'drainAgent', agent: 'a1', maxGraceMs: 3000 }

  it('is told when it is back, before it is registered, and is drained when it has reported', () => {
    const says = [registerAgent(10), subscribe(100), reregisterAgent(100_000, 'a1'), updateSlave(100_500)]
    const plan = { says, actions: [silence, { ...drain, atMs: UNREACHABLE_MS }], untilMs: 102_000 }
    expect(after(play(plan).lines, 100_000)).toMatchInlineSnapshot(`
      [
        "100000 a1 > master ReregisterSlaveMessage",
        "100002 master > a1 DrainSlaveMessage",
        "100002 master > a1 SlaveReregisteredMessage",
        "100002 observer:a1 > a1 PingSlaveMessage",
        "100500 a1 > master UpdateSlaveMessage",
      ]
    `)
    expect(states(plan).slice(-3)).toMatchInlineSnapshot(`
      [
        "100001 reregistering",
        "100002 registered.connected.draining",
        "100501 registered.connected.drained",
      ]
    `)
  })

  it('with its link broken is drained at once where it runs nothing, and told again when it is back', () => {
    const plan = {
      says: [registerAgent(10), subscribe(100), reregisterAgent(5000, 'a1'), updateSlave(5500)],
      actions: [{ ...drain, atMs: 2000 }],
      ends: [{ at: 1500, process: 'a1' }],
      starts: [{ at: 4000, process: 'a1' }],
      untilMs: 7000,
    }
    expect(after(play(plan).lines, 1500)).toMatchInlineSnapshot(`
      [
        "1501 master > observer:a1 disconnect",
        "1501 master > driver:f RescindResourceOfferMessage O0",
        "2001 master > a1 DrainSlaveMessage",
        "5000 a1 > master ReregisterSlaveMessage",
        "5001 master > a1 SlaveReregisteredMessage",
        "5001 master > observer:a1 reconnect",
        "5001 master > a1 DrainSlaveMessage",
        "5500 a1 > master UpdateSlaveMessage",
      ]
    `)
    expect(states(plan).slice(-3)).toMatchInlineSnapshot(`
      [
        "12 registered.connected.active",
        "1501 registered.disconnected",
        "5001 registered.connected.drained",
      ]
    `)
  })

  it('is still draining after a restart of the master, and drained once its last task is acknowledged', () => {
    const known = { statusUpdateState: 'TASK_RUNNING', statusUpdateUuid: 'u0' }
    const plan: Plan = {
      says: [
        ...launch,
        reregisterAgent(3500, 'a1', reports('TASK_RUNNING', known)),
        subscribeAgain(3600, 'f', AWARE),
        update(4000, 'a1', 't', 'TASK_KILLED', 'u1'),
        acknowledge(4100, 'f', 't', 'u1'),
      ],
      actions: [
        { ...drain, atMs: 1500 },
        { atMs: 2000, do: 'crashMaster' },
        { atMs: 3000, do: 'restartMaster' },
      ],
      untilMs: 5000,
    }
    expect(after(play(plan).lines, 3000)).toMatchInlineSnapshot(`
      [
        "3500 a1 > master ReregisterSlaveMessage",
        "3501 master > a1 DrainSlaveMessage",
        "3501 master > a1 SlaveReregisteredMessage",
        "3501 observer:a1 > a1 PingSlaveMessage",
        "3502 a1 > observer:a1 PongSlaveMessage",
        "3600 driver:f > master SUBSCRIBE",
        "3601 master > driver:f FrameworkRegisteredMessage",
        "3601 master > a1 UpdateFrameworkMessage",
        "4000 a1 > master StatusUpdateMessage t TASK_KILLED uuid",
        "4001 master > driver:f StatusUpdateMessage t TASK_KILLED uuid",
        "4100 driver:f > master ACKNOWLEDGE t",
        "4101 master > a1 StatusUpdateAcknowledgementMessage t",
      ]
    `)
    expect(states(plan).slice(-2)).toMatchInlineSnapshot(`
      [
        "3501 registered.connected.draining",
        "4101 registered.connected.drained",
      ]
    `)
  })
})

describe('a draining agent', () => {
  it('goes on draining when a teardown takes its last task: nobody looks until it reports', () => {
    const actions = [
      { atMs: 1500, do: 'drainAgent', agent: 'a1' },
      { atMs: 2000, do: 'teardown', framework: 'f' },
    ]
    expect(states({ says: [...launch, updateSlave(3000)], actions, untilMs: 4000 }).slice(-2)).toMatchInlineSnapshot(`
      [
        "1501 registered.connected.draining",
        "3001 registered.connected.drained",
      ]
    `)
  })

  it('may be drained anew, with other wishes', () => {
    const actions = [
      { atMs: 1500, do: 'drainAgent', agent: 'a1', maxGraceMs: 3000 },
      { atMs: 2000, do: 'drainAgent', agent: 'a1', maxGraceMs: 1000, markGone: true },
    ]
    const { records } = play({ says: launch, actions, untilMs: 3000 })
    const told = records.flatMap((record) =>
      record.type === 'sent' && record.name === 'DrainSlaveMessage' ? [record.body] : [],
    )
    expect(told).toEqual([
      { config: { maxGracePeriod: 3_000_000_000, markGone: false } },
      { config: { maxGracePeriod: 1_000_000_000, markGone: true } },
    ])
  })
})
