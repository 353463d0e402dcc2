/** Commands that move the cursor and the selection. */
import { diagramModel, type DiagramModel } from '#derive/model.ts'
import type { App } from './app.ts'
import type { Command } from './command.ts'
import { comparing } from './comparing.ts'
import { causeOf, effectOf, headOf, neighbourOf, shownIn } from './follow.ts'
import { currentBranch, type Cursor, type Session } from './session.ts'

const SLOWEST = 1 / 16
const FASTEST = 16
const PAN_PX = 160

/** What is derived for the run on the screen; of one that is compared, as it is laid out there. */
export function modelOf(session: Session): DiagramModel {
  const { trace, scenario } = currentBranch(session)
  const compared = comparing.getState().models.find((model) => model.trace === trace)
  return compared ?? diagramModel(trace, scenario, session.view)
}

function selectedOrdinal({ store }: App): number {
  const { selection } = store.getState()
  return selection?.kind === 'record' ? selection.ordinal : -1
}

function choose({ intents }: App, ordinal: number): void {
  if (ordinal >= 0) intents.select({ kind: 'record', ordinal })
}

/** The next or previous message on the lane; where nothing is selected the last that has begun. What lies ahead is not drawn yet. */
function along(app: App, by: 1 | -1): void {
  const session = app.store.getState()
  const from = selectedOrdinal(app)
  const model = modelOf(session)
  const found = from >= 0 ? neighbourOf(model, from, by) : neighbourOf(model, session.cursor.ordinal + 1, -1)
  if (found <= session.cursor.ordinal) choose(app, found)
}

function follow(app: App, where: 'cause' | 'effect'): void {
  const session = app.store.getState()
  const { trace } = currentBranch(session)
  const from = selectedOrdinal(app)
  if (from < 0 || from >= trace.count) return
  const shown = shownIn(modelOf(session))
  const found = where === 'cause' ? causeOf(trace, from, shown) : effectOf(trace, from, shown)
  // An effect that lies ahead is followed to when it begins.
  if (found > session.cursor.ordinal) {
    app.intents.setPlaying(false)
    app.intents.seek({ ordinal: found, at: trace.at[found] as number })
  }
  choose(app, found)
}

const isSelected = (app: App): boolean => selectedOrdinal(app) >= 0
const canStart = ({ store }: App): boolean => store.getState().order.length > 0

/** Where a selected message has ended; standing there already, from where it was sent fills the view. */
function focus({ store, stage }: App): void {
  const session = store.getState()
  const { trace } = currentBranch(session)
  const { selection, cursor } = session
  if (selection?.kind !== 'record') return
  const head = headOf(trace, selection.ordinal)
  const fate = trace.type[head] === 0 ? (trace.fate[head] as number) : head
  const end = fate < 0 ? head : fate
  if (cursor.ordinal !== end) return stage.land(end)
  const place = (ordinal: number): Cursor => ({ ordinal, at: trace.at[ordinal] as number })
  if (end > head) stage.lens?.show(place(head), place(end))
}

export const PLAY_COMMANDS: readonly Command[] = [
  {
    id: 'play',
    name: 'command.play',
    group: 'play',
    keys: ['Space', '.'],
    when: canStart,
    run: ({ intents, store, stage }) => {
      const { playing } = store.getState()
      if (!playing) stage.rewindAtEnd()
      intents.setPlaying(!playing)
    },
  },
  {
    id: 'step',
    name: 'command.step',
    group: 'play',
    keys: ['ArrowRight'],
    when: canStart,
    run: ({ stage }) => stage.step(1),
  },
  {
    id: 'back',
    name: 'command.back',
    group: 'play',
    keys: ['ArrowLeft'],
    when: canStart,
    run: ({ stage }) => stage.step(-1),
  },
  {
    id: 'nextBeat',
    name: 'command.nextBeat',
    group: 'play',
    keys: ['Shift+ArrowRight', 'PageDown'],
    when: canStart,
    run: ({ stage, reducedMotion }) => stage.playBeat(reducedMotion()),
  },
  {
    id: 'previousBeat',
    name: 'command.previousBeat',
    group: 'play',
    keys: ['Shift+ArrowLeft', 'PageUp'],
    when: canStart,
    run: ({ stage }) => stage.previousBeat(),
  },
  {
    id: 'toStart',
    name: 'command.toStart',
    group: 'play',
    keys: ['Home'],
    when: canStart,
    run: ({ stage }) => stage.toStart(),
  },
  {
    id: 'toEnd',
    name: 'command.toEnd',
    group: 'play',
    keys: ['End'],
    when: canStart,
    run: ({ stage }) => stage.toEnd(),
  },
  {
    id: 'slower',
    name: 'command.slower',
    group: 'play',
    keys: ['[', 'Shift+ArrowDown'],
    when: ({ store }) => store.getState().speed > SLOWEST,
    run: ({ intents, store }) => intents.setSpeed(store.getState().speed / 2),
  },
  {
    id: 'faster',
    name: 'command.faster',
    group: 'play',
    keys: [']', 'Shift+ArrowUp'],
    when: ({ store }) => store.getState().speed < FASTEST,
    run: ({ intents, store }) => intents.setSpeed(store.getState().speed * 2),
  },
  {
    id: 'normalSpeed',
    name: 'command.normalSpeed',
    group: 'play',
    keys: ['\\'],
    run: ({ intents }) => intents.setSpeed(1),
  },
  {
    id: 'earlier',
    name: 'command.earlier',
    group: 'play',
    keys: ['code:KeyA'],
    when: canStart,
    run: ({ stage }) => stage.scrollBy(-PAN_PX),
  },
  {
    id: 'later',
    name: 'command.later',
    group: 'play',
    keys: ['code:KeyD'],
    when: canStart,
    run: ({ stage }) => stage.scrollBy(PAN_PX),
  },
  { id: 'goOn', name: 'command.goOn', group: 'play', keys: [], when: runEnded, run: ({ intents }) => intents.goOn() },
  {
    id: 'selectNext',
    name: 'command.selectNext',
    group: 'select',
    keys: ['ArrowDown', 'j'],
    when: canStart,
    run: (app) => along(app, 1),
  },
  {
    id: 'selectPrevious',
    name: 'command.selectPrevious',
    group: 'select',
    keys: ['ArrowUp', 'k'],
    when: canStart,
    run: (app) => along(app, -1),
  },
  {
    id: 'effect',
    name: 'command.effect',
    group: 'select',
    keys: ['l'],
    when: isSelected,
    run: (app) => follow(app, 'effect'),
  },
  {
    id: 'cause',
    name: 'command.cause',
    group: 'select',
    keys: ['h'],
    when: isSelected,
    run: (app) => follow(app, 'cause'),
  },
  { id: 'focus', name: 'command.focus', group: 'select', keys: ['f'], when: isSelected, run: focus },
]

/** The run stopped at its end, not for good. */
export function runEnded({ store }: App): boolean {
  const session = store.getState()
  return session.order.length > 0 && currentBranch(session).halted === 'until'
}
