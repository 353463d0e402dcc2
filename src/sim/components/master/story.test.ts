import { describe, expect, it } from 'vitest'
import { accept, acknowledge, calls, decline, play, registerAgent, subscribe, update } from './world.fixture.ts'

describe('the happy path at the master', () => {
  it('tells the story of the recorded run a', () => {
    const { lines } = play({
      says: [
        registerAgent(10),
        subscribe(100),
        decline(110),
        accept(6500, 'f', [{ id: 't0', resources: 'cpus:1;mem:64' }]),
        update(6600, 'a1', 't0', 'TASK_STARTING', 'u1', 'TASK_RUNNING'),
        acknowledge(6610, 'f', 't0', 'u1'),
        update(6620, 'a1', 't0', 'TASK_RUNNING', 'u2'),
        acknowledge(6630, 'f', 't0', 'u2'),
        update(7620, 'a1', 't0', 'TASK_FINISHED', 'u3'),
        acknowledge(7630, 'f', 't0', 'u3'),
        calls(8500, 'f', 'TEARDOWN'),
      ],
      untilMs: 9000,
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
        "110 driver:f > master DECLINE",
        "6000 master > driver:f ResourceOffersMessage O1 a1 cpus:4;mem:4096",
        "6500 driver:f > master ACCEPT",
        "6501 master > a1 RunTaskMessage t0",
        "6600 a1 > master StatusUpdateMessage t0 TASK_STARTING uuid",
        "6601 master > driver:f StatusUpdateMessage t0 TASK_STARTING uuid",
        "6610 driver:f > master ACKNOWLEDGE t0",
        "6611 master > a1 StatusUpdateAcknowledgementMessage t0",
        "6620 a1 > master StatusUpdateMessage t0 TASK_RUNNING uuid",
        "6621 master > driver:f StatusUpdateMessage t0 TASK_RUNNING uuid",
        "6630 driver:f > master ACKNOWLEDGE t0",
        "6631 master > a1 StatusUpdateAcknowledgementMessage t0",
        "7620 a1 > master StatusUpdateMessage t0 TASK_FINISHED uuid",
        "7621 master > driver:f StatusUpdateMessage t0 TASK_FINISHED uuid",
        "7630 driver:f > master ACKNOWLEDGE t0",
        "7631 master > a1 StatusUpdateAcknowledgementMessage t0",
        "8000 master > driver:f ResourceOffersMessage O2 a1 cpus:4;mem:4096",
        "8500 driver:f > master TEARDOWN",
        "8501 master > a1 ShutdownFrameworkMessage",
      ]
    `)
  })
})
