/** The records of a trace as objects: the shape of contracts.md 3, key by key. */

export const RECORD_TYPES = [
  'sent',
  'delivered',
  'lost',
  'state',
  'allocation',
  'exited',
  'timer',
  'task',
  'action',
  'broken',
  'halted',
] as const
export type RecordType = (typeof RECORD_TYPES)[number]

export const TIMER_WHATS = ['armed', 'fired', 'cancelled'] as const
export type TimerWhat = (typeof TIMER_WHATS)[number]

export type Depth = 1 | 2 | 3
export type SeenBy = 'executor' | 'agent' | 'master' | 'scheduler' | 'client'

interface Base<T extends RecordType> {
  /** Ordinal from 0. */
  readonly i: number
  /** Whole virtual milliseconds. */
  readonly at: number
  readonly type: T
  /** Ordinal of the record that led to it. */
  readonly cause: number | null
}

export interface SentRecord extends Base<'sent'> {
  /** `SENDER#n`: survives edits elsewhere. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly name: string
  /** Null where it was already lost when sent. */
  readonly arrivesAt: number | null
  readonly depth: Depth
  /** 1 to 12, only on the arrows of the DC/OS figure. */
  readonly step?: number
  readonly body: unknown
}
export interface DeliveredRecord extends Base<'delivered'> {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly name: string
}
export interface LostRecord extends Base<'lost'> {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly name: string
  readonly why: string
}
export interface StateRecord extends Base<'state'> {
  readonly of: string
  readonly from: string
  readonly to: string
  readonly event: string
}
export interface Grant {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: string
  readonly stage: 1 | 2
}
export interface Refusal {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly reason: string
}
export interface AllocationRecord extends Base<'allocation'> {
  readonly run: number
  readonly trigger: string
  readonly grants: readonly Grant[]
  readonly refusals: readonly Refusal[]
  readonly refusalsOmitted: number
}
export interface ExitedRecord extends Base<'exited'> {
  readonly of: string
  readonly peer: string
}
export interface TimerRecord extends Base<'timer'> {
  readonly of: string
  readonly name: string
  readonly what: TimerWhat
  readonly dueAt: number | null
}
export interface TaskRecord extends Base<'task'> {
  readonly framework: string
  readonly task: string
  readonly agent: string
  readonly state: string
  readonly seenBy: SeenBy
  readonly reason: string | null
}
export interface ActionRecord extends Base<'action'> {
  readonly do: string
  readonly [key: string]: unknown
}
export interface BrokenRecord extends Base<'broken'> {
  readonly invariant: string
  readonly detail: string
}
export interface HaltedRecord extends Base<'halted'> {
  readonly why: 'until' | 'quiet' | 'budget'
}

export type TraceRecord =
  | SentRecord
  | DeliveredRecord
  | LostRecord
  | StateRecord
  | AllocationRecord
  | ExitedRecord
  | TimerRecord
  | TaskRecord
  | ActionRecord
  | BrokenRecord
  | HaltedRecord
