import { describe, expect, it } from 'vitest'
import type { Offer } from '#model/messages/bodies.ts'
import { acknowledge, calls, type Heard, play, registerAgent, type Say, subscribe, update } from './world.fixture.ts'

const after = (lines: readonly string[], at: number): string[] =>
  lines.filter((line) => Number.parseInt(line, 10) >= at)
const start = [registerAgent(10), subscribe(100)]
const AWARE = { capabilities: ['MULTI_ROLE', 'PARTITION_AWARE'] }
const GOOD = { name: 't', taskId: 't', resources: 'cpus:1;mem:64', command: { shell: true, value: 'true' } }
const WITH_DISK = 'cpus:4;mem:4096;disk:10'
const EXECUTOR = {
  executorId: 'e',
  resources: 'cpus:0.5;mem:32;disk:1',
  command: { shell: true, value: 'run' },
}

/** An ACCEPT whose offers and operations are worked out from the offer at hand. */
function acceptWith(at: number, body: (offer: Offer, heard: Heard) => object, name = 'f'): Say {
  return {
    at,
    who: `driver:${name}`,
    name: 'ACCEPT',
    body: (heard) => {
      const offer = heard.offers.at(-1) as Offer
      return { frameworkId: heard.frameworkId, offerIds: [offer.id], filters: {}, ...body(offer, heard) }
    },
  }
}

const launch = (at: number, tasks: readonly object[], name = 'f'): Say =>
  acceptWith(
    at,
    ({ slaveId }) => ({
      operations: [{ type: 'LAUNCH', taskInfos: tasks.map((task) => ({ slaveId, ...GOOD, ...task })) }],
    }),
    name,
  )

const messagesOf = (records: ReturnType<typeof play>['records']): string[] =>
  records.flatMap((record) => {
    if (record.type !== 'sent' || record.name !== 'StatusUpdateMessage') return []
    const { status } = (record.body as { update: { status: { state: string; reason?: string; message?: string } } })
      .update
    return [`${status.state} ${status.reason}: ${status.message}`]
  })

describe('tasks that the master refuses', () => {
  it('are TASK_ERROR one by one, in the order of its checks; the others launch', () => {
    const tasks = [
      { taskId: '' },
      { taskId: 'a/b' },
      {},
      {},
      { taskId: 'o', slaveId: 'elsewhere' },
      { taskId: 'k', killPolicy: { gracePeriod: -1 } },
      { taskId: 'm', maxCompletionTime: -1 },
      {
        taskId: 'h',
        healthCheck: {
          type: 'TCP',
          delaySeconds: -1,
          intervalSeconds: 1,
          timeoutSeconds: 1,
          consecutiveFailures: 3,
          gracePeriodSeconds: 1,
        },
      },
      { taskId: 'r', resources: '' },
      { taskId: 'c', command: { shell: true } },
      { taskId: 'd', container: { type: 'DOCKER' } },
      { taskId: 'b', executor: EXECUTOR },
      { taskId: 'x', command: undefined, executor: { ...EXECUTOR, command: undefined } },
      { taskId: 'big', resources: 'cpus:4;mem:64' },
    ]
    const { lines, records } = play({ says: [...start, launch(110, tasks)], untilMs: 200 })
    expect(messagesOf(records)).toMatchInlineSnapshot(`
      [
        "TASK_ERROR REASON_TASK_INVALID: ID must not be empty",
        "TASK_ERROR REASON_TASK_INVALID: 'a/b' contains invalid characters",
        "TASK_ERROR REASON_TASK_INVALID: Task has duplicate ID: t",
        "TASK_ERROR REASON_TASK_INVALID: Task uses invalid agent elsewhere while agent fb2b7c4b-4abf-4fbd-8e53-54ae15120539-S0 is expected",
        "TASK_ERROR REASON_TASK_INVALID: Task's 'kill_policy.grace_period' must be non-negative",
        "TASK_ERROR REASON_TASK_INVALID: Task's 'max_completion_time' must be non-negative",
        "TASK_ERROR REASON_TASK_INVALID: Task uses invalid health check: expecting non-negative times",
        "TASK_ERROR REASON_TASK_INVALID: Task uses no resources",
        "TASK_ERROR REASON_TASK_INVALID: Task's shell command has no value",
        "TASK_ERROR REASON_TASK_INVALID: DockerInfo 'docker' is not set for DOCKER typed ContainerInfo",
        "TASK_ERROR REASON_TASK_INVALID: Task should have at least one (but not both) of CommandInfo or ExecutorInfo present",
        "TASK_ERROR REASON_TASK_INVALID: 'ExecutorInfo.command' must be set for a custom executor",
        "TASK_ERROR REASON_TASK_INVALID: Task uses more resources cpus:4;mem:64 than available cpus:3;mem:4032",
      ]
    `)
    expect(after(lines, 110).filter((line) => line.includes('> a1 '))).toEqual(['111 master > a1 RunTaskMessage t'])
  })

  it('leave what they asked for in the offer’s rest', () => {
    const { lines } = play({
      says: [...start, launch(110, [{ taskId: 'big', resources: 'cpus:5' }, {}])],
      untilMs: 7000,
    })
    expect(after(lines, 1000)).toMatchInlineSnapshot(`
      [
        "6000 master > driver:f ResourceOffersMessage O1 a1 cpus:3;mem:4032",
      ]
    `)
  })
})

