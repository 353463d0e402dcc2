/**
 * JSON with an error text that is the same in every engine. The engine's own parser does the work;
 * only where it refuses, `locate` walks the text to say where and why.
 */
import { type Result, err, ok } from '#base/result.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** Documents nested deeper than this are refused, so that no reader can exhaust the stack. */
export const MAX_DEPTH = 200

export interface JsonFault {
  /** From 0. */
  readonly offset: number
  /** From 1, as `column`. */
  readonly line: number
  readonly column: number
  readonly what: string
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function parseJson(text: string): Result<Json, JsonFault> {
  const deep = firstTooDeep(text)
  if (deep !== null) return err(faultAt(text, deep, `nested deeper than ${MAX_DEPTH} levels`))
  try {
    return ok(JSON.parse(text) as Json)
  } catch {
    const { offset, what } = locate(text)
    return err(faultAt(text, offset, what))
  }
}

/** `Unexpected character ('}' (code 125)): expected … (line 3, column 9)`. */
export function describeFault(fault: JsonFault): string {
  return `${fault.what} (line ${fault.line}, column ${fault.column})`
}

function faultAt(text: string, offset: number, what: string): JsonFault {
  const before = text.slice(0, offset)
  return { offset, line: before.split('\n').length, column: offset - before.lastIndexOf('\n'), what }
}

function firstTooDeep(text: string): number | null {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]
    if (quoted) {
      if (c === '\\') i += 1
      else if (c === '"') quoted = false
    } else if (c === '"') quoted = true
    else if (c === '{' || c === '[') {
      depth += 1
      if (depth > MAX_DEPTH) return i
    } else if (c === '}' || c === ']') depth -= 1
  }
  return null
}

interface Trouble {
  readonly offset: number
  readonly what: string
}

class Stop extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(trouble.what)
    this.trouble = trouble
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /[A-Za-z_$][\w$]*/y
const BLANK = /[ \t\n\r]*/y

/** Where a text that the engine refused stops being JSON. */
function locate(text: string): Trouble {
  try {
    const walk = new Walk(text)
    walk.value('a value')
    walk.end()
  } catch (stop) {
    if (stop instanceof Stop) return stop.trouble
    throw stop
  }
  return { offset: text.length, what: 'Unexpected end-of-input' }
}

class Walk {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(wanted: string): void {
    this.#blanks()
    const c = this.#text[this.#at]
    if (c === '{') this.#object()
    else if (c === '[') this.#array()
    else if (c === '"') this.#string()
    else if (!this.#skip(NUMBER)) this.#word(wanted)
    this.#blanks()
  }

  end(): void {
    if (this.#at < this.#text.length) this.#unexpected('end-of-input')
  }

  #object(): void {
    this.#at += 1
    this.#blanks()
    if (this.#take('}')) return
    for (;;) {
      this.#blanks()
      if (this.#text[this.#at] !== '"') this.#unexpected('double-quote to start field name')
      this.#string()
      this.#blanks()
      if (!this.#take(':')) this.#unexpected('a colon to separate field name and value')
      this.value('a value')
      if (this.#take('}')) return
      if (!this.#take(',')) this.#unexpected('comma to separate Object entries')
    }
  }

  #array(): void {
    this.#at += 1
    this.#blanks()
    if (this.#take(']')) return
    for (;;) {
      this.value('a value')
      if (this.#take(']')) return
      if (!this.#take(',')) this.#unexpected('comma to separate Array entries')
    }
  }

  #string(): void {
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const c = this.#text[this.#at] as string
      if (c === '"') {
        this.#at += 1
        return
      }
      if (c < ' ') this.#unexpected('an escape instead of a control character')
      if (c === '\\') this.#escape()
    }
    this.#unexpected('closing quote for a string value')
  }

  #escape(): void {
    this.#at += 1
    const c = this.#text[this.#at] ?? ''
    if (c === 'u') {
      for (let i = 1; i <= 4; i += 1) {
        this.#at += 1
        if (!/[\dA-Fa-f]/.test(this.#text[this.#at] ?? '')) this.#unexpected('a hexadecimal digit')
      }
    } else if (c === '' || !'"\\/bfnrt'.includes(c)) this.#unexpected('a known escape')
  }

  #word(wanted: string): void {
    const start = this.#at
    if (!this.#skip(WORD)) this.#unexpected(wanted)
    const word = this.#text.slice(start, this.#at)
    if (word === 'true' || word === 'false' || word === 'null') return
    throw new Stop({ offset: start, what: `Unrecognized token '${word}': was expecting 'null', 'true' or 'false'` })
  }

  #blanks(): void {
    this.#skip(BLANK)
  }

  #take(c: string): boolean {
    if (this.#text[this.#at] !== c) return false
    this.#at += 1
    return true
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found === null) return false
    this.#at += found[0].length
    return true
  }

  #unexpected(wanted: string): never {
    const c = this.#text[this.#at]
    const what =
      c === undefined
        ? `Unexpected end-of-input: was expecting ${wanted}`
        : `Unexpected character ('${c}' (code ${c.codePointAt(0)})): was expecting ${wanted}`
    throw new Stop({ offset: this.#at, what })
  }
}
