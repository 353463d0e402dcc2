import { describe, expect, it } from 'vitest'
import { accept, calls, type Heard, play, registerAgent, type Say, subscribe } from './world.fixture.ts'

const after = (lines: readonly string[], at: number): string[] =>
  lines.filter((line) => Number.parseInt(line, 10) >= at)

/** SUBSCRIBE again, with the id that the peer has learned. */
function again(at: number, who: string, name: string, force: boolean | null, more: object = {}): Say {
  const [first] = [subscribe(at, name, more, force)]
  const made = first?.body as { frameworkInfo: object }
  return {
    at,
    who,
    name: 'SUBSCRIBE',
    body: ({ frameworkId }: Heard) => ({ ...made, frameworkInfo: { ...made.frameworkInfo, id: frameworkId } }),
  }
}

const TIMEOUT = { failoverTimeout: 5 }

describe('a v0 scheduler that subscribes again', () => {
  it('without force from the same address gets its offers rescinded and is reregistered', () => {
    const { lines } = play({
      says: [registerAgent(10), subscribe(100), again(300, 'driver:f', 'f', false)],
      untilMs: 999,
    })
    expect(after(lines, 300)).toMatchInlineSnapshot(`
      [
        "300 driver:f > master SUBSCRIBE",
        "301 master > driver:f RescindResourceOfferMessage O0",
        "301 master > driver:f FrameworkReregisteredMessage",
        "301 master > a1 UpdateFrameworkMessage",
      ]
    `)
  })

  it('with force takes over: no rescind, registered once more', () => {
    const { lines } = play({
      says: [registerAgent(10), subscribe(100), again(300, 'driver:f', 'f', true)],
      untilMs: 999,
    })
    expect(after(lines, 300)).toMatchInlineSnapshot(`
      [
        "300 driver:f > master SUBSCRIBE",
        "301 master > driver:f FrameworkRegisteredMessage",
        "301 master > a1 UpdateFrameworkMessage",
      ]
    `)
  })

  it('without id is answered again, under the same id', () => {
    const { lines, records } = play({ says: [subscribe(100), subscribe(200)], untilMs: 999 })
    const ids = records.flatMap((record) =>
      record.type === 'sent' && record.name === 'FrameworkRegisteredMessage'
        ? [(record.body as { frameworkId: string }).frameworkId]
        : [],
    )
    expect(lines).toHaveLength(4)
    expect(ids[0]).toBe(ids[1])
  })
})

describe('a second instance', () => {
  const start = { at: 200, process: 'f~2', id: 'driver:f~2' }
  const learn = (at: number, more: object = {}): Say => ({
    at,
    who: 'driver:f~2',
    name: 'SUBSCRIBE',
    body: () => ({ frameworkInfo: { ...base, ...more, id: idOf() }, suppressedRoles: [], force: at < 600 }),
  })
  const base = {
    user: 'root',
    name: 'f',
    failoverTimeout: 0,
    checkpoint: true,
    roles: ['*'],
    hostname: 'f',
    capabilities: [],
  }
  /** Minted from the master's stream: the same in every run of this seed. */
  const idOf = (): string => first
  const first = play({ says: [subscribe(100)], untilMs: 150 }).records.flatMap((record) =>
    record.type === 'sent' && record.name === 'FrameworkRegisteredMessage'
      ? [(record.body as { frameworkId: string }).frameworkId]
      : [],
  )[0] as string

  it('with force ends the first, which is told', () => {
    const { lines } = play({ says: [subscribe(100), learn(300)], starts: [start], untilMs: 999 })
    expect(after(lines, 300)).toMatchInlineSnapshot(`
      [
        "300 driver:f~2 > master SUBSCRIBE",
        "301 master > driver:f FrameworkErrorMessage Framework failed over",
        "301 master > driver:f~2 FrameworkRegisteredMessage",
      ]
    `)
  })

  it('that leaves a role has the offers of it rescinded before the first is told', () => {
    const says = [registerAgent(10), subscribe(100), learn(300, { roles: ['dev'] })]
    const { lines } = play({ says, starts: [start], untilMs: 999 })
    expect(after(lines, 300)).toMatchInlineSnapshot(`
      [
        "300 driver:f~2 > master SUBSCRIBE",
        "301 master > driver:f RescindResourceOfferMessage O0",
        "301 master > driver:f FrameworkErrorMessage Framework failed over",
        "301 master > driver:f~2 FrameworkRegisteredMessage",
        "301 master > a1 UpdateFrameworkMessage",
      ]
    `)
  })

  it('that is refused changes nothing of the first', () => {
    const { lines } = play({
      says: [
        subscribe(100),
        learn(700, { roles: ['dev'] }),
        calls(800, 'f', 'SUPPRESS', { roles: ['*'] }),
        registerAgent(1000),
        calls(3000, 'f', 'REVIVE', { roles: ['*'] }),
      ],
      starts: [start],
      untilMs: 3500,
    })
    expect(after(lines, 701)).toMatchInlineSnapshot(`
      [
        "701 master > driver:f~2 FrameworkErrorMessage Framework failed over",
        "800 driver:f > master SUPPRESS",
        "1000 a1 > master RegisterSlaveMessage",
        "1002 observer:a1 > a1 PingSlaveMessage",
        "1002 master > a1 SlaveRegisteredMessage",
        "1003 a1 > observer:a1 PongSlaveMessage",
        "3000 driver:f > master REVIVE",
        "3001 master > driver:f ResourceOffersMessage O0 a1 cpus:4;mem:4096",
      ]
    `)
  })

  it('without force is refused', () => {
    const { lines } = play({ says: [subscribe(100), learn(700)], starts: [start], untilMs: 999 })
    expect(after(lines, 700)).toMatchInlineSnapshot(`
      [
        "700 driver:f~2 > master SUBSCRIBE",
        "701 master > driver:f~2 FrameworkErrorMessage Framework failed over",
      ]
    `)
  })
})

