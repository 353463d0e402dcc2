import type { StateValue } from 'xstate'

/** `{ connected: 'active' }` as `connected.active`; a machine without states is `''`. */
export function dottedValue(value: StateValue): string {
  if (typeof value === 'string') return value
  const [entry] = Object.entries(value)
  if (entry === undefined) return ''
  return entry[1] === undefined ? entry[0] : `${entry[0]}.${dottedValue(entry[1])}`
}

/** The other way round. */
export function nestedValue(value: string): StateValue {
  if (value === '') return {}
  const keys = value.split('.')
  return keys.slice(0, -1).reduceRight<StateValue>((inner, key) => ({ [key]: inner }), keys.at(-1) as string)
}
