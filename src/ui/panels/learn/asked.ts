/** A lesson that the address asks for (`?lesson=ID`): opened once. */
import type { App } from '#store/app.ts'
import { beginLesson, loadLesson } from './useLesson.ts'

let done = false

export async function openAsked(app: App, id: string): Promise<void> {
  if (done) return
  done = true
  const [lesson] = await Promise.all([loadLesson(id), app.page.ready])
  if (!lesson) return
  // The tour was not answered by this: it is still offered in its line.
  const { lang, settings } = app.store.getState()
  beginLesson(app, lesson, lang)
  app.intents.setSettings({ invited: settings.invited })
}
