/**
 * What survives a reload: settings, and the branches of the scenario that was open last. In the browser's storage, each
 * with a version; what is damaged, too old or too large is left out without a word, as links hold the truth.
 */
import { sameJson } from '#base/json.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { minimalDocument } from '#model/scenario/print.ts'
import { LONGEST_NAME, MOST_MARKERS } from './markers.ts'
import type { Cursor, Marker, Session } from './session.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

const SETTINGS_KEY = 'mesoscope.settings'
const BRANCHES_KEY = 'mesoscope.branches'
const VERSION = 1
/** Longest text that is kept of the branches, in UTF-16 units: storage has 5 MB for everything. */
const MAX_TEXT = 1_000_000
const MAX_BRANCHES = 12

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface SavedBranch {
  readonly id: string
  readonly name: string
  /** By the reader. */
  readonly isNamed: boolean
  readonly parent: string | null
  readonly forkedAtMs: number | null
  readonly document: ScenarioDocument
  readonly cursor: Cursor
  readonly markers: readonly Marker[]
}

export interface SavedBranches {
  readonly base: string | null
  readonly current: string
  readonly branches: readonly SavedBranch[]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function read(store: Store, key: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(store.getItem(key) ?? 'null')
    return isRecord(value) && value['version'] === VERSION ? value : null
  } catch {
    return null
  }
}

/** Storage may be full or forbidden: then nothing is kept. */
function write(store: Store, key: string, value: object): void {
  try {
    const text = JSON.stringify({ version: VERSION, ...value })
    if (text.length > MAX_TEXT) store.removeItem(key)
    else store.setItem(key, text)
  } catch {
    // Nothing else of the page depends on it.
  }
}

function oneOf<T>(value: unknown, allowed: readonly T[], fallback: T): T {
  return allowed.includes(value as T) ? (value as T) : fallback
}

function keysOf(value: unknown): Readonly<Record<string, readonly string[]>> {
  if (!isRecord(value)) return {}
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) &&
      entry[1].length <= 4 &&
      entry[1].every((key) => typeof key === 'string' && key.length < 40),
  )
  return Object.fromEntries(entries.slice(0, 200))
}

export function readSettings(store: Store): Settings {
  const saved = read(store, SETTINGS_KEY)
  if (!saved) return DEFAULT_SETTINGS
  const { theme, lang, shortcuts, keys, dialect, density, reducedMotion, invited } = saved
  return {
    theme: oneOf(theme, ['system', 'light', 'dark'] as const, 'system'),
    lang: oneOf(lang, ['en', 'zh', null] as const, null),
    shortcuts: shortcuts !== false,
    keys: keysOf(keys),
    dialect: oneOf(dialect, ['figure', 'driver', 'http'] as const, 'figure'),
    density: oneOf(density, ['comfortable', 'compact', 'presentation'] as const, 'comfortable'),
    reducedMotion: oneOf(reducedMotion, [true, false, null] as const, null),
    invited: invited === true,
  }
}

export function writeSettings(store: Store, settings: Settings): void {
  write(store, SETTINGS_KEY, settings)
}

export function savedOf(session: Session): SavedBranches {
  const { base, current, order, branches, cursor } = session
  const kept = order.slice(-MAX_BRANCHES).flatMap((id): SavedBranch[] => {
    const branch = branches[id]
    if (!branch) return []
    const { name, isNamed = false, parent, forkedAtMs, document, markers } = branch
    const { ordinal, at } = id === current ? cursor : branch.cursor
    const place = { ordinal, at: Math.floor(at) }
    return [{ id, name, isNamed, parent, forkedAtMs, document, cursor: place, markers }]
  })
  return { base, current, branches: kept }
}

export function writeBranches(store: Store, session: Session): void {
  const marked = session.order.some((id) => (session.branches[id]?.markers.length ?? 0) > 0)
  const named = session.order.some((id) => session.branches[id]?.isNamed === true)
  if (session.order.length > 1 || marked || named) write(store, BRANCHES_KEY, savedOf(session))
  else if (read(store, BRANCHES_KEY)?.['base'] === session.base) store.removeItem(BRANCHES_KEY)
}

function branchOf(value: unknown): SavedBranch | null {
  if (!isRecord(value)) return null
  const { id, name, isNamed, parent, forkedAtMs, document, cursor, markers } = value
  if (typeof id !== 'string' || !/^b\d{1,4}$/.test(id) || typeof name !== 'string') return null
  if (!parseScenario(document).ok) return null
  const place = isRecord(cursor) ? cursor : {}
  return {
    id,
    name: name.slice(0, 200),
    isNamed: isNamed === true,
    parent: typeof parent === 'string' ? parent : null,
    forkedAtMs: typeof forkedAtMs === 'number' ? forkedAtMs : null,
    document: document as ScenarioDocument,
    cursor: { ordinal: wholeOr(place['ordinal'], -1), at: wholeOr(place['at'], 0) },
    markers: Array.isArray(markers) ? markers.slice(0, MOST_MARKERS).flatMap(markerOf) : [],
  }
}

function markerOf(value: unknown): Marker[] {
  if (!isRecord(value)) return []
  const { ordinal, at, name } = value
  if (!Number.isInteger(ordinal) || !Number.isInteger(at) || typeof name !== 'string') return []
  return [{ ordinal: ordinal as number, at: at as number, name: name.slice(0, LONGEST_NAME) }]
}

function wholeOr(value: unknown, fallback: number): number {
  return Number.isInteger(value) ? (value as number) : fallback
}

/** The branches kept last, where the given document is one of them; `current` is that one. */
export function readBranches(store: Store, document: ScenarioDocument): SavedBranches | null {
  const saved = read(store, BRANCHES_KEY)
  if (!saved || !Array.isArray(saved['branches'])) return null
  const branches = saved['branches'].slice(0, MAX_BRANCHES).map(branchOf)
  if (!branches.every((branch) => branch !== null)) return null
  const wanted = minimalDocument(document)
  const same = branches.filter((branch) => sameJson(minimalDocument(branch.document), wanted))
  const current = same.find((branch) => branch.id === saved['current']) ?? same[0]
  if (!current) return null
  const base = typeof saved['base'] === 'string' ? saved['base'] : null
  return { base, current: current.id, branches }
}
