/** Commands that show the same moment in another way, mark moments, and run until something holds. */
import { BESIDE_TABS, toggleBeside, type BesideTab } from './beside.ts'
import type { App } from './app.ts'
import type { Command } from './command.ts'
import { markedSpan, markerHere, markersOf, momentOf, neighbour, without, withMarker } from './markers.ts'
import { currentBranch, type Marker } from './session.ts'
import { openDialog } from './surface.ts'

const started = ({ store }: App): boolean => store.getState().order.length > 0

const KEYS: Readonly<Record<BesideTab, string>> = { transcript: 'T', machine: 'M', allocation: 'G' }

function tab(id: BesideTab): Command {
  return {
    id,
    name: `command.${id}`,
    group: 'view',
    keys: [KEYS[id]],
    when: started,
    run: () => toggleBeside(id),
  }
}

/** Stands where a marker is. */
export function goToMarker({ store, intents }: App, marker: Marker): void {
  intents.setPlaying(false)
  intents.seek(momentOf(currentBranch(store.getState()).trace, marker))
}

function jump(app: App, by: 1 | -1): void {
  const marker = neighbour(app.store.getState(), by)
  if (marker) goToMarker(app, marker)
}

const MARKERS: readonly Command[] = [
  {
    id: 'mark',
    name: 'command.mark',
    group: 'play',
    keys: ['m'],
    when: started,
    run: ({ store, intents }) => {
      const session = store.getState()
      intents.setMarkers(withMarker(currentBranch(session), session.cursor))
    },
  },
  {
    id: 'unmark',
    name: 'command.unmark',
    group: 'play',
    keys: ['Delete'],
    when: ({ store }) => markerHere(store.getState()) !== null,
    run: ({ store, intents }) => {
      const session = store.getState()
      intents.setMarkers(without(markersOf(session), session.cursor.ordinal))
    },
  },
  {
    id: 'nextMarker',
    name: 'command.nextMarker',
    group: 'play',
    keys: ['N'],
    when: ({ store }) => neighbour(store.getState(), 1) !== null,
    run: (app) => jump(app, 1),
  },
  {
    id: 'previousMarker',
    name: 'command.previousMarker',
    group: 'play',
    keys: ['B'],
    when: ({ store }) => neighbour(store.getState(), -1) !== null,
    run: (app) => jump(app, -1),
  },
  {
    id: 'fitMarkers',
    name: 'command.fitMarkers',
    group: 'view',
    keys: ['F'],
    when: ({ store, stage }) => stage.lens !== null && markedSpan(store.getState()) !== null,
    run: ({ store, stage }) => {
      const span = markedSpan(store.getState())
      if (span) stage.lens?.show(...span)
    },
  },
  {
    id: 'markers',
    name: 'command.markers',
    group: 'play',
    keys: [],
    when: started,
    run: ({ surface }) => openDialog(surface, 'markers'),
  },
  {
    id: 'until',
    name: 'command.until',
    group: 'play',
    keys: ['r'],
    when: started,
    run: ({ surface }) => openDialog(surface, 'until'),
  },
]

export const SEE_COMMANDS: readonly Command[] = [...BESIDE_TABS.map(tab), ...MARKERS]
