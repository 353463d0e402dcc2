/** Commands that change what is shown and how. */
import { DENSITIES, DIALECTS, FIGURES, TIME_SCALES } from '#derive/view.ts'
import type { PlainKey } from '#content/locales/words.ts'
import type { Depth } from '#model/trace/records.ts'
import type { App } from './app.ts'
import type { Command } from './command.ts'
import { compareWith, comparing } from './comparing.ts'
import { modelOf } from './commandsPlay.ts'
import { loadCodec } from './codec.ts'
import { closeDialog, openDialog } from './surface.ts'

const ZOOM_STEP = 1.25

/** The next of a list, round and round. */
function nextOf<T>(list: readonly T[], value: T): T {
  return list[(list.indexOf(value) + 1) % list.length] as T
}

const isDrawn = ({ stage }: App): boolean => stage.lens !== null

function setDepth({ intents, store }: App, by: 1 | -1): void {
  const depth = store.getState().view.depth + by
  if (depth >= 1 && depth <= 3) intents.setView({ depth: depth as Depth, folded: {} })
}

function lanesOf({ store }: App): readonly { readonly id: string; readonly hidden: boolean }[] {
  return modelOf(store.getState()).lanes.lanes
}

function toggleLane(app: App, n: number): void {
  const lane = lanesOf(app)[n]
  if (!lane) return
  const { hidden } = app.store.getState().view
  const without = hidden.filter((id) => id !== lane.id)
  app.intents.setView({ hidden: lane.hidden ? without : [...hidden, lane.id] })
}

function soloLane(app: App, n: number): void {
  const lanes = lanesOf(app)
  const lane = lanes[n]
  if (!lane) return
  const others = lanes.filter(({ id }) => id !== lane.id).map(({ id }) => id)
  const alone = !lane.hidden && lanes.every((other) => other.hidden === (other.id !== lane.id))
  app.intents.setView({ hidden: alone ? [] : others })
}

/** Selects what happened last at a lane: the drawing brings it into sight. */
function goToLane({ store, intents }: App, n: number): void {
  const session = store.getState()
  const { lanes, marks, trace } = modelOf(session)
  const lane = lanes.lanes[n]
  if (!lane) return
  for (let k = marks.ord.lastAtMost(session.cursor.ordinal); k > 0; k -= 1) {
    const sent = marks.message.at(k)
    const ends = sent < 0 ? [] : [trace.from[sent] as number, trace.to[sent] as number]
    if (ends.some((end) => lanes.laneOfNumber(trace, end) === lane))
      return intents.select({ kind: 'record', ordinal: sent })
  }
  intents.select({ kind: 'component', id: lane.component ?? lane.id })
}

/** Puts the moment's link where it can be pasted, and says so. */
async function copyLink({ store, intents }: App): Promise<void> {
  const { linkOf } = await loadCodec()
  const fragment = await linkOf(store.getState())
  const { origin, pathname } = globalThis.location
  const copied =
    fragment !== null &&
    (await navigator.clipboard.writeText(`${origin}${pathname}${fragment}`).then(
      () => true,
      () => false,
    ))
  intents.notify({ key: copied ? 'notice.copied' : 'notice.notCopied', params: {}, tone: copied ? 'info' : 'warning' })
}

/** Closes what lies on top; then the selection; then the comparison. */
function escape({ surface, intents, store }: App): void {
  const { dialog, menu, find } = surface.getState()
  if (dialog) closeDialog(surface)
  else if (menu) surface.setState({ menu: null })
  else if (find.open) surface.setState({ find: { open: false, text: '' } })
  else if (comparing.getState().unselect?.() === true || store.getState().selection) intents.select(null)
  else if (comparing.getState().with !== null) compareWith(null)
}

const LANES: readonly Command[] = Array.from({ length: 9 }, (_, n): Command[] => [
  {
    id: `lane${n + 1}`,
    name: `command.lane${n + 1}` as PlainKey,
    group: 'view',
    keys: [`code:Digit${n + 1}`],
    when: (app) => n < lanesOf(app).length,
    run: (app) => toggleLane(app, n),
  },
  {
    id: `solo${n + 1}`,
    name: `command.solo${n + 1}` as PlainKey,
    group: 'view',
    keys: [`Shift+code:Digit${n + 1}`],
    when: (app) => n < lanesOf(app).length,
    run: (app) => soloLane(app, n),
  },
  {
    id: `goLane${n + 1}`,
    name: `command.goLane${n + 1}` as PlainKey,
    group: 'select',
    keys: [`g code:Digit${n + 1}`],
    when: (app) => n < lanesOf(app).filter(({ hidden }) => !hidden).length,
    run: (app) => goToLane(app, n),
  },
]).flat()

