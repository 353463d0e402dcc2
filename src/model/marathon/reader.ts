/**
 * A small reader with the error keys of play-json: every member is looked at, every error kept.
 * A reader gives undefined exactly when it has reported an error.
 * Source: reference/marathon.md 2.2; FieldVisitor.scala, ObjectVisitor.scala; play-json 2.8.
 */
import { Findings } from './errors.ts'
import { type Json, type JsonObject, isObject } from './jsonText.ts'

export type Reader<T> = (value: Json, path: string, findings: Findings) => T | undefined

export interface TextLimits {
  readonly min?: number
  readonly max?: number
  readonly pattern?: (text: string) => boolean
}

export interface NumberLimits {
  readonly min?: number
  readonly max?: number
}

export const anyText: Reader<string> = text({})

export function text(limits: TextLimits): Reader<string> {
  return (value, path, findings) => {
    if (typeof value !== 'string') return failed(findings, path, 'error.expected.jsstring')
    const errors = [
      limits.min !== undefined && value.length < limits.min ? 'error.minLength' : null,
      limits.max !== undefined && value.length > limits.max ? 'error.maxLength' : null,
      limits.pattern !== undefined && !limits.pattern(value) ? 'error.pattern' : null,
    ].filter((error) => error !== null)
    for (const error of errors) findings.add(path, error)
    return errors.length === 0 ? value : undefined
  }
}

export const bool: Reader<boolean> = (value, path, findings) =>
  typeof value === 'boolean' ? value : failed(findings, path, 'error.expected.jsboolean')

/** Finite, since what is not cannot be printed again. */
export function double(limits: NumberLimits): Reader<number> {
  return (value, path, findings) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return failed(findings, path, 'error.expected.jsnumber')
    return limited(value, limits, path, findings)
  }
}

/** A 32-bit integer; `1.0` and `1e3` are integers. */
export function int(limits: NumberLimits): Reader<number> {
  return whole(limits, 0x7fffffff, 'error.expected.int')
}

/** A 64-bit integer, as far as a double is exact. */
export function long(limits: NumberLimits): Reader<number> {
  return whole(limits, Number.MAX_SAFE_INTEGER, 'error.expected.long')
}

function whole(limits: NumberLimits, largest: number, error: string): Reader<number> {
  return (value, path, findings) => {
    if (typeof value !== 'number') return failed(findings, path, 'error.expected.jsnumber')
    if (!Number.isInteger(value) || value > largest || value < -largest - 1) return failed(findings, path, error)
    return limited(value, limits, path, findings)
  }
}

function limited(value: number, limits: NumberLimits, path: string, findings: Findings): number | undefined {
  if (limits.min !== undefined && value < limits.min) return failed(findings, path, 'error.min')
  if (limits.max !== undefined && value > limits.max) return failed(findings, path, 'error.max')
  return value
}

/** One of these words, whatever their case. Source: EnumVisitor.scala. */
export function word<T extends string>(...words: readonly T[]): Reader<T> {
  return (value, path, findings) => {
    const found =
      typeof value === 'string' ? words.find((each) => each.toLowerCase() === value.toLowerCase()) : undefined
    return found ?? failed(findings, path, 'error.unknown.enum.literal')
  }
}

export function list<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, path, findings) => {
    if (!Array.isArray(value)) return failed(findings, path, 'error.expected.jsarray')
    const items = value.map((each: Json, index) => item(each, `${path}(${index})`, findings))
    const good = items.filter((each) => each !== undefined)
    return good.length === items.length ? good : undefined
  }
}

/** A list in which equal entries count once. */
export function set<T>(item: Reader<T>): Reader<readonly T[]> {
  const all = list(item)
  return (value, path, findings) => {
    const items = all(value, path, findings)
    return items && [...new Map(items.map((each) => [JSON.stringify(each), each])).values()]
  }
}

export function record<T>(item: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, path, findings) => {
    if (!isObject(value)) return failed(findings, path, 'error.expected.jsobject')
    const entries = Object.entries(value).map(([key, each]) => [key, item(each, `${path}/${key}`, findings)] as const)
    const good = entries.filter((entry): entry is readonly [string, T] => entry[1] !== undefined)
    return good.length === entries.length ? Object.fromEntries(good) : undefined
  }
}

/** The first reader that succeeds; the errors are those of the last. */
export function either<T>(...readers: readonly Reader<T>[]): Reader<T> {
  return (value, path, findings) => {
    for (const reader of readers.slice(0, -1)) {
      const found = reader(value, path, new Findings())
      if (found !== undefined) return found
    }
    return readers.at(-1)?.(value, path, findings)
  }
}

function failed(findings: Findings, path: string, error: string): undefined {
  findings.add(path, error)
  return undefined
}

/** The members of one object being read. */
export class Members {
  readonly #value: Json
  readonly #path: string
  readonly #findings: Findings
  #good = true

  constructor(value: Json, path: string, findings: Findings) {
    this.#value = value
    this.#path = path
    this.#findings = findings
  }

  /** Null where the member is absent or null, or is wrong (then `done` gives undefined). */
  optional<T>(name: string, reader: Reader<T>): T | null {
    const given = this.#given(name)
    if (given === undefined || given === null) return null
    return this.#read(name, given, reader)
  }

  or<T>(name: string, reader: Reader<T>, otherwise: T): T {
    return this.optional(name, reader) ?? otherwise
  }

  /** A member that must be there; what lacks it is told as the large generated types tell it. */
  required<T>(name: string, reader: Reader<T>, otherwise: T): T {
    const given = this.#given(name)
    if (given !== undefined) return this.#read(name, given, reader) ?? otherwise
    const whole = JSON.stringify(this.#value)
    const error = isObject(this.#value) ? `'${name}' is undefined on object: ${whole}` : `${whole} is not an object`
    this.#findings.add(`${this.#path}/${name}`, error)
    this.#good = false
    return otherwise
  }

  done<T>(value: T): T | undefined {
    return this.#good ? value : undefined
  }

  #given(name: string): Json | undefined {
    return isObject(this.#value) && Object.hasOwn(this.#value, name) ? this.#value[name] : undefined
  }

  #read<T>(name: string, given: Json, reader: Reader<T>): T | null {
    const found = reader(given, `${this.#path}/${name}`, this.#findings)
    if (found === undefined) this.#good = false
    return found ?? null
  }
}

/** A large type: unknown members are ignored, and so is what is not an object at all if nothing is required. */
export function object<T>(build: (members: Members) => T): Reader<T> {
  return (value, path, findings) => {
    const members = new Members(value, path, findings)
    return members.done(build(members))
  }
}

/** A small type, read by play-json's macro: it must be an object, and a missing member is `error.path.missing`. */
export function small<T>(build: (value: JsonObject, need: Need, members: Members) => T): Reader<T> {
  return (value, path, findings) => {
    if (!isObject(value)) return failed(findings, path, 'error.expected.jsobject')
    let good = true
    const members = new Members(value, path, findings)
    const need: Need = (name, reader, otherwise) => {
      const given = Object.hasOwn(value, name) ? value[name] : undefined
      if (given === undefined) findings.add(`${path}/${name}`, 'error.path.missing')
      const found = given === undefined ? undefined : reader(given, `${path}/${name}`, findings)
      if (found === undefined) good = false
      return found ?? otherwise
    }
    const built = members.done(build(value, need, members))
    return good ? built : undefined
  }
}

export type Need = <T>(name: string, reader: Reader<T>, otherwise: T) => T