describe('a scheduler that dies', () => {
  const launch = [
    registerAgent(10),
    subscribe(100, 'f', TIMEOUT),
    accept(110, 'f', [{ id: 't', resources: 'cpus:1;mem:64' }], 0),
  ]

  it('has its offers rescinded, and is removed with its tasks at the failover timeout', () => {
    const { lines, records } = play({ says: launch, ends: [{ at: 1500, process: 'f' }], untilMs: 8000 })
    expect(after(lines, 1500)).toMatchInlineSnapshot(`
      [
        "1501 master > driver:f FrameworkErrorMessage Framework disconnected",
        "1501 master > driver:f RescindResourceOfferMessage O1",
        "6501 master > a1 ShutdownFrameworkMessage",
      ]
    `)
    const states = records.flatMap((record) =>
      record.type === 'state' && record.of === 'master/framework:f' ? [`${record.at} ${record.to}`] : [],
    )
    expect(states).toEqual(['101 absent', '101 connected.active', '1501 disconnected', '6501 completed'])
  })

  it('goes on where it comes back in time', () => {
    const { lines } = play({
      says: [...launch, again(3000, 'driver:f', 'f', true, TIMEOUT)],
      ends: [{ at: 1500, process: 'f' }],
      starts: [{ at: 2000, process: 'f', id: 'driver:f' }],
      untilMs: 8000,
    })
    expect(after(lines, 1500)).toMatchInlineSnapshot(`
      [
        "1501 master > driver:f FrameworkErrorMessage Framework disconnected",
        "1501 master > driver:f RescindResourceOfferMessage O1",
        "3000 driver:f > master SUBSCRIBE",
        "3001 master > driver:f FrameworkRegisteredMessage",
        "3001 master > a1 UpdateFrameworkMessage",
        "3001 master > driver:f ResourceOffersMessage O2 a1 cpus:3;mem:4032",
      ]
    `)
  })

  it('is removed at once with the default timeout, and may not come back', () => {
    const { lines } = play({
      says: [registerAgent(10), subscribe(100), again(3000, 'driver:f', 'f', true)],
      ends: [{ at: 1500, process: 'f' }],
      starts: [{ at: 2000, process: 'f', id: 'driver:f' }],
      untilMs: 5000,
    })
    expect(after(lines, 1500)).toMatchInlineSnapshot(`
      [
        "1501 master > driver:f FrameworkErrorMessage Framework disconnected",
        "1501 master > driver:f RescindResourceOfferMessage O0",
        "1501 master > a1 ShutdownFrameworkMessage",
        "3000 driver:f > master SUBSCRIBE",
        "3001 master > driver:f FrameworkErrorMessage Framework has been removed",
      ]
    `)
  })

  it('is told that it is disconnected when only the link broke', () => {
    const { lines } = play({
      says: [registerAgent(10), subscribe(100, 'f', TIMEOUT), calls(2500, 'f', 'REVIVE', { roles: [] })],
      ends: [{ at: 1500, process: 'f' }],
      starts: [{ at: 2000, process: 'f', id: 'driver:f' }],
      untilMs: 5000,
    })
    expect(after(lines, 2500)).toMatchInlineSnapshot(`
      [
        "2500 driver:f > master REVIVE",
        "2501 master > driver:f FrameworkErrorMessage Framework disconnected",
      ]
    `)
  })
})

