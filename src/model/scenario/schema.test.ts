import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlainObject, sameJson } from '#base/json.ts'
import { parseScenario } from './parse.ts'
import { aScenarioDocument } from './scenario.fixture.ts'
import { type JsonSchema, scenarioSchema } from './schema.ts'
import { ACTION_NAMES } from './types.ts'

const SCHEMA = scenarioSchema()

/** A small judge of the keywords that our schema uses; throws on any other, so that none is passed over. */
function fits(schema: JsonSchema, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, wanted]) => judge(keyword, wanted, schema, value))
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  array: (value) => Array.isArray(value),
  null: (value) => value === null,
  object: isPlainObject,
}

function judge(keyword: string, wanted: unknown, schema: JsonSchema, value: unknown): boolean {
  const list = Array.isArray(value) ? (value as unknown[]) : []
  const keys = isPlainObject(value) ? Object.entries(value) : []
  const some = wanted as readonly JsonSchema[]
  switch (keyword) {
    case '$schema':
    case '$defs':
    case 'title':
    case 'description':
    case 'default':
      return true
    case '$ref':
      return fits((SCHEMA['$defs'] as Record<string, JsonSchema>)[(wanted as string).slice(8)] as JsonSchema, value)
    case 'type':
      return (TYPES[wanted as string] as (value: unknown) => boolean)(value)
    case 'const':
      return sameJson(wanted, value)
    case 'enum':
      return (wanted as readonly unknown[]).includes(value)
    case 'minimum':
      return (value as number) >= (wanted as number)
    case 'exclusiveMinimum':
      return (value as number) > (wanted as number)
    case 'maximum':
      return (value as number) <= (wanted as number)
    case 'maxLength':
      return (value as string).length <= (wanted as number)
    case 'minItems':
      return list.length >= (wanted as number)
    case 'maxItems':
      return list.length <= (wanted as number)
    case 'maxProperties':
      return keys.length <= (wanted as number)
    case 'prefixItems':
      return some.every((one, i) => i >= list.length || fits(one, list[i]))
    case 'items':
      if (wanted === false) return list.length <= (schema['prefixItems'] as readonly unknown[]).length
      return list.every((item) => fits(wanted as JsonSchema, item))
    case 'propertyNames':
      return keys.every(([key]) => fits(wanted as JsonSchema, key))
    case 'properties':
      return keys.every(([key, part]) => {
        const one = (wanted as Record<string, JsonSchema>)[key]
        return one === undefined || fits(one, part)
      })
    case 'additionalProperties':
      return keys.every(([key, part]) => {
        if (Object.hasOwn((schema['properties'] as object | undefined) ?? {}, key)) return true
        return wanted !== false && fits(wanted as JsonSchema, part)
      })
    case 'required':
      return (wanted as readonly string[]).every((key) => keys.some(([own]) => own === key))
    case 'anyOf':
      return some.some((one) => fits(one, value))
    case 'oneOf':
      return some.filter((one) => fits(one, value)).length === 1
    default:
      throw new Error(`the schema uses ${keyword}`)
  }
}

describe('scenarioSchema', () => {
  it('fits every scenario that the reader takes', () => {
    fc.assert(
      fc.property(aScenarioDocument, (document) => {
        expect(parseScenario(document).ok).toBe(true)
        expect(fits(SCHEMA, document)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    {},
    { version: 1, agents: [{}], frameworks: [] },
    { version: 1, agents: [], frameworks: [{ id: 'x', kind: 'y' }] },
    { version: 1, agents: [], frameworks: [], actions: [{ atMs: 1, do: 'crashMaster', agent: 'a' }] },
    { version: 1, agents: [], frameworks: [], network: { latencyMs: [1, 2, 3] } },
    { version: 1, agents: [], frameworks: [], master: { offerTimeout: 1 } },
  ])('does not fit %j, nor does the reader take it', (document) => {
    expect(fits(SCHEMA, document)).toBe(false)
    expect(parseScenario(document).ok).toBe(false)
  })

  it('has a word on every key but those of actions, which their action explains', () => {
    const silent: string[] = []
    const walk = (schema: unknown, path: string): void => {
      if (Array.isArray(schema)) schema.forEach((one) => walk(one, path))
      if (!isPlainObject(schema)) return
      for (const [key, part] of Object.entries((schema['properties'] as object | undefined) ?? {})) {
        if (!isPlainObject(part) || part['description'] === undefined) silent.push(`${path}.${key}`)
      }
      for (const [key, part] of Object.entries(schema)) if (key !== 'default') walk(part, `${path}.${key}`)
    }
    const { $defs, ...document } = SCHEMA
    const { action, ...parts } = $defs as unknown as Record<string, JsonSchema>
    walk(document, '')
    walk(parts, '$defs')
    expect(silent.filter((path) => !/\.(en|zh|region|zone|count|perMs)$/.test(path))).toEqual([])
    expect(
      (action as { oneOf: readonly JsonSchema[] } | undefined)?.oneOf.map((one) => typeof one['description']),
    ).toEqual(ACTION_NAMES.map(() => 'string'))
  })
})
