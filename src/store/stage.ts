/**
 * Moves the cursor along the drawn axis: play, step, beats. Holds what is derived for the branch and the view that are
 * on the screen; it grows with the trace and is made anew when the past was replaced.
 */
import { type Axis, FOLDED } from '#derive/axis.ts'
import { diagramModel, type DiagramModel } from '#derive/model.ts'
import type { Marks } from '#derive/marks.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { type Beats, beatsIn } from './beats.ts'
import type { Intents } from './intents.ts'
import { currentBranch, type Cursor, type SessionStore } from './session.ts'

export interface Timeline {
  readonly trace: TraceStore
  readonly marks: Marks
  readonly axis: Axis
  readonly beats: Beats
}

/** What looks at the axis, where a drawing of it is on the screen. */
export interface Lens {
  /** In or out at the pointer, the selection or the cursor. */
  readonly zoom: (factor: number) => void
  /** The whole run; seen already: readable again, at the cursor. */
  readonly fit: () => void
  /** What lies between two moments. */
  readonly show: (from: Cursor, to: Cursor) => void
}

/** Reduced motion plays in steps this far apart at speed 1, never closer. */
export const DISCRETE_MS = 700

export class Stage {
  private through: Lens | null = null
  private shared: DiagramModel | null = null
  private place: { cursor: Cursor; y: number } | null = null
  private waitedMs = 0
  private readonly store: SessionStore
  private readonly intents: Intents

  constructor(store: SessionStore, intents: Intents) {
    this.store = store
    this.intents = intents
  }

  /** Told by the drawing that is on the screen, and null when it goes. */
  lookThrough(lens: Lens | null): void {
    this.through = lens
  }

  get lens(): Lens | null {
    return this.through
  }

  /** What is played along while two runs are compared: laid out along with the other's. Null: the view's own. */
  share(model: DiagramModel | null): void {
    this.shared = model
  }

  /** What is derived for the present branch and view, up to date with its trace. */
  timeline(): Timeline {
    const session = this.store.getState()
    const { trace, scenario } = currentBranch(session)
    const { marks, axis } = this.shared?.trace === trace ? this.shared : diagramModel(trace, scenario, session.view)
    return { trace, marks, axis, beats: beatsIn(trace) }
  }

  /** To the record of the next or the previous mark; a fold counts as one. Stops playing. */
  step(by: 1 | -1): void {
    this.intents.setPlaying(false)
    const target = by === 1 ? this.after() : this.before()
    if (target) this.intents.seek(target, true)
  }

  private after(): Cursor | null {
    const { marks, axis, trace } = this.timeline()
    const { cursor } = this.store.getState()
    let k = axis.markAtCursor(cursor) + 1
    while (k + 1 < axis.length && axis.segment.at(k) === FOLDED && axis.segment.at(k + 1) === FOLDED) k += 1
    if (k < axis.length) return { ordinal: marks.ord.at(k), at: marks.at(k) }
    return cursor.ordinal < trace.count - 1 ? lastOf(trace) : null
  }

  private before(): Cursor | null {
    const { marks, axis } = this.timeline()
    const { cursor } = this.store.getState()
    let k = axis.markAtCursor(cursor)
    const onIt = marks.ord.at(k) === cursor.ordinal && cursor.at <= marks.at(k)
    if (onIt) k -= 1
    while (k > 0 && axis.segment.at(k) === FOLDED && axis.segment.at(k + 1) === FOLDED) k -= 1
    if (k < 0) return null
    return { ordinal: marks.ord.at(k), at: marks.at(k) }
  }

  toStart(): void {
    this.intents.setPlaying(false)
    this.intents.seek({ ordinal: -1, at: 0 })
  }

  /** The last record that is computed. */
  toEnd(): void {
    this.intents.setPlaying(false)
    this.intents.seek(lastOf(currentBranch(this.store.getState()).trace))
  }

  /** Where the next arrow of the twelve steps will have arrived, folded ones left out; null: not computed. */
  nextBeat(): number | null {
    const { beats, marks, axis } = this.timeline()
    const { cursor } = this.store.getState()
    const found = beats.next(cursor.ordinal, (ordinal) => shown(marks, axis, ordinal))
    return found < 0 ? null : found
  }

