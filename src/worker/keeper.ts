/**
 * Keeps the runs of a session: starts them, goes on from checkpoints, advances the one that is watched in bounded
 * slices. Knows nothing of the worker's own world but a clock and a way to post, which are handed in.
 */
import type { ClusterDefinition } from '#sim/kernel/definition.ts'
import { Run, type Checkpoint } from '#sim/kernel/run.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { samePrefix } from '#model/scenario/edit.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { FromWorker, ToWorker } from '#model/protocol.ts'
import { transferables } from '#model/trace/chunk.ts'

type Open = Extract<ToWorker, { type: 'open' }>

interface Kept {
  readonly id: string
  epoch: number
  document: unknown
  run: Run
  checkpoints: Checkpoint[]
  /** Records after which the next checkpoint is due, once the run was worked on for so long. */
  nextCheckpoint: number
  restMs: number
  /**
   * So many records of this very run the page has already: they are made again without a word, then it is told to cut
   * what it has beyond. Null: it was told.
   */
  have: number | null
  /** Where the clock stood when the page was told last. */
  toldAt: number
  goal: { untilMs: number; records: number }
}

export interface KeeperWorld {
  readonly nowMs: () => number
  readonly post: (message: FromWorker, transfer: ArrayBuffer[]) => void
}

/** Wall time of one slice, and events between two looks at the clock. */
const SLICE_MS = 10
const EVENTS_PER_LOOK = 400
/** The page draws what it is told: while much is computed, it is told so often, in ms. */
const TELL_EVERY_MS = 32
const CHECKPOINT_RECORDS = 2000
const CHECKPOINTS_KEPT = 24
/** Of all that are kept of a run, in machines: some 100 MB. Only clusters of thousands of agents come near it. */
const MOST_WEIGHT = 80_000
/** A checkpoint may cost so much of the time between two: an edit has at most that time's work to make again. */
const CHECKPOINT_COST = 0.15
export const MAX_RUNS = 12

export class Keeper {
  private readonly runs = new Map<string, Kept>()
  private watched: string | null = null
  /** Compared with the watched one: advanced when that one has no work. */
  private beside: string | null = null

  private readonly cluster: ClusterDefinition
  private readonly world: KeeperWorld

  constructor(cluster: ClusterDefinition, world: KeeperWorld) {
    this.cluster = cluster
    this.world = world
  }

  open(request: Open): void {
    const { run: id, epoch, text } = request
    const parsed = parseScenario(text)
    if (!parsed.ok) {
      this.world.post({ type: 'issues', run: id, epoch, issues: parsed.error }, [])
      return
    }
    const document: unknown = JSON.parse(text)
    const base = this.runs.get(request.from ?? id)
    const kept = this.begin(request, document, parsed.value, base)
    this.runs.delete(id)
    this.runs.set(id, kept)
    this.watched = id
    this.forgetOldest()
    if (!this.mayReplay(kept)) this.tellCut(kept)
  }

  /** From the last checkpoint before the first difference and within what the page has, or from the start. */
  private begin(request: Open, document: unknown, scenario: Scenario, base: Kept | undefined): Kept {
    const { run: id, epoch } = request
    const same = base ? samePrefix(base.document as never, document as never) : 0
    // What the page has of another run is worth something only where that one is known.
    const have = request.from === null || same > 0 ? request.have : 0
    const usable = base?.checkpoints.filter((known) => known.at < same && known.records <= have) ?? []
    const last = usable.at(-1)
    const run =
      base && last ? Run.resume(scenario, this.cluster, last, base.run.strings) : Run.start(scenario, this.cluster)
    const goal = { untilMs: 0, records: 0 }
    const fresh = { nextCheckpoint: run.records + CHECKPOINT_RECORDS, restMs: 0, toldAt: -Infinity, goal }
    return { id, epoch, document, run, checkpoints: usable, have, ...fresh }
  }

  private forgetOldest(): void {
    for (const id of this.runs.keys()) {
      if (this.runs.size <= MAX_RUNS) return
      if (id !== this.watched && id !== this.beside) this.runs.delete(id)
    }
  }

  goal(id: string, untilMs: number, records: number, beside = false): void {
    const kept = this.runs.get(id)
    if (!kept) return
    kept.goal = { untilMs, records }
    if (!beside) this.watched = id
    else this.beside = id
  }

