/** The lessons with what was reached of each, and the progress as a whole: clear, take away, bring in. */
import { loadLessons } from '#content/lessons/index.ts'
import { LESSON_WORDS } from '#content/teaching.ts'
import type { Lesson } from '#model/lesson.ts'
import { learningOf, parseLearning, printLearning } from '#store/learning.ts'
import { clearLearning } from '#store/learningNotes.ts'
import { openDialog } from '#store/surface.ts'
import { type ChangeEvent, type ReactNode, use, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import styles from './learn.module.css'
import { beginLesson } from './useLesson.ts'

let all: Promise<readonly Lesson[]> | null = null

/** Loaded once, when the list is first opened. */
export function allLessons(): Promise<readonly Lesson[]> {
  all ??= loadLessons()
  return all
}

const LONGEST_FILE = 200_000

function Progress(): ReactNode {
  const learning = learningOf(useApp())
  const { t } = useWords()
  const file = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState(false)
  const take = (): void => {
    const url = URL.createObjectURL(new Blob([printLearning(learning.getState())], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = 'mesoscope-progress.json'
    link.click()
    URL.revokeObjectURL(url)
  }
  const bring = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [chosen] = event.target.files ?? []
    event.target.value = ''
    if (!chosen) return
    const read = chosen.size > LONGEST_FILE ? null : parseLearning(await chosen.text())
    setRefused(read === null)
    if (read) learning.setState({ ...read, current: learning.getState().current })
  }
  return (
    <section className={styles.progress} aria-label={t('learn.progress')}>
      <p className={styles.note}>{t('learn.progress.text')}</p>
      <Button onClick={() => clearLearning(learning)}>{t('learn.progress.clear')}</Button>
      <Button onClick={take}>{t('learn.progress.export')}</Button>
      <Button onClick={() => file.current?.click()}>{t('learn.progress.import')}</Button>
      <input ref={file} type="file" accept=".json,application/json" hidden onChange={(event) => void bring(event)} />
      {refused ? <p role="alert">{t('learn.progress.refused')}</p> : null}
    </section>
  )
}

export function Lessons(): ReactNode {
  const app = useApp()
  const { t, lang } = useWords()
  const records = useStore(learningOf(app), (learning) => learning.lessons)
  const lessons = use(allLessons())
  return (
    <>
      <ol className={styles.lessons}>
        {lessons.map((lesson, k) => {
          const record = records[lesson.id]
          const begin = t(record ? 'lesson.again' : 'lesson.begin')
          const title = t('lesson.name', { n: k + 1, title: lesson.title[lang] })
          return (
            <li key={lesson.id}>
              <div>
                <h3>{title}</h3>
                <p>{lesson.summary[lang]}</p>
                {record ? (
                  <p className={styles.note}>
                    {record.done
                      ? t('lesson.done')
                      : t('lesson.reached', { n: record.reached, of: lesson.steps.length })}
                  </p>
                ) : null}
              </div>
              <div className={styles.lessonActions}>
                <Button aria-label={`${begin}: ${title}`} onClick={() => beginLesson(app, lesson, lang)}>
                  {begin}
                </Button>
                <Button
                  look="bare"
                  aria-label={`${LESSON_WORDS.handout[lang]}: ${title}`}
                  onClick={() => openDialog(app.surface, 'handout', lesson.id)}
                >
                  {LESSON_WORDS.handout[lang]}
                </Button>
              </div>
            </li>
          )
        })}
      </ol>
      <Progress />
    </>
  )
}
