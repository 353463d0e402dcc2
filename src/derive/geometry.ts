/** Shapes of a drawn moment, as plain numbers: y in px from the start of the run, x in px of the layout. */
import type { OfferEnd } from '#model/trace/series.ts'
import type { MessageKind } from '#model/messages/catalogue.ts'
import type { Lane } from './lanes.ts'
import type { MessageLook } from './messages.ts'

/** `flying`: sent, not arrived. Messages that are not sent yet are not in a scene. */
export type Phase = 'flying' | 'delivered' | 'lost'

export interface Arrow {
  /** Unique in a scene and stable from one to the next. */
  readonly key: number
  /** Ordinal of its `sent` record. */
  readonly sent: number
  readonly look: MessageLook
  /** Step of the figure, or 0. */
  readonly step: number
  readonly from: Lane
  readonly to: Lane
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  readonly phase: Phase
  /** 0..1: how much of the way is gone; 1 when delivered, the place of loss when lost. */
  readonly head: number
  readonly sentAt: number
  /** When it arrives or arrived; NaN where nobody knows. */
  readonly arrivesAt: number
  /** Stands for messages through a hidden lane. */
  readonly transitive: boolean
  /** Goes to a hidden lane: fades out. */
  readonly stub: boolean
  /** A second delivery of the same message. */
  readonly copy: boolean
}

export interface LifePart {
  readonly lane: Lane
  readonly x: number
  readonly y0: number
  readonly y1: number
  readonly alive: boolean
}

/** Time between a message and what it made the receiver send. */
export interface Activation {
  readonly lane: Lane
  readonly key: number
  readonly x: number
  readonly y0: number
  readonly y1: number
}

export interface Tick {
  readonly y: number
  readonly at: number
  /** The full time is written, not only what follows the second. */
  readonly full: boolean
}

export interface Gap {
  readonly key: number
  readonly y: number
  readonly ms: number
  /** Lanes between which the messages next to it pass: its label stands elsewhere. */
  readonly busy: readonly [left: number, right: number]
}

export interface FoldCard {
  readonly ordinal: number
  readonly y0: number
  readonly y1: number
  /** Left and right of the lanes that take part. */
  readonly x0: number
  readonly x1: number
  readonly looks: readonly MessageLook[]
  /** What else each of them has: allocation runs. */
  readonly points: readonly Point[]
  /** Exchanges that are past. */
  readonly done: number
  readonly times: number
  readonly ms: number
  /** Not a repetition, but so many records that two compared runs have in common. */
  readonly equal?: number | undefined
}

/** A repetition that the reader opened: a bracket beside it closes it again. */
export interface OpenedFold {
  readonly ordinal: number
  readonly x: number
  readonly y0: number
  readonly y1: number
}

/** A record that is no message: an allocation run, a broken connection, a user's action, the end. */
export interface Point {
  readonly ordinal: number
  readonly kind: 'allocation' | 'exited' | 'action' | 'ended'
  readonly y: number
  readonly x: number
  /** Of `exited`: the peer's lane. */
  readonly x1: number
  readonly name: string
}

export interface OfferBar {
  readonly id: string
  /** Ordinal of the record that made it. */
  readonly ordinal: number
  readonly x: number
  /** Offers on one agent at one time stand side by side. */
  readonly slot: number
  readonly y0: number
  readonly y1: number
  /** Null: outstanding. */
  readonly end: OfferEnd | null
  readonly framework: string
  readonly agent: string
  /** Some of it was used: a solid part goes on below, and the rest as a thin tail. */
  readonly afterY: number
  /** How many bars it stands for, in the column of the group. */
  readonly count: number
}

export interface FilterBar {
  readonly id: string
  readonly ordinal: number
  readonly x: number
  readonly slot: number
  readonly y0: number
  /** Where its past ends: at the now rule while it holds. */
  readonly y1: number
  /** Where it will end; equal to `y1` once it ended. */
  readonly untilY: number
  readonly holds: boolean
  /** Ended before its time, by a revive or because the agent or framework left. */
  readonly cancelled: boolean
  readonly remainingMs: number
  /** 0..1 of its time. */
  readonly left: number
  readonly framework: string
  readonly agent: string
}

export interface TimerPie {
  readonly ordinal: number
  readonly lane: Lane
  readonly x: number
  readonly place: number
  readonly name: string
  readonly remainingMs: number
  /** 0..1 */
  readonly left: number
}

/**
 * What waits at a lane: `updates` in an agent's streams for an acknowledgement, `queue` instances in Marathon's launch queue for an offer,
 * `inbox` messages that arrived while their receiver was busy.
 */
export interface Waiting {
  readonly kind: 'updates' | 'queue' | 'inbox'
  readonly lane: Lane
  readonly x: number
  /** Of several at one lane the first stands lowest. */
  readonly place: number
  readonly count: number
}

/** A moment that the reader marked. */
export interface Mark {
  readonly ordinal: number
  /** Virtual ms. */
  readonly at: number
  readonly name: string
}

export interface MarkLine extends Mark {
  readonly y: number
}

/** Messages of one kind at one lane within a few px of height. */
export interface DensityBar {
  readonly kind: MessageKind
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly count: number
}

export interface Density {
  readonly bars: readonly DensityBar[]
  /** Departures and arrivals in the window. */
  readonly count: number
  /** Else a sample stands for a run that is still being summed up: drawn again, it is nearer to it. */
  readonly isExact: boolean
}

export interface Scene {
  readonly top: number
  readonly bottom: number
  readonly nowY: number
  readonly nowAt: number
  readonly arrows: readonly Arrow[]
  readonly life: readonly LifePart[]
  readonly activations: readonly Activation[]
  readonly ticks: readonly Tick[]
  readonly gaps: readonly Gap[]
  readonly folds: readonly FoldCard[]
  readonly opened: readonly OpenedFold[]
  readonly points: readonly Point[]
  readonly offers: readonly OfferBar[]
  readonly filters: readonly FilterBar[]
  readonly timers: readonly TimerPie[]
  readonly waiting: readonly Waiting[]
  readonly marks: readonly MarkLine[]
  /** Instead of messages and what belongs to them, where these are too many to be told apart; else null. */
  readonly density: Density | null
}
