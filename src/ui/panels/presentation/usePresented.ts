/** What is presented: the parts of the lesson that is open, else the twelve steps; and the way on and back through them. */
import { NOTES } from '#content/lessons/notes/index.ts'
import type { BothWords, Lesson } from '#model/lesson.ts'
import type { App } from '#store/app.ts'
import { useEffect, useState } from 'react'
import { useApp, useSurface, useWords } from '../../widgets/context.ts'
import { backward, doGoal, onward, progressNow, useLesson, useProgress } from '../learn/useLesson.ts'
import { useTold } from '../narration/Narration.tsx'

export interface Beats {
  readonly forward: () => void
  readonly backward: () => void
}

/** One press, one beat: the next part, or what the goal of this one asks for. */
async function lessonForward(app: App, lesson: Lesson): Promise<void> {
  const { step, goal } = progressNow(app, lesson)
  const { playing } = app.store.getState()
  if (goal === 'open' && !playing) doGoal(app, lesson, step, app.store.getState().lang)
  else await onward(app, lesson)
}

export function beatsOf(app: App, lesson: Lesson | null): Beats {
  if (!lesson) {
    const { stage } = app
    return { forward: () => stage.playBeat(app.reducedMotion()), backward: () => stage.previousBeat() }
  }
  return { forward: () => void lessonForward(app, lesson), backward: () => backward(app, lesson) }
}

/** The lesson that is open, once it is loaded. */
export function usePresentedLesson(): Lesson | null {
  return useLesson(useSurface((s) => s.lesson) ?? '')
}

export interface Told {
  readonly here: string
  readonly note: string | null
  /** The headline of what comes next; null at the end. */
  readonly next: string | null
  /** The next press acts. */
  readonly acts: boolean
}

function useNotes(id: string): readonly BothWords[] {
  const [notes, setNotes] = useState<readonly BothWords[]>([])
  useEffect(() => {
    let wanted = true
    void NOTES[id]?.().then((loaded) => (wanted ? setNotes(loaded) : undefined))
    return () => {
      wanted = false
    }
  }, [id])
  return notes
}

/** Of a lesson, for its presenter. */
export function useLessonTold(lesson: Lesson): Told {
  const { lang } = useWords()
  const { step, goal } = useProgress(lesson)
  const note = useNotes(lesson.id)[step]
  return {
    here: lesson.steps[step]?.headline[lang] ?? '',
    note: note?.[lang] ?? null,
    next: lesson.steps[step + 1]?.headline[lang] ?? null,
    acts: goal === 'open',
  }
}

const STEPS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

/** Of the twelve steps: they have no notes. */
export function useStepsTold(): Told {
  const { t } = useWords()
  const { stage } = useApp()
  const { step } = useTold()
  const to = stage.nextBeat()
  const { trace } = stage.timeline()
  const following = to === null ? undefined : STEPS[trace.stepOf(to)]
  return {
    here: t(`step.${step}.headline`),
    note: null,
    next: following === undefined ? null : t(`step.${following}.headline`),
    acts: false,
  }
}
