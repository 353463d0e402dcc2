/** Composition root of the page: worker, store, address bar, storage, React. */
import { loadDictionary } from '#content/locales/index.ts'
import { makeApp, startApp, type AppWorld } from '#store/app.ts'
import type { Store } from '#store/persist.ts'
import { createRoot } from 'react-dom/client'
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
  makeWorker: () => new Worker(new URL('./worker/host.ts', import.meta.url), { type: 'module', name: 'simulator' }),
  storage: storage(),
  window,
}
const app = makeApp(world)
window.mesoscope = app.page
const started = startApp(app, world)
const { lang } = app.store.getState()
const dictionary = await loadDictionary(lang)
const root = document.getElementById('root')
if (root) createRoot(root).render(<Root app={app} first={{ lang, dictionary }} />)
await started
if (app.store.getState().embed) void import('#store/embed.ts').then((it) => it.speakToParent(window, app.page))
else if (import.meta.env.PROD) void import('#store/offline.ts').then((it) => it.keepOffline(window, app.intents))
