/** The page's store with the real simulator in the same thread: it works when it is told to. */
import type { FromWorker, ToWorker } from '#model/protocol.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { Keeper } from '#worker/keeper.ts'
import { onTestFinished } from 'vitest'
import { makeApp, type App } from './app.ts'

export interface NearApp {
  readonly app: App
  /** The simulator hears what it was sent and works until it has nothing to do. */
  readonly work: () => void
}

/** What of a browser's window the store asks for. */
const WINDOW = {
  navigator: { languages: ['en'] },
  location: { search: '', hash: '' },
  matchMedia: () => ({ matches: false }),
}

export function nearApp(): NearApp {
  const said: ToWorker[] = []
  const worker = {
    onmessage: null as ((event: { data: FromWorker }) => void) | null,
    postMessage: (message: ToWorker) => said.push(message),
    terminate: () => undefined,
  }
  let clock = 0
  const keeper = new Keeper(CLUSTER, {
    nowMs: () => (clock += 1),
    post: (data) => worker.onmessage?.({ data }),
  })
  const storage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  const app = makeApp({
    makeWorker: () => worker as unknown as Worker,
    storage,
    window: WINDOW as unknown as Window,
  })
  app.client.start()
  onTestFinished(() => app.client.stop())
  const work = (): void => {
    for (const message of said.splice(0)) {
      if (message.type === 'open') keeper.open(message)
      if (message.type === 'goal') keeper.goal(message.run, message.untilMs, message.records)
    }
    while (keeper.busy) keeper.work()
  }
  return { app, work }
}
