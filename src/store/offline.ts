/** The service worker keeps the page for when there is no network. A new version says so; nothing reloads by itself. */
import type { Intents } from './intents.ts'

/** The first picture and the first run come before the keeping of files. */
const AFTER_MS = 5000

/** Asks the browser to keep the page; where it cannot or may not, nothing else changes. */
export function keepOffline({ navigator }: Window, intents: Intents): void {
  if (!('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  setTimeout(() => {
    serviceWorker.register('./sw.js', { scope: './' }).then(
      (registration) => watch(registration, serviceWorker, intents),
      () => undefined,
    )
  }, AFTER_MS)
}

/**
 * A reload alone does not bring the new version: the old one's worker serves it as long as a page of it is open. The
 * new worker is told to take over, and the page loads again once it has.
 */
function takeOver(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer): void {
  container.addEventListener('controllerchange', () => location.reload(), { once: true })
  registration.waiting?.postMessage({ type: 'SKIP_WAITING' })
}

function watch(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer, intents: Intents): void {
  const act = { label: 'notice.fresh.use', run: () => takeOver(registration, container) } as const
  const say = (): void => intents.notify({ key: 'notice.fresh', params: {}, tone: 'info', act })
  if (registration.waiting && container.controller) say()
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing
    coming?.addEventListener('statechange', () => {
      // The first version of all waits for nobody, and is no news.
      if (coming.state === 'installed' && container.controller) say()
    })
  })
}
