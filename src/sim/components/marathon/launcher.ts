/**
 * Launch queue: one launcher per app, which is asked about offers exactly while an instance of its app waits and may be
 * launched. Source: LaunchQueueActor.scala, TaskLauncherActor.scala; reference/marathon.md 4.1.
 */
import { cancel, setup } from 'xstate'
import { type ChartInput, effectNames } from '../define.ts'
import { delayedUntil, isDelayed } from './backoff.ts'
import {
  type InstanceRecord,
  type LauncherBook,
  type MarathonApi,
  type MarathonBooks,
  endMachine,
  launcherMachine,
  ownName,
  touch,
} from './books.ts'
import { isScheduled } from './conditions.ts'
import { makeFunnel } from './funnel.ts'

const launcher = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('awaitBackoff', 'backoffOver', 'forgetStatistics'),
  guards: {
    nothingScheduled: ({ event }) => event['scheduled'] === 0,
    nothingLaunchable: ({ event }) => event['launchable'] === 0,
  },
})

/** `count`: how many instances wait, and how many of them may be launched. */
export const launcherChart = launcher.createMachine({
  id: 'launcher',
  context: {},
  initial: 'idle',
  states: {
    idle: { entry: 'forgetStatistics' },
    backingOff: { entry: 'awaitBackoff', exit: cancel('backoff'), on: { backoff: { actions: 'backoffOver' } } },
    matching: {},
    removed: { type: 'final' },
  },
  on: {
    remove: '.removed',
    count: [
      { guard: 'nothingScheduled', target: '.idle' },
      { guard: 'nothingLaunchable', target: '.backingOff', reenter: true },
      { target: '.matching' },
    ],
  },
})

function makeLauncher(app: string): LauncherBook {
  return {
    app,
    scheduled: new Set(),
    launchable: new Set(),
    funnel: makeFunnel(),
    lastUsedAt: null,
    lastUnusedAt: null,
    unused: new Map(),
  }
}

function launcherOf(api: MarathonApi, app: string): LauncherBook {
  const { books } = api
  let book = books.launchers.get(app)
  if (!book) {
    book = makeLauncher(app)
    books.launchers.set(app, book)
    api.spawn('marathon/launcher', launcherMachine(books, app), null)
  }
  return book
}

/** The instance's place in the queue follows its goal and condition; one that is gone leaves it. */
export function requeue(api: MarathonApi, instance: InstanceRecord, gone = false): void {
  const book = launcherOf(api, instance.spec.app.id)
  if (!gone && isScheduled(instance)) book.scheduled.add(instance.id)
  else book.scheduled.delete(instance.id)
  recount(api, instance.spec.app.id)
}

/** After a change of backoff or of the instances that wait. */
export function recount(api: MarathonApi, app: string): void {
  const { books } = api
  const book = books.launchers.get(app)
  if (!book) return
  for (const id of book.launchable) if (!book.scheduled.has(id)) noteWanted(books, book, id, false)
  for (const id of book.scheduled) {
    const instance = books.store.instances.get(id)
    if (instance) noteWanted(books, book, id, !isDelayed(books, instance.spec, api.now))
  }
  const event = { type: 'count', scheduled: book.scheduled.size, launchable: book.launchable.size }
  api.step(launcherMachine(books, app), event)
  touch(books, app)
}

/** The app is gone, and all its instances are. */
export function dropLauncher(api: MarathonApi, app: string): void {
  const { books } = api
  if (!books.launchers.delete(app)) return
  books.byApp.delete(app)
  endMachine(api, launcherMachine(books, app), 'remove')
}

/** Counts what is wanted by role; who newly wants an offer makes its role fresh. */
function noteWanted(books: MarathonBooks, book: LauncherBook, id: string, wants: boolean): void {
  if (book.launchable.has(id) === wants) return
  const role = books.store.instances.get(id)?.spec.app.role ?? roleOfGone(books, book)
  books.wanted.set(role, (books.wanted.get(role) ?? 0) + (wants ? 1 : -1))
  books.pending += wants ? 1 : -1
  if (wants) {
    book.launchable.add(id)
    books.revive.fresh.add(role)
  } else book.launchable.delete(id)
}

/** An instance that is gone had its app's role. */
function roleOfGone(books: MarathonBooks, { app }: LauncherBook): string {
  return books.store.apps.get(app)?.app.role ?? books.spec.roles[0] ?? '*'
}

function bookOf(api: MarathonApi): LauncherBook | undefined {
  return api.books.launchers.get(ownName(api.id))
}

/** Until the first of the delays is over. */
function awaitBackoff(api: MarathonApi): void {
  const { books, now } = api
  const specs = [...(bookOf(api)?.scheduled ?? [])].flatMap((id) => books.store.instances.get(id)?.spec ?? [])
  const due = Math.min(...specs.map((spec) => delayedUntil(books, spec) ?? now))
  api.arm('backoff', Math.max(0, due - now), { type: 'backoff' })
}

export const LAUNCHER_EFFECTS = {
  awaitBackoff,
  backoffOver: (api: MarathonApi) => recount(api, ownName(api.id)),
  /** Nothing waits any more: the next launch begins with an empty funnel. Source: OfferMatchStatisticsActor, LaunchFinished. */
  forgetStatistics: (api: MarathonApi) => {
    const book = bookOf(api)
    if (!book) return
    book.funnel = makeFunnel()
    book.unused.clear()
  },
}
