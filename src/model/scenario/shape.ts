/**
 * Shapes: what a document may hold, as data. One table feeds the reader (`read.ts`), the canonical form
 * (`canonical.ts`) and the JSON Schema (`schema.ts`), so that they cannot disagree.
 */
import type { Result } from '#base/result.ts'

export type Spec =
  | { readonly kind: 'whole'; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly aboveMin: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'constant'; readonly value: number | string }
  | { readonly kind: 'text'; readonly what: string; readonly max: number; readonly bad: BadText }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'nullable'; readonly of: Spec }
  | { readonly kind: 'list'; readonly of: Spec; readonly min: number; readonly max: number }
  | { readonly kind: 'span'; readonly max: number }
  | { readonly kind: 'map'; readonly key: Spec; readonly of: Spec; readonly max: number }
  | ObjectSpec
  | VariantsSpec
  | WrittenSpec
  | { readonly kind: 'document'; readonly must: readonly string[] }
  | { readonly kind: 'either'; readonly text: Spec; readonly other: Spec }

/** Objects told apart by the text under the key `by`. */
export interface VariantsSpec {
  readonly kind: 'variants'
  readonly by: string
  readonly of: Readonly<Record<string, ObjectSpec>>
}

export interface ObjectSpec {
  readonly kind: 'object'
  readonly keys: Readonly<Record<string, Key<unknown>>>
}

/** A text with a grammar of its own, such as resources. `write` gives its canonical text. */
export interface WrittenSpec {
  readonly kind: 'written'
  readonly what: string
  readonly read: (text: string) => Result<unknown, string>
  readonly write: (text: string) => string
}

/** What is wrong with a text, or null. */
export type BadText = (text: string) => string | null

/** A shape whose reading gives a `T`; `out` is for the type checker alone and never there. */
export type Shape<T> = Spec & { readonly out?: T }

/** A key of an object: it must be there, or may be absent, with a default (in the document's own form) or without. */
export interface Key<T> {
  readonly shape: Spec & { readonly out?: T }
  readonly need: 'must' | 'may'
  readonly default?: unknown
}

export type KeysOut<K> = { readonly [P in keyof K]: K[P] extends Key<infer T> ? T : never }

export function must<T>(shape: Shape<T>): Key<T> {
  return { shape, need: 'must' }
}

export function may<T>(shape: Shape<T>): Key<T | undefined> {
  return { shape: shape as Shape<T | undefined>, need: 'may' }
}

/** `value` is what the document would say; it is read like the user's own. */
export function or<T>(shape: Shape<T>, value: unknown): Key<T> {
  return { shape, need: 'may', default: value }
}

export const whole = (min = 0, max = 1_000_000_000): Shape<number> => ({ kind: 'whole', min, max })

/** The longest time that a scenario speaks of: about 31 years, far above the 365 days to which Mesos cuts a filter. */
export const MAX_MS = 1_000_000_000_000
export const ms = (min = 0): Shape<number> => whole(min, MAX_MS)

export const number = (min = 0, max = 1_000_000_000): Shape<number> => ({ kind: 'number', min, max, aboveMin: false })
export const above = (min: number, max = 1_000_000_000): Shape<number> => ({ kind: 'number', min, max, aboveMin: true })
export const boolean = (): Shape<boolean> => ({ kind: 'boolean' })
export const constant = <T extends number | string>(value: T): Shape<T> => ({ kind: 'constant', value })
export const text = (what = 'a text', max = 1000, bad: BadText = () => null): Shape<string> => ({
  kind: 'text',
  what,
  max,
  bad,
})
export const choice = <T extends string>(...of: readonly T[]): Shape<T> => ({ kind: 'choice', of })
export const nullable = <T>(of: Shape<T>): Shape<T | null> => ({ kind: 'nullable', of })
export const list = <T>(of: Shape<T>, max = 1000, min = 0): Shape<readonly T[]> => ({ kind: 'list', of, min, max })
/** `[low, high]` in milliseconds; one number is both. */
export const span = (): Shape<readonly [number, number]> => ({ kind: 'span', max: MAX_MS })
export const map = <T>(key: Shape<string>, of: Shape<T>, max = 1000): Shape<Readonly<Record<string, T>>> => ({
  kind: 'map',
  key,
  of,
  max,
})
export const object = <K extends Readonly<Record<string, Key<unknown>>>>(
  keys: K,
): ObjectSpec & { readonly keys: K; readonly out?: KeysOut<K> } => ({ kind: 'object', keys })
export const written = <T>(
  what: string,
  read: (text: string) => Result<T, string>,
  write: (text: string) => string = (same) => same,
): Shape<T> => ({ kind: 'written', what, read, write })
/** Any JSON object, taken as it is; `keys` must be there as texts. */
export const document = (...keys: readonly string[]): Shape<Readonly<Record<string, unknown>>> => ({
  kind: 'document',
  must: keys,
})
export const either = <A, B>(ofText: Shape<A>, other: Shape<B>): Shape<A | B> => ({
  kind: 'either',
  text: ofText,
  other,
})
export const variants = <T>(
  by: string,
  of: Readonly<Record<string, ObjectSpec>>,
): VariantsSpec & { readonly out?: T } => ({
  kind: 'variants',
  by,
  of,
})
