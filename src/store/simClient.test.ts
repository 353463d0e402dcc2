import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FromWorker, ToWorker } from '#model/protocol.ts'
import { SimClient, type SimHandlers } from './simClient.ts'

/** A page whose looks at the worker come when the test says so, and a worker that answers as long as it is told to. */
function watching() {
  const clock = { now: 0, answers: true }
  const restarts: number[] = []
  const handlers = new Proxy({} as SimHandlers, {
    get: (_, name) => (name === 'onRestart' ? () => restarts.push(clock.now) : () => undefined),
  })
  const makeWorker = (): Worker => {
    const worker = {
      onmessage: null as ((event: { data: FromWorker }) => void) | null,
      terminate: () => undefined,
      postMessage: (message: ToWorker) => {
        if (clock.answers && message.type === 'ping') worker.onmessage?.({ data: { type: 'pong', n: message.n } })
      },
    }
    return worker as unknown as Worker
  }
  const client = new SimClient(makeWorker, handlers, () => clock.now)
  client.start()
  /** So many looks, each so long after the one before. */
  const look = (times: number, everyMs = 1000): void => {
    for (let n = 0; n < times; n += 1) {
      clock.now += everyMs
      vi.advanceTimersByTime(1000)
    }
  }
  return { client, clock, restarts, look }
}

describe('watching over the worker', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('leaves one alone that answers', () => {
    const { look, restarts } = watching()
    look(120)
    expect(restarts).toEqual([])
  })

  it('starts one again that was silent for ten seconds in which the page was awake', () => {
    const { look, clock, restarts } = watching()
    look(5)
    clock.answers = false
    look(10)
    expect(restarts).toEqual([])
    look(3)
    expect(restarts).toHaveLength(1)
  })

  it('does not take its own sleep for the silence of the worker', () => {
    const { look, clock, restarts } = watching()
    look(5)
    clock.answers = false
    look(1)
    // The lid was closed for an hour; then the tab stood behind others, looked at once a minute.
    look(1, 3_600_000)
    look(30, 60_000)
    expect(restarts).toEqual([])
    clock.answers = true
    look(5)
    expect(restarts).toEqual([])
  })

  it('bears with a machine that is so busy that its own looks come late', () => {
    const { look, clock, restarts } = watching()
    look(5)
    clock.answers = false
    look(20, 2500)
    expect(restarts).toEqual([])
  })

  it('waits half a minute for the first word, and watches the new one as the old', () => {
    const { look, clock, restarts } = watching()
    clock.answers = false
    look(25)
    expect(restarts).toEqual([])
    for (let n = 0; n < 10 && restarts.length === 0; n += 1) look(1)
    expect(restarts).toHaveLength(1)
    clock.answers = true
    look(60)
    expect(restarts).toHaveLength(1)
  })
})
