/** What the presenter sees: the note of this part, what comes next, the clock. */
import { PRESENTER_WORDS as WORDS } from '#content/teaching.ts'
import type { Lesson } from '#model/lesson.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../../widgets/context.ts'
import styles from './presentation.module.css'
import { type Told, useLessonTold, useStepsTold } from './usePresented.ts'

function two(n: number): string {
  return String(n).padStart(2, '0')
}

/** `1:02:03`, `02:03` */
export function elapsedText(ms: number): string {
  const s = Math.floor(Math.max(0, ms) / 1000)
  const hours = Math.floor(s / 3600)
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
}

function Clock({ since }: { readonly since: number }): ReactNode {
  const { lang } = useWords()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const date = new Date(now)
  return (
    <p className={styles.clock}>
      <span>
        <b>{elapsedText(now - since)}</b> {WORDS.elapsed[lang]}
      </span>
      <span>
        <b>{`${two(date.getHours())}:${two(date.getMinutes())}`}</b> {WORDS.clock[lang]}
      </span>
    </p>
  )
}

function Page({ told, since }: { readonly told: Told; readonly since: number }): ReactNode {
  const { t, lang } = useWords()
  const { here, note, next, acts } = told
  return (
    <section className={styles.notes} aria-label={t('lesson.notes')}>
      <h2>{here}</h2>
      <p className={styles.note}>{note ?? WORDS.none[lang]}</p>
      <p className={styles.next}>
        {acts
          ? WORDS.goal[lang]
          : next === null
            ? WORDS.last[lang]
            : `${WORDS.next[lang]}${lang === 'zh' ? '：' : ': '}${next}`}
      </p>
      <Clock since={since} />
    </section>
  )
}

function OfLesson({ lesson, since }: { readonly lesson: Lesson; readonly since: number }): ReactNode {
  return <Page told={useLessonTold(lesson)} since={since} />
}

function OfSteps({ since }: { readonly since: number }): ReactNode {
  return <Page told={useStepsTold()} since={since} />
}

/** `since`: when the presentation began, ms. */
export function Notes({ lesson, since }: { readonly lesson: Lesson | null; readonly since: number }): ReactNode {
  return lesson ? <OfLesson lesson={lesson} since={since} /> : <OfSteps since={since} />
}
