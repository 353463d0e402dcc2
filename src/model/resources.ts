/**
 * Mesos resources, exact. Scalars are whole thousandths (`milli`), ports are inclusive ranges.
 * Source: values.cpp, resources.cpp; reference 5.9.
 */
import { type Result, err, ok } from '#base/result.ts'

export type Range = readonly [low: number, high: number]

export interface Resource {
  readonly name: string
  /** `*` is unreserved. */
  readonly role: string
  readonly revocable: boolean
  /** Scalars: thousandths, above 0. Ranges: 0. */
  readonly milli: number
  /** Sorted, disjoint, not adjacent; null for a scalar. */
  readonly ranges: readonly Range[] | null
  /** Labels of its reservation, as `labelsText` writes them; absent: it has none. Source: MP, ReservationInfo. */
  readonly labels?: string
  /** A disk that is a persistent volume: `ID:PATH`; absent: a plain one. Source: MP, DiskInfo. */
  readonly volume?: string
}

/** Normalised: one entry per (name, role, revocable, labels, volume), in canonical order, none empty. */
export type Resources = readonly Resource[]

export const NO_RESOURCES: Resources = []

const NAME_ORDER = ['cpus', 'gpus', 'mem', 'disk', 'ports']

function nameRank(name: string): number {
  const rank = NAME_ORDER.indexOf(name)
  return rank < 0 ? NAME_ORDER.length : rank
}

function compareKeys(a: Resource, b: Resource): number {
  return (
    nameRank(a.name) - nameRank(b.name) ||
    compareText(a.name, b.name) ||
    compareText(a.role, b.role) ||
    Number(a.revocable) - Number(b.revocable) ||
    compareText(a.labels ?? '', b.labels ?? '') ||
    compareText(a.volume ?? '', b.volume ?? '')
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether they can be added up: all but the amount is the same. Source: R:addable; reference 5.9. */
export function sameKey(a: Resource, b: Resource): boolean {
  return (
    a.name === b.name &&
    a.role === b.role &&
    a.revocable === b.revocable &&
    (a.ranges === null) === (b.ranges === null) &&
    a.labels === b.labels &&
    a.volume === b.volume
  )
}

/** Sorted, coalesced: overlapping and adjacent ranges become one. */
export function mergeRanges(ranges: readonly Range[]): readonly Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [low, high] of sorted) {
    const last = merged.at(-1)
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high)
    else merged.push([low, high])
  }
  return merged
}

export function subtractRanges(from: readonly Range[], taken: readonly Range[]): readonly Range[] {
  let rest: Range[] = [...from]
  for (const [low, high] of taken) {
    rest = rest.flatMap(([a, b]): Range[] => {
      if (high < a || low > b) return [[a, b]]
      const parts: Range[] = []
      if (a < low) parts.push([a, low - 1])
      if (high < b) parts.push([high + 1, b])
      return parts
    })
  }
  return rest
}

export function containsRanges(whole: readonly Range[], part: readonly Range[]): boolean {
  return part.every(([low, high]) => whole.some(([a, b]) => a <= low && high <= b))
}

export function countRanges(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [low, high]) => sum + high - low + 1, 0)
}

function isNothing(resource: Resource): boolean {
  return resource.ranges === null ? resource.milli <= 0 : resource.ranges.length === 0
}

/** Merges equal keys, drops what is empty, sorts. */
export function normalise(entries: readonly Resource[]): Resources {
  const merged: Resource[] = []
  for (const entry of entries) {
    const at = merged.findIndex((other) => sameKey(other, entry))
    const other = merged[at]
    if (other === undefined) merged.push(entry.ranges ? { ...entry, ranges: mergeRanges(entry.ranges) } : entry)
    else if (other.ranges && entry.ranges)
      merged[at] = { ...other, ranges: mergeRanges([...other.ranges, ...entry.ranges]) }
    else merged[at] = { ...other, milli: other.milli + entry.milli }
  }
  return merged.filter((entry) => !isNothing(entry)).sort(compareKeys)
}

