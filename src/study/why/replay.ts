/**
 * Runs of changed documents. What is changed often happens late: up to there a changed run is the run it was changed
 * from, and goes on from a checkpoint taken just before.
 */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { samePrefix } from '#model/scenario/edit.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { TraceStore } from '#model/trace/store.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { Run, type Checkpoint } from '#sim/kernel/run.ts'
import { startRun } from '#sim/simulate.ts'

/** A run and its trace, which grows by `take`. */
export class Replay {
  readonly trace: TraceStore
  private readonly run: Run

  constructor(run: Run, trace: TraceStore) {
    this.run = run
    this.trace = trace
  }

  /** On to a virtual time, a slice a step. False once the run is over. */
  *advance(untilMs: number): Generator<void, boolean> {
    let goesOn = true
    for (let full = true; full && goesOn; yield) {
      const before = this.run.events
      goesOn = this.run.advance({ untilMs, events: EVENTS_PER_STEP })
      full = this.run.events - before === EVENTS_PER_STEP
    }
    this.trace.append(this.run.takeChunk())
    return goesOn
  }

  /** A moment to go on from; the trace has everything before it. */
  checkpoint(): Checkpoint {
    return this.run.checkpoint()
  }

  get strings(): readonly string[] {
    return this.run.strings
  }
}

const EVENTS_PER_STEP = 2000
/** Records of one run, at most. */
const MOST_RECORDS = 400_000
/** Each is a copy of the world. */
const MOST_CHECKPOINTS = 6

export class Replays {
  private readonly document: ScenarioDocument
  private readonly untilMs: number
  private readonly base: Replay
  private readonly checkpoints: Checkpoint[] = []

  private constructor(document: ScenarioDocument, untilMs: number, base: Replay) {
    this.document = document
    this.untilMs = untilMs
    this.base = base
  }

  /**
   * Runs the document itself up to where each of the changed ones leaves it, or to `atMs`, whatever comes first. Null
   * where the document cannot be read.
   */
  static *of(
    document: ScenarioDocument,
    changed: readonly ScenarioDocument[],
    atMs: number,
    untilMs: number,
  ): Generator<void, Replays | null> {
    const scenario = scenarioOf(document, untilMs)
    if (!scenario) return null
    const base = new Replay(startRun(scenario, { budget: MOST_RECORDS }), new TraceStore())
    const replays = new Replays(document, untilMs, base)
    const partings = new Set(changed.map((one) => Math.min(samePrefix(document, one), atMs)))
    const times = [...partings].filter((time) => time > 0).sort((a, b) => a - b)
    for (const time of times.slice(-MOST_CHECKPOINTS)) {
      if (!(yield* base.advance(time - 1))) break
      replays.checkpoints.push(base.checkpoint())
    }
    return replays
  }

  /** The run of the document itself: goes on where `of` stopped. */
  unchanged(): Replay {
    return this.base
  }

  /** The run of a changed document, from the last checkpoint before the first difference, or from the start; null: mistakes. */
  changed(document: ScenarioDocument): Replay | null {
    const scenario = scenarioOf(document, this.untilMs)
    if (!scenario) return null
    const same = samePrefix(this.document, document)
    const last = this.checkpoints.findLast(({ at }) => at < same)
    if (!last) return new Replay(startRun(scenario, { budget: MOST_RECORDS }), new TraceStore())
    const run = Run.resume(scenario, CLUSTER, last, this.base.strings, { budget: MOST_RECORDS })
    return new Replay(run, this.base.trace.fork(last.records, last.strings))
  }
}

function scenarioOf(document: ScenarioDocument, untilMs: number): Scenario | null {
  const parsed = parseScenario({ ...document, untilMs })
  return parsed.ok ? parsed.value : null
}