export const VIEW_COMMANDS: readonly Command[] = [
  {
    id: 'deeper',
    name: 'command.deeper',
    group: 'view',
    keys: ['P'],
    when: ({ store }) => store.getState().view.depth < 3,
    run: (app) => setDepth(app, 1),
  },
  {
    id: 'shallower',
    name: 'command.shallower',
    group: 'view',
    keys: ['p'],
    when: ({ store }) => store.getState().view.depth > 1,
    run: (app) => setDepth(app, -1),
  },
  {
    id: 'timeScale',
    name: 'command.timeScale',
    group: 'view',
    keys: ['t'],
    run: ({ intents, store }) => intents.setView({ scale: nextOf(TIME_SCALES, store.getState().view.scale) }),
  },
  {
    id: 'nextView',
    name: 'command.nextView',
    group: 'view',
    keys: ['v'],
    run: ({ intents, store }) => intents.setView({ figure: nextOf(FIGURES, store.getState().view.figure) }),
  },
  {
    id: 'zoomIn',
    name: 'command.zoomIn',
    group: 'view',
    keys: ['code:KeyW', '+'],
    when: isDrawn,
    run: ({ stage }) => stage.lens?.zoom(ZOOM_STEP),
  },
  {
    id: 'zoomOut',
    name: 'command.zoomOut',
    group: 'view',
    keys: ['code:KeyS', '-'],
    when: isDrawn,
    run: ({ stage }) => stage.lens?.zoom(1 / ZOOM_STEP),
  },
  {
    id: 'zoomReset',
    name: 'command.zoomReset',
    group: 'view',
    keys: ['0'],
    when: isDrawn,
    run: ({ stage }) => stage.lens?.fit(),
  },
  {
    id: 'dialect',
    name: 'command.dialect',
    group: 'view',
    keys: [],
    run: ({ intents, store }) => {
      const dialect = nextOf(DIALECTS, store.getState().view.dialect)
      intents.setView({ dialect })
      intents.setSettings({ dialect })
    },
  },
  {
    id: 'density',
    name: 'command.density',
    group: 'view',
    keys: [],
    run: ({ intents, store }) => {
      const density = nextOf(DENSITIES, store.getState().view.density)
      intents.setView({ density })
      intents.setSettings({ density })
    },
  },
  ...LANES,
  {
    id: 'showLanes',
    name: 'command.showLanes',
    group: 'view',
    keys: [],
    when: ({ store }) => store.getState().view.hidden.length > 0,
    run: ({ intents }) => intents.setView({ hidden: [] }),
  },
  {
    id: 'inspector',
    name: 'command.inspector',
    group: 'view',
    keys: ['i'],
    run: ({ surface }) => surface.setState((s) => ({ inspector: !s.inspector })),
  },
  {
    id: 'search',
    name: 'command.search',
    group: 'view',
    keys: ['/'],
    run: ({ surface }) => surface.setState((s) => ({ find: { ...s.find, open: true } })),
  },
  {
    id: 'theme',
    name: 'command.theme',
    group: 'page',
    keys: [],
    run: ({ intents, store }) => {
      const { settings } = store.getState()
      intents.setSettings({ theme: nextOf(['system', 'light', 'dark'] as const, settings.theme) })
    },
  },
  {
    id: 'language',
    name: 'command.language',
    group: 'page',
    keys: [],
    run: ({ intents, store }) => intents.setLang(store.getState().lang === 'en' ? 'zh' : 'en'),
  },
  {
    id: 'palette',
    name: 'command.palette',
    group: 'page',
    keys: ['Mod+k', 'F1'],
    run: ({ surface }) => openDialog(surface, 'palette'),
  },
  { id: 'help', name: 'command.help', group: 'page', keys: ['?'], run: ({ surface }) => openDialog(surface, 'help') },
  { id: 'learn', name: 'command.learn', group: 'page', keys: [], run: ({ surface }) => openDialog(surface, 'learn') },
  {
    id: 'settings',
    name: 'command.settings',
    group: 'page',
    keys: [],
    run: ({ surface }) => openDialog(surface, 'settings'),
  },
  {
    id: 'share',
    name: 'command.share',
    group: 'page',
    keys: ['y'],
    run: ({ surface }) => openDialog(surface, 'share'),
  },
  {
    id: 'copyLink',
    name: 'command.copyLink',
    group: 'page',
    keys: ['Y'],
    run: (app) => void copyLink(app),
  },
  {
    id: 'editor',
    name: 'command.editor',
    group: 'page',
    keys: [],
    run: ({ surface }) => openDialog(surface, 'editor'),
  },
  {
    id: 'gallery',
    name: 'command.gallery',
    group: 'page',
    keys: [],
    run: ({ surface }) => openDialog(surface, 'gallery'),
  },
  { id: 'find', name: 'command.find', group: 'page', keys: ['R'], run: ({ surface }) => openDialog(surface, 'find') },
  { id: 'escape', name: 'command.escape', group: 'page', keys: ['Escape'], run: escape },
]
