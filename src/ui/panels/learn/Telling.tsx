/** Who tells what happens: the twelve steps, or the lesson that is open. */
import { learningOf } from '#store/learning.ts'
import { type ReactNode, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { useApp, useSurface } from '../../widgets/context.ts'
import { lazily } from '../../widgets/lazily.ts'

const Predict = lazily(async () => ({ default: (await import('./Predict.tsx')).Predict }))
const LessonRunner = lazily(async () => ({ default: (await import('./LessonRunner.tsx')).LessonRunner }))

export function Telling({ otherwise }: { readonly otherwise: ReactNode }): ReactNode {
  const app = useApp()
  const lesson = useSurface((s) => s.lesson)
  useEffect(() => {
    const { current } = learningOf(app).getState()
    if (current !== null) app.surface.setState({ lesson: current })
    const asked = /[?&]lesson=([\w-]+)/.exec(location.search)?.[1]
    // A link that names a moment itself is left at it.
    if (asked && location.hash.length < 2) void import('./asked.ts').then(({ openAsked }) => openAsked(app, asked))
  }, [app])
  const predicting = useStore(learningOf(app), (learning) => learning.predicting)
  return (
    <>
      {predicting ? (
        <Suspense fallback={null}>
          <Predict />
        </Suspense>
      ) : null}
      {lesson === null ? (
        otherwise
      ) : (
        <Suspense fallback={otherwise}>
          <LessonRunner key={lesson} id={lesson} />
        </Suspense>
      )}
    </>
  )
}
