/** What a link holds (contracts.md 5): a scenario, a moment in its run, and how it was looked at. */
import type { ScenarioDocument } from '../scenario/document.ts'
import type { ParseIssue, Scenario } from '../scenario/types.ts'

/** A link that somebody wrote by hand names the ordinal alone. */
export const UNTIMED = -1

/** A record of the run, named so that it is found again where a newer version replays differently. */
export interface LinkPosition {
  readonly ordinal: number
  /** Virtual ms, or `UNTIMED`. */
  readonly at: number
  /** `recordName` of it, or empty where the link does not say. */
  readonly name: string
  /** 8 hex digits over the records up to it (`checksum.ts`), or null where none was computed. */
  readonly checksum: string | null
}

/** How it was looked at. What is absent is the page's default; only what differs goes into the link. */
export interface LinkView {
  readonly depth?: 1 | 2 | 3
  readonly lang?: string
  readonly view?: string
  readonly timeScale?: string
  readonly selection?: string
  readonly hidden?: readonly string[]
  /** Moments that the reader marked: `37@12104:name`, joined by `~`. */
  readonly markers?: string
}

/** The branch that was compared with the link's own. */
export interface LinkCompared {
  readonly document: ScenarioDocument
  /** Of the link's own branch and of the other one; null: the scenario's main one. */
  readonly names: readonly [own: string | null, other: string | null]
}

export interface LinkParts {
  readonly document: ScenarioDocument
  /** The built-in scenario that it came from: the link then tells only what differs. */
  readonly base?: { readonly id: string; readonly document: ScenarioDocument } | null
  readonly position?: LinkPosition | null
  readonly view?: LinkView
  readonly compared?: LinkCompared | null
  /** Keys that this version does not know, as they were found; also what a caller adds. */
  readonly more?: Readonly<Record<string, string>>
}

export type LinkProblemCode =
  | 'empty'
  | 'shape'
  | 'letters'
  | 'damaged'
  | 'tooLarge'
  | 'version'
  | 'unknownScenario'
  | 'operations'
  | 'scenario'
  | 'position'
  | 'view'
  | 'compared'

/** What is wrong with a link. `code` and `about` are for the dictionary, `message` is the English sentence. */
export interface LinkProblem {
  readonly code: LinkProblemCode
  readonly about: string
  readonly message: string
  /** Of code `scenario`: the document's mistakes. */
  readonly issues?: readonly ParseIssue[]
}

/** What could be opened, and what is wrong with the rest. */
export interface OpenedLink {
  readonly scenario?: {
    readonly document: ScenarioDocument
    readonly scenario: Scenario
    /** Id of the built-in scenario that the link named, or null. */
    readonly base: string | null
  }
  /** A document that could be unpacked but has mistakes: for the editor, so that nothing is lost. */
  readonly mistaken?: unknown
  readonly position?: LinkPosition
  readonly compared?: LinkCompared
  readonly view: LinkView
  readonly more: Readonly<Record<string, string>>
  readonly problems: readonly LinkProblem[]
}

/** Raw deflate (RFC 1951), by the platform. */
export type Deflate = (bytes: Uint8Array) => Promise<Uint8Array>
/** Its inverse. Rejects with a `RangeError` as soon as more than `limit` bytes come out, with anything else where the data is damaged. */
export type Inflate = (bytes: Uint8Array, limit: number) => Promise<Uint8Array>

/** Most bytes of packed data in a link, and of what they unpack to. */
export const MAX_PACKED = 64 * 1024
export const MAX_UNPACKED = 2 * 1024 * 1024
