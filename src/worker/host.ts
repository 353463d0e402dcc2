/** The Web Worker: hears the page, lets the keeper work in slices, and breathes between them. */
import { CLUSTER } from '#sim/components/index.ts'
import type { FromWorker, ToWorker } from '#model/protocol.ts'
import { Keeper } from './keeper.ts'
import { Questions } from './questions.ts'

const scope = globalThis as unknown as DedicatedWorkerGlobalScope

const keeper = new Keeper(CLUSTER, {
  nowMs: () => performance.now(),
  post: (message: FromWorker, transfer: ArrayBuffer[]) => scope.postMessage(message, transfer),
})

const SLICE_MS = 10

const questions = new Questions(
  () => performance.now(),
  (n, answer) => {
    const said = answer.ok ? { ok: true, answer: answer.value } : { ok: false, answer: answer.error }
    scope.postMessage({ type: 'answer', n, ...said } satisfies FromWorker)
  },
)

/** A message to ourselves comes behind the page's: an edit is heard between two slices. */
const breath = new MessageChannel()
let breathing = false

function goOn(): void {
  if (breathing || !(keeper.busy || questions.busy)) return
  breathing = true
  breath.port2.postMessage(null)
}

breath.port1.onmessage = () => {
  breathing = false
  keeper.work()
  questions.work(SLICE_MS)
  goOn()
}

scope.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data
  switch (message.type) {
    case 'open':
      keeper.open(message)
      break
    case 'goal':
      keeper.goal(message.run, message.untilMs, message.records, message.beside)
      break
    case 'close':
      keeper.close(message.run)
      break
    case 'ping':
      scope.postMessage({ type: 'pong', n: message.n } satisfies FromWorker)
      break
    case 'ask':
      questions.ask(message.n, message.question)
      break
  }
  goOn()
}
