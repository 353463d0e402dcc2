/**
 * Edits of the document. In place while nobody has seen what comes after the cursor, else as a branch named after the
 * action; the original stays (design.md 4).
 */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { samePrefix, withAction } from '#model/scenario/edit.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Action, ParseIssue, Scenario } from '#model/scenario/types.ts'
import { TraceStore } from '#model/trace/store.ts'
import { AHEAD_MS, START, type Desk } from './desk.ts'
import { currentBranch, type Branch, type Cursor, type Marker } from './session.ts'

/** A run that an act would fall out of goes on for so long behind it. */
const AFTER_ACT_MS = 30_000

interface Parsed {
  readonly document: ScenarioDocument
  readonly scenario: Scenario
}

export function freshBranch(id: string, name: string, parsed: Parsed, trace: TraceStore, epoch: number): Branch {
  return {
    id,
    name,
    parent: null,
    forkedAtMs: null,
    ...parsed,
    undo: [],
    redo: [],
    epoch,
    trace,
    revision: 0,
    aheadMs: 0,
    halted: null,
    seen: -1,
    markers: [],
    cursor: START,
  }
}

/** Document with the action at the next millisecond after the cursor, and an end that leaves room behind it. */
export function actedDocument(document: ScenarioDocument, action: Omit<Action, 'atMs'>, at: number): ScenarioDocument {
  const atMs = Math.floor(at) + 1
  const acted = withAction(document, { ...action, atMs } as Action)
  const { untilMs } = document
  return typeof untilMs === 'number' ? { ...acted, untilMs: Math.max(untilMs, atMs + AFTER_ACT_MS) } : acted
}

/** How a document is opened. */
export interface Opening {
  /** Name of its branch. */
  readonly name: string
  /** Id of the built-in scenario that it came from. */
  readonly base: string | null
  /** Where to stand; the start where absent. */
  readonly at?: Cursor
  readonly markers?: readonly Marker[]
}

/** Leaves everything and opens a document; issues are given back and nothing changes. */
export function openDocument(desk: Desk, document: ScenarioDocument, opening: Opening): readonly ParseIssue[] {
  const parsed = parseScenario(document)
  if (!parsed.ok) return parsed.error
  for (const id of desk.session.order) desk.close(id)
  const at = opening.at ?? START
  const next = { document, scenario: parsed.value }
  const fresh = freshBranch('b0', opening.name, next, new TraceStore(), desk.nextEpoch())
  const branch = { ...fresh, markers: opening.markers ?? [] }
  desk.set({
    branches: { b0: branch },
    order: ['b0'],
    current: 'b0',
    cursor: at,
    base: opening.base,
    playing: false,
    playUntil: null,
    selection: null,
    opening: true,
  })
  desk.send(branch, null)
  return []
}

/**
 * `own`: the branch that the same editing made or changed before: it goes on there, though its end was seen.
 * Issues are given back and nothing changes.
 */
export function edit(
  desk: Desk,
  document: ScenarioDocument,
  name: string,
  own: string | null = null,
): readonly ParseIssue[] {
  const parsed = parseScenario(document)
  if (!parsed.ok) return parsed.error
  const branch = currentBranch(desk.session)
  const next = { document, scenario: parsed.value }
  if (branch.id === own || branch.seen <= desk.session.cursor.ordinal) replaceDocument(desk, branch, next, true)
  else makeBranch(desk, branch, next, name)
  return []
}

/**
 * An edit that changes what happens from `atMs` on, also before the cursor: in place while nobody has seen a record from then
 * on, else as a branch.
 */
export function editFrom(desk: Desk, document: ScenarioDocument, atMs: number, name: string): readonly ParseIssue[] {
  const parsed = parseScenario(document)
  if (!parsed.ok) return parsed.error
  const branch = currentBranch(desk.session)
  const next = { document, scenario: parsed.value }
  if (branch.seen < recordsBefore(branch.trace, atMs)) replaceDocument(desk, branch, next, true)
  else makeBranch(desk, branch, next, name)
  return []
}

/** Records before a time: what an edit that changes nothing before it leaves as they are. */
function recordsBefore(trace: TraceStore, ms: number): number {
  return trace.ordinalAt(ms - 1) + 1
}

