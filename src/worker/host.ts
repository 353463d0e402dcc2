/** The Web Worker: hears the page, lets the keeper work in slices, and breathes between them. */
import { CLUSTER } from '#sim/components/index.ts'
import type { FromWorker, Question, ToWorker } from '#model/protocol.ts'
import { Keeper } from './keeper.ts'
import type { Questions } from './questions.ts'

const scope = globalThis as unknown as DedicatedWorkerGlobalScope

const keeper = new Keeper(CLUSTER, {
  nowMs: () => performance.now(),
  post: (message: FromWorker, transfer: ArrayBuffer[]) => scope.postMessage(message, transfer),
})

const SLICE_MS = 10

let questions: Questions | null = null

/** What answers questions by running is loaded with the first one: the first run does not wait for it. */
const loadQuestions = async (): Promise<Questions> => {
  const { Questions: Loaded } = await import('./questions.ts')
  questions ??= new Loaded(
    () => performance.now(),
    (n, answer) => {
      const said = answer.ok ? { ok: true, answer: answer.value } : { ok: false, answer: answer.error }
      scope.postMessage({ type: 'answer', n, ...said } satisfies FromWorker)
    },
  )
  return questions
}

/** A message to ourselves comes behind the page's: an edit is heard between two slices. */
const breath = new MessageChannel()
let breathing = false

function goOn(): void {
  if (breathing || !(keeper.busy || questions?.busy)) return
  breathing = true
  breath.port2.postMessage(null)
}

breath.port1.onmessage = () => {
  breathing = false
  keeper.work()
  questions?.work(SLICE_MS)
  goOn()
}

async function ask(n: number, question: Question): Promise<void> {
  try {
    const loaded = await loadQuestions()
    loaded.ask(n, question)
    goOn()
  } catch (error) {
    scope.postMessage({ type: 'answer', n, ok: false, answer: String(error) } satisfies FromWorker)
  }
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
      void ask(message.n, message.question)
      break
  }
  goOn()
}
