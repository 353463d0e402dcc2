/** JSON values and texts: equality, and where a text stops being JSON, in the same words in every engine. */

/** An object with keys: neither null nor a list. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Equality of JSON values; the order of keys does not matter, -0 equals 0. O(n). */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameJson(item, b[i]))
  if (!isPlainObject(a) || !isPlainObject(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
  )
}

interface Reader {
  readonly text: string
  at: number
}

/** Thrown inside this file alone. */
class Mistake {
  readonly at: number
  readonly expected: string
  constructor(at: number, expected: string) {
    this.at = at
    this.expected = expected
  }
}

/**
 * `line 3, column 7: expected ":", found "x"`, or null where the text is JSON. For texts that `JSON.parse` refused:
 * O(n), depth bounded by the engine's stack only up to 1000 levels.
 */
export function jsonMistake(text: string): string | null {
  const reader: Reader = { text, at: 0 }
  try {
    skipValue(reader, 0)
    skipBlanks(reader)
    if (reader.at < text.length) throw new Mistake(reader.at, 'the end of the text')
    return null
  } catch (caught) {
    if (!(caught instanceof Mistake)) throw caught
    return sentence(text, caught)
  }
}

function sentence(text: string, { at, expected }: Mistake): string {
  const before = text.slice(0, at).split('\n')
  const column = (before.at(-1) ?? '').length + 1
  const found =
    at >= text.length ? 'the end of the text' : JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))
  return `not JSON at line ${before.length}, column ${column}: expected ${expected}, found ${found}`
}

function skipBlanks(reader: Reader): void {
  while (' \t\n\r'.includes(reader.text[reader.at] ?? 'x')) reader.at += 1
}

function take(reader: Reader, pattern: RegExp, expected: string): string {
  pattern.lastIndex = reader.at
  const match = pattern.exec(reader.text)
  if (!match) throw new Mistake(reader.at, expected)
  reader.at = pattern.lastIndex
  return match[0]
}

const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const STRING_START = /"/y
const STRING_PART = /[^"\\\p{Cc}]+|[\u007f-\u009f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy
const COLON = /:/y

function skipString(reader: Reader, expected: string): void {
  take(reader, STRING_START, expected)
  while (reader.text[reader.at] !== '"') take(reader, STRING_PART, 'a character of a string, or a closing quote')
  reader.at += 1
}

function skipValue(reader: Reader, depth: number): void {
  skipBlanks(reader)
  const first = reader.text[reader.at]
  if (first === '"') skipString(reader, 'a string')
  else if (first === '{') skipMembers(reader, depth, '}')
  else if (first === '[') skipMembers(reader, depth, ']')
  else take(reader, WORD, 'a value')
}

function skipMembers(reader: Reader, depth: number, close: '}' | ']'): void {
  if (depth >= 1000) throw new Mistake(reader.at, 'at most 1000 levels')
  reader.at += 1
  skipBlanks(reader)
  if (reader.text[reader.at] === close) {
    reader.at += 1
    return
  }
  for (;;) {
    skipBlanks(reader)
    if (close === '}') {
      skipString(reader, 'a key in double quotes')
      skipBlanks(reader)
      take(reader, COLON, '":"')
    }
    skipValue(reader, depth + 1)
    skipBlanks(reader)
    const next = reader.text[reader.at]
    if (next !== ',' && next !== close) throw new Mistake(reader.at, `"," or "${close}"`)
    reader.at += 1
    if (next === close) return
  }
}
