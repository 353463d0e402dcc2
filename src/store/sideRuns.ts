/** Runs beside the session, for thumbnails: in a worker of their own, one after the other, never on the screen. */
import type { FromWorker, ToWorker } from '#model/protocol.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { printScenario } from '#model/scenario/print.ts'
import { TraceStore } from '#model/trace/store.ts'

/** Of a longer run only the beginning is made. */
const MOST_RECORDS = 20_000

interface Waiting {
  readonly trace: TraceStore
  readonly done: (trace: TraceStore | null) => void
}

export class SideRuns {
  private readonly worker: Worker
  private readonly waiting = new Map<string, Waiting>()
  private count = 0

  constructor(makeWorker: () => Worker) {
    this.worker = makeWorker()
    this.worker.onmessage = (event: MessageEvent<FromWorker>) => this.hear(event.data)
  }

  /** The trace as soon as the run is over; null where the scenario cannot be run. */
  run(document: ScenarioDocument): Promise<TraceStore | null> {
    this.count += 1
    const run = `side-${this.count}`
    return new Promise((done) => {
      this.waiting.set(run, { trace: new TraceStore(), done })
      this.post({ type: 'open', run, epoch: 1, text: printScenario(document), from: null, have: 0 })
      this.post({ type: 'goal', run, untilMs: Number.MAX_SAFE_INTEGER, records: MOST_RECORDS })
    })
  }

  /** Ends the worker; what is not done yet never is. */
  stop(): void {
    this.worker.terminate()
    this.waiting.clear()
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message)
  }

  private hear(message: FromWorker): void {
    if (!('run' in message)) return
    const waiting = this.waiting.get(message.run)
    if (!waiting) return
    if (message.type === 'reset') waiting.trace.truncate(message.records, message.strings)
    else if (message.type === 'chunk') waiting.trace.append(message.chunk)
    else if (message.type === 'progress') {
      if (message.halted !== null || message.records >= MOST_RECORDS) this.end(message.run, waiting, waiting.trace)
    } else this.end(message.run, waiting, null)
  }

  private end(run: string, { done }: Waiting, trace: TraceStore | null): void {
    this.waiting.delete(run)
    this.post({ type: 'close', run })
    done(trace)
  }
}
