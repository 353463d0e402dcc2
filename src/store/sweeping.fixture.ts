/** Simulators without threads, for tests: the worker's own answers, a turn of the event loop apart. */
import type { FromWorker, ToWorker } from '#model/protocol.ts'
import { Questions } from '#worker/questions.ts'

export interface Behaviour {
  /** Dies instead of answering, where this says so. */
  readonly dies?: (message: ToWorker) => boolean
  /** Is never heard. */
  readonly mute?: boolean
}

export class FakeWorker {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null
  onerror: (() => void) | null = null
  onmessageerror: (() => void) | null = null
  ended = false
  private readonly behaviour: Behaviour

  constructor(behaviour: Behaviour = {}) {
    this.behaviour = behaviour
  }

  postMessage(message: ToWorker): void {
    setTimeout(() => this.hear(message), 0)
  }

  terminate(): void {
    this.ended = true
  }

  private hear(message: ToWorker): void {
    if (this.ended || this.behaviour.mute === true) return
    if (this.behaviour.dies?.(message) === true) {
      this.onerror?.()
      return
    }
    if (message.type === 'ping') this.say({ type: 'pong', n: message.n })
    if (message.type !== 'ask') return
    const questions = new Questions(
      () => 0,
      (n, answer) => this.say({ type: 'answer', n, ok: answer.ok, answer: answer.ok ? answer.value : answer.error }),
    )
    questions.ask(message.n, message.question)
    while (questions.busy) questions.work(1)
  }

  private say(data: FromWorker): void {
    // As a thread's message is copied.
    if (!this.ended) this.onmessage?.({ data: structuredClone(data) } as MessageEvent<FromWorker>)
  }
}

export function asWorker(worker: FakeWorker): Worker {
  return worker as unknown as Worker
}
