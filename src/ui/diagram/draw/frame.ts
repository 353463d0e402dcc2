/** One drawing: the scene and what the reader's hand and eye add to it. */
import type { Scene } from '#derive/geometry.ts'
import type { Layout } from '#derive/layout.ts'
import type { ViewOptions } from '#derive/view.ts'
import type { DiagramWords } from '../types.ts'

/** What a selection or a hovered message brings out. Ordinals of `sent` records. */
export interface Cone {
  readonly past: ReadonlySet<number>
  readonly future: ReadonlySet<number>
}

export interface Frame {
  readonly scene: Scene
  readonly layout: Layout
  readonly words: DiagramWords
  readonly view: ViewOptions
  /** Height in the run that the group's 0 stands for: keeps numbers small in a run of a million rows. */
  readonly origin: number
  /** What is seen: top in the run, size of the viewport. */
  readonly top: number
  readonly left: number
  readonly width: number
  readonly height: number
  /** Heights on the screen between which the hand draws an area, or null. */
  readonly picked: readonly [top: number, bottom: number] | null
  readonly selection: number | null
  readonly hovered: number | null
  readonly matches: ReadonlySet<number> | ReadonlyMap<number, string> | null
  readonly cone: Cone | null
  /** 0..1 of a change of lanes or depth; 1 at rest. */
  readonly morph: number
  /** New marks get an outline instead of movement. */
  readonly reducedMotion: boolean
  readonly patterns: Patterns
}

/** Ids of the patterns in the drawing's `<defs>`. */
export interface Patterns {
  readonly hatch: string
}
