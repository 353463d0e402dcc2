/**
 * The page's side of the worker: sends requests, drops answers to older ones, notices when the worker is gone and
 * starts it again with the same documents. The page waits for nothing here.
 */
import type { FromWorker, Halt, Question, ToWorker } from '#model/protocol.ts'
import type { ParseIssue } from '#model/scenario/types.ts'
import type { TraceChunk } from '#model/trace/chunk.ts'

export interface SimHandlers {
  readonly onReset: (run: string, records: number, strings: number) => void
  readonly onChunk: (run: string, chunk: TraceChunk) => void
  readonly onProgress: (run: string, aheadMs: number, halted: Halt | null) => void
  readonly onIssues: (run: string, issues: readonly ParseIssue[]) => void
  readonly onCrash: (run: string, message: string) => void
  /** The worker died or hung and is starting again. */
  readonly onRestart: () => void
  readonly onReady: () => void
}

interface OpenRun {
  readonly epoch: number
  readonly text: string
  /** Of the page's records so many are surely of this run: those that are the same as before an edit, or that came of it. */
  records: number
  goal: { readonly untilMs: number; readonly records: number; readonly beside?: boolean } | null
}

/** Without an answer for so long while we wait for one and are awake ourselves, the worker hangs. */
const SILENCE_MS = 10_000
/** Before its first word its script may still be on its way, over a thin line to a slow machine. */
const FIRST_WORD_MS = 30_000
const PING_MS = 1000
/** A look that comes so late tells of the page, not of the worker: it slept, was throttled, or the machine has more to do than it can. */
const LATE_MS = 1500

export class SimClient {
  private worker: Worker | null = null
  private readonly runs = new Map<string, OpenRun>()
  private readonly asked = new Map<number, (answer: { ok: boolean; answer: unknown }) => void>()
  private numbers = 0
  private watched: string | null = null
  /** Time for which we were awake, waited, and heard nothing. */
  private silentMs = 0
  private lookedAt = 0
  private waitingPing = false
  private hasSpoken = false
  private timer: ReturnType<typeof setInterval> | null = null

  private readonly makeWorker: () => Worker
  private readonly handlers: SimHandlers
  private readonly nowMs: () => number

  constructor(makeWorker: () => Worker, handlers: SimHandlers, nowMs = () => performance.now()) {
    this.makeWorker = makeWorker
    this.handlers = handlers
    this.nowMs = nowMs
  }

  start(): void {
    this.stopWorker()
    const worker = this.makeWorker()
    this.worker = worker
    this.silentMs = 0
    this.lookedAt = this.nowMs()
    this.waitingPing = false
    this.hasSpoken = false
    worker.onmessage = (event: MessageEvent<FromWorker>) => this.hear(event.data)
    worker.onerror = () => this.restart()
    worker.onmessageerror = () => this.restart()
    this.timer ??= setInterval(() => this.watch(), PING_MS)
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
    this.stopWorker()
  }

  private stopWorker(): void {
    this.worker?.terminate()
    this.worker = null
  }

  /** For tests and for the palette: what happens when the worker dies. */
  restart(): void {
    this.handlers.onRestart()
    for (const answer of this.asked.values()) answer({ ok: false, answer: 'the worker was restarted' })
    this.asked.clear()
    this.start()
    for (const [run, { epoch, text, records }] of this.runs)
      this.post({ type: 'open', run, epoch, text, from: null, have: records })
    for (const [run, { goal }] of this.runs) if (goal) this.post({ type: 'goal', run, ...goal })
    this.watchAgain()
  }

  /** The worker watches the run that it heard of last. */
  private watchAgain(): void {
    const goal = this.watched === null ? undefined : this.runs.get(this.watched)?.goal
    if (goal && this.watched !== null) this.post({ type: 'goal', run: this.watched, ...goal })
  }

  /** `have`: so many records of the run `from` are the same in this one, and the page has them. */
  open(run: string, epoch: number, text: string, from: string | null, have = 0): void {
    const records = Math.min(have, from === null ? 0 : (this.runs.get(from)?.records ?? 0))
    this.runs.set(run, { epoch, text, records, goal: null })
    this.post({ type: 'open', run, epoch, text, from, have: records })
  }

  /** Opens a run that is not the watched one. */
  openBeside(run: string, epoch: number, text: string, from: string | null): void {
    this.open(run, epoch, text, from)
    this.watchAgain()
  }

  /** `beside`: the run is compared with the watched one and goes on when that one has no work. */
  goal(run: string, untilMs: number, records: number, beside = false): void {
    const known = this.runs.get(run)
    if (!known) return
    known.goal = { untilMs, records, ...(beside ? { beside } : {}) }
    if (!beside) this.watched = run
    this.post({ type: 'goal', run, ...known.goal })
  }

  close(run: string): void {
    this.runs.delete(run)
    if (this.watched === run) this.watched = null
    this.post({ type: 'close', run })
  }

  ask(question: Question): Promise<{ ok: boolean; answer: unknown }> {
    this.numbers += 1
    const n = this.numbers
    return new Promise((resolve) => {
      this.asked.set(n, resolve)
      this.post({ type: 'ask', n, question })
    })
  }

  private post(message: ToWorker): void {
    this.worker?.postMessage(message)
  }

  private watch(): void {
    const now = this.nowMs()
    const elapsed = now - this.lookedAt
    this.lookedAt = now
    if (this.waitingPing && elapsed < LATE_MS) this.silentMs += elapsed
    if (this.silentMs > (this.hasSpoken ? SILENCE_MS : FIRST_WORD_MS)) return this.restart()
    if (this.waitingPing) return
    this.waitingPing = true
    this.silentMs = 0
    this.numbers += 1
    this.post({ type: 'ping', n: this.numbers })
  }

  /** Answers to an older epoch are dropped: a newer request made them harmless. */
  private known(run: string, epoch: number): OpenRun | null {
    const known = this.runs.get(run)
    return known && known.epoch === epoch ? known : null
  }

  private hear(message: FromWorker): void {
    this.silentMs = 0
    this.hasSpoken = true
    switch (message.type) {
      case 'pong':
        this.waitingPing = false
        this.handlers.onReady()
        return
      case 'answer':
        this.asked.get(message.n)?.({ ok: message.ok, answer: message.answer })
        this.asked.delete(message.n)
        return
      default:
        this.hearRun(message)
    }
  }

  private hearRun(message: Exclude<FromWorker, { type: 'pong' | 'answer' }>): void {
    const known = this.known(message.run, message.epoch)
    if (!known) return
    switch (message.type) {
      case 'reset':
        known.records = message.records
        return this.handlers.onReset(message.run, message.records, message.strings)
      case 'chunk':
        known.records = message.chunk.first + message.chunk.count
        return this.handlers.onChunk(message.run, message.chunk)
      case 'progress':
        return this.handlers.onProgress(message.run, message.aheadMs, message.halted)
      case 'issues':
        return this.handlers.onIssues(message.run, message.issues)
      case 'crashed':
        return this.handlers.onCrash(message.run, message.message)
    }
  }
}
