/** Reads an unknown value by its shape: every mistake becomes one issue with its path; the rest is read on. */
import { assertNever } from '#base/assert.ts'
import { isPlainObject as isObject } from '#base/json.ts'
import { err } from '#base/result.ts'
import { pointer } from '../pointer.ts'
import { closest } from './closest.ts'
import type { Key, ObjectSpec, Shape, Spec } from './shape.ts'
import type { ParseIssue } from './types.ts'

/** What stands where something could not be read. Never part of a result without issues. */
type Nothing = undefined

export type Issues = ParseIssue[]

/** Beyond so many issues no hints are looked for: a hostile document must not cost more than a large one. */
const HINTED = 100
/** Longest text with a grammar of its own. */
const MAX_WRITTEN = 4000

/** JSON pointer of a key or index below `path`; the document itself is the empty path. */
export function below(path: string, key: string | number): string {
  return path + pointer(key)
}

/** A short picture of a value for a message. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  return String(value)
}

/** Reads `value`. The result is whole only if no issue was added. */
export function read<T>(shape: Shape<T>, value: unknown, path: string, issues: Issues): T {
  return readSpec(shape, value, path, issues) as T
}

function readSpec(spec: Spec, value: unknown, path: string, issues: Issues): unknown {
  const wrong = (what: string): Nothing => {
    issues.push({ path, message: `expected ${what}, found ${shown(value)}` })
  }
  switch (spec.kind) {
    case 'whole':
    case 'number':
      return isNumberOf(spec, value) ? value + 0 : wrong(numberWords(spec))
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong('true or false')
    case 'constant':
      return value === spec.value ? value : wrong(JSON.stringify(spec.value))
    case 'text':
      return readText(spec, value, path, issues)
    case 'choice':
      return readChoice(spec.of, value, path, issues)
    case 'nullable':
      return value === null ? null : readSpec(spec.of, value, path, issues)
    case 'list':
      return readList(spec, value, path, issues)
    case 'span':
      return readSpan(spec.max, value, path, issues)
    case 'map':
      return readMap(spec, value, path, issues)
    case 'object':
      return readObject(spec, value, path, issues)
    case 'variants':
      return readVariants(spec, value, path, issues)
    case 'written':
      return readWritten(spec, value, path, issues)
    case 'document':
      return readDocument(spec.must, value, path, issues)
    case 'either':
      return readSpec(typeof value === 'string' ? spec.text : spec.other, value, path, issues)
    default:
      return assertNever(spec)
  }
}

type NumberSpec = Extract<Spec, { kind: 'whole' | 'number' }>

function isNumberOf(spec: NumberSpec, value: unknown): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value > spec.max) return false
  if (spec.kind === 'whole') return Number.isInteger(value) && value >= spec.min
  return spec.aboveMin ? value > spec.min : value >= spec.min
}

function numberWords(spec: NumberSpec): string {
  const noun = spec.kind === 'whole' ? 'a whole number' : 'a number'
  return spec.kind === 'number' && spec.aboveMin
    ? `${noun} above ${spec.min}, at most ${spec.max}`
    : `${noun} from ${spec.min} to ${spec.max}`
}

function readText(spec: Extract<Spec, { kind: 'text' }>, value: unknown, path: string, issues: Issues): unknown {
  if (typeof value !== 'string') {
    issues.push({ path, message: `expected ${spec.what}, found ${shown(value)}` })
    return undefined
  }
  const bad = value.length > spec.max ? `${spec.what} has at most ${spec.max} characters` : spec.bad(value)
  if (bad !== null) issues.push({ path, message: bad })
  return value
}

function readChoice(of: readonly string[], value: unknown, path: string, issues: Issues): unknown {
  if (typeof value === 'string' && of.includes(value)) return value
  const names = of.map((name) => `"${name}"`).join(', ')
  const hint = typeof value === 'string' && issues.length < HINTED ? meant(value, of) : ''
  const words =
    of.length > 8 && hint !== ''
      ? `${shown(value)} is not known here`
      : `expected one of ${names}, found ${shown(value)}`
  issues.push({ path, message: words + hint })
  return undefined
}

function meant(name: string, known: readonly string[]): string {
  const near = closest(name, known)
  return near === null ? '' : `; did you mean "${near}"?`
}

function readList(spec: Extract<Spec, { kind: 'list' }>, value: unknown, path: string, issues: Issues): unknown {
  if (!Array.isArray(value)) {
    issues.push({ path, message: `expected a list, found ${shown(value)}` })
    return undefined
  }
  if (value.length > spec.max || value.length < spec.min) {
    const bound = value.length > spec.max ? `at most ${spec.max}` : `at least ${spec.min}`
    issues.push({ path, message: `expected ${bound} entries, found ${value.length}` })
    return undefined
  }
  return Array.from(value, (item: unknown, i) => readSpec(spec.of, item, below(path, i), issues))
}