  close(id: string): void {
    this.runs.delete(id)
    if (this.watched === id) this.watched = null
    if (this.beside === id) this.beside = null
  }

  /** Whether there is work towards the goal of the watched run, or of the one beside it. */
  get busy(): boolean {
    return this.next() !== null
  }

  private next(): Kept | null {
    for (const id of [this.watched, this.beside]) {
      const kept = id === null ? undefined : this.runs.get(id)
      if (kept && this.hasWork(kept)) return kept
    }
    return null
  }

  private hasWork(kept: Kept): boolean {
    const { run, goal } = kept
    if (kept.have !== null) return true
    return run.halted === null && run.now < goal.untilMs && run.records < goal.records
  }

  /** One slice of work; posts what came of it. */
  work(): void {
    const kept = this.next()
    if (!kept) return
    const started = this.world.nowMs()
    try {
      let now = started
      while (this.hasWork(kept) && now - started < SLICE_MS) {
        this.advance(kept)
        const after = this.world.nowMs()
        kept.restMs -= after - now
        if (this.isCheckpointDue(kept)) this.keepCheckpoint(kept)
        now = this.world.nowMs()
      }
      if (kept.have === null) this.postSoon(kept)
      if (kept.have === null && kept.run.halted !== null) kept.run.release()
    } catch (error) {
      const message = error instanceof Error ? `${error.message}` : String(error)
      this.runs.delete(kept.id)
      this.world.post({ type: 'crashed', run: kept.id, epoch: kept.epoch, message }, [])
    }
  }

  /** Up to what the page has, nothing is posted: the page's last record was the last of an event, so this one is too. */
  private advance(kept: Kept): void {
    const { run, have, goal } = kept
    if (have === null) {
      run.advance({ events: EVENTS_PER_LOOK, untilMs: Math.max(goal.untilMs, run.now + 1000) })
    } else if (this.mayReplay(kept)) {
      run.advance({ events: EVENTS_PER_LOOK, records: have })
      run.takeChunk()
    } else this.tellCut(kept)
  }

  private mayReplay({ run, have }: Kept): boolean {
    return have !== null && run.halted === null && run.records < have
  }

  private tellCut(kept: Kept): void {
    const { id: run, epoch } = kept
    const { records, strings } = kept.run
    kept.have = null
    this.world.post({ type: 'reset', run, epoch, records, strings: strings.length }, [])
  }

  /** At once where nothing more is wanted, or nothing was told for a while. */
  private postSoon(kept: Kept): void {
    if (!this.hasWork(kept) || this.world.nowMs() - kept.toldAt >= TELL_EVERY_MS) this.postChunk(kept)
  }

  /** Each chunk is followed by how far the run has come: the page draws it then. */
  private postChunk(kept: Kept): void {
    const { id: run, epoch } = kept
    kept.toldAt = this.world.nowMs()
    const chunk = kept.run.takeChunk()
    if (chunk.count > 0) this.world.post({ type: 'chunk', run, epoch, chunk }, transferables(chunk))
    const { now: aheadMs, records, halted } = kept.run
    this.world.post({ type: 'progress', run, epoch, aheadMs, records, halted }, [])
  }

  private isCheckpointDue({ run, nextCheckpoint, restMs }: Kept): boolean {
    return run.halted === null && run.records >= nextCheckpoint && restMs <= 0
  }

  /** Copies the world; what copying costs decides how soon it is done again. Old ones are thinned out. */
  private keepCheckpoint(kept: Kept): void {
    if (kept.have === null) this.postChunk(kept)
    const before = this.world.nowMs()
    kept.checkpoints.push(kept.run.checkpoint())
    const costMs = this.world.nowMs() - before
    kept.nextCheckpoint = kept.run.records + CHECKPOINT_RECORDS
    kept.restMs = costMs / CHECKPOINT_COST
    if (kept.checkpoints.length > CHECKPOINTS_KEPT) {
      const newest = kept.checkpoints.length - 4
      kept.checkpoints = kept.checkpoints.filter((_, k) => k % 2 === 0 || k >= newest)
    }
    let weight = kept.checkpoints.reduce((sum, known) => sum + known.weight, 0)
    while (weight > MOST_WEIGHT && kept.checkpoints.length > 1) weight -= kept.checkpoints.shift()?.weight ?? 0
  }
}
