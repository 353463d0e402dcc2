/** One delivery, moved: which message, when it may arrive, and the act that says so. Source: contracts.md 2, deliverAt. */
import type { Action, ScenarioDocument } from '#model/scenario/document.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { headOf } from './follow.ts'

export interface Delivery {
  /** Ordinal of its `sent` record. */
  readonly sent: number
  /** `SENDER#n` */
  readonly message: string
  readonly sentAt: number
  /** When it arrived, or will; null where it is lost on the way. */
  readonly arrivesAt: number | null
  /** Why it cannot be moved, or null. */
  readonly refusal: 'isLost' | null
}

const TYPE_SENT = 0

/** The message that a record belongs to; null where it is none. */
export function deliveryOf(trace: TraceStore, ordinal: number): Delivery | null {
  if (ordinal < 0 || ordinal >= trace.count) return null
  const sent = headOf(trace, ordinal)
  if (trace.type[sent] !== TYPE_SENT) return null
  const fate = trace.fate[sent] as number
  const due = trace.due[sent] as number
  // Lost when it was sent: it never had a time of arrival, and none can be given to it.
  const arrivesAt = Number.isNaN(due) ? null : fate >= 0 ? (trace.at[fate] as number) : due
  return {
    sent,
    message: trace.messageId(sent),
    sentAt: trace.at[sent] as number,
    arrivesAt,
    refusal: arrivesAt === null ? 'isLost' : null,
  }
}

type DeliverAt = Extract<Action, { readonly do: 'deliverAt' }>

/**
 * The act that has it arrive at `deliverMs`, whole virtual ms. While it is under way and stays so, the act comes next after
 * the cursor; else it stands where the message is sent, and what came of it happens otherwise.
 */
export function deliverAt({ message, sentAt, arrivesAt }: Delivery, deliverMs: number, cursorMs: number): DeliverAt {
  const next = Math.floor(cursorMs) + 1
  const isOpen = sentAt < next && next <= deliverMs && arrivesAt !== null && next <= arrivesAt
  return { atMs: isOpen ? next : sentAt, do: 'deliverAt', message, deliverMs }
}

/** The document with the act; an earlier wish for the same message that would come after it is gone. */
export function withDelivery(document: ScenarioDocument, action: DeliverAt): ScenarioDocument {
  const kept = (document.actions ?? []).filter(
    (other) => other.do !== 'deliverAt' || other.message !== action.message || (other.atMs ?? 0) < (action.atMs ?? 0),
  )
  return { ...document, actions: [...kept, action] }
}