function replaceDocument(desk: Desk, branch: Branch, parsed: Parsed, undoable: boolean): void {
  const same = samePrefix(branch.document, parsed.document)
  const changed: Branch = {
    ...branch,
    ...parsed,
    undo: undoable ? [...branch.undo, branch.document] : branch.undo,
    redo: undoable ? [] : branch.redo,
    epoch: desk.nextEpoch(),
    halted: null,
    // Nothing beyond is known of the new run: playing waits for it.
    aheadMs: Math.min(branch.aheadMs, Math.max(0, same - 1)),
  }
  desk.setBranch(branch.id, changed)
  desk.send(changed, branch.id, recordsBefore(branch.trace, same))
}

function freeId(desk: Desk): string {
  const { branches } = desk.session
  let n = Object.keys(branches).length
  while (branches[`b${n}`]) n += 1
  return `b${n}`
}

/** A copy of the branch on the screen, from the cursor on. */
export function branchHere(desk: Desk, name: string): void {
  const branch = currentBranch(desk.session)
  makeBranch(desk, branch, { document: branch.document, scenario: branch.scenario }, name)
}

function makeBranch(desk: Desk, parent: Branch, parsed: Parsed, name: string): void {
  const { cursor, order, branches } = desk.session
  const id = freeId(desk)
  const copy = parent.trace.fork(parent.trace.count)
  const branch: Branch = {
    ...freshBranch(id, name, parsed, copy, desk.nextEpoch()),
    parent: parent.id,
    forkedAtMs: Math.min(Math.floor(cursor.at), samePrefix(parent.document, parsed.document)),
    seen: cursor.ordinal,
    // What lies behind the fork is another future.
    markers: parent.markers.filter(({ ordinal }) => ordinal <= cursor.ordinal),
    cursor,
  }
  desk.set({
    branches: { ...branches, [parent.id]: { ...parent, cursor }, [id]: branch },
    order: [...order, id],
    current: id,
    selection: null,
  })
  desk.send(branch, parent.id, recordsBefore(copy, samePrefix(parent.document, parsed.document)))
  desk.notify({ key: 'notice.branched', params: { name }, tone: 'info' })
}

/** A branch that is there, but not on the screen, nor simulated until somebody looks at it. Its id; null where it cannot be read. */
export function addBranch(desk: Desk, document: ScenarioDocument, name: string | null): string | null {
  const parsed = parseScenario(document)
  if (!parsed.ok) return null
  const { session } = desk
  const id = freeId(desk)
  const fresh = freshBranch(id, name ?? '', { document, scenario: parsed.value }, new TraceStore(), 0)
  const branch = { ...fresh, parent: name === null ? null : session.current }
  desk.set({ branches: { ...session.branches, [id]: branch }, order: [...session.order, id] })
  return id
}

/** Takes the last edit of this branch back, or makes it again. */
export function travel(desk: Desk, from: 'undo' | 'redo'): void {
  const branch = currentBranch(desk.session)
  const document = branch[from].at(-1)
  if (!document) return
  const parsed = parseScenario(document)
  if (!parsed.ok) return
  const other = from === 'undo' ? 'redo' : 'undo'
  const moved = { ...branch, [from]: branch[from].slice(0, -1), [other]: [...branch[other], branch.document] }
  replaceDocument(desk, moved, { document, scenario: parsed.value }, false)
}

/** Lets a run that ended at its `untilMs` go on. */
export function goOn(desk: Desk): void {
  const branch = currentBranch(desk.session)
  const document = { ...branch.document, untilMs: branch.aheadMs + AHEAD_MS }
  const parsed = parseScenario(document)
  if (parsed.ok) replaceDocument(desk, branch, { document, scenario: parsed.value }, false)
}

export function switchBranch(desk: Desk, id: string): void {
  const { session } = desk
  const target = session.branches[id]
  if (!target || id === session.current) return
  const left = currentBranch(session)
  desk.set({
    branches: { ...session.branches, [left.id]: { ...left, cursor: session.cursor } },
    current: id,
    cursor: target.cursor,
    playing: false,
    playUntil: null,
    selection: null,
  })
  if (target.epoch > 0) return desk.lookAhead()
  const sent = { ...target, epoch: desk.nextEpoch() }
  desk.setBranch(id, sent)
  desk.send(sent, left.id)
}

export function closeBranch(desk: Desk, id: string): void {
  const { order, current } = desk.session
  if (order.length < 2) return
  if (current === id) switchBranch(desk, order.find((other) => other !== id) as string)
  const { [id]: _closed, ...branches } = desk.session.branches
  desk.set({ branches, order: order.filter((other) => other !== id) })
  desk.close(id)
}