export function addResources(a: Resources, b: Resources): Resources {
  if (a.length === 0) return b
  if (b.length === 0) return a
  return normalise([...a, ...b])
}

/** What is left; more than present leaves nothing of that entry (R:subtract). */
export function subtractResources(from: Resources, taken: Resources): Resources {
  if (taken.length === 0) return from
  if (taken === from) return NO_RESOURCES
  const rest = from.map((entry) => {
    const part = taken.find((other) => sameKey(other, entry))
    if (!part) return entry
    if (entry.ranges && part.ranges) return { ...entry, ranges: subtractRanges(entry.ranges, part.ranges) }
    return { ...entry, milli: Math.max(0, entry.milli - part.milli) }
  })
  return rest.filter((entry) => !isNothing(entry))
}

/** Every entry of `part` fits into the entry of `whole` with the same key. */
export function containsResources(whole: Resources, part: Resources): boolean {
  if (whole === part) return true
  return part.every((entry) => {
    const room = whole.find((other) => sameKey(other, entry))
    if (!room) return false
    return entry.ranges ? containsRanges(room.ranges ?? [], entry.ranges) : room.milli >= entry.milli
  })
}

export function equalResources(a: Resources, b: Resources): boolean {
  return a === b || (a.length === b.length && containsResources(a, b) && containsResources(b, a))
}

/** Sum over roles of one scalar name, in thousandths. */
export function scalarMilli(resources: Resources, name: string): number {
  return resources.reduce((sum, entry) => (entry.name === name && entry.ranges === null ? sum + entry.milli : sum), 0)
}

export function portRanges(resources: Resources): readonly Range[] {
  return mergeRanges(resources.flatMap((entry) => (entry.name === 'ports' && entry.ranges ? entry.ranges : [])))
}

/** The same amounts in a role, without labels: what RESERVE and UNRESERVE do. */
export function withRole(resources: Resources, role: string): Resources {
  return normalise(resources.map((entry) => bare(entry, role)))
}

function bare({ name, revocable, milli, ranges }: Resource, role: string): Resource {
  return { name, role, revocable, milli, ranges }
}

/** The same amounts reserved for a role, with labels. */
export function withLabels(resources: Resources, role: string, labels: string): Resources {
  return normalise(resources.map((entry) => ({ ...bare(entry, role), labels })))
}

/** Volumes as the plain disk that they are made of: what CREATE takes and DESTROY gives back. */
export function withoutVolumes(resources: Resources): Resources {
  return normalise(
    resources.map((entry) =>
      entry.labels === undefined ? bare(entry, entry.role) : { ...bare(entry, entry.role), labels: entry.labels },
    ),
  )
}

/** `key:value` joined by commas, in order of the keys; what Mesos' own print puts between braces. */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels).map(([key, value]) => `${key}:${value}`)
  return entries.sort(compareText).join(',')
}

/** The value of a label in a text of labels, or null. */
export function labelIn(labels: string, key: string): string | null {
  const entry = labels.split(',').find((each) => each.startsWith(`${key}:`))
  return entry === undefined ? null : entry.slice(key.length + 1)
}

/** Amounts by name over all roles: thousandths; of a set the number of its elements × 1000. */
export function quantities(resources: Resources): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const entry of resources) {
    const amount = entry.ranges ? countRanges(entry.ranges) * 1000 : entry.milli
    sums.set(entry.name, (sums.get(entry.name) ?? 0) + amount)
  }
  return sums
}

export function scalar(name: string, milli: number, role = '*'): Resource {
  return { name, role, revocable: false, milli, ranges: null }
}

export function ports(ranges: readonly Range[], role = '*'): Resource {
  return { name: 'ports', role, revocable: false, milli: 0, ranges: mergeRanges(ranges) }
}

/** Thousandths of a number, rounded as Mesos does (VAL). */
export function toMilli(value: number): number {
  return Math.round(value * 1000)
}