describe('an ACCEPT with a bad list of offers', () => {
  const bad = (offerIds: (offer: Offer) => readonly string[], more: object = {}) => {
    const { lines, records } = play({
      agents: ['a1', 'a2'],
      says: [
        registerAgent(10),
        registerAgent(20, 'a2'),
        subscribe(100, 'f', more),
        acceptWith(110, (offer) => ({
          offerIds: offerIds(offer),
          operations: [{ type: 'LAUNCH', taskInfos: [{ ...GOOD, slaveId: offer.slaveId }] }],
        })),
      ],
      untilMs: 1500,
    })
    return [...messagesOf(records), ...after(lines, 1000)]
  }

  it('loses the tasks and gives up the offers, without filter and without rescind', () => {
    expect(
      [
        ...bad(() => ['none']).slice(0, 1),
        ...bad(({ id }) => [id, id]),
        ...bad(({ id }) => [id, id.replace('O1', 'O0')], AWARE),
        ...bad(() => []).slice(0, 1),
      ].map((line) => line.replace(/[0-9a-f-]{36}/g, 'M')),
    ).toMatchInlineSnapshot(`
      [
        "TASK_LOST REASON_INVALID_OFFERS: Task launched with invalid offers: Offer none is no longer valid",
        "TASK_LOST REASON_INVALID_OFFERS: Task launched with invalid offers: Duplicate offer M-O1 in offer list",
        "1000 master > driver:f ResourceOffersMessage O2 a2 cpus:4;mem:4096",
        "TASK_DROPPED REASON_INVALID_OFFERS: Task launched with invalid offers: Aggregated offers must belong to one single agent",
        "1000 master > driver:f ResourceOffersMessage O2 a1 cpus:4;mem:4096 | O3 a2 cpus:4;mem:4096",
        "TASK_LOST REASON_INVALID_OFFERS: Task launched with invalid offers: No offers specified",
      ]
    `)
  })

  it('without operations, or without tasks, is a DECLINE', () => {
    const { lines } = play({ says: [...start, acceptWith(110, () => ({ operations: [] }))], untilMs: 7000 })
    expect(after(lines, 111)).toMatchInlineSnapshot(`
      [
        "6000 master > driver:f ResourceOffersMessage O1 a1 cpus:4;mem:4096",
      ]
    `)
  })
})

