/** Composition root of the page: worker, store, address bar, storage, React. */
import { loadFirstWords } from '#content/locales/index.ts'
import { makeApp, startApp, type AppWorld } from '#store/app.ts'
import type { Store } from '#store/persist.ts'
import { createRoot } from 'react-dom/client'
import { takeSimulator } from './simulator.ts'
import './ui/theme/tokens.css'
import './ui/shell/base.css'
import { Root } from './ui/shell/Root.tsx'

/** Storage may be forbidden; then nothing is kept, and nothing else changes. */
function storage(): Store {
  try {
    return window.localStorage
  } catch {
    return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  }
}

const world: AppWorld = {
  makeWorker: takeSimulator,
  storage: storage(),
  window,
}
const app = makeApp(world)
// Onto the object that stands there since the first script: who holds it holds the whole page.
window.mesoscope = Object.assign(window.mesoscope ?? {}, app.page)

/** The first scenario is open and has its first records. */
export const { ready } = app.page

/** No `await` at the module's top: what is loaded later imports from this very file, and would wait for it forever. */
async function run(): Promise<void> {
  const started = startApp(app, world)
  const { lang } = app.store.getState()
  const dictionary = await loadFirstWords(lang)
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<Root app={app} first={{ lang, dictionary }} />)
  await started
  if (app.store.getState().embed) void import('#store/embed.ts').then((it) => it.speakToParent(window, app.page))
  else if (import.meta.env.PROD) void import('#store/offline.ts').then((it) => it.keepOffline(window, app.intents))
}

void run()
