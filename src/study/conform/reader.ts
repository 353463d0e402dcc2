/** Reads the records of a case file, which are unknown until looked at; keeps the first thing that is wrong. */
import type { Result } from '#base/result.ts'
import { type Resources, parseResources } from '#model/resources.ts'
import { type Quantities, parseQuantities } from '#sim/allocator/quantities.ts'

export interface Reader {
  readonly record: Readonly<Record<string, unknown>>
  /** Keys asked for so far. */
  readonly asked: Set<string>
  issue: string | null
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function makeReader(value: unknown): Reader {
  const isFine = isRecord(value)
  return { record: isFine ? value : {}, asked: new Set(), issue: isFine ? null : 'is not an object' }
}

function fail(reader: Reader, key: string, problem: string): void {
  reader.issue ??= `'${key}' ${problem}`
}

function take(reader: Reader, key: string): unknown {
  reader.asked.add(key)
  return reader.record[key]
}

/** What is wrong with the record, if anything: a wrong value, or a key that nobody asked for (`note` is free). */
export function issueOf(reader: Reader): string | null {
  if (reader.issue !== null) return reader.issue
  const unknown = Object.keys(reader.record).find((key) => !reader.asked.has(key) && key !== 'note')
  return unknown === undefined ? null : `has a key '${unknown}' that means nothing here`
}

export function has(reader: Reader, key: string): boolean {
  return take(reader, key) !== undefined
}

export function readText(reader: Reader, key: string, fallback?: string): string {
  const value = take(reader, key)
  if (value === undefined && fallback !== undefined) return fallback
  if (typeof value === 'string') return value
  fail(reader, key, 'is not a text')
  return ''
}

export function readNumber(reader: Reader, key: string, fallback?: number): number {
  const value = take(reader, key)
  if (value === undefined && fallback !== undefined) return fallback
  if (typeof value === 'number' && Number.isFinite(value)) return value
  fail(reader, key, 'is not a number')
  return 0
}

export function readFlag(reader: Reader, key: string, fallback: boolean): boolean {
  const value = take(reader, key)
  if (value === undefined) return fallback
  if (typeof value !== 'boolean') fail(reader, key, 'is not true or false')
  return value === true
}

export function readTexts(reader: Reader, key: string, fallback?: readonly string[]): readonly string[] {
  const value = take(reader, key)
  if (value === undefined && fallback !== undefined) return fallback
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
  fail(reader, key, 'is not a list of texts')
  return []
}

function readParsed<T>(reader: Reader, key: string, text: string, parsed: Result<T, string>, none: T): T {
  if (parsed.ok) return parsed.value
  fail(reader, key, `'${text}': ${parsed.error}`)
  return none
}

export function readResources(reader: Reader, key: string, fallback?: string): Resources {
  const text = readText(reader, key, fallback)
  return readParsed(reader, key, text, parseResources(text), [])
}

export function readQuantities(reader: Reader, key: string): Quantities {
  const text = readText(reader, key)
  return readParsed(reader, key, text, parseQuantities(text), new Map<string, number>())
}

/** A list of amounts, e.g. `["cpus:0.01", "mem:32"]`. */
export function readMinima(reader: Reader, key: string, fallback: readonly string[]): readonly Quantities[] {
  const texts = readTexts(reader, key, fallback)
  return texts.map((text) => readParsed(reader, key, text, parseQuantities(text), new Map<string, number>()))
}

/** A list of records, each read by `read`. */
export function readList<T>(
  reader: Reader,
  key: string,
  read: (each: Reader) => T,
  fallback?: readonly T[],
): readonly T[] {
  const value = take(reader, key)
  if (value === undefined && fallback !== undefined) return fallback
  if (!Array.isArray(value)) {
    fail(reader, key, 'is not a list')
    return []
  }
  return value.map((each: unknown) => readWhole(reader, key, each, read))
}

function readWhole<T>(reader: Reader, key: string, value: unknown, read: (each: Reader) => T): T {
  const inner = makeReader(value)
  const result = read(inner)
  const issue = issueOf(inner)
  if (issue !== null) fail(reader, key, `has an entry that is wrong: ${issue}`)
  return result
}

/** A record whose keys are names, each value read by `read` under its key. */
export function readMap<T>(
  reader: Reader,
  key: string,
  read: (values: Reader, name: string) => T,
  fallback?: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const value = take(reader, key)
  if (value === undefined && fallback !== undefined) return fallback
  const inner = makeReader(value)
  const entries = Object.keys(inner.record).map((name) => [name, read(inner, name)] as const)
  if (inner.issue !== null) fail(reader, key, inner.issue)
  return Object.fromEntries(entries)
}