function readSpan(max: number, value: unknown, path: string, issues: Issues): unknown {
  const ends: readonly unknown[] = Array.isArray(value) ? value : [value, value]
  const isTime = (part: unknown): part is number => Number.isInteger(part) && (part as number) >= 0
  if (ends.length !== 2 || !ends.every((part) => isTime(part) && part <= max)) {
    const found = Array.isArray(value) && value.length <= 4 ? `[${value.map(shown).join(', ')}]` : shown(value)
    issues.push({ path, message: `expected [low, high] in whole milliseconds of 0 or more, found ${found}` })
    return undefined
  }
  const [low, high] = ends as [number, number]
  if (low > high) issues.push({ path, message: `the low end ${low} is above the high end ${high}` })
  return [low + 0, high + 0]
}

function readMap(spec: Extract<Spec, { kind: 'map' }>, value: unknown, path: string, issues: Issues): unknown {
  if (!isObject(value)) {
    issues.push({ path, message: `expected an object, found ${shown(value)}` })
    return undefined
  }
  const names = Object.keys(value).sort(byText)
  if (names.length > spec.max) {
    issues.push({ path, message: `expected at most ${spec.max} entries, found ${names.length}` })
    return undefined
  }
  const entries = names.map((name) => {
    const at = below(path, name)
    readSpec(spec.key, name, at, issues)
    return [name, readSpec(spec.of, value[name], at, issues)] as const
  })
  return Object.fromEntries(entries)
}

/** Order of texts by their code units: the same everywhere. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function readObject(spec: ObjectSpec, value: unknown, path: string, issues: Issues): unknown {
  if (!isObject(value)) {
    issues.push({ path, message: `expected an object, found ${shown(value)}` })
    return undefined
  }
  refuseUnknown(spec, value, path, issues)
  const entries: (readonly [string, unknown])[] = []
  for (const [name, key] of Object.entries(spec.keys)) {
    const part = readKey(key, Object.hasOwn(value, name) ? value[name] : undefined, below(path, name), issues)
    if (part !== undefined) entries.push([name, part])
  }
  return Object.fromEntries(entries)
}

function refuseUnknown(spec: ObjectSpec, value: object, path: string, issues: Issues): void {
  const known = Object.keys(spec.keys)
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(spec.keys, name)) continue
    const hint = issues.length < HINTED ? meant(name, known) : ''
    issues.push({ path: below(path, name), message: `there is no such key here${hint}` })
  }
}

function readKey(key: Key<unknown>, value: unknown, path: string, issues: Issues): unknown {
  if (value !== undefined) return readSpec(key.shape, value, path, issues)
  if (key.need === 'must') issues.push({ path, message: 'this key is missing' })
  return key.default === undefined ? undefined : readSpec(key.shape, key.default, path, issues)
}

function readVariants(
  spec: Extract<Spec, { kind: 'variants' }>,
  value: unknown,
  path: string,
  issues: Issues,
): unknown {
  if (!isObject(value)) {
    issues.push({ path, message: `expected an object, found ${shown(value)}` })
    return undefined
  }
  const which = Object.hasOwn(value, spec.by) ? value[spec.by] : undefined
  const one = typeof which === 'string' && Object.hasOwn(spec.of, which) ? spec.of[which] : undefined
  if (one) return readObject(one, value, path, issues)
  const at = below(path, spec.by)
  if (which === undefined) issues.push({ path: at, message: 'this key is missing' })
  else readChoice(Object.keys(spec.of), which, at, issues)
  return undefined
}

function readWritten(spec: Extract<Spec, { kind: 'written' }>, value: unknown, path: string, issues: Issues): unknown {
  if (typeof value !== 'string') {
    issues.push({ path, message: `expected ${spec.what}, found ${shown(value)}` })
    return undefined
  }
  const parsed = value.length > MAX_WRITTEN ? err(`more than ${MAX_WRITTEN} characters`) : spec.read(value)
  if (parsed.ok) return parsed.value
  issues.push({ path, message: parsed.error })
  return undefined
}

function readDocument(keys: readonly string[], value: unknown, path: string, issues: Issues): unknown {
  if (!isObject(value)) {
    issues.push({ path, message: `expected an object, found ${shown(value)}` })
    return undefined
  }
  for (const key of keys) {
    const part = Object.hasOwn(value, key) ? value[key] : undefined
    if (part === undefined) issues.push({ path: below(path, key), message: 'this key is missing' })
    else if (typeof part !== 'string' || part === '')
      issues.push({ path: below(path, key), message: `expected a text, found ${shown(part)}` })
  }
  return value
}
