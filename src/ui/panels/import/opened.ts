/** What was dropped, pasted or chosen is opened, and a sentence says so. */
import type { Words } from '#content/locales/words.ts'
import { type Imported, LARGEST_IMPORT, LARGEST_IMPORT_MB, readImport } from '#store/importing.ts'
import type { App } from '#store/app.ts'
import { titleOf } from '#store/builtIn.ts'
import { openAnything, openLink } from '#store/opening.ts'
import { currentBranch } from '#store/session.ts'

export function importText(app: App, { t }: Words, text: string, name: string): void {
  const found = readImport(text, name)
  if (found.kind === 'refused') app.intents.notify({ ...found.refusal, tone: 'error' })
  else if (found.kind === 'link') void openLink(app.opener, found.fragment, false)
  else if (found.kind === 'scenario') {
    openAnything(app.opener, found.document)
    const { document } = currentBranch(app.store.getState())
    const title = titleOf(document, app.store.getState().lang) || name
    app.intents.notify({ key: 'notice.import.opened', params: { name: title }, tone: 'info' })
  } else submit(app, found, t('act.submitApp', { name: String(found.app['id']) }))
}

/** The app goes to the first Marathon of the scenario; what Marathon thinks of it, the run shows. */
function submit({ store, intents }: App, { app }: Extract<Imported, { kind: 'app' }>, name: string): void {
  const marathon = currentBranch(store.getState()).scenario.frameworks.find(({ kind }) => kind === 'marathon')
  if (!marathon) {
    intents.notify({ key: 'notice.import.noMarathon', params: {}, tone: 'error' })
    return
  }
  const details = intents.act({ do: 'submitApp', framework: marathon.id, app }, name)
  if (details.length > 0) intents.notify({ key: 'notice.refused', params: {}, tone: 'error', details })
  else intents.notify({ key: 'notice.import.submitted', params: { name: String(app['id']) }, tone: 'info' })
}

/** A file is looked at only where it is small enough. */
export async function importFile(app: App, words: Words, file: File): Promise<void> {
  if (file.size > LARGEST_IMPORT) {
    const params = { limit: LARGEST_IMPORT_MB }
    app.intents.notify({ key: 'notice.import.tooLarge', params, tone: 'error' })
    return
  }
  importText(app, words, await file.text(), file.name.slice(0, 80))
}
