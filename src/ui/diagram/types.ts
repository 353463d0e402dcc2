/** What the diagram is given and what it tells. */
import type { Arrow, Mark, Point, Waiting } from '#derive/geometry.ts'
import type { LaneState } from '#derive/laneState.ts'
import type { Lane } from '#derive/lanes.ts'
import type { MessageLook } from '#derive/messages.ts'
import type { DiagramModel } from '#derive/model.ts'
import type { Cursor, Dialect, ViewOptions } from '#derive/view.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import type { Controller } from './controller.ts'

/** The words that it writes. Made by the shell from the locale; the same object as long as the language lasts. */
export interface DiagramWords {
  /** `message.<figure>` of the locale for the figure's dialect; the driver's and HTTP's words are the same everywhere. */
  readonly message: (look: MessageLook, dialect: Dialect) => string
  /** The same for a phone's margin: one or two words. */
  readonly messageShort: (look: MessageLook, dialect: Dialect) => string
  /** `Scheduler`, `Agent 1`, `3 more agents`. */
  readonly laneName: (lane: Lane) => string
  /** What stands paler behind the name: `Marathon`; empty for none. */
  readonly laneDetail: (lane: Lane) => string
  /** `S`, `A1`. */
  readonly laneShort: (lane: Lane) => string
  /** The pill under the name: `waiting`, `1/4 cpu`, `not started`. */
  readonly laneState: (state: LaneState) => string
  /** `A1` above a column of the gutter; null is all other agents. */
  readonly agentShort: (agent: string | null) => string
  /** `O-13` of an offer's id. */
  readonly offer: (id: string) => string
  /** `720.041` of virtual ms. */
  readonly seconds: (ms: number) => string
  /** `118.6 s` of virtual ms. */
  readonly duration: (ms: number) => string
  /** `quiet +118.6 s` */
  readonly quiet: (ms: number) => string
  /** `due 720.045` */
  readonly due: (ms: number) => string
  /** `filter on Agent 2` */
  readonly filter: (agent: string, framework: string) => string
  /** `412 equal records`: of a fold that two compared runs have in common. */
  readonly equal?: (count: number) => string
  /** `idle for 600 s` */
  readonly foldSpan: (ms: number) => string
  /** `Ahead: computed to 780 s, shown when you get there` */
  readonly ahead: (ms: number) => string
  /** A record that is no message: an allocation run, a broken connection, an action. */
  readonly point: (point: Point) => string
  /** `12,431 events here; draw over some to zoom in`; where they are counted still, about so many. */
  readonly dense: (count: number, isExact: boolean) => string
  /** `2 updates wait`, `1 to launch` */
  readonly waiting: (waiting: Waiting) => string
  /** `Offer, master to marathon`: what a screen reader says, and tests look for. */
  readonly messageName: (arrow: Arrow) => string
  /** `in flight`, `lost`: said behind the name; empty for a delivered message. */
  readonly phase: (phase: Arrow['phase']) => string
  readonly foldName: (looks: readonly MessageLook[], done: number, ms: number) => string
  /** Labels of things that do not change. */
  readonly now: string
  readonly timeAxis: string
  readonly offers: string
  readonly messages: string
  readonly filters: string
  readonly diagram: string
  readonly drawn: string
  readonly laneMenu: (lane: Lane) => string
  readonly moreLanes: (count: number) => string
}

export interface Place {
  /** Px in the page: where a menu or a card belongs. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface DiagramProps {
  readonly trace: TraceStore
  /** Goes up whenever the trace was appended to or cut. */
  readonly revision: number
  readonly scenario: Scenario
  readonly cursor: Cursor
  readonly view: ViewOptions
  /** Ordinal of a record. */
  readonly selection: number | null
  /** Ordinals to point out, such as matches of a search; a map says of each how: `only`, `moved`, `changed`. */
  readonly matches?: ReadonlySet<number> | ReadonlyMap<number, string> | undefined
  /** Laid out by who shows it, such as beside another run; absent: made from trace and view. */
  readonly model?: DiagramModel | undefined
  /** Told once it is mounted, and null when it goes: for what looks or acts along with it. */
  readonly onController?: ((controller: Controller | null) => void) | undefined
  /** Moments that the reader marked. */
  readonly marks?: readonly Mark[] | undefined
  /** The cursor made a step: the view glides after it. Any other seek lands at once. */
  readonly glides?: boolean | undefined
  readonly playing: boolean
  readonly reducedMotion: boolean
  readonly words: DiagramWords
  /** The trace is not there yet, or a link is being replayed: the diagram says that it is busy. */
  readonly loading?: boolean | undefined
  readonly onSelect: (ordinal: number | null) => void
  readonly onSeek: (cursor: Cursor) => void
  readonly onZoom: (zoom: number) => void
  /** The reader opens a folded repetition, by `ViewOptions.open`. */
  readonly onOpenFold: (ordinal: number) => void
  /** The reader closes it again. */
  readonly onCloseFold?: ((ordinal: number) => void) | undefined
  readonly onSelectLane?: ((lane: Lane, add: boolean) => void) | undefined
  readonly onLaneMenu: (lane: Lane, place: Place) => void
  readonly onMessageMenu: (ordinal: number, place: Place) => void
  /** After 150 ms over a message: what to peek at, or null. */
  readonly onPeek?: ((ordinal: number | null, place: Place | null) => void) | undefined
}
