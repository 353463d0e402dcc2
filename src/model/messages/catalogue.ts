/**
 * The shape of the message catalogue: one entry a message. Everything else about messages (labels, colours, depth,
 * steps, receipts) is mapped from the entries in this folder.
 */
import type { Role } from '../roles.ts'
import type { Depth } from '../trace/records.ts'

/** Colour, dash and head of the arrow (interaction.md 5.1). */
export const MESSAGE_KINDS = ['control', 'offer', 'launch', 'decline', 'status', 'fault'] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

/** Where a fact is from. `source` names file and function, or a document; `simplified` says how ours differs. */
export interface Receipt {
  readonly source: string
  readonly simplified?: string
}

export interface MessageEntry {
  /** Name on the wire: what a record's `name` holds. */
  readonly name: string
  readonly from: Role
  readonly to: Role
  /** Words of the three dialects; the figure's words are translated by the page (`figure` is the key). */
  readonly figure: string
  readonly driver: string
  readonly http: string
  readonly kind: MessageKind
  readonly depth: Depth
  /** Step of the DC/OS figure; `offer`: 2 or 5, by whether the framework has something to launch. */
  readonly step?: number | 'offer'
  readonly receipt: Receipt
}
