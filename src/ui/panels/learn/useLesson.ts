/** The lesson that is open: loaded, opened, moved through. */
import { LESSONS } from '#content/lessons/index.ts'
import { lessonProgress, type LessonProgress } from '#derive/lessonProgress.ts'
import type { Lesson } from '#model/lesson.ts'
import type { Action } from '#model/scenario/types.ts'
import type { App } from '#store/app.ts'
import { learningOf } from '#store/learning.ts'
import { until } from '#store/opening.ts'
import { currentBranch } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import type { Lang } from '#content/locales/words.ts'
import { useEffect, useState } from 'react'
import { useApp, useSession } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'

const LOADED = new Map<string, Lesson>()

export async function loadLesson(id: string): Promise<Lesson | null> {
  const known = LOADED.get(id)
  if (known) return known
  const lesson = await LESSONS.find((entry) => entry.id === id)?.load()
  if (!lesson) return null
  LOADED.set(id, lesson)
  return lesson
}

/** The lesson with that id, null until it is loaded. */
export function useLesson(id: string): Lesson | null {
  const [lesson, setLesson] = useState(() => LOADED.get(id) ?? null)
  useEffect(() => {
    let wanted = true
    void loadLesson(id).then((loaded) => {
      if (wanted) setLesson(loaded)
    })
    return () => {
      wanted = false
    }
  }, [id])
  return lesson?.id === id ? lesson : null
}

/** Opens a lesson from its start, in place of what was there. */
export function beginLesson(app: App, lesson: Lesson, lang: Lang): void {
  const { intents, surface } = app
  intents.setPlaying(false)
  const name = lesson.title[lang]
  if (intents.openDocument(lesson.scenario, { name, base: null }).length > 0) return
  intents.setView({ depth: lesson.steps[0]?.depth ?? 1, folded: {}, hidden: [], open: [], ...lesson.view })
  intents.select(null)
  intents.setSettings({ invited: true })
  learningOf(app).setState({ current: lesson.id })
  surface.setState((s) => ({ lesson: lesson.id, sheet: { tab: 'explain', size: s.sheet.size } }))
  closeDialog(surface)
}

export function endLesson(app: App): void {
  app.surface.setState({ lesson: null })
  learningOf(app).setState({ current: null })
}

/** Whether what is on the screen is the lesson's cluster: branches of it keep its title. */
export function isOpen(app: App, lesson: Lesson): boolean {
  const { title } = currentBranch(app.store.getState()).document
  const wanted = lesson.scenario.title
  return typeof title === 'object' && typeof wanted === 'object' && title.en === wanted.en
}

export function progressNow(app: App, lesson: Lesson): LessonProgress {
  const session = app.store.getState()
  return lessonProgress(lesson, currentBranch(session).trace, session.cursor.ordinal)
}

/** Where the lesson stands; follows the cursor and the growing run. */
export function useProgress(lesson: Lesson): LessonProgress {
  const { store } = useApp()
  const moment = useMoment()
  useSession((session) => currentBranch(session).revision)
  const session = store.getState()
  const { trace } = currentBranch(session)
  return lessonProgress(lesson, trace, Math.min(moment.ordinal, session.cursor.ordinal))
}

function go(app: App, to: number): void {
  if (app.reducedMotion()) app.stage.land(to)
  else app.intents.playUntil(to)
}

/**
 * On to where Next leads: plays there; pressed again on the way, arrives at once. What is not computed yet is asked for.
 * False: nothing leads on from here, as far as the run was computed.
 */
export async function onward(app: App, lesson: Lesson): Promise<boolean> {
  const { store, stage, opener } = app
  const { playing, playUntil } = store.getState()
  if (playing && playUntil !== null) {
    stage.land(playUntil)
    return true
  }
  const { next, goal } = progressNow(app, lesson)
  if (next !== null) {
    go(app, next)
    return true
  }
  if (goal === 'open') return false
  const { id, trace } = currentBranch(store.getState())
  const most = trace.count + MORE_RECORDS
  opener.desk.reach(most)
  await until(opener.desk, () => {
    const session = store.getState()
    const branch = currentBranch(session)
    const found = branch.id !== id || branch.halted !== null || branch.trace.count > most
    return found || progressNow(app, lesson).next !== null
  })
  const found = progressNow(app, lesson).next
  if (found === null) return false
  go(app, found)
  return true
}

/** So many more records are computed in search of the next step: minutes of virtual time. */
const MORE_RECORDS = 5000

/** To the beginning of the step before, or of this one where it has gone on. */
export function backward(app: App, lesson: Lesson): void {
  const { step, places } = progressNow(app, lesson)
  const { ordinal } = app.store.getState().cursor
  const begins = places[step]?.begins ?? -1
  app.stage.land(ordinal > begins ? begins : (places[step - 1]?.begins ?? -1))
}

/** Does what the goal asks for, at the cursor. */
export function doGoal(app: App, lesson: Lesson, step: number, lang: Lang): void {
  const goal = lesson.steps[step]?.goal
  if (!goal) return
  app.intents.setPlaying(false)
  const name = goal.text[lang].replace(/[.。]$/, '')
  const issues = app.intents.act(goal.solution as Omit<Action, 'atMs'>, name)
  if (issues.length > 0) {
    app.intents.notify({ key: 'notice.refused', params: {}, tone: 'error', details: issues })
  }
}
