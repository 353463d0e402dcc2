import { describe, expect, it } from 'vitest'
import { type Row, walked } from '../tables.fixture.ts'
import { decodeData, encodeData } from './books.ts'
import { driverMachine } from './driver.ts'
import { executorMachine } from './machine.ts'
import { taskMachine } from './taskMachine.ts'

/** bcs-process.md 4.2: what the daemon says, and what Mesos hears. */
const TASK: readonly Row[] = [
  { from: 'staging', event: { type: 'staging' }, to: 'staging', effects: [] },
  { from: 'staging', event: { type: 'starting' }, to: 'starting', effects: ['report'] },
  { from: 'starting', event: { type: 'starting' }, to: 'starting', effects: [] },
  { from: 'starting', event: { type: 'again' }, to: 'starting', effects: ['report'] },
  { from: 'staging', event: { type: 'again' }, to: 'staging', effects: [] },
  { from: 'starting', event: { type: 'running' }, to: 'running', effects: ['report', 'startChecking'] },
  { from: 'running', event: { type: 'stopping' }, to: 'killing', effects: ['report'] },
  { from: 'killing', event: { type: 'running' }, to: 'running', effects: ['report', 'startChecking'] },
  { from: 'killing', event: { type: 'stopped', asked: true }, to: 'finish', effects: ['report', 'taskEnded'] },
  { from: 'killing', event: { type: 'stopped', asked: false }, to: 'failed', effects: ['report', 'taskEnded'] },
  { from: 'running', event: { type: 'stopped', asked: false }, to: 'failed', effects: ['report', 'taskEnded'] },
  { from: 'running', event: { type: 'stopped', endedWell: true }, to: 'finish', effects: ['report', 'taskEnded'] },
  { from: 'staging', event: { type: 'stopped', asked: false }, to: 'failed', effects: ['report', 'taskEnded'] },
  { from: 'staging', event: { type: 'broken' }, to: 'error', effects: ['report'] },
  { from: 'staging', event: { type: 'createFailed' }, to: 'failed', effects: ['report', 'taskEnded'] },
  { from: 'failed', event: { type: 'stopped', asked: true }, to: 'failed', effects: [] },
]

const STOPPING = 'shutdown.busy.stopping'
const FREE = 'shutdown.free.stopping'

/** bcs-process.md 4.3, 6. */
const EXECUTOR: readonly Row[] = [
  { from: 'unknown', event: { type: 'launchTaskGroup' }, to: 'launching', effects: ['launch'] },
  { from: 'launching', event: { type: 'launchTaskGroup' }, to: 'launching', effects: [] },
  { from: 'running', event: { type: 'launchTaskGroup' }, to: 'running', effects: [] },
  { from: 'unknown', event: { type: 'shutdown' }, to: STOPPING, effects: ['waitToLook', 'noteAsked'] },
  { from: 'launching', event: { type: 'launched' }, to: 'running', effects: ['startInspecting'] },
  { from: 'launching', event: { type: 'launchFailed' }, to: FREE, effects: ['waitToLook'] },
  { from: 'launching', event: { type: 'badTask' }, to: 'finish', effects: ['exitSoon'] },
  { from: 'running', event: { type: 'inspectLook' }, to: 'running', effects: ['inspectRound'] },
  { from: 'running', event: { type: 'acknowledged' }, to: 'running', effects: ['forgetUpdate'] },
  { from: 'running', event: { type: 'taskEnded' }, to: FREE, effects: ['waitToLook'] },
  { from: 'running', event: { type: 'unhealthy' }, to: FREE, effects: ['waitToLook'] },
  { from: 'running', event: { type: 'shutdown' }, to: STOPPING, effects: ['waitToLook', 'noteAsked'] },
  { from: STOPPING, event: { type: 'inspectLook' }, to: STOPPING, effects: ['inspectRound'] },
  { from: STOPPING, event: { type: 'shutdownLook' }, to: STOPPING, effects: ['shutdownRound'] },
  { from: STOPPING, event: { type: 'acknowledged' }, to: STOPPING, effects: [] },
  { from: STOPPING, event: { type: 'shutdown' }, to: STOPPING, effects: [] },
  { from: STOPPING, event: { type: 'taskEnded' }, to: STOPPING, effects: [] },
  { from: STOPPING, event: { type: 'allDown' }, to: 'shutdown.busy.waiting', effects: ['awaitAcknowledgements'] },
  { from: 'shutdown.busy.waiting', event: { type: 'acknowledged' }, to: 'shutdown.busy.waiting', effects: [] },
  { from: 'shutdown.busy.waiting', event: { type: 'ackWait' }, to: 'finish', effects: ['stopWaiting', 'exitSoon'] },
  { from: FREE, event: { type: 'acknowledged' }, to: FREE, effects: ['forgetUpdate'] },
  { from: FREE, event: { type: 'shutdown' }, to: FREE, effects: ['noteAsked'] },
  { from: FREE, event: { type: 'allDown' }, to: 'shutdown.free.waiting', effects: ['awaitAcknowledgements'] },
  {
    from: 'shutdown.free.waiting',
    event: { type: 'acknowledged' },
    to: 'shutdown.free.waiting',
    effects: ['forgetUpdate'],
  },
  {
    from: 'shutdown.free.waiting',
    event: { type: 'acknowledgedAll' },
    to: 'finish',
    effects: ['stopWaiting', 'exitSoon'],
  },
  { from: 'finish', event: { type: 'exitLook' }, to: 'exited', effects: ['exit'] },
]

