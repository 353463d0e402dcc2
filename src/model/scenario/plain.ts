/** Is a value what JSON can say, and not too much of it? Values of other programs may be cyclic, or hold a Date. */

/** Deepest nesting of lists and objects. */
export const MAX_DEPTH = 64
/** Most values in one document. */
export const MAX_VALUES = 1_000_000
/** Most characters in one document: its text, or all its texts and keys. */
export const MAX_TEXT = 2 * 1024 * 1024

/** The first thing that JSON cannot say, or null. */
export function plainMistake(root: unknown): string | null {
  let left = MAX_VALUES
  let room = MAX_TEXT
  const mistake = (value: unknown, depth: number): string | null => {
    left -= 1
    if (left < 0) return `the document holds more than ${MAX_VALUES} values`
    if (typeof value === 'string') room -= value.length
    if (room < 0) return 'the document is longer than 2 MB'
    if (value === null || typeof value === 'string' || typeof value === 'boolean' || value === undefined) return null
    if (typeof value === 'number')
      return Number.isFinite(value) ? null : 'the document holds a number that is not finite'
    if (typeof value !== 'object') return `the document holds a ${typeof value}, which JSON cannot say`
    if (depth >= MAX_DEPTH) return `the document is nested deeper than ${MAX_DEPTH} levels`
    const kind: unknown = Object.getPrototypeOf(value)
    if (!Array.isArray(value) && kind !== null && Object.getPrototypeOf(kind) !== null)
      return 'the document holds something that is neither a list nor a plain object'
    for (const [key, part] of Object.entries(value)) {
      if (!Array.isArray(value)) room -= key.length
      const found = mistake(part, depth + 1)
      if (found !== null) return found
    }
    return null
  }
  return mistake(root, 0)
}
