import { describe, expect, it } from 'vitest'
import { oracleStepper } from '../../charts/oracle.ts'
import { aTask, anAgent, killTask, messages, path, runTask, statuses, tell } from './world.fixture.ts'

const onTheWire = (line: string): boolean => !/updates:|task:|(^| )executor:/.test(line)

describe('an agent with one command task', () => {
  const told = tell(anAgent(), { cues: [runTask(3000, aTask('t0'))] })

  it('tells the story of a recorded run: an update waits for the acknowledgement of the one before', () => {
    const story = messages(told, onTheWire).map((line) => line.replaceAll('execdriver:t0@agent-1', 'exec'))
    expect(story).toEqual([
      'agent-1 -> master RegisterSlaveMessage',
      'master -> agent-1 SlaveRegisteredMessage',
      'agent-1 -> master UpdateSlaveMessage',
      'master -> agent-1 RunTaskMessage',
      'exec -> agent-1 RegisterExecutorMessage',
      'agent-1 -> exec ExecutorRegisteredMessage',
      'agent-1 -> exec RunTaskMessage',
      'exec -> agent-1 StatusUpdateMessage TASK_STARTING',
      'exec -> agent-1 StatusUpdateMessage TASK_RUNNING',
      'agent-1 -> master StatusUpdateMessage TASK_STARTING',
      'agent-1 -> exec StatusUpdateAcknowledgementMessage',
      'agent-1 -> exec StatusUpdateAcknowledgementMessage',
      'master -> agent-1 StatusUpdateAcknowledgementMessage',
      'agent-1 -> master StatusUpdateMessage TASK_RUNNING',
      'master -> agent-1 StatusUpdateAcknowledgementMessage',
      'exec -> agent-1 StatusUpdateMessage TASK_FINISHED',
      'agent-1 -> master StatusUpdateMessage TASK_FINISHED',
      'agent-1 -> exec StatusUpdateAcknowledgementMessage',
      'master -> agent-1 StatusUpdateAcknowledgementMessage',
    ])
  })

  it('says of the task what executor and agent said, once each', () => {
    const all = ['t0 TASK_STARTING', 't0 TASK_RUNNING', 't0 TASK_FINISHED']
    expect(statuses(told, 'executor')).toEqual(all)
    expect(statuses(told)).toEqual(all)
  })

  it('walks through the states of agent and executor', () => {
    expect(path(told, 'agent-1')).toEqual([
      'recovering.containers',
      'disconnected.noMaster',
      'disconnected.registering',
      'running',
    ])
    expect(path(told, 'agent-1/executor:t0')).toEqual([
      'registering.starting',
      'registering.waiting',
      'running',
      'terminated',
      'removed',
    ])
  })

  it('lets the executor live one second longer than its task', () => {
    const finished = told.records.find(({ type, at }) => type === 'task' && at > 4000)
    const stopped = told.records.find((record) => record.type === 'sent' && record.name === 'stop')
    expect((stopped?.at ?? 0) - (finished?.at ?? 0)).toBe(1000)
    expect(told.records.some((record) => record.type === 'exited' && record.peer === 'execdriver:t0@agent-1')).toBe(
      true,
    )
  })
})

describe("the agents' side", () => {
  const actions = [
    { atMs: 3500, do: 'crashAgent', agent: 'agent-1' },
    { atMs: 3800, do: 'restartAgent', agent: 'agent-1' },
  ]
  const script = { cues: [runTask(3000, aTask('t0')), runTask(3100, aTask('t1', 'sleep 100')), killTask(9000, 't1')] }

  it("tells the same story stepped by XState's own transition", () => {
    const story = tell(anAgent({ actions }), script)
    const oracle = tell(anAgent({ actions }), script, { makeStepper: oracleStepper })
    expect(oracle.records).toEqual(story.records)
  })

  it('has sources and depths for all that it sends, the steps of the figure at the first', () => {
    const { records } = tell(anAgent({ actions }), script)
    const steps = records.flatMap((record) =>
      record.type === 'sent' && record.step !== undefined ? [[record.name, record.step, record.depth]] : [],
    )
    expect(new Set(steps.map((step) => step.join(' ')))).toEqual(
      new Set(['RunTaskMessage 8 1', 'StatusUpdateMessage 9 1', 'StatusUpdateMessage 10 1']),
    )
  })
})
