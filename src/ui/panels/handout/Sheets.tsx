/** What stands on the paper: head with link, each step with its picture, questions with room, words, answers. */
import { TERMS } from '#content/glossary/terms.ts'
import { LESSONS } from '#content/lessons/index.ts'
import { QUESTIONS } from '#content/lessons/questions.ts'
import { HANDOUT_WORDS as WORDS, momentOf } from '#content/teaching.ts'
import { termsOfSteps } from '#derive/lessonTerms.ts'
import type { Lesson } from '#model/lesson.ts'
import type { TraceStore } from '#model/trace/store.ts'
import type { ReactNode } from 'react'
import { useWords } from '../../widgets/context.ts'
import { Qr } from '../../widgets/Qr.tsx'
import type { Picture } from '../share/picture.ts'
import type { Shot } from './Drawer.tsx'
import styles from './handout.module.css'
import { lessonLink } from './lessonLink.ts'

function Lines({ count }: { readonly count: number }): ReactNode {
  return (
    <div className={styles.lines} aria-hidden="true">
      {Array.from({ length: count }, (_, n) => (
        <i key={n} />
      ))}
    </div>
  )
}

function Head({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const { t, lang } = useWords()
  const number = LESSONS.findIndex(({ id }) => id === lesson.id) + 1
  const link = lessonLink(lesson.id, location)
  return (
    <header className={styles.head}>
      <div>
        <h1>{t('lesson.name', { n: number, title: lesson.title[lang] })}</h1>
        <p>{lesson.summary[lang]}</p>
        <p className={styles.who}>
          {WORDS.name[lang]} <i /> {WORDS.date[lang]} <i />
        </p>
      </div>
      <figure className={styles.qr}>
        <Qr text={link} />
        <figcaption>
          {WORDS.open[lang]}
          {lang === 'zh' ? '：' : ': '}
          <a href={link}>{link}</a>
        </figcaption>
      </figure>
    </header>
  )
}

interface StepProps {
  readonly lesson: Lesson
  readonly n: number
  readonly picture: Picture | null
  readonly shot: Shot | null
  readonly trace: TraceStore | null
}

function Step({ lesson, n, picture, shot, trace }: StepProps): ReactNode {
  const { lang, seconds } = useWords()
  const step = lesson.steps[n]
  if (!step) return null
  const at = shot && trace ? momentOf(seconds(trace.at[shot.ordinal] as number), shot.ordinal + 1)[lang] : null
  return (
    <section className={styles.step}>
      <h2>{step.headline[lang]}</h2>
      {picture ? (
        <figure>
          <img
            alt={step.headline[lang]}
            width={picture.width}
            height={picture.height}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.svg)}`}
          />
          {at === null ? null : <figcaption>{at}</figcaption>}
        </figure>
      ) : null}
      <p>{step.text[lang]}</p>
      {step.goal ? (
        <div className={styles.turn}>
          <p>
            <strong>{WORDS.turn[lang]}</strong> {step.goal.text[lang]} {WORDS.saw[lang]}
          </p>
          <Lines count={2} />
        </div>
      ) : null}
    </section>
  )
}

function Questions({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const { lang } = useWords()
  return (
    <section>
      <h2>{WORDS.questions[lang]}</h2>
      <ol className={styles.questions}>
        {(QUESTIONS[lesson.id] ?? []).map(({ ask }) => (
          <li key={ask.en}>
            <p>{ask[lang]}</p>
            <Lines count={3} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Terms({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const { lang } = useWords()
  const other = lang === 'en' ? 'zh' : 'en'
  return (
    <section className={styles.words}>
      <h2>{WORDS.words[lang]}</h2>
      <dl>
        {termsOfSteps(lesson, TERMS, lang)
          .flat()
          .map((term) => (
            <div key={term.id}>
              <dt>
                {term[lang]} <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{term[other]}</span>
              </dt>
              <dd>{term.meaning[lang]}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function Answers({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const { lang } = useWords()
  return (
    <section className={styles.answers}>
      <h2>{WORDS.answersTitle[lang]}</h2>
      <ol>
        {(QUESTIONS[lesson.id] ?? []).map(({ answer }) => (
          <li key={answer.en}>{answer[lang]}</li>
        ))}
      </ol>
    </section>
  )
}

export interface SheetsProps {
  readonly lesson: Lesson
  readonly pictures: readonly (Picture | null)[]
  readonly shots: readonly (Shot | null)[]
  readonly trace: TraceStore | null
  readonly answers: boolean
}

export function Sheets({ lesson, pictures, shots, trace, answers }: SheetsProps): ReactNode {
  return (
    <article className={styles.paper} lang={useWords().lang === 'zh' ? 'zh-CN' : 'en'}>
      <Head lesson={lesson} />
      {lesson.steps.map(({ headline }, n) => (
        <Step
          key={headline.en}
          lesson={lesson}
          n={n}
          picture={pictures[n] ?? null}
          shot={shots[n] ?? null}
          trace={trace}
        />
      ))}
      <Questions lesson={lesson} />
      <Terms lesson={lesson} />
      {answers ? <Answers lesson={lesson} /> : null}
    </article>
  )
}
