/** What the inspector shows: a record with all that belongs to it, or a component at the cursor. */
import { modelOf } from '#store/commandsPlay.ts'
import { headOf } from '#store/follow.ts'
import { currentBranch, type Session } from '#store/session.ts'
import type { MessageLook } from '#derive/messages.ts'
import { stateOf, type StateAt } from '#derive/stateIndex.ts'
import type { Receipt } from '#model/messages/catalogue.ts'
import { recordReceipt, refusalReceipt, taskReasonReceipt, timerReceipt } from '#model/receipts.ts'
import type { Role } from '#model/roles.ts'
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
  /** The component whose lane stands for another under this view. */
  readonly standsFor: (id: string) => string
  /** Where it is from in Mesos, Marathon or BCS. */
  readonly receipts: readonly Receipt[]
  /** Chosen by the reader, or only where the cursor stands. */
  readonly chosen: boolean
}

const MOST_LOOK = 60
const MOST_STATES = 8

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
  const { lanes } = modelOf(session)
  return {
    record,
    look,
    body: isMessage ? record.body : null,
    sentAt: isMessage ? record.at : null,
    endedAt: end ? end.at : isMessage ? record.arrivesAt : null,
    lost: end?.type === 'lost' ? end.why : null,
    states: isMessage
      ? changedBy(trace, fate < 0 ? head : fate)
      : record.type === 'state'
        ? [stateOf(trace, head)]
        : [],
    receipts: receiptsOf(record, look, (id) => lanes.roleOf(id)),
    standsFor: (id) => lanes.laneOf(id).component ?? id,
    chosen,
  }
}

/** Of a message the catalogue's, of a timer its rule's, of an allocation and of a task also their reasons'. */
function receiptsOf(record: TraceRecord, look: MessageLook | null, roleOf: (id: string) => Role): readonly Receipt[] {
  switch (record.type) {
    case 'sent':
      return present([look?.entry?.receipt])
    case 'timer':
      return present([timerReceipt(roleOf(record.of), record.name)])
    case 'allocation':
      return present([recordReceipt(record.type), ...record.refusals.map(({ reason }) => refusalReceipt(reason))])
    case 'task':
      return present([record.reason === null ? recordReceipt(record.type) : taskReasonReceipt(record.reason)])
    default:
      return present([recordReceipt(record.type)])
  }
}

/** Those that are there, each once. */
function present(receipts: readonly (Receipt | undefined)[]): readonly Receipt[] {
  const bySource = new Map(receipts.flatMap((receipt) => (receipt ? [[receipt.source, receipt] as const] : [])))
  return [...bySource.values()]
}

/** States that a record changed: those that it caused in its own instant, directly or through calls. */
function changedBy(trace: TraceStore, ordinal: number): readonly StateAt[] {
  const caused = new Set([ordinal])
  const found: StateAt[] = []
  const end = Math.min(trace.count, ordinal + MOST_LOOK)
  for (let i = ordinal + 1; i < end && trace.at[i] === trace.at[ordinal]; i += 1) {
    if (!caused.has(trace.cause[i] as number)) continue
    caused.add(i)
    if (trace.typeOf(i) === 'state') found.push(stateOf(trace, i))
  }
  return found.slice(0, MOST_STATES)
}