  /** Plays to the next beat and stops on it; pressed again on the way, arrives at once. */
  playBeat(reducedMotion: boolean): void {
    const { playUntil, playing } = this.store.getState()
    const target = playing && playUntil !== null ? playUntil : this.nextBeat()
    if (target === null) return this.intents.setPlaying(true)
    if (!reducedMotion && !(playing && playUntil !== null)) return this.intents.playUntil(target)
    this.land(target)
  }

  previousBeat(): void {
    const { beats, marks, axis } = this.timeline()
    const { cursor } = this.store.getState()
    const found = beats.previous(cursor.ordinal, (ordinal) => shown(marks, axis, ordinal))
    if (found < 0) this.toStart()
    else this.land(found)
  }

  /** Stands on a record and stops. */
  land(ordinal: number): void {
    const { trace } = this.timeline()
    this.intents.setPlaying(false)
    const to = Math.max(-1, Math.min(ordinal, trace.count - 1))
    this.intents.seek({ ordinal: to, at: to < 0 ? 0 : (trace.at[to] as number) })
  }

  /** Play pressed at the end of a finished run begins again. */
  rewindAtEnd(): void {
    const session = this.store.getState()
    const { halted, trace } = currentBranch(session)
    if (halted !== null && session.cursor.ordinal >= trace.count - 1) this.intents.seek({ ordinal: -1, at: 0 })
  }

  /** One frame of playing: `wallMs` of the viewer's time. */
  advance(wallMs: number): void {
    const { playing, cursor, speed, playUntil } = this.store.getState()
    if (!playing || this.isBehind(cursor)) return
    const { axis } = this.timeline()
    const from = this.place?.cursor === cursor ? this.place.y : axis.yOf(cursor)
    const y = axis.playStep(from, wallMs, speed)
    const next = axis.cursorAt(y)
    if (playUntil !== null && next.ordinal >= playUntil) return this.land(playUntil)
    if (y >= axis.endY) return this.arriveAtEnd()
    this.place = { cursor: next, y }
    this.intents.seek(next)
  }

  /** After an edit, what lies ahead is of the run before it until the new one has come to the cursor: the cursor waits. */
  private isBehind(cursor: Cursor): boolean {
    const { aheadMs, halted } = currentBranch(this.store.getState())
    return halted === null && aheadMs <= cursor.at
  }

  /** Waits for more of the run, or stops where there is none. */
  private arriveAtEnd(): void {
    const branch = currentBranch(this.store.getState())
    if (branch.halted === null) return
    this.toEnd()
  }

  /** One frame of playing without motion: steps, `DISCRETE_MS` apart. */
  advanceDiscrete(wallMs: number): void {
    const { playing, speed, playUntil, cursor } = this.store.getState()
    if (!playing || this.isBehind(cursor)) return
    this.waitedMs += wallMs * Math.min(1, speed)
    if (this.waitedMs < DISCRETE_MS) return
    this.waitedMs = 0
    const target = this.after()
    if (!target) {
      if (currentBranch(this.store.getState()).halted !== null) this.intents.setPlaying(false)
    } else if (playUntil !== null && target.ordinal >= playUntil) this.land(playUntil)
    else if (target.ordinal > cursor.ordinal) this.intents.seek(target)
  }

  /** Moves by px of the drawing: earlier or later without stepping. */
  scrollBy(px: number): void {
    const { axis } = this.timeline()
    const y = Math.min(axis.endY, Math.max(0, axis.yOf(this.store.getState().cursor) + px))
    this.intents.setPlaying(false)
    this.intents.seek(axis.cursorAt(y))
  }

  /** 0..1 of the drawn height up to which is computed; where a cursor stands on it. */
  partOf(cursor: Cursor): number {
    const { axis } = this.timeline()
    return axis.endY <= 0 ? 0 : Math.min(1, axis.yOf(cursor) / axis.endY)
  }

  seekPart(part: number): void {
    const { axis } = this.timeline()
    this.intents.setPlaying(false)
    this.intents.seek(axis.cursorAt(Math.min(1, Math.max(0, part)) * axis.endY))
  }
}

function shown(marks: Marks, axis: Axis, ordinal: number): boolean {
  const k = marks.markOf(ordinal)
  return k >= 0 && axis.segment.at(k) !== FOLDED
}

function lastOf(trace: TraceStore): Cursor {
  const last = trace.count - 1
  return { ordinal: last, at: last < 0 ? 0 : (trace.at[last] as number) }
}
