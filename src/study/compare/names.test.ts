import { describe, expect, it } from 'vitest'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { agentRegisters, call, mark, msg, PLACE, subscribes, told, type RecordedLine } from './recording.fixture.ts'

const V1: ScenarioDocument = {
  version: 1,
  agents: [{ id: 'node', resources: 'cpus:4;mem:4096;ports:[31000-32000]' }],
  frameworks: [{ id: 'execute', kind: 'batch', api: 'v1', startAtMs: 2000, refuseMs: 5000 }],
  untilMs: 5000,
}

/** An event as received, a call as handled: one time each, and no name of who called. */
const event = (t: number, name: string, keys: RecordedLine = {}): RecordedLine => ({
  t,
  kind: 'http_event',
  from: 'master',
  to: 'fw:execute',
  event: name,
  ...keys,
})
const handled = (t: number, name: string, keys: RecordedLine = {}): RecordedLine => ({
  t,
  kind: 'http_call',
  from: 'http-client',
  to: 'master',
  msg: 'POST /api/v1/scheduler',
  call: name,
  ...keys,
})

const V1_STORY: readonly RecordedLine[] = [
  { t: 10, kind: 'http_call', from: 'http-client', to: 'master', msg: 'POST /api/v1', call: 'SUBSCRIBE' },
  ...agentRegisters(800, PLACE),
  handled(2300, 'SUBSCRIBE', { fw_name: 'mesos-execute', roles: ['*'] }),
  event(2302, 'SUBSCRIBED', { framework: 'F0000' }),
  event(2304, 'OFFERS', {
    offers: [{ offer: 'O0', agent: 'S0', role: '*', resources: 'cpus:4;mem:4096;ports:[31000-32000]' }],
  }),
  handled(2306, 'DECLINE', { framework: 'F0000', offers: ['O0'], refuse_s: 5 }),
  mark(4500, 'cleanup agent1'),
]

describe('a recording over HTTP', () => {
  it('is told alike: calls without a sender, events without a sending time, operators left out', () => {
    expect(told(V1, V1_STORY)).toEqual([])
  })

  it('has its planted differences found', () => {
    expect(
      told(
        V1,
        V1_STORY.filter((line) => line['event'] !== 'OFFERS'),
      ).join(),
    ).toMatch(/OFFERS .* not recorded/)
    const revived = [...V1_STORY, handled(3000, 'REVIVE', { framework: 'F0000' })]
    expect(told(V1, revived).join()).toMatch(/REVIVE: recorded at 3.000 s, missing in ours/)
  })
})

const TAKEN_OVER: ScenarioDocument = {
  version: 1,
  agents: [{ id: 'node', resources: 'cpus:1;mem:16', startAtMs: 20_000 }],
  frameworks: [{ id: 'plain', kind: 'batch', failoverTimeoutMs: 60_000, startAtMs: 1000 }],
  actions: [{ atMs: 3000, do: 'restartScheduler', framework: 'plain', takeover: true }],
  untilMs: 6000,
}

const TAKE_OVER_STORY: readonly RecordedLine[] = [
  ...subscribes(1000, PLACE),
  call(3000, 'fw:test.2', 'SUBSCRIBE', { fw_name: 'test', framework: 'F0000', roles: ['*'] }),
  msg(3002, 'master', 'fw:test', 'FrameworkErrorMessage', { message: 'Framework failed over' }),
  msg(3003, 'master', 'fw:test.2', 'FrameworkRegisteredMessage', { framework: 'F0000' }),
  call(3004, 'fw:test', 'DeactivateFrameworkMessage', { framework: 'F0000' }),
  mark(5000, 'cleanup'),
]

describe('two schedulers of one framework', () => {
  it('are told apart', () => {
    expect(told(TAKEN_OVER, TAKE_OVER_STORY)).toEqual([])
  })

  it('are not mistaken for each other', () => {
    const wrong = TAKE_OVER_STORY.map((line) =>
      line['msg'] === 'FrameworkErrorMessage' ? { ...line, to: 'fw:test.2' } : line,
    )
    expect(told(TAKEN_OVER, wrong)).not.toEqual([])
  })

  it('hear why: another error is another story', () => {
    const wrong = TAKE_OVER_STORY.map((line) =>
      line['msg'] === 'FrameworkErrorMessage' ? { ...line, message: 'Framework disconnected' } : line,
    )
    expect(told(TAKEN_OVER, wrong).join()).toMatch(/FrameworkErrorMessage disconnected: .*failed over/)
  })
})

const PAIR: ScenarioDocument = {
  version: 1,
  agents: [
    { id: 'small', resources: 'cpus:1;mem:512;ports:[]', startAtMs: 100, flags: { registrationBackoffFactorMs: 0 } },
    { id: 'large', resources: 'cpus:2;mem:512;ports:[]', startAtMs: 300, flags: { registrationBackoffFactorMs: 0 } },
  ],
  frameworks: [
    {
      id: 'plain',
      kind: 'batch',
      startAtMs: 2000,
      refuseMs: 1_000_000,
      tasks: [{ id: 'job', count: 2, cpus: 1, mem: 512, perOffer: 1 }],
    },
  ],
  untilMs: 4000,
}

/** Shortened to what is offered and launched; the agents registered the other way round. */
function pairStory(first: string, second: string): readonly RecordedLine[] {
  const resources = { S0: 'cpus:2;mem:512', S1: 'cpus:1;mem:512' } as const
  const offered = (['S0', 'S1'] as const).map((agent, at) => ({
    offer: `O${at}`,
    agent,
    role: '*',
    resources: resources[agent],
  }))
  const launch = (t: number, offer: string, task: string, agent: string): RecordedLine =>
    call(t, 'fw:other', 'ACCEPT', {
      framework: 'F0000',
      offers: [offer],
      refuse_s: 1000,
      operations: [{ op: 'LAUNCH', tasks: [{ task, agent, resources: 'cpus:1;mem:512' }] }],
    })
  return [
    msg(200, 'agent1', 'master', 'RegisterSlaveMessage', { resources: resources.S0 }),
    msg(203, 'master', 'agent1', 'SlaveRegisteredMessage', { agent: 'S0', total_ping_timeout_s: 75 }),
    msg(300, 'agent2', 'master', 'RegisterSlaveMessage', { resources: resources.S1 }),
    msg(303, 'master', 'agent2', 'SlaveRegisteredMessage', { agent: 'S1', total_ping_timeout_s: 75 }),
    ...subscribes(2000, { ...PLACE, scheduler: 'fw:other' }),
    msg(2003, 'master', 'fw:other', 'ResourceOffersMessage', { offers: offered }),
    launch(2006, 'O0', 'a', first),
    launch(2007, 'O1', 'b', second),
    mark(3500, 'cleanup'),
  ]
}

describe('a shortened recording', () => {
  it('is compared in what it tells; agents are known by their resources, tasks by their order', () => {
    expect(told(PAIR, pairStory('S0', 'S1'))).toEqual([])
  })

  it('misses what it tells in part', () => {
    const lacking = pairStory('S0', 'S1').filter((line) => line['t'] !== 2007)
    expect(told(PAIR, lacking).join()).toMatch(/ACCEPT .* not recorded/)
  })
})
