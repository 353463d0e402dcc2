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
  /** Records after which the next checkpoint is due. */
  nextCheckpoint: number
  /** Records that the page has already: not posted again. */
  have: number
  goal: { untilMs: number; records: number }
}

export interface KeeperWorld {
  readonly nowMs: () => number
  readonly post: (message: FromWorker, transfer: ArrayBuffer[]) => void
}

/** Wall time of one slice, and events between two looks at the clock. */
const SLICE_MS = 10
const EVENTS_PER_LOOK = 400
const CHECKPOINT_RECORDS = 2000
const CHECKPOINTS_KEPT = 24
/** A checkpoint may cost so much of the time between two. */
const CHECKPOINT_COST = 0.1
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
    const { run: id, epoch, text, have } = request
    const parsed = parseScenario(text)
    if (!parsed.ok) {
      this.world.post({ type: 'issues', run: id, epoch, issues: parsed.error }, [])
      return
    }
    const document: unknown = JSON.parse(text)
    const base = this.runs.get(request.from ?? id)
    const kept = this.begin(id, epoch, document, parsed.value, base)
    kept.have = Math.max(have, kept.run.records)
    this.runs.delete(id)
    this.runs.set(id, kept)
    this.watched = id
    this.forgetOldest()
    const records = have > 0 ? have : kept.run.records
    const strings = have > 0 ? Number.MAX_SAFE_INTEGER : kept.run.strings.length
    this.world.post({ type: 'reset', run: id, epoch, records, strings }, [])
  }

  /** From the last checkpoint before the first difference, or from the start. */
  private begin(id: string, epoch: number, document: unknown, scenario: Scenario, base: Kept | undefined): Kept {
    const same = base ? samePrefix(base.document as never, document as never) : 0
    const usable = base?.checkpoints.filter((checkpoint) => checkpoint.at < same) ?? []
    const last = usable.at(-1)
    const run =
      base && last ? Run.resume(scenario, this.cluster, last, base.run.strings) : Run.start(scenario, this.cluster)
    return {
      id,
      epoch,
      document,
      run,
      checkpoints: usable,
      nextCheckpoint: run.records + CHECKPOINT_RECORDS,
      have: 0,
      goal: { untilMs: 0, records: 0 },
    }
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
    if (run.halted !== null) return false
    return run.records < kept.have || (run.now < goal.untilMs && run.records < goal.records)
  }

  /** One slice of work; posts what came of it. */
  work(): void {
    const kept = this.next()
    if (!kept) return
    const started = this.world.nowMs()
    try {
      while (this.hasWork(kept) && this.world.nowMs() - started < SLICE_MS) {
        this.advance(kept)
        if (kept.run.halted === null && kept.run.records >= kept.nextCheckpoint) this.keepCheckpoint(kept)
      }
      this.postChunk(kept)
    } catch (error) {
      const message = error instanceof Error ? `${error.message}` : String(error)
      this.runs.delete(kept.id)
      this.world.post({ type: 'crashed', run: kept.id, epoch: kept.epoch, message }, [])
    }
  }

  /** Up to what the page has, nothing is posted: the page's last record was the last of an event, so this one is too. */
  private advance(kept: Kept): void {
    const { run, have, goal } = kept
    if (run.records < have) {
      run.advance({ events: EVENTS_PER_LOOK, records: have })
      run.takeChunk()
    } else {
      run.advance({ events: EVENTS_PER_LOOK, untilMs: Math.max(goal.untilMs, run.now + 1000) })
    }
  }

  private postChunk(kept: Kept): void {
    const { id: run, epoch } = kept
    const chunk = kept.run.takeChunk()
    if (chunk.count > 0) this.world.post({ type: 'chunk', run, epoch, chunk }, transferables(chunk))
    const { now: aheadMs, records, halted } = kept.run
    this.world.post({ type: 'progress', run, epoch, aheadMs, records, halted }, [])
  }

  /** Copies the world; what copying costs decides how soon it is done again. Old ones are thinned out. */
  private keepCheckpoint(kept: Kept): void {
    this.postChunk(kept)
    const before = this.world.nowMs()
    kept.checkpoints.push(kept.run.checkpoint())
    const costMs = this.world.nowMs() - before
    const apart = Math.max(CHECKPOINT_RECORDS, Math.round((costMs / CHECKPOINT_COST) * 100))
    kept.nextCheckpoint = kept.run.records + apart
    if (kept.checkpoints.length > CHECKPOINTS_KEPT) {
      const newest = kept.checkpoints.length - 4
      kept.checkpoints = kept.checkpoints.filter((_, k) => k % 2 === 0 || k >= newest)
    }
  }
}
