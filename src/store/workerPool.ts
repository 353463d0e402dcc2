/**
 * Simulators beside the page's own, for questions that many runs answer. Each works at one question at a time; one that
 * dies or falls silent is replaced, and its question is asked once more elsewhere.
 */
import type { FromWorker, Question, ToWorker } from '#model/protocol.ts'

export interface Reply {
  readonly ok: boolean
  readonly answer: unknown
}

interface Job {
  readonly question: Question
  readonly done: (reply: Reply) => void
  tries: number
}

interface Lane {
  worker: Worker
  job: Job | null
  /** Pings since the worker was heard last. */
  unheard: number
}

/** Of one question: who kills two workers is given up. */
const MOST_TRIES = 2
const PING_MS = 2000
const MOST_UNHEARD = 8
/** More workers than these only share the memory's one road. */
const MOST_WORKERS = 8

/** As many as the machine has, one left to the page. */
export function poolSize(hardwareConcurrency: number | undefined): number {
  return Math.max(1, Math.min(MOST_WORKERS, (hardwareConcurrency ?? 2) - 1))
}

export class WorkerPool {
  private readonly lanes: Lane[] = []
  private readonly waiting: Job[] = []
  private timer: ReturnType<typeof setInterval> | null = null
  private readonly makeWorker: () => Worker
  private readonly size: number
  private stopped = false

  constructor(makeWorker: () => Worker, size: number) {
    this.makeWorker = makeWorker
    this.size = size
  }

  /** Never rejects; after `stop` it is answered that nobody will. */
  ask(question: Question): Promise<Reply> {
    return new Promise((done) => {
      this.waiting.push({ question, done, tries: 0 })
      this.hand()
    })
  }

  /** Ends all workers at once, whatever they are at. */
  stop(): void {
    this.stopped = true
    if (this.timer !== null) clearInterval(this.timer)
    const jobs = [...this.lanes.flatMap(({ job }) => job ?? []), ...this.waiting]
    for (const { worker } of this.lanes) worker.terminate()
    this.lanes.length = 0
    this.waiting.length = 0
    for (const { done } of jobs) done({ ok: false, answer: 'stopped' })
  }

  /** Gives what waits to who is free; makes workers as they are needed. */
  private hand(): void {
    if (this.stopped) {
      for (const { done } of this.waiting.splice(0)) done({ ok: false, answer: 'stopped' })
      return
    }
    while (this.waiting.length > 0) {
      const lane = this.lanes.find(({ job }) => job === null) ?? this.newLane()
      if (!lane) return
      const job = this.waiting.shift() as Job
      job.tries += 1
      lane.job = job
      lane.unheard = 0
      lane.worker.postMessage({ type: 'ask', n: 1, question: job.question } satisfies ToWorker)
    }
  }

  private newLane(): Lane | null {
    if (this.lanes.length >= this.size) return null
    const lane: Lane = { worker: this.makeWorker(), job: null, unheard: 0 }
    this.lanes.push(lane)
    this.listen(lane)
    this.timer ??= setInterval(() => this.watch(), PING_MS)
    return lane
  }

  private listen(lane: Lane): void {
    const { worker } = lane
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      lane.unheard = 0
      if (data.type !== 'answer' || !lane.job) return
      const { done } = lane.job
      lane.job = null
      done({ ok: data.ok, answer: data.answer })
      this.hand()
    }
    worker.onerror = () => this.replace(lane)
    worker.onmessageerror = () => this.replace(lane)
  }

  private replace(lane: Lane): void {
    const { job } = lane
    lane.worker.terminate()
    lane.job = null
    lane.unheard = 0
    lane.worker = this.makeWorker()
    this.listen(lane)
    if (!job) return
    if (job.tries < MOST_TRIES) this.waiting.unshift(job)
    else job.done({ ok: false, answer: 'the simulator stopped on it twice' })
    this.hand()
  }

  private watch(): void {
    for (const lane of this.lanes) {
      if (!lane.job) continue
      if (lane.unheard >= MOST_UNHEARD) this.replace(lane)
      else {
        lane.unheard += 1
        lane.worker.postMessage({ type: 'ping', n: 0 } satisfies ToWorker)
      }
    }
  }
}
