/** What a reader chose to see. None of it changes the trace. */
import type { Depth } from '#model/trace/records.ts'

/** How virtual time becomes height: quiet gaps compressed, true time, or one row after the other. */
export const TIME_SCALES = ['gaps', 'true', 'order'] as const
export type TimeScale = (typeof TIME_SCALES)[number]

/** Words on the arrows: the DC/OS figure's, the driver's messages, the HTTP API's. */
export const DIALECTS = ['figure', 'driver', 'http'] as const
export type Dialect = (typeof DIALECTS)[number]

/** Height of a message: 28, 20 or 40 px at zoom 1. */
export const DENSITIES = ['comfortable', 'compact', 'presentation'] as const
export type Density = (typeof DENSITIES)[number]

/** Drawings of the same moment: messages over time, or between the layers. */
export const FIGURES = ['sequence', 'concept'] as const
export type Figure = (typeof FIGURES)[number]

export interface ViewOptions {
  readonly figure: Figure
  readonly depth: Depth
  readonly dialect: Dialect
  readonly scale: TimeScale
  readonly density: Density
  /** Factor of the time axis; 1 is readable. */
  readonly zoom: number
  /** Ids of lanes that are not shown. */
  readonly hidden: readonly string[]
  /** By group: true folds it into one lane, false shows all its lanes; absent: as the depth says. */
  readonly folded: Readonly<Record<string, boolean>>
  /** Folds of repeated exchanges that stand open, by the ordinal of their first record. */
  readonly open: readonly number[]
}

export const DEFAULT_VIEW: ViewOptions = {
  figure: 'sequence',
  depth: 1,
  dialect: 'figure',
  scale: 'gaps',
  density: 'comfortable',
  zoom: 1,
  hidden: [],
  folded: {},
  open: [],
}

/** Where the reader is: the last record that counts as past, and the virtual time. */
export interface Cursor {
  readonly ordinal: number
  /** Virtual ms; while playing between two records it lies between them. */
  readonly at: number
  /** 0..1: how far the drawn way to the next mark is gone. Tells moments apart that share a millisecond. */
  readonly within?: number
}

export const DENSITY_FACTOR: Readonly<Record<Density, number>> = {
  comfortable: 1,
  compact: 20 / 28,
  presentation: 40 / 28,
}

/** What the drawn height is multiplied with. */
export function stretchOf(view: Pick<ViewOptions, 'zoom' | 'density'>): number {
  return view.zoom * DENSITY_FACTOR[view.density]
}
