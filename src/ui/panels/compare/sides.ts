/**
 * The other run as if it were the one on the screen: what looks at a moment, a selection or a run, and was written for the page's own, shows
 * and changes the other through this. To act there is to work there: the sides change places first.
 */
import { compareWith } from '#store/comparing.ts'
import type { App } from '#store/app.ts'
import type { Selection, Session, SessionStore } from '#store/session.ts'
import type { Surface, SurfaceStore } from '#store/surface.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SideName } from './linked.ts'
import { besideCursor, leftCursor, type Laid } from './usePair.ts'

export interface Sides {
  /** What is selected in the other run, apart from what belongs to the selection of the page's own. */
  readonly right: Selection | null
  /** The page's own selection when the reader turned to the other run: as long as it stands, the details are of that. */
  readonly turned: { readonly selection: Selection | null } | null
  readonly laid: Laid | null
}

export type SidesStore = StoreApi<Sides>

export function makeSides(): SidesStore {
  return createStore<Sides>(() => ({ right: null, turned: null, laid: null }))
}

/** Of which run details are shown. */
export function activeSide({ turned }: Sides, session: Session): SideName {
  return turned !== null && turned.selection === session.selection ? 'right' : 'left'
}

/** What belongs to a selection in the other run: the message's mate, the component of the same id; null for none. */
export function mateOf(laid: Laid | null, from: SideName, selection: Selection | null): Selection | null {
  if (selection?.kind !== 'record') return selection
  const mate = laid?.alignment[from].mate[selection.ordinal] ?? -1
  return mate < 0 ? null : { kind: 'record', ordinal: mate }
}

/** What is selected in the other run. */
export function rightSelection(sides: Sides, session: Session): Selection | null {
  return activeSide(sides, session) === 'right' ? sides.right : mateOf(sides.laid, 'left', session.selection)
}

/** The reader turns to the other run, with something selected there; what belongs to it is selected here. */
export function turnRight({ store, intents }: App, sides: SidesStore, right: Selection | null): void {
  intents.select(mateOf(sides.getState().laid, 'right', right))
  sides.setState({ right, turned: { selection: store.getState().selection } })
}

export function turnLeft(sides: SidesStore): void {
  sides.setState({ right: null, turned: null })
}

/** The other branch becomes the one on the screen, at the same time of its run, with what was selected there. */
export function workIn({ store, intents }: App, other: string, sides: SidesStore): void {
  const { current, cursor } = store.getState()
  const chosen = rightSelection(sides.getState(), store.getState())
  intents.switchBranch(other)
  const { trace } = store.getState().branches[other] ?? {}
  if (trace) intents.seek({ ordinal: trace.ordinalAt(cursor.at), at: cursor.at })
  compareWith(current)
  intents.select(chosen)
}

/** The session with the other branch as the current one. The same object as long as neither has changed. */
function sideStore({ store }: App, other: string, sides: SidesStore): SessionStore {
  let known: { readonly session: Session; readonly sides: Sides; readonly side: Session } | null = null
  const getState = (): Session => {
    const session = store.getState()
    const now = sides.getState()
    if (known?.session === session && known.sides === now) return known.side
    const cursor = now.laid ? besideCursor(now.laid, session.cursor) : session.cursor
    const side = { ...session, current: other, cursor, selection: rightSelection(now, session) }
    known = { session, sides: now, side }
    return side
  }
  const subscribe: SessionStore['subscribe'] = (listener) => {
    let before = getState()
    const heard = (): void => {
      const now = getState()
      if (now === before) return
      const was = before
      before = now
      listener(now, was)
    }
    const stops = [store.subscribe(heard), sides.subscribe(heard)]
    return () => {
      for (const stop of stops) stop()
    }
  }
  return { ...store, getState, getInitialState: getState, subscribe }
}

/** Dialogs and menus are the page's own: they open when the other branch is. */
function sideSurface({ surface }: App, work: () => void): SurfaceStore {
  const setState = (change: Partial<Surface> | ((surface: Surface) => Partial<Surface>)): void => {
    const wanted = typeof change === 'function' ? change(surface.getState()) : change
    if (wanted.dialog || wanted.menu) work()
    surface.setState(wanted)
  }
  return { ...surface, setState: setState as SurfaceStore['setState'] }
}

/** The page for what shows the other run. */
export function sideApp(app: App, other: string, sides: SidesStore): App {
  const { intents } = app
  const work = (): void => workIn(app, other, sides)
  const there =
    <A extends readonly unknown[], R>(act: (...args: A) => R) =>
    (...args: A): R => {
      work()
      return act(...args)
    }
  return {
    ...app,
    store: sideStore(app, other, sides),
    surface: sideSurface(app, work),
    intents: {
      ...intents,
      select: (selection) => turnRight(app, sides, selection),
      seek: (cursor, glides) => {
        const { laid } = sides.getState()
        intents.seek(laid ? leftCursor(laid, cursor) : cursor, glides)
      },
      act: there(intents.act),
      edit: there(intents.edit),
      editFrom: there(intents.editFrom),
      branchHere: there(intents.branchHere),
      undo: there(intents.undo),
      redo: there(intents.redo),
      goOn: there(intents.goOn),
      setMarkers: there(intents.setMarkers),
    },
  }
}
