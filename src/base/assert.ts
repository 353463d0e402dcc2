/** Throws when something that we believe always holds does not: our bug, never the user's. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken assumption: ${message}`)
}

/** Closes an exhaustive `switch`: a forgotten case is a type error. */
export function assertNever(value: never, message = 'unreachable'): never {
  throw new Error(`Broken assumption: ${message}: ${JSON.stringify(value)}`)
}

/** The value, which must be there. */
export function must<T>(value: T | undefined | null, message: string): T {
  assert(value !== undefined && value !== null, message)
  return value
}
