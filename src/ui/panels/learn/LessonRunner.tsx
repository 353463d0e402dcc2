/** A lesson in the place of the narration: the step in words, its goal, what leads on. */
import { TERMS } from '#content/glossary/terms.ts'
import { LESSONS } from '#content/lessons/index.ts'
import { LESSON_WORDS } from '#content/teaching.ts'
import type { LessonProgress } from '#derive/lessonProgress.ts'
import { termsOfSteps } from '#derive/lessonTerms.ts'
import type { Lesson, LessonStep } from '#model/lesson.ts'
import { commandOf, runCommand } from '#store/commands.ts'
import { learningOf } from '#store/learning.ts'
import { noteStep } from '#store/learningNotes.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { useApp, useSession, useWords } from '../../widgets/context.ts'
import { MenuButton, type MenuAction, type MenuGroup } from '../../widgets/Menu.tsx'
import styles from './lesson.module.css'
import telling from './telling.module.css'
import {
  backward,
  beginLesson,
  doGoal,
  endLesson,
  isOpen,
  loadLesson,
  onward,
  useLesson,
  useProgress,
} from './useLesson.ts'

function Dots({ lesson, at }: { readonly lesson: Lesson; readonly at: number }): ReactNode {
  return (
    <span className={telling.dots} aria-hidden="true">
      {lesson.steps.map(({ headline }, step) => (
        <i key={headline.en} data-state={step === at ? 'current' : step < at ? 'done' : 'ahead'} />
      ))}
    </span>
  )
}

/** The presenter's keys: Page down and up lead on and back, wherever the focus is, unless a dialog is open. */
function usePresenterKeys(lesson: Lesson): void {
  const app = useApp()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { dialog, presenting } = app.surface.getState()
      // The presentation has keys of its own.
      if ((event.key !== 'PageDown' && event.key !== 'PageUp') || dialog !== null || presenting) return
      event.preventDefault()
      event.stopPropagation()
      if (event.key === 'PageUp') backward(app, lesson)
      else void onward(app, lesson)
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [app, lesson])
}

interface GoalProps {
  readonly step: LessonStep
  readonly state: LessonProgress['goal']
  readonly hinted: boolean
  readonly onHint: () => void
  readonly onDo: () => void
}

function Goal({ step, state, hinted, onHint, onDo }: GoalProps): ReactNode {
  const { t, lang } = useWords()
  if (!step.goal || state === 'none') return null
  return (
    <div className={styles.goal} data-state={state}>
      <p className={styles.goalText}>
        <strong>{t('lesson.goal')}</strong> {step.goal.text[lang]}
      </p>
      <p className={styles.goalState}>{t(`lesson.goal.${state}`)}</p>
      {state === 'open' ? (
        <div className={styles.goalActions}>
          <Button onClick={onDo}>{t('lesson.do')}</Button>
          {hinted ? null : (
            <Button look="bare" onClick={onHint}>
              {t('lesson.hint')}
            </Button>
          )}
        </div>
      ) : null}
      {hinted && state === 'open' ? <p className={styles.hint}>{step.goal.hint[lang]}</p> : null}
    </div>
  )
}

function Terms({ lesson, step }: { readonly lesson: Lesson; readonly step: number }): ReactNode {
  const { t, lang } = useWords()
  const terms = termsOfSteps(lesson, TERMS, lang)[step] ?? []
  if (terms.length === 0) return null
  return (
    <dl className={styles.terms} aria-label={t('lesson.terms')}>
      {terms.map((term) => (
        <div key={term.id}>
          <dt>{term[lang]}</dt>
          <dd>{term.meaning[lang]}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The buttons below: back, and on. At the end, the next lesson. */
function Actions({ lesson, progress, onStuck }: StageProps): ReactNode {
  const app = useApp()
  const { t, lang } = useWords()
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => next.current?.focus({ preventScroll: true }), [lesson])
  const last = progress.step === lesson.steps.length - 1
  const following = LESSONS[LESSONS.findIndex(({ id }) => id === lesson.id) + 1]
  const press = (): void => {
    if (!last) void onward(app, lesson).then((led) => (led ? undefined : onStuck()))
    else if (following) void loadLesson(following.id).then((other) => other && beginLesson(app, other, lang))
    else endLesson(app)
  }
  return (
    <div className={styles.actions}>
      <Button onClick={() => backward(app, lesson)}>{t('narration.back')}</Button>
      <Button look="primary" ref={next} onClick={press}>
        {last ? t(following ? 'lesson.following' : 'lesson.end') : t('narration.next')}
      </Button>
    </div>
  )
}

/** What else can be done with a lesson: print it, present it, begin again. */
function LessonMenu({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const app = useApp()
  const { t, lang } = useWords()
  const entry = (id: string): MenuAction => ({ label: t(commandOf(id).name), run: () => runCommand(app, id) })
  const groups = (): readonly MenuGroup[] => [
    { items: [entry('handout'), entry('present')] },
    { items: [{ label: t('lesson.again'), run: () => beginLesson(app, lesson, lang) }] },
  ]
  return <MenuButton groups={groups} trigger={<IconButton icon="more" label={LESSON_WORDS.menu[lang]} />} />
}

interface StageProps {
  readonly lesson: Lesson
  readonly progress: LessonProgress
  readonly onStuck: () => void
}

function Running({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const app = useApp()
  const { t, lang } = useWords()
  const progress = useProgress(lesson)
  usePresenterKeys(lesson)
  const [said, setSaid] = useState<{ readonly step: number; readonly what: 'hint' | 'stuck' } | null>(null)
  const step = lesson.steps[progress.step] as LessonStep
  const document = useSession((session) => session.branches[session.current]?.document)
  useEffect(() => {
    if (!isOpen(app, lesson)) endLesson(app)
  }, [app, lesson, document])
  useEffect(
    () => noteStep(learningOf(app), lesson.id, progress.step, lesson.steps.length),
    [app, lesson, progress.step],
  )
  const about = said?.step === progress.step ? said.what : null
  const say = (what: 'hint' | 'stuck') => (): void => setSaid({ step: progress.step, what })
  const number = LESSONS.findIndex(({ id }) => id === lesson.id) + 1
  return (
    <section className={styles.lesson} aria-label={t('lesson.title')}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('lesson.name', { n: number, title: lesson.title[lang] })}</h2>
        <LessonMenu lesson={lesson} />
        <IconButton icon="cross" label={t('lesson.close')} onClick={() => endLesson(app)} />
      </div>
      <p className={styles.count}>{t('lesson.step', { n: progress.step + 1, of: lesson.steps.length })}</p>
      <Dots lesson={lesson} at={progress.step} />
      <div className={styles.scroll} aria-live="polite">
        <h3 className={telling.headline}>{step.headline[lang]}</h3>
        <p className={telling.text}>{step.text[lang]}</p>
        <Goal
          step={step}
          state={progress.goal}
          hinted={about !== null}
          onHint={say('hint')}
          onDo={() => doGoal(app, lesson, progress.step, lang)}
        />
        {about === 'stuck' && progress.goal !== 'open' ? <p className={styles.hint}>{t('lesson.stuck')}</p> : null}
        <Terms lesson={lesson} step={progress.step} />
      </div>
      <Actions lesson={lesson} progress={progress} onStuck={say('stuck')} />
    </section>
  )
}

export function LessonRunner({ id }: { readonly id: string }): ReactNode {
  const lesson = useLesson(id)
  const { t } = useWords()
  return lesson ? <Running lesson={lesson} /> : <output className={styles.loading}>{t('dialog.loading')}</output>
}
