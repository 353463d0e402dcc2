/** What a user may wish, as functions; the only writer of the session beside the worker's answers (`answers.ts`). */
import type { ViewOptions } from '#derive/view.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import type { Action, ParseIssue } from '#model/scenario/types.ts'
import type { Desk } from './desk.ts'
import {
  actedDocument,
  branchHere,
  closeBranch,
  edit,
  editFrom,
  goOn,
  openDocument,
  switchBranch,
  travel,
  type Opening,
} from './edits.ts'
import { currentBranch, type Cursor, type Lang, type Marker, type Notice, type Selection } from './session.ts'
import type { Settings } from './settings.ts'

export interface Intents {
  /** Leaves everything and opens a document; issues are given back and nothing changes. */
  readonly openDocument: (document: ScenarioDocument, opening: Opening) => readonly ParseIssue[]
  /** Something happens at the next millisecond after the cursor. */
  readonly act: (action: Omit<Action, 'atMs'>, name: string) => readonly ParseIssue[]
  /** `own`: a branch that the same editing made, which it may change again. */
  readonly edit: (document: ScenarioDocument, name: string, own?: string | null) => readonly ParseIssue[]
  /** Changes what happens from a time on, maybe before the cursor; a branch where that was seen. */
  readonly editFrom: (document: ScenarioDocument, atMs: number, name: string) => readonly ParseIssue[]
  /** Another branch from here, nothing changed yet: what is done there leaves this one as it is. */
  readonly branchHere: (name: string) => void
  readonly undo: () => void
  readonly redo: () => void
  /** Lets a run that ended at its `untilMs` go on for a minute. */
  readonly goOn: () => void
  readonly switchBranch: (id: string) => void
  readonly renameBranch: (id: string, name: string) => void
  readonly closeBranch: (id: string) => void
  /** `glides`: a step of the reader's, to be followed by the eye. */
  readonly seek: (cursor: Cursor, glides?: boolean) => void
  /** Stays where a run has come that is replayed up to a link's moment. */
  readonly stopReplaying: () => void
  readonly setPlaying: (playing: boolean) => void
  /** Plays up to a record and stops on it. */
  readonly playUntil: (ordinal: number) => void
  /** 1/16 to 16. */
  readonly setSpeed: (speed: number) => void
  readonly setView: (change: Partial<ViewOptions>) => void
  readonly select: (selection: Selection | null) => void
  readonly setMarkers: (markers: readonly Marker[]) => void
  readonly setLang: (lang: Lang) => void
  readonly setSettings: (change: Partial<Settings>) => void
  readonly notify: (notice: Omit<Notice, 'n'>) => void
  readonly dismiss: (n: number) => void
}

function seek(desk: Desk, cursor: Cursor, glides: boolean): void {
  const branch = currentBranch(desk.session)
  desk.set({ cursor, glides })
  if (cursor.ordinal > branch.seen) desk.setBranch(branch.id, { seen: cursor.ordinal })
  desk.lookAhead()
}

function stopReplaying(desk: Desk): void {
  const { trace } = currentBranch(desk.session)
  const ordinal = trace.count - 1
  desk.set({ replaying: null })
  seek(desk, { ordinal, at: ordinal < 0 ? 0 : (trace.at[ordinal] as number) }, false)
}

function act(desk: Desk, action: Omit<Action, 'atMs'>, name: string): readonly ParseIssue[] {
  const { cursor } = desk.session
  return edit(desk, actedDocument(currentBranch(desk.session).document, action, cursor.at), name)
}

export function makeIntents(desk: Desk): Intents {
  return {
    openDocument: (document, opening) => openDocument(desk, document, opening),
    act: (action, name) => act(desk, action, name),
    edit: (document, name, own) => edit(desk, document, name, own),
    editFrom: (document, atMs, name) => editFrom(desk, document, atMs, name),
    branchHere: (name) => branchHere(desk, name),
    undo: () => travel(desk, 'undo'),
    redo: () => travel(desk, 'redo'),
    goOn: () => goOn(desk),
    switchBranch: (id) => switchBranch(desk, id),
    renameBranch: (id, name) => desk.setBranch(id, { name, isNamed: true }),
    closeBranch: (id) => closeBranch(desk, id),
    seek: (cursor, glides = false) => seek(desk, cursor, glides),
    stopReplaying: () => stopReplaying(desk),
    setPlaying: (playing) => desk.set({ playing, playUntil: null }),
    playUntil: (ordinal) => desk.set({ playing: true, playUntil: ordinal }),
    setSpeed: (speed) => desk.set({ speed: Math.min(16, Math.max(1 / 16, speed)) }),
    setView: (change) => desk.set({ view: { ...desk.session.view, ...change } }),
    select: (selection) => desk.set({ selection }),
    setMarkers: (markers) => desk.setBranch(desk.session.current, { markers }),
    setLang: (lang) => desk.set({ lang, settings: { ...desk.session.settings, lang } }),
    setSettings: (change) => desk.set({ settings: { ...desk.session.settings, ...change } }),
    notify: (notice) => desk.notify(notice),
    dismiss: (n) => desk.dismiss(n),
  }
}
