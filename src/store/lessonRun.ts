/** A lesson played to its end beside the session: each goal reached by its solution, as soon as its step begins. */
import { lessonPlaces, type StepPlace } from '#derive/lessonProgress.ts'
import type { Lesson } from '#model/lesson.ts'
import type { Action, ScenarioDocument } from '#model/scenario/document.ts'
import { withAction } from '#model/scenario/edit.ts'
import type { TraceStore } from '#model/trace/store.ts'

export interface LessonRun {
  readonly document: ScenarioDocument
  readonly trace: TraceStore
  readonly places: readonly StepPlace[]
}

export type RunScenario = (document: ScenarioDocument) => Promise<TraceStore | null>

/** How long after the last act the next event of a lesson may take, virtual ms: a partition is noticed after 90 s. */
const PATIENCE_MS = [12_000, 45_000, 100_000]

/** A run that is long enough for a step to begin; null where it never does. */
async function reaching(
  lesson: Lesson,
  document: ScenarioDocument,
  { step, fromMs }: { readonly step: number; readonly fromMs: number },
  run: RunScenario,
): Promise<TraceStore | null> {
  for (const patience of PATIENCE_MS) {
    const trace = await run({ ...document, untilMs: fromMs + patience })
    if (trace && (lessonPlaces(lesson, trace)[step]?.begins ?? null) !== null) return trace
  }
  return null
}

/** Null where the lesson cannot be played to its end. */
export async function lessonRun(lesson: Lesson, run: RunScenario): Promise<LessonRun | null> {
  let document = lesson.scenario
  let fromMs = 0
  const last = lesson.steps.length - 1
  for (const [step, { goal }] of lesson.steps.entries()) {
    if (!goal && step !== last) continue
    const trace = await reaching(lesson, document, { step, fromMs }, run)
    if (!trace) return null
    const places = lessonPlaces(lesson, trace)
    if (!goal) return { document, trace, places }
    const begins = places[step]?.begins ?? -1
    fromMs = begins < 0 ? 0 : (trace.at[begins] as number)
    document = withAction(document, { ...goal.solution, atMs: fromMs + 1 } as Action)
  }
  return null
}
