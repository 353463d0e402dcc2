/** A thread that works out a run: who started it prints the pieces meanwhile. */
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#base/assert.ts'
import { transferables } from '#model/trace/chunk.ts'
import { piecesOf } from './pieces.ts'
import { AHEAD, type ThreadOrder } from './threadOrder.ts'

const { scenario, options, taken } = workerData as ThreadOrder
assert(parentPort !== null, 'somebody waits for the pieces')

let given = 0
for (const piece of piecesOf(scenario, options)) {
  parentPort.postMessage(piece, transferables(piece))
  given += 1
  for (let seen = Atomics.load(taken, 0); given - seen > AHEAD; seen = Atomics.load(taken, 0))
    Atomics.wait(taken, 0, seen)
}
