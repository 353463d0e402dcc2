/** What the inspector shows: a record with all that belongs to it, or a component at the cursor. */
import { modelOf } from '#store/commandsPlay.ts'
import { headOf } from '#store/follow.ts'
import { currentBranch, type Session } from '#store/session.ts'
import type { MessageLook } from '#derive/messages.ts'
import { stateIndex, type StateAt } from '#derive/stateIndex.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'

export interface Inspected {
  /** The message's `sent` record where it is a message. */
  readonly record: TraceRecord
  readonly look: MessageLook | null
  readonly body: unknown
  readonly sentAt: number | null
  /** Virtual ms of the arrival or the loss that is known; null: neither yet. */
  readonly endedAt: number | null
  readonly lost: string | null
  /** States of who took part, as they stood then. */
  readonly states: readonly StateAt[]
  /** Chosen by the reader, or only where the cursor stands. */
  readonly chosen: boolean
}

/** The newest message at or before a record, or the record itself where there is none. */
function messageBefore(trace: TraceStore, ordinal: number): number {
  for (let i = ordinal; i >= 0 && i > ordinal - 400; i -= 1) {
    const type = trace.type[i] as number
    if (type === 0 || type === 1 || type === 2 || type === 8) return i
  }
  return ordinal
}

/** The newest mark of the drawing at or before a record: what the reader sees happening there. */
function shownBefore(session: Session, ordinal: number): number {
  const { marks } = modelOf(session)
  const k = marks.ord.lastAtMost(ordinal)
  return k > 0 ? marks.ord.at(k) : -1
}

export function inspectedAt(session: Session, cursorOrdinal: number): Inspected | null {
  const { trace } = currentBranch(session)
  const { selection } = session
  const chosen = selection?.kind === 'record' ? selection.ordinal : -1
  const shown = shownBefore(session, cursorOrdinal)
  const ordinal = chosen >= 0 ? chosen : shown >= 0 ? shown : messageBefore(trace, cursorOrdinal)
  if (ordinal < 0 || ordinal >= trace.count) return null
  return inspected(session, trace, ordinal, chosen >= 0)
}

function inspected(session: Session, trace: TraceStore, ordinal: number, chosen: boolean): Inspected {
  const head = headOf(trace, ordinal)
  const record = recordAt(trace, head)
  const isMessage = record.type === 'sent'
  const look = isMessage ? modelOf(session).looks.at(head) : null
  const fate = isMessage ? (trace.fate[head] as number) : -1
  const end = fate >= 0 ? recordAt(trace, fate) : null
  const index = stateIndex(trace)
  const involved = isMessage ? [record.from, record.to] : 'of' in record ? [String(record.of)] : []
  const upTo = fate >= 0 ? lastOfMoment(trace, fate) : head
  return {
    record,
    look,
    body: isMessage ? record.body : null,
    sentAt: isMessage ? record.at : null,
    endedAt: end ? end.at : isMessage ? record.arrivesAt : null,
    lost: end?.type === 'lost' ? end.why : null,
    states: involved.flatMap((of) => index.at(of, upTo) ?? []),
    chosen,
  }
}

/** Records that an arrival causes in its own instant count as its outcome. */
function lastOfMoment(trace: TraceStore, ordinal: number): number {
  let last = ordinal
  const end = Math.min(trace.count, ordinal + 40)
  for (let i = ordinal + 1; i < end; i += 1) {
    if (trace.at[i] !== trace.at[ordinal]) break
    if (trace.cause[i] === ordinal) last = i
  }
  return last
}
