/** The Web Worker: hears the page, lets the keeper work in slices, and breathes between them. */
import { CLUSTER } from '#sim/components/index.ts'
import type { FromWorker, ToWorker } from '#model/protocol.ts'
import { Keeper } from './keeper.ts'

const scope = globalThis as unknown as DedicatedWorkerGlobalScope

const keeper = new Keeper(CLUSTER, {
  nowMs: () => performance.now(),
  post: (message: FromWorker, transfer: ArrayBuffer[]) => scope.postMessage(message, transfer),
})

/** A message to ourselves comes behind the page's: an edit is heard between two slices. */
const breath = new MessageChannel()
let breathing = false

function goOn(): void {
  if (breathing || !keeper.busy) return
  breathing = true
  breath.port2.postMessage(null)
}

breath.port1.onmessage = () => {
  breathing = false
  keeper.work()
  goOn()
}

scope.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data
  switch (message.type) {
    case 'open':
      keeper.open(message)
      break
    case 'goal':
      keeper.goal(message.run, message.untilMs, message.records)
      break
    case 'close':
      keeper.close(message.run)
      break
    case 'ping':
      scope.postMessage({ type: 'pong', n: message.n } satisfies FromWorker)
      break
    case 'ask':
      scope.postMessage({ type: 'answer', n: message.n, ok: false, answer: 'unknown question' } satisfies FromWorker)
      break
  }
  goOn()
}
