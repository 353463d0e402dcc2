/**
 * A lesson as data: a scenario, steps whose words belong to events of its run (never to seconds), and goals that the learner
 * reaches by acting. `derive/lessonProgress.ts` finds where a run stands in it.
 */
import type { ActionKeys, ActionName, ScenarioDocument } from './scenario/document.ts'
import type { Depth, RecordType } from './trace/records.ts'

/** The same words in each language of the page. */
export interface BothWords {
  readonly en: string
  readonly zh: string
}

/**
 * A record that is waited for: its type, and what stands at dotted paths of it (contracts.md 3). A text that ends in `*`
 * stands for whatever begins so; a `*` in a path for any entry of a list.
 */
export interface LessonEvent {
  readonly type: RecordType
  readonly where?: Readonly<Record<string, string | number | boolean | null>>
}

/** A wish of the learner's without its time: it takes hold at the cursor. */
export type LessonAction = { [A in ActionName]: { readonly do: A } & ActionKeys[A] }[ActionName]

export interface LessonGoal {
  /** What to do, in a sentence. */
  readonly text: BothWords
  /** Where on the page it is done. */
  readonly hint: BothWords
  /** The goal is reached by this record, whoever or whatever brought it about. */
  readonly event: LessonEvent
  /** One way to reach it: what the page does on request, and the test of the lesson too. */
  readonly solution: LessonAction
}

export interface LessonStep {
  readonly headline: BothWords
  readonly text: BothWords
  /** The step begins at the first such record behind the step (and goal) before it; null only at the first: the start. */
  readonly on: LessonEvent | null
  readonly goal?: LessonGoal
  /** Shown from this step on, where the reader did not choose otherwise. */
  readonly depth?: Depth
}

export interface Lesson {
  readonly id: string
  readonly title: BothWords
  readonly summary: BothWords
  readonly scenario: ScenarioDocument
  /** Lanes that have no part in it, and groups that are one lane each: what matters stands beside each other. */
  readonly view?: {
    readonly hidden?: readonly string[]
    readonly folded?: Readonly<Record<string, boolean>>
  }
  /** The last is free play: no goal. */
  readonly steps: readonly LessonStep[]
  /** Which of the ten wrong ideas it faces, 1 to 10. Source: mesos-protocol.md 8. */
  readonly faces: readonly number[]
}
