/** Puts the store's parts together: session, worker, stage, address bar, storage. */
import { DEFAULT_VIEW } from '#derive/view.ts'
import { makeHandlers } from './answers.ts'
import { Desk, START } from './desk.ts'
import { makeIntents, type Intents } from './intents.ts'
import { openLink, type Opener } from './opening.ts'
import { makePage, type Page } from './page.ts'
import { readSettings, writeBranches, writeSettings, type Store } from './persist.ts'
import { makeSession, type Session, type SessionStore } from './session.ts'
import { startLang } from './settings.ts'
import { SimClient } from './simClient.ts'
import { Stage } from './stage.ts'
import { makeSurface, type SurfaceStore } from './surface.ts'

export interface App {
  readonly store: SessionStore
  readonly surface: SurfaceStore
  readonly intents: Intents
  readonly stage: Stage
  readonly client: SimClient
  readonly opener: Opener
  readonly page: Page
  /** Another simulator beside the page's own, for runs that are not on the screen. */
  readonly makeWorker: () => Worker
  /** Nothing moves by itself: chosen here, or by the system. */
  readonly reducedMotion: () => boolean
}

/** What the composition root hands in. */
export interface AppWorld {
  readonly makeWorker: () => Worker
  readonly storage: Store
  readonly window: Window
}

function startSession(world: AppWorld): Session {
  const settings = readSettings(world.storage)
  const lang = startLang(settings.lang, world.window.navigator.languages)
  return {
    branches: {},
    order: [],
    current: '',
    cursor: START,
    playing: false,
    playUntil: null,
    speed: 1,
    view: { ...DEFAULT_VIEW, dialect: settings.dialect, density: settings.density },
    selection: null,
    lang,
    settings,
    base: null,
    embed: new URLSearchParams(world.window.location.search).get('embed') === '1',
    notices: [],
    worker: 'starting',
    opening: true,
  }
}

export function makeApp(world: AppWorld): App {
  const store = makeSession(startSession(world))
  const surface = makeSurface(world.window.matchMedia('(max-width: 600px)').matches ? 'closed' : 'low')
  const desk: Desk = new Desk(store, () => client)
  const client: SimClient = new SimClient(world.makeWorker, makeHandlers(desk))
  const intents = makeIntents(desk)
  const stage = new Stage(store, intents)
  const opener: Opener = { desk, intents, storage: world.storage }
  const page = makePage(opener, stage)
  const system = world.window.matchMedia('(prefers-reduced-motion: reduce)')
  const reducedMotion = (): boolean => store.getState().settings.reducedMotion ?? system.matches
  return { store, surface, intents, stage, client, opener, page, makeWorker: world.makeWorker, reducedMotion }
}

/** How long branches rest before they are written. */
const SAVE_AFTER_MS = 500

/** Starts the worker, opens the address bar's link, and keeps address bar and storage from then on. */
export async function startApp(app: App, world: AppWorld): Promise<void> {
  const { store, surface, opener, client } = app
  client.start()
  const { hash, search } = world.window.location
  await openLink(opener, hash, true)
  const { settings, embed } = store.getState()
  if (!settings.invited && !embed) surface.setState({ tour: hash || search ? 'offer' : 'welcome' })
  keepStorage(store, world)
  // Nobody has gone anywhere yet: it need not come before the first picture.
  const { keepAddress } = await import('./url.ts')
  const bar = keepAddress(store, world.window, (fragment) => {
    void openLink(opener, fragment, true).then(() => bar.settle())
  })
}

function keepStorage(store: SessionStore, { storage, window }: AppWorld): void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const save = (): void => {
    timer = null
    writeBranches(storage, store.getState())
  }
  store.subscribe((session, before) => {
    if (session.settings !== before.settings) writeSettings(storage, session.settings)
    const changed =
      session.order !== before.order || session.branches !== before.branches || session.cursor !== before.cursor
    if (changed && timer === null && session.order.length > 0) timer = setTimeout(save, SAVE_AFTER_MS)
  })
  window.addEventListener('pagehide', save)
}