describe('a custom executor', () => {
  it('is launched with its first task; its own resources are freed when it exits', () => {
    const task = { command: undefined, executor: EXECUTOR }
    const { lines, records } = play({
      says: [
        registerAgent(10, 'a1', WITH_DISK),
        subscribe(100),
        launch(110, [
          { ...task, taskId: 't1' },
          { ...task, taskId: 't2' },
        ]),
        launch(6500, [{ ...task, taskId: 't3', executor: { ...EXECUTOR, resources: 'cpus:1;mem:32;disk:1' } }]),
        update(7000, 'a1', 't1', 'TASK_FINISHED', 'u1'),
        update(7000, 'a1', 't2', 'TASK_FAILED', 'u2'),
        acknowledge(7100, 'f', 't1', 'u1'),
        {
          at: 7200,
          who: 'a1',
          name: 'ExitedExecutorMessage',
          body: ({ slaveId, messages }) => {
            const run = messages.find(({ name }) => name === 'RunTaskMessage')?.body as { frameworkId: string }
            return { slaveId, frameworkId: run.frameworkId, executorId: 'e', status: 0 }
          },
        },
        calls(7300, 'f', 'REVIVE', { roles: [] }),
      ],
      untilMs: 8500,
    })
    const launches = records.flatMap((record) =>
      record.type === 'sent' && record.name === 'RunTaskMessage'
        ? [(record.body as { launchExecutor: boolean }).launchExecutor]
        : [],
    )
    expect(launches).toEqual([true, false])
    expect(after(lines, 6000)).toMatchInlineSnapshot(`
      [
        "6000 master > driver:f ResourceOffersMessage O1 a1 cpus:1.5;mem:3936;disk:9",
        "6500 driver:f > master ACCEPT",
        "6501 master > driver:f StatusUpdateMessage t3 TASK_ERROR REASON_TASK_INVALID",
        "7000 a1 > master StatusUpdateMessage t1 TASK_FINISHED uuid",
        "7000 a1 > master StatusUpdateMessage t2 TASK_FAILED uuid",
        "7001 master > driver:f StatusUpdateMessage t1 TASK_FINISHED uuid",
        "7001 master > driver:f StatusUpdateMessage t2 TASK_FAILED uuid",
        "7100 driver:f > master ACKNOWLEDGE t1",
        "7101 master > a1 StatusUpdateAcknowledgementMessage t1",
        "7200 a1 > master ExitedExecutorMessage",
        "7201 master > driver:f ExitedExecutorMessage",
        "7300 driver:f > master REVIVE",
        "7301 master > driver:f ResourceOffersMessage O2 a1 cpus:4;mem:4096;disk:10",
      ]
    `)
  })
})

describe('a task group', () => {
  const group = (executor: object, tasks: readonly object[]) =>
    acceptWith(110, ({ slaveId }) => ({
      operations: [
        {
          type: 'LAUNCH_GROUP',
          executor: { executorId: 'e', type: 'DEFAULT', resources: 'cpus:0.1;mem:32;disk:1', ...executor },
          taskGroup: { tasks: tasks.map((task) => ({ ...GOOD, slaveId, ...task })) },
        },
      ],
    }))
  const told = (executor: object, tasks: readonly object[]) => {
    const says = [registerAgent(10, 'a1', WITH_DISK), subscribe(100), group(executor, tasks)]
    const { lines, records } = play({ says, untilMs: 200 })
    return [...messagesOf(records), ...after(lines, 110).filter((line) => line.includes('> a1 '))]
  }

  it('launches all or nothing', () => {
    expect([
      ...told({}, [{ taskId: 'p' }, { taskId: 'q' }]),
      ...told({}, [{ taskId: 'p' }, { taskId: 'q', resources: 'cpus:3;mem:64' }]),
      ...told({ resources: 'cpus:0.1;mem:32' }, [{ taskId: 'p' }]),
      ...told({}, [{ taskId: 'p', container: { type: 'DOCKER', image: 'i' } }]),
    ]).toMatchInlineSnapshot(`
      [
        "111 master > a1 RunTaskGroupMessage",
        "TASK_ERROR REASON_TASK_GROUP_INVALID: Task group with its executor uses more resources cpus:4.1;mem:160;disk:1 than available cpus:4;mem:4096;disk:10",
        "TASK_ERROR REASON_TASK_GROUP_INVALID: Task group with its executor uses more resources cpus:4.1;mem:160;disk:1 than available cpus:4;mem:4096;disk:10",
        "TASK_ERROR REASON_TASK_GROUP_INVALID: Executor must use some disk",
        "TASK_ERROR REASON_TASK_GROUP_INVALID: Task 'p' is invalid: Docker ContainerInfo is not supported on the task",
      ]
    `)
  })
})

describe('KILL', () => {
  it('goes to the agent, and for an unknown task is answered by reconciliation', () => {
    const { lines } = play({
      says: [
        registerAgent(10),
        subscribe(100, 'f', AWARE),
        launch(110, [{}]),
        calls(200, 'f', 'KILL', { taskId: 't', killPolicy: { gracePeriod: 1_000_000_000 } }),
        calls(300, 'f', 'KILL', { taskId: 'nobody' }),
      ],
      untilMs: 400,
    })
    expect(after(lines, 200)).toMatchInlineSnapshot(`
      [
        "200 driver:f > master KILL t",
        "201 master > a1 KillTaskMessage t",
        "300 driver:f > master KILL nobody",
        "301 master > driver:f StatusUpdateMessage nobody TASK_UNKNOWN REASON_RECONCILIATION",
      ]
    `)
  })
})