const CONTEXT = { agent: 'node-1' }
const GONE = { type: 'exited', peer: 'node-1' }

/** bcs-process.md 6: subscribes again every second, keeps nothing. */
const DRIVER: readonly Row[] = [
  { from: 'connecting', event: { type: 'connected' }, to: 'subscribing', effects: ['subscribe'] },
  { from: 'connecting', event: { type: 'refused' }, to: 'waiting', effects: ['waitToSubscribe'] },
  { from: 'waiting', event: { type: 'subscribeAgain' }, to: 'connecting', effects: ['connect'] },
  { from: 'subscribing', event: { type: 'SUBSCRIBED' }, to: 'subscribed', effects: ['callRegistered'] },
  { from: 'subscribing', event: { type: '503' }, to: 'waiting', effects: ['waitToSubscribe'] },
  { from: 'subscribed', event: { type: 'LAUNCH_GROUP' }, to: 'subscribed', effects: ['callLaunchGroup'] },
  { from: 'subscribed', event: { type: 'ACKNOWLEDGED' }, to: 'subscribed', effects: ['callAcknowledged'] },
  { from: 'subscribed', event: { type: 'SHUTDOWN' }, to: 'subscribed', effects: ['callShutdown'] },
  { from: 'subscribed', event: { type: 'KILL' }, to: 'subscribed', effects: [] },
  { from: 'subscribed', event: { type: 'sendStatusUpdate' }, to: 'subscribed', effects: ['sendUpdate'] },
  { from: 'subscribed', event: GONE, to: 'waiting', effects: ['waitToSubscribe'] },
  { from: 'subscribed', event: { type: 'exited', peer: 'daemon:node-1' }, to: 'subscribed', effects: [] },
  { from: 'waiting', event: { type: 'sendStatusUpdate' }, to: 'waiting', effects: [] },
  { from: 'subscribed', event: { type: 'stop' }, to: 'stopped', effects: ['endProcess'] },
]

describe('a task of a process-executor', () => {
  it.each(TASK)('$from, $event: $to', (row) => {
    expect(walked(taskMachine, row)).toEqual(row)
  })
})

describe('a process-executor', () => {
  it.each(EXECUTOR)('$from, $event: $to', (row) => {
    expect(walked(executorMachine, row)).toEqual(row)
  })
})

describe("a process-executor's connection to its agent", () => {
  it.each(DRIVER)('$from, $event: $to', (row) => {
    expect(walked(driverMachine, row, CONTEXT)).toEqual(row)
  })
})

describe('the data of a task', () => {
  const task = { name: 't', taskId: 't', slaveId: 's', resources: '' }
  const info = { id: 'p', procName: '启动?>' } as unknown as Parameters<typeof encodeData>[0]

  it('is base64 of JSON', () => {
    const data = encodeData(info)
    expect(JSON.parse(Buffer.from(data, 'base64').toString('utf8'))).toEqual({ procInfo: info })
    expect(decodeData({ ...task, data })).toEqual(info)
  })

  it.each([undefined, '', 'no base64!', Buffer.from('{}').toString('base64'), Buffer.from('[').toString('base64')])(
    'is refused where it is none: %s',
    (data) => {
      expect(decodeData(data === undefined ? task : { ...task, data })).toBeNull()
    },
  )
})