/** `1500` → `1.5`. */
export function formatMilli(milli: number): string {
  return String(milli / 1000)
}

export function formatRanges(ranges: readonly Range[]): string {
  return `[${ranges.map(([low, high]) => `${low}-${high}`).join(',')}]`
}

function formatEntry(entry: Resource): string {
  const role = entry.role === '*' ? '' : `(${entry.role})`
  const braces = entry.revocable ? REVOCABLE : entry.labels
  const value = entry.ranges ? formatRanges(entry.ranges) : formatMilli(entry.milli)
  const volume = entry.volume === undefined ? '' : `[${entry.volume}]`
  return `${entry.name}${role}${braces === undefined ? '' : `{${braces}}`}${volume}:${value}`
}

const REVOCABLE = 'REV'

/** `cpus:2;mem:1024;ports:[31000-32000]`, `disk(prod){key:value}[ID:PATH]:10`; nothing is the empty string. */
export function formatResources(resources: Resources): string {
  return resources.map(formatEntry).join(';')
}

const ENTRY = /^([A-Za-z][\w.-]*)\s*(?:\(([^)]*)\))?\s*(?:\{([^}]*)\})?(?:\[([^\]]*)\])?\s*:\s*(.+)$/

function parseRanges(text: string): Result<readonly Range[], string> {
  const ranges: Range[] = []
  for (const part of text.slice(1, -1).split(',')) {
    const match = /^\s*(\d+)\s*-\s*(\d+)\s*$/.exec(part)
    if (!match) return err(`'${part.trim()}' is not a range like 31000-32000`)
    const low = Number(match[1])
    const high = Number(match[2])
    if (low > high) return err(`the range ${low}-${high} is inverted`)
    if (ranges.some(([a, b]) => low <= b && a <= high)) return err(`the range ${low}-${high} overlaps another`)
    ranges.push([low, high])
  }
  return ok(ranges)
}

function parseEntry(text: string): Result<Resource, string> {
  const match = ENTRY.exec(text)
  if (!match) return err(`'${text}' is not of the form name:value`)
  const [, name = '', roleText, braces, volume, value = ''] = match
  const role = roleText === undefined || roleText.trim() === '' ? '*' : roleText.trim()
  const base = {
    name,
    role,
    revocable: braces === REVOCABLE,
    ...(braces === undefined || braces === REVOCABLE ? {} : { labels: braces }),
    ...(volume === undefined ? {} : { volume }),
  }
  if (value.startsWith('[') && value.endsWith(']')) {
    const ranges = parseRanges(value)
    return ranges.ok ? ok({ ...base, milli: 0, ranges: mergeRanges(ranges.value) }) : err(`${name}: ${ranges.error}`)
  }
  if (!/^\d+(\.\d+)?$/.test(value.trim())) return err(`${name}: '${value.trim()}' is not a number of 0 or more`)
  return ok({ ...base, milli: toMilli(Number(value)), ranges: null })
}

/**
 * Reads `cpus:2;mem(prod):1024;ports:[31000-32000]`; `(*)` is unreserved; zero is the same as absent. Labels and volumes
 * are for calls to make, not for anybody to write down.
 */
export function parseResources(text: string): Result<Resources, string> {
  const entries = readResources(text)
  const made = entries.ok && entries.value.find(({ labels, volume }) => labels !== undefined || volume !== undefined)
  return made ? err(`'${formatEntry(made)}' is not of the form name:value`) : entries
}

function readResources(text: string): Result<Resources, string> {
  const entries: Resource[] = []
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const entry = parseEntry(part.trim())
    if (!entry.ok) return entry
    entries.push(entry.value)
  }
  return ok(normalise(entries))
}

/** For text that our own code wrote: throws where `parseResources` gives an error. */
export function resourcesOf(text: string): Resources {
  const parsed = readResources(text)
  if (!parsed.ok) throw new Error(`Broken assumption: resources '${text}': ${parsed.error}`)
  return parsed.value
}