describe('RECONCILE', () => {
  const ask = (at: number, tasks: (heard: Heard) => readonly object[]): Say => ({
    at,
    who: 'driver:f',
    name: 'RECONCILE',
    body: (heard) => ({ frameworkId: heard.frameworkId, tasks: tasks(heard) }),
  })

  const answers = (more: object): string[] => {
    const { lines } = play({
      agents: ['a1', 'a2'],
      says: [
        registerAgent(10),
        registerAgent(20, 'a2'),
        subscribe(100, 'f', more),
        launch(110, [{}]),
        update(120, 'a2', 't', 'TASK_STARTING', 'u1', 'TASK_RUNNING'),
        ask(200, () => []),
        ask(300, () => [{ taskId: 't' }, { taskId: 'gone' }]),
        ask(400, ({ offers }) => [{ taskId: 'gone', agentId: offers[0]?.slaveId }]),
        ask(500, () => [{ taskId: 'gone', agentId: 'nowhere' }]),
        ask(99_000, ({ offers }) => [{ taskId: 'other', agentId: offers[0]?.slaveId }]),
      ],
      ends: [{ at: 700, process: 'a1' }],
      untilMs: 99_500,
    })
    return after(lines, 150).flatMap((line) => /Message (\w+ \w+) REASON_RECONCILIATION/.exec(line)?.[1] ?? [])
  }

  it('answers by what the master knows, in the words that the framework understands', () => {
    expect(answers(AWARE)).toEqual([
      't TASK_STARTING',
      't TASK_STARTING',
      'gone TASK_UNKNOWN',
      'gone TASK_GONE',
      'gone TASK_UNKNOWN',
      'other TASK_UNREACHABLE',
    ])
    expect(answers({})).toEqual([
      't TASK_STARTING',
      't TASK_STARTING',
      'gone TASK_LOST',
      'gone TASK_LOST',
      'gone TASK_LOST',
      'other TASK_LOST',
    ])
  })
})

describe('what an ACCEPT reserves', () => {
  const reserve = { type: 'RESERVE', resources: 'cpus:1;mem:64', role: 'r' }
  const says = (operations: (slaveId: string) => readonly object[]): Say[] => [
    registerAgent(10),
    subscribe(100, 'f', { roles: ['r'] }),
    acceptWith(110, ({ slaveId }) => ({ operations: operations(slaveId), filters: { refuseSeconds: 1000 } })),
  ]
  const offersAfter = (at: number, plan: Parameters<typeof play>[0]): string[] =>
    after(play(plan).lines, at).filter((line) => line.includes('ResourceOffersMessage'))

  it('and does not use was not declined: it is offered again with the next run, and the rest with it', () => {
    expect(offersAfter(110, { says: says(() => [reserve]), untilMs: 3000 })).toEqual([
      '1000 master > driver:f ResourceOffersMessage O1 a1 cpus:3;cpus(r):1;mem:4032;mem(r):64',
    ])
  })

  it('must be for the role of the offer: one for another role of the framework is dropped', () => {
    const [agent, , accept] = says(() => [{ ...reserve, role: 's' }])
    const { lines } = play({
      says: [agent as Say, subscribe(100, 'f', { roles: ['r', 's'] }), accept as Say],
      untilMs: 500,
    })
    expect(after(lines, 101)).toEqual([
      '101 master > driver:f FrameworkRegisteredMessage',
      '101 master > driver:f ResourceOffersMessage O0 a1 cpus:4;mem:4096',
      '110 driver:f > master ACCEPT',
    ])
  })

  it('and launches on at once leaves a rest that was declined', () => {
    const task = { ...GOOD, resources: 'cpus(r):1;mem(r):64' }
    const operations = (slaveId: string) => [reserve, { type: 'LAUNCH', taskInfos: [{ slaveId, ...task }] }]
    expect(offersAfter(110, { says: says(operations), untilMs: 3000 })).toEqual([])
  })
})
