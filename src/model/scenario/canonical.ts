/**
 * The canonical form of a document: keys in the table's order, what says its default left out, texts with a grammar in
 * their shortest form. Reading it gives the same scenario. What does not fit its shape is kept as it stands.
 */
import { isPlainObject as isObject, sameJson } from '#base/json.ts'
import { byText } from './read.ts'
import type { Key, ObjectSpec, Spec } from './shape.ts'

export function canonical(spec: Spec, value: unknown): unknown {
  switch (spec.kind) {
    case 'nullable':
      return value === null ? null : canonical(spec.of, value)
    case 'list':
      return Array.isArray(value) ? value.map((item: unknown) => canonical(spec.of, item)) : value
    case 'map':
      return isObject(value) ? canonicalMap(spec.of, value) : value
    case 'object':
      return isObject(value) ? canonicalObject(spec, value) : value
    case 'variants': {
      const which = isObject(value) ? value[spec.by] : undefined
      const one = typeof which === 'string' && Object.hasOwn(spec.of, which) ? spec.of[which] : undefined
      return one && isObject(value) ? canonicalObject(one, value) : value
    }
    case 'written':
      return typeof value === 'string' ? spec.write(value) : value
    case 'either':
      return canonical(typeof value === 'string' ? spec.text : spec.other, value)
    case 'whole':
    case 'number':
      return typeof value === 'number' ? value + 0 : value
    case 'span':
      return typeof value === 'number' ? [value + 0, value + 0] : value
    default:
      return value
  }
}

function canonicalMap(of: Spec, value: Readonly<Record<string, unknown>>): unknown {
  const names = Object.keys(value).sort(byText)
  return Object.fromEntries(names.map((name) => [name, canonical(of, value[name])]))
}

function canonicalObject(spec: ObjectSpec, value: Readonly<Record<string, unknown>>): unknown {
  const entries: (readonly [string, unknown])[] = []
  for (const [name, key] of Object.entries(spec.keys)) {
    if (!Object.hasOwn(value, name) || value[name] === undefined) continue
    const part = canonical(key.shape, value[name])
    if (!isDefault(key, part)) entries.push([name, part])
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(spec.keys, name) && value[name] !== undefined) entries.push([name, value[name]])
  }
  return Object.fromEntries(entries)
}

function isDefault(key: Key<unknown>, part: unknown): boolean {
  return key.default !== undefined && sameJson(part, canonical(key.shape, key.default))
}
