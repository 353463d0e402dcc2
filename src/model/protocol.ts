/**
 * What page and worker say to each other. A *run* is one document being simulated (a branch has one each); its *epoch*
 * counts edits, so that answers to an older request are recognised and dropped.
 */
import type { ParseIssue } from './scenario/types.ts'
import type { TraceChunk } from './trace/chunk.ts'

export type ToWorker =
  /**
   * Simulate a document. With `from`, the run shares its beginning with another: the worker goes on from that one's
   * last checkpoint before the first difference. `have` records of the run are already known to the page: after an edit those
   * before it, after a restart all. They are not sent again.
   */
  | {
      readonly type: 'open'
      readonly run: string
      readonly epoch: number
      readonly text: string
      readonly from: string | null
      readonly have: number
    }
  /**
   * How far to look ahead: until both the time and the number of records are reached, or the run halts. The last run that
   * was given a goal is watched; one that is looked at `beside` it goes on whenever the watched one has no work.
   */
  | {
      readonly type: 'goal'
      readonly run: string
      readonly untilMs: number
      readonly records: number
      readonly beside?: boolean
    }
  | { readonly type: 'close'; readonly run: string }
  | { readonly type: 'ping'; readonly n: number }
  /** A question answered by running (study layer); the answer carries the same number. */
  | { readonly type: 'ask'; readonly n: number; readonly question: Question }

export interface Question {
  readonly kind: string
  readonly [key: string]: unknown
}

export type Halt = 'until' | 'quiet' | 'budget'

export type FromWorker =
  /** The trace of the run is cut to so many records and strings; chunks follow from there. Until then it stays as it was. */
  | {
      readonly type: 'reset'
      readonly run: string
      readonly epoch: number
      readonly records: number
      readonly strings: number
    }
  | { readonly type: 'chunk'; readonly run: string; readonly epoch: number; readonly chunk: TraceChunk }
  | {
      readonly type: 'progress'
      readonly run: string
      readonly epoch: number
      readonly aheadMs: number
      readonly records: number
      readonly halted: Halt | null
    }
  | { readonly type: 'issues'; readonly run: string; readonly epoch: number; readonly issues: readonly ParseIssue[] }
  | { readonly type: 'pong'; readonly n: number }
  | { readonly type: 'answer'; readonly n: number; readonly ok: boolean; readonly answer: unknown }
  /** Our bug: the run cannot go on. What was computed stays. */
  | { readonly type: 'crashed'; readonly run: string; readonly epoch: number; readonly message: string }
