/** The run of a lesson and the pictures of its steps: made when the handout is opened, in a worker and out of sight. */
import type { Lesson } from '#model/lesson.ts'
import { readScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { lessonRun, type LessonRun } from '#store/lessonRun.ts'
import { SideRuns } from '#store/sideRuns.ts'
import { useEffect, useMemo, useState } from 'react'
import { useApp } from '../../widgets/context.ts'
import type { Picture } from '../share/picture.ts'
import type { Shot } from './Drawer.tsx'

interface Played extends LessonRun {
  readonly scenario: Scenario
}

/** Null until it is there; `failed` where the lesson could not be played. */
function usePlayed(lesson: Lesson): Played | 'failed' | null {
  const { makeWorker } = useApp()
  const [played, setPlayed] = useState<Played | 'failed' | null>(null)
  useEffect(() => {
    const runs = new SideRuns(makeWorker)
    let wanted = true
    void lessonRun(lesson, (document) => runs.run(document)).then((run) => {
      const read = run ? readScenario(run.document) : null
      if (wanted) setPlayed(run && read?.ok ? { ...run, scenario: read.value.scenario } : 'failed')
      runs.stop()
    })
    return () => {
      wanted = false
      runs.stop()
    }
  }, [lesson, makeWorker])
  return played
}

/** What is drawn of each step: nothing where the run has not begun. */
function shotsOf(lesson: Lesson, { places }: LessonRun): readonly (Shot | null)[] {
  let depth: Shot['depth'] = 1
  return lesson.steps.map((step, k) => {
    depth = step.depth ?? depth
    const ordinal = places[k]?.begins ?? -1
    return ordinal < 0 ? null : { ordinal, depth }
  })
}

export interface Pictures {
  readonly failed: boolean
  /** By step, as far as they are drawn. */
  readonly pictures: readonly (Picture | null)[]
  readonly shots: readonly (Shot | null)[]
  readonly played: Played | null
  /** The one to draw now; null: all are drawn, or the run is not there yet. */
  readonly now: Shot | null
  readonly done: boolean
  readonly drawn: (picture: Picture | null) => void
}

export function usePictures(lesson: Lesson): Pictures {
  const found = usePlayed(lesson)
  const failed = found === 'failed'
  const played = failed ? null : found
  const shots = useMemo(() => (played ? shotsOf(lesson, played) : []), [lesson, played])
  const [drawn, setDrawn] = useState<readonly (Picture | null)[]>([])
  // Steps without a picture are passed over at once.
  let next = drawn.length
  while (next < shots.length && shots[next] === null) next += 1
  const pictures = [...drawn, ...Array.from({ length: next - drawn.length }, () => null)]
  return {
    failed,
    pictures,
    shots,
    played,
    now: shots[next] ?? null,
    done: failed || (played !== null && next >= shots.length),
    drawn: (picture) => setDrawn([...pictures, picture]),
  }
}
