/** Where a run is worked out: a large one in a thread of its own, so that it goes on while its lines are written. */
import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceChunk } from '#model/trace/chunk.ts'
import { runChunks } from './runChunks.ts'
import type { ThreadOrder } from './threadOrder.ts'

/** From so many agents on. A thread takes a tenth of a second to start, which most runs do not take in all. */
export const MANY_AGENTS = 500
/**
 * Ten thousand offers under way at once are some 20 MB that live for a few virtual milliseconds: with room for several such
 * seconds hardly any of them is copied by the collector.
 */
const YOUNG_MB = 256

export async function* chunksOf(scenario: Scenario, options: ThreadOrder['options']): AsyncGenerator<TraceChunk> {
  if (scenario.agents.length < MANY_AGENTS) yield* runChunks(scenario, options)
  else yield* fromThread(scenario, options)
}

async function* fromThread(scenario: Scenario, options: ThreadOrder['options']): AsyncGenerator<TraceChunk> {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const workerData: ThreadOrder = { scenario, options, taken }
  const thread = new Worker(new URL('runThread.mjs', import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  try {
    for await (const [chunk] of on(thread, 'message', { close: ['exit'] }) as AsyncIterable<[TraceChunk]>) {
      yield chunk
      Atomics.add(taken, 0, 1)
      Atomics.notify(taken, 0)
    }
  } finally {
    await thread.terminate()
  }
}
