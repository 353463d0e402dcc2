/** A thread that works out a run: who started it prints the chunks meanwhile. */
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#base/assert.ts'
import { transferables } from '#model/trace/chunk.ts'
import { runChunks } from './runChunks.ts'
import { AHEAD, type ThreadOrder } from './threadOrder.ts'

const { scenario, options, taken } = workerData as ThreadOrder
assert(parentPort !== null, 'somebody waits for the chunks')

let given = 0
for (const chunk of runChunks(scenario, options)) {
  parentPort.postMessage(chunk, transferables(chunk))
  given += 1
  for (let seen = Atomics.load(taken, 0); given - seen > AHEAD; seen = Atomics.load(taken, 0))
    Atomics.wait(taken, 0, seen)
}