describe('a driver that aborts', () => {
  it('gets no more offers; its tasks keep running', () => {
    const { lines } = play({
      says: [
        registerAgent(10),
        subscribe(100),
        accept(110, 'f', [{ id: 't', resources: 'cpus:1;mem:64' }], 0),
        calls(1500, 'f', 'DeactivateFrameworkMessage'),
      ],
      untilMs: 4000,
    })
    expect(after(lines, 1500)).toMatchInlineSnapshot(`
      [
        "1500 driver:f > master DeactivateFrameworkMessage",
        "1501 master > driver:f RescindResourceOfferMessage O1",
      ]
    `)
  })
})

describe('a v1 scheduler', () => {
  it('hears events, a heartbeat at once and every 15 s', () => {
    const { lines } = play({ says: [registerAgent(10), subscribe(100, 'f', {}, null)], untilMs: 31_000 })
    expect(after(lines, 100).filter((line) => line.includes('driver:f'))).toMatchInlineSnapshot(`
      [
        "100 driver:f > master SUBSCRIBE",
        "101 master > driver:f 200",
        "101 master > driver:f SUBSCRIBED",
        "101 master > driver:f HEARTBEAT",
        "101 master > driver:f OFFERS O0 a1 cpus:4;mem:4096",
        "15101 master > driver:f HEARTBEAT",
        "30101 master > driver:f HEARTBEAT",
      ]
    `)
  })

  it('is taken over by whoever subscribes with its id', () => {
    const { lines } = play({
      says: [registerAgent(10), subscribe(100, 'f', {}, null), again(300, 'driver:f', 'f', null)],
      untilMs: 999,
    })
    expect(after(lines, 300)).toMatchInlineSnapshot(`
      [
        "300 driver:f > master SUBSCRIBE",
        "301 master > driver:f ERROR Framework failed over",
        "301 master > driver:f 200",
        "301 master > driver:f SUBSCRIBED",
        "301 master > driver:f HEARTBEAT",
        "301 master > a1 UpdateFrameworkMessage",
      ]
    `)
  })
})

describe('a subscription that is refused', () => {
  const refused = (more: object): string[] =>
    after(play({ says: [subscribe(100, 'f', more)], untilMs: 200 }).lines, 101)

  it('says why', () => {
    expect([
      ...refused({ roles: ['a', 'a'] }),
      ...refused({ roles: ['/a'] }),
      ...refused({ roles: ['a b'] }),
      ...refused({ roles: ['-a'] }),
      ...refused({ roles: ['a/../b'] }),
      ...refused({ failoverTimeout: 1e12 }),
      ...refused({ id: 'a/b' }),
    ]).toMatchInlineSnapshot(`
      [
        "101 master > driver:f FrameworkErrorMessage FrameworkInfo.roles contains duplicate items",
        "101 master > driver:f FrameworkErrorMessage Role '/a' cannot start or end with a slash",
        "101 master > driver:f FrameworkErrorMessage Role component 'a b' cannot contain whitespace or DEL",
        "101 master > driver:f FrameworkErrorMessage Role component '-a' cannot start with a dash",
        "101 master > driver:f FrameworkErrorMessage Role 'a/../b' cannot include '..' as a component",
        "101 master > driver:f FrameworkErrorMessage The framework failover timeout is out of range",
        "101 master > driver:f FrameworkErrorMessage Framework ID 'a/b' is not valid",
      ]
    `)
  })
})
